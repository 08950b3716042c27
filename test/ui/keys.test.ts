import { describe, expect, it } from 'vitest';
import { isFault } from '../../src/app/command-arguments.ts';
import { COMMANDS } from '../../src/app/commands.ts';
import { commandNamed, orderOf, splitCommand } from '../../src/app/order.ts';
import type { UiAct, ViewId } from '../../src/app/ui-msg.ts';
import { KEYLESS, KEYS, keyOf, keyRows, msgOf } from '../../src/ui/keys.ts';
import { PANES } from '../../src/ui/panes/index.ts';
import { PROMPT_KEYS } from '../../src/ui/prompt-keys.ts';
import { eventNamed, replayState, stateOf, T0 } from '../support/screen-state.ts';

const VIEWS: readonly ViewId[] = ['main', 'details', 'events', 'feeds', 'help'];
const MODES = VIEWS.flatMap((view) => [
  { name: view, state: stateOf({ ui: { view } }) },
  { name: `${view}, replay keys`, state: replayState({ ui: { view } }) },
  { name: `${view}, asked to quit`, state: stateOf({ ui: { view, quitAsked: true } }) },
]);

/** Every act there is; the compiler refuses this list when one is missing. */
const ACTS: Readonly<Record<UiAct['act'], true>> = {
  move: true,
  column: true,
  focus: true,
  zoom: true,
  open: true,
  enter: true,
  back: true,
  sort: true,
  'sort-by': true,
  mark: true,
  'only-marked': true,
  follow: true,
  watch: true,
  pause: true,
  profile: true,
  units: true,
  dense: true,
  theme: true,
  glyphs: true,
  prompt: true,
  filter: true,
  'filter-cell': true,
  'filter-toggle': true,
  find: true,
  'next-unread': true,
  'read-all': true,
  level: true,
  'replay-bar': true,
  replay: true,
  'replay-event': true,
  reconnect: true,
  say: true,
  demo: true,
  redraw: true,
  suspend: true,
  quit: true,
};

describe('key table', () => {
  it.each(KEYS)('$id has chords, help, a group and a command that exists', (key) => {
    expect(key.chords.length).toBeGreaterThan(0);
    expect(key.chords.every((chord) => chord !== '')).toBe(true);
    expect(key.help).not.toBe('');
    expect(key.group).not.toBe('');
    expect(commandNamed(splitCommand(key.command)[0])).toBeDefined();
  });

  it('has no id twice', () => {
    expect(new Set(KEYS.map(({ id }) => id)).size).toBe(KEYS.length);
  });

  it.each(MODES)('no two rows share a chord in: $name', ({ state }) => {
    const chords = keyRows(state).flatMap((key) => key.chords);
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
  });

  it('needs neither Alt nor Meta nor an F-key, nor the prefixes of tmux and screen, nor flow control', () => {
    for (const { chords } of KEYS) {
      for (const chord of chords) expect(chord).not.toMatch(/^(?:alt|meta|M)-|^f\d+$|^\^[absq]$/i);
    }
  });

  it('reaches every act, or says why not', () => {
    const reached = new Set<string>();
    for (const key of KEYS) {
      const state =
        key.layer === 'replay' || key.command === 'replay-bar'
          ? replayState()
          : stateOf({
              events: [eventNamed('a', T0)],
              ui: { search: 'x', marked: new Set(['15521f']), filter: { text: 'air', off: false } },
              state: key.command === 'demo' ? { links: new Map() } : {},
            });
      const order = orderOf(key.command + (key.argument === undefined ? '' : ` ${key.argument('1')}`), state);
      if (!isFault(order)) reached.add(order.act);
    }
    reached.add('say');
    const missing = Object.keys(ACTS).filter((name) => !reached.has(name) && KEYLESS[name] === undefined);
    expect(missing).toEqual([]);
  });

  it('every command can be typed; every command without a usage is a key or in the command line only', () => {
    for (const command of COMMANDS) expect(commandNamed(command.name)).toBe(command);
  });

  it('gives the replay keys their chords and takes them back with Esc', () => {
    const playing = replayState();
    expect(keyOf('space', playing)?.id).toBe('play');
    expect(keyOf('left', playing)?.id).toBe('seek-back');
    expect(keyOf('h', playing)?.id).toBe('column-left');
    expect(keyOf('5', playing)?.id).toBe('replay-percent');
    const table = replayState({ ui: { replayKeys: false } });
    expect(keyOf('space', table)?.id).toBe('mark');
    expect(keyOf('left', table)?.id).toBe('column-left');
  });

  it('0–9 go to tenths of the recording', () => {
    const state = replayState();
    const key = keyOf('7', state);
    expect(key && msgOf(key, '7', state, T0)).toMatchObject({
      act: 'replay',
      command: { to: 'seek-percent', percent: 70 },
    });
  });

  it('/ filters in the table and searches in the log and the help', () => {
    expect(keyOf('/', stateOf())?.id).toBe('filter');
    expect(keyOf('/', stateOf({ ui: { view: 'events' } }))?.id).toBe('search');
    expect(keyOf('/', stateOf({ ui: { view: 'help' } }))?.id).toBe('search');
  });

  it('a blocked key stays, and says why in words', () => {
    const row = (id: string, state = stateOf()) => keyRows(state).find((key) => key.id === id);
    expect(row('demo')?.blocked).toBe('a live feed answers');
    expect(row('demo', stateOf({ state: { links: new Map() } }))?.blocked).toBeUndefined();
    expect(row('replay-bar')?.blocked).toBe('no recording is played');
    expect(row('watch', stateOf({ tracks: [] }))?.blocked).toBe('no aircraft is selected');
    const state = stateOf();
    const demo = keyOf('d', state);
    expect(demo && msgOf(demo, 'd', state, T0)).toMatchObject({ act: 'say', text: 'a live feed answers' });
  });

  it('leads to every pane that names a key', () => {
    for (const { key } of PANES) if (key !== undefined) expect(KEYS.map(({ id }) => id)).toContain(key);
  });
});

describe('prompt keys', () => {
  it('no two share a chord, and each has help', () => {
    const chords = PROMPT_KEYS.flatMap((key) => key.chords);
    expect(new Set(chords).size).toBe(chords.length);
    for (const { help } of PROMPT_KEYS) expect(help).not.toBe('');
  });
});
