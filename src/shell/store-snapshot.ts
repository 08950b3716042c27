/**
 * What the program believed when it last looked away, kept in the store to go on from after a restart. In: a value that structured
 * cloning can carry, under a name. Out: the same value, or in words why not. A damaged one is refused whole: half a memory is a lie.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import type { EpochMs } from '../aero/units.ts';

/** One for the user's watchlist, and some for watchlists given on the command line; then the oldest goes. */
const NAMES_MOST = 8;

export type KeptSnapshot =
  | { readonly at: EpochMs; readonly value: unknown }
  /** One sentence, lower case, without a full stop. */
  | { readonly trouble: string };

export interface SnapshotShelf {
  /** Replaces the one of the same name; belongs into a transaction. Throws what SQLite throws. */
  readonly write: (name: string, at: EpochMs, value: unknown) => void;
  /** `undefined` where none was kept under this name. */
  readonly read: (name: string) => KeptSnapshot | undefined;
}

const digestOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** A shelf in this database, whose tables are there. */
export const createSnapshotShelf = (database: DatabaseSync): SnapshotShelf => ({
  write: (name, at, value) => {
    const body = serialize(value);
    database
      .prepare('INSERT OR REPLACE INTO snapshots (name, at, digest, body) VALUES (?, ?, ?, ?)')
      .run(name, Math.round(at), digestOf(body), body);
    database
      .prepare('DELETE FROM snapshots WHERE name NOT IN (SELECT name FROM snapshots ORDER BY at DESC, name LIMIT ?)')
      .run(NAMES_MOST);
  },
  read: (name) => {
    try {
      const row = database.prepare('SELECT at, digest, body FROM snapshots WHERE name = ?').get(name);
      if (row === undefined) return undefined;
      const { at, digest, body } = row;
      if (!(body instanceof Uint8Array) || digestOf(body) !== digest) throw new Error('digest');
      return { at: Number(at), value: deserialize(body) as unknown };
    } catch {
      return { trouble: 'what was known before the restart is damaged and was left out' };
    }
  },
});
