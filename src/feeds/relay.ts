/**
 * What `dprk-watch relay` sends (CONTRACT §7), and services of the same shape: a full picture, then deltas against it under a growing
 * sequence number, the state of the upstreams and of a recording that is played. In: one frame and the rows known so far. Out: a
 * report for each row that is new or changed; rows that are not named age on their own. A hole in the sequence asks for a restart.
 */
import { clean } from '../aero/clean.ts';
import { asIcao24 } from '../aero/icao24.ts';
import type { EpochMs } from '../aero/units.ts';
import { epochMsOf, readClock } from './clock.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { firstValue, isObject, messageValues, parseJson } from './json-values.ts';
import { readNotice } from './relay-notice.ts';
import { addKept, aged, type Kept, patched } from './relay-rows.ts';
import type { RowContext } from './row.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed, type ReplayNotice, type UpstreamLink } from './types.ts';

const ID = 'relay';
const FEED_CELLS = 40;
const REASON_CELLS = 120;

interface Memory {
  readonly rows: ReadonlyMap<string, Kept>;
  /** Of the last frame; `undefined` before the first full picture and after a hole. */
  readonly seq?: number;
  readonly clockAt?: EpochMs;
  /** A restart was asked for; what still arrives on this connection has nothing to stand on. */
  readonly broken?: true;
}

interface Step {
  readonly memory: Memory;
  readonly snapshot?: true;
  readonly restart?: string;
  readonly upstream?: UpstreamLink;
  readonly replay?: ReplayNotice;
}

const NOTHING: Memory = { rows: new Map() };

const isMemory = (memory: unknown): memory is Memory => isObject(memory) && memory.rows instanceof Map;

const isSequence = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

const listOf = (gathering: Gathering, frame: Row, key: string): readonly unknown[] => {
  const list = frame[key];
  if (Array.isArray(list)) return list;
  if (list !== undefined && list !== null) addFault(gathering, `${key}:unusable`);
  return [];
};

const contextOf = (
  gathering: Gathering,
  frame: Row,
  memory: Memory,
): { readonly context: RowContext; readonly clockAt?: EpochMs } => {
  const clock = readClock(frame.now, gathering.receivedAt, memory.clockAt);
  if (clock.fault !== undefined) addFault(gathering, clock.fault);
  const context = { nowAt: clock.nowAt, receivedAt: gathering.receivedAt, feed: ID, rowFeed: true };
  const clockAt = clock.clockAt ?? memory.clockAt;
  return { context, ...(clockAt === undefined ? {} : { clockAt }) };
};

const full = (gathering: Gathering, frame: Row, memory: Memory, seq: number): Step => {
  const { context, clockAt } = contextOf(gathering, frame, memory);
  const rows = new Map<string, Kept>();
  for (const row of listOf(gathering, frame, 'ac')) addKept(gathering, rows, row, row, context);
  return { memory: { rows, seq, ...(clockAt === undefined ? {} : { clockAt }) }, snapshot: true };
};

const delta = (gathering: Gathering, frame: Row, memory: Memory, seq: number): Step => {
  if (memory.broken === true) {
    refuse(gathering, 'sequence-gap', `delta ${seq} after a hole`);
    return { memory };
  }
  if (memory.seq === undefined || seq !== memory.seq + 1) {
    const why = memory.seq === undefined ? `delta ${seq} before any full picture` : `delta ${seq} after ${memory.seq}`;
    refuse(gathering, 'sequence-gap', why);
    return { memory: { ...NOTHING, broken: true }, restart: why };
  }
  const { context, clockAt } = contextOf(gathering, frame, memory);
  const rows = new Map(memory.rows);
  for (const row of listOf(gathering, frame, 'new')) addKept(gathering, rows, row, row, context);
  for (const patch of listOf(gathering, frame, 'update')) {
    const icao24 = isObject(patch) ? asIcao24(patch.hex) : undefined;
    const kept = icao24 === undefined ? undefined : rows.get(icao24);
    if (icao24 === undefined || !isObject(patch)) addRow(gathering, patch, context);
    else if (kept === undefined) refuseRow(gathering, 'unknown-aircraft', icao24);
    else {
      const raw = patched(kept.row, patch);
      addKept(gathering, rows, aged(kept, raw, patch, context.nowAt), raw, context);
    }
  }
  for (const hex of listOf(gathering, frame, 'remove')) {
    const icao24 = asIcao24(hex);
    if (icao24 === undefined) addFault(gathering, 'remove:unusable');
    else if (!rows.delete(icao24)) addFault(gathering, 'remove:unknown');
  }
  return { memory: { rows, seq, ...(clockAt === undefined ? {} : { clockAt }) } };
};

