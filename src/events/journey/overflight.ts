/**
 * `overflight`: it crossed the DPRK and came out without having landed (detection.md §5.3, the ρ rule). In: a leg once a minute, and
 * silences that it flew on through. Out: a draft when it is well outside again. One position inside may be noise; a flight that
 * began there, or turned back at the border, is none.
 */
import { crossesArea, distanceToBorderNm, isInArea } from '../../aero/area-lookup.ts';
import { distanceNm } from '../../aero/geo.ts';
import { MINUTE_MS, type NauticalMiles } from '../../aero/units.ts';
import { evidenceOf } from '../evidence.ts';
import { duration, nameOf } from '../say.ts';
import { DPRK } from './goals.ts';
import { change, type Hand } from './hand.ts';
import type { Leg, Over, Waypoint } from './types.ts';

/** Detection.md §5.3. */
export const FLEW_ON = 0.75;
const PROBABILITY = 0.9;
/** Found inside so often in a row, a minute apart, it is inside. */
const TIMES = 3;
/** Out again by more than positions jump. */
const OUTSIDE_NM: NauticalMiles = 5;

/** A silence whose straight line crosses the DPRK, flown through. */
export function crossedUnheard(leg: Leg, first: Waypoint, rho: number): Over | undefined {
  if (leg.origin?.country === DPRK || rho < FLEW_ON || isInArea(leg.first.position, DPRK)) return leg.over;
  if (!crossesArea(leg.last.position, first.position, DPRK)) return leg.over;
  return {
    fromAt: leg.over?.fromAt ?? leg.last.at,
    enteredAt: leg.over?.enteredAt ?? (leg.last.at + first.at) / 2,
    times: TIMES,
    rho,
  };
}

function say(hand: Hand, leg: Leg, over: Over): void {
  const { last } = leg;
  const silence = over.rho === undefined ? undefined : leg.gaps.findLast(({ fromAt }) => fromAt >= over.fromAt);
  const unheard =
    silence === undefined
      ? ''
      : `; unheard for ${duration(silence.toAt - silence.fromAt)}, it came out where flying on takes it`;
  hand.drafts.push({
    kind: 'overflight',
    key: over.fromAt,
    fromAt: over.fromAt,
    toAt: last.at,
    at: Math.min(over.enteredAt, last.at),
    basis: over.rho === undefined ? 'observed' : 'inferred',
    probability: PROBABILITY,
    level: 'note',
    text: `${nameOf(hand.track)} crossed the DPRK without landing${unheard}.`,
    detail: {
      rho: over.rho === undefined ? null : Math.round(over.rho * 1000) / 1000,
      evidence: evidenceOf(
        'Outside, then inside for three minutes or unheard across it (having covered three quarters or more of the way that its speed allows, ρ ≥ 0.75), then 5 NM outside again, in the air all the time',
        [leg.first, last],
        {
          rho: over.rho === undefined ? null : Math.round(over.rho * 1000) / 1000,
          lastedMin: Math.round((last.at - over.fromAt) / MINUTE_MS),
          flownNm: Math.round(leg.flownNm + distanceNm(leg.measured.position, last.position)),
        },
        'Heard again later at the same place, it would have had the time to land.',
      ),
    },
  });
}

/** Once a minute of a leg: whether it is over the DPRK, and whether it has come out again. */
export function followCrossing(hand: Hand): void {
  const { leg } = hand.journey;
  if (leg === undefined || leg.origin?.country === DPRK) return;
  const { over, last } = leg;
  if (isInArea(last.position, DPRK)) {
    // Who was first heard inside may have begun there.
    if (over === undefined && isInArea(leg.first.position, DPRK)) return;
    const next: Over =
      over === undefined
        ? { fromAt: leg.belief?.at ?? leg.startedAt, enteredAt: last.at, times: 1 }
        : { ...over, times: over.times + 1 };
    return change(hand, { leg: { ...leg, over: next } });
  }
  if (over === undefined) return;
  if (over.times >= TIMES && distanceToBorderNm(last.position, DPRK, OUTSIDE_NM) < OUTSIDE_NM) return;
  if (over.times >= TIMES) say(hand, leg, over);
  const { over: _over, ...rest } = leg;
  change(hand, { leg: rest });
}
