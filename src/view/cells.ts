/** What the table's cells are made of. In: a track and what it is looked at with. Out: short text, or numbers on the way to it. */
import { bearingDeg, distanceNm } from '../aero/geo.ts';
import type { Degrees, EpochMs, Feet, NauticalMiles, Position } from '../aero/units.ts';
import { HOUR_MS } from '../aero/units.ts';
import type { Journey } from '../app/journeys.ts';
import { PYONGYANG } from '../app/sort.ts';
import { alive } from '../app/subject.ts';
import type { Fix, Track } from '../tracks/types.ts';
import type { Units } from './format.ts';
import { altitude, trend } from './format.ts';
import type { Glyphs } from './glyphs.ts';
import { said } from './line.ts';
import { sparkline, windowEnd, windowOf } from './sparkline.ts';

export interface CellContext {
  readonly now: EpochMs;
  readonly units: Units;
  readonly glyphs: Glyphs;
  readonly journeys: ReadonlyMap<string, Journey>;
}

/** How far back the altitude's sparkline in a row goes (ms). */
const ROW_SPARK_MS = 2 * HOUR_MS;

/** A range of altitudes under this (feet) is drawn as if it were this wide: an altimeter's noise is no cliff. */
const ROW_SPARK_LEAST_FT: Feet = 1000;
/** From here on (cells) the ends of the range stand before the bars, in `ENDS_CELLS`. */
const ENDED_FROM_CELLS = 24;
const ENDS_CELLS = 8;
/** The altitude of a fix in the air. */
export const airborneAltitude = (fix: Fix): number | undefined => (fix.onGround === true ? undefined : fix.altitudeFt);

/** What the log says of its journey; empty where it says nothing. */
export const journeyOf = (track: Track, { journeys }: CellContext): Journey => journeys.get(track.icao24) ?? {};

/** ALT's own cell: `gnd` on the ground, else the value, each with its trend. */
export function altitudeCell(track: Track, { now, units, glyphs }: CellContext): string {
  if (alive(track.onGround, now) === true) return `gnd${glyphs.noTrend}`;
  const feet = alive(track.altitudeFt, now);
  const rate = feet === undefined ? undefined : alive(track.verticalRateFpm, now);
  return altitude(feet, units) + trend(rate, glyphs);
}

/**
 * The altitude of the last two hours; a gap is a gap. Where there is room the ends of the range stand before it, in hundreds of feet
 * or metres.
 */
export function sparkCell(track: Track, { now, units, glyphs }: CellContext, cells: number): string {
  const ended = cells >= ENDED_FROM_CELLS;
  const slots = ended ? cells - ENDS_CELLS : cells;
  const end = windowEnd(track, now);
  const values = windowOf(track.trail, airborneAltitude, end - ROW_SPARK_MS, end, slots);
  const { text, least, greatest } = sparkline(values, glyphs.ramp, ROW_SPARK_LEAST_FT);
  if (!ended) return text;
  const hundreds = (feet: number): string => String(Math.round(Number(altitude(feet, units)) / 100));
  const ends =
    least === undefined || greatest === undefined ? '' : [...new Set([hundreds(least), hundreds(greatest)])].join('-');
  return `${ends.padEnd(ENDS_CELLS)}${text}`;
}

/** What the journey ends at, with `?` behind it while it is only expected; `?` alone where nobody knows. */
export const expectedEnd = ({ to, toBasis }: Journey): string =>
  to === undefined ? '?' : toBasis === 'expected' ? `${to.icao}?` : to.icao;

/** Short words for the sources; the others are short themselves. */
export const SOURCE_WORDS: Readonly<Record<string, string>> = { 'mode-s': 'mode', estimated: 'est' };

/** The registration; with `'` where it was computed from the address; the address where there is none. */
export function registrationOf(track: Track, cells: number): string {
  if (track.registration === undefined) return said(track.icao24, cells);
  if (!track.registrationDerived) return said(track.registration, cells);
  return `${said(track.registration, cells - 1)}'`;
}

/** Distance and bearing to Pyongyang. */
export const toPyongyang = (
  position: Position,
): { readonly distanceNm: NauticalMiles; readonly bearingDeg: Degrees } => ({
  distanceNm: distanceNm(position, PYONGYANG),
  bearingDeg: bearingDeg(position, PYONGYANG),
});
