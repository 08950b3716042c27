/** The table of formats: each claims its own and nothing of another's; and nothing at all, however broken, brings one down. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrintable } from '../../src/aero/clean.ts';
import { decodeUnknown, FORMATS, formatById, sniff } from '../../src/feeds/index.ts';
import type { Decoded } from '../../src/feeds/types.ts';
import { PAYLOADS } from '../aero/payloads.ts';
import { OWN_MESSAGES } from './own-messages.ts';

const AT = Date.parse('2023-07-31T22:51:00.000Z');
const ROW = '{"hex":"15521f","type":"adsb_icao","flight":"RFF7081 ","seen":1,"lat":43.1,"lon":131.9,"seen_pos":2}';

const OWN: readonly (readonly [id: string, name: string, text: string])[] = [
  ['readsb', 'aircraft.json', `{"now":1690843860.1,"messages":5,"aircraft":[${ROW}]}`],
  ['readsb', 'an empty one', '{ "now" : 1690843860, "messages" : 0, "aircraft" : [] }'],
  ['readsb', 'a native re-api reply', `{"now":1690843860.1,"aircraft":[${ROW}],"resultCount":1,"ptime":0.5}`],
  ['adsbx', 'a v2 reply', `{"ac":[${ROW}],"msg":"No error","now":1690843860000,"total":1,"ctime":1,"ptime":0}`],
  ['adsbx', 'an empty one', '{"ac":[],"msg":"No error","now":1690843860000,"total":0}'],
  ['adsbx', 'one with ac null', '{"ac":null,"msg":"No error","now":1690843860000}'],
  ['adsbx', 'one without ac', '{"msg":"No error","now":1690843860000,"total":0}'],
  ['adsbx', 'one that says aircraft', `{"aircraft":[${ROW}],"msg":"No error","now":1690843860000}`],
  ['readsb-objects', 'one row', ROW],
  ['readsb-objects', 'rows with commas', `${ROW},\n${ROW},\n`],
  ['readsb-objects', 'the beginning of a row', '{"now" : 1704737598.122,"hex":"c010'],
  ['readsb-objects', 'a stream joined in the middle', `"seen":1}\n${ROW}\n`],
  ['readsb-objects', 'a list of rows', `[${ROW}]`],
  ['relay', 'a full picture', `{"type":"full","seq":1,"now":1690843860,"ac":[${ROW}]}`],
  ['relay', 'a delta', '{"type":"delta","seq":2,"now":1690843860,"new":[],"update":[],"remove":[]}'],
  ['relay', 'the state of an upstream', '{"type":"link","feed":"readsb","up":false,"at":1690843860000}'],
  ['relay', 'a recording', '{"type":"replay","label":"x","from":1690843860000,"to":1690843860001,"at":1690843860000}'],
  ...OWN_MESSAGES,
];

const FOREIGN: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'empty'],
  ['blanks', ' \n', 'empty'],
  ['HTML', '<!doctype html><script>{"hex":"15521f"}</script>', 'html'],
  ['an HTML page', '\n<html lang="en">', 'html'],
  ['words', 'rate limited', 'not-json'],
  ['half a picture', '{"now":1690843860,"aircraft":[{"hex":"1552', 'not-json'],
  ['a track of OpenSky', '{"icao24":"15521f","path":[]}', 'unknown-shape'],
  ['a number', '42', 'unknown-shape'],
  ['an error in JSON', '{"detail":"Not Found"}', 'unknown-shape'],
  ['a list of nothing', '[]', 'unknown-shape'],
];

describe('sniffing', () => {
  it.each(OWN)('%s knows %s', (id, _name, text) => {
    expect(sniff(text)?.format.id).toBe(id);
  });

  it.each(OWN)('%s alone claims %s', (id, _name, text) => {
    expect(FORMATS.filter((format) => format.sniff(text) > 0).map((format) => format.id)).toEqual([id]);
  });

  it.each(FOREIGN)('nobody claims %s, and it is counted as it should be', (_name, text, code) => {
    expect(sniff(text)).toBeUndefined();
    const decoded = decodeUnknown(text, AT, 'somewhere');
    expect(decoded.rejects).toMatchObject([{ feed: 'somewhere', code, at: AT }]);
    expect([decoded.rows, decoded.reports]).toEqual([0, []]);
  });

  it('finds formats by their id', () => {
    for (const format of FORMATS) expect(formatById(format.id)).toBe(format);
    expect(formatById('smoke')).toBeUndefined();
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
  });
});

/** Refusals of a whole message or a piece of it, which are no rows. */
const NOT_OF_ROWS = new Set(['empty', 'html', 'not-json', 'too-large', 'unknown-shape', 'sequence-gap', 'feed-error']);

