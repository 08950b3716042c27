/**
 * A published or imported visit as a row, and the visit that it makes. In: days or times, a source. Out: a visit of basis `reported`,
 * whose intervals are as wide as what was written. A day without a zone is a day in the DPRK, a whole one.
 */
import { aircraftOf } from '../aero/fleet.ts';
import { icao24FromRegistration } from '../aero/registration.ts';
import { DAY_MS, type EpochMs } from '../aero/units.ts';
import { eventId } from '../events/compose.ts';
import { PYONGYANG_MS } from './days.ts';
import { groundHoursOf } from './spans.ts';
import type { Provenance, TimeSpan, Visit } from './types.ts';

/** First and last day or time: `YYYY-MM-DD` is that whole day in Pyongyang, a time carries its zone. */
export type RowSpan = readonly [from: string, to: string];

export interface VisitRow {
  readonly icao24?: string;
  readonly registration?: string;
  readonly typecode?: string;
  readonly operator?: string;
  /** Absent: one of the candidates, or unknown. */
  readonly airport?: string;
  readonly candidates?: readonly string[];
  readonly arrived: RowSpan;
  /** Absent: it left, at a time that is not known. */
  readonly departed?: RowSpan;
  readonly origin?: string;
  readonly next?: string;
  readonly source: string;
  readonly url?: string;
  readonly certainty?: string;
  readonly probability: number;
  readonly conflicts?: readonly string[];
  /** Seen on the ground: when, and what shows it. */
  readonly seen?: readonly (readonly [at: string, what: string])[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The time that a text begins with; of a day, its first or its last moment in Pyongyang. NaN for what is no time. */
export function momentOf(text: string, end: 'first' | 'last'): EpochMs {
  const at = Date.parse(DAY.test(text) ? `${text}T00:00:00Z` : text);
  if (!DAY.test(text)) return at;
  return at - PYONGYANG_MS + (end === 'last' ? DAY_MS - 1 : 0);
}

function spanOf([from, to]: RowSpan, probability: number): TimeSpan {
  const fromAt = momentOf(from, 'first');
  const toAt = Math.max(fromAt, momentOf(to, 'last'));
  return { fromAt, toAt, at: Math.round((fromAt + toAt) / 2), basis: 'reported', probability };
}

/** The visit of a row whose times can be read. */
export function visitOfRow(row: VisitRow, provenance: Exclude<Provenance, 'log'>): Visit {
  const { registration, source, url, certainty, probability, airport } = row;
  const icao24 = row.icao24 ?? (registration === undefined ? undefined : icao24FromRegistration(registration));
  const known = icao24 === undefined ? undefined : aircraftOf(icao24);
  const arrived = spanOf(row.arrived, probability);
  const departed = row.departed === undefined ? undefined : spanOf(row.departed, probability);
  const typecode = row.typecode ?? known?.typecode;
  const operator = row.operator ?? known?.operator;
  const groundHours = groundHoursOf(arrived, departed);
  const fields = airport === undefined ? (row.candidates ?? []) : [airport];
  const cited = { source, ...(url === undefined ? {} : { url }) };
  const who = icao24 ?? registration ?? typecode ?? operator ?? 'unnamed';
  const seen = (row.seen ?? []).map(([text, what]) => ({ at: momentOf(text, 'first'), what }));
  return {
    id: eventId('visit', who, `${arrived.fromAt}|${arrived.toAt}|${airport ?? ''}`, provenance),
    ...(icao24 === undefined ? {} : { icao24 }),
    ...(registration === undefined ? {} : { registration }),
    ...(typecode === undefined ? {} : { typecode }),
    ...(operator === undefined ? {} : { operator }),
    ...(airport === undefined ? {} : { airport }),
    candidates: fields.map((icao) => ({ icao, probability: probability / fields.length, distanceNm: 0 })),
    probability,
    basis: 'reported',
    arrived,
    ...(departed === undefined ? {} : { departed }),
    open: false,
    seenAt: seen.map(({ at }) => at),
    ...(groundHours === undefined ? {} : { groundHours }),
    ...(row.origin === undefined ? {} : { origin: { icao: row.origin, probability } }),
    ...(row.next === undefined ? {} : { next: { icao: row.next, probability } }),
    route: { areas: [], avoided: [], gaps: [] },
    rarity: [],
    context: [],
    evidence: [
      {
        kind: 'report',
        basis: 'reported',
        probability,
        at: arrived.at,
        fromAt: arrived.fromAt,
        toAt: departed?.toAt ?? arrived.toAt,
        text: certainty === undefined ? 'published report' : `published report: ${certainty}`,
        ...cited,
      },
      ...seen.map(({ at, what }) => ({
        kind: 'report',
        basis: 'reported' as const,
        probability,
        at,
        text: what,
        ...cited,
      })),
    ],
    conflicts: (row.conflicts ?? []).map((text) => ({ text, source })),
    provenance,
    ...(certainty === undefined ? {} : { certainty }),
  };
}
