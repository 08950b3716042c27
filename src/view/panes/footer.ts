/**
 * The screen's last lines: what is filtered or what has just been said, whose data this is, and the keys that help most now. In: the state, the
 * space, the key rows. Out: one or two lines. The licence's credit is never dropped for a hint.
 */
import { listedTracks, visibleTracks } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import { feedSummary } from '../feed-summary.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, said, span, spread, widthOf } from '../line.ts';
import type { Line, Space, Span, Tone } from '../types.ts';
import type { KeyRow } from './help.ts';
import { chordText } from './help.ts';

const CREDIT_CELLS = 60;
const NOTICE_TONES: Readonly<Record<'plain' | 'warn' | 'alert', Tone>> = {
  plain: 'strong',
  warn: 'warn',
  alert: 'alert',
};

/** Keys that the bottom line names, the most useful first, by what is on the screen. Row ids; a row that is not active is left out. */
const MAIN_HINTS = [
  'help',
  'filter',
  'quit',
  'details',
  'events',
  'sort',
  'profile',
  'zoom',
  'mark',
  'pause',
  'replay-bar',
  'watch',
  'follow',
  'command',
];
const TROUBLE_HINTS = ['help', 'demo', 'reconnect', 'feeds', 'quit', 'filter', 'details', 'events'];
/** The prompt has the keys; its own are not in the table, for they edit. */
const PROMPT_HINTS: readonly (readonly [chord: string, help: string])[] = [
  ['enter', 'apply'],
  ['esc', 'cancel'],
  ['tab', 'complete'],
  ['^u', 'clear'],
  ['^t', 'explain'],
];
const VIEW_HINTS: Readonly<Record<string, readonly string[]>> = {
  events: ['back', 'details', 'next-unread', 'read-all', 'level', 'search', 'find-next', 'help', 'quit'],
  details: ['back', 'follow', 'watch', 'mark', 'events', 'help', 'quit'],
  feeds: ['back', 'reconnect', 'demo', 'help', 'quit'],
  help: ['back', 'search', 'find-next', 'command', 'quit'],
};
const REPLAY_HINTS = [
  'play',
  'seek-back',
  'seek-on',
  'previous-event',
  'next-event',
  'slower',
  'faster',
  'back',
  'help',
  'quit!',
  'quit',
];
const QUESTION_HINTS = ['quit-yes', 'quit-no'];

/** The footer: at most `space.rows` lines of at most `space.columns` cells. */
export function footerModel(state: State, space: Space, keyRows: readonly KeyRow[]): readonly Line[] {
  const frame = frameOf(state);
  const keys = keysLine(state, space.columns, frame, keyRows);
  if (space.rows < 2) {
    const told = toldLine(state);
    return finish([told.length > 0 ? told : keys], space, frame.mode);
  }
  return finish([statusLine(state, space.columns), keys], space, frame.mode);
}

/** What has just happened or is asked: it goes before everything else. */
function toldLine(state: State): Line {
  const { notice, quitAsked } = state.ui;
  if (quitAsked && notice === undefined) {
    return [span(' Quit? ', 'warn'), span('y', 'key'), span(' yes  '), span('n', 'key'), span(' no')];
  }
  if (state.storeTrouble !== undefined && !quitAsked)
    return [span(` The event log cannot be written: ${said(state.storeTrouble, 120)}`, 'alert')];
  return notice === undefined ? [] : [span(` ${said(notice.text, 200)}`, NOTICE_TONES[notice.tone])];
}

function statusLine(state: State, columns: number): Line {
  const credits = creditWords(state);
  const right: Span[] = credits === '' ? [] : [span(` ${credits} `, 'dim')];
  const told = toldLine(state);
  return spread(told.length > 0 ? told : filterLine(state), right, columns);
}

function filterLine(state: State): Line {
  const { filter, search, view } = state.ui;
  if (view !== 'main' && search !== '') return [span(' / ', 'key'), span(said(search, 60), 'strong')];
  if (filter.text === '') return [];
  const matched = `   ${visibleTracks(state).length}/${listedTracks(state).length} match`;
  return [
    span(' / ', 'key'),
    span(said(filter.text, 200), filter.off ? 'dim' : 'strong'),
    span(filter.off ? '   off' : matched, 'note'),
  ];
}

/** Whose data is shown: each credit once. */
function creditWords(state: State): string {
  const credits = new Set<string>();
  for (const { credit } of state.links.values()) if (credit !== undefined) credits.add(said(credit, CREDIT_CELLS));
  return credits.size === 0 ? '' : said(`data: ${[...credits].join('; ')}`, CREDIT_CELLS + 20);
}

interface Hint {
  readonly chord: string;
  readonly help: string;
  readonly blocked: boolean;
}

/** As many hints as fit; leaving the program is named last, wherever it ranks. */
function keysLine(state: State, columns: number, { mode }: Frame, keyRows: readonly KeyRow[]): Line {
  const chosen: Line[] = [];
  let last: Line = [];
  let used = 0;
  for (const { chord, help, blocked } of hintsOf(state, keyRows)) {
    const words = help.split(';')[0] ?? help;
    const parts = [
      span(chosen.length === 0 ? ' ' : '  '),
      span(chordText(chord, mode), blocked ? 'dim' : 'key'),
      span(` ${said(words, 24)}`, blocked ? 'dim' : 'plain'),
    ];
    if (used + widthOf(parts) > columns) continue;
    used += widthOf(parts);
    if (help.startsWith('quit')) last = parts;
    else chosen.push(parts);
  }
  return [...chosen, last].flat();
}

function hintsOf(state: State, keyRows: readonly KeyRow[]): readonly Hint[] {
  if (state.ui.prompt !== undefined) {
    const hints = PROMPT_HINTS.filter(([chord]) => chord !== '^t' || state.ui.prompt?.kind === 'filter');
    return hints.map(([chord, help]) => ({ chord, help, blocked: false }));
  }
  return hintsFor(state).flatMap((id) => {
    const row = keyRows.find((key) => key.id === id);
    const chord = row?.chords[0];
    return row === undefined || chord === undefined
      ? []
      : [{ chord, help: row.help, blocked: row.blocked !== undefined }];
  });
}

function hintsFor(state: State): readonly string[] {
  const { ui } = state;
  if (ui.quitAsked) return QUESTION_HINTS;
  if (ui.view !== 'main') return VIEW_HINTS[ui.view] ?? MAIN_HINTS;
  if (ui.replayKeys && state.replay !== undefined) return REPLAY_HINTS;
  const { delivers, feeds } = feedSummary(state);
  return delivers || feeds === 0 || state.clock === 'recording' ? MAIN_HINTS : TROUBLE_HINTS;
}
