/**
 * SBS, the CSV of BaseStation that every receiver speaks on port 30003: a line says a part of an aircraft, so the whole is kept per
 * aircraft. In: chunks of the stream. Out: a report for each line that heard something. Its dates have no time zone and many
 * receivers leave them out: what counts is the time of receipt. Refuses Stratux's log of it, which has a column before the first.
 */
import type { EpochMs } from '../aero/units.ts';
import { groundClaim, squawkOf } from './foreign.ts';
import { addFault, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { isObject } from './json-values.ts';
import { type Known, type KnownAircraft, knownBefore, MOTION_MS, mergeInto, prune } from './merged.ts';
import { readRow } from './row.ts';
import { sbsLines } from './sbs-lines.ts';
import { type Decoded, defineFeed, type Report } from './types.ts';

const ID = 'sbs';
const MESSAGE_FIELDS = 22;
const LEAST_FIELDS = 10;
const OTHER_FIELDS = 11;

interface Memory {
  readonly aircraft: KnownAircraft;
  readonly tail: string;
  readonly open: string;
}

const MESSAGES = new Set(['MSG', 'MLAT']);
const OTHERS = new Set(['STA', 'AIR', 'ID', 'SEL', 'CLK']);
/** Signal lost, removed, deleted: what was known of the aircraft is no longer true. */
const GONE = new Set(['SL', 'RM', 'AD']);
const NUMBER = /^[+-]?\d{1,12}(?:\.\d{1,12})?$/;
/** A surface position, an airborne position, a velocity in flight. */
const SURFACE = '2';
const AIRBORNE = new Set(['3', '4']);
/** Carry the altitude of a Mode S reply, which is sent on the ground too and here often without the flag that says so. */
const REPLIES = new Set(['5', '6', '7']);

/** A field as a number; the text itself, which the row refuses, where it is none. */
const numberOf = (text: string | undefined): unknown => {
  const field = text?.trim() ?? '';
  return field === '' ? undefined : NUMBER.test(field) ? Number(field) : field;
};

const flagOf = (text: string | undefined): boolean | undefined =>
  text === '-1' || text === '1' ? true : text === '0' ? false : undefined;

/** readsb writes the geometric altitude and rate with a suffix. */
const withoutH = (text: string | undefined): { readonly text: string; readonly geometric: boolean } => {
  const field = text?.trim() ?? '';
  return field.endsWith('H') ? { text: field.slice(0, -1), geometric: true } : { text: field, geometric: false };
};

/** In MLAT results these columns hold the number of receivers and the error instead of flags. */
const isMlat = (fields: readonly string[]): boolean => {
  const receivers = numberOf(fields[18]);
  return fields[0] === 'MLAT' || (fields[1] === '3' && typeof receivers === 'number' && receivers >= 2);
};

/** On the ground, in flight, or not said: the flag, else what only such an aircraft sends. */
const onGroundOf = (fields: readonly string[]): boolean | undefined => {
  const transmission = fields[1] ?? '';
  const flag = flagOf(fields[21]?.trim());
  if (flag !== undefined) return flag;
  return transmission === SURFACE ? true : AIRBORNE.has(transmission) ? false : undefined;
};

interface Heard {
  readonly report: Report;
  readonly faults: readonly string[];
}

/** A line of 22 fields as what it alone says; `undefined` where it names no aircraft. */
const hear = (fields: readonly string[], receivedAt: EpochMs, known: Known | undefined): Heard | undefined => {
  const altitude = withoutH(fields[11]);
  const rate = withoutH(fields[16]);
  const feet = numberOf(altitude.text);
  const faults: string[] = [];
  // Decoders write 0 for an altitude that they could not read; one at sea level is 25 ft beside it soon enough.
  if (feet === 0) faults.push('altitude:zero');
  const altitudeFt = feet === 0 ? undefined : feet;
  const gs = numberOf(fields[12]);
  const baroRate = numberOf(rate.text);
  const ground = onGroundOf(fields);
  const before = known?.report;
  const recent = before !== undefined && receivedAt - before.at <= MOTION_MS ? before : undefined;
  const claim = groundClaim(ground, altitudeFt ?? recent?.altitudeFt, gs ?? recent?.groundSpeedKt, baroRate);
  if (claim.fault !== undefined) faults.push(claim.fault);
  const callsign = fields[10]?.replaceAll('@', ' ').trim();
  const transmission = fields[1] ?? '';
  const grounded = claim.alt_baro === 'ground';
  const reading = readRow(
    {
      hex: fields[4],
      type: isMlat(fields) ? 'mlat' : transmission >= '1' && transmission <= '4' ? 'adsb_icao' : 'mode_s',
      flight: callsign === '' ? undefined : callsign,
      alt_baro: grounded ? 'ground' : altitude.geometric ? undefined : altitudeFt,
      alt_geom: altitude.geometric ? altitudeFt : undefined,
      on_ground: ground === false ? false : undefined,
      gs,
      track: numberOf(fields[13]),
      lat: numberOf(fields[14]),
      lon: numberOf(fields[15]),
      baro_rate: baroRate,
      squawk: squawkOf(fields[17]?.trim()),
    },
    { nowAt: receivedAt, receivedAt, feed: ID },
  );
  if (reading.report === undefined) return undefined;
  const all = [...faults, ...reading.faults];
  if (ground !== undefined || !REPLIES.has(transmission)) return { report: reading.report, faults: all };
  const { onGround: _altitudeAloneSaysNothing, ...report } = reading.report;
  return { report, faults: all };
};

const addHeard = (gathering: Gathering, fields: readonly string[], aircraft: Map<string, Known>): void => {
  const heard = hear(fields, gathering.receivedAt, aircraft.get((fields[4] ?? '').trim().toLowerCase()));
  const hex = fields[4] ?? '';
  if (heard === undefined) return refuseRow(gathering, hex.trim() === '' ? 'no-address' : 'bad-address', hex);
  gathering.rows += 1;
  for (const fault of heard.faults) addFault(gathering, fault);
  gathering.reports.push(mergeInto(aircraft, heard.report));
};

/** A line of BaseStation's own: who is new, named, gone. Only a name is something heard of an aircraft. */
const addOther = (gathering: Gathering, fields: readonly string[], aircraft: Map<string, Known>): void => {
  const icao24 = (fields[4] ?? '').trim().toLowerCase();
  const word = fields[10]?.trim() ?? '';
  if (fields[0] === 'STA' && GONE.has(word)) aircraft.delete(icao24);
  if (fields[0] !== 'ID' || word === '') return refuseRow(gathering, 'status-line', fields.join(','));
  const padded = Array.from(
    { length: MESSAGE_FIELDS },
    (_, index) => (index === 4 || index === 10 ? fields[index] : '') ?? '',
  );
  addHeard(gathering, padded, aircraft);
};

const addLine = (gathering: Gathering, line: string, aircraft: Map<string, Known>): void => {
  const fields = line.split(',', MESSAGE_FIELDS + 2);
  const kind = fields[0] ?? '';
  if (MESSAGES.has(kind) && fields.length === MESSAGE_FIELDS && /^[1-8]$/.test(fields[1] ?? ''))
    return addHeard(gathering, fields, aircraft);
  if (OTHERS.has(kind) && fields.length >= LEAST_FIELDS && fields.length <= OTHER_FIELDS)
    return addOther(gathering, fields, aircraft);
  if (STRATUX_LOG.test(line)) return refuseRow(gathering, 'stratux-log', line);
  refuseRow(gathering, 'bad-row', line);
};

/** Its header, and a line with the nanoseconds since the start before it. */
const STRATUX_LOG = /^(?:START,|\d{1,18},(?:MSG|MLAT|STA|AIR|ID|SEL|CLK),)/;
const OURS = /^(?:(?:MSG|MLAT),[1-8],(?:[^,\n]*,){2}[0-9A-Fa-f~]{6,7},|(?:STA|AIR|ID|SEL|CLK),,(?:[^,\n]*,){6})/;

const memoryOf = (memory: unknown): Memory => ({
  aircraft: knownBefore(memory),
  tail: isObject(memory) && typeof memory.tail === 'string' ? memory.tail : '',
  open: isObject(memory) && typeof memory.open === 'string' ? memory.open : '',
});

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const before = memoryOf(memory);
  if (before.tail === '' && whyNotJson(text) === 'html') {
    refuse(gathering, 'html', text);
    return gathered(gathering, { snapshot: false, memory: before });
  }
  const { lines, amended, tail, open, tooLarge } = sbsLines(text, before.tail, before.open);
  const aircraft = new Map(before.aircraft);
  // The line was counted when it came; now its last field is known for what follows.
  if (amended !== undefined) {
    const fields = amended.split(',');
    const heard = hear(fields, receivedAt, aircraft.get((fields[4] ?? '').trim().toLowerCase()));
    if (heard !== undefined) mergeInto(aircraft, heard.report);
  }
  for (const line of lines) addLine(gathering, line, aircraft);
  if (tooLarge !== undefined) refuse(gathering, 'too-large', tooLarge);
  prune(aircraft, receivedAt);
  const kept: Memory = { aircraft, tail, open };
  return gathered(gathering, { snapshot: false, memory: kept });
};

const SNIFFED_CHARS = 4096;

const sniff = (text: string): number => {
  const lines = text.slice(0, SNIFFED_CHARS).split('\n', 4);
  if (lines.some((line) => OURS.test(line))) return 0.9;
  return lines.some((line) => STRATUX_LOG.test(line)) ? 0.3 : 0;
};

export const sbs = defineFeed({ id: ID, title: 'SBS (BaseStation, port 30003)', sniff, decode });
