/**
 * How near a path came to an area. In: points in order of time, with holes. Out: the nearest point of the path, between its points
 * too, but never in a hole. Stretches that cannot be the nearest are not looked at, so that a day's path costs milliseconds.
 */
import { distanceToBorderNm, isInArea } from './area-lookup.ts';
import { distanceNm } from './geo.ts';
import { between, crossingPoint, type PathPoint } from './path.ts';
import { type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles, type Position } from './units.ts';

export interface Approach {
  /** 0 when the path led inside. */
  readonly distanceNm: NauticalMiles;
  readonly at: EpochMs;
  readonly position: Position;
}

/** Nearest approaches are found to this: far finer than the borders are drawn. */
const APPROACH_NM: NauticalMiles = 0.05;
/** Where the caller does not say: a path of one point a minute with a few of them missing is still a path. */
const USUAL_GAP_MS: Milliseconds = 15 * MINUTE_MS;
/** The first point of a path inside an area: where it crosses into it, unless it came out of a hole. */
function firstInside(path: readonly PathPoint[], area: string, maxGapMs: Milliseconds): PathPoint | undefined {
  const index = path.findIndex((point) => isInArea(point, area));
  const [before, inside] = [path[index - 1], path[index]];
  if (before === undefined || inside === undefined || inside.at - before.at > maxGapMs) return inside;
  return crossingPoint(before, inside, area);
}

const approachAt = ({ at, latitudeDeg, longitudeDeg }: PathPoint, distance: NauticalMiles): Approach => ({
  distanceNm: distance,
  at: Math.round(at),
  position: { latitudeDeg, longitudeDeg },
});

/**
 * How near a path came to an area, between its points too, but not across holes.
 * @returns the nearest point, to 0.05 NM; where it led inside, the first point there. `undefined` without points or for an area
 * that is not known
 */
export function nearestApproachNm(
  path: readonly PathPoint[],
  area: string,
  maxGapMs: Milliseconds = USUAL_GAP_MS,
): Approach | undefined {
  const inside = firstInside(path, area, maxGapMs);
  if (inside !== undefined) return approachAt(inside, 0);
  let best: Approach | undefined;
  const look = (point: PathPoint): NauticalMiles => {
    const distance = distanceToBorderNm(point, area);
    if (distance < (best?.distanceNm ?? Number.POSITIVE_INFINITY)) best = approachAt(point, distance);
    return distance;
  };
  // A mile of flight brings a border at most a mile nearer: stretches that cannot beat the best are not looked at.
  const isHopeless = (fromA: NauticalMiles, fromB: NauticalMiles, length: NauticalMiles): boolean =>
    (fromA + fromB - length) / 2 >= (best?.distanceNm ?? Number.POSITIVE_INFINITY) - APPROACH_NM;
  const searchSegment = (a: PathPoint, fromA: NauticalMiles, b: PathPoint, fromB: NauticalMiles): void => {
    const length = distanceNm(a, b);
    if (length <= APPROACH_NM || isHopeless(fromA, fromB, length)) return;
    const middle = between(a, b, 0.5);
    const fromMiddle = look(middle);
    searchSegment(a, fromA, middle, fromMiddle);
    searchSegment(middle, fromMiddle, b, fromB);
  };
  const miles = [0];
  for (const [index, point] of path.entries())
    miles[index + 1] = (miles[index] ?? 0) + distanceNm(point, path[index + 1] ?? point);
  const search = (first: number, fromFirst: NauticalMiles, last: number, fromLast: NauticalMiles): void => {
    const [a, b] = [path[first], path[last]];
    if (a === undefined || b === undefined) return;
    if (isHopeless(fromFirst, fromLast, (miles[last] ?? 0) - (miles[first] ?? 0))) return;
    if (last - first <= 1) {
      if (b.at - a.at <= maxGapMs) searchSegment(a, fromFirst, b, fromLast);
      return;
    }
    const index = (first + last) >> 1;
    const middle = path[index];
    const fromMiddle = middle === undefined ? 0 : look(middle);
    search(first, fromFirst, index, fromMiddle);
    search(index, fromMiddle, last, fromLast);
  };
  const [start, end] = [path[0], path.at(-1)];
  if (start !== undefined && end !== undefined) search(0, look(start), path.length - 1, look(end));
  return best;
}
