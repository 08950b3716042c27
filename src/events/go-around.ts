/**
 * `go-around`: down to less than 2,500 ft above a field, within 8 NM of it, and up again by 1,000 ft within three minutes, without
 * a fix on the ground (detection.md §5.2). A take-off comes from the ground, a step climb from no descent: neither is one.
 */
import { type Airport, airportsNear } from '../aero/airports.ts';
import { type EpochMs, type Feet, type Knots, MINUTE_MS, type NauticalMiles, SECOND_MS } from '../aero/units.ts';
import type { Fix, Track } from '../tracks/types.ts';
import { type Draft, defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { sideOf } from './ground-contact.ts';
import { miles, nameOf, placeName } from './say.ts';

const WITHIN_NM: NauticalMiles = 8;
const BELOW_FT: Feet = 2500;
const CLIMB_FT: Feet = 1000;
const CLIMB_WITHIN_MS = 3 * MINUTE_MS;
/** It came down to this: less is flying level past a field. */
const DESCENT_FT: Feet = 1000;
/** In a longer hole it may have been on the ground. */
const HOLE_MS = MINUTE_MS;
/** Nobody comes in to land faster; those who pass do. */
const FASTEST_KT: Knots = 250;
const PROBABILITY = 0.85;
/** The highest fields of the world lie below this: above it and the rule's height nobody need be asked. */
const LAND_HIGHEST_FT: Feet = 15_000;
/** A field that is farther by this is e times less likely to be the one. */
const SCALE_NM: NauticalMiles = 2;

interface Approach {
  readonly last: Fix;
  /** The lowest fix, low over a field. */
  readonly low?: Fix;
  /** The first fix that was higher than the lowest. */
  readonly rising?: Fix;
  /** Fixes above the lowest, each higher than the one before. */
  readonly climbing: number;
}

interface Memory {
  /** Absent on the ground. */
  readonly approach?: Approach;
  /** The lowest point of the last go-around: the next one needs a descent of its own. */
  readonly doneAt?: EpochMs;
}

const heightOf = (fix: Fix | undefined): Feet => fix?.altitudeFt ?? Number.NEGATIVE_INFINITY;

/** The fields that the fix is low over, nearest first. */
function lowOver(fix: Fix): readonly { readonly airport: Airport; readonly distanceNm: NauticalMiles }[] {
  if (fix.altitudeFt === undefined || fix.altitudeFt > BELOW_FT + LAND_HIGHEST_FT) return [];
  return airportsNear(fix.position, WITHIN_NM).filter(
    ({ airport }) => airport.elevationFt !== undefined && heightOf(fix) - airport.elevationFt < BELOW_FT,
  );
}

/** The highest fix of the descent to `low`, `undefined` if it did not come down to it out of the air. */
function highBefore(recent: readonly Fix[], low: Fix, doneAt: EpochMs): Fix | undefined {
  let high: Fix | undefined;
  for (let index = recent.length - 1; index >= 0; index -= 1) {
    const fix = recent[index];
    if (fix === undefined || fix.at >= low.at || fix.verdict !== 'accepted') continue;
    if (sideOf(fix) === 'ground' || fix.at <= doneAt) break;
    if (heightOf(fix) > heightOf(high)) high = fix;
  }
  return high !== undefined && heightOf(high) - heightOf(low) >= DESCENT_FT ? high : undefined;
}

function draftOf(track: Track, { low, rising }: Approach, now: Fix, doneAt: EpochMs): Draft | undefined {
  if (low === undefined || rising === undefined) return undefined;
  const high = highBefore(track.recent, low, doneAt);
  if (high === undefined) return undefined;
  const near = lowOver(low);
  const nearest = near[0];
  if (nearest === undefined) return undefined;
  const { icao, name, elevationFt = 0 } = nearest.airport;
  const weights = near.map(({ distanceNm }) => Math.exp(-(distanceNm - nearest.distanceNm) / SCALE_NM));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const lowestFt = Math.round(heightOf(low) - elevationFt);
  return {
    kind: 'go-around',
    key: low.at,
    fromAt: low.at,
    toAt: Math.max(rising.heardAt ?? rising.at, low.at),
    at: low.at,
    probability: PROBABILITY,
    place: { icao, name },
    candidates: near.map(({ airport, distanceNm }, index) => ({
      icao: airport.icao,
      probability: (PROBABILITY * (weights[index] ?? 0)) / sum,
      distanceNm,
    })),
    level: 'note',
    text: `${nameOf(track)} broke off its approach ${miles(nearest.distanceNm)} from ${placeName({ icao, name })} and climbed again.`,
    detail: {
      lowestAboveFieldFt: lowestFt,
      evidence: evidenceOf(
        'Lower than 2,500 ft above a field within 8 NM of it after a descent of 1,000 ft or more, then 1,000 ft higher within 3 min, never on the ground.',
        [high, low, rising, now],
        {
          lowestAboveFieldFt: lowestFt,
          distanceNm: Number(nearest.distanceNm.toFixed(1)),
          climbedFt: Math.round(heightOf(now) - heightOf(low)),
          secondsSinceLowest: Math.round((now.at - low.at) / SECOND_MS),
        },
        'A fix on the ground, a hole of more than a minute, or a slower climb: then nothing is said.',
      ),
    },
  };
}

/** One more fix in the air: lower than all before, or higher than the lowest; a hole or time ends the attempt. */
function approachWith(before: Approach | undefined, fix: Fix): Approach {
  const whole = before !== undefined && fix.at - before.last.at <= HOLE_MS;
  const low = whole && before.low !== undefined && fix.at - before.low.at <= CLIMB_WITHIN_MS ? before.low : undefined;
  if (low === undefined || heightOf(fix) <= heightOf(low)) {
    const slow = (fix.groundSpeedKt ?? 0) < FASTEST_KT;
    return { last: fix, climbing: 0, ...(slow && lowOver(fix).length > 0 ? { low: fix } : {}) };
  }
  const climbing = (before?.climbing ?? 0) + (heightOf(fix) > heightOf(before?.last) ? 1 : 0);
  return { last: fix, low, rising: before?.rising ?? fix, climbing };
}

const isGoneAround = ({ low, climbing }: Approach, fix: Fix): boolean =>
  low !== undefined && climbing >= 2 && heightOf(fix) - heightOf(low) >= CLIMB_FT && fix.at - low.at <= CLIMB_WITHIN_MS;

export const goAround = defineDetector<Memory>({
  kinds: ['go-around'],
  level: 'note',
  why: 'An approach was broken off: the landing comes later, or elsewhere.',
  onSighting(memory = {}, { track, fix, takeover }) {
    if (fix === undefined || fix.verdict !== 'accepted') return undefined;
    if (takeover) return { memory: {} };
    const side = sideOf(fix);
    if (side === 'ground') return memory.approach === undefined ? undefined : { memory: {} };
    if (side === undefined || fix.altitudeFt === undefined) return undefined;
    const approach = approachWith(memory.approach, fix);
    const { doneAt } = memory;
    const done = doneAt === undefined ? {} : { doneAt };
    if (!isGoneAround(approach, fix)) return { memory: { approach, ...done } };
    const draft = draftOf(track, approach, fix, doneAt ?? 0);
    const lowAt = approach.low?.at;
    return {
      memory: { approach: { last: fix, climbing: 0 }, ...(lowAt === undefined ? done : { doneAt: lowAt }) },
      drafts: draft === undefined ? [] : [draft],
    };
  },
});
