/**
 * What every run has on its desk: where its files are, the settings, the watchlist, the store. In: what was ordered. Out: those, opened; or the
 * sentence why not. Nothing is made on disk that the order does not want.
 */
import { join } from 'node:path';
import type { WatchRule } from '../aero/watchlist.ts';
import type { CommonOptions } from '../shell/cli-command.ts';
import { watchedRules } from '../shell/commands/watch.ts';
import type { Paths } from '../shell/paths.ts';
import { ensurePrivateDir, resolvePaths } from '../shell/paths.ts';
import type { SettingsFile } from '../shell/settings.ts';
import { readSettings } from '../shell/settings.ts';
import type { Store } from '../shell/store.ts';
import { MEMORY, openStore } from '../shell/store.ts';
import { troubleOf } from '../shell/store-trouble.ts';
import type { Ground } from './ground.ts';

export interface Desk {
  readonly paths: Paths;
  readonly settings: SettingsFile;
  /** The watchlist of this run: `--watch`, or the shipped one with what the user changed. */
  readonly rules: readonly WatchRule[];
}

export function deskOf(ground: Ground, options: CommonOptions, watch?: readonly WatchRule[]): Desk {
  const { env, home, cwd, clock } = ground;
  const paths = resolvePaths({ env, home, cwd }, options.dataDir);
  const settings = readSettings(paths, { now: clock.now, keep: options.keep });
  return { paths, settings, rules: watch ?? watchedRules(settings.settings) };
}

/** Which store a run writes to: the user's, one of its own under `--data-dir` (replay, demo), or one that ends with the run. */
export type StoreKind = 'own' | 'replay' | 'memory';

/** Opened, or the sentence why it cannot be. */
export function storeOf(ground: Ground, desk: Desk, kind: StoreKind): Store | { readonly trouble: string } {
  const now = ground.clock.now;
  const path = { own: desk.paths.storeFile, replay: join(desk.paths.stateDir, 'replay.sqlite'), memory: MEMORY }[kind];
  try {
    if (kind !== 'memory') ensurePrivateDir(desk.paths.stateDir);
    const store = openStore(path, { now });
    return 'kind' in store ? { trouble: store.reason } : store;
  } catch (error) {
    return { trouble: troubleOf(error).reason };
  }
}
