/**
 * What a frame costs on the way to the terminal: bytes and CPU, through real Ink, next to the least that the changed cells need.
 * Run by `node test/bench/terminal.ts`; prints a table and ends with 1 if a goal is missed.
 */
import { EventEmitter } from 'node:events';
import { performance } from 'node:perf_hooks';
import { Box, render, Text } from 'ink';
import { createElement, memo, type ReactElement } from 'react';
import { openScreen } from '../../src/shell/terminal/screen.ts';
import { openTerminal } from '../../src/shell/terminal/terminal.ts';
import { type Cell, cellsOf, leastBytes } from '../support/least-bytes.ts';

const FRAMES = 120;
/** Frames before the counting starts: the first paints everything, and the machine code is warm after some. */
const WARM_UP = 30;

type Scene = 'idle' | 'one counter' | '8 rows' | 'busy';
interface Size {
  readonly columns: number;
  readonly rows: number;
}

const padTo = (text: string, columns: number): string => {
  let room = columns;
  return [...text.matchAll(/\x1b\[[\d;]*m|[^\x1b]/gu)]
    .map(([piece]) => (piece.startsWith('\x1b') ? piece : room-- > 0 ? piece : ''))
    .join('');
};

const SPARKS = '▁▂▃▄▅▆▇█';
const spark = (from: number, width: number): string =>
  Array.from({ length: width }, (_, at) => SPARKS[Math.floor(4 + 3.9 * Math.sin((from + at) / 3))] ?? ' ').join('');

const aircraft = (row: number, tick: number, columns: number): string => {
  const altitude = 21_000 + ((row * 1375 + tick * 25) % 18_000);
  const speed = 380 + ((row * 17 + tick) % 100);
  const track = (row * 41 + tick) % 360;
  const distance = 150 + ((row * 97 + tick * 3) % 1800);
  const seen = ((tick * 7 + row * 3) % 40) / 10;
  const tone = row % 5 === 3 ? 33 : 32;
  const wide = columns >= 120 ? ` \x1b[2m72a${String(600 + row)}\x1b[22m UUWW›ZKPY` : '';
  return ` \x1b[1mP-${800 + row}\x1b[22m   IL62 KOR${200 + row}${wide}  \x1b[${tone}m${String(altitude).padStart(6)}\x1b[39m→ ${speed}  ${String(track).padStart(3, '0')}  0412  ${String(distance).padStart(5)}  ${seen.toFixed(1).padStart(5)}  adsb`;
};

/** One picture, row by row, as the panes give it: a padded, pre-coloured line each. */
const picture = (scene: Scene, tick: number, { columns, rows }: Size): readonly string[] => {
  const moving = scene === 'idle' || scene === 'one counter' ? 0 : tick;
  const logRows = Math.floor(rows / 4);
  const tableRows = rows - logRows - 8;
  const rule = (title: string): string => `\x1b[36m─ ${title} ${'─'.repeat(columns)}\x1b[39m`;
  const header = ` dprk-watch  \x1b[32m●\x1b[39m LIVE  ${scene === 'one counter' ? String(1000 + tick) : '38'}/s  9 seen  6 air`;
  const sparks = ['ALT', 'GS ', 'RX '].map(
    (name, index) =>
      ` ${name} \x1b[34m${spark(index * 5 + (scene === 'busy' ? tick : 0), Math.floor(columns / 2))}\x1b[39m`,
  );
  const log = Array.from({ length: logRows }, (_, row) => {
    const number = row + (scene === 'busy' ? tick : 0);
    return ` 14:${String(number % 60).padStart(2, '0')}:${String((number * 13) % 60).padStart(2, '0')} \x1b[33m▲\x1b[39m NOTE  P-${800 + (number % 90)}     top of descent FL350, ${61 + (number % 40)} km to ZKPY`;
  });
  return [
    header,
    rule('1 Aircraft 9/9'),
    ...Array.from({ length: tableRows }, (_, row) => aircraft(row, row < 8 ? moving : 0, columns)),
    rule('2 Route  P-885'),
    ...sparks,
    rule('3 Events'),
    ...log,
    ' ? help  / filter  ⏎ detail  q quit',
  ]
    .slice(0, rows - 1)
    .map((line) => padTo(line, columns));
};

const Row = memo(
  ({ line }: { readonly line: string }): ReactElement => createElement(Text, { wrap: 'truncate' }, line),
);
const view = (lines: readonly string[]): ReactElement =>
  createElement(Box, { flexDirection: 'column' }, ...lines.map((line, row) => createElement(Row, { key: row, line })));

const clock = {
  now: Date.now,
  setTimeout: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
  clearTimeout: (handle: unknown): void => clearTimeout(handle as NodeJS.Timeout),
};
const sizeSource = ({ columns, rows }: Size) => Object.assign(new EventEmitter(), { columns, rows });
const keyless = Object.assign(new EventEmitter(), { isTTY: false });

interface Run {
  readonly bytes: number;
  readonly cpuMs: number;
  readonly texts: readonly string[];
}

const runInk = async (scene: Scene, size: Size, way: 'ours' | 'ink on' | 'ink off'): Promise<Run> => {
  let plain = 0;
  const texts: string[] = [];
  const terminal = openTerminal({
    stdin: keyless,
    stdout: sizeSource(size),
    clock,
    descriptor: { name: 'nowhere', blocking: false, write: (bytes) => bytes.length, close: () => undefined },
  });
  const write = (text: string, done?: () => void): boolean => {
    plain += Buffer.byteLength(text);
    if (way === 'ink off') texts.push(text);
    done?.();
    return true;
  };
  const stdout =
    way === 'ours' ? terminal.stream : Object.assign(sizeSource(size), { isTTY: true, writable: true, write });
  const instance = render(view(picture(scene, 0, size)), {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: keyless as unknown as NodeJS.ReadStream,
    alternateScreen: true,
    incrementalRendering: way === 'ink on',
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    maxFps: 1000,
  });
  const total = (): number => (way === 'ours' ? terminal.bytes : plain);
  let bytes = 0;
  let cpu = process.cpuUsage();
  for (let tick = 1; tick <= WARM_UP + FRAMES; tick += 1) {
    if (tick === WARM_UP + 1) {
      bytes = total();
      cpu = process.cpuUsage();
    }
    instance.rerender(view(picture(scene, tick, size)));
    await instance.waitUntilRenderFlush();
  }
  const { user, system } = process.cpuUsage(cpu);
  bytes = total() - bytes;
  instance.unmount();
  terminal.leave();
  return { bytes: bytes / FRAMES, cpuMs: (user + system) / 1000 / FRAMES, texts };
};

/** The stream's own share of a frame: Ink's text in, bytes out, nothing else. */
const ownMs = (texts: readonly string[], { columns, rows }: Size): number => {
  const screen = openScreen({
    descriptor: { name: 'nowhere', blocking: false, write: (bytes) => bytes.length, close: () => undefined },
    clock,
    columns,
    rows,
    deliver: () => undefined,
    nap: () => undefined,
    onGone: () => undefined,
  });
  let started = performance.now();
  let frames = screen.frames();
  texts.forEach((text, index) => {
    if (index === Math.floor(texts.length / 5)) {
      started = performance.now();
      frames = screen.frames();
    }
    screen.write(text);
    screen.flush();
  });
  return (performance.now() - started) / Math.max(1, screen.frames() - frames);
};

const least = (scene: Scene, size: Size): number => {
  let before: readonly (readonly Cell[])[] = cellsOf(picture(scene, WARM_UP, size), size.columns);
  let bytes = 0;
  for (let tick = WARM_UP + 1; tick <= WARM_UP + FRAMES; tick += 1) {
    const after = cellsOf(picture(scene, tick, size), size.columns);
    bytes += leastBytes(before, after);
    before = after;
  }
  return bytes / FRAMES;
};

/** Bytes a frame, and how far above the limit of the changed cells, that we allow ourselves. */
const GOALS: readonly {
  readonly columns: number;
  readonly scene: Scene;
  readonly bytes?: number;
  readonly timesLimit?: number;
}[] = [
  { columns: 80, scene: '8 rows', bytes: 900 },
  { columns: 80, scene: 'busy', bytes: 900 },
  { columns: 120, scene: '8 rows', timesLimit: 1.1 },
  { columns: 120, scene: 'busy', timesLimit: 1.1 },
  { columns: 200, scene: '8 rows', timesLimit: 1.1 },
  { columns: 200, scene: 'busy', timesLimit: 1.1 },
];

const cell = (value: number, digits = 0): string => value.toFixed(digits).padStart(9);

const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];
const SCENES: readonly Scene[] = ['8 rows', 'busy', 'one counter', 'idle'];

