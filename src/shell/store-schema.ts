/**
 * The tables of the event log and how an older file becomes a newer one. In: an open database. Out: the same at the newest version.
 * A file of a newer build is refused, not guessed at.
 */
import type { DatabaseSync } from 'node:sqlite';

/** Each entry lifts the file by one version; an entry is never changed once it has shipped. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     detected_at INTEGER NOT NULL,
     at INTEGER NOT NULL,
     kind TEXT NOT NULL,
     level TEXT NOT NULL,
     icao24 TEXT,
     json TEXT NOT NULL
   ) STRICT;
   CREATE INDEX events_by_time ON events (detected_at, seq);
   CREATE INDEX events_by_aircraft ON events (icao24, detected_at) WHERE icao24 IS NOT NULL;
   CREATE TABLE sightings (
     icao24 TEXT PRIMARY KEY,
     first_heard_at INTEGER NOT NULL,
     last_heard_at INTEGER NOT NULL,
     registration TEXT,
     typecode TEXT,
     callsign TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE marks (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE snapshots (name TEXT PRIMARY KEY, at INTEGER NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL) STRICT;`,
  `CREATE INDEX events_by_kind ON events (kind, detected_at, seq);
   CREATE TABLE imported_visits (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE context_entries (seq INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT;`,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** The version of an open file, 0 for a new one. */
export const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);

/** Ends a transaction that failed. SQLite has ended it already after a full disk, and then refuses to do it twice. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {}
}

/**
 * Brings the file to this build's version, in one transaction: two programs that start at once do it once.
 * @returns false when the file is of a newer build
 */
export function migrate(database: DatabaseSync): boolean {
  if (versionOf(database) === SCHEMA_VERSION) return true;
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(database);
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    if (version < SCHEMA_VERSION) database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    database.exec('COMMIT');
    return version <= SCHEMA_VERSION;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}
