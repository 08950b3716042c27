/**
 * jet1090 of the rs1090 family: decoded Mode S messages, one JSON object a line, of which each says a part of its aircraft; and the
 * table of aircraft that its `/all` answers. In: chunks or a reply. Out: a report for each message, of all that stands, or for each
 * row. Feet, knots, ft/min, seconds. A message's raw latitude halves are no position; only a resolved one is.
 */
import type { EpochMs } from '../aero/units.ts';
import { readClock } from './clock.ts';
import { groundClaim, squawkOf } from './foreign.ts';
import { addFault, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { jsonStream } from './json-stream.ts';
import { firstValue, isObject } from './json-values.ts';
import { type Known, knownBefore, mergeInto, prune } from './merged.ts';
import { readRow } from './row.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed, type Report } from './types.ts';

const ID = 'jet1090';
/** `/all` of a busy receiver. */
const MAX_TAIL_CHARS = 4_194_304;
const SURFACE_BDS = '06';

const EMERGENCIES: ReadonlyMap<unknown, string> = new Map([
  ['medical', 'lifeguard'],
  ['minimum_fuel', 'minfuel'],
  ['no_communication', 'nordo'],
  ['unlawful_interference', 'unlawful'],
  ['downed_aircraft', 'downed'],
]);

const isMessage = (value: unknown): boolean =>
  isObject(value) && 'icao24' in value && 'timestamp' in value && ('df' in value || 'frame' in value);

const isTableRow = (value: unknown): boolean => isObject(value) && 'icao24' in value && 'lastseen' in value;

const isOurs = (value: unknown): boolean =>
  isMessage(value) ||
  isTableRow(value) ||
  (Array.isArray(value) && value.some((row) => isTableRow(row) || isMessage(row)));

const rssiOf = (row: Row): unknown => {
  const first = Array.isArray(row.metadata) ? row.metadata[0] : undefined;
  const rssi = isObject(first) ? first.rssi : undefined;
  return typeof rssi === 'number' ? rssi : undefined;
};

const messageType = (row: Row): string => {
  const df = String(row.df);
  return df === '17' ? 'adsb_icao' : df === '18' ? 'tisb_other' : 'mode_s';
};

/** A message as a row: only what it says itself. */
const messageRow = (row: Row, known: Report | undefined, faults: string[]): Row => {
  const geometric = row.source === 'gnss';
  const altitude = row.altitude ?? undefined;
  const surface = row.bds === SURFACE_BDS ? true : undefined;
  const claim = groundClaim(surface, altitude, row.groundspeed ?? known?.groundSpeedKt, row.vertical_rate);
  if (claim.fault !== undefined) faults.push(claim.fault);
  return {
    type: messageType(row),
    flight: row.callsign,
    alt_baro: claim.alt_baro === 'ground' ? 'ground' : geometric ? undefined : altitude,
    alt_geom: geometric ? altitude : undefined,
    gs: row.groundspeed,
    track: row.track,
    baro_rate: row.vertical_rate,
    squawk: squawkOf(row.squawk),
    nav_altitude_mcp: row.selected_altitude,
    emergency: EMERGENCIES.get(row.emergency_state) ?? row.emergency_state,
    rssi: rssiOf(row),
  };
};

/** A row of the table as one of readsb's. `airport` is set while the aircraft is at one. */
const tableRow = (row: Row, faults: string[]): Row => {
  const atAirport = row.airport !== undefined && row.airport !== null && row.altitude == null;
  const claim = groundClaim(atAirport ? true : undefined, row.altitude, row.groundspeed, row.vertical_rate);
  if (claim.fault !== undefined) faults.push(claim.fault);
  return {
    flight: row.callsign,
    r: row.registration,
    t: row.typecode,
    alt_baro: claim.alt_baro,
    gs: row.groundspeed,
    track: row.track,
    baro_rate: row.vertical_rate,
    squawk: squawkOf(row.squawk),
    nav_altitude_mcp: row.selected_altitude,
    mach: row.mach,
    nac_p: row.nacp,
    messages: row.count,
    type: row.latitude == null ? 'mode_s' : 'adsb_icao',
    rssi: rssiOf(row),
  };
};

const addOne = (gathering: Gathering, row: unknown, aircraft: Map<string, Known>): void => {
  if (!isObject(row)) return refuseRow(gathering, 'not-an-object', row);
  const isPart = isMessage(row);
  if (!isPart && !isTableRow(row)) return refuseRow(gathering, 'bad-row', row);
  const { receivedAt } = gathering;
  const clock = readClock(isPart ? row.timestamp : row.lastseen, receivedAt);
  const faults: string[] = [];
  // A row of the table may be of an hour ago without anything being wrong; only a time that is none counts.
  if (clock.fault !== undefined) faults.push(clock.fault);
  const known = typeof row.icao24 === 'string' ? aircraft.get(row.icao24.trim().toLowerCase())?.report : undefined;
  const reading = readRow(
    {
      ...(isPart ? messageRow(row, known, faults) : tableRow(row, faults)),
      hex: row.icao24,
      lat: row.latitude ?? undefined,
      lon: row.longitude ?? undefined,
    },
    { nowAt: clock.nowAt, receivedAt, feed: ID },
  );
  if (reading.report === undefined) return refuseRow(gathering, reading.reject, row);
  gathering.rows += 1;
  for (const fault of [...faults, ...reading.faults]) addFault(gathering, fault);
  if (!isPart) {
    gathering.reports.push(reading.report);
    return;
  }
  gathering.reports.push(mergeInto(aircraft, withoutGuess(row, reading.report)));
};

/** A Mode S reply with an altitude is sent on the ground too: what it says of the ground is nothing. */
const withoutGuess = (row: Row, report: Report): Report => {
  if (row.bds !== undefined || report.onGround === true) return report;
  const { onGround: _altitudeAloneSaysNothing, ...rest } = report;
  return rest;
};

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const before = isObject(memory) && typeof memory.tail === 'string' ? memory.tail : '';
  const known = knownBefore(memory);
  if (before === '' && whyNotJson(text) === 'html') {
    refuse(gathering, 'html', text);
    return gathered(gathering, { snapshot: false, memory: { tail: '', aircraft: known } });
  }
  const { pieces, tail, tooLarge } = jsonStream(text, before, isOurs, MAX_TAIL_CHARS);
  const aircraft = new Map(known);
  let tables = 0;
  for (const { value, text: piece } of pieces) {
    if (Array.isArray(value)) {
      if (value.every(isTableRow)) tables += 1;
      for (const row of value) addOne(gathering, row, aircraft);
    } else if (isObject(value) && 'icao24' in value) addOne(gathering, value, aircraft);
    else refuse(gathering, value === undefined ? 'not-json' : 'unknown-shape', piece);
  }
  if (tooLarge !== undefined) refuse(gathering, 'too-large', tooLarge);
  prune(aircraft, receivedAt);
  return gathered(gathering, { snapshot: tables > 0 && tables === pieces.length, memory: { tail, aircraft } });
};

const sniff = (text: string): number => (text.includes('"icao24"') && isOurs(firstValue(text)) ? 0.9 : 0);

export const jet1090 = defineFeed({ id: ID, title: 'jet1090 (JSON lines, /all)', sniff, decode });
