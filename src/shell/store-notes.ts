/**
 * What a person added to the store beside the log: earlier visits, dated entries. In: the same as read from their files. Out: the same,
 * each once. A row that this build cannot read is left where it is and left out.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ContextEntry } from '../visits/context.ts';
import { contextEntryOf } from '../visits/import.ts';
import type { Visit } from '../visits/types.ts';
import { visitToJson } from '../visits/wire.ts';
import { visitFromJson } from '../visits/wire-read.ts';
import type { Done } from './store-types.ts';

export interface NoteShelf {
  /** Replaces those of the same id. */
  readonly addVisits: (visits: readonly Visit[]) => Done;
  readonly visits: () => readonly Visit[];
  /** An entry that is there already is not added again. */
  readonly addContext: (entries: readonly ContextEntry[]) => Done;
  readonly context: () => readonly ContextEntry[];
}

function parsed(text: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** A shelf in this database, whose tables are there. */
export function createNoteShelf(database: DatabaseSync, transact: (work: () => void) => Done): NoteShelf {
  return {
    addVisits: (visits) =>
      transact(() => {
        const insert = database.prepare('INSERT OR REPLACE INTO imported_visits (id, json) VALUES (?, ?)');
        for (const visit of visits) insert.run(visit.id, JSON.stringify(visitToJson(visit)));
      }),
    visits: () =>
      database
        .prepare('SELECT json FROM imported_visits ORDER BY id')
        .all()
        .flatMap((row) => {
          const visit = visitFromJson(parsed(row.json));
          return visit === undefined ? [] : [{ ...visit, provenance: 'imported' as const }];
        }),
    addContext: (entries) =>
      transact(() => {
        const insert = database.prepare('INSERT OR IGNORE INTO context_entries (json) VALUES (?)');
        for (const entry of entries) insert.run(JSON.stringify(entry));
      }),
    context: () =>
      database
        .prepare('SELECT json FROM context_entries ORDER BY seq')
        .all()
        .flatMap((row) => {
          const entry = contextEntryOf(parsed(row.json) ?? {});
          return typeof entry === 'string' ? [] : [entry];
        }),
  };
}
