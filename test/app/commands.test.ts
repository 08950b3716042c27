import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../src/app/command-arguments.ts';
import { COMMANDS } from '../../src/app/commands.ts';
import { completionsOf } from '../../src/app/completion.ts';
import { nearestCommand, orderOf } from '../../src/app/order.ts';
import { replayState, stateOf, T0 } from '../support/screen-state.ts';

const HOUR = 3_600_000;
const live = stateOf();
const playing = replayState();

describe('commands', () => {
  it('have each a name of their own, and help', () => {
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
    for (const { help } of COMMANDS) expect(help).not.toBe('');
  });

  it.each([
    ['zoom', { act: 'zoom' }],
    [':zoom', { act: 'zoom' }],
    ['q', { act: 'quit', force: false }],
    ['q!', { act: 'quit', force: true }],
    ['filter type:IL62 alt>30000', { act: 'filter', text: 'type:IL62 alt>30000' }],
    ['filter', { act: 'prompt', prompt: 'filter' }],
    ['sort alt', { act: 'sort-by', column: 'alt' }],
    ['sort -alt', { act: 'sort-by', column: 'alt', descending: true }],
    ['sort +ALT', { act: 'sort-by', column: 'alt', descending: false }],
    ['level warn', { act: 'level', to: 'warn' }],
    ['theme mono', { act: 'theme', name: 'mono' }],
    ['glyphs ascii', { act: 'glyphs', to: 'ascii' }],
  ] as const)(':%s', (line, act) => {
    expect(orderOf(line, live)).toEqual(act);
  });

  it.each([
    ['goto 12:20', { to: 'seek-at', at: T0 + HOUR / 3 }],
    ['goto 11:20:30', { to: 'seek-at', at: T0 - HOUR * (2 / 3) + 30_000 }],
    ['goto 2023-08-01T12:30', { to: 'seek-at', at: T0 + HOUR / 2 }],
    ['goto 40%', { to: 'seek-percent', percent: 40 }],
    ['speed 600', { to: 'speed', speed: 600 }],
    ['speed x0.5', { to: 'speed', speed: 0.5 }],
    ['speed max', { to: 'speed', speed: Number.POSITIVE_INFINITY }],
  ] as const)(':%s in a recording', (line, command) => {
    expect(orderOf(line, playing)).toEqual({ act: 'replay', command });
  });

  it('finds the time of day on the day that the recording has it', () => {
    const overnight = replayState({
      state: {
        at: Date.UTC(2023, 7, 1, 23, 50),
        replay: {
          label: 'night',
          reconstruction: false,
          fromAt: Date.UTC(2023, 7, 1, 23),
          toAt: Date.UTC(2023, 7, 2, 2),
          at: Date.UTC(2023, 7, 1, 23, 50),
          playing: true,
          speed: 1,
        },
      },
    });
    expect(orderOf('goto 01:10', overnight)).toMatchObject({ command: { at: Date.UTC(2023, 7, 2, 1, 10) } });
  });

  it.each([
    ['zom', 'no command "zom": did you mean :zoom?'],
    ['quti', 'no command "quti": did you mean :quit?'],
    ['xyzzyplugh', 'no command "xyzzyplugh"'],
    ['zoom now', ':zoom takes no argument'],
    ['level loud', 'no level "loud": info, note, warn, alert (:level warn)'],
    ['speed 600', ':speed: no recording is played'],
    ['demo', ':demo: a live feed answers'],
  ])(':%s says: %s', (line, fault) => {
    expect(orderOf(line, live)).toEqual({ fault });
  });

  it.each([
    ['goto 25:00'],
    ['goto noon'],
    ['goto 23:59'],
    ['speed 0'],
    ['speed -1'],
    ['speed 1e9'],
    ['goto 2023-99-99'],
    ['goto'],
  ])(':%s is refused in a recording, and says how it is written', (line) => {
    const order = orderOf(line, playing);
    expect(isFault(order) && order.fault).toMatch(/\(:(?:goto|speed) /);
  });

  it('answers any line, and never with NaN', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `goto ${text}`),
          fc.string().map((text) => `speed ${text}`),
        ),
        (line) => {
          const order = orderOf(line, playing);
          expect(JSON.stringify(order)).not.toContain('NaN');
          expect(isFault(order) ? order.fault : order.act).not.toBe('');
        },
      ),
    );
  });

  it('takes no distant name for a misspelling', () => {
    expect(nearestCommand('supercalifragilistic')).toBeUndefined();
    expect(nearestCommand('')).toBeUndefined();
    expect(nearestCommand('replay')).toBe('replay-bar');
  });
});

describe('completion of commands', () => {
  const texts = (text: string, state = live) =>
    completionsOf(state, 'command', text, text.length).map((one) => one.text);

  it('offers the names that begin so', () => {
    expect(texts('zo')).toEqual(['zoom']);
    expect(texts('pane')).toEqual(['pane-aircraft', 'pane-route', 'pane-events']);
  });

  it('offers what an argument may be', () => {
    expect(texts('level w')).toEqual(['level warn']);
    expect(texts('sort -al')).toEqual(['sort -alt']);
    expect(texts('theme ')).toContain('theme mono');
  });

  it('offers the filter language after :filter', () => {
    expect(texts('filter type:')).toContain('filter type:IL62');
  });

  it('offers nothing in a search', () => {
    expect(completionsOf(live, 'search', 'zo', 2)).toEqual([]);
  });
});
