/**
 * All visits that are known, and since when: this program's own, a person's imports, the history that is shipped. The same stay told
 * twice is one visit: our own record, with the report as evidence. In: visits of every provenance. Out: the ledger.
 */
import { DAY_MS, type EpochMs, type Milliseconds } from '../aero/units.ts';
import type { ContextEntry } from './context.ts';
import type { Deaf } from './listened.ts';
import type { Flight } from './rates.ts';
import type { TimeSpan, Visit } from './types.ts';

export interface Ledger {
  /** Oldest first; each stay once. */
  readonly visits: readonly Visit[];
  /** Flights to and from the DPRK that the log holds, oldest first. */
  readonly flights: readonly Flight[];
  readonly context: readonly ContextEntry[];
  /** When nothing was received, oldest first. */
  readonly holes?: readonly Deaf[];
  /** When this program began to watch; absent when it has not. */
  readonly watchingSinceAt?: EpochMs;
}

/** Reports name days, and days differ by the zone: this far apart they may still mean the same arrival. */
const SAME_ARRIVAL_MS: Milliseconds = DAY_MS;

/** When a visit began, as well as anyone knows: its arrival, else what bounds it. */
export function beginningOf(visit: Visit): TimeSpan | undefined {
  if (visit.arrived !== undefined) return visit.arrived;
  const seen = visit.seenAt[0] ?? visit.departed?.at;
  const basis = visit.basis;
  return seen === undefined ? undefined : { fromAt: seen, toAt: seen, at: seen, basis, probability: visit.probability };
}

/** Whether two records tell of one stay: the same aircraft, or one that is not named, at the same time. */
export function isSameVisit(a: Visit, b: Visit): boolean {
  if (a.icao24 !== undefined && b.icao24 !== undefined && a.icao24 !== b.icao24) return false;
  if (a.typecode !== undefined && b.typecode !== undefined && a.typecode !== b.typecode) return false;
  const [one, other] = [beginningOf(a), beginningOf(b)];
  if (one === undefined || other === undefined) return false;
  return one.fromAt - SAME_ARRIVAL_MS <= other.toAt && other.fromAt - SAME_ARRIVAL_MS <= one.toAt;
}

/** Whether two reports of one named aircraft tell of times that overlap: it cannot have been there twice at once. */
function overlap(a: Visit, b: Visit): boolean {
  const [one, other] = [beginningOf(a), beginningOf(b)];
  if (one === undefined || other === undefined || a.icao24 === undefined || a.icao24 !== b.icao24) return false;
  return one.fromAt <= (b.departed?.toAt ?? other.toAt) && other.fromAt <= (a.departed?.toAt ?? one.toAt);
}

/** Our own record with what a report adds to it: evidence and the reports' own conflicts; no time of ours is changed by it. */
const corroborated = (own: Visit, report: Visit): Visit => ({
  ...own,
  evidence: [...own.evidence, ...report.evidence],
  conflicts: [...own.conflicts, ...report.conflicts],
});

const byBeginning = (a: Visit, b: Visit): number =>
  (beginningOf(a)?.at ?? 0) - (beginningOf(b)?.at ?? 0) || (a.id < b.id ? -1 : 1);

const RANK: Readonly<Record<Visit['provenance'], number>> = { log: 0, imported: 1, shipped: 2 };
/** A report of a whole month may fit several visits: it belongs to none of them for certain, and is not merged. */
const PRECISE_MS: Milliseconds = 4 * DAY_MS;
const isPrecise = (visit: Visit): boolean => {
  const span = beginningOf(visit);
  return span !== undefined && span.toAt - span.fromAt <= PRECISE_MS;
};

/** One list of all visits, each stay once, oldest first: our own before imports before what is shipped. */
export function mergeVisits(visits: readonly Visit[]): readonly Visit[] {
  const merged: Visit[] = [];
  for (const visit of visits.toSorted((a, b) => RANK[a.provenance] - RANK[b.provenance])) {
    const sameId = merged.findIndex(({ id }) => id === visit.id);
    if (sameId >= 0) continue;
    const index =
      visit.provenance === 'log' || !isPrecise(visit)
        ? -1
        : merged.findIndex(
            (one) =>
              isPrecise(one) &&
              (one.provenance === visit.provenance
                ? visit.provenance === 'imported' && overlap(one, visit)
                : isSameVisit(one, visit)),
          );
    const own = merged[index];
    if (own === undefined) merged.push(visit);
    else merged[index] = corroborated(own, visit);
  }
  return merged.sort(byBeginning);
}