console.log(`bytes and CPU ms a frame over ${FRAMES} frames, Node ${process.version}`);
console.log(
  `size     scene       ${['ours', 'limit', 'ours/lim', 'ink on', 'ink off', 'cpu ours', 'cpu on', 'cpu off', 'own ms'].map((title) => title.padStart(9)).join('')}`,
);
// The first runs pay for Node's warming up; none of the columns should.
for (const way of ['ours', 'ink on', 'ink off'] as const) await runInk('busy', { columns: 80, rows: 24 }, way);
let missed = 0;
for (const size of SIZES) {
  for (const scene of SCENES) {
    const ours = await runInk(scene, size, 'ours');
    const on = await runInk(scene, size, 'ink on');
    const off = await runInk(scene, size, 'ink off');
    const limit = least(scene, size);
    const goal = GOALS.find(({ columns, scene: of }) => columns === size.columns && of === scene);
    const isMissed =
      ours.bytes > (goal?.bytes ?? Number.POSITIVE_INFINITY) ||
      (goal?.timesLimit !== undefined && ours.bytes > limit * goal.timesLimit) ||
      (scene === 'idle' && ours.bytes > 0);
    if (isMissed) missed += 1;
    const ratio = limit === 0 ? '        -' : cell(ours.bytes / limit, 2);
    const own = scene === 'idle' ? '        -' : cell(ownMs(off.texts, size), 3);
    console.log(
      `${`${size.columns}x${size.rows}`.padEnd(9)}${scene.padEnd(12)}${cell(ours.bytes)}${cell(limit)}${ratio}${cell(on.bytes)}${cell(off.bytes)}${cell(ours.cpuMs, 2)}${cell(on.cpuMs, 2)}${cell(off.cpuMs, 2)}${own}${isMissed ? '  MISSED' : ''}`,
    );
  }
}
console.log(missed === 0 ? 'all goals met' : `${missed} goals missed`);
process.exit(missed === 0 ? 0 : 1);
