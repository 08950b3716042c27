/**
 * aircraft.json: the picture that readsb, dump1090-fa and their forks write about once a second, also with the key names from before
 * 2018, and the native replies of the re-api. In: the file's text. Out: one report a row. Refuses what has no list of aircraft.
 */
import type { EpochMs } from '../aero/units.ts';
import { readClock } from './clock.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, whyNotJson } from './gather.ts';
import { firstValue, isObject, messageValues } from './json-values.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'readsb';

/** From one picture to the next: the feed's clock, to notice that it was set back. */
interface Memory {
  readonly clockAt: EpochMs;
}

/** The clock that the last picture left, from a decoder's opaque memory. */
export const clockBefore = (memory: unknown): EpochMs | undefined =>
  isObject(memory) && typeof memory.clockAt === 'number' ? memory.clockAt : undefined;

/** Reads one picture, a list of rows under one clock; `null` is an empty list. Answers the feed's clock, if it has one. */
export const addPicture = (
  gathering: Gathering,
  list: unknown,
  now: unknown,
  previousAt: EpochMs | undefined,
  rowFeed = false,
): EpochMs | undefined => {
  const clock = readClock(now, gathering.receivedAt, previousAt);
  if (clock.fault !== undefined) addFault(gathering, clock.fault);
  const context = { nowAt: clock.nowAt, receivedAt: gathering.receivedAt, feed: gathering.feed, rowFeed };
  if (Array.isArray(list)) for (const row of list) addRow(gathering, row, context);
  return clock.clockAt;
};

const isList = (value: unknown): boolean => Array.isArray(value) || value === null;

/** Keys that only an aggregator's v2 reply has. */
const V2_KEYS = ['ac', 'msg', 'ctime', 'total'] as const;

const isOurs = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && isList(value.aircraft) && typeof value.type !== 'string' && !V2_KEYS.some((key) => key in value);

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const { values, junk } = messageValues(text);
  let clockAt = clockBefore(memory);
  let ownClock: EpochMs | undefined;
  for (const value of values) {
    if (!isObject(value) || !isList(value.aircraft)) refuse(gathering, 'unknown-shape', value);
    else {
      ownClock = addPicture(gathering, value.aircraft, value.now, clockAt);
      clockAt = ownClock ?? clockAt;
    }
  }
  for (const piece of junk) refuse(gathering, whyNotJson(piece), piece);
  if (values.length === 0 && junk.length === 0) refuse(gathering, 'empty', '');
  const kept: Memory | undefined = clockAt === undefined ? undefined : { clockAt };
  return gathered(gathering, {
    snapshot: true,
    ...(ownClock === undefined ? {} : { clockAt: ownClock }),
    ...(kept === undefined ? {} : { memory: kept }),
  });
};

export const readsb = defineFeed({
  id: ID,
  title: 'aircraft.json of readsb, dump1090-fa and their like',
  sniff: (text) => (isOurs(firstValue(text)) ? 0.9 : 0),
  decode,
});
