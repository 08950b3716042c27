/**
 * What of a report is believed beside its position, and how it is set on a track: each datum gives way only to a newer one, on
 * the ground clears the height, a glitch changes nothing. In: a report and the track. Out: a draft of the track, changed in place.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import { believeAltitude, isGroundGlitch } from './altitude.ts';
import { emptyContinuity } from './gate.ts';
import type { Continuity, Datum, Fix, GateReason, Track } from './types.ts';

/** A track while it is being made; it is frozen again by being given away. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NONE: readonly never[] = [];

const newer = <T>(before: Datum<T> | undefined, value: T | undefined, at: EpochMs): Datum<T> | undefined =>
  value === undefined || (before !== undefined && at <= before.at) ? undefined : { value, at };

/** The data that come with a report and do not pass the gate: text, speeds, integrity. */
export function takeData(next: Mutable<Track>, report: Report): void {
  const { at } = report;
  const set = <
    K extends
      | 'callsign'
      | 'squawk'
      | 'emergency'
      | 'geoAltitudeFt'
      | 'groundSpeedKt'
      | 'trackDeg'
      | 'verticalRateFpm'
      | 'selectedAltitudeFt'
      | 'nic'
      | 'nacP',
  >(
    key: K,
  ): void => {
    const datum = newer(next[key] as Datum<unknown> | undefined, report[key], at);
    if (datum !== undefined) next[key] = datum as NonNullable<Track[K]>;
  };
  set('callsign');
  set('squawk');
  set('emergency');
  set('geoAltitudeFt');
  set('groundSpeedKt');
  set('trackDeg');
  set('verticalRateFpm');
  set('selectedAltitudeFt');
  set('nic');
  set('nacP');
  // An emergency that the transponder no longer reports is over: its absence beside a squawk is the news.
  if (
    report.emergency === undefined &&
    report.squawk !== undefined &&
    next.emergency !== undefined &&
    at > next.emergency.at
  ) {
    delete next.emergency;
  }
}

export interface Vertical {
  readonly altitudeFt?: number;
  readonly onGround?: boolean;
  readonly odd?: Continuity['oddAltitude'];
  readonly reasons: readonly GateReason[];
}

/** Height and ground flag as far as they are believed. */
export function believeVertical(before: Track | undefined, report: Report): Vertical {
  const reasons: GateReason[] = [];
  const glitch = isGroundGlitch(before, report);
  if (glitch) reasons.push('ground-flag-glitch');
  const believed = believeAltitude(before, report.altitudeFt, report.at);
  if (believed.jumped) reasons.push('altitude-jump');
  const onGround = glitch ? undefined : report.onGround;
  return {
    reasons,
    ...(believed.odd === undefined ? {} : { odd: believed.odd }),
    ...(believed.altitudeFt === undefined || onGround === true ? {} : { altitudeFt: believed.altitudeFt }),
    ...(onGround === undefined ? {} : { onGround }),
  };
}

/** What was believed of height and ground, set on the track. */
export function takeVertical(next: Mutable<Track>, vertical: Vertical, at: EpochMs): void {
  const { oddAltitude, ...rest } = next.continuity ?? emptyContinuity;
  if (vertical.odd !== undefined) next.continuity = { ...rest, oddAltitude: vertical.odd };
  else if (oddAltitude !== undefined) next.continuity = rest;
  const ground = newer(next.onGround, vertical.onGround, at);
  if (ground !== undefined) next.onGround = ground;
  if (ground?.value === true) {
    delete next.altitudeFt;
    delete next.geoAltitudeFt;
    delete next.verticalRateFpm;
    return;
  }
  const altitude = newer(next.altitudeFt, vertical.altitudeFt, at);
  if (altitude !== undefined) next.altitudeFt = altitude;
}

/** The report's position with what is believed of height and ground, for the gate to judge. */
export function fixOf(report: Report, position: NonNullable<Report['position']>, vertical: Vertical): Fix {
  const fix: Mutable<Fix> = {
    at: report.positionAt ?? report.at,
    position,
    source: report.source,
    verdict: 'accepted',
    reasons: NONE,
    heardAt: report.at,
  };
  if (vertical.altitudeFt !== undefined) fix.altitudeFt = vertical.altitudeFt;
  if (vertical.onGround !== undefined) fix.onGround = vertical.onGround;
  if (report.groundSpeedKt !== undefined) fix.groundSpeedKt = report.groundSpeedKt;
  if (report.trackDeg !== undefined) fix.trackDeg = report.trackDeg;
  if (report.verticalRateFpm !== undefined) fix.verticalRateFpm = report.verticalRateFpm;
  return fix;
}
