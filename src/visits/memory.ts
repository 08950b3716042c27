/**
 * What the fold of visits remembers: each aircraft's clues and what was said of its visits, and the ledger that rarity is counted on.
 * Rebuilt from the stored log it is the same as one that lived through it.
 */
import { DAY_MS, type EpochMs, type Milliseconds } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import { eventFromJson, eventToJson } from '../events/wire.ts';
import { CLUE_KINDS, type Clue, clueOf } from './clue.ts';
import type { ContextEntry } from './context.ts';
import { DEAF_KINDS, type Deaf, holesWith } from './listened.ts';
import { type Flight, flightOf } from './rates.ts';
import type { Visit } from './types.ts';
import { visitFromJson } from './wire-read.ts';

/** What the log says of one visit, as its newest standing lines. */
export interface Said {
  readonly visit: Visit;
  readonly opened?: SaidLine;
  readonly closed?: SaidLine;
}

export interface SaidLine {
  readonly id: string;
  readonly revision: number;
  /** What it said, for telling whether there is news. */
  readonly visit: Visit;
  /** Taken back: a line that says it again needs an id of its own. */
  readonly isTaken?: boolean;
}

export interface AircraftVisits {
  readonly clues: readonly Clue[];
  readonly said: readonly Said[];
  /** Visits whose clues are no longer kept: nothing about them changes any more. */
  readonly settled: readonly Visit[];
}

export interface VisitMemory {
  readonly aircraft: ReadonlyMap<string, AircraftVisits>;
  readonly flights: readonly Flight[];
  /** When nothing was received; absent: no such time is known. */
  readonly holes?: readonly Deaf[];
  /** Imported and shipped visits. */
  readonly history: readonly Visit[];
  readonly context: readonly ContextEntry[];
  /** When this log began: of the stored one, else the first moment seen. */
  readonly beganAt?: EpochMs;
}

export interface VisitSources {
  readonly history?: readonly Visit[];
  readonly context?: readonly ContextEntry[];
  /** The oldest event of the store, where there is one. */
  readonly beganAt?: EpochMs;
}

/** Kinds of the log from which the memory is rebuilt; everything else has no say. */
export const VISIT_KINDS: readonly string[] = [...CLUE_KINDS, ...DEAF_KINDS, 'visit-opened', 'visit-closed'];

/** Flights that are kept for counting: a year of the busiest week known, three times over. */
const KEPT_FLIGHTS = 2000;
/** Clues of one aircraft, before its oldest visits are settled. */
const KEPT_CLUES = 80;
const KEPT_AFTER_SETTLING = 40;

const NOBODY: AircraftVisits = { clues: [], said: [], settled: [] };

/** A memory that has seen nothing. */
export const emptyVisits = (sources: VisitSources = {}): VisitMemory => ({
  aircraft: new Map(),
  flights: [],
  history: sources.history ?? [],
  context: sources.context ?? [],
  ...(sources.beganAt === undefined ? {} : { beganAt: sources.beganAt }),
});

/** What is remembered of an aircraft. */
export const visitsOfAircraft = (memory: VisitMemory, icao24: string): AircraftVisits =>
  memory.aircraft.get(icao24) ?? NOBODY;

/** The clues after an event: added, put in the place of the one it revises, or taken back. The same list where nothing changes. */
function withEvent(clues: readonly Clue[], event: FlightEvent): readonly Clue[] {
  const replaced = clues.find(({ id }) => id === event.supersedes);
  const clue = clueOf(event, replaced?.root ?? event.supersedes ?? event.id);
  if (clues.some(({ id }) => id === event.id) || (replaced === undefined && clue === undefined)) return clues;
  const rest = replaced === undefined ? clues : clues.filter((one) => one !== replaced);
  return clue === undefined ? rest : [...rest, clue];
}

/** The flights after an event. */
function flightsWith(flights: readonly Flight[], event: FlightEvent): readonly Flight[] {
  const flight = flightOf(event);
  const gone = flights.some(({ id }) => id === event.supersedes);
  if ((flight === undefined && !gone) || flights.some(({ id }) => id === event.id)) return flights;
  const rest = gone ? flights.filter(({ id }) => id !== event.supersedes) : flights;
  if (flight === undefined || event.status === 'retracted') return rest;
  const next = [...rest, flight];
  if ((rest.at(-1)?.at ?? flight.at) > flight.at) next.sort((a, b) => a.at - b.at);
  return next.slice(-KEPT_FLIGHTS);
}

