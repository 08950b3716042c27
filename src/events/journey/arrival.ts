/**
 * A landing that nobody heard, from the silence alone (detection.md §5.3): where the leg was going, whether it was coming down,
 * and whether it would have been heard had it flown on. In: a leg that fell silent. Out: fields, a probability, an interval, the
 * numbers; nothing where the silence may as well be a hole in the coverage, which over Siberia and round Moscow it is.
 */
import { distanceNm } from '../../aero/geo.ts';
import { type EpochMs, type Feet, type Knots, MINUTE_MS, type NauticalMiles } from '../../aero/units.ts';
import { type Coverage, coverageAt } from '../../tracks/coverage.ts';
import {
  courseFactor,
  endsOf,
  inDprk,
  NEAR_NM,
  SAID_FROM,
  type Share,
  sumOf,
  type Verdict,
  verdictOf,
} from './ends.ts';
import { isGoal, type Prior } from './goals.ts';
import { arrivalSpan, covering, type Span, spanOf } from './intervals.ts';
import { capKt, cruiseKt, lately } from './leg.ts';
import { DESCENT_FT_PER_NM } from './posterior.ts';
import type { Leg } from './types.ts';

/** Detection.md §5.3, starting values: what each observation is worth, in logits. */
const DESCENDED_FT: Feet = 3000;
const DESCENDED_LOGIT = 1.5;
/** From here in, height and course are about this field; beyond, they are in the destination's posterior already. */
const BINDING_NM: NauticalMiles = 100;
const FAR_NM: NauticalMiles = 200;
/** A silence that begins farther out than that is not explained by the field alone: then it must have been likely before. */
const FAR_BELIEF = 0.8;
const LOW_SLACK_FT: Feet = 3000;
const LOW_LOGIT = 1;
const HIGH_SLACK_FT: Feet = 9000;
const HIGH_LOGIT = -3;
const ON_COURSE = 0.9;
const ON_COURSE_LOGIT = 0.7;
const SLOWED_KT: Knots = 60;
const SLOWED_LOGIT = 0.7;
const NEAR_LOGIT_NM: NauticalMiles = 40;
const NEAR_LOGIT = 1;
/** Where aircraft are heard down to the ground, silence is no landing. */
const HEARD_LOW = 0.5;
const HEARD_LOW_LOGIT = -6;
/** The posterior itself is never surer than this. */
const BELIEF_MOST = 0.97;
/** From silence alone; and when part of the silence was the feed's own. */
const SILENCE_MOST = 0.93;
const FEED_GAP_MOST = 0.8;
/** A field outside the DPRK is landed at unheard only from an approach: that far from its receivers' floor. */
const APPROACH_MOST = 0.9;
/** What the coverage near the ground is asked at. */
const LOW_FT: Feet = 2500;
export interface Inference {
  readonly verdict: Verdict;
  readonly span: Span;
  readonly dprk: boolean;
  readonly numbers: Readonly<Record<string, number | string | null>>;
}

const logit = (probability: number): number => Math.log(probability / (1 - probability));
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const hasComeDown = (leg: Leg): boolean => lately(leg).descendedFt >= DESCENDED_FT;

const isLowFor = (leg: Leg, distance: NauticalMiles, slack: Feet): boolean =>
  leg.last.altitudeFt !== undefined && leg.last.altitudeFt <= DESCENT_FT_PER_NM * distance + slack;

/** The evidence of the last minutes for a landing at one field, in logits. */
function evidence(leg: Leg, share: Share, coverage: Coverage): number {
  const { airport, distanceNm: distance } = share;
  const { slowedKt } = lately(leg);
  // Far out any height allows a landing: there it says nothing.
  const binding = hasComeDown(leg) || distance <= BINDING_NM;
  const heardLow = coverageAt(coverage, airport, LOW_FT).share;
  const tooHigh = distance < NEAR_NM && leg.last.altitudeFt !== undefined && !isLowFor(leg, distance, HIGH_SLACK_FT);
  return (
    (hasComeDown(leg) ? DESCENDED_LOGIT : 0) +
    (binding && isLowFor(leg, distance, LOW_SLACK_FT) ? LOW_LOGIT : 0) +
    (tooHigh ? HIGH_LOGIT : 0) +
    (distance <= FAR_NM && courseFactor(leg.last, airport) >= ON_COURSE ? ON_COURSE_LOGIT : 0) +
    (slowedKt >= SLOWED_KT ? SLOWED_LOGIT : 0) +
    (distance <= NEAR_LOGIT_NM ? NEAR_LOGIT : 0) +
    Math.max(0, heardLow - HEARD_LOW) * HEARD_LOW_LOGIT
  );
}

