/**
 * Where things live on disk: settings under XDG_CONFIG_HOME, what the program writes by itself under XDG_STATE_HOME, or everything
 * under `--data-dir`. In: environment and home folder. Out: absolute paths. Folders are for their owner only; nothing is made
 * before something is written into it.
 */
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

const PRODUCT = 'dprk-watch';
/** The log tells what its owner looks at: nobody else's business on a shared machine. */
export const PRIVATE_DIR_MODE = 0o700;
export const PRIVATE_FILE_MODE = 0o600;
/** Access bits of the group and of everybody else. */
const OTHERS = 0o077;

export interface Paths {
  readonly settingsDir: string;
  /** The one file that `conf` keeps. */
  readonly settingsFile: string;
  readonly stateDir: string;
  readonly storeFile: string;
  readonly recordingsDir: string;
  readonly crashDir: string;
  readonly logFile: string;
}

export interface PathSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly cwd: string;
}

/** XDG: a value that is not absolute is to be ignored (XDG Base Directory Specification 0.8). */
const xdg = (value: string | undefined, fallback: string): string =>
  value !== undefined && isAbsolute(value) ? value : fallback;

/**
 * Every path the program uses for itself.
 * @param dataDir the value of `--data-dir`, relative to the working folder; everything is then under it (CONTRACT §3)
 */
export function resolvePaths(surroundings: PathSurroundings, dataDir?: string): Paths {
  const { env, home, cwd } = surroundings;
  const all = dataDir === undefined ? undefined : resolve(cwd, dataDir);
  const settingsDir = all ?? join(xdg(env.XDG_CONFIG_HOME, join(home, '.config')), PRODUCT);
  const stateDir = all ?? join(xdg(env.XDG_STATE_HOME, join(home, '.local', 'state')), PRODUCT);
  return {
    settingsDir,
    settingsFile: join(settingsDir, 'settings.json'),
    stateDir,
    storeFile: join(stateDir, 'store.sqlite'),
    recordingsDir: join(stateDir, 'recordings'),
    crashDir: stateDir,
    logFile: join(stateDir, 'dprk-watch.log'),
  };
}

/**
 * Makes a folder (and those above it) that only its owner can enter. A folder that was there keeps its mode: it may be shared on
 * purpose, `doctor` says so. Throws what the file system throws.
 */
export function ensurePrivateDir(dir: string): void {
  const made = mkdirSync(dir, { recursive: true, mode: PRIVATE_DIR_MODE });
  // An unusual umask may have taken the owner's own bits.
  if (made !== undefined) chmodSync(dir, PRIVATE_DIR_MODE);
}

/** The permission bits of a path as "0600", and whether others can get at it; `undefined` where there is nothing. */
export function modeOf(path: string): { readonly text: string; readonly open: boolean } | undefined {
  try {
    const bits = statSync(path).mode & 0o777;
    return { text: `0${bits.toString(8).padStart(3, '0')}`, open: (bits & OTHERS) !== 0 };
  } catch {
    return undefined;
  }
}
