/**
 * readsb's legs, restated from detection.md §1.3: climbs and descents by a hysteresis of the height, and a new leg where a descent and
 * a climb have the ground, or a hole that began low, between them. It names no field: the one nearest to a leg's end is taken, as
 * a reader of the leg would. A leg that begins or ends on the ground at the recording's edge counts as flown from or to there.
 */
import { MINUTE_MS, SECOND_MS } from '../../../src/aero/units.ts';
import type { Observation } from '../../../src/events/world.ts';
import { type Call, callAt, type Point, type Rules, traceOf } from './calls.ts';

const CLOSEST_MS = 5 * SECOND_MS;
const STEP_SHARE = 1 / 3;
const STEP_LEAST_FT = 200;
const STEP_MOST_FT = 2500;
const LAST_HEIGHTS = 5;
const GROUND_HOLE_MS = 25 * MINUTE_MS;
const PARKED_MS = 45 * MINUTE_MS;
const CLIMB_AFTER_MS = 12 * MINUTE_MS;
const HOLE_MS = 5 * MINUTE_MS;
const HOLE_BELOW_FT = 20_000;
const GROUND_MS = MINUTE_MS;

interface Level extends Point {
  /** Its height, or what stands in for it on the ground and where it is missing. */
  readonly levelFt: number;
}

function levelled(trace: readonly Point[]): readonly Level[] {
  const last: number[] = [];
  const levels: Level[] = [];
  for (const point of trace) {
    if (point.at - (levels.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < CLOSEST_MS) continue;
    if (!point.onGround && point.altitudeFt !== undefined) last.push(point.altitudeFt);
    if (last.length > LAST_HEIGHTS) last.shift();
    const mean = last.length === 0 ? 0 : last.reduce((sum, one) => sum + one, 0) / last.length;
    levels.push({ ...point, levelFt: point.onGround ? mean : (point.altitudeFt ?? mean) });
  }
  return levels;
}

/** The points at which a climb or a descent of a whole step is complete. */
function turns(levels: readonly Level[]): ReadonlyMap<number, 'climb' | 'descent'> {
  const heights = levels.map(({ levelFt }) => levelFt);
  const mean = heights.reduce((sum, one) => sum + one, 0) / Math.max(heights.length, 1);
  const step = Math.min(Math.max(mean * STEP_SHARE, STEP_LEAST_FT), STEP_MOST_FT);
  const found = new Map<number, 'climb' | 'descent'>();
  let low = heights[0] ?? 0;
  let high = low;
  let going: 'climb' | 'descent' | undefined;
  heights.forEach((height, index) => {
    low = Math.min(low, height);
    high = Math.max(high, height);
    if (going !== 'climb' && height - low > step) {
      going = 'climb';
      high = height;
      found.set(index, going);
    } else if (going !== 'descent' && high - height > step) {
      going = 'descent';
      low = height;
      found.set(index, going);
    }
    if (going === 'climb') low = height > high - 1 ? height : low;
    if (going === 'descent') high = height < low + 1 ? height : high;
  });
  return found;
}

interface Break {
  /** The last point of the leg before and the first of the one after. */
  readonly end: number;
  readonly start: number;
}

function breaksIn(levels: readonly Level[]): readonly Break[] {
  const turned = turns(levels);
  const breaks: Break[] = [];
  let descent: number | undefined;
  let airborneAt: number | undefined;
  let parkedSaid = false;
  const cut = (end: number, start: number): void => {
    breaks.push({ end, start });
    descent = undefined;
  };
  levels.forEach((level, index) => {
    const before = levels[index - 1];
    const turn = turned.get(index);
    if (turn === 'descent') descent = index;
    if (
      before !== undefined &&
      descent !== undefined &&
      level.at - before.at > GROUND_HOLE_MS &&
      (level.onGround || before.onGround)
    ) {
      cut(index - 1, index);
    }
    if (!level.onGround) {
      airborneAt = level.at;
      parkedSaid = false;
    } else if (airborneAt !== undefined && level.at - airborneAt > PARKED_MS && !parkedSaid) {
      parkedSaid = true;
      if (breaks.at(-1)?.start !== index) cut(index, index);
    }
    if (turn !== 'climb' || descent === undefined) return;
    const since = descent;
    const between = levels.slice(since, index + 1);
    const grounds = between.filter(({ onGround }) => onGround);
    const groundMs = (grounds.at(-1)?.at ?? 0) - (grounds[0]?.at ?? 0);
    if (grounds.length > 0 && groundMs >= GROUND_MS) {
      const first = since + between.findIndex(({ onGround }) => onGround);
      cut(first, first);
      return;
    }
    if (level.at - (levels[since]?.at ?? level.at) < CLIMB_AFTER_MS) return;
    for (let hole = since; hole < index; hole += 1) {
      const [a, b] = [levels[hole], levels[hole + 1]];
      if (a === undefined || b === undefined || b.at - a.at <= HOLE_MS) continue;
      if (!a.onGround && a.altitudeFt !== undefined && a.altitudeFt >= HOLE_BELOW_FT) continue;
      cut(hole, hole + 1);
      return;
    }
  });
  return breaks;
}

/** The first and the last point of the stay on the ground that touches `index`, `undefined` where it is in the air. */
function groundRun(levels: readonly Level[], index: number): readonly [number, number] | undefined {
  if (levels[index]?.onGround !== true) return undefined;
  let [first, last] = [index, index];
  while (levels[first - 1]?.onGround === true) first -= 1;
  while (levels[last + 1]?.onGround === true) last += 1;
  return [first, last];
}

/** The landings and take-offs that the legs of one trace stand for. */
export function legCalls(trace: readonly Point[], icao24: string): readonly Call[] {
  const levels = levelled(trace);
  const landings = new Set<number>();
  const takeOffs = new Set<number>();
  const touch = (index: number): void => {
    const run = groundRun(levels, index);
    if (run === undefined) return;
    if (run[0] > 0) landings.add(run[0]);
    if (run[1] < levels.length - 1) takeOffs.add(run[1]);
  };
  for (const { end, start } of breaksIn(levels)) {
    const isGround = levels[end]?.onGround === true || levels[start]?.onGround === true;
    if (isGround) {
      touch(end);
      touch(start);
    }
    if (levels[end]?.onGround !== true && levels[start]?.onGround !== true) {
      landings.add(end);
      takeOffs.add(start);
    }
  }
  if (levels.length > 0) {
    touch(0);
    touch(levels.length - 1);
  }
  const made = (kind: Call['kind'], indexes: ReadonlySet<number>): readonly Call[] =>
    [...indexes].flatMap((index) => {
      const level = levels[index];
      return level === undefined ? [] : [callAt(kind, icao24, level)];
    });
  return [...made('landing', landings), ...made('take-off', takeOffs)].sort((a, b) => a.at - b.at);
}

export const readsbLegs: Rules = {
  name: 'readsb legs',
  source: 'detection.md §1.3',
  run: (observations: readonly Observation[], watched) =>
    watched.flatMap((icao24) => legCalls(traceOf(observations, icao24), icao24)),
};
