/**
 * An event as CONTRACT.md §4 writes it, and back for the store: ISO times with milliseconds, null for unknown, keys in the
 * contract's order. Reading refuses (`undefined`) what is no event, and keeps kinds it does not know.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Candidate, EventBasis, EventLevel, EventStatus, FlightEvent, Place } from './types.ts';

export interface WireEvent {
  readonly id: string;
  readonly kind: string;
  readonly status: EventStatus;
  readonly supersedes: string | null;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly detectedAt: string;
  readonly icao24: string | null;
  readonly registration: string | null;
  readonly callsign: string | null;
  readonly typecode: string | null;
  readonly basis: EventBasis;
  readonly probability: number;
  readonly place: Place | null;
  readonly candidates: readonly Candidate[];
  readonly level: EventLevel;
  readonly text: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The latest time that a Date holds (ECMA-262 §21.4.1.1); beyond it formatting would throw. */
const LATEST_MS = 8.64e15;
const PLACES = 3;

/** ISO 8601 UTC with milliseconds (CONTRACT §4). */
export const iso = (at: EpochMs): string =>
  new Date(Math.min(Math.max(Number.isFinite(at) ? at : 0, -LATEST_MS), LATEST_MS)).toISOString();
const rounded = (value: number): number => Number(value.toFixed(PLACES));

/** The event as one object of the contract, ready for `JSON.stringify`. */
export const eventToJson = (event: FlightEvent): WireEvent => ({
  id: event.id,
  kind: event.kind,
  status: event.status,
  supersedes: event.supersedes ?? null,
  from: iso(event.fromAt),
  to: iso(event.toAt),
  at: iso(event.at),
  detectedAt: iso(event.detectedAt),
  icao24: event.icao24 ?? null,
  registration: event.registration ?? null,
  callsign: event.callsign ?? null,
  typecode: event.typecode ?? null,
  basis: event.basis,
  probability: rounded(event.probability),
  place: event.place ?? null,
  candidates: event.candidates.map(({ icao, probability, distanceNm }) => ({
    icao,
    probability: rounded(probability),
    distanceNm: rounded(distanceNm),
  })),
  level: event.level,
  text: event.text,
  detail: event.detail,
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value);
const timeOf = (value: unknown): EpochMs | undefined => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};
const placeOf = (value: unknown): Place | undefined => {
  if (!isObject(value)) return undefined;
  const icao = textOf(value.icao);
  return icao === undefined ? undefined : { icao, name: textOf(value.name) ?? icao };
};
const candidatesOf = (value: unknown): readonly Candidate[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    if (!isObject(one)) return [];
    const { icao, probability, distanceNm } = one;
    return typeof icao === 'string' && typeof probability === 'number' && typeof distanceNm === 'number'
      ? [{ icao, probability, distanceNm }]
      : [];
  });

const STATUSES: readonly EventStatus[] = ['provisional', 'confirmed', 'revised', 'retracted'];
const BASES: readonly EventBasis[] = ['observed', 'inferred', 'reported'];
const LEVELS: readonly EventLevel[] = ['info', 'note', 'warn', 'alert'];

/** An event from its wire form. `undefined`: no object, or without id, kind, or a time that can be read. */
export function eventFromJson(value: unknown): FlightEvent | undefined {
  if (!isObject(value)) return undefined;
  const id = textOf(value.id);
  const kind = textOf(value.kind);
  const fromAt = timeOf(value.from);
  const toAt = timeOf(value.to);
  const at = timeOf(value.at);
  if (id === undefined || kind === undefined || fromAt === undefined || toAt === undefined || at === undefined)
    return undefined;
  const optional = {
    supersedes: textOf(value.supersedes),
    icao24: textOf(value.icao24),
    registration: textOf(value.registration),
    callsign: textOf(value.callsign),
    typecode: textOf(value.typecode),
    place: placeOf(value.place),
  };
  const present = Object.fromEntries(Object.entries(optional).filter(([, one]) => one !== undefined));
  const probability = value.probability;
  const detail = value.detail;
  return {
    ...(present as Partial<Pick<FlightEvent, keyof typeof optional>>),
    id,
    kind,
    status: oneOf(STATUSES, value.status) ?? 'confirmed',
    fromAt,
    toAt,
    at,
    detectedAt: timeOf(value.detectedAt) ?? at,
    basis: oneOf(BASES, value.basis) ?? 'observed',
    probability: typeof probability === 'number' && Number.isFinite(probability) ? probability : 0,
    candidates: candidatesOf(value.candidates),
    level: oneOf(LEVELS, value.level) ?? 'info',
    text: textOf(value.text) ?? '',
    detail: isObject(detail) ? detail : {},
  };
}
