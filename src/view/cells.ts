/** What the table's cells are made of. In: a track and what it is looked at with. Out: short text, or numbers on the way to it. */
import { bearingDeg, distanceNm } from '../aero/geo.ts';
import type { Degrees, EpochMs, NauticalMiles, Position } from '../aero/units.ts';
import { HOUR_MS, MINUTE_MS } from '../aero/units.ts';
import type { Journey } from '../app/journeys.ts';
import { PYONGYANG } from '../app/sort.ts';
import { alive } from '../app/subject.ts';
import type { Fix, Track } from '../tracks/types.ts';
import type { Units } from './format.ts';
import { altitude, trend } from './format.ts';
import type { Glyphs } from './glyphs.ts';
import { said } from './line.ts';
import { sparkline, windowOf } from './sparkline.ts';

export interface CellContext {
  readonly now: EpochMs;
  readonly units: Units;
  readonly glyphs: Glyphs;
  readonly journeys: ReadonlyMap<string, Journey>;
}

/** How far back the altitude's sparkline in a row goes (ms). */
const ROW_SPARK_MS = 2 * HOUR_MS;

/** The window's end moves once a minute, or every row would repaint with every tick. */
const rowWindowEnd = (now: EpochMs): EpochMs => Math.ceil(now / MINUTE_MS) * MINUTE_MS;
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

/** The altitude of the last two hours; a gap is a gap. */
export const sparkCell = (track: Track, { now, glyphs }: CellContext, cells: number): string =>
  sparkline(
    windowOf(track.trail, airborneAltitude, rowWindowEnd(now) - ROW_SPARK_MS, rowWindowEnd(now), cells),
    glyphs.ramp,
  ).text;

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
