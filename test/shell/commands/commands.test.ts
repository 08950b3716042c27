import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchRule } from '../../../src/aero/watchlist.ts';
import { defaultWatch, formatRule, parseWatchRule } from '../../../src/aero/watchlist.ts';
import { EXIT, exitOfSignal } from '../../../src/shell/cli-exit.ts';
import { runConfig } from '../../../src/shell/commands/config.ts';
import { runFilterCheck } from '../../../src/shell/commands/filter.ts';
import type { LogOrder } from '../../../src/shell/commands/log.ts';
import { runLog } from '../../../src/shell/commands/log.ts';
import { runWatch, watchedRules } from '../../../src/shell/commands/watch.ts';
import { resolvePaths } from '../../../src/shell/paths.ts';
import { readSettings } from '../../../src/shell/settings.ts';
import { DEFAULTS } from '../../../src/shell/settings-keys.ts';
import { openStore } from '../../../src/shell/store.ts';
import { DAY_AT, eventOf, HOSTILE, OBEYED, recordedIo, temporaryFolders } from '../support/shell-fixtures.ts';

const folder = temporaryFolders();
const now = () => DAY_AT;

describe('the exit codes', () => {
  it('are those of the contract', () => {
    expect(EXIT).toEqual({ ok: 0, nothing: 1, usage: 2, settings: 3, refused: 4, unreachable: 5 });
    expect([1, 2, 15].map(exitOfSignal)).toEqual([129, 130, 143]);
  });
});

describe('log', () => {
  const logged = (): string => {
    const path = join(folder(), 'store.sqlite');
    const store = openStore(path, { now });
    if ('kind' in store) throw new Error(store.reason);
    store.saveEvents([
      eventOf('one', { detectedAt: DAY_AT }),
      eventOf('two', { detectedAt: DAY_AT + 1, kind: 'take-off', level: 'note', text: HOSTILE }),
      eventOf('three', { detectedAt: DAY_AT + 2 }),
    ]);
    store.close();
    return path;
  };
  const order = (storeFile: string, more: Partial<LogOrder> = {}): LogOrder => ({
    output: 'json',
    storeFile,
    now,
    ...more,
  });

  it('prints the events, oldest first, exit 0', async () => {
    const io = recordedIo();
    expect(await runLog(order(logged()), io)).toBe(0);
    expect(io.stdout.map((line) => JSON.parse(line).id)).toEqual(['one', 'two', 'three']);
    for (const line of io.stdout) expect(line).not.toMatch(OBEYED);
    expect(io.stderr).toEqual([]);
  });

  it('prints columns into a pipe and sentences on a terminal', async () => {
    const path = logged();
    const [pipe, terminal] = [recordedIo(false), recordedIo(true)];
    await runLog(order(path, { output: 'auto' }), pipe);
    await runLog(order(path, { output: 'auto' }), terminal);
    expect(pipe.stdout[0]).toMatch(
      /^2024-01-20T00:00:30\.000Z\talert\tlanding\tconfirmed\t15521f\tRA-86559\tRFF7081\tIL62\tZKPY\t/,
    );
    expect(terminal.stdout[0]).toBe(
      '2024-01-20 00:00Z  alert  RA-86559    RA-86559 probably landed at Pyongyang Sunan.',
    );
    for (const line of [...pipe.stdout, ...terminal.stdout]) expect(line).not.toMatch(OBEYED);
  });

  it('keeps to the filter, the times and the newest N', async () => {
    const path = logged();
    const printed = async (more: Partial<LogOrder>): Promise<readonly string[]> => {
      const io = recordedIo();
      await runLog(order(path, more), io);
      return io.stdout.map((line) => JSON.parse(line).id as string);
    };
    expect(await printed({ matches: (subject) => subject.kind === 'landing' })).toEqual(['one', 'three']);
    expect(await printed({ limit: 2 })).toEqual(['two', 'three']);
    expect(await printed({ limit: 1, matches: (subject) => subject.kind === 'landing' })).toEqual(['three']);
    expect(await printed({ fromAt: DAY_AT + 1, toAt: DAY_AT + 2 })).toEqual(['two']);
  });

  it('exits 1 when there is nothing, and makes no store by looking', async () => {
    const io = recordedIo();
    expect(await runLog(order(logged(), { matches: () => false }), io)).toBe(1);
    const missing = join(folder(), 'store.sqlite');
    expect(await runLog(order(missing), io)).toBe(1);
    expect(existsSync(missing)).toBe(false);
    expect(io.stdout).toEqual([]);
    expect(io.stderr).toEqual(Array(2).fill('dprk-watch: no event in the log matches.'));
  });

  it('exits 3 when the log is damaged, says so, and leaves it where it is', async () => {
    const path = join(folder(), 'store.sqlite');
    writeFileSync(path, 'no database '.repeat(1000));
    const io = recordedIo();
    expect(await runLog(order(path), io)).toBe(3);
    expect(io.stderr).toEqual([`dprk-watch: the event log is damaged (${path})`]);
    expect(existsSync(path)).toBe(true);
  });

  it('stops at once, exit 0, when the reader has gone', async () => {
    const io = recordedIo();
    expect(await runLog(order(logged()), { ...io, gone: () => true })).toBe(0);
    expect(io.stdout).toHaveLength(1);
  });
});

