/**
 * What a relay sends (CONTRACT §7), pure: it folds reports into a picture, tells what changed, and words both as frames. In: reports
 * and the time. Out: a new picture, a delta, text. It keeps no client: who serves them keeps one sequence per filter, so that all
 * clients with the same filter are sent the same string.
 */
import { asIcao24 } from '../aero/icao24.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import { agesOf, timelessRowOf } from './row-out.ts';
import type { Report, UpstreamLink } from './types.ts';

export { replayMessage } from './relay-notice.ts';

/** An aircraft that was not heard for so long is removed; what a monitor believes of it then is the monitor's affair. */
export const EXPIRY_MS = 5 * MINUTE_MS;
/** By satellite (ADS-C) an aircraft speaks a few times an hour (CONTRACT §3). */
export const ADSC_EXPIRY_MS = 35 * MINUTE_MS;

interface Entry {
  readonly report: Report;
  /** The row without its ages. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** The picture: the latest report of each aircraft. */
export interface RelayState {
  readonly nowAt: EpochMs;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** What changed between two pictures. */
export interface RelayDelta {
  readonly nowAt: EpochMs;
  readonly added: readonly Entry[];
  readonly updated: readonly { readonly icao24: string; readonly patch: Readonly<Record<string, unknown>> }[];
  readonly removed: readonly string[];
}

/** Which aircraft a client asked for; `undefined`: all. */
export type Watch = ReadonlySet<string> | undefined;

export interface Folded {
  readonly state: RelayState;
  /** `undefined`: nothing changed. */
  readonly delta?: RelayDelta;
}

/** An empty picture. */
export const relayState = (nowAt: EpochMs): RelayState => ({ nowAt, entries: new Map() });

const isExpired = (report: Report, nowAt: EpochMs): boolean =>
  nowAt - report.at > (report.source === 'adsc' ? ADSC_EXPIRY_MS : EXPIRY_MS);

/** The keys of the new row that differ, `null` for those that went, and the ages that were measured anew. */
const patchOf = (before: Entry, after: Entry, nowAt: EpochMs): Record<string, unknown> | undefined => {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(before.row)) if (!(key in after.row)) patch[key] = null;
  for (const [key, value] of Object.entries(after.row)) if (before.row[key] !== value) patch[key] = value;
  const { at, positionAt } = after.report;
  const moved = positionAt !== before.report.positionAt;
  if (Object.keys(patch).length === 0 && at === before.report.at && !moved) return undefined;
  if (moved && positionAt === undefined) patch.seen_pos = null;
  const { seen, seen_pos: seenPos } = agesOf(after.report, nowAt);
  // The position's age goes with the position: whoever gets one coordinate anew must not take the old age for it.
  const placed = moved || 'lat' in patch || 'lon' in patch;
  return {
    hex: after.report.icao24,
    ...patch,
    seen,
    ...(placed && seenPos !== undefined ? { seen_pos: seenPos } : {}),
  };
};

/**
 * The picture after these reports, and what changed. The latest report of an aircraft replaces the one before as a whole, whichever
 * feed it came from; an earlier one is passed over, and so is one that is older than `EXPIRY_MS`. Aircraft unheard for longer go.
 * @param nowAt the clock of the picture; must not go back
 */
export const fold = (state: RelayState, reports: readonly Report[], nowAt: EpochMs): Folded => {
  const entries = new Map(state.entries);
  for (const report of reports) {
    const before = entries.get(report.icao24);
    if (isExpired(report, nowAt) || (before !== undefined && before.report.at > report.at)) continue;
    entries.set(report.icao24, { report, row: timelessRowOf(report) });
  }
  const added: Entry[] = [];
  const updated: { readonly icao24: string; readonly patch: Readonly<Record<string, unknown>> }[] = [];
  const removed: string[] = [];
  for (const [icao24, entry] of entries) {
    const before = state.entries.get(icao24);
    if (isExpired(entry.report, nowAt)) {
      entries.delete(icao24);
      if (before !== undefined) removed.push(icao24);
    } else if (before === undefined) added.push(entry);
    else if (before !== entry) {
      const patch = patchOf(before, entry, nowAt);
      if (patch !== undefined) updated.push({ icao24, patch });
    }
  }
  const next = { nowAt, entries };
  const changed = added.length + updated.length + removed.length > 0;
  return changed ? { state: next, delta: { nowAt, added, updated, removed } } : { state: next };
};

const isWatched = (watch: Watch, icao24: string): boolean => watch === undefined || watch.has(icao24);

const wholeRow = (entry: Entry, nowAt: EpochMs): Record<string, unknown> => ({
  ...entry.row,
  ...agesOf(entry.report, nowAt),
});

/** The whole picture for clients with this filter, with the ages of `state.nowAt`. */
export const fullMessage = (state: RelayState, seq: number, watch?: Watch): string => {
  const rows: Record<string, unknown>[] = [];
  for (const [icao24, entry] of state.entries) if (isWatched(watch, icao24)) rows.push(wholeRow(entry, state.nowAt));
  return JSON.stringify({ type: 'full', seq, now: state.nowAt / SECOND_MS, ac: rows });
};

/** A delta in which nothing changed: the sign of life of an idle relay, every 10 s (CONTRACT §7). */
export const emptyDelta = (nowAt: EpochMs): RelayDelta => ({ nowAt, added: [], updated: [], removed: [] });

/** True where the delta says something to clients with this filter. */
export const concerns = (delta: RelayDelta, watch: Watch): boolean =>
  delta.added.some(({ report }) => isWatched(watch, report.icao24)) ||
  delta.updated.some(({ icao24 }) => isWatched(watch, icao24)) ||
  delta.removed.some((icao24) => isWatched(watch, icao24));

/** The change for clients with this filter, as a frame. Whoever skips one because it does not concern them must not count `seq` on. */
export const deltaMessage = (delta: RelayDelta, seq: number, watch?: Watch): string =>
  JSON.stringify({
    type: 'delta',
    seq,
    now: delta.nowAt / SECOND_MS,
    new: delta.added
      .filter(({ report }) => isWatched(watch, report.icao24))
      .map((entry) => wholeRow(entry, delta.nowAt)),
    update: delta.updated.filter(({ icao24 }) => isWatched(watch, icao24)).map(({ patch }) => patch),
    remove: delta.removed.filter((icao24) => isWatched(watch, icao24)),
  });

/** The state of an upstream as a frame. */
export const linkMessage = ({ feed, up, reason, at }: UpstreamLink): string =>
  JSON.stringify({ type: 'link', feed, up, reason, at });

/**
 * The filter of `?watch=15521f,7277a8`: the addresses in it, in any case. `undefined`: none given, everything is wanted.
 * @returns the addresses and what in the list was none
 */
export const watchOf = (
  list: string | null | undefined,
): { readonly watch: Watch; readonly unusable: readonly string[] } => {
  const words = (list ?? '').split(',').flatMap((word) => word.trim() || []);
  if (words.length === 0) return { watch: undefined, unusable: [] };
  const found = words.map((word) => ({ word, icao24: asIcao24(word) }));
  return {
    watch: new Set(found.flatMap(({ icao24 }) => icao24 ?? [])),
    unusable: found.filter(({ icao24 }) => icao24 === undefined).map(({ word }) => word),
  };
};

/** Equal for equal filters: clients with the same key share a sequence and its strings. */
export const watchKey = (watch: Watch): string => (watch === undefined ? '*' : [...watch].sort().join(','));
