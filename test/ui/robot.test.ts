/** A person at the keyboard, from the bytes of the keys to the cells of the screen. */
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import { afterEach, describe, expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { trackOf, withTracks } from '../../src/tracks/fleet.ts';
import type { Fix } from '../../src/tracks/types.ts';
import { KEYS } from '../../src/ui/keys.ts';
import { rebind } from '../../src/ui/rebind.ts';
import type { ProfileChart } from '../../src/view/charts.ts';
import type { Robot, RobotOptions } from '../support/robot.ts';
import { robotAt } from '../support/robot.ts';
import { eventNamed, replayState, stateOf, T0, trackNamed } from '../support/screen-state.ts';

let robot: Robot | undefined;
const start = (state: State, options?: RobotOptions): Robot => {
  robot = robotAt(state, options);
  return robot;
};
afterEach(async () => {
  await robot?.leave();
  robot = undefined;
});

const ESC = '\u001b';

describe('a person at the keyboard', () => {
  it('sees the table at once, in the alternate screen, with the keys below', async () => {
    const { sees, output, rows } = start(stateOf());
    await sees('RA-86559');
    await sees('? help');
    expect(output()).toContain('\u001b[?1049h');
    const screen = await rows();
    expect(screen.length).toBe(24);
    expect(screen[23]).toBe('');
  });

  it('filters while typing, with a live count, and Enter keeps the filter', async () => {
    const { type, sees, seesNo, until } = start(stateOf());
    type('/type:IL62');
    await sees('2/4 match');
    await sees('RA-86561');
    await seesNo('P-632');
    type('\r');
    await until(({ ui }) => ui.prompt === undefined && ui.filter.text === 'type:IL62');
    await sees('2/4');
    type('\\');
    await sees('P-632');
    type('\\');
    await seesNo('P-632');
  });

  it('is told where a filter is wrong, under its place, and the last good one stays', async () => {
    const { type, sees, seesNo, until, rows } = start(stateOf());
    type('/type:IL62');
    await seesNo('P-632');
    type(' alt>>');
    await sees('last good filter kept, 2 of 4 shown');
    const screen = await rows();
    const input = screen.findIndex((row) => row.includes('/ type:IL62'));
    expect(screen[input + 1]).toContain('^');
    await seesNo('P-632');
    type('\r');
    await until(({ ui }) => ui.prompt !== undefined);
    type(ESC);
    await until(({ ui }) => ui.prompt === undefined && ui.filter.text === '');
    await sees('P-632');
  });

  it('opens the details with Enter and comes back with Esc, which never quits', async () => {
    const { type, sees, until, effects } = start(stateOf());
    await sees('RA-86559');
    type('jj\r');
    await until(({ ui }) => ui.view === 'details' && ui.selected === '720023');
    await sees('P-632');
    await sees('Position');
    for (let pressed = 0; pressed < 5; pressed += 1) type(ESC);
    await until(({ ui }) => ui.view === 'main');
    await sees('Aircraft');
    expect(effects).toEqual([]);
  });

  it('finds the help, searches it, and leaves it', async () => {
    const { type, sees, until } = start(stateOf());
    type('?');
    await sees('FIND AND FILTER');
    type('/zoom\r');
    await until(({ ui }) => ui.search === 'zoom' && ui.prompt === undefined);
    await sees('zoom pane');
    type(ESC);
    await until(({ ui }) => ui.search === '' && ui.view === 'help');
    type(ESC);
    await until(({ ui }) => ui.view === 'main');
  });

  it('quits with q at once when nothing is unfinished', async () => {
    const { type, until, effects } = start(stateOf());
    type('q');
    await until(() => effects.length > 0);
    expect(effects).toEqual([{ kind: 'quit' }]);
  });

  it('is asked before events are lost, says no with n, and ^C twice leaves in any case', async () => {
    const { type, sees, until, effects } = start(stateOf({ state: { unstored: new Set(['a']) } }));
    type('q');
    await sees('Quit?');
    type('n');
    await until(({ ui }) => !ui.quitAsked);
    expect(effects).toEqual([]);
    type('\u0003\u0003');
    await until(() => effects.length > 0);
    expect(effects).toEqual([{ kind: 'quit' }]);
  });

  it('resizes, to the smallest and back, always a row below the height', async () => {
    const { resize, sees, rows, kernel } = start(stateOf());
    await sees('RA-86559');
    for (const [columns, height] of [
      [120, 40],
      [60, 15],
      [40, 10],
      [20, 5],
      [200, 60],
      [80, 24],
    ] as const) {
      resize(columns, height);
      await sees('RA-86559');
      expect(kernel.snapshot().ui).toMatchObject({ columns, rows: height });
      const screen = await rows();
      expect(screen.at(-1)).toBe('');
    }
  });

  it('never draws a frame that is too wide or too high for the new size', async () => {
    const { resize, sees, output } = start(stateOf(), { columns: 120, rows: 40 });
    await sees('RA-86559');
    const before = output().length;
    resize(60, 15);
    await sees('RA-86559');
    for (const row of stripAnsi(output().slice(before)).split(/\r?\n/))
      expect(stringWidth(row)).toBeLessThanOrEqual(60);
  });

  it('pastes into a prompt as one line, and nowhere else', async () => {
    const { type, until, effects, kernel } = start(stateOf());
    type(`${ESC}[200~q\nQ${ESC}[201~`);
    type('/');
    await until(({ ui }) => ui.prompt !== undefined);
    expect(effects).toEqual([]);
    type(`${ESC}[200~type:IL62\r\nalt>33000\n${ESC}[201~`);
    await until(({ ui }) => ui.prompt?.text.trim() === 'type:IL62 alt>33000');
    expect(kernel.snapshot().ui.prompt?.kind).toBe('filter');
  });

  it('gets zero bytes when only the clock moves', async () => {
    const { feed, bytes, sees } = start(stateOf());
    await sees('RA-86559');
    const before = await bytes();
    for (let second = 1; second <= 10; second += 1) {
      feed((state) => ({ ...state, at: T0 + second * 1000, wallAt: T0 + second * 1000 }));
    }
    expect(await bytes()).toBe(before);
  });

  it('sees a change of the data without a key', async () => {
    const { feed, sees } = start(stateOf());
    await sees('36000');
    feed((state) => {
      const track = trackOf(state.world.fleet, '15521f');
      const fleet = withTracks(state.world.fleet, [
        { ...(track ?? trackNamed('15521f', 'RA-86559')), altitudeFt: { value: 35_100, at: T0 } },
      ]);
      return { ...state, world: { ...state.world, fleet } };
    });
    await sees('35100');
  });

  it('sees a key painted without waiting for a tick of the clock', async () => {
    const { type, rows } = start(stateOf());
    await rows();
    type('?');
    await new Promise<void>((done) => setImmediate(done));
    expect((await rows()).join('\n')).toContain('FIND AND FILTER');
  });

  it('runs commands by name, completes them, and learns the nearest name of a wrong one', async () => {
    const { type, sees, until } = start(stateOf());
    type(':zoo\t\r');
    await until(({ ui }) => ui.zoomed && ui.prompt === undefined);
    type(':zom\r');
    await sees('did you mean :zoom?');
    type('\u0015sort -gs\r');
    await until(({ ui }) => ui.sort.column === 'gs' && ui.sort.descending);
  });

  it('seeks in a recording, and Esc gives the keys back to the table', async () => {
    const { type, until, effects } = start(replayState());
    type(`${ESC}[C`);
    await until(() => effects.length === 1);
    expect(effects[0]).toEqual({ kind: 'replay', command: { to: 'watch-by', ms: 10_000 } });
    type('5');
    await until(() => effects.length === 2);
    type(ESC);
    await until(({ ui }) => !ui.replayKeys);
    type(' ');
    await until(({ ui }) => ui.marked.size === 1);
    expect(effects).toHaveLength(2);
  });

  it('reads the log: u to the unread, Enter to its aircraft', async () => {
    const events = [eventNamed('a', T0 - 2000), eventNamed('b', T0 - 1000, { icao24: '720023', level: 'alert' })];
    const { type, until, effects } = start(stateOf({ events }));
    type('u');
    await until(({ ui }) => ui.selectedEvent === 'a' && ui.focus === 'events');
    type('u\r');
    await until(({ ui }) => ui.view === 'details' && ui.selected === '720023');
    expect(effects).toEqual([
      { kind: 'read-mark', at: T0 - 2000 },
      { kind: 'read-mark', at: T0 - 1000 },
    ]);
  });

  it('gets the terminal back during ^Z, and the whole screen after it', async () => {
    const { suspend, sees, isRaw, output, type, until, effects } = start(stateOf());
    await sees('RA-86559');
    type('\u001a');
    await until(() => effects.length === 1);
    expect(effects).toEqual([{ kind: 'suspend' }]);
    await suspend(async () => {
      expect(isRaw()).toBe(false);
      expect(output().lastIndexOf('\u001b[?1049l')).toBeGreaterThan(output().lastIndexOf('\u001b[?1049h'));
    });
    expect(isRaw()).toBe(true);
    await sees('RA-86559');
    expect(output().lastIndexOf('\u001b[?1049h')).toBeGreaterThan(output().lastIndexOf('\u001b[?1049l'));
  });

  it('has the first picture before the chart is loaded, and the chart when it is', async () => {
    let give: (chart: ProfileChart) => void = () => undefined;
    const chart = new Promise<ProfileChart>((resolve) => {
      give = resolve;
    });
    const fix = (minutes: number, altitudeFt: number): Fix => ({
      at: T0 - minutes * 60_000,
      position: { latitudeDeg: 47.8, longitudeDeg: 108.4 },
      altitudeFt,
      source: 'adsb',
      verdict: 'accepted',
      reasons: [],
    });
    const tracks = [trackNamed('15521f', 'RA-86559', { trail: [fix(50, 1000), fix(30, 20_000), fix(1, 34_000)] })];
    const { sees } = start(stateOf({ tracks }), { columns: 120, rows: 40, chart });
    await sees('RA-86559');
    give({ draw: ({ rows }) => Array.from({ length: rows }, (_, row) => `chart row ${row}`) });
    await sees('chart row 3');
  });

  it('goes on without the chart where it cannot be loaded', async () => {
    const { sees } = start(stateOf(), { chart: Promise.reject(new Error('no chart')) });
    await sees('RA-86559');
    await sees('Route');
  });

  it('uses the chords that were bound instead', async () => {
    const { table } = rebind(KEYS, { zoom: ['Z'] });
    const { type, until } = start(stateOf(), { keys: table });
    type('z');
    type('Z');
    await until(({ ui }) => ui.zoomed);
  });

  it('sees the screen where standard input is no terminal, and no key is asked for', async () => {
    const { sees, isRaw, output } = start(stateOf(), { hasKeys: false });
    await sees('RA-86559');
    expect(isRaw()).toBe(false);
    expect(output()).not.toContain('\u001b[?2004h');
  });

  it('gets the terminal back before a bug of ours is reported', async () => {
    const { sees, feed, exit, output, isRaw } = start(stateOf());
    await sees('RA-86559');
    feed((state) => ({ ...state, world: undefined as unknown as State['world'] }));
    await expect(exit).rejects.toThrow();
    expect(isRaw()).toBe(false);
    expect(output()).toContain('\u001b[?1049l');
  });

  it('leaves the terminal as it was', async () => {
    const left = start(stateOf());
    await left.sees('RA-86559');
    expect(left.isRaw()).toBe(true);
    await left.leave();
    expect(left.isRaw()).toBe(false);
    expect(left.output()).toContain('\u001b[?2004l');
    expect(left.output()).toContain('\u001b[?1049l');
    robot = undefined;
  });
});
