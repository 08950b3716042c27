/**
 * The world as the program believes it, and the one door by which facts change it: reports, link changes and the clock go in,
 * a new world and the flight events that follow come out. Pure: the same observations in the same order give the same events,
 * byte for byte, at any speed. Timers run on the observations' own clock, on a fixed grid, so that replay and live agree. A
 * player sends no clock beyond its recording's last line: nothing may be concluded from the silence after it.
 */
import type { EpochMs } from '../aero/units.ts';
import type { WatchRule } from '../aero/watchlist.ts';
import type { Report } from '../feeds/types.ts';
import { type Coverage, emptyCoverage } from '../tracks/coverage.ts';
import type { Fleet } from '../tracks/fleet.ts';
import { emptyFleet } from '../tracks/fleet.ts';
import { sayAboutFeeds } from './ask.ts';
import { gridPoints } from './clock-grid.ts';
import { gapAtData } from './feed-gap.ts';
import { foldBatch, showFrame } from './fold-frame.ts';
import { type FeedHealth, type Health, withData, withLink } from './health.ts';
import type { Anchor } from './journey/types.ts';
import {
  type Batch,
  batchesUntil,
  endedLane,
  frameItems,
  type LaneItem,
  laneWith,
  REORDER_HOLD_MS,
} from './reorder.ts';
import { takeAnchor } from './take-anchor.ts';
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
  | { readonly kind: 'clock'; readonly at: EpochMs }
  /** A recording is at its end: what waits is let through, and nothing is concluded from the silence that follows. */
  | { readonly kind: 'end'; readonly at: EpochMs }
  /** A person's evidence. It moves no clock. */
  | { readonly kind: 'anchor'; readonly anchor: Anchor };

export interface WorldSettings {
  readonly watch: readonly WatchRule[];
  /** Events for every aircraft heard, not for the watched ones only (`--events-for-all`). */
  readonly eventsForAll: boolean;
  /** When each aircraft was last heard before this run, from the store. */
  readonly sightings: ReadonlyMap<string, EpochMs>;
  /** Where aircraft were normally heard before this run, from the store. */
  readonly coverage?: Coverage;
}

export interface World {
  readonly settings: WorldSettings;
  /** The newest time observed; never goes back. */
  readonly at: EpochMs;
  /** What is shown: every report at once. The detectors live some seconds behind it (reorder.ts). */
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

const timeOf = (observation: Observation): EpochMs => {
  if (observation.kind === 'anchor') return 0;
  return observation.kind === 'reports' ? observation.receivedAt : observation.at;
};

/** Where aircraft are normally heard, as learned so far: for the store, and back by `settings.coverage`. */
export const coverageOf = (world: World): Coverage =>
  (world.memory as WorldMemory | undefined)?.coverage ?? world.settings.coverage ?? emptyCoverage;

/** All timers up to `to`, at the points of the grid; what is observed first starts the lane's clock and runs none. */
function runClock(working: Working, to: EpochMs): void {
  const from = working.lane.at;
  if (from === 0 || to <= from) return;
  const quietSince = working.lastDataAt ?? from;
  for (const point of gridPoints(from, to, quietSince)) tick(working, point);
  working.lane = { ...working.lane, at: to };
}

/** A batch at its time: connections, then data, then what a person says of that moment. */
function release(working: Working, { at, links, feeds, held, anchors }: Batch): void {
  for (const { feed, up, noticedAt, reason } of links) {
    working.health = withLink(working.health, feed, up, noticedAt, reason);
  }
  for (const [feed, upstreams] of feeds) {
    working.health = withData(working.health, feed, upstreams, at);
    const restored = gapAtData(working.gap, feed, at);
    working.gap = restored.memory;
    sayAboutFeeds(working, restored.drafts, at);
  }
  if (feeds.size > 0) {
    working.lastDataAt = Math.max(working.lastDataAt ?? at, at);
    foldBatch(working, held, at);
  }
  for (const anchor of anchors) takeAnchor(working, anchor, at);
}

/** The lane up to `to`: batches and points of the clock's grid, each in its time. */
function advance(working: Working, to: EpochMs): void {
  const { batches, taken } = batchesUntil(working.lane.items, to);
  if (taken > 0) working.lane = { at: working.lane.at, items: working.lane.items.slice(taken) };
  for (const batch of batches) {
    runClock(working, batch.at);
    const starts = batch.feeds.size > 0 || batch.links.length > 0;
    if (starts) working.lane = { ...working.lane, at: Math.max(working.lane.at, batch.at) };
    release(working, batch);
  }
  runClock(working, to);
}

/** What an observation puts into the lane. */
function itemsOf(working: Working, observation: Observation): readonly LaneItem[] {
  if (observation.kind === 'reports') {
    const { feed, reports, receivedAt, clockAt } = observation;
    return frameItems(feed, showFrame(working, reports, receivedAt), receivedAt, clockAt);
  }
  if (observation.kind === 'anchor') {
    const { anchor } = observation;
    // Before anything was observed there is no clock that could pass it.
    const isFirst = working.lane.at === 0 && working.lane.items.length === 0;
    if (Number.isFinite(anchor.at)) return [{ kind: 'anchor', at: isFirst ? 0 : anchor.at, anchor }];
  }
  if (observation.kind !== 'link') return [];
  const { kind, feed, up, at, reason } = observation;
  return [{ kind, at, feed, up, noticedAt: at, ...(reason === undefined ? {} : { reason }) }];
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
  const passedAt = at - REORDER_HOLD_MS;
  const items = itemsOf(working, observation);
  if (items.length > 0) working.lane = laneWith(working.lane, items, Math.max(passedAt, working.lane.at));
  if (observation.kind === 'end') {
    const { lane, lastAt } = endedLane(working.lane);
    working.lane = lane;
    advance(working, lastAt);
  } else advance(working, working.lane.at === 0 ? Math.max(passedAt, 0) : passedAt);
  const { shown, health, events } = working;
  return { world: { settings: world.settings, at, fleet: shown, health, memory: working.kept() }, events };
};