/** The memory after one event of the log, whatever it is; the same memory where it has no say. */
export function takeIn(memory: VisitMemory, given: FlightEvent): VisitMemory {
  const { icao24 } = given;
  if (DEAF_KINDS.includes(given.kind)) {
    const { holes = [] } = memory;
    const next = holesWith(holes, given);
    return next === holes ? memory : { ...memory, holes: next };
  }
  if (icao24 === undefined || !CLUE_KINDS.includes(given.kind)) return memory;
  // As the store gives it back, so that a restart finds nothing changed: whole milliseconds, three decimals.
  const event = eventFromJson(eventToJson(given)) ?? given;
  const flights = flightsWith(memory.flights, event);
  const before = visitsOfAircraft(memory, icao24);
  const clues = withEvent(before.clues, event);
  if (clues === before.clues) return flights === memory.flights ? memory : { ...memory, flights };
  return withAircraft({ ...memory, flights }, icao24, { ...before, clues });
}

export const withAircraft = (memory: VisitMemory, icao24: string, visits: AircraftVisits): VisitMemory => ({
  ...memory,
  aircraft: new Map(memory.aircraft).set(icao24, visits),
});

const revisionOf = (event: FlightEvent): number => {
  const revision = event.detail['revision'];
  return typeof revision === 'number' && Number.isInteger(revision) && revision >= 0 ? revision : 0;
};

/** The said lines after one `visit-opened` or `visit-closed` of the log. */
export function withSaid(said: readonly Said[], event: FlightEvent): readonly Said[] {
  const visit = visitFromJson(event.detail['visit']);
  if (visit === undefined) return said;
  const before = said.find((one) => one.visit.id === visit.id);
  const rest = said.filter((one) => one !== before);
  const key = event.kind === 'visit-opened' ? 'opened' : 'closed';
  const { opened, closed } = before ?? {};
  const isTaken = event.status === 'retracted';
  const line = { id: event.id, revision: revisionOf(event), visit, ...(isTaken ? { isTaken } : {}) };
  const lines = { opened, closed, [key]: line };
  const known = Object.fromEntries(Object.entries(lines).filter(([, one]) => one !== undefined));
  const standing = [lines.closed, lines.opened].filter((one) => one !== undefined && one.isTaken !== true);
  if (standing.length === 0) return rest;
  return [...rest, { visit: standing[0]?.visit ?? visit, ...known }];
}

/** What came this long before a stay tells where it came from. */
const WAY_IN_MS: Milliseconds = DAY_MS;

const reachOf = ({ visit }: Said): { readonly first: EpochMs; readonly last: EpochMs } => {
  const times = visit.evidence.flatMap(({ at }) => at ?? []);
  return { first: Math.min(...times) - WAY_IN_MS, last: Math.max(...times) };
};

/** With the oldest clues let go, and the visits that rested on them settled: memory stays bounded. Never cuts through a visit. */
export function settled(visits: AircraftVisits): AircraftVisits {
  if (visits.clues.length <= KEPT_CLUES) return visits;
  const sorted = visits.clues.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  let cut = sorted[sorted.length - KEPT_AFTER_SETTLING]?.at ?? 0;
  const newest = visits.said.slice(-2);
  const reaches = visits.said.map((one) => ({ ...reachOf(one), stays: newest.includes(one) }));
  // Newest first: a cut that is moved back for one visit may then lie in the one before.
  for (const { first, last, stays } of reaches.toSorted((a, b) => b.last - a.last))
    if (last >= cut || stays) cut = Math.min(cut, first);
  const isOld = (one: Said): boolean => reachOf(one).last < cut;
  return {
    clues: sorted.filter(({ at }) => at >= cut),
    said: visits.said.filter((one) => !isOld(one)),
    settled: [...visits.settled, ...visits.said.filter(isOld).map(({ visit }) => visit)],
  };
}
