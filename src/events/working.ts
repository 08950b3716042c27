/**
 * One observation at work: the parts of the world in the hand of `observe`, folded and questioned step by step, and put back as
 * one new world. Nothing of it outlives the call. In: settings, fleet, health, memory. Out: the same, and the events.
 */
import type { EpochMs } from '../aero/units.ts';
import { type WatchRule, watchMatcher } from '../aero/watchlist.ts';
import { type Fleet, trackOf, tracksOf, withTracks } from '../tracks/fleet.ts';
import { type Attention, watchedBy } from '../tracks/fold.ts';
import type { Track } from '../tracks/types.ts';
import type { GapMemory } from './feed-gap.ts';
import type { Health } from './health.ts';
import { emptyRecall, type Recall } from './recall.ts';
import type { FlightEvent } from './types.ts';

interface Settings {
  readonly watch: readonly WatchRule[];
  readonly eventsForAll: boolean;
  readonly sightings: ReadonlyMap<string, EpochMs>;
}

/** What the world keeps between two observations; opaque outside this room. */
export interface WorldMemory {
  readonly rules: readonly WatchRule[];
  readonly attention: Attention;
  readonly recall: Recall;
  readonly gap: GapMemory | undefined;
  readonly lastDataAt: EpochMs | undefined;
  /** The watched aircraft that were heard, so that a tick need not look at the whole sky. */
  readonly heard: ReadonlySet<string>;
}

export interface Working {
  readonly settings: Settings;
  fleet: Fleet;
  health: Health;
  attention: Attention;
  rules: readonly WatchRule[];
  recall: Recall;
  gap: GapMemory | undefined;
  lastDataAt: EpochMs | undefined;
  heard: ReadonlySet<string>;
  readonly events: FlightEvent[];
  kept(): WorldMemory;
}

const attentionOf = (settings: Settings): Attention => ({
  isWatched: watchMatcher(settings.watch),
  followAll: settings.eventsForAll,
});

/** The world in hand. `memory` is `undefined` for a world in which nothing was observed yet. */
export function startWorking(
  settings: Settings,
  fleet: Fleet,
  health: Health,
  memory: WorldMemory | undefined,
): Working {
  const working: Working = {
    settings,
    fleet,
    health,
    attention: memory?.attention ?? attentionOf(settings),
    rules: memory?.rules ?? settings.watch,
    recall: memory?.recall ?? emptyRecall,
    gap: memory?.gap,
    lastDataAt: memory?.lastDataAt,
    heard: memory?.heard ?? new Set(),
    events: [],
    kept: () => ({
      rules: working.rules,
      attention: working.attention,
      recall: working.recall,
      gap: working.gap,
      lastDataAt: working.lastDataAt,
      heard: working.heard,
    }),
  };
  return working;
}

/** Applies a watchlist, or a wish for everyone's events, that was changed while running. */
export function rewatched(working: Working): void {
  const { settings } = working;
  if (working.rules === settings.watch && working.attention.followAll === settings.eventsForAll) return;
  working.rules = settings.watch;
  working.attention = attentionOf(settings);
  const changed: Track[] = [];
  const heard = new Set<string>();
  for (const track of tracksOf(working.fleet)) {
    const watched = watchedBy(working.attention, track);
    if (watched) heard.add(track.icao24);
    if (watched !== track.watched) changed.push({ ...track, watched, recent: [], trail: [] });
  }
  working.fleet = withTracks(working.fleet, changed);
  working.heard = heard;
}

/** Whether the detectors are asked about it. */
export const isFollowed = (working: Working, track: Track): boolean => track.watched || working.attention.followAll;

/** Whom a tick asks about: the watched aircraft that were heard, or everyone. */
export function* followedTracks(working: Working): Generator<Track> {
  if (working.attention.followAll) yield* tracksOf(working.fleet);
  for (const icao24 of working.attention.followAll ? [] : working.heard) {
    const track = trackOf(working.fleet, icao24);
    if (track?.watched === true) yield track;
  }
}