const link = (gathering: Gathering, frame: Row, memory: Memory): Step => {
  const feed = clean(frame.feed, { cells: FEED_CELLS });
  const up = frame.up;
  if (feed === '' || typeof up !== 'boolean') {
    refuse(gathering, 'unknown-shape', frame);
    return { memory };
  }
  const reason = clean(frame.reason, { cells: REASON_CELLS });
  const at = Math.min(epochMsOf(frame.at) ?? gathering.receivedAt, gathering.receivedAt);
  return { memory, upstream: { feed, up, at, ...(reason === '' ? {} : { reason }) } };
};

const step = (gathering: Gathering, frame: unknown, memory: Memory): Step => {
  const type = isObject(frame) ? frame.type : undefined;
  if (isObject(frame)) {
    const seq = frame.seq;
    if (type === 'full' && isSequence(seq)) return full(gathering, frame, memory, seq);
    if (type === 'delta' && isSequence(seq)) return delta(gathering, frame, memory, seq);
    if (type === 'link') return link(gathering, frame, memory);
    const replay = type === 'replay' ? readNotice(frame) : undefined;
    if (replay !== undefined) return { memory, replay };
  }
  refuse(gathering, 'unknown-shape', frame);
  return { memory };
};

const decode = (text: string, receivedAt: EpochMs, before: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const { values, junk } = messageValues(text);
  let memory = isMemory(before) ? before : NOTHING;
  let pictures = 0;
  const steps: Step[] = [];
  for (const value of values) {
    const taken = step(gathering, value, memory);
    memory = taken.memory;
    if (taken.snapshot) pictures += 1;
    steps.push(taken);
  }
  for (const piece of junk) refuse(gathering, whyNotJson(piece), piece);
  if (values.length === 0 && junk.length === 0) refuse(gathering, 'empty', '');
  const upstream = steps.flatMap((taken) => taken.upstream ?? []);
  const replay = steps.findLast((taken) => taken.replay !== undefined)?.replay;
  const restart = steps.find((taken) => taken.restart !== undefined)?.restart;
  const spoke = values.some((value) => isObject(value) && (value.type === 'full' || value.type === 'delta'));
  return gathered(gathering, {
    snapshot: pictures > 0 && pictures === values.length,
    memory,
    ...(spoke && memory.clockAt !== undefined ? { clockAt: memory.clockAt } : {}),
    ...(upstream.length === 0 ? {} : { upstream }),
    ...(replay === undefined ? {} : { replay }),
    ...(restart === undefined ? {} : { restart }),
  });
};

const FRAME_TYPES = new Set(['full', 'delta', 'link', 'replay']);

const sniff = (text: string): number => {
  const frame = firstValue(text);
  if (!isObject(frame) || typeof frame.type !== 'string' || !FRAME_TYPES.has(frame.type)) return 0;
  if (frame.type === 'full' || frame.type === 'delta') return isSequence(frame.seq) ? 0.95 : 0;
  return frame.type === 'link' ? (typeof frame.up === 'boolean' ? 0.9 : 0) : readNotice(frame) === undefined ? 0 : 0.9;
};

/** A frame says its time in its first keys: after them come the rows, which have none. */
const HEAD_CHARS = 1000;
const TIME_KEY = /"(?:now|at)"\s*:\s*(-?[\d.]+(?:[eE][+-]?\d+)?)/;

const clockOf = (text: string): EpochMs | undefined => {
  const written = TIME_KEY.exec(text.slice(0, HEAD_CHARS))?.[1];
  if (written !== undefined) return epochMsOf(Number(written));
  const frame = parseJson(text);
  return isObject(frame) ? epochMsOf(frame.now ?? frame.at) : undefined;
};

export const relay = defineFeed({
  id: ID,
  title: 'dprk-watch relay (full picture and deltas)',
  sniff,
  decode,
  clockOf,
});
