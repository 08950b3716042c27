/** What the terminal's owner does to the process it lives in: stop it, block it for a moment, keep its other writers quiet. */

/** The part of `process.stdin` that is used. */
export interface KeySource {
  readonly isTTY?: boolean;
  readonly isRaw?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

/** The part of `process.stdout` that is used: its size. */
export interface SizeSource {
  readonly columns?: number;
  readonly rows?: number;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

/**
 * Stops this process (`self`) or its whole job as the shell's ^Z does. Our own SIGTSTP listeners are off until the returned
 * function is called, else the signal would not stop anybody.
 */
export const stopByShell = (whom: 'self' | 'job'): (() => void) => {
  const listeners = process.listeners('SIGTSTP');
  process.removeAllListeners('SIGTSTP');
  // 0 is the whole process group, as the terminal itself would do for ^Z.
  process.kill(whom === 'job' ? 0 : process.pid, 'SIGTSTP');
  return () => {
    for (const listener of listeners) process.on('SIGTSTP', listener);
  };
};

/** Blocks the whole process: only for the last moments of leaving. */
export const napBlocking = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/**
 * Ink's cursor library writes one more "show cursor" to stderr when the process ends: into a log if stderr is one, and for ever
 * if the terminal does not read.
 */
export const quietProcess = (whom: 'all' | 'cursor hook'): void => {
  if (whom === 'all') {
    for (const stream of [process.stderr, process.stdout]) stream.write = () => true;
    return;
  }
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (chunk: string | Uint8Array, ...rest: never[]): boolean =>
    chunk === '\x1b[?25h' || write(chunk, ...rest);
};

/** Hands what the process writes to stdout and stderr to `sink` until the returned function is called. */
export const divertWrites = (sink: (text: string) => void): (() => void) => {
  const undo = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
      sink(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const callback = typeof encoding === 'function' ? encoding : done;
      if (typeof callback === 'function') process.nextTick(() => callback());
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  return () => {
    for (const put of undo) put();
  };
};
