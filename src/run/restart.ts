/**
 * What is believed is carried over a restart: kept in the store once a minute and at the end, taken up again at the start. Live, the time in
 * between is a gap of the feeds. A recording is taken up only by one that goes on where the last one ended. A snapshot that cannot be used is
 * dropped, and said.
 */
import { type EpochMs, HOUR_MS, MINUTE_MS, type Milliseconds } from '../aero/units.ts';
import type { WatchRule } from '../aero/watchlist.ts';
import type { State } from '../app/state.ts';
import { afterSleep, restoreWorld, snapshotOf } from '../events/snapshot.ts';
import type { World } from '../events/world.ts';
import type { Store } from '../shell/store.ts';

/** Two parts of one recording are no farther apart than a feed may pause. */
const CONTINUES_WITHIN_MS: Milliseconds = HOUR_MS;
/** Computers' clocks are put right by less than this; a snapshot of a later time is not this one's past. */
const CLOCK_STEP_MS: Milliseconds = MINUTE_MS;

export interface RestartOptions {
  readonly store: Store;
  readonly clock: 'live' | 'recording';
  /** Under which name the world is kept; absent: it is not. */
  readonly name?: string;
  readonly say: (text: string) => void;
}

export interface Restart {
  /**
   * The world to go on with, `undefined` where there is none to be taken up.
   * @param at now, or the time of a recording's first line
   */
  readonly taken: (state: State, at: EpochMs) => World | undefined;
  readonly keep: (state: State) => void;
}

/** Each watchlist has a world of its own: the one given with `--watch` must not clear the user's. */
export const worldName = (clock: 'live' | 'recording', watch: readonly WatchRule[] | undefined): string =>
  watch === undefined ? clock : `${clock} ${JSON.stringify(watch)}`;

export function createRestart({ store, clock, name, say }: RestartOptions): Restart {
  let refused = false;

  const taken = (state: State, at: EpochMs): World | undefined => {
    const kept = name === undefined ? undefined : store.snapshot(name);
    if (kept === undefined) return undefined;
    if ('trouble' in kept) {
      say(kept.trouble);
      return undefined;
    }
    if (clock === 'recording' && (at <= kept.at || at - kept.at > CONTINUES_WITHIN_MS)) return undefined;
    if (clock === 'live' && kept.at > at + CLOCK_STEP_MS) {
      say('what was known before the restart is of a later time than now and was left out');
      return undefined;
    }
    try {
      const world = restoreWorld(kept.value, state.world.settings);
      if (world !== undefined) return clock === 'recording' ? world : afterSleep(world);
    } catch {
      // Of this version by its number only: as good as of another.
    }
    say('what was known before the restart is of another version and was left out');
    return undefined;
  };

  const keep = (state: State): void => {
    // A live run that is shown a recording believes what is not so.
    if (name === undefined || state.clock !== clock) return;
    const snapshot = snapshotOf(state.world);
    if (snapshot === undefined) return;
    const done = store.keepSnapshot(name, snapshot.at, snapshot);
    if (!done.ok && !refused) say(`what is known cannot be kept for a restart: ${done.trouble.reason}`);
    refused = !done.ok;
  };

  return { taken, keep };
}
