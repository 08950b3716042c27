/**
 * Turning back: which fields of the DPRK it has visibly turned away from on this leg. In: the newest fix, once a minute. Out: how
 * near it came to each field, how far it has gone from it since, and how much of a belief is left for fields that it still may be
 * going to. Circling near a field is not turning back, nor is a leg of the way round China that only the great circle calls one.
 */
import { type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles } from '../../aero/units.ts';
import { goals, isDprk } from './goals.ts';
import { aroundNm, directNm, startAt } from './route.ts';
import type { Belief, Way, Waypoint } from './types.ts';

/** So much farther than it has been is no vector and no hold; so much nearer again is a new approach. */
const TURNED_NM: NauticalMiles = 40;
/** Or flying more than a right angle off for so long, which is no turn of a hold either. */
const LEAVING_MS: Milliseconds = 5 * MINUTE_MS;
/** Positions of multilateration jump by miles. */
const LEAVING_LEAST_NM: NauticalMiles = 15;
/** Nearer than this to any field it may be circling to land. */
const CIRCLES_WITHIN_NM: NauticalMiles = 40;

export type Ways = Readonly<Record<string, Way>>;

interface Remaining {
  readonly round: NauticalMiles;
  readonly direct: NauticalMiles;
}

const startWay = ({ round, direct }: Remaining): Way => ({
  leastNm: round,
  mostNm: round,
  lastNm: round,
  leastDirectNm: direct,
});

/** One field's way after one more fix. */
function wayWith(way: Way | undefined, at: EpochMs, remaining: Remaining, mayCircle: boolean): Way {
  if (way === undefined) return startWay(remaining);
  const { round, direct } = remaining;
  if (way.turnedAt !== undefined) {
    const mostNm = Math.max(way.mostNm, round);
    const stillAway = round > mostNm - TURNED_NM && round >= way.leastNm;
    return stillAway ? { ...way, mostNm, lastNm: round } : startWay(remaining);
  }
  const leastNm = Math.min(way.leastNm, round);
  const leastDirectNm = Math.min(way.leastDirectNm, direct);
  const leavingSinceAt = round > way.lastNm ? (way.leavingSinceAt ?? at - MINUTE_MS) : undefined;
  // The way round China grows at once where the great circle begins to cross it: that alone is no turn.
  const grown = Math.min(round - leastNm, direct - leastDirectNm);
  const isLeaving = leavingSinceAt !== undefined && at - leavingSinceAt >= LEAVING_MS && grown >= LEAVING_LEAST_NM;
  return {
    leastNm,
    mostNm: round,
    lastNm: round,
    leastDirectNm,
    ...(leavingSinceAt === undefined ? {} : { leavingSinceAt }),
    ...(!mayCircle && (grown >= TURNED_NM || isLeaving) ? { turnedAt: at } : {}),
  };
}

/** The ways to all fields of the DPRK after one more fix of the leg. */
export function waysWith(before: Ways | undefined, now: Waypoint): Ways {
  const here = startAt(now.position);
  const fields = goals()
    .filter(({ airport }) => isDprk(airport))
    .map(({ airport: { icao }, way }) => ({ icao, round: aroundNm(here, way), direct: directNm(here, way) }));
  const mayCircle = fields.some(({ direct }) => direct < CIRCLES_WITHIN_NM);
  return Object.fromEntries(fields.map((one) => [one.icao, wayWith(before?.[one.icao], now.at, one, mayCircle)]));
}

/** What is believed of the fields that it has not turned away from. */
export function openDprk(belief: Belief, ways: Ways | undefined): number {
  if (ways === undefined) return belief.dprk;
  let turned = 0;
  for (const { icao, probability } of belief.goals) if (ways[icao]?.turnedAt !== undefined) turned += probability;
  return Math.max(0, belief.dprk - turned);
}
