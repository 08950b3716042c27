/** When it would be on the ground at a field ahead (detection.md §5.4). In: a leg and a field. Out: an interval, an estimate, miles. */
import { airportByIcao } from '../../aero/airports.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, type Milliseconds, type NauticalMiles } from '../../aero/units.ts';
import type { Candidate } from '../types.ts';
import { cruiseKt } from './leg.ts';
import { aroundNm, reachable, startAt } from './route.ts';
import type { Belief, Leg } from './types.ts';

/** Detection.md §5.4: approach, and the band of the estimate. */
const APPROACH_MS: Milliseconds = 6 * MINUTE_MS;
const LATE_MS: Milliseconds = 12 * MINUTE_MS;
const BAND_KT = 40;
const LONGER_WAY = 1.06;

export interface Eta {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  readonly remainingNm: NauticalMiles;
}

/** When it would be on the ground there, going round China. */
export function etaOf(leg: Leg, belief: Belief, goal: Candidate): Eta | undefined {
  const airport = airportByIcao(goal.icao);
  if (airport === undefined) return undefined;
  const remainingNm = aroundNm(startAt(leg.last.position), reachable(airport));
  const recent = leg.profile.flatMap(({ at, groundSpeedKt }) =>
    groundSpeedKt === undefined || at < belief.at - 10 * MINUTE_MS ? [] : [groundSpeedKt],
  );
  const mean = recent.length === 0 ? cruiseKt(leg) : recent.reduce((sum, speed) => sum + speed, 0) / recent.length;
  // In the climb it is slower than it will be on the way.
  const speed = Math.max(mean, cruiseKt(leg) * 0.85);
  return {
    fromAt: belief.at + (remainingNm / (speed + BAND_KT)) * HOUR_MS,
    toAt: belief.at + ((remainingNm * LONGER_WAY) / (speed - BAND_KT)) * HOUR_MS + LATE_MS,
    at: belief.at + (remainingNm / speed) * HOUR_MS + APPROACH_MS,
    remainingNm,
  };
}
