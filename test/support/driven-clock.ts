/** A clock that only a test moves: timers fire in order as `advance` passes them. */
import type { Clock } from '../../src/shell/sources/source.ts';

export interface DrivenClock extends Clock {
  /** Moves time on and fires what falls due, in order. */
  readonly advance: (ms: number) => void;
  readonly pending: () => number;
}

export function drivenClock(startAt = 1_690_800_000_000, random: () => number = () => 0.5): DrivenClock {
  let now = startAt;
  let next = 1;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    random,
    setTimeout: (callback, ms) => {
      timers.set(next, { at: now + Math.max(0, ms), callback });
      next += 1;
      return next - 1;
    },
    clearTimeout: (handle) => {
      timers.delete(handle as number);
    },
    pending: () => timers.size,
    advance: (ms) => {
      const until = now + ms;
      for (;;) {
        const due = [...timers]
          .filter(([, timer]) => timer.at <= until)
          .sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].callback();
      }
      now = until;
    },
  };
}
