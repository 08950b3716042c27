/**
 * Whole flights for the journey's tests: from field to field by way of points, climbing, cruising, descending, parked before and
 * after, heard where a rule says so. In: a plan. Out: reports, and the truth of when the wheels left and met the runway.
 */
import { airportByIcao } from '../../src/aero/airports.ts';
import { bearingDeg, destinationPoint, distanceNm } from '../../src/aero/geo.ts';
import type { EpochMs, Position } from '../../src/aero/units.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import type { Observation } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const field = (icao: string): Position => {
  const airport = airportByIcao(icao);
  if (airport === undefined) throw new Error(`no airport ${icao}`);
  return { latitudeDeg: airport.latitudeDeg, longitudeDeg: airport.longitudeDeg };
};

const at = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });

/** Ways as they are flown (detection.md §4.4), the fields left out. */
export const WAYS = {
  vladivostokSunan: [at(42.5, 132.4), at(41.2, 131.3), at(40.3, 129.8), at(39.6, 128.2), at(39.3, 126.5)],
  khabarovskSunan: [at(46.3, 135.9), at(44.3, 135.2), at(42.5, 133.5), at(41, 131.4), at(40.2, 129.8), at(39.6, 128.2)],
  moscowSunan: [
    at(60, 62),
    at(61.8, 82),
    at(60.6, 99),
    at(57.5, 113),
    at(54, 125.3),
    at(51, 132.1),
    at(48.5, 135.8),
    at(45, 136),
    at(42.5, 133.8),
    at(40.5, 130.4),
    at(39.7, 128.3),
  ],
  wonsan: [at(42.5, 132.4), at(41.2, 131.3), at(40, 129.4)],
} as const;

export interface Plan {
  readonly icao24?: string;
  readonly from: string | Position;
  readonly to: string | Position;
  readonly by?: readonly Position[];
  /** Wheels off. */
  readonly startAt: EpochMs;
  readonly cruiseKt?: number;
  readonly cruiseFt?: number;
  readonly everyS?: number;
  readonly rest?: Partial<Report>;
}

export interface Flown {
  readonly reports: readonly Report[];
  readonly offAt: EpochMs;
  readonly onAt: EpochMs;
}

const STEP_S = 10;
const SLOWEST_KT = 150;
const CLIMB_FT_PER_NM = 290;
const DESCENT_FT_PER_NM = 310;

const placeOf = (end: string | Position): Position => (typeof end === 'string' ? field(end) : end);

/** The flight, a report every so often in the air, and two on the ground at either end where that is a field. */
export function fly(plan: Plan): Flown {
  const { startAt, cruiseKt = 440, cruiseFt = 31_000, everyS = 20, icao24 = '15521f' } = plan;
  const stops = [placeOf(plan.from), ...(plan.by ?? []), placeOf(plan.to)];
  const legs = stops.slice(1).map((stop, index) => distanceNm(stops[index] ?? stop, stop));
  const total = legs.reduce((sum, one) => sum + one, 0);
  const positionAt = (flown: number): { readonly position: Position; readonly trackDeg: number } => {
    let rest = Math.min(flown, total);
    for (const [index, length] of legs.entries()) {
      const [a, b] = [stops[index], stops[index + 1]];
      if (a === undefined || b === undefined) break;
      if (rest <= length || index === legs.length - 1) {
        const position = destinationPoint(a, bearingDeg(a, b), rest);
        return { position, trackDeg: distanceNm(position, b) < 0.5 ? bearingDeg(a, b) : bearingDeg(position, b) };
      }
      rest -= length;
    }
    return { position: stops[0] ?? at(0, 0), trackDeg: 0 };
  };
  const base = { icao24, source: 'adsb', feed: 'readsb', registration: undefined, ...plan.rest } as const;
  const { registration: _registration, ...common } = base;
  const reports: Report[] = [];
  const ground = (time: EpochMs, position: Position): Report => ({
    ...common,
    at: time,
    positionAt: time,
    position,
    onGround: true,
    groundSpeedKt: 0,
  });
  const first = stops[0] ?? at(0, 0);
  if (typeof plan.from === 'string') {
    for (const s of [90, 75, 60, 45, 30, 15]) reports.push(ground(startAt - s * 1000, first));
  }
  let flown = 0;
  let time = startAt;
  let before = 0;
  let seconds = 0;
  while (flown < total) {
    const up = typeof plan.from === 'string' ? 50 + flown * CLIMB_FT_PER_NM : cruiseFt;
    const down = typeof plan.to === 'string' ? 50 + (total - flown) * DESCENT_FT_PER_NM : cruiseFt;
    const altitudeFt = Math.round(Math.min(up, down, cruiseFt) / 25) * 25;
    const speed = SLOWEST_KT + (cruiseKt - SLOWEST_KT) * Math.min(1, altitudeFt / Math.min(cruiseFt, 28_000));
    if (seconds % everyS === 0) {
      const { position, trackDeg } = positionAt(flown);
      reports.push({
        ...common,
        at: time,
        positionAt: time,
        position,
        altitudeFt,
        onGround: false,
        groundSpeedKt: Math.round(speed),
        trackDeg,
        verticalRateFpm: reports.length < 7 ? 0 : Math.round(((altitudeFt - before) / everyS) * 60),
      });
      before = altitudeFt;
    }
    flown += (speed * STEP_S) / 3600;
    time += STEP_S * 1000;
    seconds += STEP_S;
  }
  const last = stops.at(-1) ?? first;
  if (typeof plan.to === 'string') {
    for (const s of [0, 15, 30, 45, 60]) reports.push(ground(time + s * 1000, last));
  }
  return { reports, offAt: startAt, onAt: time };
}

