/**
 * OPDI's flights, restated from detection.md §1.5: positions of one address and callsign, cut at a hole of more than 30 min, or of more than
 * ten that begins below 1 km; where it came from and went to is the field within 10 km of its first and last positions below
 * 10,000 ft. Without such positions the field is unknown, and that is no claim.
 */
import { airportsNear } from '../../../src/aero/airports.ts';
import { METRES_PER_FOOT, MINUTE_MS } from '../../../src/aero/units.ts';
import { type Call, type Point, type Rules, traceOf } from './calls.ts';

const HOLE_MS = 30 * MINUTE_MS;
const LOW_HOLE_MS = 10 * MINUTE_MS;
const LOW_FT = 1000 / METRES_PER_FOOT;
const BELOW_FT = 10_000;
/** A position so much below the flight's highest is of its climb or descent; OPDI has a phase of flight for that. */
const BELOW_TOP_FT = 1000;
const WITHIN_NM = 10 / 1.852;

const heightOf = ({ onGround, altitudeFt }: Point): number => (onGround ? 0 : (altitudeFt ?? Number.POSITIVE_INFINITY));

function flightsIn(trace: readonly Point[]): readonly (readonly Point[])[] {
  const flights: Point[][] = [];
  let callsign: string | undefined;
  for (const point of trace) {
    const before = flights.at(-1)?.at(-1);
    const hole = before === undefined ? Number.POSITIVE_INFINITY : point.at - before.at;
    const cut = hole > HOLE_MS || (before !== undefined && hole > LOW_HOLE_MS && heightOf(before) < LOW_FT);
    const renamed = callsign !== undefined && point.callsign !== undefined && point.callsign !== callsign;
    callsign = point.callsign ?? callsign;
    if (cut || renamed) flights.push([point]);
    else flights.at(-1)?.push(point);
  }
  return flights;
}

const fieldOf = (point: Point | undefined): string | undefined =>
  point === undefined || heightOf(point) >= BELOW_FT
    ? undefined
    : airportsNear(point.position, WITHIN_NM)[0]?.airport.icao;

/** The landings and take-offs of one trace's flights. */
export function opdiCalls(trace: readonly Point[], icao24: string): readonly Call[] {
  return flightsIn(trace).flatMap((flight): readonly Call[] => {
    const airborne = flight.filter(({ onGround }) => !onGround);
    const top = airborne.reduce<Point | undefined>(
      (a, b) => (a === undefined || heightOf(b) > heightOf(a) ? b : a),
      undefined,
    );
    if (top === undefined) return [];
    const isEnd = (point: Point): boolean =>
      heightOf(top) - heightOf(point) >= BELOW_TOP_FT && fieldOf(point) !== undefined;
    const out = airborne.find((point) => point.at <= top.at && isEnd(point));
    const back = airborne.findLast((point) => point.at >= top.at && isEnd(point));
    const calls: Call[] = [];
    const from = fieldOf(out);
    const to = fieldOf(back);
    if (out !== undefined && from !== undefined) calls.push({ kind: 'take-off', icao24, at: out.at, place: from });
    if (back !== undefined && to !== undefined) calls.push({ kind: 'landing', icao24, at: back.at, place: to });
    return calls;
  });
}

export const opdi: Rules = {
  name: 'OPDI',
  source: 'detection.md §1.5',
  run: (observations, watched) => watched.flatMap((icao24) => opdiCalls(traceOf(observations, icao24), icao24)),
};
