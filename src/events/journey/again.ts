/** The first fixes after a silence, or ever, counted until there are enough of them to say something. */
import { type FeetPerMinute, MINUTE_MS, type Milliseconds, SECOND_MS } from '../../aero/units.ts';
import type { Again, Waypoint } from './types.ts';

/** First fixes that are farther apart than this are not of one contact. */
const CONTACT_MS: Milliseconds = 10 * MINUTE_MS;
/** Shorter than this between ground and air is for `take-off-landing` to say, which has its own patience. */
export const OBSERVED_MS: Milliseconds = 280 * SECOND_MS;

/** One more of them; on the ground and in the air are two different contacts. */
export const againWith = (again: Again | undefined, fix: Waypoint, onGround: boolean): Again =>
  again === undefined || fix.at - again.last.at > CONTACT_MS || again.groundFixes > 0 !== onGround
    ? { first: fix, last: fix, fixes: 1, groundFixes: onGround ? 1 : 0 }
    : { ...again, last: fix, fixes: again.fixes + 1, groundFixes: again.groundFixes + (onGround ? 1 : 0) };

/** Detection.md §5.2: a first fix that climbs like this began nearby. */
const CLIMB_FPM: FeetPerMinute = 500;

/** Whether fixes climb: by their vertical rates, else by their heights. */
export function climbs({ first, last }: Again): boolean {
  if (first.verticalRateFpm !== undefined || last.verticalRateFpm !== undefined) {
    const rates = [first.verticalRateFpm, last.verticalRateFpm].filter((rate) => rate !== undefined);
    return rates.reduce((sum, rate) => sum + rate, 0) / rates.length >= CLIMB_FPM;
  }
  if (first.altitudeFt === undefined || last.altitudeFt === undefined || last.at <= first.at) return false;
  return (last.altitudeFt - first.altitudeFt) / ((last.at - first.at) / MINUTE_MS) >= CLIMB_FPM;
}
