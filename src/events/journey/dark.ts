/**
 * What a silence is, beside a landing: `went-dark` where aircraft are normally heard, `overdue` where it should have arrived and
 * would have been heard (detection.md §5.2). In: a leg, the clock, the coverage, who else is heard. Out: drafts. The silence of
 * the feed is no evidence, nor is silence where nobody listens.
 */
import { airportByIcao } from '../../aero/airports.ts';
import { destinationPoint, distanceNm } from '../../aero/geo.ts';
import {
  type EpochMs,
  type Feet,
  HOUR_MS,
  MINUTE_MS,
  type Milliseconds,
  type NauticalMiles,
} from '../../aero/units.ts';
import { coverageAt } from '../../tracks/coverage.ts';
import { tracksOf } from '../../tracks/fleet.ts';
import type { Track } from '../../tracks/types.ts';
import type { Draft, Moment } from '../detector.ts';
import { evidenceOf } from '../evidence.ts';
import { deliveredMs, type Health } from '../health.ts';
import { duration, height, nameOf, placeName } from '../say.ts';
import { round } from './arrival.ts';
import { isDprk } from './goals.ts';
import { cruiseKt } from './leg.ts';
import { clock } from './sayings.ts';
import type { Leg } from './types.ts';

/** Detection.md §5.2. */
export const DARK_AFTER_MS: Milliseconds = 10 * MINUTE_MS;
const DARK_ABOVE_FT: Feet = 10_000;
const WELL_HEARD = 0.8;
const DESCENT_FPM = -300;
/** It would have been heard for so much longer at least, asked at so many points of the way ahead. */
const STILL_HEARD_MS: Milliseconds = 3 * MINUTE_MS;
const POINTS = 3;
/** Where that is known from the lie of the land only (`priorAt`), and not from traffic. */
const UNLEARNED_MOST = 0.6;
/** Somebody else must be heard about there and then: receivers come and go. */
const WITNESS_NM: NauticalMiles = 120;
const WITNESS_LOWER_FT: Feet = 5000;
/** A feed that was out for less than this has not swallowed an arrival. */
const OUTAGE_MS: Milliseconds = 5 * MINUTE_MS;
const OVERDUE_MS: Milliseconds = 45 * MINUTE_MS;
const BOUND_FOR = 0.8;
const HEARD_THERE = 0.5;
const LOW_FT: Feet = 5000;

/** When the feed was back after its last outage between two times, `undefined` without one worth the name. */
export function feedBackAt(health: Health, feed: string, fromAt: EpochMs, toAt: EpochMs): EpochMs | undefined {
  let back: EpochMs | undefined;
  for (const outage of health.get(feed)?.outages ?? []) {
    const endAt = Math.min(outage.toAt ?? toAt, toAt);
    if (endAt <= fromAt || outage.fromAt >= toAt) continue;
    if (endAt - Math.max(outage.fromAt, fromAt) >= OUTAGE_MS) back = Math.max(back ?? 0, endAt);
  }
  return back;
}

function witnessOf(leg: Leg, track: Track, moment: Moment): Track | undefined {
  for (const other of moment.fleet === undefined ? [] : tracksOf(moment.fleet)) {
    const fix = other.lastFix;
    if (fix === undefined || other.icao24 === track.icao24 || other.feed !== track.feed) continue;
    if (moment.at - fix.at > MINUTE_MS * 2 || fix.onGround === true) continue;
    if ((fix.altitudeFt ?? 0) > (leg.last.altitudeFt ?? 0) + WITNESS_LOWER_FT) continue;
    if (distanceNm(fix.position, leg.last.position) <= WITNESS_NM) return other;
  }
  return undefined;
}

