/**
 * The event log on disk: SQLite in WAL mode with `synchronous=FULL`, so that an acknowledged event survives a kill and a power cut,
 * and several programs can share the file. In: events, sightings, the read mark. Out: the same, later. A failure is a value with a
 * sentence, never a silent loss. `:memory:` is the same store for runs that keep nothing.
 */
import { basename, dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import { eventFromJson, eventToJson } from '../events/wire.ts';
import { ensurePrivateDir } from './paths.ts';
import { MEMORY, moveAside, openDatabase, quickCheck, SUFFIXES, sizeOf } from './store-file.ts';
import { createNoteShelf } from './store-notes.ts';
import { rollBack } from './store-schema.ts';
import type { SightingBatch } from './store-sightings.ts';
import { createSightingBatch } from './store-sightings.ts';
import { createSnapshotShelf } from './store-snapshot.ts';
import type { StoreTrouble } from './store-trouble.ts';
import { troubleOf } from './store-trouble.ts';
import type { Done, EventQuery, Saved, Store, StoreOptions, StoreSummary } from './store-types.ts';

export { MEMORY } from './store-file.ts';
export type { Sighting } from './store-sightings.ts';
export type { KeptSnapshot } from './store-snapshot.ts';
export type { StoreTrouble } from './store-trouble.ts';
export type { Done, EventQuery, Failed, Saved, Store, StoreOptions, StoreSummary } from './store-types.ts';

const textOf = (event: FlightEvent): string => JSON.stringify(eventToJson(event));

/** `undefined`: no event that this build can read. */
function eventOf(text: unknown): FlightEvent | undefined {
  try {
    return eventFromJson(JSON.parse(String(text)));
  } catch {
    return undefined;
  }
}

/** A time as SQLite keeps it; the core never makes another one. */
const stamp = (at: EpochMs): number => (Number.isFinite(at) ? Math.round(at) : 0);

/**
 * Opens the store, and makes it where there is none. A damaged file is moved aside, said in `notices`, and a new one begun.
 * @param path a file, or `MEMORY`
 */
export function openStore(path: string, options: StoreOptions): Store | StoreTrouble {
  const notices: string[] = [];
  try {
    if (path !== MEMORY) ensurePrivateDir(dirname(path));
    let database: DatabaseSync | StoreTrouble;
    try {
      database = openDatabase(path, options);
    } catch (error) {
      if (path === MEMORY || options.leaveDamaged === true || troubleOf(error).code !== 'corrupt') throw error;
      const aside = moveAside(path, options.now());
      notices.push(`the event log was damaged; it is kept as ${basename(aside)}, and a new one was begun`);
      database = openDatabase(path, options);
    }
    return 'kind' in database ? database : createStore(path, database, notices);
  } catch (error) {
    return troubleOf(error);
  }
}

const isEvent = (event: FlightEvent | undefined): event is FlightEvent => event !== undefined;

function createStore(path: string, database: DatabaseSync, notices: readonly string[]): Store {
  const insert = database.prepare(
    'INSERT INTO events (id, detected_at, at, kind, level, icao24, json) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const batch: SightingBatch = createSightingBatch(database);
  const shelf = createSnapshotShelf(database);
  let open = true;

  /** Runs `work` in one transaction that is durable when this returns. */
  const transact = (ids: readonly string[], work: () => void): Done => {
    if (!open) {
      return { ok: false, trouble: { kind: 'store-trouble', code: 'closed', reason: 'the event log is closed' }, ids };
    }
    try {
      database.exec('BEGIN IMMEDIATE');
      work();
      database.exec('COMMIT');
      return { ok: true };
    } catch (error) {
      rollBack(database);
      return { ok: false, trouble: troubleOf(error), ids };
    }
  };

  const flush = (): Done => {
    if (batch.size() === 0) return { ok: true };
    const done = transact([], batch.write);
    if (done.ok) batch.clear();
    return done;
  };

  const saveEvents = (events: readonly FlightEvent[]): Saved => {
    const ids = events.map((event) => event.id);
    let added = 0;
    const done = transact(ids, () => {
      for (const event of events) {
        const { id, detectedAt, at, kind, level, icao24 } = event;
        const { changes } = insert.run(id, stamp(detectedAt), stamp(at), kind, level, icao24 ?? null, textOf(event));
        added += Number(changes);
      }
      batch.write();
    });
    if (!done.ok) return done;
    batch.clear();
    return { ok: true, ids, added };
  };

  function* eventsWhere(query: EventQuery): Generator<FlightEvent> {
    const rows = database
      .prepare('SELECT json FROM events WHERE detected_at >= ? AND detected_at < ? ORDER BY detected_at, seq')
      .iterate(query.fromAt ?? Number.MIN_SAFE_INTEGER, query.toAt ?? Number.MAX_SAFE_INTEGER);
    for (const row of rows) {
      const event = eventOf(row.json);
      if (event !== undefined) yield event;
    }
  }

  function* eventsOfKinds(kinds: readonly string[]): Generator<FlightEvent> {
    const holes = kinds.map(() => '?').join(', ');
    const rows = database
      .prepare(`SELECT json FROM events WHERE kind IN (${holes}) ORDER BY detected_at, seq`)
      .iterate(...kinds);
    for (const row of rows) {
      const event = eventOf(row.json);
      if (event !== undefined) yield event;
    }
  }

  const summary = (): StoreSummary => {
    const row = database
      .prepare('SELECT count(*) AS events, min(detected_at) AS oldest, max(detected_at) AS newest FROM events')
      .get();
    const sightings = database.prepare('SELECT count(*) AS rows FROM sightings').get()?.rows;
    const [oldest, newest] = [row?.oldest, row?.newest];
    return {
      path,
      events: Number(row?.events ?? 0),
      sightings: Number(sightings ?? 0),
      sizeBytes: SUFFIXES.reduce((sum, suffix) => sum + sizeOf(path + suffix), 0),
      ...(typeof oldest === 'number' ? { oldestAt: oldest } : {}),
      ...(typeof newest === 'number' ? { newestAt: newest } : {}),
      faults: quickCheck(database),
    };
  };

  return {
    path,
    notices,
    saveEvents,
    recentEvents: (limit, beforeAt) =>
      database
        .prepare('SELECT json FROM events WHERE detected_at < ? ORDER BY detected_at DESC, seq DESC LIMIT ?')
        .all(beforeAt ?? Number.MAX_SAFE_INTEGER, limit)
        .map((row) => eventOf(row.json))
        .filter(isEvent)
        .reverse(),
    eventsWhere,
    sighting: batch.add,
    flush,
    sightings: batch.heardAt,
    readMark: () => {
      const at = database.prepare("SELECT at FROM marks WHERE name = 'read'").get()?.at;
      return typeof at === 'number' ? at : undefined;
    },
    setReadMark: (at) =>
      transact([], () => {
        database
          .prepare("INSERT INTO marks VALUES ('read', ?) ON CONFLICT (name) DO UPDATE SET at = max(at, excluded.at)")
          .run(stamp(at));
      }),
    eventsOfKinds,
    eventLike: (id) => {
      const rows = database
        .prepare('SELECT id, json FROM events WHERE id >= ? AND id < ? ORDER BY id LIMIT 2')
        .all(id, `${id}\uffff`);
      const [first] = rows;
      return first !== undefined && (rows.length === 1 || first.id === id) ? eventOf(first.json) : undefined;
    },
    notes: createNoteShelf(database, (work) => transact([], work)),
    keepSnapshot: (name, at, value) => transact([], () => shelf.write(name, at, value)),
    snapshot: shelf.read,
    summary,
    close: () => {
      if (!open) return { ok: true };
      const done = flush();
      open = false;
      database.close();
      return done;
    },
  };
}
