/**
 * What a flown path says of areas: through which it led, how near it came to one, how much longer than the direct way it was. In: a
 * path in order of time, with holes. Out: areas under the names of `area-lookup.ts`. Nothing is put into a hole: what lies
 * between two points farther apart in time than the caller allows is not known, and counts as direct where a length is asked.
 */
import { areaNames, areasAt } from './area-lookup.ts';
import { distanceNm } from './geo.ts';
import { between, crossingPoint, type PathPoint } from './path.ts';
import { type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles, type Position } from './units.ts';

export { type Approach, nearestApproachNm } from './nearest-approach.ts';
export { crossingPoint, type PathPoint } from './path.ts';

export interface AreaPassage {
  readonly area: string;
  readonly fromAt: EpochMs;
  /** When it left, or the last point known inside. */
  readonly toAt: EpochMs;
}

/** A path is looked at every so often: clips shorter than this are not listed. */
const STEP_NM: NauticalMiles = 2;
/** Neighbours' borders do not meet exactly: who is entered so shortly before the other is left was entered in between. */
const BORDER_SLACK_MS: Milliseconds = MINUTE_MS;

/** The passages of one area are one when nobody else was entered between them. */
function merged(passages: readonly AreaPassage[]): readonly AreaPassage[] {
  const kept: AreaPassage[] = [];
  for (const passage of passages) {
    const index = kept.findLastIndex(({ area }) => area === passage.area);
    const before = kept[index];
    const interrupted =
      before !== undefined &&
      passages.some(
        ({ area, fromAt }) =>
          area !== passage.area &&
          fromAt >= before.toAt - BORDER_SLACK_MS &&
          fromAt < passage.fromAt &&
          fromAt > before.fromAt,
      );
    if (before === undefined || interrupted) kept.push(passage);
    else kept[index] = { ...before, toAt: passage.toAt };
  }
  return kept;
}

/**
 * The areas through which a path led, in the order in which they were entered; they overlap (a sea and a FIR, a FIR and its
 * country). An area is listed again only when another one was entered since. Clips under 2 NM are not listed.
 * @param path in order of time
 * @param maxGapMs between points farther apart nothing is interpolated: passages end at the one and begin at the other
 */
export function areasAlong(path: readonly PathPoint[], maxGapMs: Milliseconds): readonly AreaPassage[] {
  const open = new Map<string, EpochMs>();
  const closed: AreaPassage[] = [];
  const close = (area: string, toAt: EpochMs): void => {
    closed.push({ area, fromAt: open.get(area) ?? toAt, toAt });
    open.delete(area);
  };
  let before: PathPoint | undefined;
  const step = (from: PathPoint, to: PathPoint): void => {
    const inside = areasAt(to);
    for (const area of [...open.keys()]) if (!inside.includes(area)) close(area, crossingPoint(from, to, area).at);
    for (const area of inside) if (!open.has(area)) open.set(area, crossingPoint(from, to, area).at);
  };
  for (const point of path) {
    if (before === undefined || point.at - before.at > maxGapMs) {
      for (const area of [...open.keys()]) close(area, before?.at ?? point.at);
      for (const area of areasAt(point)) open.set(area, point.at);
    } else {
      const parts = Math.max(1, Math.ceil(distanceNm(before, point) / STEP_NM));
      let from = before;
      for (let part = 1; part <= parts; part += 1) {
        const to = part === parts ? point : between(before, point, part / parts);
        step(from, to);
        from = to;
      }
    }
    before = point;
  }
  for (const area of [...open.keys()]) close(area, before?.at ?? 0);
  const rank = (area: string): number => areaNames.indexOf(area);
  return merged(closed.sort((a, b) => a.fromAt - b.fromAt || rank(a.area) - rank(b.area)));
}

/** The length of a path, holes counted as direct: the least that it can have been. */
export function flownNm(path: readonly Position[]): NauticalMiles {
  let length = 0;
  for (let index = 1; index < path.length; index += 1) {
    const [from, to] = [path[index - 1], path[index]];
    if (from !== undefined && to !== undefined) length += distanceNm(from, to);
  }
  return length;
}

/** A detour over less than this is a circuit, not a route. */
const LEAST_DIRECT_NM: NauticalMiles = 100;

/**
 * By how much of the direct way the path was longer: 0.21 for 4,170 NM instead of 3,435.
 * @param ends the airports, where the path does not reach them: the ways to and from them are counted as direct
 * @returns `undefined` where the ends are less than 100 NM apart
 */
export function excessFraction(
  path: readonly Position[],
  ends: { readonly from?: Position; readonly to?: Position } = {},
): number | undefined {
  const whole = [...(ends.from === undefined ? [] : [ends.from]), ...path, ...(ends.to === undefined ? [] : [ends.to])];
  const [first, last] = [whole[0], whole.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const direct = distanceNm(first, last);
  return direct < LEAST_DIRECT_NM ? undefined : flownNm(whole) / direct - 1;
}
