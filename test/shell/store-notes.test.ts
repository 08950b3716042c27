import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/shell/store.ts';
import { shippedHistory } from '../../src/visits/history.ts';
import { DAY_AT, eventOf, temporaryFolders } from './support/shell-fixtures.ts';

const folder = temporaryFolders();
const opened = (path: string): Store => {
  const store = openStore(path, { now: () => DAY_AT });
  if ('kind' in store) throw new Error(store.reason);
  return store;
};

describe('what a person adds', () => {
  it('is there after a restart, each once', () => {
    const path = join(folder(), 'store.sqlite');
    const entry = { label: 'X', from: '2023-07-25', to: '2023-07-27' };
    const first = opened(path);
    for (let times = 0; times < 2; times += 1) {
      expect(first.notes.addVisits(shippedHistory())).toEqual({ ok: true });
      expect(first.notes.addContext([entry])).toEqual({ ok: true });
    }
    first.close();
    const second = opened(path);
    const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
    expect(second.notes.visits()).toEqual(
      shippedHistory()
        .map((visit) => ({ ...visit, provenance: 'imported' }))
        .toSorted(byId),
    );
    expect(second.notes.context()).toEqual([entry]);
    second.close();
  });

  it('is left out where this build cannot read it', () => {
    const path = join(folder(), 'store.sqlite');
    opened(path).close();
    const database = new DatabaseSync(path);
    database.exec(`INSERT INTO imported_visits VALUES ('a', 'no json'), ('b', '[]');
      INSERT INTO context_entries (json) VALUES ('{"label":1}'), ('{');`);
    database.close();
    const store = opened(path);
    expect([store.notes.visits(), store.notes.context()]).toEqual([[], []]);
    store.close();
  });

  it('has room in a store of the first version, whose events stay', () => {
    const path = join(folder(), 'store.sqlite');
    const before = opened(path);
    before.saveEvents([eventOf('one')]);
    before.close();
    const database = new DatabaseSync(path);
    database.exec(`DROP TABLE imported_visits; DROP TABLE context_entries; DROP INDEX events_by_kind;
      DROP TABLE snapshots; PRAGMA user_version = 1;`);
    database.close();
    const after = opened(path);
    expect(after.recentEvents(5).map(({ id }) => id)).toEqual(['one']);
    expect(after.notes.addVisits(shippedHistory())).toEqual({ ok: true });
    after.close();
  });
});

describe('events by kind and by the beginning of their id', () => {
  it('come in the order of detection', () => {
    const store = opened(':memory:');
    store.saveEvents([
      eventOf('abcd01', { detectedAt: DAY_AT + 2 }),
      eventOf('abcd02', { detectedAt: DAY_AT + 1 }),
      eventOf('ff', { kind: 'lost' }),
    ]);
    expect([...store.eventsOfKinds(['landing'])].map(({ id }) => id)).toEqual(['abcd02', 'abcd01']);
    expect([...store.eventsOfKinds(['landing', 'lost'])]).toHaveLength(3);
    expect([...store.eventsOfKinds([])]).toEqual([]);
    store.close();
  });

  it('are found when there is only one', () => {
    const store = opened(':memory:');
    store.saveEvents(['abcd01', 'abcd02', 'ab', 'ff'].map((id) => eventOf(id)));
    expect(store.eventLike('f')?.id).toBe('ff');
    expect(store.eventLike('abcd01')?.id).toBe('abcd01');
    // An id that is whole is meant, although others begin with it.
    expect(store.eventLike('ab')?.id).toBe('ab');
    expect(store.eventLike('abcd')).toBeUndefined();
    expect(store.eventLike('%')).toBeUndefined();
    store.close();
  });
});
