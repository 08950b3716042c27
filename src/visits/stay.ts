/**
 * One aircraft's clues, in order of time, cut into stays in the DPRK. In: clues. Out: stays, each with the clues that belong to it.
 * A stay without a heard arrival, or without a heard departure, is one all the same; what ends it then is that the aircraft was
 * somewhere else later.
 */
import { type EpochMs, HOUR_MS, MINUTE_MS, type Milliseconds } from '../aero/units.ts';
import type { Clue } from './clue.ts';

export interface Stay {
  readonly arrivals: readonly Clue[];
  readonly departures: readonly Clue[];
  /** Seen on the ground, and seen not to be there. */
  readonly seen: readonly Clue[];
  readonly notSeen: readonly Clue[];
  /** Landings at another field of the DPRK in between. */
  readonly hops: readonly Clue[];
  /** Before it, newest last, and the first landing after it. */
  readonly before: readonly Clue[];
  readonly after?: Clue;
  /** What shows that it had left, where nobody heard it leave. */
  readonly gone?: Clue;
}

/** Off again and down at another field so soon cannot have been abroad: Sunan to the nearest foreign field and back takes longer. */
const HOP_MS: Milliseconds = 75 * MINUTE_MS;
/** `take-off` and `departure` tell of the same leaving when they are this close. */
const SAME_LEAVING_MS: Milliseconds = 3 * HOUR_MS;
/** Elsewhere, this sure, an aircraft has left. */
const SURELY = 0.85;
/** Clues from elsewhere that are kept for the way in. */
const KEPT_BEFORE = 6;

interface Open {
  arrivals: Clue[];
  departures: Clue[];
  seen: Clue[];
  notSeen: Clue[];
  hops: Clue[];
  before: Clue[];
  after?: Clue;
  gone?: Clue;
}

const begin = (before: readonly Clue[]): Open => ({
  arrivals: [],
  departures: [],
  seen: [],
  notSeen: [],
  hops: [],
  before: before.slice(-KEPT_BEFORE),
});

const isOver = (stay: Open): boolean => stay.departures.length > 0 || stay.gone !== undefined;
const latestOf = (clues: readonly Clue[]): EpochMs => Math.max(...clues.map(({ at }) => at), Number.NEGATIVE_INFINITY);
const leavingEnd = (stay: Open): EpochMs => Math.max(...stay.departures.map(({ toAt }) => toAt));
/** Until when at least it was there. */
const thereUntil = (stay: Open): EpochMs => latestOf([...stay.seen, ...stay.hops, ...stay.arrivals]);

function arrive(stays: Open[], last: Open | undefined, clue: Clue, before: readonly Clue[]): void {
  if (last !== undefined && !isOver(last)) {
    const first = Math.min(...last.seen.map(({ at }) => at), Number.POSITIVE_INFINITY);
    const sameArrival = last.arrivals.some(({ toAt }) => clue.fromAt <= toAt);
    if (sameArrival || (last.arrivals.length === 0 && clue.fromAt <= first)) {
      last.arrivals.push(clue);
      return;
    }
    last.gone = clue;
  } else if (last !== undefined && last.departures.length > 0 && clue.at - latestOf(last.departures) < HOP_MS) {
    last.hops.push(...last.departures, clue);
    last.departures = [];
    return;
  }
  stays.push({ ...begin(before), arrivals: [clue] });
}

function leave(stays: Open[], last: Open | undefined, clue: Clue, before: readonly Clue[]): void {
  if (last !== undefined && !isOver(last)) last.departures.push(clue);
  else if (last !== undefined && last.departures.length > 0 && clue.fromAt - leavingEnd(last) < SAME_LEAVING_MS)
    last.departures.push(clue);
  else stays.push({ ...begin(before), departures: [clue] });
}

function see(stays: Open[], last: Open | undefined, clue: Clue, before: readonly Clue[]): void {
  const list = clue.says === 'seen' ? 'seen' : 'notSeen';
  // Seen again, however much later, shows no flight in between: that would be a departure that nobody heard.
  if (last !== undefined && !isOver(last)) last[list].push(clue);
  else if (last !== undefined && last.departures.length > 0 && clue.at <= leavingEnd(last)) last[list].push(clue);
  else if (list === 'seen') stays.push({ ...begin(before), seen: [clue] });
}

function elsewhere(last: Open | undefined, clue: Clue): void {
  if (last === undefined) return;
  if (!isOver(last) && clue.probability >= SURELY && clue.fromAt > thereUntil(last)) last.gone = clue;
  if (isOver(last) && last.after === undefined && clue.says === 'landed-elsewhere' && clue.at > thereUntil(last))
    last.after = clue;
}

/** The stays of one aircraft, oldest first. Clues in any order; the same clues give the same stays. */
export function staysOf(clues: readonly Clue[]): readonly Stay[] {
  const stays: Open[] = [];
  const before: Clue[] = [];
  for (const clue of clues.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const last = stays.at(-1);
    if (clue.says === 'arrived') arrive(stays, last, clue, before);
    else if (clue.says === 'left') leave(stays, last, clue, before);
    else if (clue.says === 'seen' || clue.says === 'not-seen') see(stays, last, clue, before);
    else if (clue.says !== 'avoided') {
      elsewhere(last, clue);
      before.push(clue);
    }
  }
  return stays;
}
