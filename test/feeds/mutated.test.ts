/**
 * Every decoder under damaged messages of its own: cut, joined, with values of another type, deep nests, huge numbers and bytes that
 * are no UTF-8. A few thousand cases each; `FUZZ_CASES=100000` for more. Nothing throws, nothing is NaN, nothing leaves its range.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrintable } from '../../src/aero/clean.ts';
import { FORMATS } from '../../src/feeds/index.ts';
import type { Decoded, FeedFormat } from '../../src/feeds/types.ts';
import { OWN_MESSAGES, SAID_AT } from './own-messages.ts';

const CASES = Number(process.env.FUZZ_CASES ?? 3000);
const AT = SAID_AT + 4_000_000;

const ROW =
  '{"hex":"15521f","type":"adsb_icao","flight":"RFF7081 ","alt_baro":27300,"gs":431.5,"track":229.1,"squawk":"0412","lat":43.1,"lon":131.9,"seen_pos":2,"seen":1,"lastPosition":{"lat":1,"lon":2,"seen_pos":3},"mlat":[]}';
const SEEDS: readonly (readonly [string, string])[] = [
  ['readsb', `{"now":1690843860.1,"messages":5,"aircraft":[${ROW}]}`],
  ['adsbx', `{"ac":[${ROW}],"msg":"No error","now":1690843860000,"total":1,"ctime":1,"ptime":0}`],
  ['readsb-objects', `${ROW},\n${ROW}\n`],
  ['relay', `{"type":"full","seq":1,"now":1690843860,"ac":[${ROW}]}`],
  ['relay', `{"type":"delta","seq":2,"now":1690843861,"new":[${ROW}],"update":[${ROW}],"remove":["15521F"]}`],
  ...OWN_MESSAGES.map(([id, , text]): readonly [string, string] => [id, text]),
];

/** A small generator of its own, so that a hundred thousand cases take seconds. Its seed is the case. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
};

const ODD: readonly unknown[] = [
  ...[null, true, false, '', ' ', 'ground', '0', '-1', 0, -0, 1, -1, 1e308, -1e308, 5e-324, 18446744072021792.0],
  ...[2 ** 53, 0x1000000, 'ffffff', '000000', '~15521f', 'NaN', '1e999', '\u001b[31mred', '\u202e', '\ud800', '\0'],
  ...[[], {}, [[[[]]]], { toString: 1 }, 91, -91, 181, '8321.04', '0001-01-01T00:00:00Z', 'é'.repeat(300)],
];
const deep = (times: number): unknown => JSON.parse('['.repeat(times) + ']'.repeat(times));

/** The value with something in it exchanged, taken away or nested. */
const bent = (value: unknown, roll: (sides: number) => number): unknown => {
  const isBranch = typeof value === 'object' && value !== null;
  if (!isBranch || roll(6) === 0) return roll(30) === 0 ? deep(200 + roll(500)) : ODD[roll(ODD.length)];
  const keys = Object.keys(value);
  const key = keys[roll(Math.max(keys.length, 1))];
  if (key === undefined) return ODD[roll(ODD.length)];
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value) as Record<string, unknown>;
  if (roll(8) === 0) delete copy[key];
  else copy[key] = bent(copy[key], roll);
  return copy;
};

const SPLICES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\n',
  '\r\n',
  '\0',
  '\ud800',
  '-',
  '1e999',
  '9'.repeat(400),
  '\u0007',
];
const utf8 = new TextEncoder();
const text8 = new TextDecoder();

