/**
 * One observation at work: the parts of the world in the hand of `observe`, folded and questioned step by step, and put back as
 * one new world. Nothing of it outlives the call. In: settings, fleet, health, memory. Out: the same, and the events.
 */
import type { EpochMs } from '../aero/units.ts';
import { type WatchRule, watchMatcher } from '../aero/watchlist.ts';
import { type Coverage, emptyCoverage } from '../tracks/coverage.ts';
import { emptyFleet, type Fleet, trackOf, tracksOf, withTracks } from '../tracks/fleet.ts';
import { type Attention, watchedBy } from '../tracks/fold.ts';
import type { Track } from '../tracks/types.ts';
import type { GapMemory } from './feed-gap.ts';
import type { Health } from './health.ts';
import { emptyRecall, type Recall } from './recall.ts';
import { emptyLane, type Lane, withoutFolds } from './reorder.ts';
import type { FlightEvent } from './types.ts';

interface Settings {
  readonly watch: readonly WatchRule[];
  readonly eventsForAll: boolean;
  readonly sightings: ReadonlyMap<string, EpochMs>;
  readonly coverage?: Coverage;
}

/** What the world keeps between two observations; opaque outside this room. */
export interface WorldMemory {
  readonly rules: readonly WatchRule[];
  readonly attention: Attention;
  readonly recall: Recall;
  readonly gap: GapMemory | undefined;
  readonly lastDataAt: EpochMs | undefined;
  /** Everyone as the detectors see them: each report folded in the order of its own time, some seconds behind what is shown. */
  readonly fleet: Fleet;
  readonly lane: Lane;
  /** The watched aircraft that were heard, so that a tick need not look at the whole sky. */
  readonly heard: ReadonlySet<string>;
  readonly coverage: Coverage;
}

export interface Working {
  readonly settings: Settings;
  /** What is shown: each report folded as it came. */
  shown: Fleet;
  /** What the detectors see, in the order of the lane. */
  fleet: Fleet;
  lane: Lane;
  health: Health;
  attention: Attention;
  rules: readonly WatchRule[];
  recall: Recall;
  gap: GapMemory | undefined;
  lastDataAt: EpochMs | undefined;
  heard: ReadonlySet<string>;
  coverage: Coverage;
  readonly events: FlightEvent[];
  kept(): WorldMemory;
}

/** Whom to follow under these settings. */
export const attentionOf = (settings: Settings): Attention => ({
  isWatched: watchMatcher(settings.watch),
  followAll: settings.eventsForAll,
});

/** The world in hand. `memory` is `undefined` for a world in which nothing was observed yet. */
export function startWorking(
  settings: Settings,
  shown: Fleet,
  health: Health,
  memory: WorldMemory | undefined,
): Working {
  const working: Working = {
    settings,
    shown,
    fleet: memory?.fleet ?? emptyFleet,
    lane: memory?.lane ?? emptyLane,
    health,
    attention: memory?.attention ?? attentionOf(settings),
    rules: memory?.rules ?? settings.watch,
    recall: memory?.recall ?? emptyRecall,
    gap: memory?.gap,
    lastDataAt: memory?.lastDataAt,
    heard: memory?.heard ?? new Set(),
    coverage: memory?.coverage ?? settings.coverage ?? emptyCoverage,
    events: [],
    kept: () => ({
      rules: working.rules,
      attention: working.attention,
      recall: working.recall,
      gap: working.gap,
      lastDataAt: working.lastDataAt,
      fleet: working.fleet,
      lane: working.lane,
      heard: working.heard,
      coverage: working.coverage,
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
  const heard = new Set<string>();
  const rewatch = (track: Track): Track => {
    const watched = watchedBy(working.attention, track);
    return watched === track.watched ? track : { ...track, watched, recent: [], trail: [] };
  };
  changeTracks(working, rewatch);
  for (const icao24 of working.heard) if (trackOf(working.fleet, icao24) === undefined) heard.add(icao24);
  for (const track of tracksOf(working.fleet)) if (track.watched) heard.add(track.icao24);
  working.lane = withoutFolds(working.lane);
  working.heard = heard;
}

/** Changes tracks in both fleets; what they share stays shared. */
export function changeTracks(working: Working, change: (track: Track) => Track): void {
  const made = new Map<Track, Track>();
  const changed = (fleet: Fleet): readonly Track[] => {
    const tracks: Track[] = [];
    for (const track of tracksOf(fleet)) {
      const next = made.get(track) ?? change(track);
      if (next === track) continue;
      made.set(track, next);
      tracks.push(next);
    }
    return tracks;
  };
  working.shown = withTracks(working.shown, changed(working.shown));
  working.fleet = withTracks(working.fleet, changed(working.fleet));
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
