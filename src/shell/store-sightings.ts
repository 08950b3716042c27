/**
 * When each aircraft was first and last heard, and as what. Held back in memory, the newest of each aircraft, and written many at a
 * time: a sky of 15,000 aircraft must not cost a transaction each.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../aero/units.ts';

export interface Sighting {
  readonly icao24: string;
  readonly heardAt: EpochMs;
  readonly registration?: string;
  readonly typecode?: string;
  readonly callsign?: string;
}

export interface SightingBatch {
  readonly add: (sighting: Sighting) => void;
  readonly size: () => number;
  /** Into the database; belongs into a transaction. Keeps what it wrote until `clear`. */
  readonly write: () => void;
  readonly clear: () => void;
  /** Last heard, by address; what is held back counts. */
  readonly heardAt: () => ReadonlyMap<string, EpochMs>;
}

interface Held extends Sighting {
  readonly firstHeardAt: EpochMs;
}

/** Later words replace earlier ones; what a later sighting does not say stays. Replayed old sightings do not move it back. */
const UPSERT = `INSERT INTO sightings (icao24, first_heard_at, last_heard_at, registration, typecode, callsign)
  VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (icao24) DO UPDATE SET
    first_heard_at = min(first_heard_at, excluded.first_heard_at),
    registration = CASE WHEN excluded.last_heard_at >= last_heard_at THEN coalesce(excluded.registration, registration) ELSE registration END,
    typecode = CASE WHEN excluded.last_heard_at >= last_heard_at THEN coalesce(excluded.typecode, typecode) ELSE typecode END,
    callsign = CASE WHEN excluded.last_heard_at >= last_heard_at THEN coalesce(excluded.callsign, callsign) ELSE callsign END,
    last_heard_at = max(last_heard_at, excluded.last_heard_at)`;

/** A batch that writes into this database, whose tables are there. */
export function createSightingBatch(database: DatabaseSync): SightingBatch {
  const upsert = database.prepare(UPSERT);
  const held = new Map<string, Held>();
  return {
    add: (sighting) => {
      const before = held.get(sighting.icao24);
      const later = before === undefined || sighting.heardAt >= before.heardAt;
      const merged = before === undefined ? sighting : later ? { ...before, ...sighting } : { ...sighting, ...before };
      const firstHeardAt = Math.min(before?.firstHeardAt ?? sighting.heardAt, sighting.heardAt);
      held.set(sighting.icao24, { ...merged, firstHeardAt });
    },
    size: () => held.size,
    write: () => {
      for (const { icao24, firstHeardAt, heardAt, registration, typecode, callsign } of held.values()) {
        const times = [Math.round(firstHeardAt), Math.round(heardAt)] as const;
        upsert.run(icao24, ...times, registration ?? null, typecode ?? null, callsign ?? null);
      }
    },
    clear: () => held.clear(),
    heardAt: () => {
      const stored = new Map<string, EpochMs>();
      for (const row of database.prepare('SELECT icao24, last_heard_at FROM sightings').iterate()) {
        stored.set(String(row.icao24), Number(row.last_heard_at));
      }
      for (const { icao24, heardAt } of held.values())
        stored.set(icao24, Math.max(heardAt, stored.get(icao24) ?? heardAt));
      return stored;
    },
  };
}
