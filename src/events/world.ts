/**
 * The world as the program believes it, and the one door by which facts change it: reports, link changes and the clock go in,
 * a new world and the flight events that follow come out. Pure: the same observations in the same order give the same events,
 * byte for byte, at any speed. Timers run on the observations' own clock, on a fixed grid, so that replay and live agree.
 */
import type { WatchRule } from '../aero/watchlist.ts';
import type { EpochMs } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import type { Fleet } from '../tracks/fleet.ts';
import { emptyFleet } from '../tracks/fleet.ts';
import type { FlightEvent } from './types.ts';

export type Observation =
  /** One frame's reports, in the order of the frame. */
  | {
      readonly kind: 'reports';
      readonly feed: string;
      readonly reports: readonly Report[];
      readonly receivedAt: EpochMs;
      /** The feed's own clock in this frame, where it has one. */
      readonly clockAt?: EpochMs;
    }
  /** A feed is lost or back. `at` is when that was noticed. */
  | { readonly kind: 'link'; readonly feed: string; readonly up: boolean; readonly reason?: string; readonly at: EpochMs }
  /** Time has passed without anything being received. */
  | { readonly kind: 'clock'; readonly at: EpochMs };

export interface WorldSettings {
  readonly watch: readonly WatchRule[];
  /** Events for every aircraft heard, not for the watched ones only (`--events-for-all`). */
  readonly eventsForAll: boolean;
  /** When each aircraft was last heard before this run, from the store. */
  readonly sightings: ReadonlyMap<string, EpochMs>;
}

export interface FeedHealth {
  readonly feed: string;
  readonly up: boolean;
  readonly since: EpochMs;
  readonly lastDataAt?: EpochMs;
  readonly reason?: string;
}

export interface World {
  readonly settings: WorldSettings;
  /** The newest time observed; never goes back. */
  readonly at: EpochMs;
  readonly fleet: Fleet;
  readonly health: ReadonlyMap<string, FeedHealth>;
  /** What each detector remembers, opaque to everyone else. */
  readonly memory: unknown;
}

export const emptyWorld = (settings: WorldSettings): World => ({
  settings,
  at: 0,
  fleet: emptyFleet,
  health: new Map(),
  memory: undefined,
});

/** To be written with the detectors. */
export const observe = (
  world: World,
  _observation: Observation,
): { readonly world: World; readonly events: readonly FlightEvent[] } => ({ world, events: [] });
