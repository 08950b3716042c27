/**
 * What a set of rules is, for the comparison, and what it says: a landing or a take-off of an aircraft at a field at a time. Every
 * set of rules gets the same decoded reports, in order of receipt.
 */
import { airportsNear } from '../../../src/aero/airports.ts';
import type { EpochMs, Feet, Knots, Position } from '../../../src/aero/units.ts';
import type { Observation } from '../../../src/events/world.ts';

export interface Call {
  readonly kind: 'landing' | 'take-off';
  readonly icao24: string;
  readonly at: EpochMs;
  readonly place?: string;
}

export interface Rules {
  readonly name: string;
  /** Where they are described. */
  readonly source: string;
  /** What they say of the watched aircraft. */
  readonly run: (observations: readonly Observation[], watched: readonly string[]) => readonly Call[];
}

/** One position of an aircraft, as most of these rules see it. */
export interface Point {
  readonly at: EpochMs;
  readonly position: Position;
  readonly altitudeFt?: Feet;
  readonly onGround: boolean;
  readonly groundSpeedKt?: Knots;
  readonly callsign?: string;
}

/** The trace of one aircraft in order of time, each time once: what a tracker keeps on disk. */
export function traceOf(observations: readonly Observation[], icao24: string): readonly Point[] {
  const points = new Map<EpochMs, Point>();
  for (const observation of observations) {
    if (observation.kind !== 'reports') continue;
    for (const report of observation.reports) {
      const { position, positionAt, altitudeFt, groundSpeedKt, callsign } = report;
      if (report.icao24 !== icao24 || position === undefined || positionAt === undefined || points.has(positionAt))
        continue;
      points.set(positionAt, {
        at: positionAt,
        position,
        onGround: report.onGround === true,
        ...(altitudeFt === undefined ? {} : { altitudeFt }),
        ...(groundSpeedKt === undefined ? {} : { groundSpeedKt }),
        ...(callsign === undefined ? {} : { callsign }),
      });
    }
  }
  return [...points.values()].sort((a, b) => a.at - b.at);
}

const RADII_NM = [20, 100, 500, 3000] as const;

/** The field nearest to a position, however far it is. */
export function nearestField(position: Position): { readonly icao: string; readonly elevationFt: Feet } | undefined {
  for (const radius of RADII_NM) {
    const airport = airportsNear(position, radius)[0]?.airport;
    if (airport !== undefined) return { icao: airport.icao, elevationFt: airport.elevationFt ?? 0 };
  }
  return undefined;
}

/** A call at a point, placed at the field nearest to it. */
export function callAt(kind: Call['kind'], icao24: string, { at, position }: Pick<Point, 'at' | 'position'>): Call {
  const place = nearestField(position)?.icao;
  return { kind, icao24, at, ...(place === undefined ? {} : { place }) };
}
