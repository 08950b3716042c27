/**
 * What the whole program costs on the screen: bytes an update beside the least that the changed cells need, bytes of a quiet and of a
 * silent minute, CPU a frame, and how soon it starts. Run by `node test/bench/screen.ts`; prints tables and ends with 1 if a goal is
 * missed. CPU and start are shown beside a yardstick of the same run, since machines differ.
 */
import '../support/tsx.ts';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

// React and Ink measure themselves otherwise.
process.env['NODE_ENV'] = 'production';
const { SIZES, wholeApp } = await import('../support/whole-app.ts');
const { pictureOf, rowAt, rowsAt } = await import('../support/live-feed.ts');
const { leastBytes } = await import('../support/least-bytes.ts');
type App = Awaited<ReturnType<typeof wholeApp>>;
type Size = (typeof SIZES)[number];

/** By then the first events are said and the machine code is warm. */
const SETTLED_S = 75;
const MEASURED_S = 60;
const SILENT_BYTES_A_SECOND = 60;
const STARTS = 9;
/** From the rendering paper: 80x24 by bytes, the larger ones by the changed cells. */
const GOALS: Readonly<Record<number, { readonly bytes: number } | { readonly timesLimit: number }>> = {
  80: { bytes: 900 },
  120: { timesLimit: 1.1 },
  200: { timesLimit: 1.1 },
};

let missed = 0;
const verdict = (holds: boolean): string => {
  if (!holds) missed += 1;
  return holds ? 'PASS' : 'FAIL';
};
const number = (value: number, digits = 0, width = 9): string => value.toFixed(digits).padStart(width);
const named = ({ columns, rows }: Size): string => `${columns}x${rows}`.padEnd(9);

/** A second of the feed; `drawn` is called after everything that may have been drawn. */
const second = async (app: App, rows: readonly object[] | undefined, drawn?: () => Promise<void>): Promise<void> => {
  for (const ms of [300, 450, 250]) {
    await app.pass(ms);
    await drawn?.();
    if (ms !== 300 || rows === undefined) continue;
    app.frame(pictureOf(app.clock.now() - 200, rows as Parameters<typeof pictureOf>[1]));
    await app.pass(0);
    await drawn?.();
  }
};

const busy = async (size: Size): Promise<{ readonly bytes: number; readonly limit: number; readonly most: number }> => {
  const app = await wholeApp(size);
  for (let at = 0; at < SETTLED_S; at += 1) await second(app, rowsAt(at));
  let cells = await app.cells();
  let limit = 0;
  let most = 0;
  const from = app.bytes();
  for (let at = SETTLED_S; at < SETTLED_S + MEASURED_S; at += 1) {
    const before = app.bytes();
    await second(app, rowsAt(at), async () => {
      const now = await app.cells();
      limit += leastBytes(cells, now);
      cells = now;
    });
    most = Math.max(most, app.bytes() - before);
  }
  const bytes = app.bytes() - from;
  await app.stop();
  return { bytes: bytes / MEASURED_S, limit: limit / MEASURED_S, most };
};

/** CPU of feed, update, view, Ink and stream together, with no glass to be paid for. */
const cpu = async (size: Size): Promise<{ readonly frameMs: number; readonly frames: number }> => {
  const app = await wholeApp({ ...size, glass: false });
  for (let at = 0; at < SETTLED_S; at += 1) await second(app, rowsAt(at));
  const frames = app.frames();
  const from = process.cpuUsage();
  for (let at = SETTLED_S; at < SETTLED_S + MEASURED_S; at += 1) await second(app, rowsAt(at));
  const { user, system } = process.cpuUsage(from);
  const drawn = app.frames() - frames;
  await app.stop();
  return { frameMs: (user + system) / 1000 / Math.max(1, drawn), frames: drawn / MEASURED_S };
};

/** Held values, as an aircraft in level flight and one on its stand give them. */
const unchanged = [
  ...rowsAt(0, 3, { baro_rate: 0 }),
  rowAt(3, 0, { alt_baro: 'ground', gs: 0, baro_rate: 0, lat: 55.8783, lon: 38.0617 }),
];
const minute = async (size: Size, before: (at: number) => readonly object[], rows?: readonly object[]) => {
  const app = await wholeApp({ ...size, glass: false });
  for (let at = 0; at < SETTLED_S; at += 1) await second(app, before(at));
  const from = app.bytes();
  let most = 0;
  for (let at = 0; at < MEASURED_S; at += 1) {
    const so = app.bytes();
    await second(app, rows);
    most = Math.max(most, app.bytes() - so);
  }
  const bytes = app.bytes() - from;
  await app.stop();
  return { bytes, most };
};

