/**
 * The whole program without a process: session, kernel, update, panes, Ink and the terminal's stream as `run/screen` puts them together,
 * on a clock that a test drives, a feed that a test speaks for, and a terminal that counts bytes and shows its cells.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { defaultWatch } from '../../src/aero/watchlist.ts';
import type { State } from '../../src/app/state.ts';
import { loadProfile } from '../../src/charts/profile.ts';
import type { Ground } from '../../src/run/ground.ts';
import { createSession } from '../../src/run/session.ts';
import { resolvePaths } from '../../src/shell/paths.ts';
import { readSettings } from '../../src/shell/settings.ts';
import type { Source, SourceMsg } from '../../src/shell/sources/source.ts';
import { MEMORY, openStore } from '../../src/shell/store.ts';
import { openTerminal } from '../../src/shell/terminal/terminal.ts';
import { startUi } from '../../src/ui/start.tsx';
import { type DrivenClock, drivenClock } from './clock.ts';
import type { Cell } from './least-bytes.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The sizes that the screen's promises are made for. */
export const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

export interface WholeApp {
  readonly clock: DrivenClock;
  /** A frame comes in now. */
  readonly frame: (text: string) => void;
  /** So much time passes; what is due is drawn. */
  readonly pass: (ms: number) => Promise<void>;
  readonly bytes: () => number;
  readonly frames: () => number;
  readonly state: () => State;
  /** Rows as text; empty without a glass. */
  readonly rows: () => Promise<readonly string[]>;
  /** The picture as cells, for `leastBytes`; empty without a glass. */
  readonly cells: () => Promise<readonly (readonly Cell[])[]>;
  readonly stop: () => Promise<void>;
}

export interface WholeAppOptions extends Size {
  /** False: bytes are counted and not looked at, which costs nothing. */
  readonly glass?: boolean;
}

/** 2026-10-11T14:20:00Z */
const STARTED_AT = Date.UTC(2026, 9, 11, 14, 20);

/** SGR codes of a cell in a fixed order. */
const styleOf = (cell: xterm.IBufferCell): string => {
  const weight = [cell.isBold() ? '1' : '', cell.isDim() ? '2' : '', cell.isInverse() ? '7' : ''];
  const colour = cell.getFgColor();
  const tone = cell.isFgRGB()
    ? `38;2;${colour >> 16};${(colour >> 8) & 255};${colour & 255}`
    : cell.isFgPalette()
      ? colour < 8
        ? `3${colour}`
        : `38;5;${colour}`
      : '';
  return [...weight, tone].filter((part) => part !== '').join(';');
};

/** Starts it: nothing is on the screen but that it connects. */
export const wholeApp = async ({ columns, rows, glass = true }: WholeAppOptions): Promise<WholeApp> => {
  const clock = drivenClock(STARTED_AT);
  const folder = mkdtempSync(join(tmpdir(), 'dprk-watch-whole-'));
  const screen = glass ? new xterm.Terminal({ cols: columns, rows, allowProposedApi: true }) : undefined;
  const terminal = openTerminal({
    stdin: Object.assign(new EventEmitter(), { isTTY: false }),
    stdout: Object.assign(new EventEmitter(), { columns, rows }),
    clock,
    quiet: () => undefined,
    descriptor: {
      name: 'counted',
      blocking: false,
      write: (bytes) => {
        screen?.write(Uint8Array.from(bytes));
        return bytes.length;
      },
      close: () => undefined,
    },
  });
  const ground: Ground = {
    version: '0.0.0',
    userAgent: 'dprk-watch/0.0.0',
    argv: [],
    env: {},
    home: folder,
    cwd: folder,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    clock,
    say: () => undefined,
  };
  let emit: ((msg: SourceMsg) => void) | undefined;
  const source: Source = {
    id: 'feed',
    label: 'ws://127.0.0.1:7700/',
    start: (listener) => {
      emit = listener;
      listener({ kind: 'link', feed: 'feed', at: clock.now(), status: { state: 'up' } });
    },
    reconnect: () => undefined,
    stop: async () => {
      emit = undefined;
    },
  };
  const store = openStore(MEMORY, { now: clock.now });
  if ('kind' in store) throw new Error(store.reason);
  const session = createSession({
    ground,
    clock: 'live',
    ownClock: false,
    sources: [source],
    store,
    settings: readSettings(resolvePaths({ env: {}, home: folder, cwd: folder }), { now: clock.now, keep: false }),
    rules: defaultWatch,
    showAll: false,
    eventsForAll: false,
    ui: { columns, rows, glyphs: 'unicode' },
  });
  const chart = loadProfile();
  await chart;
  const ui = startUi({
    stdout: terminal.stream as unknown as NodeJS.WriteStream,
    stdin: Object.assign(new EventEmitter(), { isTTY: false }) as unknown as NodeJS.ReadStream,
    kernel: { ...session.kernel, now: clock.now },
    colour: '16',
    chart,
  });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  /** React takes its turn, Ink lays out, the stream sends. */
  const drawn = async (): Promise<void> => {
    await turn();
    await ui.flushed();
    await turn();
    if (screen !== undefined) await new Promise<void>((resolve) => screen.write('', resolve));
  };
  session.start();
  await drawn();
  const lineOf = (row: number) => screen?.buffer.active.getLine((screen?.buffer.active.baseY ?? 0) + row);

  return {
    clock,
    frame: (text) => emit?.({ kind: 'frame', feed: 'feed', text, at: clock.now() }),
    pass: async (ms) => {
      clock.advance(ms);
      await drawn();
    },
    bytes: () => terminal.bytes,
    frames: () => terminal.frames,
    state: session.kernel.snapshot,
    rows: async () => {
      await drawn();
      return Array.from(
        { length: screen === undefined ? 0 : rows },
        (_, row) => lineOf(row)?.translateToString(true) ?? '',
      );
    },
    cells: async () => {
      await drawn();
      return Array.from({ length: screen === undefined ? 0 : rows }, (_, row) =>
        Array.from({ length: columns }, (_unused, column) => {
          const cell = lineOf(row)?.getCell(column);
          const text = cell?.getChars() || ' ';
          const style = cell === undefined || (text === ' ' && !cell.isInverse()) ? '' : styleOf(cell);
          return { text, style };
        }),
      );
    },
    stop: async () => {
      ui.unmount();
      terminal.leave();
      await session.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
