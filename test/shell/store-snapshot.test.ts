/** What is believed, put on the store's shelf and taken down again: whole, or not at all. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/shell/store.ts';
import { MEMORY, openStore } from '../../src/shell/store.ts';
import { DAY_AT, temporaryFolders } from './support/shell-fixtures.ts';

const folder = temporaryFolders();
const opened = (path: string): Store => {
  const store = openStore(path, { now: () => DAY_AT });
  if ('kind' in store) throw new Error(store.reason);
  return store;
};
const believed = {
  at: DAY_AT,
  health: new Map([['readsb', { up: true }]]),
  absent: undefined,
  far: Number.POSITIVE_INFINITY,
};

describe('a snapshot in the store', () => {
  it('comes back as it was, from a file that was closed in between, and the newest of a name counts', () => {
    const path = join(folder(), 'store.sqlite');
    const first = opened(path);
    expect(first.snapshot('live')).toBeUndefined();
    expect(first.keepSnapshot('live', DAY_AT - 1000, { old: true })).toEqual({ ok: true });
    expect(first.keepSnapshot('live', DAY_AT + 0.4, believed)).toEqual({ ok: true });
    first.close();
    const second = opened(path);
    expect(second.snapshot('live')).toEqual({ at: DAY_AT, value: believed });
    expect(second.snapshot('recording')).toBeUndefined();
    second.close();
  });

  it('that is damaged is refused in words, and the log is as it was', () => {
    const path = join(folder(), 'store.sqlite');
    const store = opened(path);
    store.keepSnapshot('live', DAY_AT, believed);
    store.close();
    const database = new DatabaseSync(path);
    database.exec("UPDATE snapshots SET body = CAST(substr(body, 1, 20) || x'00' || substr(body, 22) AS BLOB)");
    database.close();
    const again = opened(path);
    expect(again.snapshot('live')).toEqual({
      trouble: 'what was known before the restart is damaged and was left out',
    });
    expect(again.notices).toEqual([]);
    again.close();
  });

  it('has a bounded number of names: the oldest goes', () => {
    const store = opened(MEMORY);
    for (let n = 0; n < 12; n += 1) store.keepSnapshot(`live ${n}`, DAY_AT + n, n);
    expect(store.snapshot('live 3')).toBeUndefined();
    expect(store.snapshot('live 4')).toEqual({ at: DAY_AT + 4, value: 4 });
    store.close();
  });

  it('that cannot be written is a value, like every failure of the store', () => {
    const store = opened(MEMORY);
    store.close();
    expect(store.keepSnapshot('live', DAY_AT, believed)).toMatchObject({ ok: false, trouble: { code: 'closed' } });
  });
});
