import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store, StoreOptions } from '../../src/shell/store.ts';
import { MEMORY, openStore } from '../../src/shell/store.ts';
import { troubleOf } from '../../src/shell/store-trouble.ts';
import { DAY_AT, eventOf, temporaryFolders } from './support/shell-fixtures.ts';

const folder = temporaryFolders();
const options: StoreOptions = { now: () => DAY_AT };

function opened(path: string, more: Partial<StoreOptions> = {}): Store {
  const store = openStore(path, { ...options, ...more });
  if ('kind' in store) throw new Error(store.reason);
  return store;
}

describe('the store', () => {
  it.each(['a file', 'memory'])('gives back in %s what was saved, oldest first, each event once', (where) => {
    const store = opened(where === 'memory' ? MEMORY : join(folder(), 'state', 'store.sqlite'));
    const events = [1, 2, 3].map((n) => eventOf(`e${n}`, { detectedAt: DAY_AT + n }));
    expect(store.saveEvents(events)).toEqual({ ok: true, ids: ['e1', 'e2', 'e3'], added: 3 });
    expect(store.saveEvents([...events.slice(1), eventOf('e4', { detectedAt: DAY_AT + 4 })])).toEqual({
      ok: true,
      ids: ['e2', 'e3', 'e4'],
      added: 1,
    });
    expect(store.recentEvents(2).map((event) => event.id)).toEqual(['e3', 'e4']);
    expect(store.recentEvents(2, DAY_AT + 3).map((event) => event.id)).toEqual(['e1', 'e2']);
    expect(store.recentEvents(9)[0]).toEqual(events[0]);
    expect([...store.eventsWhere({ fromAt: DAY_AT + 2, toAt: DAY_AT + 4 })].map((event) => event.id)).toEqual([
      'e2',
      'e3',
    ]);
    store.close();
  });

  it('keeps an event whose times are no numbers, rather than lose it', () => {
    const store = opened(MEMORY);
    expect(store.saveEvents([eventOf('odd', { detectedAt: Number.NaN, at: Number.POSITIVE_INFINITY })])).toMatchObject({
      ok: true,
      added: 1,
    });
    expect(store.recentEvents(9).map((event) => event.id)).toEqual(['odd']);
  });

  it('is for its owner only: file, side files and folder', () => {
    const dir = join(folder(), 'state');
    const store = opened(join(dir, 'store.sqlite'));
    store.saveEvents([eventOf('e')]);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(dir))
      expect({ name, mode: statSync(join(dir, name)).mode & 0o777 }).toEqual({ name, mode: 0o600 });
    store.close();
  });

  it('keeps its read mark, which never goes back, and what it knows of aircraft, over a restart', () => {
    const path = join(folder(), 'store.sqlite');
    const before = opened(path);
    expect(before.readMark()).toBeUndefined();
    before.setReadMark(500);
    before.setReadMark(400);
    before.sighting({ icao24: '15521f', heardAt: 100, registration: 'RA-86559' });
    before.sighting({ icao24: '15521f', heardAt: 90, callsign: 'RFF1' });
    before.sighting({ icao24: '727000', heardAt: 70 });
    expect(before.sightings().get('15521f')).toBe(100);
    expect(before.close()).toEqual({ ok: true });
    const after = opened(path);
    expect(after.readMark()).toBe(500);
    expect([...after.sightings()]).toEqual([
      ['15521f', 100],
      ['727000', 70],
    ]);
    after.sighting({ icao24: '15521f', heardAt: 80, registration: 'OLD' });
    after.flush();
    const row = new DatabaseSync(path).prepare("SELECT * FROM sightings WHERE icao24 = '15521f'").get();
    expect({ ...row }).toEqual({
      icao24: '15521f',
      first_heard_at: 80,
      last_heard_at: 100,
      registration: 'RA-86559',
      typecode: null,
      callsign: 'RFF1',
    });
    after.close();
  });

  it('holds the last time of each aircraft, in whatever order and batches it is told', () => {
    const one = fc.record({
      icao24: fc.constantFrom('a', 'b'),
      heardAt: fc.integer({ min: 0, max: 1e12 }),
      flush: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one), (told) => {
        const store = opened(MEMORY);
        for (const { flush, ...sighting } of told) {
          store.sighting(sighting);
          if (flush) store.flush();
        }
        for (const [icao24, at] of store.sightings()) {
          expect(at).toBe(Math.max(...told.filter((each) => each.icao24 === icao24).map((each) => each.heardAt)));
        }
        store.close();
      }),
      { numRuns: 30 },
    );
  });

  it('works for two instances at once', () => {
    const path = join(folder(), 'store.sqlite');
    const [one, two] = [opened(path), opened(path)];
    for (let n = 0; n < 20; n += 1) {
      expect(one.saveEvents([eventOf(`one-${n}`), eventOf(`both-${n}`)])).toMatchObject({ ok: true });
      expect(two.saveEvents([eventOf(`two-${n}`), eventOf(`both-${n}`)])).toMatchObject({ ok: true, added: 1 });
    }
    expect(one.recentEvents(1000)).toHaveLength(60);
    one.close();
    expect(two.recentEvents(1000)).toHaveLength(60);
    two.close();
  });
});

