/**
 * Flight events in, visits out: what lands in the DPRK opens one, what leaves closes it, what is revised or taken back revises or takes
 * back. Each aircraft's visits are derived anew from the clues that stand and compared with what was said; only the difference is
 * said. So a revision at any time, and a restart in the middle of a stay, end in the same record under the same id.
 */
import type { EpochMs } from '../aero/units.ts';
import { eventId } from '../events/compose.ts';
import type { FlightEvent } from '../events/types.ts';
import { contextOf } from './context.ts';
import { visitsFrom } from './derive.ts';
import { type Ledger, mergeVisits } from './ledger.ts';
import { turnOf } from './lines.ts';
import {
  emptyVisits,
  type Said,
  settled,
  takeIn,
  VISIT_KINDS,
  type VisitMemory,
  type VisitSources,
  visitsOfAircraft,
  withAircraft,
  withSaid,
} from './memory.ts';
import { rarityOf } from './rarity.ts';
import type { Visit } from './types.ts';

/** Keeps the id under which a visit was said before, by the evidence that both rest on. */
function named(visit: Visit, said: readonly Said[], taken: Set<string>, others: ReadonlySet<string>): Visit {
  const roots = new Set(visit.evidence.flatMap(({ root, kind }) => (ROOT_KINDS.includes(kind) ? (root ?? []) : [])));
  // One stay may have been said twice (the same flight, imported from two recordings): the first id in order, whatever was said last.
  const [before] = said
    .filter(
      (one) =>
        !taken.has(one.visit.id) &&
        (one.visit.id === visit.id ||
          (!others.has(one.visit.id) &&
            one.visit.evidence.some(
              ({ root, kind }) => ROOT_KINDS.includes(kind) && root !== undefined && roots.has(root),
            ))),
    )
    .sort((a, b) => (a.visit.id < b.visit.id ? -1 : 1));
  let id = before?.visit.id ?? visit.id;
  for (let count = 2; taken.has(id); count += 1) id = eventId('visit', visit.icao24 ?? '', `${visit.id}#${count}`);
  taken.add(id);
  return { ...visit, id };
}
/** Evidence that belongs to one stay only; a landing elsewhere may end one and begin the way to the next. */
const ROOT_KINDS: readonly string[] = ['landing', 'departure', 'take-off', 'anchor'];

/** All visits that are known: this log's, and the history's. Each with rarity and context where `annotate` is asked. */
export function ledgerOf(memory: VisitMemory): Ledger {
  const own = [...memory.aircraft.values()].flatMap((one) => [...one.settled, ...one.said.map(({ visit }) => visit)]);
  return {
    visits: mergeVisits([...own, ...memory.history]),
    flights: memory.flights,
    ...(memory.holes === undefined ? {} : { holes: memory.holes }),
    context: memory.context,
    ...(memory.beganAt === undefined ? {} : { watchingSinceAt: memory.beganAt }),
  };
}

/** A visit with what is rare about it and what it is near to, against the ledger. */
export const annotated = (visit: Visit, ledger: Ledger): Visit => ({
  ...visit,
  rarity: rarityOf(visit, ledger),
  context: contextOf(visit, ledger.context),
});

/** Derives one aircraft's visits, and says what is new about them. */
function settleAccounts(
  memory: VisitMemory,
  icao24: string,
  at: EpochMs,
): { readonly memory: VisitMemory; readonly events: readonly FlightEvent[] } {
  const before = visitsOfAircraft(memory, icao24);
  const taken = new Set(before.settled.map(({ id }) => id));
  const derived = visitsFrom(before.clues);
  const visits = derived.map((visit) => {
    const others = new Set(derived.flatMap((one) => (one === visit ? [] : one.id)));
    return named(visit, before.said, taken, others);
  });
  const events: FlightEvent[] = [];
  for (const one of before.said) if (!taken.has(one.visit.id)) events.push(...turnOf(one, undefined, at).events);
  const said: Said[] = [];
  for (const visit of visits) {
    const others = withAircraft(memory, icao24, { ...before, said });
    const turn = turnOf(
      before.said.find((one) => one.visit.id === visit.id),
      annotated(visit, ledgerOf(others)),
      at,
    );
    events.push(...turn.events);
    if (turn.said !== undefined) said.push(turn.said);
  }
  return { memory: withAircraft(memory, icao24, settled({ ...before, said })), events };
}

