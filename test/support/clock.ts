/** A clock that tests drive: nothing happens until `advance`, and then in the order of the timers. */
import type { Clock } from '../../src/shell/sources/source.ts';

export interface DrivenClock extends Clock {
  /** Moves time on, firing what falls due, each at its own time. */
  readonly advance: (ms: number) => void;
  /** Moves time to the next timer that is due and fires what falls due then, and nothing later. */
  readonly toNext: () => void;
  /** How many timers are set. */
  readonly pending: () => number;
  /** When the next timer fires, epoch ms. */
  readonly nextAt: () => number | undefined;
}

/**
 * @param startAt epoch ms
 * @param random the value that `random()` gives, 0 ≤ x < 1
 */
export const drivenClock = (startAt = 1_700_000_000_000, random = 0.5): DrivenClock => {
  let now = startAt;
  let serial = 0;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  const next = (): readonly [number, { readonly at: number; readonly callback: () => void }] | undefined =>
    [...timers].sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
  const advance = (ms: number): void => {
    const until = now + ms;
    for (let due = next(); due !== undefined && due[1].at <= until; due = next()) {
      timers.delete(due[0]);
      now = Math.max(now, due[1].at);
      due[1].callback();
    }
    now = until;
  };
  return {
    now: () => now,
    random: () => random,
    setTimeout: (callback, ms) => {
      serial += 1;
      timers.set(serial, { at: now + Math.max(0, ms), callback });
      return serial;
    },
    clearTimeout: (handle) => {
      timers.delete(handle as number);
    },
    advance,
    toNext: () => advance(Math.max(0, (next()?.[1].at ?? now) - now)),
    pending: () => timers.size,
    nextAt: () => next()?.[1].at,
  };
};
