/**
 * A leg's path cut where nothing was heard, and the areas that its heard pieces led through. In: a leg. Out: pieces, holes, area names
 * in order (aero/area-lookup). A hole is never bridged.
 */
import { distanceNm } from '../aero/geo.ts';
import { areasAlong } from '../aero/route-areas.ts';
import { type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles, type Position } from '../aero/units.ts';
import { HOME } from './home.ts';
import type { LegView, PathPoint } from './leg.ts';

export interface Hole {
  readonly from: Position;
  readonly to: Position;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly distanceNm: NauticalMiles;
}

/** Points of a path so far apart have a hole between them, also where the leg does not list it: before its first fix, say. */
const HOLE_MS: Milliseconds = 10 * MINUTE_MS;

/** The hole between two places and times. */
export const holeOf = (from: PathPoint, to: PathPoint): Hole => ({
  from,
  to,
  fromAt: from.at,
  toAt: to.at,
  distanceNm: Math.round(distanceNm(from, to)),
});

/** The pieces that were heard, each of a point or more, and the holes between them. */
export function cutPath(leg: Pick<LegView, 'path' | 'gaps'>): {
  readonly pieces: readonly (readonly PathPoint[])[];
  readonly holes: readonly Hole[];
} {
  const pieces: PathPoint[][] = [];
  const holes: Hole[] = [];
  let last: PathPoint | undefined;
  for (const point of leg.path) {
    const before = last;
    last = point;
    const piece = pieces.at(-1);
    if (piece === undefined || before === undefined) {
      pieces.push([point]);
      continue;
    }
    const listed = leg.gaps.some((gap) => gap.fromAt < point.at && gap.toAt > before.at);
    if (!listed && point.at - before.at <= HOLE_MS) piece.push(point);
    else {
      pieces.push([point]);
      holes.push(holeOf(before, point));
    }
  }
  return { pieces, holes };
}

/**
 * The areas that a leg is known to have led through, in order, each once. For a landing in the DPRK its FIR and the country are added
 * where the last of the way was not heard: it came down there.
 */
export function areasOf(leg: LegView, toDprk: boolean): readonly string[] {
  const heard =
    leg.areas ??
    cutPath(leg).pieces.flatMap((piece) => areasAlong(piece, Number.POSITIVE_INFINITY).map(({ area }) => area));
  return [...new Set([...heard, ...(toDprk ? ['ZKKP', HOME] : [])])];
}
