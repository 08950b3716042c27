/** Words that all event texts share, so that the same thing is always said the same way, and the words follow the belief. */
import {
  DAY_MS,
  type Feet,
  HOUR_MS,
  MINUTE_MS,
  type Milliseconds,
  type NauticalMiles,
  SECOND_MS,
} from '../aero/units.ts';
import type { Track } from '../tracks/types.ts';
import type { Place } from './types.ts';

/** Detection.md §5.0 (6): the words bound to a belief. */
const SURE = 0.98;
const INFERRED = 0.85;
const PROBABLE = 0.6;
/** Above the usual transition altitudes a height is said as a flight level. */
const FLIGHT_LEVELS_ABOVE_FT: Feet = 10_000;
const FEET_PER_LEVEL = 100;

/** How an aircraft is called in a sentence: its registration, else its callsign, else its address. */
export const nameOf = (track: Track): string => track.registration ?? track.callsign?.value ?? track.icao24;

/** "Pyongyang Sunan (ZKPY)". */
export const placeName = (place: Place): string => `${place.name} (${place.icao})`;

/** A verb with the words that fit the belief: "landed", "landed (inferred)", "probably landed", "possibly landed". */
export function asBelieved(verb: string, probability: number): string {
  if (probability >= SURE) return verb;
  if (probability >= INFERRED) return `${verb} (inferred)`;
  return probability >= PROBABLE ? `probably ${verb}` : `possibly ${verb}`;
}

/** "12 d 4 h", "3 h 20 min", "7 min", "40 s": the two largest units that matter. From a day on to the nearest hour. */
export function duration(length: Milliseconds): string {
  const ms = length < DAY_MS ? length : Math.round(length / HOUR_MS) * HOUR_MS;
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${Math.round(ms / SECOND_MS)} s`;
}

/** "FL310" or "2,300 ft". */
export const height = (altitudeFt: Feet): string =>
  altitudeFt > FLIGHT_LEVELS_ABOVE_FT
    ? `FL${String(Math.round(altitudeFt / FEET_PER_LEVEL)).padStart(3, '0')}`
    : `${grouped(altitudeFt)} ft`;

/** Whole nautical miles with a comma in the thousands: "3,214 NM". */
export const miles = (distance: NauticalMiles): string => `${grouped(distance)} NM`;

const grouped = (value: number): string =>
  String(Math.round(Math.abs(value)))
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .replace(/^/, value <= -0.5 ? '-' : '');
