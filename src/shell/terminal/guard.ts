/**
 * All ways out: signals, exceptions, rejections, a closed terminal, plain exit. The terminal is given back first, whatever
 * happens after. Then the callback says goodbye (flush the store, write the crash report) and the process ends.
 */
import { constants } from 'node:os';
import type { Clock } from '../sources/source.ts';
import type { Terminal } from './terminal.ts';

/** Signals that end us; the exit code is 128 + their number. */
export const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type EndingSignal = (typeof ENDING)[number];

/** A goodbye that takes longer is cut off: whoever sent the signal is promised an end within a second. */
const GOODBYE_MS = 700;
const CRASHED = 1;

/** The part of `process` that is used. */
export type Ender = Pick<NodeJS.EventEmitter, 'on' | 'off'> & { exit(code: number): void };

export interface GuardOptions {
  /** Called after the terminal was given back. The process ends when it (or its promise) is done. */
  readonly onSignal: (signal: EndingSignal) => void | Promise<void>;
  /** Called after the terminal was given back; returns the exit code, 1 if it returns nothing. */
  readonly onCrash: (error: unknown) => number | undefined | Promise<number | undefined>;
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly process?: Ender;
}

export interface Guard {
  /** An error that was caught elsewhere (Ink catches those of components): the same way out as for one nobody caught. */
  readonly crash: (error: unknown) => void;
  readonly release: () => void;
}

/**
 * Stands guard until it is released. A closed terminal (EIO, EPIPE) counts as SIGHUP; a second signal during
 * the goodbye ends the process at once. SIGTSTP from outside and SIGCONT go to `suspend` and `resume`.
 */
export const guard = (
  terminal: Pick<Terminal, 'leave' | 'suspend' | 'resume' | 'onGone'>,
  options: GuardOptions,
): Guard => {
  const ender: Ender = options.process ?? process;
  let isEnding = false;

  const end = (goodbye: () => unknown, code: number): void => {
    if (isEnding) {
      ender.exit(code);
      return;
    }
    isEnding = true;
    terminal.leave();
    options.clock.setTimeout(() => ender.exit(code), GOODBYE_MS);
    const done = (result: unknown): void => ender.exit(typeof result === 'number' ? result : code);
    try {
      Promise.resolve(goodbye()).then(done, () => ender.exit(code));
    } catch {
      ender.exit(code);
    }
  };

  const endBySignal = (signal: EndingSignal): void =>
    end(async () => {
      await options.onSignal(signal);
    }, 128 + constants.signals[signal]);
  const endByCrash = (error: unknown): void => end(() => options.onCrash(error), CRASHED);

  const listeners: readonly (readonly [string, (error: unknown) => void])[] = [
    ...ENDING.map((signal) => [signal, () => endBySignal(signal)] as const),
    ['uncaughtException', endByCrash],
    ['unhandledRejection', endByCrash],
    ['SIGTSTP', () => terminal.suspend('self')],
    ['SIGCONT', () => terminal.resume()],
    ['exit', () => void terminal.leave()],
  ];
  for (const [event, listener] of listeners) ender.on(event, listener);
  terminal.onGone(() => endBySignal('SIGHUP'));

  return {
    crash: endByCrash,
    release: () => {
      for (const [event, listener] of listeners) ender.off(event, listener);
    },
  };
};
