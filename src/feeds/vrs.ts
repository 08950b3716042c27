/**
 * Virtual Radar Server's AircraftList.json, polled, and the same list in parts from readsb's --net-vrs-port: what is absent has not
 * changed. In: replies or chunks. Out: a report for each row, of all that is known of its aircraft. Feet, knots, ft/min; times in
 * milliseconds. Refuses changes to an aircraft that was never introduced.
 */
import { asIcao24 } from '../aero/icao24.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import { epochMsOf } from './clock.ts';
import { ageS, groundClaim, hexOf, squawkOf, textOf } from './foreign.ts';
import { addFault, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { jsonStream } from './json-stream.ts';
import { firstValue, isObject } from './json-values.ts';
import { readRow } from './row.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'vrs';
/** A list of some 15,000 aircraft. */
const MAX_TAIL_CHARS = 4_194_304;
const MAX_KNOWN = 20_000;
/** A server drops an aircraft after a minute unheard; ours may come back a little later under the same state. */
const FORGET_MS = 10 * MINUTE_MS;
const MAX_TEXT_CHARS = 120;
/** Two clocks kept by NTP differ by less. */
const AHEAD_MS = 5 * SECOND_MS;

/** The keys that are read, and therefore kept. */
const KEYS = [
  ...['Icao', 'Bad', 'Lat', 'Long', 'PosTime', 'Alt', 'AltT', 'GAlt', 'Vsi', 'Trak', 'TrkH', 'Spd', 'SpdTyp', 'Gnd'],
  ...['Sqk', 'TAlt', 'Call', 'CallSus', 'Mlat', 'Tisb', 'Sat', 'Reg', 'Type', 'Mdl', 'Op', 'Mil'],
] as const;

interface Kept {
  readonly row: Row;
  /** When something of it last changed. */
  readonly at: EpochMs;
  readonly faults: readonly string[];
}

interface Memory {
  readonly tail: string;
  readonly aircraft: ReadonlyMap<string, Kept>;
}

const memoryOf = (memory: unknown): Memory => ({
  tail: isObject(memory) && typeof memory.tail === 'string' ? memory.tail : '',
  aircraft: isObject(memory) && memory.aircraft instanceof Map ? memory.aircraft : new Map(),
});

/** What the part says, cut to what is read of it. A nested value or an endless text is kept as what it is: unusable. */
const said = (part: Row): Row => {
  const row: Record<string, unknown> = {};
  for (const key of KEYS) {
    const value = part[key];
    if (value === undefined) continue;
    if (typeof value === 'string') row[key] = value.slice(0, MAX_TEXT_CHARS);
    else row[key] = typeof value === 'object' && value !== null ? [] : value;
  }
  return row;
};

const FEET_ARE_GEOMETRIC = 1;
/** Ground speed, forwards and backwards; 2 and 3 are airspeeds. */
const isGroundSpeed = (kind: unknown): boolean => kind === undefined || kind === null || kind === 0 || kind === 1;

const typeOf = (row: Row): string => {
  if (row.Mlat === true) return 'mlat';
  if (row.Tisb === true) return 'tisb_icao';
  if (row.Sat === true) return 'adsc';
  return row.Lat === undefined || row.Lat === null ? 'mode_s' : 'adsb_icao';
};

/** The whole of an aircraft as a row of readsb's. */
const readsbRow = (row: Row, hex: string, wireAt: EpochMs, faults: string[]): Row => {
  const geometric = row.AltT === FEET_ARE_GEOMETRIC;
  const gs = isGroundSpeed(row.SpdTyp) ? row.Spd : undefined;
  const baro = geometric ? undefined : row.Alt;
  const claim = groundClaim(row.Gnd, baro ?? row.GAlt ?? row.Alt, gs, row.Vsi);
  if (claim.fault !== undefined) faults.push(claim.fault);
  if (row.CallSus === true && textOf(row.Call) !== undefined) faults.push('flight:suspect');
  const positionAt = epochMsOf(row.PosTime);
  const isPlaced = row.Lat !== undefined && row.Lat !== null;
  if (isPlaced && positionAt === undefined) faults.push('PosTime:unusable');
  if (positionAt !== undefined && positionAt > wireAt + AHEAD_MS) faults.push('PosTime:ahead');
  return {
    hex,
    type: typeOf(row),
    flight: row.CallSus === true ? undefined : textOf(row.Call),
    r: textOf(row.Reg),
    t: textOf(row.Type),
    desc: textOf(row.Mdl),
    ownOp: textOf(row.Op),
    ...(typeof row.Mil === 'boolean' ? { dbFlags: row.Mil ? 1 : 0 } : {}),
    ...(positionAt === undefined
      ? {}
      : { lat: row.Lat, lon: row.Long, seen_pos: ageS(wireAt, Math.min(positionAt, wireAt)) }),
    alt_baro: claim.alt_baro === 'ground' ? 'ground' : baro,
    alt_geom: row.GAlt ?? (geometric ? row.Alt : undefined),
    on_ground: claim.on_ground,
    gs,
    track: row.TrkH === true ? undefined : row.Trak,
    baro_rate: row.Vsi,
    nav_altitude_mcp: row.TAlt,
    squawk: squawkOf(row.Sqk),
  };
};

/** Who the part is about: it says so, or VRS's own number is the address. */
const addressOf = (part: Row): string | undefined =>
  asIcao24(textOf(part.Icao) === undefined ? hexOf(part.Id) : part.Icao);

const addPart = (gathering: Gathering, part: unknown, aircraft: Map<string, Kept>, wireAt: EpochMs): void => {
  if (!isObject(part)) return refuseRow(gathering, 'not-an-object', part);
  const icao24 = addressOf(part);
  if (icao24 === undefined)
    return refuseRow(gathering, part.Icao === undefined && part.Id === undefined ? 'no-address' : 'bad-address', part);
  if (part.Bad === true) return refuseRow(gathering, 'bad-address', part);
  const before = aircraft.get(icao24);
  if (before === undefined && textOf(part.Icao) === undefined) return refuseRow(gathering, 'unknown-aircraft', part);
  const news = said(part);
  const changed = Object.keys(news).some((key) => key !== 'Icao');
  const { receivedAt } = gathering;
  const at = changed || before === undefined ? receivedAt : before.at;
  const row = { ...before?.row, ...news };
  const own: string[] = [];
  const readsb = readsbRow(row, icao24, wireAt, own);
  const reading = readRow({ ...readsb, seen: ageS(receivedAt, at) }, { nowAt: receivedAt, receivedAt, feed: ID });
  if (reading.report === undefined) return refuseRow(gathering, reading.reject, part);
  const faults = [...own, ...reading.faults];
  gathering.rows += 1;
  gathering.reports.push(reading.report);
  // What was unusable before and is only carried on is not counted again.
  for (const fault of faults) if (before === undefined || !before.faults.includes(fault)) addFault(gathering, fault);
  aircraft.delete(icao24);
  aircraft.set(icao24, { row, at, faults });
};

const isList = (value: unknown): value is Row & { readonly acList: readonly unknown[] } =>
  isObject(value) && Array.isArray(value.acList);

/** A server's reply lists all that it hears; a part of readsb's stream does not. */
const isWhole = (value: Row): boolean => 'lastDv' in value || 'totalAc' in value;

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const before = memoryOf(memory);
  if (before.tail === '' && whyNotJson(text) === 'html') {
    refuse(gathering, 'html', text);
    return gathered(gathering, { snapshot: false, memory: before });
  }
  const { pieces, tail, tooLarge } = jsonStream(text, before.tail, isList, MAX_TAIL_CHARS);
  const aircraft = new Map(before.aircraft);
  let wholes = 0;
  for (const piece of pieces) {
    if (isList(piece.value)) {
      if (isWhole(piece.value)) wholes += 1;
      // The server's own clock, where it says it, so that its being wrong does not make positions older or younger.
      const wireAt = epochMsOf(piece.value.stm) ?? receivedAt;
      for (const part of piece.value.acList) addPart(gathering, part, aircraft, wireAt);
    } else refuse(gathering, piece.value === undefined ? 'not-json' : 'unknown-shape', piece.text);
  }
  if (tooLarge !== undefined) refuse(gathering, 'too-large', tooLarge);
  for (const [icao24, kept] of aircraft) {
    if (aircraft.size <= MAX_KNOWN && receivedAt - kept.at <= FORGET_MS) break;
    aircraft.delete(icao24);
  }
  const kept: Memory = { tail, aircraft };
  return gathered(gathering, { snapshot: wholes > 0 && wholes === pieces.length, memory: kept });
};

const BEGINS = /^\s*\{\s*"acList"\s*:\s*\[/;

const sniff = (text: string): number => {
  if (!text.includes('"acList"')) return 0;
  const value = firstValue(text);
  if (isList(value)) return 0.9;
  return value === undefined && BEGINS.test(text) ? 0.6 : 0;
};

export const vrs = defineFeed({
  id: ID,
  title: 'Virtual Radar Server lists (AircraftList.json, --net-vrs-port)',
  sniff,
  decode,
});