/** When it landed, at whichever of the fields is meant; a feed that was out meanwhile leaves the end open until it was back. */
export function landingSpan(leg: Leg, meant: readonly Share[], feedBackAt?: EpochMs): Span | undefined {
  const spans = meant.map(({ airport }) =>
    arrivalSpan(leg.last, distanceNm(leg.last.position, airport), capKt(leg), cruiseKt(leg)),
  );
  const span = covering(spans, meant[0]?.distanceNm ?? 0);
  if (span === undefined || feedBackAt === undefined || feedBackAt <= leg.last.at) return span;
  return spanOf(span.fromAt, Math.max(span.toAt, feedBackAt), span.at);
}

/**
 * The landing that the silence after a leg means, if it means one.
 * @param feedBackAt when the feed was back, where it was out during the silence
 */
export function landingBySilence(
  leg: Leg,
  prior: Prior,
  coverage: Coverage,
  feedBackAt: EpochMs | undefined,
): Inference | undefined {
  const low = hasComeDown(leg) && isLowFor(leg, NEAR_NM, LOW_SLACK_FT);
  const ends = endsOf(leg, prior, low);
  const home = inDprk(ends);
  // A strip that happens to lie under the last fix is no destination: that would be a landing in farmland (detection.md §0).
  const elsewhere = ends.filter(
    (end) => !home.includes(end) && (isGoal(end.airport) || end.airport.icao === leg.origin?.icao),
  );
  const dprk = sumOf(home) >= sumOf(elsewhere.slice(0, 1));
  const asked = dprk
    ? home
    : elsewhere
        .slice(0, 1)
        .filter(({ distanceNm: distance }) => distance <= NEAR_NM && isLowFor(leg, distance, LOW_SLACK_FT));
  const top = asked[0];
  // From cruise, silence is expected only where nobody listens; anywhere else it is a hole in the coverage or a switched-off radio.
  if (top === undefined || (!dprk && !low)) return undefined;
  const most = feedBackAt !== undefined ? FEED_GAP_MOST : dprk ? SILENCE_MOST : APPROACH_MOST;
  const belief = clamp(sumOf(asked), 0.001, BELIEF_MOST);
  if (top.distanceNm > FAR_NM && belief < FAR_BELIEF) return undefined;
  const probability = Math.min(logistic(logit(belief) + evidence(leg, top, coverage)), most);
  const verdict = verdictOf(asked, probability);
  if (verdict === undefined || verdict.probability < SAID_FROM) return undefined;
  if (!dprk && verdict.place === undefined) return undefined;
  const span = landingSpan(leg, verdict.meant, feedBackAt);
  if (span === undefined) return undefined;
  const { descendedFt, slowedKt } = lately(leg);
  return {
    verdict,
    span,
    dprk,
    numbers: {
      destinationBelief: round(belief),
      lastDistanceNm: Math.round(top.distanceNm),
      lastAltitudeFt: leg.last.altitudeFt ?? null,
      descendedFt: Math.round(descendedFt),
      slowedKt: Math.round(slowedKt),
      fastestKt: Math.round(capKt(leg)),
      coverageThereLow: round(coverageAt(coverage, top.airport, LOW_FT).share),
      feedOutMin: feedBackAt === undefined ? 0 : Math.max(0, Math.round((feedBackAt - leg.last.at) / MINUTE_MS)),
    },
  };
}

export const round = (value: number): number => Math.round(value * 1000) / 1000;
