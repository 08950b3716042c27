import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FlightEvent } from '../../../src/events/types.ts';
import { runContext } from '../../../src/shell/commands/context.ts';
import { runExplain } from '../../../src/shell/commands/explain.ts';
import { runNote } from '../../../src/shell/commands/note.ts';
import { findVisit, runReport } from '../../../src/shell/commands/report.ts';
import { runVisits, runVisitsImport, VISIT_PLAIN_COLUMNS } from '../../../src/shell/commands/visits.ts';
import { openStore, type Store } from '../../../src/shell/store.ts';
import { foldVisits } from '../../../src/visits/fold.ts';
import { shippedHistory } from '../../../src/visits/history.ts';
import { emptyVisits } from '../../../src/visits/memory.ts';
import type { Visit } from '../../../src/visits/types.ts';
import { visitToJson } from '../../../src/visits/wire.ts';
import { anchor, at, august, happened, september } from '../../visits/happened.ts';
import { HOSTILE, OBEYED, recordedIo, temporaryFolders } from '../support/shell-fixtures.ts';

const folder = temporaryFolders();
const NOW = at('2023-10-01T00:00');
const now = () => NOW;

function opened(path: string): Store {
  const store = openStore(path, { now });
  if ('kind' in store) throw new Error(store.reason);
  return store;
}
/** A store with these events and what follows from them, as a run leaves it. */
function stored(events: readonly FlightEvent[]): string {
  const path = join(folder(), 'store.sqlite');
  const store = opened(path);
  let memory = emptyVisits();
  for (const event of events) {
    const step = foldVisits(memory, [event], event.detectedAt);
    memory = step.memory;
    store.saveEvents([event, ...step.events]);
  }
  store.close();
  return path;
}
const ledger = (storeFile: string, history = false) => ({ storeFile, now, history });
const both = () => stored([...august(), ...september()]);
const parse = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('visits', () => {
  it('prints one record a line, oldest first, exit 0', async () => {
    const io = recordedIo();
    expect(await runVisits({ ...ledger(both()), output: 'json' }, io)).toBe(0);
    const records = parse(io.stdout);
    expect(records.map(({ airport, provenance }) => [airport, provenance])).toEqual([
      ['ZKPY', 'log'],
      ['ZKPY', 'log'],
    ]);
    expect(records[1]).toMatchObject({ next: { icao: 'UUMU' }, open: false });
    expect(JSON.stringify(records[1]?.['rarity'])).toContain('2nd visit in 57 days');
  });

  it('has columns for pipes and lines for people, the same number in each', async () => {
    const path = both();
    const [pipe, terminal] = [recordedIo(false), recordedIo(true)];
    await runVisits({ ...ledger(path, true), output: 'auto' }, pipe);
    await runVisits({ ...ledger(path, true), output: 'auto' }, terminal);
    for (const line of pipe.stdout) expect(line.split('\t')).toHaveLength(VISIT_PLAIN_COLUMNS.length);
    expect(
      terminal.stdout.some((line) => /^2023-07-31 23:12Z +RA-86559 +IL62 +Pyongyang Sunan \(ZKPY\)/.test(line)),
    ).toBe(true);
    expect(terminal.stdout).toHaveLength(pipe.stdout.length);
    const said = (beginning: RegExp): boolean => terminal.stdout.some((line) => beginning.test(line));
    // As precise as the reports are: a day, a month, a year.
    expect([said(/^2023-11-22 {2}/), said(/^2024-01 {2}/), said(/^2024 {2}/)]).toEqual([true, true, true]);
  });

  it('marks what is shipped, and leaves it out when asked', async () => {
    const path = both();
    const [all, own] = [recordedIo(), recordedIo()];
    await runVisits({ ...ledger(path, true), output: 'json' }, all);
    await runVisits({ ...ledger(path, false), output: 'json' }, own);
    expect(parse(all.stdout).filter(({ provenance }) => provenance === 'shipped')).toHaveLength(
      shippedHistory().length - 2,
    );
    expect(own.stdout).toHaveLength(2);
  });

  it('exits 1 when there is none, and makes no store by looking', async () => {
    const io = recordedIo();
    const path = join(folder(), 'store.sqlite');
    expect(await runVisits({ ...ledger(path), output: 'json' }, io)).toBe(1);
    expect(existsSync(path)).toBe(false);
    expect(io.stderr).toEqual(['dprk-watch: no visit is known.']);
  });

  it('exits 3 when the store is damaged', async () => {
    const path = join(folder(), 'store.sqlite');
    writeFileSync(path, 'no database '.repeat(1000));
    expect(await runVisits({ ...ledger(path), output: 'json' }, recordedIo())).toBe(3);
  });

  it('prints nothing that a terminal obeys', async () => {
    const evil = { ...happened('landing', 'ZKPY', '2023-07-31T23:12'), registration: HOSTILE, text: HOSTILE };
    const path = stored([evil]);
    for (const output of ['json', 'plain', 'auto'] as const) {
      const io = recordedIo(true);
      await runVisits({ ...ledger(path), output }, io);
      expect(io.stdout).toHaveLength(1);
      for (const line of io.stdout) expect(line).not.toMatch(OBEYED);
    }
  });
});

