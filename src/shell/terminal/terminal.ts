/**
 * The terminal, taken and given back: Ink's stream, raw mode, size, ^Z. One of these per process. Opening it changes nothing
 * yet; Ink's first frame (or `enter`) takes the screen, `leave` gives back all that was taken, once, and is safe to call twice.
 */
import type { Clock } from '../sources/source.ts';
import { deliverLater } from './courier.ts';
import { type Descriptor, describeTerminal, openDescriptor } from './descriptor.ts';
import { divertWrites, type KeySource, napBlocking, quietProcess, type SizeSource, stopByShell } from './host.ts';
import type { Waiting } from './outlet.ts';
import { openScreen } from './screen.ts';
import { settling } from './settle.ts';
import { type Size, TerminalStream } from './stream.ts';

/** Where no shell can continue us (a session leader, an orphaned group) the kernel ignores SIGTSTP: then take the screen again. */
const NOT_STOPPED_AFTER_MS = 100;
const FALLBACK_SIZE: Size = { columns: 80, rows: 24 };

export interface TerminalOptions<Stdin extends KeySource> {
  readonly stdin: Stdin;
  readonly stdout: SizeSource;
  readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>;
  readonly descriptor?: Descriptor;
  /** Brings the leaving bytes to a terminal that does not read now. */
  readonly deliver?: (text: string) => void;
  /** Stops this process (`self`) or its whole job (`job`: npx and pipes too). What it returns is called when it goes on. */
  readonly stop?: (whom: 'self' | 'job') => () => void;
  readonly nap?: (ms: number) => void;
  /** Keeps others from writing to the terminal after it was given back: all of them, or only the cursor-restoring hook. */
  readonly quiet?: (whom: 'all' | 'cursor hook') => void;
  /** Gets what anybody else writes to stdout or stderr while the terminal is ours: it would land in the picture. */
  readonly onStray?: (text: string) => void;
  /** The terminal was closed. */
  readonly onGone?: (code: string) => void;
}

export interface Terminal<Stdin extends KeySource = KeySource> {
  readonly stream: TerminalStream;
  readonly stdin: Stdin;
  readonly columns: number;
  readonly rows: number;
  /** False where stdin is no terminal: there are no keys and raw mode cannot be had. */
  readonly hasKeys: boolean;
  /** Bytes the terminal has not taken yet, and since when it takes none; undefined if none wait. */
  readonly stalled: Waiting | undefined;
  readonly frames: number;
  readonly bytes: number;
  /** A full repaint: for ^L and focus-in. */
  readonly redraw: () => void;
  readonly enter: () => void;
  /** ^Z: gives the terminal back, stops, and takes it again when continued. */
  readonly suspend: (whom: 'self' | 'job') => void;
  /** After SIGCONT: raw mode, the screen and a full repaint, whatever was done to the terminal meanwhile. */
  readonly resume: () => void;
  /** Raw mode off, every mode off, the earlier screen back. Returns whether the terminal had stopped reading. */
  readonly leave: () => { readonly stalled: boolean };
  /** Called when the terminal is closed under us; one listener. */
  readonly onGone: (listener: (code: string) => void) => void;
  /** For `doctor`: one plain sentence each. */
  readonly describe: () => readonly string[];
}

/** Opens the terminal that stdout is. Writes nothing yet. */
export const openTerminal = <Stdin extends KeySource>(options: TerminalOptions<Stdin>): Terminal<Stdin> => {
  const { stdin, stdout, clock } = options;
  const descriptor = options.descriptor ?? openDescriptor();
  const stop = options.stop ?? stopByShell;
  const hasKeys = stdin.isTTY === true && typeof stdin.setRawMode === 'function';
  let onGone = options.onGone ?? (() => undefined);
  let isLeft = false;
  let wasRaw = false;
  let suspended: { readonly timer: unknown; goOn: () => void } | undefined;

  /** Read fresh each time. A stopped process misses SIGWINCH: `_refreshSize` makes Node ask the terminal again. */
  const size = (): Size => ({
    columns: stdout.columns || FALLBACK_SIZE.columns,
    rows: stdout.rows || FALLBACK_SIZE.rows,
  });
  const refreshSize = (): void => {
    if ('_refreshSize' in stdout && typeof stdout._refreshSize === 'function') stdout._refreshSize();
  };

  const screen = openScreen({
    descriptor,
    clock,
    ...size(),
    deliver: options.deliver ?? deliverLater,
    nap: options.nap ?? napBlocking,
    onGone: (code) => onGone(code),
  });
  const stream = new TerminalStream(size, (text) => {
    if (!isLeft) screen.write(text);
  });

  const takeSize = (): void => {
    const { columns, rows } = size();
    screen.thaw(columns, rows);
    stream.emit('resize');
  };
  const resizing = settling(clock, takeSize);
  const onResize = (): void => {
    screen.freeze();
    resizing.touch();
  };
  stdout.on('resize', onResize);
  const takeBackWrites = options.onStray === undefined ? () => undefined : divertWrites(options.onStray);

  const setRaw = (isRaw: boolean): void => {
    try {
      stdin.setRawMode?.(isRaw);
    } catch {
      // The terminal is gone (EIO): there is no mode to set.
    }
  };

  /** Raw mode first: it is the one thing a shell cannot do without. */
  const giveBack = (): void => {
    wasRaw = hasKeys && stdin.isRaw === true;
    if (wasRaw) setRaw(false);
    screen.leave();
  };

  const resume = (): void => {
    if (isLeft || (suspended === undefined && !screen.isOurs())) return;
    const isRawWanted = suspended === undefined ? hasKeys && stdin.isRaw === true : wasRaw;
    if (suspended !== undefined) clock.clearTimeout(suspended.timer);
    suspended?.goOn();
    suspended = undefined;
    // Raw mode before any byte: in the background this is where the kernel stops us again. Off first, since Node sets nothing
    // that it believes is set, and the shell has set its own modes meanwhile.
    if (isRawWanted) {
      setRaw(false);
      setRaw(true);
    }
    screen.retake();
    refreshSize();
    resizing.cancel();
    takeSize();
  };

  const suspend = (whom: 'self' | 'job'): void => {
    if (isLeft || suspended !== undefined || !screen.isOurs()) return;
    giveBack();
    // The timer runs out while we are stopped too, so it is due as soon as we go on, with or without a SIGCONT.
    suspended = { timer: clock.setTimeout(resume, NOT_STOPPED_AFTER_MS), goOn: () => undefined };
    suspended.goOn = stop(whom);
  };

  return {
    stream,
    stdin,
    hasKeys,
    get columns() {
      return size().columns;
    },
    get rows() {
      return size().rows;
    },
    get stalled() {
      return screen.waiting();
    },
    get frames() {
      return screen.frames();
    },
    get bytes() {
      return screen.bytes();
    },
    redraw: screen.redraw,
    enter: () => {
      if (!isLeft) screen.enter();
    },
    suspend,
    resume,
    leave: () => {
      if (isLeft) return { stalled: screen.isStuck() };
      isLeft = true;
      stdout.off('resize', onResize);
      resizing.cancel();
      if (suspended !== undefined) clock.clearTimeout(suspended.timer);
      giveBack();
      takeBackWrites();
      (options.quiet ?? quietProcess)(screen.isStuck() ? 'all' : 'cursor hook');
      return { stalled: screen.isStuck() };
    },
    onGone: (listener) => {
      onGone = listener;
    },
    describe: () => describeTerminal(descriptor, hasKeys),
  };
};
