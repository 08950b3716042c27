/** The store's file: opened with the settings that make it durable and shared, checked, or moved aside with all that belongs to it. */
import { chmodSync, existsSync, renameSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../aero/units.ts';
import { PRIVATE_FILE_MODE } from './paths.ts';
import { migrate } from './store-schema.ts';
import type { StoreTrouble } from './store-trouble.ts';
import type { StoreOptions } from './store-types.ts';

/** SQLite's name for a database that is gone when it is closed. */
export const MEMORY = ':memory:';
/** Another instance's transaction takes milliseconds; five seconds of waiting is a hang of ours, not of the file's. */
const BUSY_TIMEOUT_MS = 5000;
/** A check of every page of a file up to this size is not noticed at the start; `doctor` checks larger ones. */
const CHECKED_AT_OPEN_BYTES = 8 * 1024 * 1024;

/** -wal and -shm belong to the file and must go with it: a foreign WAL is replayed into the next one. */
export const SUFFIXES = ['', '-wal', '-shm'];

/** Renames the file and what belongs to it. Answers the new path. */
export function moveAside(path: string, at: EpochMs): string {
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const aside = `${path}.corrupt-${stamp}`;
  for (const suffix of SUFFIXES) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  return aside;
}

/** Bytes of one file, 0 where there is none. */
export const sizeOf = (path: string): number => (path === MEMORY || !existsSync(path) ? 0 : statSync(path).size);

/** SQLite's words of what is wrong with the pages; empty when nothing is. Reads the whole file. */
export const quickCheck = (database: DatabaseSync): readonly string[] =>
  database
    .prepare('PRAGMA quick_check(5)')
    .all()
    .map((row) => String(row.quick_check))
    .filter((line) => line !== 'ok');

/** Looks like SQLite's own SQLITE_CORRUPT to `troubleOf`. */
class CorruptError extends Error {
  readonly errcode = 11;
}

/**
 * The database, opened, checked when it is small, and brought to this build's version. Throws what SQLite throws; a file of a newer
 * build is a value.
 */
export function openDatabase(path: string, options: StoreOptions): DatabaseSync | StoreTrouble {
  const isNew = path !== MEMORY && !existsSync(path);
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${options.busyTimeoutMs ?? BUSY_TIMEOUT_MS}`);
    // Before anything is in it: -wal and -shm are made with the mode of the file.
    if (path !== MEMORY && isNew) chmodSync(path, PRIVATE_FILE_MODE);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    if (!isNew && sizeOf(path) <= CHECKED_AT_OPEN_BYTES && quickCheck(database).length > 0) throw new CorruptError();
    if (migrate(database)) return database;
    database.close();
    return { kind: 'store-trouble', code: 'newer', reason: 'the event log was written by a newer dprk-watch' };
  } catch (error) {
    database.close();
    throw error;
  }
}