describe('visits import', () => {
  it('keeps what is good, says what is not with its line, exit 1', async () => {
    const dir = folder();
    const [file, path] = [join(dir, 'earlier.csv'), join(dir, 'store.sqlite')];
    writeFileSync(file, 'registration,arrivedFrom,source\nRA-86559,2019-07-02,NK News\nRA-86559,soon,x\n');
    const io = recordedIo();
    expect(await runVisitsImport(file, { storeFile: path, now }, io)).toBe(1);
    expect(io.stderr[0]).toContain('earlier.csv:3: arrivedFrom wants a day');
    expect(io.stderr[1]).toBe('dprk-watch: 1 visit imported, 1 row left out');
    const list = recordedIo();
    expect(await runVisitsImport(file, { storeFile: path, now }, recordedIo())).toBe(1);
    await runVisits({ ...ledger(path), output: 'json' }, list);
    expect(parse(list.stdout)).toMatchObject([{ provenance: 'imported', icao24: '15521f' }]);
  });

  it('prints nothing that a terminal obeys, whatever the file says', async () => {
    const dir = folder();
    const [file, path] = [join(dir, 'evil.json'), join(dir, 'store.sqlite')];
    const own = {
      ...visitToJson(shippedHistory()[1] as Visit),
      id: HOSTILE,
      registration: HOSTILE,
      operator: HOSTILE,
      airport: 'ZKPY',
    };
    writeFileSync(
      file,
      JSON.stringify([
        own,
        { ...own, airport: HOSTILE },
        { [HOSTILE]: HOSTILE },
        { typecode: HOSTILE, arrivedFrom: HOSTILE, source: HOSTILE },
      ]),
    );
    const io = recordedIo(true);
    expect(await runVisitsImport(file, { storeFile: path, now }, io)).toBe(1);
    for (const output of ['json', 'plain', 'auto'] as const) await runVisits({ ...ledger(path), output }, io);
    for (const format of ['md', 'json', 'geojson', 'kml', 'gpx'] as const)
      await runReport({ ...ledger(path), format }, io);
    expect(io.stdout.length).toBeGreaterThan(30);
    for (const line of [...io.stdout, ...io.stderr]) expect(line).not.toMatch(OBEYED);
    writeFileSync(file, `${HOSTILE.replace(/[\n\r]/g, '')},${HOSTILE.replace(/[\n\r]/g, '')}\n1,2\n`);
    expect(await runVisitsImport(file, { storeFile: path, now }, io)).toBe(2);
    for (const line of io.stderr) expect(line).not.toMatch(OBEYED);
  });

  it('exits 2 for a file that is not there, and for one without a good row', async () => {
    const dir = folder();
    const store = { storeFile: join(dir, 'store.sqlite'), now };
    const io = recordedIo();
    expect(await runVisitsImport(join(dir, 'none.csv'), store, io)).toBe(2);
    expect(io.stderr[0]).toMatch(/there is no such file$/);
    writeFileSync(join(dir, 'bad.csv'), 'a,b\n1,2\n');
    expect(await runVisitsImport(join(dir, 'bad.csv'), store, recordedIo())).toBe(2);
  });
});

