/**
 * A trace of readsb and tar1090 (trace_full, trace_recent): where one aircraft was, as rows without names under one start time. In: the
 * document, already unpacked. Out: all its points as reports in the order of time, with the callsign carried on from where it was last
 * said. Refuses points that are not of this shape, and points after the time of receipt.
 */
import { DAY_MS, type EpochMs, SECOND_MS } from '../aero/units.ts';
import { epochMsOf } from './clock.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { firstValue, isObject, messageValues } from './json-values.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'trace';
/** Before 2022 a point ended with the aircraft's object. */
const LEAST_COLUMNS = 9;
const MOST_COLUMNS = 16;
const VERTICAL_RATE_IS_GEOMETRIC = 4;
const ALTITUDE_IS_GEOMETRIC = 8;
/** Clocks of the writer and the reader. */
const AHEAD_MS = 5 * SECOND_MS;
/** A trace is of one day, a recent one of some hours; nothing in it is a month away from its start. */
const LONGEST_MS = 30 * DAY_MS;

/** Said now and then and true until said otherwise. */
const CARRIED = ['flight', 'squawk', 'category'] as const;
/** Said with a point and true of it. */
const OF_THE_POINT = ['emergency', 'nav_altitude_mcp', 'mach', 'nic', 'rc', 'nac_p'] as const;

interface Point {
  readonly at: EpochMs;
  readonly columns: readonly unknown[];
}

const pick = (from: Row, keys: readonly string[]): Row => {
  const row: Record<string, unknown> = {};
  for (const key of keys) if (from[key] !== undefined && from[key] !== null) row[key] = from[key];
  return row;
};

const readPoint = (columns: unknown, startAt: EpochMs, receivedAt: EpochMs): Point | 'bad-row' | 'bad-time' => {
  if (!Array.isArray(columns) || columns.length < LEAST_COLUMNS || columns.length > MOST_COLUMNS) return 'bad-row';
  const offsetS: unknown = columns[0];
  if (typeof offsetS !== 'number') return 'bad-row';
  const at = Math.round(startAt + offsetS * SECOND_MS);
  if (!(Math.abs(at - startAt) <= LONGEST_MS) || at > receivedAt + AHEAD_MS) return 'bad-time';
  return { at: Math.min(at, receivedAt), columns };
};

const addPoint = (gathering: Gathering, { at, columns }: Point, aircraft: Row, carried: Row): Row => {
  const [, lat, lon, altitude, gs, track, flagBits, rate, said, type, geometric, geometricRate] = columns;
  const flags = typeof flagBits === 'number' ? flagBits : 0;
  const more = isObject(said) ? said : {};
  const next = { ...carried, ...pick(more, CARRIED) };
  const isGeometric = (flags & ALTITUDE_IS_GEOMETRIC) !== 0 && altitude !== 'ground';
  const rates = (flags & VERTICAL_RATE_IS_GEOMETRIC) === 0 ? { baro_rate: rate } : { geom_rate: rate };
  addRow(
    gathering,
    {
      ...aircraft,
      ...next,
      ...pick(more, OF_THE_POINT),
      // A trace without the column does not say how the position was found.
      type: type ?? more.type ?? 'unknown',
      ...{ lat, lon, gs, track, seen: 0, seen_pos: 0 },
      alt_baro: isGeometric ? undefined : altitude,
      alt_geom: geometric ?? (isGeometric ? altitude : more.alt_geom),
      geom_rate: geometricRate,
      ...rates,
    },
    { nowAt: at, receivedAt: gathering.receivedAt, feed: ID },
  );
  return next;
};

const isTrace = (value: unknown): value is Row & { readonly trace: readonly unknown[] } =>
  isObject(value) && typeof value.icao === 'string' && Array.isArray(value.trace) && 'timestamp' in value;

const addTrace = (gathering: Gathering, value: Row & { readonly trace: readonly unknown[] }): void => {
  const startAt = epochMsOf(value.timestamp);
  if (startAt === undefined) {
    addFault(gathering, 'timestamp:unusable');
    for (const columns of value.trace) refuseRow(gathering, 'bad-time', columns);
    return;
  }
  const points: Point[] = [];
  for (const columns of value.trace) {
    const point = readPoint(columns, startAt, gathering.receivedAt);
    if (typeof point === 'string') refuseRow(gathering, point, columns);
    else points.push(point);
  }
  points.sort((a, b) => a.at - b.at);
  const aircraft = { hex: value.icao, ...pick(value, ['r', 't', 'desc', 'ownOp', 'dbFlags']) };
  let carried: Row = {};
  for (const point of points) carried = addPoint(gathering, point, aircraft, carried);
};

const decode = (text: string, receivedAt: EpochMs): Decoded => {
  const gathering = gather(ID, receivedAt);
  const { values, junk } = messageValues(text);
  for (const value of values) {
    if (isTrace(value)) addTrace(gathering, value);
    else refuse(gathering, 'unknown-shape', value);
  }
  for (const piece of junk) refuse(gathering, whyNotJson(piece), piece);
  if (values.length === 0 && junk.length === 0) refuse(gathering, 'empty', '');
  return gathered(gathering, { snapshot: false });
};

const sniff = (text: string): number => (text.includes('"trace"') && isTrace(firstValue(text)) ? 0.9 : 0);

export const trace = defineFeed({ id: ID, title: 'trace of one aircraft (trace_full, trace_recent)', sniff, decode });
