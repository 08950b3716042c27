/**
 * What happened in a silence that has ended (detection.md §5.3): it flew on, or it landed somewhere and left again. In: the leg
 * before, the first fixes after. Out: flown on, landed (fields, probability, interval), or not known. Speed and time decide what
 * is possible at all, however long the silence was.
 */
import { distanceNm } from '../../aero/geo.ts';
import { type EpochMs, HOUR_MS, type Milliseconds, type Position } from '../../aero/units.ts';
import { landingSpan, round } from './arrival.ts';
import {
  beginningsOf,
  endsOf,
  inDprk,
  outboundFactor,
  SAID_FROM,
  type Share,
  sumOf,
  type Verdict,
  verdictOf,
} from './ends.ts';
import { type Prior, weightOf } from './goals.ts';
import { covering, departureSpan, leastMs, SHORTEST_STAY_MS, type Span, spanOf } from './intervals.ts';
import { capKt, cruiseKt } from './leg.ts';
import { FLEW_ON } from './overflight.ts';
import type { Again, Leg, Waypoint } from './types.ts';

/** Shorter holes are everybody's: no aircraft of these lands and is up again in so short a time. */
export const HOLE_MS: Milliseconds = SHORTEST_STAY_MS;
/** Below this share of the way, flying on means circling somewhere unheard; how unlikely that gets. */
const STRAIGHTNESS_SCALE = 0.25;
/** No such aircraft stays up longer without landing (Il-62M: 10,000 km). */
const ENDURANCE_MS: Milliseconds = 11 * HOUR_MS;
const ENDURANCE_SCALE_MS: Milliseconds = 2 * HOUR_MS;
/** It landed, at a field that nobody thinks of. */
const ELSEWHERE = 0.03;
/** Heard on both sides of the stay. */
const BOTH_SIDES_MOST = 0.97;
/** When it was mostly the feed that was silent, a stay is possible and no more (detection.md §6, scenario 24). */
const DELIVERED_LEAST = 0.5;
const FEED_OUT_MOST = 0.55;
/** A field near which a climb began. */
const CLIMB_WITHIN_NM = 150;

export interface Landed {
  readonly kind: 'landed';
  readonly dprk: boolean;
  readonly verdict: Verdict;
  readonly landing: Span;
  readonly leaving: Span;
  readonly rho: number;
  readonly gapMs: Milliseconds;
  readonly numbers: Readonly<Record<string, number | string | null>>;
}

export type Between =
  | { readonly kind: 'flew-on' | 'unknown'; readonly rho: number; readonly gapMs: Milliseconds }
  | Landed;

/** Whether there was time to fly there, turn round and fly to where it was heard again. */
export function isFeasible(leg: Leg, first: Waypoint, airport: Position): boolean {
  const cap = capKt(leg);
  const least =
    leastMs(distanceNm(leg.last.position, airport), cap) + leastMs(distanceNm(airport, first.position), cap);
  return first.at - leg.last.at >= least + SHORTEST_STAY_MS;
}

/** Ends of the leg before that fit the flight after; after a long time also fields that only the flight after speaks for. */
function fieldsBetween(leg: Leg, again: Again, climbing: boolean, prior: Prior): readonly Share[] {
  const low = (leg.last.altitudeFt ?? Number.POSITIVE_INFINITY) < 15_000;
  const known = endsOf(leg, prior, low);
  const near = climbing ? beginningsOf(again.first, true, prior, CLIMB_WITHIN_NM) : [];
  const others = near.flatMap(({ airport, share }): Share[] =>
    known.some((one) => one.airport.icao === airport.icao)
      ? []
      : [
          {
            airport,
            share: Math.max(share * 0.05, weightOf(prior, airport)),
            distanceNm: distanceNm(leg.last.position, airport),
          },
        ],
  );
  return [...known, ...others]
    .filter((end) => isFeasible(leg, again.first, end.airport))
    .map((end) => ({ ...end, share: end.share * outboundFactor(again.first, climbing, end.airport) }))
    .sort((a, b) => b.share - a.share);
}

function spansOf(
  leg: Leg,
  first: Waypoint,
  meant: readonly Share[],
  feedBackAt: EpochMs | undefined,
): { readonly landing: Span; readonly leaving: Span } | undefined {
  const cap = capKt(leg);
  const cruise = cruiseKt(leg);
  const landing = landingSpan(leg, meant, feedBackAt);
  const fromFields = meant.map(({ airport }) => distanceNm(airport, first.position));
  const leaving = covering(
    fromFields.map((distance) => departureSpan(first, distance, cap, cruise)),
    fromFields[0] ?? 0,
  );
  if (landing === undefined || leaving === undefined) return undefined;
  const landedBy = Math.min(landing.toAt, leaving.toAt - SHORTEST_STAY_MS);
  const leftFrom = Math.max(leaving.fromAt, landing.fromAt + SHORTEST_STAY_MS);
  return {
    landing: spanOf(landing.fromAt, Math.max(landedBy, landing.fromAt), landing.at),
    leaving: spanOf(Math.min(leftFrom, leaving.toAt), leaving.toAt, leaving.at),
  };
}

/**
 * Judges a silence.
 * @param climbing whether the first fixes after it climb
 * @param feed when it was back, where it was out during the silence, and for what share of the silence it delivered
 */
export function between(
  leg: Leg,
  again: Again,
  climbing: boolean,
  prior: Prior,
  feed: { readonly backAt?: EpochMs; readonly deliveredShare: number },
): Between {
  const { first } = again;
  const gapMs = first.at - leg.last.at;
  const way = distanceNm(leg.last.position, first.position);
  const speed =
    leg.last.groundSpeedKt === undefined ? cruiseKt(leg) : Math.max(leg.last.groundSpeedKt, cruiseKt(leg) * 0.9);
  const rho = way / Math.max((speed * gapMs) / HOUR_MS, 1e-6);
  if (gapMs < HOLE_MS || rho >= FLEW_ON) return { kind: 'flew-on', rho, gapMs };
  const fields = fieldsBetween(leg, again, climbing, prior);
  const endured = Math.exp(-Math.max(0, gapMs - ENDURANCE_MS) / ENDURANCE_SCALE_MS);
  const flewOn = Math.exp(-(((1 - rho) / STRAIGHTNESS_SCALE) ** 2) / 2) * endured;
  const all = sumOf(fields) + flewOn + ELSEWHERE;
  const home = inDprk(fields);
  const dprk = sumOf(home) / all >= SAID_FROM;
  const asked = dprk ? home : fields.slice(0, 1);
  const most = feed.deliveredShare < DELIVERED_LEAST ? FEED_OUT_MOST : BOTH_SIDES_MOST;
  const probability = Math.min(sumOf(asked) / all, most);
  const verdict = probability < SAID_FROM ? undefined : verdictOf(asked, probability);
  const spans = verdict === undefined ? undefined : spansOf(leg, first, verdict.meant, feed.backAt);
  if (verdict === undefined || spans === undefined || (!dprk && verdict.place === undefined)) {
    return { kind: flewOn / all >= 0.5 ? 'flew-on' : 'unknown', rho, gapMs };
  }
  return {
    kind: 'landed',
    dprk,
    verdict,
    ...spans,
    rho,
    gapMs,
    numbers: {
      rho: round(rho),
      silentHours: round(gapMs / HOUR_MS),
      flewOnOdds: round(flewOn / all),
      capKt: Math.round(capKt(leg)),
      lastToFirstNm: Math.round(way),
    },
  };
}
