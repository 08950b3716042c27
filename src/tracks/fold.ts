/**
 * One report into one track. In: the track so far and a report that may be late, repeated, forged or half empty. Out: the new
 * track and, where the report brought news of the position, the fix as the gate judged it. A datum gives way only to a newer
 * one; on the ground is a fact and clears the height; the same report twice changes nothing but the counts.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import { believeVertical, fixOf, type Mutable, takeData, takeVertical } from './believe.ts';
import { type Gated, gate } from './gate.ts';
import { identityChange } from './identity.ts';
import { phaseOf, verticalRateOf } from './phase.ts';
import { recentWith, trailWith } from './trail.ts';
import type { Fix, GateReason, Track } from './types.ts';

/** Whom to follow closely: `watched` aircraft have a trail, `followed` ones (events for all) only the recent fixes. */
export interface Attention {
  readonly isWatched: (aircraft: {
    readonly icao24: string;
    readonly registration?: string;
    readonly typecode?: string;
  }) => boolean;
  readonly followAll: boolean;
}

export interface Folded {
  readonly track: Track;
  /** The position as judged, when it is news in order of time. */
  readonly fix?: Fix;
  /** The challenger has just become the accepted track. */
  readonly takeover?: boolean;
  /** The report comes from where this aircraft cannot be: its data were not believed. */
  readonly foreign?: boolean;
}

const NOTHING_COUNTED: Track['counts'] = { accepted: 0, suspect: 0, refused: 0 };
const NONE: readonly never[] = [];

/** Whether a track is watched, by what was received of it (and by the table's type). */
export const watchedBy = (attention: Attention, track: Track): boolean =>
  attention.isWatched({
    icao24: track.icao24,
    ...(track.registration === undefined || track.registrationDerived ? {} : { registration: track.registration }),
    ...(track.typecode === undefined ? {} : { typecode: track.typecode }),
  });

const startOf = (report: Report): Track => ({
  icao24: report.icao24,
  registrationDerived: false,
  watched: false,
  source: report.source,
  feed: report.feed,
  phase: 'unknown',
  suspect: NONE,
  firstHeardAt: report.at,
  heardAt: report.at,
  counts: NOTHING_COUNTED,
  gated: {},
  recent: NONE,
  trail: NONE,
});

function takePosition(next: Mutable<Track>, gated: Gated, close: boolean): void {
  next.continuity = gated.continuity;
  const fix = gated.fix;
  if (fix !== undefined) {
    next.position = { value: fix.position, at: fix.at };
    next.suspect = fix.reasons;
    if (fix.verdict === 'accepted') next.lastFix = fix;
  }
  const seen = fix ?? gated.lateFix;
  if (!close || seen === undefined) return;
  next.recent = gated.takeover === true ? [seen] : recentWith(next.recent, seen);
  if (next.watched) next.trail = trailWith(next.trail, seen);
}

function count(next: Mutable<Track>, verdict: keyof Track['counts'], reasons: readonly GateReason[]): void {
  next.counts = { ...next.counts, [verdict]: next.counts[verdict] + 1 };
  if (reasons.length === 0) return;
  const gated: Record<string, number> = { ...next.gated };
  for (const reason of reasons) gated[reason] = (gated[reason] ?? 0) + 1;
  next.gated = gated;
}

/**
 * Folds a report into a track.
 * @param before what is believed of the aircraft, `undefined` if it was never heard
 * @param receivedAt epoch ms; a position later than this (and 5 s) is refused
 */
export function foldReport(
  before: Track | undefined,
  report: Report,
  receivedAt: EpochMs,
  attention: Attention,
): Folded {
  const next: Mutable<Track> = { ...(before ?? startOf(report)) };
  const identity = identityChange(before, report);
  if (identity !== undefined) {
    Object.assign(next, identity);
    next.watched = watchedBy(attention, next);
  }
  if (report.at >= next.heardAt) {
    next.heardAt = report.at;
    next.source = report.source;
    next.feed = report.feed;
  }
  if (report.at < next.firstHeardAt) next.firstHeardAt = report.at;
  const vertical = believeVertical(before, report);
  const close = next.watched || attention.followAll;
  let gated: Gated | undefined;
  if (report.position === undefined) {
    count(next, vertical.reasons.length === 0 ? 'accepted' : 'suspect', vertical.reasons);
  } else {
    gated = gate(next, report, fixOf(report, report.position, vertical), receivedAt);
    takePosition(next, gated, close);
    count(next, gated.verdict, vertical.reasons.length === 0 ? gated.reasons : [...gated.reasons, ...vertical.reasons]);
  }
  // What comes from where the aircraft cannot be is said by someone else: nothing of it is believed.
  const foreign = gated?.reasons.includes('teleport') === true;
  if (!foreign) {
    takeData(next, report);
    takeVertical(next, vertical, report.at);
  }
  const rate = (close ? verticalRateOf(next.recent, report.at) : undefined) ?? next.verticalRateFpm?.value;
  next.phase = phaseOf(next.phase, {
    ...(next.onGround === undefined ? {} : { onGround: next.onGround.value }),
    ...(next.altitudeFt === undefined ? {} : { altitudeFt: next.altitudeFt.value }),
    ...(rate === undefined ? {} : { verticalRateFpm: rate }),
  });
  return {
    track: next,
    ...(gated?.fix === undefined ? {} : { fix: gated.fix }),
    ...(gated?.takeover === true ? { takeover: true } : {}),
    ...(foreign ? { foreign } : {}),
  };
}
