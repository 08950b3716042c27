/**
 * `overflight`: it crossed the DPRK and came out without having landed (detection.md §5.3, the ρ rule). In: a leg once a minute, and
 * silences that it flew on through. Out: a draft when it is well outside again. One position inside may be noise; a flight that
 * began there, or turned back at the border, is none.
 */
import { crossesArea, distanceToBorderNm, isInArea } from '../../aero/area-lookup.ts';
import { distanceNm } from '../../aero/geo.ts';
import { MINUTE_MS, type NauticalMiles } from '../../aero/units.ts';
import { evidenceOf } from '../evidence.ts';
import { asBelieved, duration, miles, nameOf } from '../say.ts';
import { crossingBetween } from './allowed-ways.ts';
import { DPRK } from './goals.ts';
import { change, type Hand } from './hand.ts';
import type { Leg, Over, Waypoint } from './types.ts';

/** Detection.md §5.3. */
export const FLEW_ON = 0.75;
const PROBABILITY = 0.9;
/** Less is not said. */
const SAID_FROM = 0.5;
/** Found inside so often in a row, a minute apart, it is inside. */
const TIMES = 3;
/** Out again by more than positions jump. */
const OUTSIDE_NM: NauticalMiles = 5;

/** A silence whose straight line crosses the DPRK, flown through. `rho` is the share of what its speed allows that this line takes. */
export function crossedUnheard(leg: Leg, first: Waypoint, rho: number): Over | undefined {
  if (leg.origin?.country === DPRK || rho < FLEW_ON || isInArea(leg.first.position, DPRK)) return leg.over;
  if (!crossesArea(leg.last.position, first.position, DPRK)) return leg.over;
  const { share, insideNm } = crossingBetween(
    leg.last,
    first,
    distanceNm(leg.last.position, first.position) / Math.min(rho, 1),
  );
  // Found inside before the silence, it did cross; and another silence takes nothing back.
  const isSeen = leg.over !== undefined && leg.over.times >= TIMES;
  return {
    fromAt: leg.over?.fromAt ?? leg.last.at,
    enteredAt: leg.over?.enteredAt ?? (leg.last.at + first.at) / 2,
    times: TIMES,
    rho,
    share: isSeen ? Math.max(leg.over?.share ?? 1, share) : share,
    insideNm,
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function say(hand: Hand, leg: Leg, over: Over): void {
  const { last } = leg;
  const probability = PROBABILITY * (over.share ?? 1);
  if (probability < SAID_FROM) return;
  const silence = over.rho === undefined ? undefined : leg.gaps.findLast(({ fromAt }) => fromAt >= over.fromAt);
  const unheard =
    silence === undefined
      ? ''
      : `; unheard for ${duration(silence.toAt - silence.fromAt)}, it came out where flying on takes it, and the straight way between crosses the land for ${miles(over.insideNm ?? 0)}`;
  const crossed = over.rho === undefined ? 'crossed' : asBelieved('crossed', probability);
  hand.drafts.push({
    kind: 'overflight',
    key: over.fromAt,
    fromAt: over.fromAt,
    toAt: last.at,
    at: Math.min(over.enteredAt, last.at),
    basis: over.rho === undefined ? 'observed' : 'inferred',
    probability,
    level: 'note',
    text: `${nameOf(hand.track)} ${crossed} the DPRK without landing${unheard}.`,
    detail: {
      rho: over.rho === undefined ? null : rounded(over.rho),
      share: over.share === undefined ? null : rounded(over.share),
      evidence: evidenceOf(
        'Outside, then inside for three minutes or unheard across it (having covered three quarters or more of the way that its speed allows, ρ ≥ 0.75, and with the share of the ways so allowed that cross it), then 5 NM outside again, in the air all the time',
        [leg.first, last],
        {
          rho: over.rho === undefined ? null : rounded(over.rho),
          shareCrossing: over.share === undefined ? null : rounded(over.share),
          insideNm: over.insideNm === undefined ? null : Math.round(over.insideNm),
          lastedMin: Math.round((last.at - over.fromAt) / MINUTE_MS),
          flownNm: Math.round(leg.flownNm + distanceNm(leg.measured.position, last.position)),
        },
        'Heard again later at the same place, it would have had the time to land; most of the ways leading past the border, nothing would have been said.',
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
        : {
            ...over,
            times: over.times + 1,
            // A silence counts as three times; three more that were heard leave nothing to be inferred.
            ...(over.share === undefined || over.times + 1 < 2 * TIMES ? {} : { share: 1 }),
          };
    return change(hand, { leg: { ...leg, over: next } });
  }
  if (over === undefined) return;
  if (over.times >= TIMES && distanceToBorderNm(last.position, DPRK, OUTSIDE_NM) < OUTSIDE_NM) return;
  if (over.times >= TIMES) say(hand, leg, over);
  const { over: _over, ...rest } = leg;
  change(hand, { leg: rest });
}
