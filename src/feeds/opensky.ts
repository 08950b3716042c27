/**
 * OpenSky Network's `/states/all`: a picture as rows without names, in metres and metres a second, longitude before latitude. In: the
 * reply's text. Out: one report a row. Refuses rows of another length than 17 or 18 and those of 2017, whose 16th column is another.
 */
import type { EpochMs } from '../aero/units.ts';
import { epochMsOf, readClock } from './clock.ts';
import {
  ageS,
  categoryOf,
  feetOfMetres,
  fpmOfMetresPerSecond,
  groundClaim,
  knotsOfMetresPerSecond,
  textOf,
} from './foreign.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { firstValue, isObject, messageValues } from './json-values.ts';
import { clockBefore } from './readsb.ts';
import type { RowContext } from './row.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'opensky';
/** Without and with the emitter category (`extended=1`). */
const COLUMNS = 17;
const COLUMNS_EXTENDED = 18;
const POSITION_SOURCE = 16;
const CATEGORY = 17;

/** ADS-B, ASTERIX (a radar's track), MLAT, FLARM, in OpenSky's numbering. */
const SOURCES: readonly string[] = ['adsb_icao', 'other', 'mlat', 'other'];
/** OpenSky counts "no information" twice, and from there on as GDL 90 does without the holes: 2 is A1, 9 is B1, 16 is C1. */
const CATEGORIES: readonly number[] = [0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21];

const typeOf = (source: unknown): unknown => (typeof source === 'number' ? (SOURCES[source] ?? source) : source);

const openskyCategory = (value: unknown): unknown =>
  typeof value === 'number' ? categoryOf(CATEGORIES[value] ?? value) : value;

interface Clock {
  readonly context: RowContext;
  /** The feed's own clock, from which ages are counted; receipt where there is none. */
  readonly wireAt: EpochMs;
}

const addState = (gathering: Gathering, state: unknown, { context, wireAt }: Clock): void => {
  if (!Array.isArray(state) || (state.length !== COLUMNS && state.length !== COLUMNS_EXTENDED))
    return refuseRow(gathering, 'bad-row', state);
  if (typeof state[POSITION_SOURCE] !== 'number') return refuseRow(gathering, 'columns-of-2017', state);
  const [hex, callsign, , positionTime, contactTime, lon, lat, baro, ground, velocity, track, rate] = state;
  const gs = knotsOfMetresPerSecond(velocity);
  const verticalRate = fpmOfMetresPerSecond(rate);
  const altitudeFt = feetOfMetres(baro);
  const claim = groundClaim(ground, altitudeFt, gs, verticalRate);
  const heardAt = epochMsOf(contactTime);
  const positionAt = epochMsOf(positionTime);
  const placed = positionAt !== undefined;
  // A position that nobody dated cannot be used: it may be any age.
  if (!placed && (lat ?? lon) != null) addFault(gathering, 'time_position:missing');
  if (heardAt === undefined) addFault(gathering, 'last_contact:missing');
  if (claim.fault !== undefined) addFault(gathering, claim.fault);
  const row: Row = {
    hex,
    type: typeOf(state[POSITION_SOURCE]),
    flight: textOf(callsign),
    ...(placed ? { lat, lon, seen_pos: ageS(wireAt, positionAt) } : {}),
    seen: ageS(wireAt, heardAt),
    alt_baro: claim.alt_baro,
    on_ground: claim.on_ground,
    gs,
    track,
    baro_rate: verticalRate,
    alt_geom: feetOfMetres(state[13]),
    squawk: state[14],
    ...(state.length === COLUMNS_EXTENDED ? { category: openskyCategory(state[CATEGORY]) } : {}),
  };
  addRow(gathering, row, context);
};

const isReply = (value: unknown): value is Row =>
  isObject(value) && 'states' in value && (Array.isArray(value.states) || value.states === null);

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const { values, junk } = messageValues(text);
  let clockAt = clockBefore(memory);
  let ownClock: EpochMs | undefined;
  for (const value of values) {
    if (!isReply(value)) {
      refuse(gathering, 'unknown-shape', value);
      continue;
    }
    const clock = readClock(value.time, receivedAt, clockAt);
    if (clock.fault !== undefined) addFault(gathering, clock.fault);
    ownClock = clock.clockAt;
    clockAt = ownClock ?? clockAt;
    const context = { nowAt: clock.nowAt, receivedAt, feed: ID };
    const wireAt = epochMsOf(value.time) ?? receivedAt;
    if (Array.isArray(value.states)) for (const state of value.states) addState(gathering, state, { context, wireAt });
  }
  for (const piece of junk) refuse(gathering, whyNotJson(piece), piece);
  if (values.length === 0 && junk.length === 0) refuse(gathering, 'empty', '');
  return gathered(gathering, {
    snapshot: true,
    ...(ownClock === undefined ? {} : { clockAt: ownClock }),
    ...(clockAt === undefined ? {} : { memory: { clockAt } }),
  });
};

const sniff = (text: string): number => {
  if (!text.includes('"states"')) return 0;
  const value = firstValue(text);
  return isReply(value) && 'time' in value && typeof value.type !== 'string' ? 0.9 : 0;
};

export const opensky = defineFeed({ id: ID, title: 'OpenSky Network states', sniff, decode });