/** Neighbours about one aircraft that were said at the same moment: one turn, however the calls are cut. */
function turnsOf(events: readonly FlightEvent[]): readonly (readonly [FlightEvent, ...FlightEvent[]])[] {
  const turns: [FlightEvent, ...FlightEvent[]][] = [];
  for (const event of events) {
    const turn = turns.at(-1);
    const same = turn?.[0].icao24 === event.icao24 && turn?.[0].detectedAt === event.detectedAt;
    if (turn !== undefined && same) turn.push(event);
    else turns.push([event]);
  }
  return turns;
}

/**
 * The visits after these events. Call it with what every `observe` answers.
 * @param events new lines of the log, in their order; lines that were taken in before change nothing
 * @param at the clock of the observations, for a log that begins now. What follows from a line is said at the line's own time, so
 * that it does not depend on when frames came in
 * @returns the memory, and the `visit-opened` and `visit-closed` lines that follow, also revised and retracted ones
 */
export function foldVisits(
  memory: VisitMemory,
  events: readonly FlightEvent[],
  at: EpochMs,
): { readonly memory: VisitMemory; readonly events: readonly FlightEvent[] } {
  const [first] = events;
  if (first === undefined) return { memory, events: [] };
  let next = memory.beganAt === undefined ? { ...memory, beganAt: Math.min(at, first.detectedAt) } : memory;
  const said: FlightEvent[] = [];
  for (const turn of turnsOf(events)) {
    const { icao24, detectedAt } = turn[0];
    const before = next.aircraft;
    for (const event of turn) next = takeIn(next, event);
    if (next.aircraft === before || icao24 === undefined) continue;
    const settledTurn = settleAccounts(next, icao24, detectedAt);
    next = settledTurn.memory;
    said.push(...settledTurn.events);
  }
  return { memory: next, events: said };
}

/**
 * Every aircraft's visits derived anew: for a log to which somebody else has added, such as a note made while a monitor ran.
 * @returns the memory, and the lines that the log lacks
 */
export function settleAll(
  memory: VisitMemory,
  at: EpochMs,
): { readonly memory: VisitMemory; readonly events: readonly FlightEvent[] } {
  let next = memory;
  const said: FlightEvent[] = [];
  for (const icao24 of memory.aircraft.keys()) {
    const turn = settleAccounts(next, icao24, at);
    next = turn.memory;
    said.push(...turn.events);
  }
  return { memory: next, events: said };
}

/**
 * The memory that a log leaves behind: stored lines, oldest first, of `VISIT_KINDS` at least. Says nothing. Visits whose evidence lies
 * before the first line given stay as they were said.
 */
export function recallVisits(stored: Iterable<FlightEvent>, sources: VisitSources = {}): VisitMemory {
  let memory = emptyVisits(sources);
  const roots = new Set<string>();
  for (const event of stored) {
    if (event.icao24 === undefined) memory = takeIn(memory, event);
    if (event.icao24 === undefined || !VISIT_KINDS.includes(event.kind)) continue;
    memory = memory.beganAt === undefined ? { ...memory, beganAt: event.detectedAt } : memory;
    if (event.kind !== 'visit-opened' && event.kind !== 'visit-closed') {
      memory = takeIn(memory, event);
      for (const { root } of visitsOfAircraft(memory, event.icao24).clues.slice(-1)) roots.add(root);
    } else {
      const before = visitsOfAircraft(memory, event.icao24);
      memory = withAircraft(memory, event.icao24, { ...before, said: withSaid(before.said, event) });
    }
  }
  const isFounded = ({ visit }: Said): boolean =>
    visit.evidence.some(({ root }) => root !== undefined && roots.has(root));
  const aircraft = new Map(
    [...memory.aircraft].map(([icao24, one]) => [
      icao24,
      {
        ...one,
        said: one.said.filter(isFounded),
        settled: one.said.filter((said) => !isFounded(said)).map(({ visit }) => visit),
      },
    ]),
  );
  return { ...memory, aircraft };
}
