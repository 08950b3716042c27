/**
 * The user's settings: one JSON file (0600) that `conf` keeps. In: the file. Out: a frozen `Settings`, read once at the start, and
 * what was wrong with the file, in words. A damaged file is moved aside and never overwritten; keys of other builds are kept.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import Conf from 'conf';
import { clean } from '../aero/clean.ts';
import type { EpochMs } from '../aero/units.ts';
import type { Paths } from './paths.ts';
import { ensurePrivateDir, PRIVATE_FILE_MODE } from './paths.ts';
import type { SettingKey, Settings } from './settings-keys.ts';
import { checkSetting, DEFAULTS, isSettingKey } from './settings-keys.ts';

export type { SettingKey, Settings } from './settings-keys.ts';

/** `undefined`: written. Else why not, one sentence. */
export type Written = { readonly trouble: string } | undefined;

export interface SettingsFile {
  readonly path: string;
  readonly settings: Settings;
  /** What was wrong with the file, a line each, for stderr, the notice line and `doctor`. */
  readonly notices: readonly string[];
  /** Keys in the file that this build does not know; they stay. */
  readonly unknownKeys: readonly string[];
  /** Writes one key; the `settings` in hand do not change. Other keys are taken from the file as it is now. */
  readonly set: (key: SettingKey, value: unknown) => Written;
  /** As `set`, from the value that the file holds now: another instance may have added to a list meanwhile. */
  readonly update: <K extends SettingKey>(key: K, change: (current: Settings[K]) => Settings[K]) => Written;
  readonly unset: (key: SettingKey) => Written;
}

export interface SettingsOptions {
  readonly now: () => EpochMs;
  /** False with `--no-store`: nothing is written, a damaged file stays where it is. */
  readonly keep: boolean;
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

const wordsOf = (error: unknown): string =>
  clean(error instanceof Error ? error.message : String(error), { cells: 200 });

const openConf = (paths: Paths): Conf =>
  new Conf({
    projectName: 'dprk-watch',
    cwd: paths.settingsDir,
    configName: 'settings',
    fileExtension: 'json',
    configFileMode: PRIVATE_FILE_MODE,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
  });

type FileContent = Readonly<Record<string, unknown>>;

/** What the file holds, `undefined` where it is damaged. Throws what the file system throws. */
function contentOf(path: string): FileContent | undefined {
  const text = readFileSync(path, 'utf8');
  try {
    const content: unknown = JSON.parse(text);
    return content !== null && typeof content === 'object' && !Array.isArray(content)
      ? (content as FileContent)
      : undefined;
  } catch {
    return undefined;
  }
}

function moveAside(path: string, at: EpochMs): string {
  const aside = `${path}.corrupt-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  renameSync(path, aside);
  return aside;
}

/** The content, checked key by key: what is wrong falls back to its default and is said. */
function checked(
  content: FileContent,
  name: string,
): { readonly settings: Settings; readonly notices: readonly string[] } {
  const notices: string[] = [];
  const good: Record<string, unknown> = { ...DEFAULTS };
  for (const [key, value] of Object.entries(content)) {
    if (!isSettingKey(key)) continue;
    const { value: usable, faults } = checkSetting(key, value);
    if (usable !== undefined) good[key] = structuredClone(usable);
    for (const fault of faults) {
      const instead = usable === undefined ? '; the default is used' : '; it is left out';
      notices.push(clean(`${name}: ${key}: ${fault}${instead}`, { cells: 300 }));
    }
  }
  return { settings: frozen(good as unknown as Settings), notices };
}

/**
 * Reads the settings, once. Never throws: whatever is wrong with the file, there are settings, and `notices` says what was wrong.
 * Nothing is made on disk before something is set.
 */
export function readSettings(paths: Paths, options: SettingsOptions): SettingsFile {
  const path = paths.settingsFile;
  const name = basename(path);
  const notices: string[] = [];
  let content: FileContent = {};
  let writable = options.keep;
  if (existsSync(path)) {
    try {
      const found = contentOf(path);
      if (found !== undefined) content = found;
      else if (options.keep) {
        notices.push(
          `the settings were damaged; they are kept as ${basename(moveAside(path, options.now()))}, and defaults are used`,
        );
      } else notices.push('the settings are damaged; defaults are used');
    } catch (error) {
      writable = false;
      notices.push(`the settings cannot be read (${wordsOf(error)}); defaults are used and nothing is written`);
    }
  }
  const result = checked(content, name);
  const write = (change: (conf: Conf) => void): Written => {
    if (!options.keep) return { trouble: 'nothing is kept in this run (--no-store)' };
    if (!writable) return { trouble: 'the settings cannot be read, so they are not written either' };
    try {
      ensurePrivateDir(paths.settingsDir);
      change(openConf(paths));
      return undefined;
    } catch (error) {
      return { trouble: `the settings cannot be written (${wordsOf(error)})` };
    }
  };
  return {
    path,
    settings: result.settings,
    notices: [...notices, ...result.notices],
    unknownKeys: Object.keys(content).filter((key) => !isSettingKey(key)),
    set: (key, value) => {
      const { faults } = checkSetting(key, value);
      return faults.length > 0 ? { trouble: `${key}: ${faults.join('; ')}` } : write((conf) => conf.set(key, value));
    },
    update: (key, change) =>
      write((conf) => {
        const { value } = checkSetting(key, conf.get(key) ?? DEFAULTS[key]);
        conf.set(key, change((value ?? DEFAULTS[key]) as Settings[typeof key]));
      }),
    unset: (key) => write((conf) => conf.delete(key)),
  };
}
