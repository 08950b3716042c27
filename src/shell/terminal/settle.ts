/** A dragged window sends dozens of sizes a second: one answer when it has been still for a moment, or now and then meanwhile. */
import type { Clock } from '../sources/source.ts';

/** Still for this long is settled … */
const SETTLES_MS = 80;
/** … and this is the longest wait. */
const AT_LATEST_MS = 400;

export interface Settling {
  /** Something changed again. */
  readonly touch: () => void;
  readonly cancel: () => void;
}

/** Calls `onSettled` 80 ms after the last `touch`, or 400 ms after the first that it has not answered. */
export const settling = (
  clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>,
  onSettled: () => void,
): Settling => {
  let waiting: { readonly timer: unknown; readonly started: number } | undefined;
  const cancel = (): void => {
    if (waiting !== undefined) clock.clearTimeout(waiting.timer);
    waiting = undefined;
  };
  const settled = (): void => {
    waiting = undefined;
    onSettled();
  };
  return {
    cancel,
    touch: () => {
      const started = waiting?.started ?? clock.now();
      cancel();
      const left = Math.max(0, started + AT_LATEST_MS - clock.now());
      waiting = { started, timer: clock.setTimeout(settled, Math.min(SETTLES_MS, left)) };
    },
  };
};