/** Beyond this from Sunan it is heard. */
export const outside =
  (radiusNm: number, centre: Position = field('ZKPY')) =>
  (report: Report): boolean =>
    report.position === undefined || distanceNm(report.position, centre) > radiusNm;

/** Frames of one report each; another aircraft, far away, keeps the feed delivering between and after them. */
export function heard(
  reports: readonly Report[],
  {
    fromAt,
    toAt,
    everyS = 30,
    out = [],
  }: {
    readonly fromAt: EpochMs;
    readonly toAt: EpochMs;
    readonly everyS?: number;
    /** When the connection is down. */
    readonly out?: readonly (readonly [EpochMs, EpochMs])[];
  },
): Observation[] {
  const isOut = (time: EpochMs): boolean => out.some(([from, to]) => time >= from && time < to);
  const frames: Observation[] = reports.flatMap((report) =>
    isOut(report.at + 500) ? [] : [{ kind: 'reports', feed: 'readsb', reports: [report], receivedAt: report.at + 500 }],
  );
  for (let time = fromAt; time <= toAt; time += everyS * 1000) {
    if (isOut(time)) continue;
    const other: Report = { icao24: '3c6444', at: time, source: 'adsb', feed: 'readsb' };
    frames.push({ kind: 'reports', feed: 'readsb', reports: [other], receivedAt: time });
  }
  for (const [from, to] of out) {
    frames.push({ kind: 'link', feed: 'readsb', up: false, reason: 'closed', at: from });
    frames.push({ kind: 'link', feed: 'readsb', up: true, at: to });
  }
  const timeOf = (one: Observation): EpochMs =>
    one.kind === 'reports' ? one.receivedAt : one.kind === 'anchor' ? one.anchor.at : one.at;
  return frames.sort((a, b) => timeOf(a) - timeOf(b));
}

/** What still stands: neither retracted nor replaced. */
export function standing(events: readonly FlightEvent[]): readonly FlightEvent[] {
  const gone = new Set(events.flatMap(({ supersedes }) => (supersedes === undefined ? [] : [supersedes])));
  return events.filter((event) => event.status !== 'retracted' && !gone.has(event.id));
}

export const ofKind = (events: readonly FlightEvent[], ...kinds: readonly string[]): readonly FlightEvent[] =>
  standing(events).filter(({ kind }) => kinds.includes(kind));

export const holds = (event: FlightEvent | undefined, time: EpochMs): boolean =>
  event !== undefined && event.fromAt <= time && event.toAt >= time;

export const widthMin = (event: FlightEvent | undefined): number =>
  event === undefined ? Number.NaN : (event.toAt - event.fromAt) / MINUTE;
