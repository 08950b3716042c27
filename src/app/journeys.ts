/**
 * Where each aircraft comes from and goes to, as the event log says it and no further: take-offs and landings that stand, and a
 * destination that a detector named. In: the log, oldest first. Out: one journey an address. Nothing is guessed here.
 */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent, Place } from '../events/types.ts';

export interface Journey {
  readonly from?: Place;
  readonly departedAt?: EpochMs;
  readonly to?: Place;
  /** `landed`: it is there. `expected`: a detector named it, with this belief. */
  readonly toBasis?: 'landed' | 'expected';
  readonly probability?: number;
}

const supersededByLog = new WeakMap<readonly FlightEvent[], ReadonlySet<string>>();
const journeysByLog = new WeakMap<readonly FlightEvent[], ReadonlyMap<string, Journey>>();

/** The ids that a later line of the log replaces or takes back. Memoised by the log's identity. */
export function supersededIds(events: readonly FlightEvent[]): ReadonlySet<string> {
  const kept = supersededByLog.get(events);
  if (kept !== undefined) return kept;
  const ids = new Set<string>();
  for (const { supersedes } of events) if (supersedes !== undefined) ids.add(supersedes);
  supersededByLog.set(events, ids);
  return ids;
}

/** Whether a line still says what the program believes: neither replaced nor a retraction. */
export const stands = (event: FlightEvent, superseded: ReadonlySet<string>): boolean =>
  event.status !== 'retracted' && !superseded.has(event.id);

/** The journeys that the log tells of, by address; absent: nothing is known. Memoised by the log's identity. */
export function journeysOf(events: readonly FlightEvent[]): ReadonlyMap<string, Journey> {
  const kept = journeysByLog.get(events);
  if (kept !== undefined) return kept;
  const superseded = supersededIds(events);
  const journeys = new Map<string, Journey>();
  for (const event of events) {
    if (event.icao24 === undefined || !stands(event, superseded)) continue;
    const next = after(journeys.get(event.icao24) ?? {}, event);
    if (next !== undefined) journeys.set(event.icao24, next);
  }
  journeysByLog.set(events, journeys);
  return journeys;
}

function after(journey: Journey, event: FlightEvent): Journey | undefined {
  const { place } = event;
  switch (event.kind) {
    case 'take-off':
      return { ...(place === undefined ? {} : { from: place }), departedAt: event.at };
    case 'landing':
      return { ...left(journey), ...(place === undefined ? {} : { to: place, toBasis: 'landed' as const }) };
    case 'heading-for-dprk':
      if (place === undefined) return undefined;
      return { ...left(journey), to: place, toBasis: 'expected', probability: event.probability };
    case 'heading-withdrawn':
      return left(journey);
    default:
      return undefined;
  }
}

/** The journey without what was said of its end. */
const left = ({ from, departedAt }: Journey): Journey => ({
  ...(from === undefined ? {} : { from }),
  ...(departedAt === undefined ? {} : { departedAt }),
});
