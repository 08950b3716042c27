/**
 * The order of the table's rows. In: tracks, the column and direction, the clock. Out: the same tracks in order. What is unknown
 * comes last in either direction, and equals keep the order of their registrations, so that rows do not jump about.
 */
import { distanceNm } from '../aero/geo.ts';
import type { EpochMs, Position } from '../aero/units.ts';
import type { Track } from '../tracks/types.ts';
import type { Journey } from './journeys.ts';
import { alive, alivePosition } from './subject.ts';

export interface SortContext {
  readonly now: EpochMs;
  readonly journeys: ReadonlyMap<string, Journey>;
}

/** Pyongyang Sunan, the aerodrome's reference point (AIP DPRK, ZKPY AD 2.2: 39°13′N 125°40′E). */
export const PYONGYANG: Position = { latitudeDeg: 39.224, longitudeDeg: 125.67 };

/** Below every airborne altitude, above "unknown": aircraft on the ground sort together. */
const GROUND_RANK = -100_000;

type Value = number | string | undefined;

/** One row a sortable column; its key is the column's id. */
const VALUES: Readonly<Record<string, (track: Track, context: SortContext) => Value>> = {
  reg: (track) => track.registration ?? track.icao24,
  type: (track) => track.typecode,
  hex: (track) => track.icao24,
  call: (track) => track.callsign?.value,
  route: (track, { journeys }) => journeys.get(track.icao24)?.from?.icao,
  dest: (track, { journeys }) => journeys.get(track.icao24)?.to?.icao,
  alt: (track, { now }) => (alive(track.onGround, now) === true ? GROUND_RANK : alive(track.altitudeFt, now)),
  gs: (track, { now }) => alive(track.groundSpeedKt, now),
  vs: (track, { now }) => alive(track.verticalRateFpm, now),
  trk: (track, { now }) => alive(track.trackDeg, now),
  squawk: (track, { now }) => alive(track.squawk, now),
  dist: (track, { now }) => {
    const position = alivePosition(track, now);
    return position === undefined ? undefined : distanceNm(position, PYONGYANG);
  },
  // The newest first when ascending: the column shows ages. Coarse, so that fresh rows keep their places.
  seen: (track, { now }) => Math.floor(Math.max(0, now - track.heardAt) / SEEN_STEP_MS),
  src: (track) => track.source,
};

/** Ages sort in these steps (ms): a live table must not reorder with every report. */
const SEEN_STEP_MS = 15_000;

/** The ids of the columns that can be sorted by. */
export const sortableColumns: readonly string[] = Object.keys(VALUES);

const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The tracks in the order of a column; an unknown column id sorts by registration. */
export function sorted(
  tracks: readonly Track[],
  by: { readonly column: string; readonly descending: boolean },
  context: SortContext,
): readonly Track[] {
  const valueFrom = VALUES[by.column] ?? VALUES.reg;
  if (valueFrom === undefined) return tracks;
  const direction = by.descending ? -1 : 1;
  return tracks
    .map((track) => ({ track, value: valueFrom(track, context), name: track.registration ?? track.icao24 }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined) {
        return Number(a.value === undefined) - Number(b.value === undefined) || compare(a.name, b.name);
      }
      return (
        direction * compare(a.value, b.value) || compare(a.name, b.name) || compare(a.track.icao24, b.track.icao24)
      );
    })
    .map(({ track }) => track);
}

/** The tracks with those that are listed in `icao24s` first and in that order; the others follow in their own. */
export function inHeldOrder(tracks: readonly Track[], icao24s: readonly string[]): readonly Track[] {
  const place = new Map(icao24s.map((icao24, index) => [icao24, index]));
  const end = icao24s.length;
  return tracks
    .map((track, index) => ({ track, rank: place.get(track.icao24) ?? end + index }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ track }) => track);
}