/** What holds for every answer of every format. */
const checkDecoded = (decoded: Decoded, receivedAt: number): void => {
  const ofRows = decoded.rejects.filter(({ code }) => !NOT_OF_ROWS.has(code)).length;
  expect(decoded.rows).toBe(decoded.reports.length + ofRows);
  for (const reject of decoded.rejects) {
    expect(isPrintable(reject.text)).toBe(true);
    expect(reject.text.length).toBeLessThanOrEqual(200);
    expect(reject.at).toBe(receivedAt);
  }
  for (const count of Object.values(decoded.faults)) expect(count).toBeGreaterThan(0);
  for (const report of decoded.reports) {
    expect(report.icao24).toMatch(/^~?[0-9a-f]{6}$/);
    expect(report.at).toBeLessThanOrEqual(receivedAt);
    expect(report.position === undefined).toBe(report.positionAt === undefined);
    if (report.positionAt !== undefined) expect(report.positionAt).toBeLessThanOrEqual(report.at);
    for (const value of [...Object.values(report), ...Object.values(report.position ?? {})]) {
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      if (typeof value === 'string') expect(isPrintable(value)).toBe(true);
    }
  }
};

const KEYS = [
  ...['hex', 'type', 'flight', 'r', 't', 'desc', 'ownOp', 'dbFlags', 'alt_baro', 'alt_geom', 'altitude', 'gs', 'track'],
  ...['baro_rate', 'squawk', 'emergency', 'category', 'lat', 'lon', 'nic', 'rc', 'seen_pos', 'seen', 'lastPosition'],
  ...[
    'mlat',
    'tisb',
    'messages',
    'rssi',
    'gpsOkBefore',
    'now',
    'feed',
    'on_ground',
    'nav_altitude_mcp',
    'mach',
    '__proto__',
  ],
];
const rubbish = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    'ground',
    '0412',
    1e308,
    -1e308,
    -0,
    1e-320,
    18446744072021792.0,
    0,
    90,
    -91,
  ),
  fc.constantFrom(...PAYLOADS.map(([, payload]) => `A${payload}B`)),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const row = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...KEYS), rubbish),
    fc.constantFrom<unknown>('15521f', '7277A8', '~00ab12', 7, undefined),
  )
  .map(([fields, hex]) => (hex === undefined ? fields : { ...fields, hex }));
const rows = fc.oneof({ weight: 5, arbitrary: fc.array(row, { maxLength: 4 }) }, rubbish);
const now = fc.oneof(
  fc.constantFrom<unknown>(AT, AT / 1000, AT / 1000 + 90, 0, null, 18446744072021792.0),
  fc.double(),
);
const message = fc.oneof(
  fc.record({ now, aircraft: rows }),
  fc.record({ ac: rows, msg: fc.constant('No error'), now }),
  row,
  fc.record({ type: fc.constant('full'), seq: fc.constantFrom<unknown>(1, 2, 'x'), now, ac: rows }),
  fc.record({
    type: fc.constant('delta'),
    seq: fc.integer({ min: 1, max: 3 }),
    now,
    new: rows,
    update: rows,
    remove: rubbish,
  }),
  fc.record({ type: fc.constant('link'), feed: rubbish, up: rubbish, reason: rubbish, at: rubbish }),
  fc.record({
    type: fc.constant('replay'),
    label: rubbish,
    from: now,
    to: now,
    at: now,
    speed: rubbish,
    rewind: rubbish,
  }),
  rubbish,
);
/** A message as text, perhaps cut short, with something put in, or twice. */
const mutated = fc
  .tuple(
    message,
    fc.nat(400),
    fc.nat(400),
    fc.constantFrom('', '', '', '{', ']', '"', '\n', '\0', ',', '}', '\ud800'),
    fc.nat(9),
  )
  .map(([value, at, cut, extra, dice]) => {
    const text = JSON.stringify(value) ?? '';
    const with1 = text.slice(0, at) + extra + text.slice(at);
    return dice === 0 ? with1.slice(0, cut) : dice === 1 ? with1 + with1 : with1;
  });

describe.each(FORMATS)('$id', (format) => {
  it('answers in order to whatever it is sent, and the same to the same', () => {
    fc.assert(
      fc.property(fc.array(mutated, { minLength: 1, maxLength: 4 }), (texts) => {
        let memory: unknown;
        for (const text of texts) {
          const decoded = format.decode(text, AT, memory);
          expect(format.decode(text, AT, memory)).toEqual(decoded);
          checkDecoded(decoded, AT);
          memory = decoded.memory;
          expect(format.sniff(text)).toBeGreaterThanOrEqual(0);
          format.clockOf?.(text);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('takes a memory that is not its own for none', () => {
    fc.assert(
      fc.property(rubbish, mutated, (memory, text) => {
        checkDecoded(format.decode(text, AT, memory), AT);
      }),
    );
  });

  it.each([
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['the same, closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nested objects', '{"a":'.repeat(100_000)],
    ['a hundred thousand values in a line', '{}'.repeat(100_000)],
    ['two million quotes', '"'.repeat(2_000_000)],
    ['a very long address', `{"hex":"${'f'.repeat(1_000_000)}"}`],
  ])('comes through %s', (_name, text) => {
    checkDecodedShallow(format.decode(text, AT, undefined));
    checkDecodedShallow(decodeUnknown(text, AT, format.id));
  });
});

const checkDecodedShallow = (decoded: Decoded): void => {
  expect(decoded.reports).toEqual([]);
  for (const { text } of decoded.rejects) expect(text.length).toBeLessThanOrEqual(200);
};
