/**
 * The points of time at which timers are looked at: a fixed grid of the observations' clock, the same at any replay speed and
 * however often frames come. The longer nothing has been received, the wider the grid, so that eight weeks of a stopped recorder
 * cost a thousand points and not half a million. In: two times and the time of the last data. Out: the points in between.
 */
import { type EpochMs, HOUR_MS, MINUTE_MS, type Milliseconds, SECOND_MS } from '../aero/units.ts';

/** Up to this long after the last data, a point every so often. */
const STEPS: readonly { readonly untilMs: Milliseconds; readonly everyMs: Milliseconds }[] = [
  { untilMs: 2 * HOUR_MS, everyMs: 10 * SECOND_MS },
  { untilMs: 48 * HOUR_MS, everyMs: 10 * MINUTE_MS },
  { untilMs: Number.POSITIVE_INFINITY, everyMs: 24 * HOUR_MS },
];

/** The first point of the grid after `at`. Which points there are depends on the last data alone, not on who asks how often. */
function pointAfter(at: EpochMs, quietSince: EpochMs): EpochMs {
  let zoneStart = Number.NEGATIVE_INFINITY;
  for (const { untilMs, everyMs } of STEPS) {
    const point = (Math.floor(Math.max(at, zoneStart) / everyMs) + 1) * everyMs;
    if (point <= quietSince + untilMs) return point;
    zoneStart = quietSince + untilMs;
  }
  return Number.POSITIVE_INFINITY;
}

/** The grid's points after `from`, up to and including `to`, ascending. `quietSince` is the time of the last data. */
export function* gridPoints(from: EpochMs, to: EpochMs, quietSince: EpochMs): Generator<EpochMs> {
  for (let point = pointAfter(from, quietSince); point <= to; point = pointAfter(point, quietSince)) yield point;
}
