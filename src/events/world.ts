/**
 * The world as the program believes it, and the one door by which facts change it: reports, link changes and the clock go in,
 * a new world and the flight events that follow come out. Pure: the same observations in the same order give the same events,
 * byte for byte, at any speed. Timers run on the observations' own clock, on a fixed grid, so that replay and live agree. A
 * player sends no clock beyond its recording's last line: nothing may be concluded from the silence after it.
 */
import type { EpochMs } from '../aero/units.ts';
import type { WatchRule } from '../aero/watchlist.ts';
import type { Report } from '../feeds/types.ts';
import type { Fleet } from '../tracks/fleet.ts';
import { emptyFleet } from '../tracks/fleet.ts';
import { sayAboutFeeds } from './ask.ts';
import { gridPoints } from './clock-grid.ts';
import { gapAtData } from './feed-gap.ts';
import { foldFrame } from './fold-frame.ts';
import { type FeedHealth, type Health, withData, withLink } from './health.ts';
import { tick } from './tick.ts';
import type { FlightEvent } from './types.ts';
import { rewatched, startWorking, type Working, type WorldMemory } from './working.ts';

export type { FeedHealth } from './health.ts';

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
  | {
      readonly kind: 'link';
      readonly feed: string;
      readonly up: boolean;
      readonly reason?: string;
      readonly at: EpochMs;
    }
  /** Time has passed without anything being received. */
  | { readonly kind: 'clock'; readonly at: EpochMs };

export interface WorldSettings {
  readonly watch: readonly WatchRule[];
  /** Events for every aircraft heard, not for the watched ones only (`--events-for-all`). */
  readonly eventsForAll: boolean;
  /** When each aircraft was last heard before this run, from the store. */
  readonly sightings: ReadonlyMap<string, EpochMs>;
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

const timeOf = (observation: Observation): EpochMs =>
  observation.kind === 'reports' ? observation.receivedAt : observation.at;

/** The upstreams that the rows of a frame came from. */
const upstreamsOf = (reports: readonly Report[]): ReadonlySet<string> => new Set(reports.map((report) => report.feed));

/** All timers up to `to`, at the points of the grid; the first observation starts the clock and runs none. */
function runClock(working: Working, from: EpochMs, to: EpochMs): void {
  if (from === 0) return;
  const quietSince = working.lastDataAt ?? from;
  for (const point of gridPoints(from, to, quietSince)) tick(working, point);
}

function takeReports(working: Working, observation: Extract<Observation, { kind: 'reports' }>, at: EpochMs): void {
  working.health = withData(working.health, observation.feed, upstreamsOf(observation.reports), at);
  working.lastDataAt = Math.max(working.lastDataAt ?? at, at);
  const restored = gapAtData(working.gap, observation.feed, at);
  working.gap = restored.memory;
  sayAboutFeeds(working, restored.drafts, at);
  foldFrame(working, observation.reports, observation.receivedAt, at);
}

/**
 * One observation into the world.
 * @param world settings may have been replaced since the last observation: a changed watchlist is applied to everyone known
 * @returns the new world, and the events in the order in which they were concluded. An observation older than the world's time
 * changes what it can, and moves no clock back.
 */
export const observe = (
  world: World,
  observation: Observation,
): { readonly world: World; readonly events: readonly FlightEvent[] } => {
  const at = Math.max(world.at, timeOf(observation));
  const working = startWorking(
    world.settings,
    world.fleet,
    world.health as Health,
    world.memory as WorldMemory | undefined,
  );
  rewatched(working);
  runClock(working, world.at, at);
  if (observation.kind === 'reports') takeReports(working, observation, at);
  else if (observation.kind === 'link') {
    working.health = withLink(working.health, observation.feed, observation.up, observation.at, observation.reason);
  }
  const { fleet, health, events } = working;
  return { world: { settings: world.settings, at, fleet, health, memory: working.kept() }, events };
};
