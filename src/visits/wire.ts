/**
 * A visit as CONTRACT §5 writes it: ISO times with milliseconds, `null` for unknown. Beside the contract's keys stand `open`,
 * `seenAt`, `provenance` and `certainty`, and basis and probability in each interval. `wire-read.ts` reads it back.
 */
import type { EpochMs } from '../aero/units.ts';
import type { End, TimeSpan, Visit } from './types.ts';

type Bag = Readonly<Record<string, unknown>>;
export type WireVisit = Bag;

/** The latest time that a Date holds (ECMA-262 §21.4.1.1). */
const LATEST_MS = 8.64e15;
const isoOf = (at: EpochMs | undefined): string | null =>
  at === undefined || !(Math.abs(at) <= LATEST_MS) ? null : new Date(at).toISOString();

const spanToJson = (span: TimeSpan | undefined): Bag | null =>
  span === undefined
    ? null
    : {
        from: isoOf(span.fromAt),
        to: isoOf(span.toAt),
        at: isoOf(span.at),
        basis: span.basis,
        probability: span.probability,
      };

const endToJson = (end: End | undefined): Bag | null =>
  end === undefined
    ? null
    : {
        icao: end.icao,
        probability: end.probability,
        ...(end.before === undefined ? {} : { before: { icao: end.before } }),
      };

/** The record of `visits --json` and of `detail.visit`. */
export const visitToJson = (visit: Visit): WireVisit => ({
  id: visit.id,
  icao24: visit.icao24 ?? null,
  registration: visit.registration ?? null,
  typecode: visit.typecode ?? null,
  operator: visit.operator ?? null,
  airport: visit.airport ?? null,
  candidates: visit.candidates,
  probability: visit.probability,
  basis: visit.basis,
  arrived: spanToJson(visit.arrived),
  departed: spanToJson(visit.departed),
  groundHours: visit.groundHours ?? null,
  origin: endToJson(visit.origin),
  next: endToJson(visit.next),
  route: {
    areas: visit.route.areas,
    avoided: visit.route.avoided,
    flownNm: visit.route.flownNm ?? null,
    directNm: visit.route.directNm ?? null,
    gaps: visit.route.gaps.map((gap) => ({
      from: isoOf(gap.fromAt),
      to: isoOf(gap.toAt),
      distanceNm: gap.distanceNm ?? null,
    })),
  },
  rarity: visit.rarity.map(({ since, ...rest }) => ({ ...rest, since: since ?? null })),
  context: visit.context.map(({ source, url, ...rest }) => ({ ...rest, source: source ?? null, url: url ?? null })),
  evidence: visit.evidence.map(({ fromAt, toAt, at, ...rest }) => ({
    ...rest,
    at: isoOf(at),
    from: isoOf(fromAt),
    to: isoOf(toAt),
  })),
  conflicts: visit.conflicts,
  open: visit.open,
  seenAt: visit.seenAt.map(isoOf),
  provenance: visit.provenance,
  certainty: visit.certainty ?? null,
});
