/**
 * TABLE of the keys: which chord means which command, where. Dispatch, help, the bottom line, the README's table and rebinding all
 * read it, so they cannot disagree. What a row does and why it may be blocked is its command's (app/commands). No chord needs Alt,
 * Meta or an F-key: they get lost in tmux, PuTTY and screen readers. Refuses nothing: a chord that no row has does nothing.
 */
import { commandNamed, orderOf } from '../app/order.ts';
import type { State } from '../app/state.ts';
import type { UiMsg, ViewId } from '../app/ui-msg.ts';

export type KeyGroup = 'move' | 'filter' | 'view' | 'aircraft' | 'events' | 'time' | 'app';

/** A layer above takes its chords from the layers below while it is active. */
export type KeyLayer = 'table' | 'replay' | 'question';

export interface KeyRow {
  readonly id: string;
  readonly chords: readonly string[];
  readonly help: string;
  readonly group: KeyGroup;
  /** The command line that the chord stands for. */
  readonly command: string;
  /** What follows the command's name, where it depends on which of the chords was pressed. */
  readonly argument?: (chord: string) => string;
  /** Absent: in the table's layer. */
  readonly layer?: KeyLayer;
  /** Absent: in every view. */
  readonly views?: readonly ViewId[];
}

/** A row as it stands in a state: its chords less those taken by a layer above, and why it is blocked. */
export interface ActiveKey extends KeyRow {
  readonly blocked?: string;
}

const inTable: readonly ViewId[] = ['main', 'details', 'feeds'];
const inText: readonly ViewId[] = ['events', 'help'];

const row = (group: KeyGroup, chords: string, command: string, help: string, more: Partial<KeyRow> = {}): KeyRow => ({
  id: command,
  chords: chords.split(' '),
  help,
  group,
  command,
  ...more,
});
const replayRow = (chords: string, command: string, help: string): KeyRow =>
  row('time', chords, command, help, { layer: 'replay' });

export const KEYS: readonly KeyRow[] = [
  row('move', 'j down', 'down', 'row down'),
  row('move', 'k up', 'up', 'row up'),
  row('move', '^d', 'half-down', 'half page down'),
  row('move', '^u', 'half-up', 'half page up'),
  row('move', 'pgdn', 'page-down', 'page down'),
  row('move', 'pgup', 'page-up', 'page up'),
  row('move', 'g home', 'top', 'top'),
  row('move', 'G end', 'bottom', 'bottom'),
  row('move', 'h left', 'column-left', 'column left'),
  row('move', 'l right', 'column-right', 'column right'),
  row('move', 'space', 'mark', 'mark'),
  row('move', 'M', 'only-marked', 'only marked'),
  row('move', 'f', 'follow', 'follow row'),

  row('filter', '/', 'filter', 'filter table', { views: inTable }),
  row('filter', '/', 'search', 'search', { views: inText }),
  row('filter', '\\', 'filter-toggle', 'filter off / on'),
  row('filter', 'n', 'find-next', 'next hit', { views: inText }),
  row('filter', 'N', 'find-previous', 'previous hit', { views: inText }),
  row('filter', '*', 'filter-cell', 'only this cell', { views: ['main'] }),
  row('filter', '!', 'exclude-cell', 'not this cell', { views: ['main'] }),
  row('filter', ':', 'command', 'command'),

  row('view', 'tab', 'next-pane', 'next pane', { views: ['main'] }),
  row('view', 'shift-tab', 'previous-pane', 'previous pane', { views: ['main'] }),
  row('view', '1', 'pane-aircraft', 'aircraft pane'),
  row('view', '2', 'pane-route', 'route pane'),
  row('view', '3', 'pane-events', 'events pane'),
  row('view', 'z', 'zoom', 'zoom pane', { views: ['main'] }),
  row('view', 'm', 'profile', 'spark / profile'),
  row('view', 't', 'theme', 'theme'),
  row('view', 'T', 'units', 'units'),
  row('view', '.', 'dense', 'dense rows'),

  row('aircraft', 'enter', 'details', 'details'),
  row('aircraft', 'esc', 'back', 'back'),
  row('aircraft', 'w', 'watch', 'watch this aircraft'),
  row('aircraft', 's', 'sort', 'sort by column'),
  row('aircraft', 'S', 'sort-reverse', 'reverse order'),

  row('events', 'e', 'events', 'event log'),
  row('events', 'u', 'next-unread', 'next unread'),
  row('events', 'U', 'read-all', 'mark all read'),
  row('events', 'L', 'level', 'level'),

  row('time', 'p', 'pause', 'pause screen'),
  row('time', 'r', 'replay-bar', 'replay bar'),
  replayRow('space', 'play', 'play / stop'),
  replayRow('left', 'seek-back', '10 s back'),
  replayRow('right', 'seek-on', '10 s on'),
  replayRow('shift-left', 'seek-far-back', '1 min back'),
  replayRow('shift-right', 'seek-far-on', '1 min on'),
  replayRow('<', 'slower', 'slower'),
  replayRow('>', 'faster', 'faster'),
  replayRow(',', 'step-back', 'step back'),
  replayRow('.', 'step', 'step on'),
  replayRow('[', 'previous-event', 'event before'),
  replayRow(']', 'next-event', 'event after'),
  row('time', '0 1 2 3 4 5 6 7 8 9', 'goto', 'to 0 … 90 %', {
    id: 'replay-percent',
    layer: 'replay',
    argument: (digit) => `${Number(digit) * 10}%`,
  }),

  row('app', '?', 'help', 'help'),
  row('app', 'D', 'feeds', 'doctor: feeds'),
  row('app', 'R', 'reconnect', 'reconnect'),
  row('app', 'd', 'demo', 'demo'),
  row('app', '^l', 'redraw', 'redraw'),
  row('app', '^z', 'suspend', 'suspend'),
  row('app', 'q', 'quit', 'quit'),
  row('app', 'Q', 'quit!', 'quit, no question'),
  row('app', '^c', 'quit', 'quit; twice: at once', { id: 'interrupt' }),
  row('app', 'y enter', 'quit!', 'yes, quit', { id: 'quit-yes', layer: 'question' }),
  row('app', 'n', 'back', 'no, stay', { id: 'quit-no', layer: 'question' }),
];

