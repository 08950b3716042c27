/** A path through the air: points in order of time, with holes; what lies between two of them is the great circle, evenly flown. */
import { isInArea } from './area-lookup.ts';
import { interpolate } from './geo.ts';
import type { EpochMs, Milliseconds, Position } from './units.ts';

export interface PathPoint extends Position {
  readonly at: EpochMs;
}

/** Crossings are found to the second. */
const CROSSING_MS: Milliseconds = 1000;

/** The point on the great circle between two points of a path; time runs evenly. */
export const between = (a: PathPoint, b: PathPoint, fraction: number): PathPoint => ({
  ...interpolate(a, b, fraction),
  at: a.at + (b.at - a.at) * fraction,
});

/**
 * Where a straight way between two points goes in or out of an area: exactly one of the two must be inside.
 * @returns the first point found on the other side, to the second
 */
export function crossingPoint(a: PathPoint, b: PathPoint, area: string): PathPoint {
  const startsInside = isInArea(a, area);
  let [low, high] = [0, 1];
  while ((high - low) * Math.abs(b.at - a.at) > CROSSING_MS) {
    const middle = (low + high) / 2;
    if (isInArea(between(a, b, middle), area) === startsInside) low = middle;
    else high = middle;
  }
  const point = between(a, b, high);
  return { ...point, at: Math.round(point.at) };
}
