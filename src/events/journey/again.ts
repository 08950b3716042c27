/** The first fixes after a silence, or ever, counted until there are enough of them to say something. */
import { MINUTE_MS, type Milliseconds, SECOND_MS } from '../../aero/units.ts';
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