/** The text damaged once. */
const damaged = (text: string, roll: (sides: number) => number): string => {
  const at = roll(text.length + 1);
  const kind = roll(8);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return text.slice(at);
  if (kind === 2) return text.slice(0, at) + (SPLICES[roll(SPLICES.length)] ?? '') + text.slice(at);
  if (kind === 3) return text.slice(0, at) + text.slice(at + 1 + roll(12));
  if (kind === 4) {
    const bytes = utf8.encode(text);
    for (let flips = 0; flips < 3; flips += 1) bytes[roll(bytes.length + 1)] = roll(256);
    return text8.decode(bytes);
  }
  if (kind === 5) {
    const parts = text.split(',');
    parts[roll(parts.length)] = String(ODD[roll(20)]);
    return parts.join(',');
  }
  try {
    return JSON.stringify(bent(JSON.parse(text), roll)) ?? '';
  } catch {
    return text.slice(0, at) + text.slice(0, roll(text.length + 1));
  }
};

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  altitudeFt: [-1500, 60_000],
  geoAltitudeFt: [-1500, 60_000],
  selectedAltitudeFt: [-1500, 65_536],
  groundSpeedKt: [0, 4100],
  trackDeg: [0, 359.999999999],
  verticalRateFpm: [-33_000, 33_000],
  at: [0, AT],
  positionAt: [0, AT],
};
/** Refusals of a message or a piece of it, which are no rows. */
const NOT_OF_ROWS = new Set(['empty', 'html', 'not-json', 'too-large', 'unknown-shape', 'sequence-gap', 'feed-error']);

/** The first thing wrong with an answer. */
const wrongWith = ({ reports, rejects, rows, faults }: Decoded): string | undefined => {
  let ofRows = 0;
  for (const { code, text } of rejects) {
    if (!NOT_OF_ROWS.has(code)) ofRows += 1;
    if (text.length > 200 || !isPrintable(text)) return `a reject that cannot be shown: ${code}`;
  }
  if (rows !== reports.length + ofRows) return `${rows} rows, ${reports.length} reports, ${ofRows} rejects`;
  for (const count of Object.values(faults)) if (!(count > 0)) return 'a fault that was not';
  for (const report of reports) {
    if (!/^~?[0-9a-f]{6}$/.test(report.icao24)) return `the address ${report.icao24}`;
    if ((report.position === undefined) !== (report.positionAt === undefined)) return 'half a position';
    if (report.positionAt !== undefined && report.positionAt > report.at) return 'a position of after it was heard';
    if (report.onGround === true && report.altitudeFt !== undefined) return 'an altitude on the ground';
    const { latitudeDeg = 0, longitudeDeg = 0 } = report.position ?? {};
    if (!(Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180)) return 'a place off the Earth';
    for (const [key, value] of Object.entries(report)) {
      if (typeof value === 'number') {
        const [least, most] = RANGES[key] ?? [-1e16, 1e16];
        if (!(value >= least && value <= most)) return `${key} ${value}`;
      } else if (typeof value === 'string' && !isPrintable(value)) return `${key} that cannot be shown`;
    }
  }
  return undefined;
};

/** One connection under damaged messages of the format and, now and then, of another. */
const connection = (format: FeedFormat, seed: number): string | undefined => {
  const roll = dice(seed);
  const own = SEEDS.filter(([id]) => id === format.id);
  let memory: unknown;
  for (let messages = 1 + roll(3); messages > 0; messages -= 1) {
    const from = roll(12) === 0 ? SEEDS : own;
    let text = from[roll(from.length)]?.[1] ?? '';
    for (let times = roll(4); times > 0; times -= 1) text = damaged(text, roll);
    const decoded = format.decode(text, AT, memory);
    const wrong = wrongWith(decoded);
    if (wrong !== undefined) return `${wrong} in ${text.slice(0, 500)}`;
    const sure = format.sniff(text);
    if (!(sure >= 0 && sure <= 1)) return `it is ${sure} sure of ${text.slice(0, 500)}`;
    memory = decoded.memory;
  }
  return undefined;
};

describe.each(FORMATS)(`$id under ${CASES} damaged connections`, (format) => {
  it('never throws, never answers out of range, and accounts for every row', () => {
    expect(SEEDS.some(([id]) => id === format.id)).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
        const wrong = connection(format, seed);
        if (wrong !== undefined) throw new Error(wrong);
      }),
      { numRuns: CASES },
    );
  }, 600_000);
});
