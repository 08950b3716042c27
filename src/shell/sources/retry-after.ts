/** When a service says we may come back. In: an answer's headers and the time. Out: epoch ms, or `undefined` if it does not say. */
import type { EpochMs } from '../../aero/units.ts';

/** A service that names a later time than this has made a mistake; 16 h have been seen (`docs/feeds.md` §8.3). */
const LONGEST_WAIT_MS = 7 * 86_400_000;

/** Reads one header by its lower-case name. */
export type HeaderReader = (name: string) => string | null | undefined;

/**
 * Retry-After (RFC 9110 §10.2.3: seconds or an HTTP date), else OpenSky's X-Rate-Limit-Retry-After-Seconds.
 * @param now epoch ms, the time of the answer
 */
export const retryAfter = (header: HeaderReader, now: EpochMs): EpochMs | undefined => {
  for (const name of ['retry-after', 'x-rate-limit-retry-after-seconds']) {
    const text = header(name)?.trim();
    if (text === undefined || text === '') continue;
    const waitMs = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
    if (Number.isFinite(waitMs)) return now + Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
  }
  return undefined;
};
