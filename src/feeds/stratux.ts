/**
 * Stratux, the receiver that pilots carry: `/traffic`, one aircraft a message, and `/jsonio`, which mixes traffic with weather and the
 * receiver's own state. In: messages or chunks. Out: one report for each aircraft. Addresses are decimal, zero stands for unknown
 * beside `_valid` flags. Refuses ships; an extrapolated position is nobody's position.
 */
import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import { categoryOf, epochMsOfText, groundClaim, hexOf, squawkOf, textOf } from './foreign.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { jsonStream } from './json-stream.ts';
import { firstValue, isObject } from './json-values.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'stratux';
const MAX_TAIL_CHARS = 65_536;
/** The receiver's clock before it knows the time is off by years; a target is shown for a minute. */
const LONGEST_SHOWN_MS = 120 * SECOND_MS;
const NON_ICAO = 1;
const TARGET_SHIP = 5;
const SOURCE_AIS = 8;
/** Mode S, ADS-B, ADS-R, TIS-B about an address, TIS-B. */
const TYPES: readonly string[] = ['mode_s', 'adsb_icao', 'adsr_icao', 'tisb_icao', 'tisb_other'];
/** GDL 90, table 11. */
const EMERGENCIES: readonly string[] = ['none', 'general', 'lifeguard', 'minfuel', 'nordo', 'unlawful', 'downed'];

/** What else `/jsonio` carries: the receiver's situation, weather, towers, radar, settings. */
const OTHER_KEYS = ['GPSLatitude', 'TowerId', 'LocaltimeReceived', 'Radar_Type', 'UptimeClock', 'Version', 'Intensity'];

const isTraffic = (value: unknown): value is Row =>
  isObject(value) && 'Icao_addr' in value && ('Position_valid' in value || 'Lat' in value);

const isOther = (value: unknown): boolean => isObject(value) && OTHER_KEYS.some((key) => key in value);

const isShip = (row: Row): boolean => row.TargetType === TARGET_SHIP || row.Last_source === SOURCE_AIS;

const nonZero = (value: unknown): unknown => (value === 0 ? undefined : value);

const addressOf = (row: Row): unknown => {
  const hex = hexOf(row.Icao_addr);
  return row.Addr_type === NON_ICAO && typeof hex === 'string' ? `~${hex}` : hex;
};

const typeOf = (row: Row): unknown => {
  const type = row.TargetType;
  if (type === undefined || type === null) return undefined;
  return typeof type === 'number' ? (TYPES[type] ?? type) : type;
};

/** How long ago the aircraft was last heard, where the receiver knows the time; else it is heard now. */
const seenS = (row: Row, receivedAt: EpochMs): number => {
  const at = epochMsOfText(row.Timestamp);
  if (at === undefined || at > receivedAt || receivedAt - at > LONGEST_SHOWN_MS) return 0;
  return (receivedAt - at) / SECOND_MS;
};

const signalOf = (value: unknown): unknown =>
  typeof value === 'number' && (value >= 0 || value < -200) ? undefined : value;

const addTraffic = (gathering: Gathering, row: Row): void => {
  const { receivedAt } = gathering;
  if (isShip(row)) return refuseRow(gathering, 'not-an-aircraft', `${String(row.Icao_addr).slice(0, 20)}: a ship`);
  const geometric = row.AltIsGNSS === true;
  const moves = row.Speed_valid === true;
  const gs = moves ? row.Speed : undefined;
  const rate = moves ? row.Vvel : undefined;
  const altitude = nonZero(row.Alt);
  const claim = groundClaim(row.OnGround, altitude, gs, rate);
  if (claim.fault !== undefined) addFault(gathering, claim.fault);
  const extrapolated = row.ExtrapolatedPosition === true;
  if (extrapolated) addFault(gathering, 'position:extrapolated');
  const placed = row.Position_valid === true && !extrapolated;
  const seen = seenS(row, receivedAt);
  addRow(
    gathering,
    {
      hex: addressOf(row),
      type: typeOf(row),
      flight: textOf(row.Tail),
      r: textOf(row.Reg),
      category: categoryOf(row.Emitter_category),
      emergency:
        typeof row.PriorityStatus === 'number' ? (EMERGENCIES[row.PriorityStatus] ?? row.PriorityStatus) : undefined,
      squawk: squawkOf(row.Squawk),
      ...(placed
        ? { lat: row.Lat, lon: row.Lng, seen_pos: row.Age ?? seen, nic: nonZero(row.NIC), nac_p: nonZero(row.NACp) }
        : {}),
      seen,
      alt_baro: claim.alt_baro === 'ground' ? 'ground' : geometric ? undefined : altitude,
      alt_geom: geometric ? altitude : undefined,
      on_ground: claim.on_ground === false && altitude === undefined ? undefined : claim.on_ground,
      gs,
      track: moves ? row.Track : undefined,
      baro_rate: rate,
      rssi: signalOf(row.SignalLevel),
      messages: nonZero(row.ReceivedMsgs),
    },
    { nowAt: receivedAt, receivedAt, feed: ID },
  );
};

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const before = isObject(memory) && typeof memory.tail === 'string' ? memory.tail : '';
  const why = whyNotJson(text);
  if (before === '' && why === 'html') {
    refuse(gathering, 'html', text);
    return gathered(gathering, { snapshot: false });
  }
  const { pieces, tail, tooLarge } = jsonStream(
    text,
    before,
    (value) => isTraffic(value) || isOther(value),
    MAX_TAIL_CHARS,
  );
  for (const { value, text: piece } of pieces) {
    if (isTraffic(value)) addTraffic(gathering, value);
    else if (value === undefined) refuse(gathering, 'not-json', piece);
    else if (isOther(value)) addFault(gathering, 'message:not-traffic');
    else refuse(gathering, 'unknown-shape', value);
  }
  if (tooLarge !== undefined) refuse(gathering, 'too-large', tooLarge);
  return gathered(gathering, { snapshot: false, memory: { tail } });
};

const sniff = (text: string): number => {
  if (!text.includes('"Icao_addr"') && !text.includes('"GPSLatitude"')) return 0;
  const value = firstValue(text);
  if (isTraffic(value)) return 0.9;
  // `/jsonio` may begin with what is no traffic.
  return isObject(value) && 'GPSLatitude' in value && 'GPSLastFixSinceMidnightUTC' in value ? 0.6 : 0;
};

export const stratux = defineFeed({ id: ID, title: 'Stratux (/traffic, /jsonio)', sniff, decode });
