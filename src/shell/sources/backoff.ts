/** How long a source waits before it tries again: exponential with full jitter, so that a thousand monitors do not return at once. */
import type { Clock } from './source.ts';

/** The least and the most a source waits before another try. */
export const BACKOFF_LEAST_MS = 1_000;
export const BACKOFF_MOST_MS = 60_000;
/** A connection that delivered for this long was good: the next loss starts again at the least wait. */
export const GOOD_AFTER_MS = 60_000;
/** `setTimeout` overflows above 2^31 − 1 ms and fires at once: longer waits are cut to a week and looked at again. */
export const LONGEST_TIMER_MS = 7 * 86_400_000;

/**
 * The wait before try number `attempt`, in ms: uniform between 1 s and min(60 s, 2^attempt s).
 * @param attempt 1 for the first try after a loss; anything below counts as 1
 */
export const backoffMs = (attempt: number, random: Clock['random']): number => {
  const ceiling = Math.min(BACKOFF_MOST_MS, BACKOFF_LEAST_MS * 2 ** Math.min(16, Math.max(1, attempt)));
  return Math.round(BACKOFF_LEAST_MS + random() * (ceiling - BACKOFF_LEAST_MS));
};

/** Seconds in words for a reason: "15 s", "2 min", "16 h". */
export const durationWords = (ms: number): string => {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
};
