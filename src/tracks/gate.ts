/**
 * The gate (detection.md §3): every reported position is accepted, suspect or refused, with the reasons, before anything is
 * built on it. In: the track so far, a report, the time of receipt. Out: the verdict, the fix and the gate's new memory. A
 * suspect position may be shown, marked; only accepted ones open or close an event; a refused one is counted.
 */
import { angleDifference, bearingDeg, distanceNm } from '../aero/geo.ts';
import { type Degrees, type EpochMs, HOUR_MS, type Knots, MINUTE_MS, type Position, SECOND_MS } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import { contradiction, HOLE_MS, isStanding, placeFix } from './continuity.ts';
import type { Continuity, Fix, GateReason, Track, Verdict } from './types.ts';

/** Detection.md Q2: clocks of feed and receiver differ by less than this. */
const FUTURE_SLACK_MS = 5 * SECOND_MS;
/** A feed's rounding of ages moves the time of one and the same position about by this much. */
const SAME_FIX_MS = 2 * SECOND_MS;
/** Detection.md Q3: who moves faster than this cannot be in the very same place again. */
const MOVING_KT: Knots = 50;
/** readsb's bogus_lat_lon (detection.md Q1). */
const NULL_ISLAND_DEG: Degrees = 0.01;
/** Detection.md Q5: at or below these the position may be forged or jammed. */
const LOW_NACP = 6;
const LOW_NIC = 5;
/** Detection.md Q5: so far from what is reported, for so many fixes in a row. */
const SPEED_MISMATCH_KT: Knots = 80;
const TRACK_MISMATCH_DEG: Degrees = 45;
const MISMATCHES = 3;
/** Shorter hops are ruled by rounded clocks, longer ones by turns. */
const HOP_LEAST_MS = 8 * SECOND_MS;
const HOP_MOST_MS = MINUTE_MS;

export const emptyContinuity: Continuity = { support: 0, speedMismatches: 0, trackMismatches: 0 };

export interface Gated {
  readonly verdict: Verdict;
  readonly reasons: readonly GateReason[];
  readonly continuity: Continuity;
  /** Present when it is news in order of time and is to be shown: accepted or suspect. */
  readonly fix?: Fix;
  /** An accepted fix that is older than the newest: it may fill the trail. */
  readonly lateFix?: Fix;
  /** The challenger has just taken over: what the detectors knew of the way before is void. */
  readonly takeover?: boolean;
}

const same = (a: Position, b: Position): boolean =>
  a.latitudeDeg === b.latitudeDeg && a.longitudeDeg === b.longitudeDeg;

function positionFault(position: Position): GateReason | undefined {
  const { latitudeDeg, longitudeDeg } = position;
  if (!(Math.abs(latitudeDeg) < 90) || !(Math.abs(longitudeDeg) <= 180)) return 'bad-position';
  const nearZero = Math.abs(longitudeDeg) <= NULL_ISLAND_DEG && Math.abs(latitudeDeg) <= NULL_ISLAND_DEG;
  return nearZero ? 'null-island' : undefined;
}

const isLowIntegrity = (report: Report): boolean =>
  report.source === 'adsb' &&
  (report.gpsLostAt !== undefined ||
    (report.nacP !== undefined && report.nacP <= LOW_NACP) ||
    (report.nic !== undefined && report.nic <= LOW_NIC));

/** How many hops in a row, this one included, contradict the speed and the track that are reported. */
function mismatches(memory: Continuity, fix: Fix): { readonly speed: number; readonly track: number } {
  const before = memory.latest;
  const kept = { speed: memory.speedMismatches, track: memory.trackMismatches };
  if (before === undefined || fix.onGround === true) return { speed: 0, track: 0 };
  const elapsed = fix.at - before.at;
  if (elapsed > HOP_MOST_MS) return { speed: 0, track: 0 };
  if (elapsed < HOP_LEAST_MS || fix.groundSpeedKt === undefined) return kept;
  const way = distanceNm(before.position, fix.position);
  const reported = (fix.groundSpeedKt + (before.groundSpeedKt ?? fix.groundSpeedKt)) / 2;
  const speed = Math.abs(way / (elapsed / HOUR_MS) - reported) > SPEED_MISMATCH_KT ? kept.speed + 1 : 0;
  if (fix.trackDeg === undefined || fix.groundSpeedKt <= MOVING_KT) return { speed, track: kept.track };
  const turn = Math.abs(angleDifference(bearingDeg(before.position, fix.position), fix.trackDeg));
  return { speed, track: turn > TRACK_MISMATCH_DEG ? kept.track + 1 : 0 };
}

