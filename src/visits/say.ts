/** Sentences about visits, whose words follow the belief. In: a visit. Out: one plain sentence in UTC. */
import { airportByIcao } from '../aero/airports.ts';
import { areaOf } from '../aero/areas.ts';
import { typeName } from '../aero/fleet.ts';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, type Milliseconds } from '../aero/units.ts';
import { asBelieved } from '../events/say.ts';
import { isoDay } from './days.ts';
import type { HourSpan, TimeSpan, Visit } from './types.ts';

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

const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  KP: 'North Korea',
  RU: 'Russia',
  CN: 'China',
  KR: 'South Korea',
  JP: 'Japan',
  MN: 'Mongolia',
  KZ: 'Kazakhstan',
};

/** "Russia", "the Sea of Japan", "the Pyongyang FIR"; a code without a name stands for itself. */
export function areaName(area: string): string {
  const named = areaOf(area);
  return named === undefined ? (COUNTRY_NAMES[area] ?? area) : `the ${named.name.replace(/ \([^)]*\)$/, '')}`;
}

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
/** Wider than this share of the estimate, an estimate says more than is known. */
const WIDE_SHARE = 0.3;
/** Whether only the range of a stay is said, no estimate. */
export const isWide = ({ from, to, at }: HourSpan): boolean => to - from > WIDE_SHARE * at;
/** An end that is known to the day only gives a stay in days. */
const DAY_LEVEL_MS: Milliseconds = 20 * HOUR_MS;
const HOURS_A_DAY = 24;
/** "between 1 and 3 days", "up to 1 day"; outwards. */
function dayRange(from: number, to: number): string {
  const [low, high] = [Math.floor(from / HOURS_A_DAY), Math.ceil(to / HOURS_A_DAY)];
  const days = high === 1 ? 'day' : 'days';
  return low === 0 ? `up to ${high} ${days}` : low === high ? `${high} ${days}` : `between ${low} and ${high} ${days}`;
}
const lowHours = (value: number): string => (Math.floor(value * TENTHS) / TENTHS).toFixed(1);
const highHours = (value: number): string => (Math.ceil(value * TENTHS) / TENTHS).toFixed(1);

/** "about 36.8 h on the ground (35.8–37.1 h)". */
export function stayText(visit: Visit): string | undefined {
  const { groundHours } = visit;
  if (groundHours === undefined) return undefined;
  const { from, to, at } = groundHours;
  const isByDay = [visit.arrived, visit.departed].some(
    (span) => span !== undefined && span.toAt - span.fromAt >= DAY_LEVEL_MS,
  );
  if (isByDay) return `${dayRange(from, to)} on the ground`;
  if (isWide(groundHours)) return `between ${from <= 0 ? '0' : lowHours(from)} and ${highHours(to)} h on the ground`;
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

/** How sure the field is that a visit names; of the visit where it names none. */
export const fieldProbability = (visit: Visit): number =>
  Math.min(visit.probability, visit.candidates.find(({ icao }) => icao === visit.airport)?.probability ?? 1);

/**
 * A verb with its field, both believed no more than they are: "arrived (inferred) at X", or, where the field is less sure than the
 * landing, "arrived (inferred) in the DPRK, probably at X".
 * @param probability of what the verb says
 */
export function atField(verb: string, joint: 'at' | 'from', visit: Visit, probability: number): string {
  const whole = asBelieved(verb, probability);
  const word = joint === 'at' ? 'in' : 'from';
  if (visit.airport === undefined) return `${whole} ${word} the DPRK, ${joint} ${placeText(visit)}`;
  const field = Math.min(probability, fieldProbability(visit));
  if (asBelieved(verb, field) === whole) return `${whole} ${joint} ${placeText(visit)}`;
  const doubt = asBelieved('', field).trim();
  return `${whole} ${word} the DPRK, ${doubt === '(inferred)' ? 'inferred' : doubt} ${joint} ${placeText(visit)}`;
}

/** Seen on the ground so long apart, with nothing heard in between, it may have been away. */
const SEEN_APART_MS: Milliseconds = 7 * DAY_MS;

/** The pairs of sightings between which it may have left. */
export const seenApart = (visit: Visit): readonly (readonly [first: EpochMs, second: EpochMs])[] =>
  visit.seenAt.flatMap((second, index) => {
    const first = visit.seenAt[index - 1];
    return first !== undefined && second - first > SEEN_APART_MS ? [[first, second] as const] : [];
  });

const seenAgainText = (visit: Visit): string =>
  seenApart(visit)
    .map(([, second]) => ` Seen again ${isoDay(second)} ${hhmm(second)}Z; whether it left in between is not known.`)
    .join('');

/** The visit's opening as a log line. */
export function openedText(visit: Visit): string {
  if (visit.arrived === undefined) {
    const seen = visit.seenAt[0];
    const by = seen === undefined ? '' : ` on the ground at ${isoDay(seen)} ${hhmm(seen)}Z`;
    return `${aircraftName(visit)} is reported${by} at ${placeText(visit)}; when it came was not heard.${seenAgainText(visit)}`;
  }
  const came = atField('arrived', 'at', visit, visit.probability);
  return `${aircraftName(visit)} ${came}, ${spanText(visit.arrived)}, ${basisText(visit)}, ${beliefText(visit)}.${seenAgainText(visit)}`;
}

/** "left (inferred) X", "left (inferred) the DPRK, probably from X". */
const leftText = (visit: Visit): string =>
  atField('left', 'from', visit, visit.departed?.probability ?? visit.probability)
    .replace(' from the DPRK', ' the DPRK')
    .replace(/^((?:probably |possibly )?left(?: \(inferred\))?) from /, '$1 ');

/** The visit's end as a log line. */
export function closedText(visit: Visit): string {
  const stay = stayText(visit);
  const when = visit.departed === undefined ? 'at a time that nobody heard' : spanText(visit.departed);
  const came = visit.arrived === undefined ? ' when it had come was not heard' : ` ${stay ?? ''}`;
  return `${aircraftName(visit)} ${leftText(visit)}, ${when};${came}.`;
}
