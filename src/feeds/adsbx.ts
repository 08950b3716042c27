/**
 * The v2 reply of the aggregators (ADS-B Exchange's shape: adsb.lol, adsb.fi, airplanes.live, re-api with jv2): rows of readsb in an
 * envelope {ac, msg, now, total}. In: a reply's text. Out: one report a row. `ac` may be missing, null or named `aircraft`, `now` be
 * seconds or milliseconds, and a question for one address be answered with the bare row.
 */
import type { EpochMs } from '../aero/units.ts';
import { gather, gathered, refuse, whyNotJson } from './gather.ts';
import { firstValue, isObject, messageValues } from './json-values.ts';
import { addPicture, clockBefore } from './readsb.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'adsbx';

/** The rows of a reply; `undefined`: no reply. A reply without `ac` found nothing. */
const rowsOf = (value: unknown): readonly unknown[] | undefined => {
  if (!isObject(value)) return undefined;
  const list = value.ac ?? value.aircraft;
  if (Array.isArray(list)) return list;
  if (list !== undefined && list !== null) return undefined;
  if ('ac' in value || 'aircraft' in value) return [];
  if (value.hex !== undefined) return [value];
  return typeof value.msg === 'string' && 'now' in value ? [] : undefined;
};

const isEnvelope = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.type !== 'string' &&
  value.hex === undefined &&
  rowsOf(value) !== undefined &&
  ('ac' in value || 'msg' in value || 'ctime' in value || 'total' in value);

const decode = (text: string, receivedAt: EpochMs, memory: unknown): Decoded => {
  const gathering = gather(ID, receivedAt);
  const { values, junk } = messageValues(text);
  let clockAt = clockBefore(memory);
  let ownClock: EpochMs | undefined;
  for (const value of values) {
    const rows = rowsOf(value);
    if (rows === undefined || !isObject(value)) refuse(gathering, 'unknown-shape', value);
    else {
      ownClock = addPicture(gathering, rows, value.now, clockAt);
      clockAt = ownClock ?? clockAt;
    }
  }
  for (const piece of junk) refuse(gathering, whyNotJson(piece), piece);
  if (values.length === 0 && junk.length === 0) refuse(gathering, 'empty', '');
  return gathered(gathering, {
    snapshot: true,
    ...(ownClock === undefined ? {} : { clockAt: ownClock }),
    ...(clockAt === undefined ? {} : { memory: { clockAt } }),
  });
};

export const adsbx = defineFeed({
  id: ID,
  title: 'v2 reply of adsb.lol, adsb.fi, ADS-B Exchange and their like',
  sniff: (text) => (isEnvelope(firstValue(text)) ? 0.9 : 0),
  decode,
});