/** Q2, Q3: whether it is news at all. `late` is older than the newest fix; a repeated fix refreshes nothing but the hearing. */
function newsFault(
  track: Track,
  memory: Continuity,
  report: Report,
  position: Position,
  at: EpochMs,
): GateReason | undefined {
  const known = [track.lastFix, memory.latest, memory.challenger?.last];
  for (const fix of known) {
    if (fix === undefined || !same(fix.position, position)) continue;
    const moving = (report.groundSpeedKt ?? 0) > MOVING_KT;
    if (Math.abs(at - fix.at) <= SAME_FIX_MS || (moving && at > fix.at)) return 'repeated-fix';
  }
  return known.some((fix) => fix !== undefined && at <= fix.at) ? 'late' : undefined;
}

/**
 * Judges the position of a report.
 * @param track what is believed so far, `undefined` for an aircraft never heard
 * @param fix the report's position with what is believed of its height and ground flag; `verdict` and `reasons` are set here
 * @param receivedAt bounds the position's time
 */
export function gate(track: Track | undefined, report: Report, fix: Fix, receivedAt: EpochMs): Gated {
  const memory = track?.continuity ?? emptyContinuity;
  const refuse = (reason: GateReason, continuity = memory): Gated => ({
    verdict: 'refused',
    reasons: [reason],
    continuity,
  });
  const fault = positionFault(fix.position);
  if (fault !== undefined) return refuse(fault);
  if (!(fix.at <= receivedAt + FUTURE_SLACK_MS)) return refuse('time-in-future');
  if (track !== undefined) {
    const stale = newsFault(track, memory, report, fix.position, fix.at);
    // A row that repeats the last position is the feed's habit, not a fault of the aircraft.
    if (stale === 'repeated-fix') return { verdict: 'accepted', reasons: [stale], continuity: memory };
    if (stale === 'late') {
      const newest = track.lastFix;
      const fits =
        newest !== undefined && contradiction(fix, newest.position, newest.at, newest.groundSpeedKt) === undefined;
      return { ...refuse('late'), ...(fits ? { lateFix: { ...fix, reasons: ['late'] } } : {}) };
    }
  }
  if (report.source === 'estimated') {
    const shown: Fix = { ...fix, verdict: 'suspect', reasons: ['estimated'] };
    return { verdict: 'suspect', reasons: shown.reasons, continuity: memory, fix: shown };
  }
  const incumbent = track?.lastFix;
  const place = incumbent === undefined ? ({ kind: 'incumbent' } as const) : placeFix(incumbent, memory, fix);
  if (place.kind === 'challenger') {
    const continuity = { ...memory, challenger: place.challenger };
    const showable = place.challenger.unreachable && isStanding(place.challenger);
    if (!showable) return refuse(place.reason, continuity);
    const shown: Fix = { ...fix, verdict: 'suspect', reasons: [place.reason] };
    return { verdict: 'suspect', reasons: shown.reasons, continuity: { ...continuity, latest: shown }, fix: shown };
  }
  const takeover = place.kind === 'takeover';
  const hops = takeover ? { speed: 0, track: 0 } : mismatches(memory, fix);
  const reasons: GateReason[] = [];
  if (isLowIntegrity(report)) reasons.push('low-integrity');
  if (hops.speed >= MISMATCHES) reasons.push('speed-mismatch');
  if (hops.track >= MISMATCHES) reasons.push('track-mismatch');
  const verdict = reasons.length === 0 ? 'accepted' : 'suspect';
  const judged: Fix = reasons.length === 0 ? fix : { ...fix, verdict, reasons };
  const challenger = place.kind === 'incumbent' && 'challenger' in place ? place.challenger : undefined;
  const accepted = verdict === 'accepted' ? 1 : 0;
  const afterHole = !takeover && accepted === 1 && incumbent !== undefined && fix.at - incumbent.at > HOLE_MS;
  const beforeHole = afterHole ? incumbent : memory.beforeHole;
  const continuity: Continuity = {
    support: takeover || afterHole ? 1 : memory.support + accepted,
    ...(beforeHole === undefined ? {} : { beforeHole }),
    latest: judged,
    speedMismatches: hops.speed,
    trackMismatches: hops.track,
    ...(challenger === undefined ? {} : { challenger }),
    ...(memory.oddAltitude === undefined ? {} : { oddAltitude: memory.oddAltitude }),
  };
  return { verdict, reasons, continuity, fix: judged, ...(takeover ? { takeover } : {}) };
}