describe('report', () => {
  it('writes the newest visit as a page, or the one that is named', async () => {
    const path = both();
    const [newest, first] = [recordedIo(), recordedIo()];
    expect(await runReport({ ...ledger(path, true), format: 'md' }, newest)).toBe(0);
    expect(newest.stdout[0]).toContain('2023-09-25');
    const list = recordedIo();
    await runVisits({ ...ledger(path), output: 'json' }, list);
    const id = String(parse(list.stdout)[0]?.['id']);
    expect(await runReport({ ...ledger(path, true), format: 'md', visit: id.slice(0, 8) }, first)).toBe(0);
    expect(first.stdout[0]).toContain('2023-07-31');
    expect(first.stdout.join('\n')).toContain('a hole of');
  });

  it('finds by registration and address the newest, and refuses what is ambiguous or nobody', async () => {
    const visits = shippedHistory();
    const found = { visits, flights: [], context: [] };
    expect(findVisit(found, 'ra86559')?.icao24).toBe('15521f');
    expect(findVisit(found, '155221')?.registration).toBe('RA-86561');
    expect(findVisit(found, 'zzzz')).toBeUndefined();
    const io = recordedIo();
    expect(await runReport({ ...ledger(both()), format: 'md', visit: `x${HOSTILE}` }, io)).toBe(1);
    for (const line of io.stderr) expect(line).not.toMatch(OBEYED);
  });

  it.each(['md', 'json', 'geojson', 'kml', 'gpx'] as const)('writes %s into a file', async (format) => {
    const outputFile = join(folder(), `visit.${format}`);
    const io = recordedIo();
    expect(await runReport({ ...ledger(both(), true), format, outputFile }, io)).toBe(0);
    expect(io.stdout).toEqual([]);
    expect(readFileSync(outputFile, 'utf8').length).toBeGreaterThan(300);
  });

  it('exits 3 when the file cannot be written', async () => {
    const outputFile = join(folder(), 'no', 'such', 'folder.md');
    expect(await runReport({ ...ledger(both()), format: 'md', outputFile }, recordedIo())).toBe(3);
  });
});

describe('note', () => {
  const note = (iso: string, place = 'ZKPY') => ({
    icao24: '15521f',
    place,
    at: at(iso),
    onGround: true,
    source: 'satellite image',
    url: 'https://example.org/1',
  });

  it('is an anchor in the log, and tightens the visit', async () => {
    const path = stored(august());
    const io = recordedIo();
    const order = { storeFile: path, now, output: 'json' as const };
    expect(await runNote({ ...order, note: note('2023-08-02T11:50') }, io)).toBe(0);
    const [line, ...rest] = parse(io.stdout);
    expect(line).toMatchObject({
      kind: 'anchor',
      basis: 'reported',
      place: { icao: 'ZKPY' },
      detail: { onGround: true },
    });
    expect(rest.map(({ kind, status }) => `${kind} ${status}`)).toContain('visit-closed revised');
    const list = recordedIo();
    await runVisits({ ...ledger(path), output: 'json' }, list);
    expect(parse(list.stdout)[0]).toMatchObject({ probability: 0.98, departed: { from: '2023-08-02T11:50:00.000Z' } });
  });

  it('of tomorrow is refused, exit 2, and leaves no line', async () => {
    const path = stored(august());
    const io = recordedIo();
    const order = { storeFile: path, now, output: 'json' as const };
    expect(await runNote({ ...order, note: note('2023-10-02T00:01') }, io)).toBe(2);
    expect(io.stdout).toEqual([]);
    expect(io.stderr[0]).toContain('is in the future');
    expect(await runNote({ ...order, note: note('2023-10-01T23:59') }, recordedIo())).toBe(0);
  });

  it('that contradicts the fixes says so, and moves nothing', async () => {
    const path = stored(august());
    const io = recordedIo();
    expect(await runNote({ storeFile: path, now, output: 'json', note: note('2023-07-31T17:00') }, io)).toBe(0);
    expect(io.stderr[0]).toContain('that contradicts the fix of 2023-07-31');
    const list = recordedIo();
    await runVisits({ ...ledger(path), output: 'json' }, list);
    expect(parse(list.stdout)).toMatchObject([{ probability: 0.97 }]);
  });

  it('twice is once', async () => {
    const path = stored([]);
    const order = { storeFile: path, now, output: 'json' as const, note: note('2023-08-02T11:50') };
    await runNote(order, recordedIo());
    const again = recordedIo();
    expect(await runNote(order, again)).toBe(0);
    expect(again.stdout).toEqual([]);
    const store = opened(path);
    expect([...store.eventsOfKinds(['anchor'])]).toHaveLength(1);
    store.close();
  });

  it('is a visit by itself, also in a store that was never made', async () => {
    const path = join(folder(), 'store.sqlite');
    const io = recordedIo();
    expect(await runNote({ storeFile: path, now, output: 'json', note: note('2023-08-02T02:28') }, io)).toBe(0);
    expect(parse(io.stdout).map(({ kind }) => kind)).toEqual(['anchor', 'visit-opened']);
  });

  it('that a running monitor has not heard of is in the ledger all the same', async () => {
    const path = stored([...august(), anchor('ZKPY', '2023-08-02T11:50')].filter(({ kind }) => kind !== 'anchor'));
    const store = opened(path);
    store.saveEvents([anchor('ZKPY', '2023-08-02T11:55')]);
    store.close();
    const io = recordedIo();
    await runVisits({ ...ledger(path), output: 'json' }, io);
    expect(parse(io.stdout)[0]).toMatchObject({ departed: { from: '2023-08-02T11:55:00.000Z' } });
  });
});

