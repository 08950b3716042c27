/** What the store promises to everyone else: events, sightings and the read mark in and out, and every failure as a value. */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import type { NoteShelf } from './store-notes.ts';
import type { Sighting } from './store-sightings.ts';
import type { KeptSnapshot } from './store-snapshot.ts';
import type { StoreTrouble } from './store-trouble.ts';

export interface StoreOptions {
  /** Wall clock, for the name of a file that is moved aside. */
  readonly now: () => EpochMs;
  /** For those who only look: a damaged file stays where it is, and is the answer. */
  readonly leaveDamaged?: boolean;
  readonly busyTimeoutMs?: number;
  /** The file may not outgrow so many pages of 4 kB; for the rehearsal of a full disk. */
  readonly maxPages?: number;
}

export type Saved = { readonly ok: true; readonly ids: readonly string[]; readonly added: number } | Failed;
/** `ids`: what is not in the store because of it. */
export type Failed = { readonly ok: false; readonly trouble: StoreTrouble; readonly ids: readonly string[] };
export type Done = { readonly ok: true } | Failed;

export interface EventQuery {
  readonly fromAt?: EpochMs;
  readonly toAt?: EpochMs;
}

export interface StoreSummary {
  readonly path: string;
  readonly events: number;
  readonly sightings: number;
  readonly sizeBytes: number;
  readonly oldestAt?: EpochMs;
  readonly newestAt?: EpochMs;
  /** SQLite's own words of what is wrong; empty when nothing is. */
  readonly faults: readonly string[];
}

export interface Store {
  readonly path: string;
  /** What had to be done while opening, for people: a damaged file moved aside. */
  readonly notices: readonly string[];
  /** All or none, in one transaction. An id that is there already counts as stored. */
  readonly saveEvents: (events: readonly FlightEvent[]) => Saved;
  /** The newest by time of detection, oldest first. `beforeAt`: only what was detected before. */
  readonly recentEvents: (limit: number, beforeAt?: EpochMs) => readonly FlightEvent[];
  /** By time of detection, oldest first, one at a time: a log of a million lines needs no memory. Throws when the file fails. */
  readonly eventsWhere: (query: EventQuery) => Generator<FlightEvent>;
  /** Held back until `flush`, the next `saveEvents` or `close`, the newest of each aircraft. */
  readonly sighting: (sighting: Sighting) => void;
  readonly flush: () => Done;
  /** When each aircraft was last heard. */
  readonly sightings: () => ReadonlyMap<string, EpochMs>;
  readonly readMark: () => EpochMs | undefined;
  /** Never goes back. */
  readonly setReadMark: (at: EpochMs) => Done;
  /** What is believed at `at`, to go on from after a restart; replaces the one of the same name. */
  readonly keepSnapshot: (name: string, at: EpochMs, value: unknown) => Done;
  /** `undefined` where none was kept under this name. */
  readonly snapshot: (name: string) => KeptSnapshot | undefined;
  /** Of these kinds only, by time of detection, oldest first. Throws when the file fails. */
  readonly eventsOfKinds: (kinds: readonly string[]) => Generator<FlightEvent>;
  /** The event of an id, or the only one whose id begins so; `undefined` for none, and for several. */
  readonly eventLike: (id: string) => FlightEvent | undefined;
  /** A person's own visits and dated entries. */
  readonly notes: NoteShelf;
  /** Reads every page of the file. */
  readonly summary: () => StoreSummary;
  /** Stores what was held back. Idempotent. */
  readonly close: () => Done;
}
