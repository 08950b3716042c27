/**
 * Aircraft and events as lines for other programs (CONTRACT §3, §4): JSON objects, and tab-separated columns. In: tracks and events.
 * Out: text without a single control byte, whatever was received. Unknown is `null` in JSON and empty in columns, never 0.
 */
import { clean } from '../aero/clean.ts';
import type { EpochMs } from '../aero/units.ts';
import { isStale } from '../app/subject.ts';
import type { FlightEvent } from '../events/types.ts';
import type { Datum, Track } from '../tracks/types.ts';
import { ADSC_POSITION_LIFE_MS, DATUM_LIFE_MS } from '../tracks/types.ts';

/** The object of CONTRACT §3, in its order. */
export interface AircraftJson {
  readonly icao24: string;
  readonly registration: string | null;
  readonly registrationDerived: boolean;
  readonly callsign: string | null;
  readonly typecode: string | null;
  readonly latitudeDeg: number | null;
  readonly longitudeDeg: number | null;
  readonly positionAt: string | null;
  readonly altitudeFt: number | null;
  readonly geoAltitudeFt: number | null;
  readonly onGround: boolean | null;
  readonly groundSpeedKt: number | null;
  readonly trackDeg: number | null;
  readonly verticalRateFpm: number | null;
  readonly squawk: string | null;
  readonly source: string;
  readonly seenAt: string;
  readonly feed: string;
  readonly stale: boolean;
  readonly suspect: readonly string[];
}

/** ISO 8601 UTC with milliseconds; `null` for what is no time. */
const iso = (at: EpochMs): string | null => {
  const date = new Date(at);
  return Number.isFinite(date.getTime()) ? date.toISOString() : null;
};

/** Decimals that mean something: 1 m in a position, what the feeds send in the rest. */
const rounded = (value: number, decimals: number): number | null =>
  Number.isFinite(value) ? Number(value.toFixed(decimals)) : null;

const POSITION_DECIMALS = 6;
const DECIMALS = 1;

/** Heard lately enough to be in a list of now: within 60 s (CONTRACT §3). */
export const isListed = (track: Track, now: EpochMs): boolean => now - track.heardAt <= DATUM_LIFE_MS;

/** How long the position of this track counts: by ADS-C an aircraft reports every quarter of an hour or so. */
const positionLifeMs = (track: Track): number => {
  const { lastFix, position, source } = track;
  const fixIsShown = lastFix !== undefined && lastFix.at === position?.at;
  return (fixIsShown ? lastFix.source : source) === 'adsc' ? ADSC_POSITION_LIFE_MS : DATUM_LIFE_MS;
};

/**
 * One aircraft as it stands at `now`. What is unknown or older than 60 s (a position by ADS-C: 35 min) is `null`; an aircraft on
 * the ground has no altitude. `stale`: not heard for 15 s, as in the table and the filter.
 */
export function aircraftToJson(track: Track, now: EpochMs): AircraftJson {
  const current = <T>(datum: Datum<T> | undefined, lifeMs = DATUM_LIFE_MS): T | null =>
    datum !== undefined && now - datum.at <= lifeMs ? datum.value : null;
  const numeric = (datum: Datum<number> | undefined): number | null => {
    const value = current(datum);
    return value === null ? null : rounded(value, DECIMALS);
  };
  const position = current(track.position, positionLifeMs(track));
  const onGround = current(track.onGround);
  return {
    icao24: track.icao24,
    registration: track.registration ?? null,
    registrationDerived: track.registrationDerived,
    callsign: current(track.callsign),
    typecode: track.typecode ?? null,
    latitudeDeg: position === null ? null : rounded(position.latitudeDeg, POSITION_DECIMALS),
    longitudeDeg: position === null ? null : rounded(position.longitudeDeg, POSITION_DECIMALS),
    positionAt: position === null || track.position === undefined ? null : iso(track.position.at),
    altitudeFt: onGround === true ? null : numeric(track.altitudeFt),
    geoAltitudeFt: numeric(track.geoAltitudeFt),
    onGround,
    groundSpeedKt: numeric(track.groundSpeedKt),
    trackDeg: numeric(track.trackDeg),
    verticalRateFpm: numeric(track.verticalRateFpm),
    squawk: current(track.squawk),
    source: track.source,
    seenAt: iso(track.heardAt) ?? '',
    feed: track.feed,
    stale: isStale(track, now),
    suspect: track.suspect,
  };
}