describe('context', () => {
  const run = (storeFile: string, history = false) => ({ storeFile, now, history, output: 'json' as const });

  it('adds, imports and lists by day, with the origin', async () => {
    const dir = folder();
    const path = join(dir, 'store.sqlite');
    const entry = { label: 'X', from: '2023-07-25', to: '2023-07-27', source: 'KCNA' };
    expect(await runContext({ ...run(path), order: { do: 'add', entry } }, recordedIo())).toBe(0);
    expect(await runContext({ ...run(path), order: { do: 'add', entry } }, recordedIo())).toBe(0);
    const file = join(dir, 'days.csv');
    writeFileSync(file, 'label,from,to\nY,2023-07-01,\nZ,never,\n');
    const io = recordedIo();
    expect(await runContext({ ...run(path), order: { do: 'import', file } }, io)).toBe(1);
    expect(io.stderr.at(-1)).toBe('dprk-watch: 1 entry imported, 1 row left out');
    const list = recordedIo();
    expect(await runContext({ ...run(path, true), order: { do: 'list' } }, list)).toBe(0);
    expect(
      parse(list.stdout)
        .map(({ label, origin }) => [label, origin])
        .slice(0, 2),
    ).toEqual([
      ['Y', 'yours'],
      ['X', 'yours'],
    ]);
    expect(parse(list.stdout).some(({ origin }) => origin === 'shipped')).toBe(true);
  });

  it('exits 1 for an empty list', async () => {
    expect(await runContext({ ...run(join(folder(), 's.sqlite')), order: { do: 'list' } }, recordedIo())).toBe(1);
  });
});

describe('explain', () => {
  it('finds an event by the beginning of its id and says why it fired', async () => {
    const path = stored(august());
    const store = opened(path);
    const [opening] = [...store.eventsOfKinds(['visit-opened'])];
    store.close();
    const io = recordedIo(true);
    const id = opening?.id.slice(0, 8) ?? '';
    expect(await runExplain({ storeFile: path, now, output: 'auto', event: id }, io)).toBe(0);
    expect(io.stdout.join('\n')).toContain('Rule:\n  a landing in the DPRK');
    const json = recordedIo();
    await runExplain({ storeFile: path, now, output: 'json', event: id }, json);
    expect(parse(json.stdout)[0]).toMatchObject({ event: { kind: 'visit-opened' }, explanation: { chain: [] } });
  });

  it('exits 1 for nobody’s id, and for no store', async () => {
    const io = recordedIo();
    expect(await runExplain({ storeFile: stored(august()), now, output: 'auto', event: 'ffffffffffff' }, io)).toBe(1);
    expect(await runExplain({ storeFile: join(folder(), 's'), now, output: 'auto', event: `%${HOSTILE}` }, io)).toBe(1);
    for (const line of io.stderr) expect(line).not.toMatch(OBEYED);
  });
});
