/** Sentences about visits, whose words follow the belief. In: a visit. Out: one plain sentence in UTC. */
import { airportByIcao } from '../aero/airports.ts';
import { typeName } from '../aero/fleet.ts';
import { type EpochMs, MINUTE_MS, type Milliseconds } from '../aero/units.ts';
import { asBelieved } from '../events/say.ts';
import { isoDay } from './days.ts';
import type { TimeSpan, Visit } from './types.ts';

/** An interval no wider than this is said as one minute. */
const EXACT_MS: Milliseconds = 5 * MINUTE_MS;
/** Fields that are named where none is clearly ahead. */
const NAMED_CANDIDATES = 3;

const hhmm = (at: EpochMs): string => new Date(at).toISOString().slice(11, 16);

/** "RA-86559 (Ilyushin Il-62M)". */
export function aircraftName(visit: Visit): string {
  const name = visit.registration ?? visit.icao24;
  const type = visit.typecode === undefined ? undefined : (typeName(visit.typecode) ?? visit.typecode);
  if (name === undefined) return type === undefined ? 'an aircraft that no report names' : `an unnamed ${type}`;
  return type === undefined ? name : `${name} (${type})`;
}

/** "Pyongyang Sunan (ZKPY)"; a code that is not in the table stands for itself. */
export const fieldName = (icao: string): string => {
  const airport = airportByIcao(icao);
  return airport === undefined ? icao : `${airport.name} (${icao})`;
};

/** The field, or the set of fields that it may have been. */
export function placeText(visit: Visit): string {
  if (visit.airport !== undefined) return fieldName(visit.airport);
  const names = visit.candidates.slice(0, NAMED_CANDIDATES).map(({ icao }) => fieldName(icao));
  if (names.length === 0) return 'an unknown field in the DPRK';
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** "2023-07-31 23:05Z (22:51–23:33Z)"; the dates of both ends where they differ. */
export function spanText(span: TimeSpan): string {
  const exact = `${isoDay(span.at)} ${hhmm(span.at)}Z`;
  if (span.toAt - span.fromAt <= EXACT_MS) return exact;
  const [first, last] = [isoDay(span.fromAt), isoDay(span.toAt)];
  if (first === last && first === isoDay(span.at)) return `${exact} (${hhmm(span.fromAt)}–${hhmm(span.toAt)}Z)`;
  return `${exact} (${first} ${hhmm(span.fromAt)}Z – ${last} ${hhmm(span.toAt)}Z)`;
}

/** One decimal, outwards, so that what is printed still holds the truth. */
const TENTHS = 10;
const lowHours = (value: number): string => (Math.floor(value * TENTHS) / TENTHS).toFixed(1);
const highHours = (value: number): string => (Math.ceil(value * TENTHS) / TENTHS).toFixed(1);

/** "about 36.8 h on the ground (35.8–37.1 h)". */
export function stayText(visit: Visit): string | undefined {
  const { groundHours } = visit;
  if (groundHours === undefined) return undefined;
  const { from, to, at } = groundHours;
  return `about ${at.toFixed(1)} h on the ground (${lowHours(from)}–${highHours(to)} h)`;
}

/** "p 0.97, this field 0.84": that it was in the DPRK, and, where that is less sure, at the field that is named. */
export function beliefText(visit: Visit): string {
  const field = visit.candidates.find(({ icao }) => icao === visit.airport)?.probability;
  const whole = visit.probability.toFixed(2);
  const named = field?.toFixed(2);
  return named === undefined || named >= whole ? `p ${whole}` : `p ${whole}, this field ${named}`;
}

/** How it is known, said after a sentence. */
const basisText = (visit: Visit): string => (visit.basis === 'reported' ? 'as reported' : visit.basis);

/** The visit's opening as a log line. */
export function openedText(visit: Visit): string {
  if (visit.arrived === undefined) {
    const seen = visit.seenAt[0];
    const by = seen === undefined ? '' : ` on the ground at ${isoDay(seen)} ${hhmm(seen)}Z`;
    return `${aircraftName(visit)} is reported${by} at ${placeText(visit)}; when it came was not heard.`;
  }
  const verb = asBelieved('arrived', visit.probability);
  return `${aircraftName(visit)} ${verb} at ${placeText(visit)}, ${spanText(visit.arrived)}, ${basisText(visit)}, ${beliefText(visit)}.`;
}

/** The visit's end as a log line. */
export function closedText(visit: Visit): string {
  const stay = stayText(visit);
  const when = visit.departed === undefined ? 'at a time that nobody heard' : spanText(visit.departed);
  const came = visit.arrived === undefined ? ' when it had come was not heard' : ` ${stay ?? ''}`;
  return `${aircraftName(visit)} ${asBelieved('left', visit.departed?.probability ?? visit.probability)} ${placeText(visit)}, ${when};${came}.`;
}