/** DEL, C1 controls, bidi and invisible format characters: legal in JSON text, obeyed by terminals. */
const OBEYED =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

const escaped = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

/** One line of JSON in which nothing is left that a terminal would obey; the meaning is untouched. */
export const jsonLine = (value: unknown): string => JSON.stringify(value).replace(OBEYED, escaped);

/** The text is already JSON (`eventToJson` that answers text): the same guarantee. */
export const jsonText = (text: string): string => text.replace(OBEYED, escaped);

/** Longest free text of a column: the sentence of an event, cleaned. */
const CELLS = 2000;

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cell).join(',');
  return clean(value, { cells: CELLS });
};

interface Column<T> {
  readonly name: string;
  readonly value: (row: T) => unknown;
}

/** The columns of `--plain` for events, in order. Appending is fine, moving is not. */
export const EVENT_COLUMNS: readonly Column<FlightEvent>[] = [
  { name: 'at', value: (event) => iso(event.at) },
  { name: 'level', value: (event) => event.level },
  { name: 'kind', value: (event) => event.kind },
  { name: 'status', value: (event) => event.status },
  { name: 'icao24', value: (event) => event.icao24 },
  { name: 'registration', value: (event) => event.registration },
  { name: 'callsign', value: (event) => event.callsign },
  { name: 'typecode', value: (event) => event.typecode },
  { name: 'place', value: (event) => event.place?.icao },
  { name: 'basis', value: (event) => event.basis },
  { name: 'probability', value: (event) => rounded(event.probability, 2) },
  { name: 'from', value: (event) => iso(event.fromAt) },
  { name: 'to', value: (event) => iso(event.toAt) },
  { name: 'detectedAt', value: (event) => iso(event.detectedAt) },
  { name: 'text', value: (event) => event.text },
  { name: 'id', value: (event) => event.id },
  { name: 'supersedes', value: (event) => event.supersedes },
];

const AIRCRAFT_KEYS = [
  ...['icao24', 'registration', 'callsign', 'typecode', 'latitudeDeg', 'longitudeDeg', 'positionAt', 'altitudeFt'],
  ...['geoAltitudeFt', 'onGround', 'groundSpeedKt', 'trackDeg', 'verticalRateFpm', 'squawk', 'source', 'seenAt'],
  ...['feed', 'stale', 'suspect', 'registrationDerived'],
];

/** The columns of `--plain` for aircraft: the fields of the JSON object. */
export const AIRCRAFT_COLUMNS: readonly Column<AircraftJson>[] = AIRCRAFT_KEYS.map((name) => ({
  name,
  value: (row) => row[name as keyof AircraftJson],
}));

const columnsOf = <T>(columns: readonly Column<T>[], row: T): string =>
  columns.map((column) => cell(column.value(row))).join('\t');

/** One event in tab-separated columns, `EVENT_COLUMNS`. */
export const eventPlain = (event: FlightEvent): string => columnsOf(EVENT_COLUMNS, event);

/** One aircraft in tab-separated columns, `AIRCRAFT_COLUMNS`. */
export const aircraftPlain = (aircraft: AircraftJson): string => columnsOf(AIRCRAFT_COLUMNS, aircraft);

/** Words in tab-separated columns, for the reports of commands. */
export const plainLine = (cells: readonly unknown[]): string => cells.map(cell).join('\t');

const LEVEL_WIDTH = 5;
const WHO_WIDTH = 10;

/** One event for a person at a terminal, without colour: minute of happening, level, who, sentence. */
export function eventForPeople(event: FlightEvent): string {
  const minute = (iso(event.at) ?? '').slice(0, 16).replace('T', ' ');
  const who = cell(event.registration ?? event.callsign ?? event.icao24)
    .slice(0, WHO_WIDTH)
    .padEnd(WHO_WIDTH);
  const mark = event.status === 'retracted' ? '(taken back) ' : event.status === 'revised' ? '(revised) ' : '';
  return `${minute}Z  ${cell(event.level).padEnd(LEVEL_WIDTH)}  ${who}  ${mark}${cell(event.text)}`;
}
