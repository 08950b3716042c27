/**
 * Bytes on their way to the terminal. What the terminal does not take now is kept, in order, and tried again; nobody waits.
 * While bytes wait the stream draws nothing new, so there is never more here than one frame.
 */
import type { Clock } from '../sources/source.ts';
import type { Descriptor } from './descriptor.ts';

/** The terminal is full: look again after this. */
const RETRY_MS = 20;
/** The terminal took a part (a pty's buffer holds 4 kB, a full repaint is larger): go on soon. */
const GO_ON_MS = 4;
/** A terminal that took nothing for so long does not read: nobody waits for it. */
const STALL_MS = 150;
const NAP_MS = 5;
const MOST_NAPS = 20;

export interface Waiting {
  readonly bytes: number;
  /** When the terminal last took anything of these, epoch ms. */
  readonly since: number;
}

export interface Outlet {
  /** Sends these bytes after whatever waits. */
  readonly send: (text: string) => void;
  /** Sends what waits, blocking for 100 ms at most, and not at all for a terminal that has not read for a while. */
  readonly finish: () => void;
  /** Forgets what waits. Returns true if there was something: the terminal may have received half a sequence. */
  readonly drop: () => boolean;
  readonly waiting: () => Waiting | undefined;
  /** The other side closed: nothing is sent any more. */
  readonly isGone: () => boolean;
  /** Bytes the terminal has taken since the start. */
  readonly taken: () => number;
}

export interface OutletOptions {
  readonly descriptor: Descriptor;
  readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>;
  /** All that waited has been taken. */
  readonly onDrained: () => void;
  /** The terminal is gone (EIO, EPIPE, …). Called once, never from inside `send`. */
  readonly onGone: (code: string) => void;
  /** Blocks the process for so long. */
  readonly nap: (ms: number) => void;
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

export const openOutlet = ({ descriptor, clock, onDrained, onGone, nap }: OutletOptions): Outlet => {
  let pending: Buffer | undefined;
  let since = 0;
  let timer: unknown;
  let gone = false;
  let taken = 0;

  const fail = (code: string): void => {
    gone = true;
    pending = undefined;
    clock.setTimeout(() => onGone(code), 0);
  };

  /** Writes until all is gone or the terminal is full. Returns whether it took anything. */
  const write = (): boolean => {
    let progress = false;
    while (pending !== undefined && !gone) {
      try {
        const written = descriptor.write(pending);
        if (written <= 0) return progress;
        taken += written;
        progress = true;
        since = clock.now();
        pending = written < pending.length ? pending.subarray(written) : undefined;
      } catch (error) {
        const code = errorCode(error);
        if (code === 'EINTR') continue;
        if (code !== 'EAGAIN') fail(code);
        return progress;
      }
    }
    return progress;
  };

  const push = (): void => {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
    const progress = write();
    if (pending !== undefined) timer = clock.setTimeout(retry, progress ? GO_ON_MS : RETRY_MS);
  };

  const retry = (): void => {
    timer = undefined;
    push();
    if (pending === undefined && !gone) onDrained();
  };

  return {
    send: (text) => {
      if (gone || text === '') return;
      const bytes = Buffer.from(text);
      if (pending !== undefined) {
        pending = Buffer.concat([pending, bytes]);
        return;
      }
      pending = bytes;
      since = clock.now();
      push();
    },
    finish: () => {
      push();
      for (let naps = 0; naps < MOST_NAPS && pending !== undefined && clock.now() - since <= STALL_MS; naps += 1) {
        nap(NAP_MS);
        push();
      }
    },
    drop: () => {
      if (timer !== undefined) clock.clearTimeout(timer);
      timer = undefined;
      const had = pending !== undefined;
      pending = undefined;
      return had;
    },
    waiting: () => (pending === undefined ? undefined : { bytes: pending.length, since }),
    isGone: () => gone,
    taken: () => taken,
  };
};
