import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DoctorOrder } from '../../src/shell/doctor.ts';
import { runDoctor } from '../../src/shell/doctor.ts';
import type { ProbeOutcome } from '../../src/shell/doctor-feeds.ts';
import { exitOfFindings, findingOf } from '../../src/shell/doctor-feeds.ts';
import { resolvePaths } from '../../src/shell/paths.ts';
import { readSettings } from '../../src/shell/settings.ts';
import { openStore } from '../../src/shell/store.ts';
import { DAY_AT, eventOf, HOSTILE, OBEYED, recordedIo, temporaryFolders } from './support/shell-fixtures.ts';

const folder = temporaryFolders();
const now = () => DAY_AT;

describe('what was found at a feed', () => {
  it.each<[ProbeOutcome, string, string, number]>([
    [{ found: 'answer', rows: 3, reports: 3, format: 'readsb' }, 'well', 'it answers: 3 aircraft (readsb)', 0],
    [
      { found: 'answer', rows: 3, reports: 1, rejects: { 'bad-row': 2 } },
      'look',
      'it answers: 1 aircraft; left out: 2 × bad-row',
      0,
    ],
    [{ found: 'answer', rows: 0, reports: 0 }, 'look', 'it answers, and lists no aircraft at the moment', 0],
    [
      { found: 'answer', reports: 0, rejects: { 'not-json': 4 } },
      'unreachable',
      'it answers, but nothing of it could be read; left out: 4 × not-json',
      5,
    ],
    [{ found: 'silence', afterMs: 10_000 }, 'look', 'connected, but nothing was sent within 10 s', 0],
    [
      { found: 'refused', code: 403, html: true, reason: 'Forbidden.' },
      'refused',
      'it refused with 403, and sent a web page instead of data: Forbidden',
      4,
    ],
    [
      { found: 'refused', code: 401, reason: 'no key' },
      'refused',
      'it refused with 401: no key; a key is needed, or this one is wrong (--token-file)',
      4,
    ],
    [
      { found: 'asked-to-wait', until: DAY_AT, reason: 'too many requests' },
      'refused',
      'it asks to wait until 2024-01-20T00:00:00Z: too many requests',
      4,
    ],
    [{ found: 'unreachable', reason: 'no such host' }, 'unreachable', 'it cannot be reached: no such host', 5],
    [
      { found: 'cut-off', reason: 'closed with 1006', reports: 2 },
      'look',
      'the connection was cut off (closed with 1006) after 2 aircraft',
      0,
    ],
    [
      { found: 'cut-off', reason: 'closed with 1006' },
      'unreachable',
      'the connection was cut off (closed with 1006) after 0 aircraft',
      5,
    ],
    [{ found: 'unusable', reason: 'the token file is missing' }, 'unreachable', 'the token file is missing', 5],
  ])('%j is said in words', (outcome, verdict, words, exit) => {
    const finding = findingOf('adsb.lol', outcome);
    expect(finding).toMatchObject({ verdict, words });
    expect(exitOfFindings([findingOf('well', { found: 'answer', reports: 1 }), finding])).toBe(exit);
  });

  it('of a refusal is never that there is no aircraft', () => {
    for (const found of ['refused', 'asked-to-wait', 'unreachable'] as const) {
      expect(findingOf('x', { found, reason: 'r', reports: 0, rows: 0 }).words).not.toMatch(/aircraft/);
    }
  });

  it('of several: a refusal outweighs the rest', () => {
    const refused = findingOf('a', { found: 'refused', reason: 'r' });
    const unreachable = findingOf('b', { found: 'unreachable', reason: 'r' });
    expect(exitOfFindings([unreachable, refused])).toBe(4);
    expect(exitOfFindings([])).toBe(0);
  });
});

