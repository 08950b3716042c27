import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../../../src/shell/terminal/terminal.ts';
import { type DrivenClock, drivenClock } from '../../support/clock.ts';
import { type Glass, makeGlass } from '../../support/glass.ts';

const ENTER = '\x1b[?1049h\x1b[?7l\x1b[?25l';
const LEAVE = '\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l';

interface Rig {
  readonly terminal: Terminal;
  readonly glass: Glass;
  readonly clock: DrivenClock;
  /** What happened outside, in order. */
  readonly log: string[];
  readonly resize: (columns: number, rows: number) => void;
}

const rig = (isTTY = true): Rig => {
  const glass = makeGlass(40, 8);
  const clock = drivenClock();
  const log: string[] = [];
  const stdin = {
    isTTY,
    isRaw: false,
    setRawMode: (isRaw: boolean) => {
      stdin.isRaw = isRaw;
      log.push(isRaw ? 'raw' : 'cooked');
    },
  };
  const stdout = Object.assign(new EventEmitter(), { columns: 40, rows: 8 });
  const terminal = openTerminal({
    stdin,
    stdout,
    clock,
    descriptor: {
      ...glass.descriptor,
      write: (bytes) => {
        const count = glass.descriptor.write(bytes);
        if (Buffer.from(bytes).includes('\x1b[?1049l')) log.push('left');
        if (Buffer.from(bytes).includes('\x1b[?1049h')) log.push('entered');
        return count;
      },
    },
    deliver: () => log.push('delivered'),
    nap: (ms) => clock.advance(ms),
    quiet: (whom) => log.push(`quiet: ${whom}`),
    stop: (whom) => {
      log.push(`stop ${whom}`);
      return () => log.push('continued');
    },
  });
  const resize = (columns: number, rows: number): void => {
    glass.resize(columns, rows);
    Object.assign(stdout, { columns, rows });
    stdout.emit('resize');
  };
  return { terminal, glass, clock, log, resize };
};

/** Drawing happens at the end of the turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const started = async (isTTY = true): Promise<Rig> => {
  const all = rig(isTTY);
  all.terminal.stdin.setRawMode?.(true);
  all.terminal.stream.write('\x1b[?1049h\x1b[?25l');
  all.terminal.stream.write('\x1b[?2026hhello\n\x1b[?2026l');
  await turn();
  return all;
};

describe('the terminal', () => {
  it('writes nothing until Ink takes the screen', async () => {
    const { terminal, glass } = rig();
    await turn();
    terminal.leave();
    expect(glass.taken().toString()).toBe('');
  });

  it('is to Ink a terminal of the real one’s size, read fresh', () => {
    const { terminal, resize } = rig();
    expect(terminal.stream.isTTY).toBe(true);
    expect([terminal.stream.columns, terminal.stream.rows]).toEqual([40, 8]);
    resize(60, 9);
    expect([terminal.columns, terminal.rows, ...terminal.stream.getWindowSize()]).toEqual([60, 9, 60, 9]);
  });

  it('gives back everything once: raw mode first, then the screen', async () => {
    const { terminal, glass, log } = await started();
    expect(terminal.leave()).toEqual({ stalled: false });
    expect(terminal.leave()).toEqual({ stalled: false });
    terminal.stream.write('more');
    terminal.redraw();
    terminal.enter();
    terminal.resume();
    terminal.suspend('self');
    await turn();
    expect(log).toEqual(['raw', 'entered', 'cooked', 'left', 'quiet: cursor hook']);
    expect(glass.taken().toString().startsWith(ENTER)).toBe(true);
    expect(glass.taken().toString().endsWith(LEAVE)).toBe(true);
    expect(glass.taken().toString().split('\x1b[?1049l')).toHaveLength(2);
  });

  it('does not send the leaving bytes again after Ink has', async () => {
    const { terminal, log } = await started();
    terminal.stream.write('\x1b[?25h\x1b[?1049l\x1b[?25h');
    terminal.leave();
    expect(log.filter((entry) => entry === 'left')).toHaveLength(1);
  });

  it('does not wait for a terminal that stopped reading, and quiets all other writers', async () => {
    const { terminal, glass, clock, log } = await started();
    glass.allow = 2;
    terminal.stream.write('and much more');
    await turn();
    expect(terminal.stalled?.bytes).toBeGreaterThan(0);
    clock.advance(3000);
    const at = clock.now();
    expect(terminal.leave()).toEqual({ stalled: true });
    expect(clock.now()).toBe(at);
    expect(log.slice(-3)).toEqual(['cooked', 'delivered', 'quiet: all']);
  });

  it('says so too if Ink left during the stall', async () => {
    const { terminal, glass, clock } = await started();
    glass.allow = 0;
    terminal.stream.write('more');
    await turn();
    clock.advance(3000);
    terminal.stream.write('\x1b[?1049l');
    expect(terminal.leave()).toEqual({ stalled: true });
  });

  it('waits until a resize has settled, then tells Ink once and paints everything', async () => {
    const { terminal, glass, clock, resize } = await started();
    let told = 0;
    terminal.stream.on('resize', () => {
      told += 1;
    });
    const before = glass.taken().length;
    for (const columns of [50, 51, 52, 53]) {
      resize(columns, 8);
      clock.advance(79);
    }
    terminal.stream.write('drawn for the old size');
    await turn();
    expect([told, glass.taken().length]).toEqual([0, before]);
    clock.advance(1);
    await turn();
    expect(told).toBe(1);
    expect((await glass.rows()).slice(0, 2)).toEqual(['hello', 'drawn for the old size']);
  });

  it('draws during a long drag now and then', async () => {
    const { terminal, clock, resize } = await started();
    let told = 0;
    terminal.stream.on('resize', () => {
      told += 1;
    });
    for (let step = 0; step < 30; step += 1) {
      resize(40 + step, 8);
      clock.advance(40);
    }
    expect(told).toBeGreaterThanOrEqual(2);
    expect(told).toBeLessThanOrEqual(4);
  });

  it.each(['SIGCONT', 'no SIGCONT (nobody stopped us)'])(
    'comes back from ^Z after %s, once, with raw mode and the whole picture',
    async (how) => {
      const { terminal, glass, clock, log } = await started();
      log.length = 0;
      terminal.suspend('job');
      terminal.suspend('self');
      terminal.stream.write('drawn while stopped');
      await turn();
      expect(log).toEqual(['cooked', 'left', 'stop job']);
      if (how === 'SIGCONT') terminal.resume();
      clock.advance(100);
      await turn();
      expect(log).toEqual(['cooked', 'left', 'stop job', 'continued', 'cooked', 'raw', 'entered']);
      expect((await glass.rows()).slice(0, 2)).toEqual(['hello', 'drawn while stopped']);
      expect(await glass.isAlternate()).toBe(true);
    },
  );

  it('takes the screen again after a SIGCONT it was not told about', async () => {
    const { terminal, glass, log } = await started();
    glass.feed('\x1b[?1049l\x1b[?25h\x1b[?7h$ ');
    log.length = 0;
    terminal.resume();
    await turn();
    expect(log).toEqual(['cooked', 'raw', 'entered']);
    expect((await glass.rows())[0]).toBe('hello');
  });

  it('leaves a stdin that is no terminal alone, and says so', async () => {
    const { terminal, log } = await started(false);
    log.length = 0;
    expect(terminal.hasKeys).toBe(false);
    terminal.leave();
    expect(log).toEqual(['left', 'quiet: cursor hook']);
    expect(terminal.describe()).toContain('input: not a terminal, so there are no keys');
  });
});