const settingsIn = (dir: string) =>
  readSettings(resolvePaths({ env: {}, home: '/nowhere', cwd: dir }, '.'), { now, keep: true });
const rules = (...texts: readonly string[]): readonly WatchRule[] =>
  texts.flatMap((text) => {
    const parsed = parseWatchRule(text);
    return 'rule' in parsed ? [parsed.rule] : [];
  });
const watchedIn = (dir: string): readonly string[] => watchedRules(settingsIn(dir).settings).map(formatRule);

describe('watch', () => {
  it('adds, lists with the origin, and removes', () => {
    const dir = folder();
    const io = recordedIo();
    expect(runWatch({ do: 'add', rules: rules('RA-11111', 'type:A148') }, 'auto', settingsIn(dir), io)).toBe(0);
    expect(watchedIn(dir)).toEqual([...defaultWatch.map(formatRule), 'RA-11111', 'type:A148']);
    expect(runWatch({ do: 'list' }, 'plain', settingsIn(dir), io)).toBe(0);
    expect(io.stdout).toContain('RA-11111\tadded\t');
    expect(io.stdout.some((line) => line.startsWith('block:720000-727fff\tshipped\tDPRK'))).toBe(true);
    expect(runWatch({ do: 'remove', rules: rules('RA-11111') }, 'auto', settingsIn(dir), io)).toBe(0);
    expect(watchedIn(dir)).toEqual([...defaultWatch.map(formatRule), 'type:A148']);
  });

  it('takes a shipped rule out, and brings it back', () => {
    const dir = folder();
    const block = rules('block:720000-727fff');
    expect(runWatch({ do: 'remove', rules: block }, 'auto', settingsIn(dir), recordedIo())).toBe(0);
    expect(watchedIn(dir)).not.toContain('block:720000-727fff');
    expect(runWatch({ do: 'add', rules: block }, 'auto', settingsIn(dir), recordedIo())).toBe(0);
    expect(watchedIn(dir)).toContain('block:720000-727fff');
    expect(settingsIn(dir).settings).toMatchObject({ watch: [], unwatch: [] });
  });

  it('adds once what is added twice, and refuses to remove what is not there, exit 2', () => {
    const dir = folder();
    const io = recordedIo();
    runWatch({ do: 'add', rules: rules('RA-11111') }, 'auto', settingsIn(dir), io);
    runWatch({ do: 'add', rules: rules('ra-11111') }, 'auto', settingsIn(dir), io);
    expect(settingsIn(dir).settings.watch).toEqual(['RA-11111']);
    expect(io.stderr).toEqual(['now watched: RA-11111', 'watched already: RA-11111']);
    expect(runWatch({ do: 'remove', rules: rules('RA-22222') }, 'auto', settingsIn(dir), io)).toBe(2);
    expect(io.stderr[2]).toBe('dprk-watch: not in the watchlist: RA-22222');
  });

  it('exits 3 when the settings cannot be written', () => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    expect(runWatch({ do: 'add', rules: rules('RA-11111') }, 'auto', settingsIn(join(dir, 'file')), recordedIo())).toBe(
      3,
    );
  });

  it('is the shipped list where nothing was changed', () => {
    expect(watchedRules(DEFAULTS)).toEqual(defaultWatch);
  });
});

