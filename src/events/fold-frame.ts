/**
 * Reports into the world in hand, twice: at once into what is shown, and, when the lane releases them, into what the detectors
 * see. There everyone is folded first, then the detectors are asked, in the order of the reports' own time.
 */
import { type EpochMs, MINUTE_MS } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import { type Hop, hopOf, isHole, withHops } from '../tracks/coverage.ts';
import { trackOf, withTracks } from '../tracks/fleet.ts';
import { type Folded, foldReport } from '../tracks/fold.ts';
import type { Track } from '../tracks/types.ts';
import { momentOf, question } from './ask.ts';
import type { Sighting } from './detector.ts';
import { deliveredMs } from './health.ts';
import { type Cells, cellsOf, withCells } from './recall.ts';
import type { Held } from './reorder.ts';
import { isFollowed, type Working } from './working.ts';

/** Feeds' clocks differ by seconds; a report older than this against the newest of its aircraft is history. */
const LATE_MS = MINUTE_MS;

/** Folds a frame into what is shown. Out: its reports as they wait for their turn before the detectors. */
export function showFrame(working: Working, reports: readonly Report[], receivedAt: EpochMs): readonly Held[] {
  const shown = new Map<string, Track>();
  const held = reports.map((report): Held => {
    const before = shown.get(report.icao24) ?? trackOf(working.shown, report.icao24);
    const folded = foldReport(before, report, receivedAt, working.attention);
    shown.set(report.icao24, folded.track);
    return { report, receivedAt, folded, ...(before === undefined ? {} : { before }) };
  });
  working.shown = withTracks(working.shown, [...shown.values()]);
  return held;
}

/** What was computed for the screen holds for the detectors too, as long as nothing older came in between. */
const foldHeld = (working: Working, before: Track | undefined, held: Held): Folded =>
  held.folded !== undefined && held.before === before
    ? held.folded
    : foldReport(before, held.report, held.receivedAt, working.attention);

/** Unheard on the way while the feed was out is nobody's coverage. */
const feedDelivered = (working: Working, track: Track, hop: Hop): boolean =>
  !isHole(hop) || deliveredMs(working.health, track.feed, hop.from.at, hop.to.at) >= hop.to.at - hop.from.at;

/** Folds a batch: first everyone, so that the detectors see who else is there, then the questions, in the batch's order. */
export function foldBatch(working: Working, batch: readonly Held[], at: EpochMs): void {
  const folded = new Map<string, Track>();
  const seen: (Sighting & { readonly foreign: boolean })[] = [];
  const hops: Hop[] = [];
  for (const held of batch) {
    const { report } = held;
    const before = folded.get(report.icao24) ?? trackOf(working.fleet, report.icao24);
    const { track, fix, takeover, foreign } = foldHeld(working, before, held);
    folded.set(report.icao24, track);
    const hop = takeover === true ? undefined : hopOf(before?.lastFix, track.lastFix);
    if (hop !== undefined && feedDelivered(working, track, hop)) hops.push(hop);
    if (!isFollowed(working, track)) continue;
    const isLate = before !== undefined && report.at < before.heardAt - LATE_MS;
    if (track.watched && !working.heard.has(track.icao24)) working.heard = new Set(working.heard).add(track.icao24);
    // Old frames that come again after a reconnect must not tell their story twice.
    if (isLate && fix === undefined) continue;
    seen.push({
      track,
      report,
      takeover: takeover === true,
      foreign: foreign === true,
      ...(fix === undefined ? {} : { fix }),
    });
  }
  working.fleet = withTracks(working.fleet, [...folded.values()]);
  working.coverage = withHops(working.coverage, hops);
  if (seen.length === 0) return;
  const moment = momentOf(working, at);
  const changed = new Map<string, Cells>();
  for (const sighting of seen) {
    const { icao24 } = sighting.track;
    const before = changed.get(icao24) ?? cellsOf(working.recall, icao24);
    const after = question(working, sighting.track, before, moment, at, (detector, cell, now) =>
      sighting.foreign && detector.hearsForeign !== true ? undefined : detector.onSighting?.(cell, sighting, now),
    );
    if (after !== before) changed.set(icao24, after);
  }
  working.recall = withCells(working.recall, changed);
}
