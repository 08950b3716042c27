import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ensurePrivateDir, modeOf, resolvePaths } from '../../src/shell/paths.ts';
import type { SettingsFile } from '../../src/shell/settings.ts';
import { readSettings } from '../../src/shell/settings.ts';
import { checkSetting, DEFAULTS, readSetting, SETTING_KEYS } from '../../src/shell/settings-keys.ts';
import { DAY_AT, OBEYED, temporaryFolders } from './support/shell-fixtures.ts';

const folder = temporaryFolders();
const pathsIn = (dir: string) => resolvePaths({ env: {}, home: '/nowhere', cwd: dir }, 'own');
const read = (dir: string, keep = true): SettingsFile => readSettings(pathsIn(dir), { now: () => DAY_AT, keep });
const lay = (dir: string, text: string): string => {
  const { settingsDir, settingsFile } = pathsIn(dir);
  mkdirSync(settingsDir, { recursive: true });
  writeFileSync(settingsFile, text);
  return settingsFile;
};

describe('the folders', () => {
  it('are those of XDG', () => {
    const env = { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' };
    expect(resolvePaths({ env, home: '/h', cwd: '/w' })).toMatchObject({
      settingsFile: '/c/dprk-watch/settings.json',
      storeFile: '/s/dprk-watch/store.sqlite',
    });
    expect(resolvePaths({ env: { XDG_CONFIG_HOME: 'relative' }, home: '/h', cwd: '/w' })).toMatchObject({
      settingsDir: '/h/.config/dprk-watch',
      stateDir: '/h/.local/state/dprk-watch',
    });
  });

  it('are all under --data-dir', () => {
    for (const path of Object.values(resolvePaths({ env: { XDG_STATE_HOME: '/s' }, home: '/h', cwd: '/w' }, 'd'))) {
      expect(path.startsWith('/w/d')).toBe(true);
    }
  });

  it('are made for their owner only, and a folder that was there keeps its mode', () => {
    const dir = folder();
    ensurePrivateDir(join(dir, 'a', 'b'));
    expect(modeOf(join(dir, 'a', 'b'))).toEqual({ text: '0700', open: false });
    chmodSync(dir, 0o755);
    ensurePrivateDir(dir);
    expect(modeOf(dir)).toEqual({ text: '0755', open: true });
    expect(modeOf(join(dir, 'no'))).toBeUndefined();
  });
});

describe('the settings', () => {
  it('are the defaults where there is no file, and looking makes none', () => {
    const dir = folder();
    const file = read(dir);
    expect(file.settings).toEqual(DEFAULTS);
    expect(file.notices).toEqual([]);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('are kept in one file for their owner only', () => {
    const dir = folder();
    const file = read(dir);
    expect(file.set('units', 'metric')).toBeUndefined();
    expect(file.set('watch', ['RA-86559'])).toBeUndefined();
    expect(file.settings.units).toBe('aviation');
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(statSync(pathsIn(dir).settingsDir).mode & 0o777).toBe(0o700);
    expect(read(dir).settings).toMatchObject({ units: 'metric', watch: ['RA-86559'] });
    expect(file.unset('units')).toBeUndefined();
    expect(read(dir).settings).toMatchObject({ units: 'aviation', watch: ['RA-86559'] });
  });

  it('cannot be changed in memory', () => {
    const dir = folder();
    lay(dir, '{"watch":["RA-86559"],"keys":{"zoom":["Z"]}}');
    const { settings } = read(dir);
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.watch) && Object.isFrozen(settings.keys['zoom'])).toBe(
      true,
    );
  });

  it.each(['{', '', '[]', '"x"', 'null', '\u0000\u0001'])(
    'that are damaged (%j) are moved aside, said in one line, and defaults hold',
    (text) => {
      const dir = folder();
      const path = lay(dir, text);
      const file = read(dir);
      expect(file.settings).toEqual(DEFAULTS);
      expect(file.notices).toEqual([
        'the settings were damaged; they are kept as settings.json.corrupt-20240120T000000Z, and defaults are used',
      ]);
      expect(readFileSync(`${path}.corrupt-20240120T000000Z`, 'utf8')).toBe(text);
      expect(existsSync(path)).toBe(false);
      expect(file.set('theme', 'mono')).toBeUndefined();
      expect(read(dir).settings.theme).toBe('mono');
    },
  );

  it('that are damaged stay where they are in a run that keeps nothing, and nothing is written', () => {
    const dir = folder();
    const path = lay(dir, '{');
    const file = read(dir, false);
    expect(file.notices).toEqual(['the settings are damaged; defaults are used']);
    expect(file.set('theme', 'mono')?.trouble).toMatch(/--no-store/);
    expect(readFileSync(path, 'utf8')).toBe('{');
  });

  it('with a wrong value fall back for that key only, and say which', () => {
    const dir = folder();
    lay(
      dir,
      '{"units":"furlongs","theme":"mono","watch":["RA-86559","!!",7],"keys":{"quit":"q","help":["?"]},"glyphs":null,"future":{"a":1}}',
    );
    const file = read(dir);
    expect(file.settings).toMatchObject({
      units: 'aviation',
      theme: 'mono',
      watch: ['RA-86559'],
      keys: { help: ['?'] },
      glyphs: 'auto',
    });
    expect(file.unknownKeys).toEqual(['future']);
    const text = file.notices.join('\n');
    expect(text).toMatch(/settings\.json: units: it is none of aviation, metric; the default is used/);
    expect(text).toMatch(/watch: entry 2: "!!" is not something to watch.*; it is left out/);
    expect(text).toMatch(/watch: entry 3: /);
    expect(text).toMatch(/keys: "quit": /);
    expect(text).toMatch(/glyphs: it is none of/);
    expect(file.notices).toHaveLength(5);
  });

  it('keep the keys of another build when they are written', () => {
    const dir = folder();
    const path = lay(dir, '{"future":{"a":1},"units":"metric"}');
    expect(read(dir).set('theme', 'mono')).toBeUndefined();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ future: { a: 1 }, units: 'metric', theme: 'mono' });
  });

  it('of two instances do not undo each other', () => {
    const dir = folder();
    const [one, two] = [read(dir), read(dir)];
    one.update('watch', (watch) => [...watch, 'RA-86559']);
    two.update('watch', (watch) => [...watch, 'RA-86533']);
    expect(read(dir).settings.watch).toEqual(['RA-86559', 'RA-86533']);
  });

  it('are not written over when the file cannot be read, or was damaged meanwhile', () => {
    const dir = folder();
    mkdirSync(join(pathsIn(dir).settingsFile, 'inside'), { recursive: true });
    const unreadable = read(dir);
    expect(unreadable.settings).toEqual(DEFAULTS);
    expect(unreadable.notices.join()).toMatch(/the settings cannot be read/);
    expect(unreadable.set('theme', 'mono')?.trouble).toMatch(/not written/);
    const other = folder();
    const file = read(other);
    const path = lay(other, '{');
    expect(file.set('theme', 'mono')?.trouble).toMatch(/cannot be written/);
    expect(readFileSync(path, 'utf8')).toBe('{');
  });

  it('are refused before they are written', () => {
    const file = read(folder());
    expect(file.set('units', 'furlongs')?.trouble).toMatch(/units: it is none of/);
    expect(file.set('watch', ['!!'])?.trouble).toMatch(/watch: entry 1/);
  });

  it('never throw, whatever the file holds, and say it without a control byte', () => {
    const dir = folder();
    const value = fc.oneof(
      fc.json().map((text) => JSON.parse(text) as unknown),
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...SETTING_KEYS, '__proto__', 'x'), value), (content) => {
        lay(dir, JSON.stringify(content));
        const file = read(dir);
        for (const key of SETTING_KEYS) expect(checkSetting(key, file.settings[key]).faults).toEqual([]);
        for (const notice of file.notices) expect(notice).not.toMatch(OBEYED);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a setting as it is typed', () => {
  it.each([
    ['units', 'metric', 'metric'],
    ['feeds', 'adsb.lol, wss://example.org/', ['adsb.lol', 'wss://example.org/']],
    ['feeds', '["a,b"]', ['a,b']],
    ['feeds', '', []],
    ['keys', '{"zoom":["Z"]}', { zoom: ['Z'] }],
    ['tokenFile', '', ''],
  ] as const)('%s = %j is understood', (key, typed, value) => {
    expect(readSetting(key, typed)).toEqual({ value, faults: [] });
  });

  it.each([
    ['units', 'x'],
    ['keys', 'low'],
    ['keys', '[]'],
    ['feeds', '[1'],
    ['watch', '!!'],
  ] as const)('%s = %j is refused', (key, typed) => {
    expect(readSetting(key, typed).faults).not.toEqual([]);
  });
});
