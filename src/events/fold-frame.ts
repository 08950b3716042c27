/** One frame's reports into the world in hand: everyone is folded first, then the detectors are asked, in the frame's order. */
import { type EpochMs, MINUTE_MS } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import { trackOf, withTracks } from '../tracks/fleet.ts';
import { foldReport } from '../tracks/fold.ts';
import type { Track } from '../tracks/types.ts';
import { momentOf, question } from './ask.ts';
import type { Sighting } from './detector.ts';
import { type Cells, cellsOf, withCells } from './recall.ts';
import { isFollowed, type Working } from './working.ts';

/** Feeds' clocks differ by seconds; a report older than this against the newest of its aircraft is history. */
const LATE_MS = MINUTE_MS;

/** Folds a frame: first everyone, so that the detectors see who else is there, then the questions, in the frame's order. */
export function foldFrame(working: Working, reports: readonly Report[], receivedAt: EpochMs, at: EpochMs): void {
  const folded = new Map<string, Track>();
  const seen: (Sighting & { readonly foreign: boolean })[] = [];
  for (const report of reports) {
    const before = folded.get(report.icao24) ?? trackOf(working.fleet, report.icao24);
    const { track, fix, takeover, foreign } = foldReport(before, report, receivedAt, working.attention);
    folded.set(report.icao24, track);
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
  if (seen.length === 0) return;
  const moment = momentOf(working, at);
  const changed = new Map<string, Cells>();
  for (const sighting of seen) {
    const { icao24 } = sighting.track;
    const before = changed.get(icao24) ?? cellsOf(working.recall, icao24);
    const after = question(working, sighting.track, before, at, (detector, cell) =>
      sighting.foreign && detector.hearsForeign !== true ? undefined : detector.onSighting?.(cell, sighting, moment),
    );
    if (after !== before) changed.set(icao24, after);
  }
  working.recall = withCells(working.recall, changed);
}
