/** The whole of it on a real terminal: a program with Ink runs in tmux and has to give the terminal back however it ends. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf, hasTmux, openTmux, type Tmux, until } from '../../support/tmux.ts';

const program = fileURLToPath(new URL('../../support/terminal-program.ts', import.meta.url));
const ticksOf = (text: string): readonly number[] =>
  text
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
    .map(Number);
const isSane = (stty: string): boolean => {
  const modes = new Set(stty.split(/\s+/));
  return ['icanon', 'echo', 'isig', 'opost', 'onlcr', 'icrnl', 'ixon'].every((mode) => modes.has(mode));
};
/** Longer than this stall fills everything between us and the terminal. */
const STALL_TICKS = 60;

describe.skipIf(!hasTmux)('on a real terminal (needs tmux)', () => {
  let tmux: Tmux;
  let history = '';
  let tickFile = '';
  let pid = 0;

  const last = (): number => ticksOf(contentOf(tickFile)).at(-1) ?? 0;
  const line = (): string => tmux.screen().find((text) => text.startsWith('tick ')) ?? '';
  const isRunning = (): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const runs = async (): Promise<void> => {
    const seen = Number(/tick (\d+)/.exec(line())?.[1] ?? 0);
    await until(line, (text) => Number(/tick (\d+)/.exec(text)?.[1] ?? 0) > seen, 'the table ticks on the screen');
  };
  const isRestored = async (code: number, isResized = false): Promise<void> => {
    await until(
      () => tmux.screen().join('\n'),
      (text) => text.includes(`exit=${code}`),
      `exit code ${code}`,
    );
    expect(tmux.screen().join('\n')).toContain('an earlier line');
    expect(tmux.screen().join('\n')).not.toContain('row 3');
    expect(tmux.ask('#{alternate_on} #{cursor_flag} #{wrap_flag}')).toBe('0 1 1');
    // A window of another size moves lines into the history by itself.
    if (!isResized) expect(tmux.ask('#{history_size}')).toBe(history);
    tmux.type(`stty -a > ${join(tmux.folder, 'stty')}; echo done > ${join(tmux.folder, 'done')}`);
    await until(
      () => contentOf(join(tmux.folder, 'done')),
      (text) => text !== '',
      'the shell answers',
    );
    expect(contentOf(join(tmux.folder, 'stty'))).toSatisfy(isSane);
  };

  beforeEach(async () => {
    tmux = openTmux(80, 24);
    tickFile = join(tmux.folder, 'ticks');
    tmux.type('seq 1 60');
    await until(tmux.screen, (rows) => rows.includes('60'), 'the shell runs');
    tmux.type("printf '\\033[H\\033[Jan earlier line\\n'");
    await until(tmux.screen, (rows) => rows[0] === 'an earlier line', 'the earlier screen');
    history = tmux.ask('#{history_size}');
    expect(Number(history)).toBeGreaterThan(30);
    // A shell of its own that becomes the program: its number is the program's.
    tmux.type(`sh -c 'echo $$ > ${tmux.folder}/pid; exec ${process.execPath} ${program} ${tickFile}'; echo "exit=$?"`);
    await runs();
    pid = Number(contentOf(join(tmux.folder, 'pid')));
    expect(tmux.ask('#{alternate_on} #{cursor_flag}')).toBe('1 0');
  });
  afterEach(() => tmux.close());

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const)('gives the terminal back on %s and exits with %i', async (signal, code) => {
    process.kill(pid, signal);
    await isRestored(code);
    expect(contentOf(tickFile)).toContain(signal);
  });

  it.each([
    ['a key', 'q', 0, ''],
    ['an exception', 't', 1, 'crash Expected property name'],
    ['a rejection', 'r', 1, 'crash nobody caught this'],
    ['a broken component', 'b', 1, 'crash a component broke'],
  ])('gives the terminal back after %s', async (_name, key, code, said) => {
    tmux.keys(key);
    await isRestored(code);
    expect(contentOf(tickFile)).toContain(said);
  });

  it.each(['the key', 'SIGTSTP from outside'])(
    'stops on %s, gives the shell its screen, and comes back with fg',
    async (how) => {
      if (how === 'the key') tmux.keys('C-z');
      else process.kill(pid, 'SIGTSTP');
      await until(
        () => tmux.ask('#{alternate_on} #{cursor_flag} #{wrap_flag}'),
        (flags) => flags === '0 1 1',
        'the shell has its screen',
      );
      await until(
        () => tmux.screen().join('\n'),
        (text) => text.includes('exit='),
        'the shell goes on',
      );
      expect(tmux.screen()[0]).toBe('an earlier line');
      tmux.type(`stty -a > ${join(tmux.folder, 'stty')}`);
      await until(
        () => contentOf(join(tmux.folder, 'stty')),
        (text) => text !== '',
        'stty',
      );
      expect(contentOf(join(tmux.folder, 'stty'))).toSatisfy(isSane);
      tmux.resize(70, 20);
      tmux.type('fg');
      await until(line, (text) => text.includes('size 70x20'), 'the table in the new size');
      await runs();
      expect(tmux.ask('#{alternate_on} #{cursor_flag}')).toBe('1 0');
      expect(tmux.screen()[3]).toMatch(/^row 2 \d+ ─ 평양$/);
      tmux.keys('C-z');
      await until(
        () => tmux.ask('#{alternate_on}'),
        (flag) => flag === '0',
        'stopped a second time',
      );
      tmux.type('fg');
      await runs();
      tmux.keys('q');
      await until(
        () => tmux.ask('#{alternate_on}'),
        (flag) => flag === '0',
        'keys work again after fg',
      );
      await until(isRunning, (running) => !running, 'the program ended');
    },
  );

  it('writes by a descriptor of its own and keeps stray warnings out of the picture', async () => {
    expect(contentOf(tickFile)).toContain('output: /dev/tty, non-blocking');
    tmux.keys('w');
    await until(
      () => contentOf(tickFile),
      (text) => text.includes('a stray warning'),
      'the warning in the file',
    );
    expect(tmux.screen().join('\n')).not.toContain('warning');
    tmux.keys('q');
    await isRestored(0);
  });

  it('comes back after SIGSTOP and SIGCONT', async () => {
    process.kill(pid, 'SIGSTOP');
    process.kill(pid, 'SIGCONT');
    await runs();
    tmux.keys('q');
    await until(isRunning, (running) => !running, 'the program ended');
  });

  it('fits the picture to a new size and leaves no garbage', async () => {
    tmux.resize(100, 30);
    await until(line, (text) => text.includes('size 100x30'), 'the larger size');
    tmux.resize(60, 15);
    await until(line, (text) => text.includes('size 60x15'), 'the smaller size');
    await runs();
    const rows = tmux.screen();
    expect(rows[0]).toMatch(/^tick \d+ size 60x15$/);
    for (let row = 1; row <= 13; row += 1) expect(rows[row]).toMatch(new RegExp(`^row ${row - 1} \\d+ ─ 평양$`));
    expect(rows.slice(14).join('')).toBe('');
    tmux.keys('q');
    await until(isRunning, (running) => !running, 'the program ended');
  });

  it('lives on while the terminal does not read, and is right when it reads again', async () => {
    // A tall window: its frames fill what lies between us and the terminal soon.
    tmux.resize(200, 50);
    await until(line, (text) => text.includes('size 200x50'), 'the larger size');
    tmux.stop();
    const before = last();
    await until(last, (tick) => tick > before + STALL_TICKS, 'ticks during the stall', 15_000);
    expect(contentOf(tickFile)).toContain('stalled');
    tmux.go();
    await until(
      () => Number(/tick (\d+)/.exec(line())?.[1] ?? 0),
      (tick) => tick > before + STALL_TICKS,
      'the newest frame',
    );
    await runs();
    tmux.keys('q');
    await until(isRunning, (running) => !running, 'the program ended');
  });

  it('ends within a second of SIGTERM while the terminal does not read, and the screen is right afterwards', async () => {
    tmux.resize(200, 50);
    await until(line, (text) => text.includes('size 200x50'), 'the larger size');
    tmux.stop();
    const before = last();
    await until(last, (tick) => tick > before + STALL_TICKS, 'ticks during the stall', 15_000);
    expect(contentOf(tickFile)).toContain('stalled');
    const at = Date.now();
    process.kill(pid, 'SIGTERM');
    await until(isRunning, (running) => !running, 'the program ended', 1000);
    expect(Date.now() - at).toBeLessThan(1000);
    tmux.go();
    await until(
      () => tmux.ask('#{alternate_on}'),
      (flag) => flag === '0',
      'the earlier screen is back',
    );
    await isRestored(143, true);
  });
});
