/**
 * One row of readsb's JSON, the dialect of aircraft.json, of the v2 services, of --net-json-port and of our own relay. In: a value
 * that ought to be such a row, and the time that its ages count back from. Out: a report and the names of the fields that could not
 * be used, or the reason why it is no report. Hand-written: this is the hot path. Total: whatever is in the row, nothing throws.
 */
import { asCallsign, asRegistration, asSquawk, asTypecode, clean } from '../aero/clean.ts';
import { asIcao24 } from '../aero/icao24.ts';
import { DAY_MS, type EpochMs, SECOND_MS } from '../aero/units.ts';
import { epochMsOf } from './clock.ts';
import { isObject } from './json-values.ts';
import { asCategory, asEmergency, type Row, sourceOf, whyNoAircraft } from './row-fields.ts';
import type { RejectCode, Report } from './types.ts';
import { free, number, positionOf, typed } from './values.ts';

export interface RowContext {
  /** What `seen` and `seen_pos` count back from. */
  readonly nowAt: EpochMs;
  readonly receivedAt: EpochMs;
  /** The format's id, or the upstream where `rowFeed` says so. */
  readonly feed: string;
  /** The row's own `feed` names its upstream (our relay). */
  readonly rowFeed?: boolean;
}

export type RowReading =
  | { readonly report: Report; readonly faults: readonly string[] }
  | { readonly report?: undefined; readonly reject: RejectCode; readonly text: string };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An ADS-C position is minutes old, a `lastPosition` is kept for 14 days by readsb; what is older than this is no age. */
const OLDEST_AGE_S = (30 * DAY_MS) / SECOND_MS;
/** Lowest field below 1,013 hPa and highest flight with slack (detection paper Q7 narrows it for airliners). */
const LOWEST_FT = -1500;
const HIGHEST_FT = 60_000;
/** DO-260B: the supersonic airborne velocity ends at 4 × 1,022 kt, the vertical rate at 64 × 510 ft/min, the selected altitude at 65,472 ft. */
const FASTEST_KT = 4100;
const STEEPEST_FPM = 33_000;
const HIGHEST_SELECTED_FT = 65_536;
const FASTEST_MACH = 5;
/** Earth's half girth in metres: a larger radius contains everything. */
const WIDEST_M = 20_037_508;
/** readsb: no signal strength was measured. */
const NO_RSSI = -49.5;
const FEED_CELLS = 40;
/** A transponder test code, and nothing that an aircraft in flight is told to set. */
const TEST_SQUAWK = '7777';

const NO_FAULTS: readonly string[] = [];

const readTimes = (row: Row, context: RowContext, report: Mutable<Report>, faults: string[]): void => {
  const seenS = number(row.seen, 0, OLDEST_AGE_S, 'seen:unusable', faults) ?? 0;
  const heardAt = Math.min(Math.round(context.nowAt - seenS * SECOND_MS), context.receivedAt);
  report.at = heardAt;
  let position = positionOf(row.lat, row.lon, faults);
  let age: unknown = row.seen_pos;
  const last = row.lastPosition;
  if (row.lat === undefined && row.lon === undefined && isObject(last) && typeof last.seen_pos === 'number') {
    position = positionOf(last.lat, last.lon, faults);
    age = last.seen_pos;
  }
  if (position === undefined) return;
  const ageS = age === undefined || age === null ? seenS : number(age, 0, OLDEST_AGE_S, 'seen_pos:unusable', faults);
  if (ageS === undefined) return;
  report.position = position;
  report.positionAt = Math.min(Math.round(context.nowAt - ageS * SECOND_MS), context.receivedAt);
  // `seen` has one decimal and `seen_pos` three: heard at least when the position was.
  if (report.positionAt > heardAt) report.at = report.positionAt;
};

const readAltitude = (row: Row, report: Mutable<Report>, faults: string[]): void => {
  const baro = row.alt_baro ?? row.altitude;
  if (baro === 'ground') report.onGround = true;
  else {
    const altitudeFt = number(baro, LOWEST_FT, HIGHEST_FT, 'alt_baro:unusable', faults);
    if (altitudeFt !== undefined) {
      report.altitudeFt = altitudeFt;
      report.onGround = false;
    } else if (typeof row.on_ground === 'boolean') report.onGround = row.on_ground;
  }
  const geoAltitudeFt = number(row.alt_geom, LOWEST_FT, HIGHEST_FT, 'alt_geom:unusable', faults);
  if (geoAltitudeFt !== undefined) report.geoAltitudeFt = geoAltitudeFt;
  const selectedAltitudeFt = number(
    row.nav_altitude_mcp,
    LOWEST_FT,
    HIGHEST_SELECTED_FT,
    'nav_altitude_mcp:unusable',
    faults,
  );
  if (selectedAltitudeFt !== undefined) report.selectedAltitudeFt = selectedAltitudeFt;
};

const readMotion = (row: Row, report: Mutable<Report>, faults: string[]): void => {
  const groundSpeedKt = number(row.gs ?? row.speed, 0, FASTEST_KT, 'gs:unusable', faults);
  if (groundSpeedKt !== undefined) report.groundSpeedKt = groundSpeedKt;
  const trackDeg = number(row.track ?? row.calc_track, 0, 360, 'track:unusable', faults);
  if (trackDeg !== undefined) report.trackDeg = trackDeg === 360 ? 0 : trackDeg;
  const rate = row.baro_rate ?? row.vert_rate ?? row.geom_rate;
  const verticalRateFpm = number(rate, -STEEPEST_FPM, STEEPEST_FPM, 'baro_rate:unusable', faults);
  if (verticalRateFpm !== undefined) report.verticalRateFpm = verticalRateFpm;
  const mach = number(row.mach, 0, FASTEST_MACH, 'mach:unusable', faults);
  if (mach !== undefined) report.mach = mach;
};