/** Acts without a key of their own, and why. */
export const KEYLESS: Readonly<Record<string, string>> = {
  'sort-by': 'needs a column: :sort alt',
  filter: 'needs a text: :filter …, or / to type it',
  glyphs: 'set once, by --glyphs or :glyphs',
};

const rowsOfLayer = (layer: KeyLayer, state: State, table: readonly KeyRow[]): readonly KeyRow[] =>
  table.filter(
    (key) => (key.layer ?? 'table') === layer && (key.views === undefined || key.views.includes(state.ui.view)),
  );

/** The layers that have the keys, uppermost first. */
export function layersOf(state: State): readonly KeyLayer[] {
  const layers: KeyLayer[] = [];
  if (state.ui.quitAsked) layers.push('question');
  if (state.ui.replayKeys) layers.push('replay');
  layers.push('table');
  return layers;
}

/** What a chord stands for in this state, `undefined` if for nothing. */
export function keyOf(chord: string, state: State, table: readonly KeyRow[] = KEYS): KeyRow | undefined {
  for (const layer of layersOf(state)) {
    const found = rowsOfLayer(layer, state, table).find((key) => key.chords.includes(chord));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The rows that have a chord in this state, in the table's order; a row whose last chord is taken by a layer above is left out.
 * `blocked` is the reason in words why the key does nothing now.
 */
export function keyRows(state: State, table: readonly KeyRow[] = KEYS): readonly ActiveKey[] {
  const taken = new Set<string>();
  const active = new Map<KeyRow, readonly string[]>();
  for (const layer of layersOf(state)) {
    const rows = rowsOfLayer(layer, state, table);
    for (const key of rows) {
      const chords = key.chords.filter((chord) => !taken.has(chord));
      if (chords.length > 0) active.set(key, chords);
    }
    for (const key of rows) for (const chord of key.chords) taken.add(chord);
  }
  return table.flatMap((key): ActiveKey[] => {
    const chords = active.get(key);
    if (chords === undefined) return [];
    const blocked = commandNamed(key.command)?.blocked?.(state);
    return [{ ...key, chords, ...(blocked === undefined ? {} : { blocked }) }];
  });
}

/** The message that a row sends for one of its chords; a blocked one says why it is. */
export function msgOf(key: KeyRow, chord: string, state: State, at: number): UiMsg {
  const line = key.argument === undefined ? key.command : `${key.command} ${key.argument(chord)}`;
  const order = orderOf(line, state);
  if ('fault' in order) return { kind: 'act', at, act: 'say', text: order.fault.replace(/^:\S+: /, '') };
  return { kind: 'act', at, ...order };
}