describe('the doctor', () => {
  const order = (
    dir: string,
    outcomes: Readonly<Record<string, ProbeOutcome | Error>>,
    more: Partial<DoctorOrder> = {},
  ): DoctorOrder => {
    const paths = resolvePaths({ env: {}, home: '/nowhere', cwd: dir }, 'own');
    return {
      version: '0.1.0',
      nodeVersion: '24.0.0',
      platform: 'linux x64',
      env: { TERM: 'screen-256color', LANG: 'C.UTF-8' },
      terminal: {
        isTerminal: true,
        columns: 80,
        rows: 24,
        colour: '256',
        glyphs: 'unicode',
        glyphStrip: '▌─⣿',
        tmuxVersion: '3.3a',
        writing: 'without blocking',
      },
      paths,
      keep: true,
      settings: readSettings(paths, { now, keep: true }),
      feeds: Object.keys(outcomes),
      probe: async (feed) => {
        const outcome = outcomes[feed];
        if (outcome === undefined || outcome instanceof Error) throw outcome;
        return outcome;
      },
      waitMs: 1000,
      now,
      output: 'plain',
      ...more,
    };
  };

  it('says what is there, makes nothing, exit 0', async () => {
    const dir = folder();
    const io = recordedIo();
    expect(
      await runDoctor(
        order(dir, { 'adsb.lol': { found: 'answer', reports: 2, serverAt: DAY_AT, receivedAt: DAY_AT + 300 } }),
        io,
      ),
    ).toBe(0);
    expect(readdirSync(dir)).toEqual([]);
    expect(io.stdout).toEqual([
      'program\twell\tdprk-watch 0.1.0, Node 24.0.0, linux x64',
      'terminal\twell\tscreen-256color, 80×24; in tmux 3.3a; on this machine',
      'terminal\twell\tcolour: 256; written: without blocking',
      'terminal\twell\tglyphs: unicode; each of these should be one cell wide: ▌─⣿',
      `folders\twell\t${join(dir, 'own')}: not there yet`,
      `folders\twell\t${join(dir, 'own', 'settings.json')}: not there yet`,
      `folders\twell\t${join(dir, 'own', 'store.sqlite')}: not there yet`,
      'settings\twell\tnothing wrong',
      'store\twell\tno event log yet',
      'feed\twell\tadsb.lol: it answers: 2 aircraft',
      'clock\twell\tagrees with the services',
    ]);
  });

  it('tells of open folders, damaged settings, a store and a clock that is off', async () => {
    const dir = folder();
    const { paths } = order(dir, {});
    const store = openStore(paths.storeFile, { now });
    if ('kind' in store) throw new Error(store.reason);
    store.saveEvents([eventOf('e')]);
    store.close();
    chmodSync(paths.stateDir, 0o755);
    writeFileSync(paths.settingsFile, '{"units":"furlongs","odd":1}', { mode: 0o600 });
    const io = recordedIo();
    const skewed: ProbeOutcome = { found: 'answer', reports: 1, serverAt: DAY_AT, receivedAt: DAY_AT + 90_000 };
    expect(await runDoctor(order(dir, { a: skewed }, { output: 'json' }), io)).toBe(0);
    const found = io.stdout.map((line) => JSON.parse(line) as { part: string; verdict: string; words: string });
    const look = found.filter((one) => one.verdict === 'look').map((one) => `${one.part}: ${one.words}`);
    expect(look).toEqual([
      expect.stringMatching(/^folders: .*0755, so others on this machine can get at it/),
      expect.stringMatching(/^settings: settings\.json: units: it is none of/),
      'settings: this build does not know the setting odd',
      'clock: this machine is 90 s ahead of the services; ages on the screen are off by as much',
    ]);
    expect(found.find((one) => one.part === 'store')).toMatchObject({
      verdict: 'well',
      events: 1,
      sightings: 0,
      faults: [],
    });
  });

  it('tells of a damaged store, and leaves it where it is', async () => {
    const dir = folder();
    const { paths } = order(dir, {});
    const store = openStore(paths.storeFile, { now });
    if (!('kind' in store)) store.close();
    writeFileSync(paths.storeFile, 'no database '.repeat(1000));
    const io = recordedIo(true);
    expect(await runDoctor(order(dir, {}, { output: 'auto' }), io)).toBe(3);
    expect(io.stdout).toContain('WRONG  store     the event log is damaged');
    expect(readdirSync(paths.stateDir).some((name) => name.includes('corrupt'))).toBe(false);
  });

  it('exits 4 for a refusal and 5 for the unreachable, a probe that fails included', async () => {
    const io = recordedIo();
    expect(
      await runDoctor(order(folder(), { a: { found: 'refused', code: 403, reason: 'no' }, b: new Error('boom') }), io),
    ).toBe(4);
    expect(await runDoctor(order(folder(), { b: new Error('boom') }), io)).toBe(5);
    expect(io.stdout).toContain('feed\twrong\tb: it cannot be reached: boom');
  });

  it('tells no secret, and obeys nothing of what it was told', async () => {
    const io = recordedIo();
    const feed = 'wss://me:hunter2@example.org/?key=hunter2';
    await runDoctor(
      order(
        folder(),
        { [feed]: { found: 'refused', reason: `${HOSTILE} ${feed}`, format: HOSTILE, rejects: { [HOSTILE]: 1 } } },
        { env: { TERM: HOSTILE, LANG: HOSTILE }, output: 'json' },
      ),
      io,
    );
    await runDoctor(order(folder(), { [feed]: { found: 'answer', rejects: { [HOSTILE]: 1 } } }, { keep: false }), io);
    const text = io.stdout.join('\n');
    expect(text).not.toContain('hunter2');
    expect(text).not.toMatch(OBEYED);
  });
});