const readIdentity = (row: Row, report: Mutable<Report>, faults: string[]): void => {
  const registration = typed(row.r, asRegistration, 'r', faults);
  if (registration !== undefined) report.registration = registration;
  const typecode = typed(row.t, asTypecode, 't', faults);
  if (typecode !== undefined) report.typecode = typecode;
  const callsign = typed(row.flight, asCallsign, 'flight', faults);
  if (callsign !== undefined) report.callsign = callsign;
  const squawk = typed(row.squawk, asSquawk, 'squawk', faults);
  if (squawk === TEST_SQUAWK) faults.push('squawk:test-code');
  else if (squawk !== undefined) report.squawk = squawk;
  if (row.emergency !== 'none') {
    const emergency = typed(row.emergency, asEmergency, 'emergency', faults);
    if (emergency !== undefined) report.emergency = emergency;
  }
  const category = typed(row.category, asCategory, 'category', faults);
  if (category !== undefined) report.category = category;
  const description = free(row.desc, 'desc', faults);
  if (description !== undefined) report.description = description;
  const operator = free(row.ownOp, 'ownOp', faults);
  if (operator !== undefined) report.operator = operator;
  const flags = number(row.dbFlags, 0, 0xffff_ffff, 'dbFlags:unusable', faults);
  if (flags !== undefined) report.military = (flags & 1) === 1;
};

const readQuality = (row: Row, context: RowContext, report: Mutable<Report>, faults: string[]): void => {
  const nic = number(row.nic, 0, 11, 'nic:unusable', faults);
  if (nic !== undefined) report.nic = nic;
  const radiusM = number(row.rc, 0, WIDEST_M, 'rc:unusable', faults);
  // 0 stands for "not known" here: a radius of nothing would be the best there is.
  if (radiusM !== undefined && radiusM > 0) report.containmentRadiusM = radiusM;
  const nacP = number(row.nac_p, 0, 11, 'nac_p:unusable', faults);
  if (nacP !== undefined) report.nacP = nacP;
  const rssi = number(row.rssi, -200, 0, 'rssi:unusable', faults);
  if (rssi !== undefined && rssi !== NO_RSSI) report.rssiDbfs = rssi;
  const messages = number(row.messages, 0, Number.MAX_SAFE_INTEGER, 'messages:unusable', faults);
  if (messages !== undefined) report.messages = messages;
  const okBefore = row.gpsOkBefore;
  if (okBefore === undefined || okBefore === null) return;
  const lostAt = epochMsOf(okBefore);
  if (lostAt === undefined || lostAt > context.receivedAt || context.receivedAt - lostAt > DAY_MS)
    faults.push('gpsOkBefore:unusable');
  else report.gpsLostAt = lostAt;
};

/** A reject is a hint for a person, not an archive. */
const PREVIEW_CHARS = 200;

/** What was refused, in a few words that are fit to be shown. */
export const preview = (value: unknown): string => {
  let text: string | undefined;
  try {
    text = typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  const shown = clean(text ?? typeof value, { cells: PREVIEW_CHARS });
  // Some letters are two or more characters in one cell; the cut may split one, which has to be cleaned again.
  return shown.length <= PREVIEW_CHARS ? shown : clean(shown.slice(0, PREVIEW_CHARS));
};

/**
 * One row as a report. Ages count back from `context.nowAt`; no time in the answer is after `context.receivedAt`.
 * A position is where `lat` and `lon` say, or where `lastPosition` says, with that one's own age; never the receiver's guess `rr_lat`.
 * `faults` are `field:reason`, one for each field that was present and could not be used.
 * @returns the report, or why the row is none: `not-an-object`, `no-address`, `bad-address`, `not-an-aircraft`
 */
export const readRow = (row: unknown, context: RowContext): RowReading => {
  if (!isObject(row)) return { reject: 'not-an-object', text: preview(row) };
  const hex = row.hex;
  if (hex === undefined || hex === null || hex === '') return { reject: 'no-address', text: preview(row) };
  const icao24 = asIcao24(hex);
  if (icao24 === undefined) return { reject: 'bad-address', text: preview(hex) };
  const why = whyNoAircraft(row);
  if (why !== undefined) return { reject: 'not-an-aircraft', text: `${icao24}: ${why}` };
  const faults: string[] = [];
  const { source, fault } = sourceOf(row);
  if (fault !== undefined) faults.push(fault);
  const feed = context.rowFeed === true && typeof row.feed === 'string' ? clean(row.feed, { cells: FEED_CELLS }) : '';
  const report: Mutable<Report> = { icao24, at: context.nowAt, source, feed: feed === '' ? context.feed : feed };
  readTimes(row, context, report, faults);
  readIdentity(row, report, faults);
  readAltitude(row, report, faults);
  readMotion(row, report, faults);
  readQuality(row, context, report, faults);
  return { report, faults: faults.length === 0 ? NO_FAULTS : faults };
};