describe('config', () => {
  it('sets, gets, lists and unsets', () => {
    const dir = folder();
    const io = recordedIo();
    expect(runConfig({ do: 'set', key: 'units', value: 'metric' }, 'auto', settingsIn(dir), io)).toBe(0);
    expect(runConfig({ do: 'get', key: 'units' }, 'auto', settingsIn(dir), io)).toBe(0);
    expect(runConfig({ do: 'unset', key: 'units' }, 'auto', settingsIn(dir), io)).toBe(0);
    expect(runConfig({ do: 'get', key: 'units' }, 'json', settingsIn(dir), io)).toBe(0);
    expect(io.stdout).toEqual(['metric', '{"key":"units","value":"aviation"}']);
    expect(runConfig({ do: 'list' }, 'plain', settingsIn(dir), io)).toBe(0);
    expect(io.stdout).toContain('glyphs\tauto');
  });

  it('refuses an unknown key and a wrong value, exit 2', () => {
    const io = recordedIo();
    expect(runConfig({ do: 'get', key: 'unit' }, 'auto', settingsIn(folder()), io)).toBe(2);
    expect(runConfig({ do: 'set', key: 'units', value: 'furlongs' }, 'auto', settingsIn(folder()), io)).toBe(2);
    expect(runConfig({ do: 'get', key: '__proto__' }, 'auto', settingsIn(folder()), io)).toBe(2);
    expect(io.stderr.join('\n')).toMatch(
      /there is no setting unit\nDid you mean units\?\n[\s\S]*none of aviation, metric/,
    );
  });

  it('shows no credential of a feed, in any form', () => {
    const dir = folder();
    const io = recordedIo();
    runConfig(
      { do: 'set', key: 'feeds', value: 'wss://me:hunter2@example.org/?token=hunter2' },
      'auto',
      settingsIn(dir),
      io,
    );
    for (const output of ['auto', 'json', 'plain'] as const) {
      runConfig({ do: 'get', key: 'feeds' }, output, settingsIn(dir), io);
      runConfig({ do: 'list' }, output, settingsIn(dir), io);
    }
    expect(io.stdout.join('\n')).toContain('example.org');
    expect(io.stdout.join('\n')).not.toContain('hunter2');
    expect(settingsIn(dir).settings.feeds).toEqual(['wss://me:hunter2@example.org/?token=hunter2']);
  });

  it('exits 3 when the settings cannot be written', () => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    expect(
      runConfig({ do: 'set', key: 'theme', value: 'mono' }, 'auto', settingsIn(join(dir, 'file')), recordedIo()),
    ).toBe(3);
  });
});

describe('filter check', () => {
  const language = {
    check: (text: string) => (text.includes('?') ? { from: 6, to: 7, text: 'A field was expected.' } : undefined),
    explain: (text: string) => `aircraft that match ${text}`,
  };

  it('explains, exit 0', () => {
    const io = recordedIo();
    expect(runFilterCheck('alt>1', 'auto', language, io)).toBe(0);
    expect(runFilterCheck('alt>1', 'json', language, io)).toBe(0);
    expect(io.stdout).toEqual([
      'aircraft that match alt>1',
      '{"ok":true,"query":"alt>1","words":"aircraft that match alt>1"}',
    ]);
  });

  it('points at the fault, exit 2', () => {
    const io = recordedIo();
    expect(runFilterCheck('alt>1 ?', 'json', language, io)).toBe(2);
    expect(io.stderr.slice(0, 3)).toEqual([
      'dprk-watch: A field was expected',
      "  dprk-watch filter check 'alt>1 ?'",
      `${' '.repeat(33)}^`,
    ]);
    expect(JSON.parse(io.stdout[0] ?? '')).toMatchObject({ ok: false, from: 6, to: 7 });
  });
});
