/** A point of the clock's grid in the world in hand: silent feeds, the detectors' timers, forgetting. */
import { type EpochMs, MINUTE_MS } from '../aero/units.ts';
import { bounded } from '../tracks/coverage.ts';
import { trackOf, withoutTracks } from '../tracks/fleet.ts';
import type { Track } from '../tracks/types.ts';
import { momentOf, question, sayAboutFeeds } from './ask.ts';
import { gapAtTick } from './feed-gap.ts';
import { withClock } from './health.ts';
import { type Cells, cellsOf, recallOnly, withCells } from './recall.ts';
import { changeTracks, followedTracks, type Working } from './working.ts';

/** Unwatched aircraft unheard for this long are forgotten: a week of 15,000 aircraft must not fill the memory. */
const FORGET_AFTER_MS = 30 * MINUTE_MS;
/** With events for all an aircraft is forgotten only after its next contact would be a new one anyway (re-seen: 6 h). */
const FORGET_FOLLOWED_MS = 12 * 60 * MINUTE_MS;
const FORGET_EVERY_MS = 5 * MINUTE_MS;

function forget(working: Working, at: EpochMs): void {
  const { attention } = working;
  working.coverage = bounded(working.coverage);
  changeTracks(working, (track) =>
    !track.watched && track.recent.length > 0 && at - track.heardAt > FORGET_AFTER_MS
      ? { ...track, recent: [] }
      : track,
  );
  const life = attention.followAll ? FORGET_FOLLOWED_MS : FORGET_AFTER_MS;
  const before = working.fleet;
  const isOver = (track: Track): boolean => !track.watched && at - track.heardAt > life;
  working.shown = withoutTracks(working.shown, isOver);
  working.fleet = withoutTracks(before, isOver);
  if (working.fleet !== before) {
    working.recall = recallOnly(
      working.recall,
      (icao24) => trackOf(working.fleet, icao24) !== undefined || working.heard.has(icao24),
    );
  }
}

/** A point of the clock's grid: silent feeds, the detectors' timers, forgetting. */
export function tick(working: Working, at: EpochMs): void {
  working.health = withClock(working.health, at);
  const gap = gapAtTick(working.gap, working.health, at);
  working.gap = gap.memory;
  sayAboutFeeds(working, gap.drafts, at);
  const moment = momentOf(working, at);
  const changed = new Map<string, Cells>();
  for (const track of followedTracks(working)) {
    const before = cellsOf(working.recall, track.icao24);
    const after = question(working, track, before, moment, at, (detector, cell, now) =>
      detector.onTick?.(cell, track, now),
    );
    if (after !== before) changed.set(track.icao24, after);
  }
  working.recall = withCells(working.recall, changed);
  if (at % FORGET_EVERY_MS === 0) forget(working, at);
}
