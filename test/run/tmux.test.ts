/** The whole program on a real terminal: what a person sees and does in tmux, what a feed does to it, and what it leaves behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { PAYLOADS } from '../aero/payloads.ts';
import { pictureOf, recordedLine, rowAt, rowsAt } from '../support/live-feed.ts';
import { installedProgram, jsonLines } from '../support/program.ts';
import { type FeedStandIn, startFeedStandIn } from '../support/stand-in.ts';
import { contentOf, hasTmux, openTmux, type Tmux, until } from '../support/tmux.ts';

/** A live feed's pace, quick enough that no test waits long. */
const FRAME_EVERY_MS = 200;
/** So many frames fill what lies between us and a terminal that does not read. */
const STALL_FRAMES = 35;
const QUITS_WITHIN_MS = 1000;

describe.skipIf(!hasTmux)('the program on a real terminal (needs tmux)', () => {
  const program = hasTmux ? installedProgram() : undefined;
  let tmux: Tmux;
  let history = '';
  let dataDir = '';

  const text = (): string => tmux.screen().join('\n');
  const sees = (what: string | RegExp, why = `the screen shows ${what}`): Promise<string> =>
    until(text, (seen) => (typeof what === 'string' ? seen.includes(what) : what.test(seen)), why);
  const pid = (): number => Number(contentOf(join(tmux.folder, 'pid')));
  /** Starts it in the shell, which says afterwards how it ended. */
  const start = (...args: readonly string[]): void => {
    writeFileSync(join(tmux.folder, 'pid'), '');
    const command = `${process.execPath} ${program?.script} ${args.join(' ')}`;
    // A shell of its own that becomes the program: its number is the program's.
    tmux.type(`sh -c 'echo $$ > ${tmux.folder}/pid; exec ${command}'; echo "exit=$?"`);
  };
  const isRunning = (): boolean => {
    try {
      process.kill(pid(), 0);
      return true;
    } catch {
      return false;
    }
  };
  const ends = async (code: number): Promise<void> => {
    await sees(`exit=${code}`);
    expect(tmux.ask('#{alternate_on} #{cursor_flag} #{wrap_flag}')).toBe('0 1 1');
    tmux.type(`stty -a > ${tmux.folder}/stty; echo done > ${tmux.folder}/done`);
    await until(
      () => contentOf(join(tmux.folder, 'done')),
      (said) => said !== '',
      'the shell answers',
    );
    const modes = new Set(contentOf(join(tmux.folder, 'stty')).split(/\s+/));
    for (const mode of ['icanon', 'echo', 'isig', 'opost', 'icrnl']) expect(modes).toContain(mode);
  };
  /** Two looks one after the other are the same: nothing is on its way any more. */
  const settled = async (): Promise<string> => {
    let before = '';
    return until(
      text,
      (seen) => {
        const same = seen === before;
        before = seen;
        return same;
      },
      'a screen that stands still',
    );
  };
  const feed = async (port?: number): Promise<FeedStandIn> => {
    const stand = await startFeedStandIn(port === undefined ? {} : { port });
    onTestFinished(() => stand.stop());
    return stand;
  };
  /** Sends what `frame` makes, again and again, until it is told to stop. */
  const pushing = (stand: FeedStandIn, frame: (n: number) => string): { readonly stop: () => void; sent: number } => {
    const push = { sent: 0, stop: () => clearInterval(timer) };
    const timer = setInterval(() => {
      if (stand.clients.size === 0) return;
      stand.send(frame(push.sent));
      push.sent += 1;
    }, FRAME_EVERY_MS);
    onTestFinished(push.stop);
    return push;
  };
  /** Three minutes that are over at once. */
  const recording = (): string => {
    const path = join(tmux.folder, 'made-up.ndjson');
    const from = Date.UTC(2023, 7, 1, 12);
    const lines = Array.from({ length: 36 }, (_, step) => recordedLine(from + step * 5000, rowsAt(step * 5)));
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };

  beforeEach(async () => {
    tmux = openTmux(120, 40);
    dataDir = join(tmux.folder, 'data');
    tmux.type('seq 1 80');
    await sees('\n80\n', 'the shell runs');
    tmux.type("printf '\\033[H\\033[Jan earlier line\\n'");
    await until(tmux.screen, (rows) => rows[0] === 'an earlier line', 'the earlier screen');
    history = tmux.ask('#{history_size}');
    expect(Number(history)).toBeGreaterThan(30);
  });
  afterEach(() => tmux.close());

  it('shows the demo, filters, opens details and help, does not quit on Esc, and leaves nothing behind', async () => {
    start('demo', '--data-dir', dataDir);
    const shown = await sees(/REPLAY .*RECONSTRUCTION[\s\S]*RA-86559/);
    for (const pane of ['1 Aircraft', '2 Route', '3 Events']) expect(shown).toContain(pane);
    tmux.keys('/');
    await sees('─ filter ─');
    tmux.keys('-l', 'type:IL62');
    await sees(/\/ type:IL62.*1\/1 match/s);
    expect(text()).toContain('FILTERED');
    tmux.keys('Enter');
    await until(text, (seen) => !seen.includes('─ filter ─'), 'the filter is applied');
    tmux.keys('Enter');
    await sees('Russian Air Force');
    expect(text()).toContain('hex 15521f');
    tmux.keys('?');
    await sees('─ Help');
    for (let times = 0; times < 6; times += 1) tmux.keys('Escape');
    await until(text, (seen) => seen.includes('1 Aircraft') && !seen.includes('─ Help'), 'the table again');
    // Two of them closed what was open; the others had nothing to do and did not quit.
    expect(isRunning()).toBe(true);
    tmux.keys('q');
    await ends(0);
    expect(text()).toContain('an earlier line');
    expect(text()).not.toContain('REPLAY');
    expect(tmux.ask('#{history_size}')).toBe(history);
    expect(tmux.capture('-S', '-')).not.toMatch(/REPLAY|Aircraft/);
  });

  it('shows a live feed, says why it is frozen when that is cut, and is live again when it is back', async () => {
    const first = await feed();
    pushing(first, (n) => pictureOf(Date.now(), rowsAt(n)));
    start(first.url, '--data-dir', dataDir);
    await sees(/● LIVE[\s\S]*RA-86559/);
    await first.stop();
    const frozen = await sees(/RECONNECTING/);
    expect(frozen).toMatch(/FROZEN/i);
    expect(frozen).toMatch(/closed by the other side|connection refused|reset|ended/i);
    expect(frozen).toContain('RA-86559');
    const second = await feed(first.port);
    pushing(second, (n) => pictureOf(Date.now(), rowsAt(100 + n)));
    await sees('● LIVE');
    expect(text()).not.toMatch(/FROZEN/i);
    tmux.keys('q');
    await ends(0);
    expect(tmux.ask('#{history_size}')).toBe(history);
  });

  /** A feed whose own clock runs: ten seconds a frame, from forty minutes ago; RA-86559 squawks 7700 once it is told to. */
  const hurried = (stand: FeedStandIn) => {
    const from = Date.now() - 2_400_000;
    const told = { emergency: false };
    const push = pushing(stand, (n) =>
      pictureOf(from + n * 10_000, [
        rowAt(0, n * 10, { squawk: told.emergency ? '7700' : '2000' }),
        ...rowsAt(n * 10).slice(1),
      ]),
    );
    return { told, push };
  };
  /** On a window so large that its frames soon fill what lies between. */
  const stalled = async () => {
    const stand = await feed();
    const { told, push } = hurried(stand);
    tmux.resize(200, 60);
    start(stand.url, '--data-dir', dataDir);
    await sees(/RA-86559/);
    tmux.stop();
    told.emergency = true;
    const from = push.sent;
    await until(
      () => push.sent,
      (sent) => sent > from + STALL_FRAMES,
      'frames during the stall',
    );
    return push;
  };

  it('stores an emergency while the terminal does not read, and shows the right screen when it reads again', async () => {
    const push = await stalled();
    const kinds = async (): Promise<readonly unknown[]> => {
      const log = await program?.run(['log', '--json', '--data-dir', dataDir]);
      return jsonLines(log?.stdout ?? '').map(({ kind }) => kind);
    };
    await expect.poll(kinds, { timeout: 15_000, interval: 300 }).toContain('emergency');
    push.stop();
    tmux.go();
    await sees(/!RA-86559[\s\S]*squawks 7700/);
    const ageless = (screen: string): string => screen.replace(/\b\d+[smh]\b|now|as of .*Z|LIVE idle|LAG/g, '');
    // The last frames may still be on their way from the feed: a screen that is wrong stays wrong, a late one catches up.
    const caughtUpAndRepainted = async (): Promise<boolean> => {
      const caughtUp = await settled();
      tmux.keys('C-l');
      return ageless(caughtUp) === ageless(await settled());
    };
    await expect.poll(caughtUpAndRepainted, { timeout: 20_000, interval: 500 }).toBe(true);
    tmux.keys('Q');
    await ends(0);
  });

  it('ends within a second of SIGTERM while the terminal does not read, with its modes restored', async () => {
    await stalled();
    const at = Date.now();
    process.kill(pid(), 'SIGTERM');
    await until(isRunning, (running) => !running, 'the program ended', 5 * QUITS_WITHIN_MS);
    expect(Date.now() - at).toBeLessThan(QUITS_WITHIN_MS);
    tmux.go();
    await ends(143);
  });

  it('after 100×30, 60×15 and 100×30 again shows what a fresh start shows', async () => {
    const args = ['replay', recording(), '--speed', 'max', '--data-dir', dataDir] as const;
    tmux.resize(100, 30);
    start(...args);
    await sees(/REPLAY ended/);
    await sees('RA-86559');
    await settled();
    tmux.resize(60, 15);
    await until(tmux.screen, (rows) => rows.length <= 15 && rows.join('').includes('REPLAY'), 'the small screen');
    await settled();
    tmux.resize(100, 30);
    await sees('3 Events');
    const resized = await settled();
    tmux.keys('q');
    await ends(0);
    tmux.type('clear');
    start(...args);
    await sees(/REPLAY ended/);
    await sees('3 Events');
    expect(await settled()).toBe(resized);
    tmux.keys('q');
    await sees('exit=0');
  });

  it('goes to sleep on ^Z, gives the shell its screen, and is all there after fg', async () => {
    start('replay', recording(), '--speed', 'max', '--data-dir', dataDir);
    await sees(/REPLAY ended/);
    await sees('RA-86559');
    const before = await settled();
    tmux.keys('C-z');
    await until(
      () => tmux.ask('#{alternate_on} #{cursor_flag}'),
      (flags) => flags === '0 1',
      'the shell has its screen',
    );
    await sees('an earlier line');
    tmux.type('echo still here');
    await sees(/^still here/m);
    tmux.type('fg');
    await sees(/REPLAY ended/);
    expect(await settled()).toBe(before);
    tmux.keys('q');
    await until(
      () => tmux.ask('#{alternate_on}'),
      (flag) => flag === '0',
      'keys work again after fg',
    );
    await until(isRunning, (running) => !running, 'the program ended');
  });

  it('lets nothing of a hostile feed through to the terminal, and shows how much was refused', async () => {
    const stand = await feed();
    const fields = ['flight', 'r', 't', 'squawk', 'type', 'category', 'emergency', 'desc', 'ownOp'] as const;
    const frames = PAYLOADS.flatMap(([, payload]) => [
      pictureOf(Date.now(), [rowAt(1, 0), ...fields.map((field) => rowAt(0, 0, { [field]: `A${payload}B` }))]),
      `A${payload}B`,
      JSON.stringify({ type: 'link', feed: `A${payload}B`, up: false, reason: `A${payload}B`, at: Date.now() }),
    ]);
    const title = tmux.ask('#{pane_title}');
    pushing(stand, (n) => frames[n] ?? pictureOf(Date.now(), rowsAt(n)));
    // Quicker than the pace of a feed: all of it at once, after the first picture.
    start(stand.url, '--all', '--data-dir', dataDir);
    await sees('RA-86561');
    for (const frame of frames) stand.send(frame);
    await sees(/\d+\+? rejected/);
    tmux.keys('D');
    await sees(/not-json|unknown-shape/);
    const clean = (): void => {
      const left = tmux.capture('-e', '-S', '-').replace(/\x1b\[[\d;:]*m/g, '');
      expect(left).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ue000]|\udb40/);
    };
    clean();
    tmux.keys('Escape');
    await sees('RA-86561');
    clean();
    expect(tmux.ask('#{pane_title}')).toBe(title);
    expect(tmux.ask('#{alternate_on}#{buffer_name}')).toBe('1');
    expect(isRunning()).toBe(true);
    tmux.keys('Q');
    await ends(0);
    clean();
    expect(tmux.capture('-S', '-')).toMatch(/rejected/);
  });
});