console.log(`the whole program, ${MEASURED_S} s each, Node ${process.version}`);
console.log('\n8 watched aircraft whose rows change every second: bytes an update');
console.log(`size        bytes    limit  of limit     most  goal`);
for (const size of SIZES) {
  const { bytes, limit, most } = await busy(size);
  const goal = GOALS[size.columns] ?? { timesLimit: 1.1 };
  const allowed = 'bytes' in goal ? goal.bytes : goal.timesLimit * limit;
  const words = 'bytes' in goal ? `<= ${goal.bytes} B` : `<= ${goal.timesLimit} x limit`;
  const figures = `${number(bytes)}${number(limit)}${number(bytes / limit, 2, 10)}${number(most)}`;
  console.log(`${named(size)}${figures}  ${words}  ${verdict(bytes <= allowed)}`);
}

console.log('\na live feed at 1 Hz whose data does not change, and a feed that fell silent: bytes');
console.log('size     unchanged  goal         silent B/s   most  goal');
for (const size of SIZES) {
  const still = await minute(size, () => unchanged, unchanged);
  const silent = await minute(size, (at) => rowsAt(at));
  const rate = silent.bytes / MEASURED_S;
  const quiet = `${number(still.bytes)}  0 B     ${verdict(still.bytes === 0)}`;
  console.log(
    `${named(size)} ${quiet}  ${number(rate, 1)}${number(silent.most, 0, 7)}  <= ${SILENT_BYTES_A_SECOND} B/s  ${verdict(rate <= SILENT_BYTES_A_SECOND)}`,
  );
}

console.log('\nCPU of a frame, from the feed to the descriptor');
console.log('size       ms/frame  frames/s');
for (const size of SIZES) {
  const { frameMs, frames } = await cpu(size);
  console.log(`${named(size)}${number(frameMs, 2, 10)}${number(frames, 1, 10)}`);
}

const script = fileURLToPath(new URL('../../bin/dprk-watch.js', import.meta.url));
const shipped = fileURLToPath(new URL('../../src/recordings/august-2023.ndjson.gz', import.meta.url));

/** Wall ms until the process has done what is asked; the median of several, each kind in turn so that all meet the same machine. */
const timed = (kinds: readonly (readonly string[])[]): readonly number[] => {
  const times = kinds.map((): number[] => []);
  for (let turn = 0; turn <= STARTS; turn += 1) {
    kinds.forEach((args, kind) => {
      const from = performance.now();
      spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
      // The first turn fills the caches.
      if (turn > 0) times[kind]?.push(performance.now() - from);
    });
  }
  return times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);
};

/** Wall ms from start to the first painted frame, in a terminal that script(1) makes; `undefined` where there is none. */
const firstFrame = async (): Promise<number | undefined> => {
  if (process.platform !== 'linux' || spawnSync('script', ['--version']).status !== 0) return undefined;
  const command = `exec "$NODE" "$PROGRAM" replay "$SHIPPED" --no-store`;
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    NODE: process.execPath,
    PROGRAM: script,
    SHIPPED: shipped,
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm',
  };
  const times: number[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    const from = performance.now();
    const child = spawn('script', ['-qfec', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const ended = new Promise((resolve) => child.on('close', resolve));
    let text = '';
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.includes('Aircraft')) resolve();
      });
      void ended.then(() => resolve());
    });
    times.push(performance.now() - from);
    // script(1) hands it on, and the program leaves as it does for a closed terminal.
    child.kill('SIGTERM');
    await ended;
  }
  return times.sort((a, b) => a - b)[Math.floor(STARTS / 2)];
};

console.log('\nstart: wall ms, median, beside a Node that does nothing');
if (!existsSync(fileURLToPath(new URL('../../dist/main.js', import.meta.url)))) {
  console.log('dist/ is missing: npm run build');
} else {
  const [nothing = 0, version = 0] = timed([
    ['-e', '0'],
    [script, '--version'],
  ]);
  const frame = await firstFrame();
  console.log(`node -e 0        ${number(nothing)}`);
  console.log(`--version        ${number(version)}  ${(version / nothing).toFixed(1)} x`);
  console.log(
    frame === undefined
      ? 'first frame: not measured (needs script(1))'
      : `first frame      ${number(frame)}  ${(frame / nothing).toFixed(1)} x`,
  );
}

console.log(missed === 0 ? '\nall goals met' : `\n${missed} goals missed`);
process.exit(missed === 0 ? 0 : 1);
