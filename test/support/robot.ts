/** A person at a fake terminal: keys go in as bytes, what the screen shows comes out of a headless terminal. */
import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { vi } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Msg } from '../../src/app/msg.ts';
import type { State } from '../../src/app/state.ts';
import { updateUi } from '../../src/app/update-ui.ts';
import type { KeyRow } from '../../src/ui/keys.ts';
import { startUi } from '../../src/ui/start.tsx';
import type { UiKernel } from '../../src/ui/use-screen.ts';
import type { ProfileChart } from '../../src/view/charts.ts';

export interface Robot {
  readonly kernel: UiKernel;
  readonly effects: readonly Effect[];
  readonly type: (bytes: string) => void;
  readonly rows: () => Promise<readonly string[]>;
  /** Waits until the screen holds the text (or no longer holds it). */
  readonly sees: (text: string) => Promise<void>;
  readonly seesNo: (text: string) => Promise<void>;
  /** Waits until the state is so. */
  readonly until: (holds: (state: State) => boolean) => Promise<void>;
  readonly resize: (columns: number, rows: number) => void;
  /** Bytes written until now, those pending included. */
  readonly bytes: () => Promise<number>;
  /** Puts a state in place as the feed would. */
  readonly feed: (change: (state: State) => State) => void;
  readonly isRaw: () => boolean;
  readonly output: () => string;
  /** ^Z as the shell carries it out. */
  readonly suspend: (during: () => Promise<void>) => Promise<void>;
  /** Settles when the screen is down; rejects with what a component threw. */
  readonly exit: Promise<unknown>;
  readonly leave: () => Promise<void>;
}

class FakeStdout extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  text = '';
  readonly #glass: xterm.Terminal;
  constructor(glass: xterm.Terminal) {
    super({ decodeStrings: false });
    this.#glass = glass;
    this.columns = glass.cols;
    this.rows = glass.rows;
  }
  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    const text = String(chunk);
    this.text += text;
    // What a tty's line discipline does on output: a newline returns the carriage too.
    this.#glass.write(text.replace(/\r?\n/g, '\r\n'));
    done();
  }
}

export interface RobotOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly keys?: readonly KeyRow[];
  readonly chart?: Promise<ProfileChart>;
  /** False: standard input is no terminal. */
  readonly hasKeys?: boolean;
}

/** Starts the screen of a state before a robot. */
export function robotAt(
  initial: State,
  { columns = 80, rows = 24, keys, chart, hasKeys = true }: RobotOptions = {},
): Robot {
  const glass = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const stdout = new FakeStdout(glass);
  let raw = false;
  const stdin = Object.assign(new PassThrough(), {
    isTTY: hasKeys,
    setRawMode: (on: boolean) => {
      raw = on;
    },
    ref: () => undefined,
    unref: () => undefined,
  });
  const listeners = new Set<() => void>();
  const effects: Effect[] = [];
  let state = initial;
  let now = initial.wallAt;
  const publish = (): void => {
    for (const listener of listeners) listener();
  };
  const kernel: UiKernel = {
    snapshot: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (msg: Msg) => {
      const before = state;
      if (msg.kind === 'resize') state = { ...state, ui: { ...state.ui, columns: msg.columns, rows: msg.rows } };
      else if (msg.kind === 'act' || msg.kind === 'prompt') {
        const step = updateUi({ ...state, wallAt: msg.at }, msg);
        state = step.state;
        effects.push(...step.effects);
      }
      if (state !== before) publish();
    },
    now: () => {
      now += 1;
      return now;
    },
  };
  const handle = startUi({
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    stderr: new PassThrough() as unknown as NodeJS.WriteStream,
    kernel,
    colour: '16',
    ...(keys === undefined ? {} : { keys }),
    ...(chart === undefined ? {} : { chart }),
  });
  const exit = handle.waitUntilExit();
  exit.catch(() => undefined);
  const shown = async (): Promise<readonly string[]> => {
    await handle.flushed();
    await new Promise<void>((done) => glass.write('', done));
    const { active } = glass.buffer;
    return Array.from(
      { length: glass.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
  };
  const whole = async (): Promise<string> => (await shown()).join('\n');
  const waiting = { timeout: 5000, interval: 5 };
  return {
    kernel,
    effects,
    type: (bytes) => void stdin.write(bytes),
    rows: shown,
    sees: (text) =>
      vi.waitFor(async () => {
        const screen = await whole();
        if (!screen.includes(text)) throw new Error(`no "${text}" on:\n${screen}`);
      }, waiting),
    seesNo: (text) =>
      vi.waitFor(async () => {
        const screen = await whole();
        if (screen.includes(text)) throw new Error(`still "${text}" on:\n${screen}`);
      }, waiting),
    until: (holds) =>
      vi.waitFor(() => {
        if (!holds(state))
          throw new Error(
            `the state is not so: ${JSON.stringify(state.ui, (_key, value) => (_key === 'paused' ? undefined : value))}`,
          );
      }, waiting),
    resize: (newColumns, newRows) => {
      glass.resize(newColumns, newRows);
      stdout.columns = newColumns;
      stdout.rows = newRows;
      stdout.emit('resize');
    },
    bytes: async () => {
      await handle.flushed();
      return Buffer.byteLength(stdout.text);
    },
    feed: (change) => {
      state = change(state);
      publish();
    },
    isRaw: () => raw,
    output: () => stdout.text,
    suspend: handle.suspend,
    exit,
    leave: async () => {
      handle.unmount();
      await exit.catch(() => undefined);
    },
  };
}
