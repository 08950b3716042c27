/**
 * A stream of single rows of readsb: --net-json-port, and whatever passes it on line by line. In: chunks of the stream, cut anywhere.
 * Out: a report for each row that is whole by now; the rest waits in the memory. Lines may end with a comma, a row may span lines,
 * several may stand in one, a list of rows counts as its rows, and blank lines are heartbeats.
 */
import type { EpochMs } from '../aero/units.ts';
import { readClock } from './clock.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, whyNotJson } from './gather.ts';
import { isObject, jsonPieces, messageValues } from './json-values.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'readsb-objects';
/** A row is at most 8 KiB (readsb); an unfinished one that is longer than this will never be whole. */
const MAX_TAIL_CHARS = 262_144;

interface Memory {
  readonly tail: string;
  readonly clockAt?: EpochMs;
}

const memoryOf = (memory: unknown): Memory =>
  isObject(memory) && typeof memory.tail === 'string'
    ? { tail: memory.tail, ...(typeof memory.clockAt === 'number' ? { clockAt: memory.clockAt } : {}) }
    : { tail: '' };

/** Reads one row under its own clock; answers that clock or the one before. */
const addObject = (gathering: Gathering, row: unknown, previousAt: EpochMs | undefined): EpochMs | undefined => {
  const { receivedAt, feed } = gathering;
  const clock = readClock(isObject(row) ? row.now : undefined, receivedAt, previousAt);
  if (clock.fault !== undefined && isObject(row)) addFault(gathering, clock.fault);
  addRow(gathering, row, { nowAt: clock.nowAt, receivedAt, feed });
  return clock.clockAt ?? previousAt;
};

const addValue = (gathering: Gathering, value: unknown, previousAt: EpochMs | undefined): EpochMs | undefined => {
  if (isObject(value) && value.hex === undefined && ('aircraft' in value || 'ac' in value || 'type' in value)) {
    refuse(gathering, 'unknown-shape', value);
    return previousAt;
  }
  if (!Array.isArray(value)) return addObject(gathering, value, previousAt);
  let clockAt = previousAt;
  for (const row of value) clockAt = addObject(gathering, row, clockAt);
  return clockAt;
};

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const before = memoryOf(memory);
  if (before.tail === '' && whyNotJson(text) === 'html') {
    refuse(gathering, 'html', text);
    return gathered(gathering, { snapshot: false });
  }
  const { pieces, rest } = jsonPieces(before.tail + text);
  let clockAt = before.clockAt;
  for (const piece of pieces) {
    if (piece.value === undefined) refuse(gathering, 'not-json', piece.text);
    else clockAt = addValue(gathering, piece.value, clockAt);
  }
  const tooLarge = rest.length > MAX_TAIL_CHARS;
  if (tooLarge) refuse(gathering, 'too-large', rest);
  const kept: Memory = { tail: tooLarge ? '' : rest, ...(clockAt === undefined ? {} : { clockAt }) };
  return gathered(gathering, {
    snapshot: false,
    ...(clockAt === undefined || gathering.rows === 0 ? {} : { clockAt }),
    memory: kept,
  });
};

const isRow = (value: unknown): boolean =>
  isObject(value) && typeof value.hex === 'string' && !('ac' in value) && !('aircraft' in value);

/** A first chunk that breaks off inside its first row. */
const ROW_BEGINS = /^\s*\{\s*(?:"now"\s*:\s*[\d.]+\s*,\s*)?"hex"\s*:/;

const sniff = (text: string): number => {
  const { values } = messageValues(text);
  const first = values[0];
  if (isRow(first) || (Array.isArray(first) && isRow(first[0]))) return 0.8;
  if (values.length === 0) return ROW_BEGINS.test(text) ? 0.6 : 0;
  return values.some(isRow) ? 0.5 : 0;
};

export const objects = defineFeed({ id: ID, title: 'single rows of readsb (--net-json-port)', sniff, decode });
