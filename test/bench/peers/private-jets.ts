/**
 * private-jets' legs, restated from detection.md §1.5: landed is a report on the ground, a hole of more than five minutes with either end
 * below 10,000 ft, or a hole of more than ten hours; legs of up to five minutes or 3 km are dropped. A leg that is cut by the
 * recording's edge in the air is no claim.
 */
import { distanceNm } from '../../../src/aero/geo.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/aero/units.ts';
import { type Call, callAt, type Point, type Rules, traceOf } from './calls.ts';

const HOLE_MS = 5 * MINUTE_MS;
const LOW_FT = 10_000;
const LONG_HOLE_MS = 10 * HOUR_MS;
const SHORTEST_MS = 5 * MINUTE_MS;
const SHORTEST_NM = 3 / 1.852;

const isLow = ({ altitudeFt, onGround }: Point): boolean =>
  onGround || (altitudeFt !== undefined && altitudeFt < LOW_FT);

const landedBetween = (a: Point, b: Point): boolean =>
  (b.at - a.at > HOLE_MS && (isLow(a) || isLow(b))) || b.at - a.at > LONG_HOLE_MS;

/** The landings and take-offs at the ends of one trace's legs. */
export function jetCalls(trace: readonly Point[], icao24: string): readonly Call[] {
  const calls: Call[] = [];
  let start: Point | undefined;
  let startKnown = false;
  let flownNm = 0;
  const close = (end: Point): void => {
    if (start !== undefined && end.at - start.at > SHORTEST_MS && flownNm > SHORTEST_NM) {
      if (startKnown) calls.push(callAt('take-off', icao24, start));
      calls.push(callAt('landing', icao24, end));
    }
    start = undefined;
  };
  let before: Point | undefined;
  for (const point of trace) {
    const hole = before !== undefined && landedBetween(before, point);
    if (hole && before !== undefined && start !== undefined) close(before);
    if (point.onGround) {
      if (start !== undefined && before !== undefined) {
        flownNm += distanceNm(before.position, point.position);
        close(point);
      }
    } else if (start === undefined) {
      const fromGround = before?.onGround === true && !hole;
      start = fromGround ? before : point;
      startKnown = before !== undefined;
      flownNm = 0;
    } else if (before !== undefined) flownNm += distanceNm(before.position, point.position);
    before = point;
  }
  // The last leg is still flying, but it has left.
  if (
    start !== undefined &&
    startKnown &&
    before !== undefined &&
    before.at - start.at > SHORTEST_MS &&
    flownNm > SHORTEST_NM
  ) {
    calls.push(callAt('take-off', icao24, start));
  }
  return calls;
}

export const privateJets: Rules = {
  name: 'private-jets',
  source: 'detection.md §1.5',
  run: (observations, watched) => watched.flatMap((icao24) => jetCalls(traceOf(observations, icao24), icao24)),
};
