/**
 * Lines into standard output: in order, flushed before the end, no faster than the reader reads. In: finished lines (`sink-rows`).
 * Out: bytes, or the word that the reader has gone, which is a quiet end (`| head -1`), or that it could not be written.
 */
import type { Writable } from 'node:stream';
import { clean } from '../aero/clean.ts';

export type SinkEnd =
  /** The reader closed the pipe: exit 0, without a word. */
  | { readonly how: 'reader-gone' }
  /** A full disk behind a redirection, say: to stderr, exit 1. */
  | { readonly how: 'failed'; readonly reason: string };

export interface Sink {
  /** Without the line's end. False: the reader is slow, wait for `ready` before producing more. Ignored after the end. */
  readonly line: (text: string) => boolean;
  /** Resolves when there is room again, and at the end. */
  readonly ready: () => Promise<void>;
  /** Resolves when everything written so far has left the process, or cannot any more. Before every exit. */
  readonly flush: () => Promise<void>;
  /** How it ended, `undefined` while it is open. */
  readonly ended: () => SinkEnd | undefined;
  /** Takes the listeners off the stream. */
  readonly release: () => void;
}

const READER_GONE: readonly string[] = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'ERR_STREAM_WRITE_AFTER_END'];

/**
 * A sink on a stream.
 * @param onEnd called once, when nothing more can be written
 */
export function createSink(stream: Writable, onEnd: (end: SinkEnd) => void): Sink {
  let end: SinkEnd | undefined;
  let pending = 0;
  let waiting: (() => void)[] = [];
  let flushing: (() => void)[] = [];

  const wakeAll = (): void => {
    const woken = [...waiting, ...(pending === 0 || end !== undefined ? flushing : [])];
    if (pending === 0 || end !== undefined) flushing = [];
    waiting = [];
    for (const wake of woken) wake();
  };
  const finish = (how: SinkEnd): void => {
    if (end !== undefined) return;
    end = how;
    wakeAll();
    onEnd(how);
  };
  const onError = (error: NodeJS.ErrnoException): void => {
    const gone = READER_GONE.includes(error.code ?? '');
    finish(gone ? { how: 'reader-gone' } : { how: 'failed', reason: clean(error.message, { cells: 200 }) });
  };
  const onClose = (): void => finish({ how: 'reader-gone' });

  stream.on('error', onError);
  stream.on('drain', wakeAll);
  stream.on('close', onClose);

  return {
    line: (text) => {
      if (end !== undefined) return true;
      pending += 1;
      return stream.write(`${text}\n`, () => {
        pending -= 1;
        if (pending === 0) wakeAll();
      });
    },
    ready: () =>
      end !== undefined || !stream.writableNeedDrain
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push(resolve)),
    flush: () =>
      end !== undefined || pending === 0 ? Promise.resolve() : new Promise((resolve) => flushing.push(resolve)),
    ended: () => end,
    release: () => {
      stream.off('drain', wakeAll);
      stream.off('close', onClose);
      // The error listener stays: a late EPIPE without one would be thrown.
    },
  };
}
