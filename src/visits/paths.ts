/**
 * The way in and the way out as lines that may be drawn: what was heard, cut where nothing was, and the holes beside them as holes. In:
 * a visit and the events it rests on. Out: paths. Nothing is drawn through a hole as if it had been heard.
 */
import { airportByIcao } from '../aero/airports.ts';
import { interpolate, normaliseLongitude } from '../aero/geo.ts';
import type { EpochMs, NauticalMiles, Position } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import { areasOf, cutPath, type Hole, holeOf } from './areas.ts';
import { type LegView, legOf, type PathPoint } from './leg.ts';
import type { End, Visit } from './types.ts';

export type { Hole } from './areas.ts';

export interface VisitPath {
  readonly direction: 'in' | 'out';
  readonly origin?: End;
  readonly to?: string;
  /** Pieces without a hole, each of a point or more. */
  readonly pieces: readonly (readonly PathPoint[])[];
  readonly holes: readonly Hole[];
  readonly flownNm?: NauticalMiles;
  readonly directNm?: NauticalMiles;
  /** Areas in which it was heard, in order. */
  readonly heardAreas: readonly string[];
}

/** A leg cut at its holes. `begin` and `end`: the fields and times of the stay, for the hole between them and the fixes. */
function cut(leg: LegView, begin: PathPoint | undefined, end: PathPoint | undefined) {
  const { pieces, holes } = cutPath(leg);
  const [first, last] = [leg.path[0], leg.path.at(-1)];
  const before = begin !== undefined && first !== undefined && begin.at < first.at ? [holeOf(begin, first)] : [];
  const after = end !== undefined && last !== undefined && end.at > last.at ? [holeOf(last, end)] : [];
  return { pieces, holes: [...before, ...holes, ...after].filter((hole) => hole.distanceNm > NEAR_NM) };
}

/** Nearer to the field than this the missing piece is the circuit, not a hole in the track. */
const NEAR_NM: NauticalMiles = 8;

const placed = (icao: string | undefined, at: EpochMs | undefined): PathPoint | undefined => {
  const airport = icao === undefined ? undefined : airportByIcao(icao);
  if (airport === undefined || at === undefined) return undefined;
  return { latitudeDeg: airport.latitudeDeg, longitudeDeg: airport.longitudeDeg, at };
};

/** A receiver never hears an airport's reference point to the metre: such a point was put there, and is no fix. */
const EXACT_DEG = 0.00005;
function heardOnly(path: readonly PathPoint[], ends: readonly (string | undefined)[]): readonly PathPoint[] {
  const fields = ends.flatMap((icao) => (icao === undefined ? [] : (airportByIcao(icao) ?? [])));
  return path.filter(
    (point, index) =>
      (index > 0 && index < path.length - 1) ||
      !fields.some(
        (field) =>
          Math.abs(field.latitudeDeg - point.latitudeDeg) < EXACT_DEG &&
          Math.abs(field.longitudeDeg - point.longitudeDeg) < EXACT_DEG,
      ),
  );
}

/** The paths of a visit, from the legs of the landings among its evidence. */
export function pathsOf(visit: Visit, events: readonly FlightEvent[]): readonly VisitPath[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const landings = visit.evidence.flatMap(({ event, kind }) =>
    kind === 'landing' && event !== undefined ? (byId.get(event) ?? []) : [],
  );
  return landings.flatMap((landing): VisitPath[] => {
    const told = legOf(landing.detail);
    if (told === undefined) return [];
    const leg = { ...told, path: heardOnly(told.path, [told.origin?.icao, landing.place?.icao]) };
    if (leg.path.length === 0) return [];
    const isOut = visit.departed !== undefined && landing.at > visit.departed.at;
    const begin = isOut ? placed(visit.airport, visit.departed?.at) : undefined;
    const end = isOut ? placed(landing.place?.icao, landing.at) : placed(visit.airport, visit.arrived?.at);
    const to = isOut ? landing.place?.icao : visit.airport;
    return [
      {
        direction: isOut ? 'out' : 'in',
        ...(leg.origin === undefined ? {} : { origin: leg.origin }),
        ...(to === undefined ? {} : { to }),
        heardAreas: areasOf(leg, false),
        ...cut(leg, begin, end),
        ...(leg.flownNm === undefined ? {} : { flownNm: Math.round(leg.flownNm) }),
        ...(leg.directNm === undefined ? {} : { directNm: Math.round(leg.directNm) }),
      },
    ];
  });
}

/** A hole is drawn along the great circle, with a point every so often, so that a flat map bends it rightly. */
const HOLE_STEP_NM: NauticalMiles = 100;

/** Points along the great circle of a hole, both ends included. */
export function alongHole(hole: Hole): readonly Position[] {
  const steps = Math.max(1, Math.ceil(hole.distanceNm / HOLE_STEP_NM));
  return Array.from({ length: steps + 1 }, (_, step) =>
    step === 0 ? hole.from : step === steps ? hole.to : interpolate(hole.from, hole.to, step / steps),
  );
}

/**
 * A line cut where it crosses the antimeridian, each half ending on it (RFC 7946 §3.1.9). Longitudes in [-180, 180]. A line of one
 * point is none.
 */
export function splitAtAntimeridian<P extends Position>(line: readonly P[]): readonly (readonly (P | Position)[])[] {
  const pieces: (P | Position)[][] = [];
  let last: P | undefined;
  for (const point of line) {
    const piece = pieces.at(-1);
    const before = last;
    last = point;
    if (piece === undefined || before === undefined) {
      pieces.push([point]);
      continue;
    }
    const step = point.longitudeDeg - before.longitudeDeg;
    if (Math.abs(step) <= 180) {
      piece.push(point);
      continue;
    }
    const side = before.longitudeDeg > 0 ? 180 : -180;
    const width = Math.abs(normaliseLongitude(step));
    const share = width === 0 ? 0 : Math.abs(side - before.longitudeDeg) / width;
    const latitudeDeg = before.latitudeDeg + (point.latitudeDeg - before.latitudeDeg) * share;
    piece.push({ latitudeDeg, longitudeDeg: side });
    pieces.push([{ latitudeDeg, longitudeDeg: -side }, point]);
  }
  return pieces.filter((piece) => piece.length > 1);
}