describe('trouble with the store', () => {
  it('of a full disk is a value that names what is not stored, and nothing is half stored', () => {
    const path = join(folder(), 'store.sqlite');
    const store = opened(path, { maxPages: 40 });
    const big = (id: string) => eventOf(id, { text: 'x'.repeat(3000) });
    const stored: string[] = [];
    let n = 0;
    let saved = store.saveEvents([big('first')]);
    while (saved.ok && n < 500) {
      stored.push(...saved.ids);
      n += 1;
      saved = store.saveEvents([big(`${n}-a`), big(`${n}-b`)]);
    }
    expect(saved).toMatchObject({
      ok: false,
      trouble: { code: 'full', reason: 'the disk is full' },
      ids: [`${n}-a`, `${n}-b`],
    });
    expect(store.recentEvents(9999).map((event) => event.id)).toEqual(stored);
    store.close();
    const roomy = opened(path);
    expect(roomy.saveEvents([big(`${n}-a`), big(`${n}-b`)])).toMatchObject({ ok: true, added: 2 });
    roomy.close();
  });

  it('of a lock held too long is a value, and passes with the lock', () => {
    const path = join(folder(), 'store.sqlite');
    const store = opened(path, { busyTimeoutMs: 20 });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(store.saveEvents([eventOf('e')])).toMatchObject({ ok: false, trouble: { code: 'locked' }, ids: ['e'] });
    store.sighting({ icao24: '15521f', heardAt: 5 });
    expect(store.flush()).toMatchObject({ ok: false, trouble: { code: 'locked' } });
    other.exec('ROLLBACK');
    expect(store.saveEvents([eventOf('e')])).toMatchObject({ ok: true });
    expect([...store.sightings()]).toEqual([['15521f', 5]]);
    other.close();
    store.close();
  });

  it.each(['no database at all', 'a damaged page', 'a cut file'])(
    'of %s: the file is moved aside, that is said, and a new one begun',
    (how) => {
      const dir = folder();
      const path = join(dir, 'store.sqlite');
      if (how === 'no database at all') writeFileSync(path, 'hello '.repeat(2000));
      else {
        const store = opened(path);
        for (let n = 0; n < 200; n += 1) store.saveEvents([eventOf(`${n}`, { text: 'x'.repeat(500) })]);
        store.close();
        if (how === 'a cut file') truncateSync(path, 4096 * 5);
        else {
          const file = openSync(path, 'r+');
          for (let page = 1; page < 12; page += 1) writeSync(file, Buffer.alloc(2000, 0xa5), 0, 2000, page * 4096);
          closeSync(file);
        }
      }
      expect(openStore(path, { ...options, leaveDamaged: true })).toMatchObject({ code: 'corrupt' });
      const store = opened(path);
      expect(store.notices).toEqual([
        'the event log was damaged; it is kept as store.sqlite.corrupt-20240120T000000Z, and a new one was begun',
      ]);
      expect(existsSync(`${path}.corrupt-20240120T000000Z`)).toBe(true);
      expect(store.saveEvents([eventOf('e')])).toMatchObject({ ok: true, added: 1 });
      store.close();
    },
  );

  it('of a newer build: the file is left alone', () => {
    const path = join(folder(), 'store.sqlite');
    opened(path).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(openStore(path, options)).toMatchObject({ kind: 'store-trouble', code: 'newer' });
    expect(existsSync(path)).toBe(true);
  });

  it('of a folder that cannot be: a value', () => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    expect(openStore(join(dir, 'file', 'store.sqlite'), options)).toMatchObject({
      kind: 'store-trouble',
      code: 'no-access',
    });
    expect(openStore(dir, options)).toMatchObject({ kind: 'store-trouble', code: 'no-access' });
  });

  it('of a file that may not be written: a value', () => {
    const path = join(folder(), 'store.sqlite');
    opened(path).close();
    const database = new DatabaseSync(path, { readOnly: true });
    let thrown: unknown;
    try {
      database.exec("INSERT INTO marks VALUES ('read', 1)");
    } catch (error) {
      thrown = error;
    }
    expect(troubleOf(thrown)).toMatchObject({ code: 'read-only' });
    expect(troubleOf('odd')).toMatchObject({ code: 'other', reason: 'odd' });
    expect(troubleOf(null)).toMatchObject({ code: 'other' });
    database.close();
  });

  it('after it was closed: a value, and closing twice is fine', () => {
    const store = opened(MEMORY);
    store.close();
    expect(store.saveEvents([eventOf('e')])).toMatchObject({ ok: false, trouble: { code: 'closed' }, ids: ['e'] });
    expect(store.close()).toEqual({ ok: true });
  });

  it('loses no acknowledged event when it is killed with -9, two at a time', async () => {
    const path = join(folder(), 'store.sqlite');
    const writer = fileURLToPath(new URL('./support/store-writer.ts', import.meta.url));
    const acknowledged: string[] = [];
    const run = (prefix: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, ['--no-warnings', '--experimental-strip-types', writer, path, prefix], {
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let text = '';
        let trouble = '';
        child.stderr.on('data', (chunk) => {
          trouble += chunk;
        });
        child.stdout.on('data', (chunk) => {
          text += chunk;
          if (text.split('\n').length > 60) child.kill('SIGKILL');
        });
        child.on('close', (_, signal) => {
          acknowledged.push(...text.split('\n').slice(0, -1));
          if (signal === 'SIGKILL') resolve();
          else reject(new Error(trouble));
        });
      });
    for (const round of ['a', 'b', 'c']) await Promise.all([run(`${round}1`), run(`${round}2`)]);
    const store = opened(path);
    const stored = new Set([...store.eventsWhere({})].map((event) => event.id));
    expect(acknowledged.length).toBeGreaterThan(300);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(store.summary().faults).toEqual([]);
    store.close();
  });
});
