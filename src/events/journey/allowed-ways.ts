/**
 * The ways that an aircraft may have flown in a silence that it flew on through: the straight one, and detours to either side as
 * far as its speed allows, each weighed by how well it takes up the time and by how it fits the courses before and after. In: the
 * two ends and the distance that its speed covers in the time. Out: the share of them that crosses the DPRK. A sample, no search.
 */
import { isInArea } from '../../aero/area-lookup.ts';
import { angleDifference, bearingDeg, destinationPoint, distanceNm, interpolate } from '../../aero/geo.ts';
import type { Degrees, NauticalMiles, Position } from '../../aero/units.ts';
import { DPRK } from './goals.ts';
import type { Waypoint } from './types.ts';

/** Where along the straight way a detour turns, and how many are tried to either side. */
const TURNS_AT = [0.25, 0.5, 0.75] as const;
const SIDE_STEPS = 8;
/** Wind, and a speed that is not quite known: so much longer a way is still possible, and how unlikely a mismatch gets. */
const LONGER = 1.05;
const MISMATCH_SCALE = 0.12;
/** Airways bend: a course at either end that is off by this much costs a factor e^-½. */
const COURSE_SCALE_DEG: Degrees = 25;
/** A detour is never wider than this share of the straight way. */
const WIDEST = 0.5;
/** Less than this inside is a border skirted, which an airway or a wind decides; from here on it counts in full. */
const DEEP_NM: NauticalMiles = 60;
const EVERY_NM: NauticalMiles = 8;

function insideOf(from: Position, to: Position): NauticalMiles {
  const length = distanceNm(from, to);
  const steps = Math.max(Math.ceil(length / EVERY_NM), 1);
  let inside = 0;
  // Midpoints of equal parts, so that the ends are not counted twice where two parts meet.
  for (let index = 0; index < steps; index += 1) {
    if (isInArea(interpolate(from, to, (index + 0.5) / steps), DPRK)) inside += 1;
  }
  return (inside / steps) * length;
}

const bell = (value: number): number => Math.exp(-(value ** 2) / 2);

const courseWeight = (course: Degrees | undefined, bearing: Degrees): number =>
  course === undefined ? 1 : bell(angleDifference(course, bearing) / COURSE_SCALE_DEG);

export interface Crossing {
  /** Of the ways that are possible, those that cross; one that barely does counts in part. */
  readonly share: number;
  /** How much of the straight way lies inside. */
  readonly insideNm: NauticalMiles;
}

/** @param reachNm what its speed covers in the time between the two */
export function crossingBetween(last: Waypoint, first: Waypoint, reachNm: NauticalMiles): Crossing {
  const [from, to] = [last.position, first.position];
  const straight = distanceNm(from, to);
  const insideNm = insideOf(from, to);
  if (isInArea(from, DPRK) || isInArea(to, DPRK)) return { share: 1, insideNm };
  const reach = Math.max(reachNm, straight);
  const widest = Math.min(Math.sqrt((LONGER * reach) ** 2 - straight ** 2) / 2, WIDEST * straight);
  const bearing = bearingDeg(from, to);
  let [all, crossing] = [0, 0];
  for (const turnAt of TURNS_AT) {
    for (let step = -SIDE_STEPS; step <= SIDE_STEPS; step += 1) {
      const side = (step / SIDE_STEPS) * widest;
      const turn = destinationPoint(interpolate(from, to, turnAt), bearing + (side < 0 ? -90 : 90), Math.abs(side));
      const length = distanceNm(from, turn) + distanceNm(turn, to);
      if (length > LONGER * reach) continue;
      const weight =
        bell((1 - length / reach) / MISMATCH_SCALE) *
        courseWeight(last.trackDeg, bearingDeg(from, turn)) *
        courseWeight(first.trackDeg, bearingDeg(turn, to));
      all += weight;
      crossing += weight * Math.min((insideOf(from, turn) + insideOf(turn, to)) / DEEP_NM, 1);
    }
  }
  // Courses that fit no way at all tell nothing of it.
  return { share: all > 0 ? crossing / all : Math.min(insideNm / DEEP_NM, 1), insideNm };
}