/** Its silence among aircraft that are heard. `undefined` where silence says nothing. */
export function wentDark(leg: Leg, track: Track, moment: Moment): Draft | undefined {
  const { at, health, coverage } = moment;
  const { last } = leg;
  const sinceAt = Math.max(track.heardAt, last.at);
  if (track.source === 'adsc' || track.heardAt - last.at > DARK_AFTER_MS) return undefined;
  const altitudeFt = last.altitudeFt;
  if (altitudeFt === undefined || altitudeFt < DARK_ABOVE_FT || (last.verticalRateFpm ?? 0) < DESCENT_FPM)
    return undefined;
  if (track.phase === 'descent' || deliveredMs(health, track.feed, sinceAt, at) < at - sinceAt) return undefined;
  const reach = (cruiseKt(leg) * STILL_HEARD_MS) / HOUR_MS;
  let [least, learned] = [1, true];
  for (let index = 0; index < POINTS; index += 1) {
    const position = destinationPoint(last.position, last.trackDeg ?? 0, (reach * index) / (POINTS - 1));
    const there = coverageAt(coverage, position, altitudeFt);
    learned = learned && there.learned;
    least = Math.min(least, there.share);
  }
  if (least < WELL_HEARD) return undefined;
  const witness = witnessOf(leg, track, moment);
  if (witness === undefined) return undefined;
  return {
    kind: 'went-dark',
    key: last.at,
    fromAt: last.at,
    toAt: sinceAt + MINUTE_MS,
    at: sinceAt,
    basis: 'inferred',
    probability: Math.min(least, learned ? 0.9 : UNLEARNED_MOST),
    level: 'warn',
    text: `${nameOf(track)} ${learned ? 'went dark' : 'probably went dark'}: it has been silent for ${duration(at - sinceAt)} at ${height(altitudeFt)}, where aircraft are normally heard and others are.`,
    detail: {
      ...last.position,
      altitudeFt,
      evidence: evidenceOf(
        'Silent for ten minutes in cruise where 8 of 10 aircraft-minutes are heard for three more minutes of flight, the feed delivering, another aircraft heard nearby',
        [last],
        {
          coverage: round(least),
          coverageLearned: String(learned),
          witness: witness.icao24,
          silentMin: Math.round((at - sinceAt) / MINUTE_MS),
        },
        'Poor coverage ahead, a descent, or a gap of the feed would have made it merely lost.',
      ),
    },
  };
}

/** It should have arrived where it would have been heard. `undefined` where it is not known where, or nobody would have heard. */
export function overdue(leg: Leg, track: Track, moment: Moment): Draft | undefined {
  const { at, health, coverage } = moment;
  const top = leg.belief?.goals[0];
  const airport = top === undefined ? undefined : airportByIcao(top.icao);
  if (top === undefined || airport === undefined || top.probability < BOUND_FOR || isDprk(airport)) return undefined;
  const there = coverageAt(coverage, airport, LOW_FT);
  if (!there.learned || there.share < HEARD_THERE) return undefined;
  const way = distanceNm(leg.last.position, airport);
  const dueAt = leg.last.at + ((way * 1.06) / (cruiseKt(leg) - 40)) * HOUR_MS + 12 * MINUTE_MS;
  if (at < dueAt + OVERDUE_MS) return undefined;
  if (deliveredMs(health, track.feed, leg.last.at, at) < (at - leg.last.at) * 0.9) return undefined;
  return {
    kind: 'overdue',
    key: leg.last.at,
    fromAt: dueAt,
    toAt: at,
    at,
    basis: 'inferred',
    probability: Math.min(top.probability, there.share),
    place: { icao: airport.icao, name: airport.name },
    candidates: [top],
    level: 'warn',
    text: `${nameOf(track)} should have been heard at ${placeName(airport)} by ${clock(dueAt)} and was not; last heard ${clock(leg.last.at)}.`,
    detail: {
      evidence: evidenceOf(
        'Three quarters of an hour after the latest time of arrival, where aircraft are heard down to 5,000 ft',
        [leg.last],
        {
          goal: top.icao,
          goalProbability: round(top.probability),
          coverage: round(there.share),
          remainingNm: Math.round(way),
        },
        'One report from there would have been enough.',
      ),
    },
  };
}
