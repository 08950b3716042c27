/** One row: what becomes of each field, and of each kind of rubbish in it. */
import { describe, expect, it } from 'vitest';
import { isPrintable } from '../../src/aero/clean.ts';
import { readRow } from '../../src/feeds/row.ts';
import type { Report } from '../../src/feeds/types.ts';
import { PAYLOADS } from '../aero/payloads.ts';

const NOW_AT = Date.parse('2023-07-31T22:51:00.000Z');
const CONTEXT = { nowAt: NOW_AT, receivedAt: NOW_AT + 400, feed: 'readsb' };

const read = (row: unknown): { report: Report; faults: readonly string[] } => {
  const reading = readRow(row, CONTEXT);
  if (reading.report === undefined) throw new Error(`rejected: ${reading.reject}`);
  return reading;
};
const rejected = (row: unknown): string | undefined => {
  const reading = readRow(row, CONTEXT);
  return reading.report === undefined ? reading.reject : undefined;
};
const faultsOf = (row: object): readonly string[] => read({ hex: '15521f', ...row }).faults;

describe('a good row', () => {
  it('is read whole', () => {
    const { report, faults } = read({
      ...{ hex: '15521F', type: 'adsb_icao', flight: 'RFF7081 ', r: 'RA-86559', t: 'IL62', desc: 'ILYUSHIN Il-62' },
      ...{ ownOp: 'Russian Air Force', dbFlags: 1, alt_baro: 34000, alt_geom: 34650, gs: 472.1, track: 104.2 },
      ...{ baro_rate: -64, squawk: '0412', emergency: 'none', category: 'A5', nav_altitude_mcp: 34016, mach: 0.8 },
      ...{ lat: 55.87, lon: 38.06, nic: 8, rc: 186, seen_pos: 1.25, nac_p: 9, messages: 261, seen: 0.1, rssi: -22.3 },
      ...{ gpsOkBefore: NOW_AT / 1000 - 60, rr_lat: 1, rr_lon: 2, mlat: [], tisb: [] },
    });
    expect(faults).toEqual([]);
    expect(report).toEqual({
      ...{ icao24: '15521f', at: NOW_AT - 100, source: 'adsb', feed: 'readsb', positionAt: NOW_AT - 1250 },
      ...{ position: { latitudeDeg: 55.87, longitudeDeg: 38.06 }, registration: 'RA-86559', typecode: 'IL62' },
      ...{ description: 'ILYUSHIN Il-62', operator: 'Russian Air Force', military: true, callsign: 'RFF7081' },
      ...{ altitudeFt: 34000, onGround: false, geoAltitudeFt: 34650, groundSpeedKt: 472.1, trackDeg: 104.2 },
      ...{ verticalRateFpm: -64, squawk: '0412', category: 'A5', selectedAltitudeFt: 34016, mach: 0.8, nic: 8 },
      ...{ containmentRadiusM: 186, nacP: 9, messages: 261, rssiDbfs: -22.3, gpsLostAt: NOW_AT - 60_000 },
    });
  });

  it('may use the key names from before 2018', () => {
    const { report } = read({ hex: '15521f', altitude: 12000, speed: 300, vert_rate: 640, track: 90 });
    expect(report).toMatchObject({ altitudeFt: 12000, groundSpeedKt: 300, verticalRateFpm: 640, trackDeg: 90 });
    expect(read({ hex: '15521f', altitude: 'ground' }).report).toMatchObject({ onGround: true });
  });

  it('falls back to the geometric rate and the computed track', () => {
    expect(read({ hex: '15521f', geom_rate: 128, calc_track: 360 }).report).toMatchObject({
      verticalRateFpm: 128,
      trackDeg: 0,
    });
  });
});

describe('rows that are no report', () => {
  it.each([
    ['a row {}', {}, 'no-address'],
    ['an empty address', { hex: '' }, 'no-address'],
    ['an address of null', { hex: null }, 'no-address'],
    ['a short address', { hex: '15521' }, 'bad-address'],
    ['a numeric address', { hex: 1397279 }, 'bad-address'],
    ['the address of nobody', { hex: '000000' }, 'bad-address'],
    ['a number', 5, 'not-an-object'],
    ['null', null, 'not-an-object'],
    ['a list', [], 'not-an-object'],
    ['a surface vehicle', { hex: '15521f', category: 'C2' }, 'not-an-aircraft'],
    ['an obstacle', { hex: '15521f', category: 'C3' }, 'not-an-aircraft'],
    ['a ground station', { hex: '15521f', t: 'GND' }, 'not-an-aircraft'],
    ['a tower', { hex: '15521f', t: 'TWR' }, 'not-an-aircraft'],
    ['a non-transponder device', { hex: '15521f', type: 'adsb_icao_nt' }, 'not-an-aircraft'],
  ])('%s', (_name, row, code) => {
    expect(rejected(row)).toBe(code);
  });

  it('shows at most 200 characters of what it refuses, none of them half', () => {
    const reading = readRow({ hex: `x${'𝐀'.repeat(300)}` }, CONTEXT);
    if (reading.report !== undefined) throw new Error('was a report');
    expect(reading.text.length).toBeLessThanOrEqual(200);
    expect(isPrintable(reading.text)).toBe(true);
  });

  it('keeps an address that is not ICAO as its own', () => {
    expect(read({ hex: '~15521F' }).report.icao24).toBe('~15521f');
  });
});

describe('altitude', () => {
  it.each([
    ['ground', { onGround: true }],
    [-1500, { onGround: false, altitudeFt: -1500 }],
    [60_000, { onGround: false, altitudeFt: 60_000 }],
    [0, { onGround: false, altitudeFt: 0 }],
  ])('alt_baro %j', (value, expected) => {
    const { report, faults } = read({ hex: '15521f', alt_baro: value });
    expect(report).toMatchObject(expected);
    expect(faults).toEqual([]);
  });

  it('has no altitude on the ground and no ground flag without an altitude', () => {
    expect(read({ hex: '15521f', alt_baro: 'ground' }).report).not.toHaveProperty('altitudeFt');
    expect(read({ hex: '15521f' }).report).not.toHaveProperty('onGround');
  });

  it.each([-1501, 60_001, 1e300, Number.NaN, '35000', 'n/a', true, {}])('counts alt_baro %j', (value) => {
    const { report, faults } = read({ hex: '15521f', alt_baro: value });
    expect(report).not.toHaveProperty('altitudeFt');
    expect(report).not.toHaveProperty('onGround');
    expect(faults).toEqual(['alt_baro:unusable']);
  });
});

describe('position', () => {
  it.each([
    ['0, 0', { lat: 0, lon: 0 }, ['lat:null-island']],
    ['beside 0, 0', { lat: 0.009, lon: -0.01 }, ['lat:null-island']],
    ['latitude over 90', { lat: 90.1, lon: 125 }, ['lat:unusable']],
    ['longitude over 180', { lat: 39, lon: -180.1 }, ['lon:unusable']],
    ['NaN', { lat: Number.NaN, lon: 125 }, ['lat:unusable']],
    ['text', { lat: '39.2', lon: '125.6' }, ['lat:unusable', 'lon:unusable']],
    ['a latitude alone', { lat: 39 }, ['lon:missing']],
    ['a longitude alone', { lon: 125 }, ['lat:missing']],
    ['an age that is none', { lat: 39, lon: 125, seen_pos: 'old' }, ['seen_pos:unusable']],
    ['an age below zero', { lat: 39, lon: 125, seen_pos: -1 }, ['seen_pos:unusable']],
  ])('%s is no position and counted', (_name, row, faults) => {
    const reading = read({ hex: '15521f', ...row });
    expect(reading.report).not.toHaveProperty('position');
    expect(reading.report).not.toHaveProperty('positionAt');
    expect(reading.faults).toEqual(faults);
  });

  it.each([
    { lat: 0, lon: 0.02 },
    { lat: 90, lon: 180 },
    { lat: -90, lon: -180 },
  ])('%j is one', (row) => {
    expect(read({ hex: '15521f', ...row }).report.position).toBeDefined();
  });

  it('is lastPosition with its own age, not with the row’s', () => {
    const { report } = read({ hex: '15521f', seen: 1, lastPosition: { lat: 39, lon: 125, seen_pos: 623 } });
    expect(report).toMatchObject({ at: NOW_AT - 1000, positionAt: NOW_AT - 623_000, position: { latitudeDeg: 39 } });
  });

  it('is neither a lastPosition without an age nor a guess from the receiver', () => {
    expect(read({ hex: '15521f', lastPosition: { lat: 39, lon: 125 } }).report).not.toHaveProperty('position');
    expect(read({ hex: '15521f', rr_lat: 39, rr_lon: 125 }).report).not.toHaveProperty('position');
  });

  it('is never younger than the report and neither is after receipt', () => {
    const { report } = read({ hex: '15521f', lat: 39, lon: 125, seen: 0.2, seen_pos: 0.123 });
    expect([report.at, report.positionAt]).toEqual([NOW_AT - 123, NOW_AT - 123]);
  });

  it('takes the age of the last message where the position has none', () => {
    expect(read({ hex: '15521f', lat: 39, lon: 125, seen: 7 }).report.positionAt).toBe(NOW_AT - 7000);
  });
});

describe('source', () => {
  it.each([
    [{ type: 'adsb_icao' }, 'adsb'],
    [{ type: 'adsr_other' }, 'adsb'],
    [{ type: 'tisb_trackfile' }, 'tisb'],
    [{ type: 'mlat' }, 'mlat'],
    [{ type: 'adsc' }, 'adsc'],
    [{ type: 'mode_s' }, 'mode-s'],
    [{ type: 'unknown' }, 'other'],
    [{ type: 'estimated' }, 'estimated'],
    [{ type: 'adsb_icao', source: 'est' }, 'estimated'],
    [{ type: 'adsb_icao', extrapolated: true }, 'estimated'],
    [{ type: 'adsb_icao', mlat: ['lat', 'lon'] }, 'mlat'],
    [{ type: 'adsb_icao', mlat: ['track', 'baro_rate'] }, 'adsb'],
    [{ tisb: ['lat', 'lon'], lat: 1, lon: 1 }, 'tisb'],
    [{ lat: 39, lon: 125 }, 'adsb'],
    [{ squawk: '0412' }, 'mode-s'],
  ])('of %j is %s', (row, source) => {
    const reading = read({ hex: '15521f', ...row });
    expect([reading.report.source, reading.faults]).toEqual([source, []]);
  });

  it('counts a type that does not exist', () => {
    expect(read({ hex: '15521f', type: 'smoke' })).toMatchObject({
      report: { source: 'other' },
      faults: ['type:unusable'],
    });
  });
});

describe('fields that are counted and left out', () => {
  it.each([
    [{ flight: '        ' }, 'flight:blank'],
    [{ flight: '00000000' }, 'flight:unusable'],
    [{ flight: '@@@@@@@@' }, 'flight:unusable'],
    [{ flight: 7081 }, 'flight:unusable'],
    [{ squawk: 'd276' }, 'squawk:unusable'],
    [{ squawk: 412 }, 'squawk:unusable'],
    [{ squawk: '7777' }, 'squawk:test-code'],
    [{ emergency: 'panic' }, 'emergency:unusable'],
    [{ category: 'Z9' }, 'category:unusable'],
    [{ gs: -1 }, 'gs:unusable'],
    [{ gs: 1e300 }, 'gs:unusable'],
    [{ track: 361 }, 'track:unusable'],
    [{ baro_rate: '64' }, 'baro_rate:unusable'],
    [{ nic: 12 }, 'nic:unusable'],
    [{ rc: -5 }, 'rc:unusable'],
    [{ seen: 'now' }, 'seen:unusable'],
    [{ rssi: 3 }, 'rssi:unusable'],
    [{ dbFlags: '1' }, 'dbFlags:unusable'],
    [{ gpsOkBefore: 12 }, 'gpsOkBefore:unusable'],
    [{ desc: 7 }, 'desc:unusable'],
  ])('%j', (row, fault) => {
    expect(faultsOf(row)).toEqual([fault]);
  });

  it('takes null, "none", a radius of 0 and the signal strength of no measurement for absent', () => {
    const { report, faults } = read({
      hex: '15521f',
      flight: null,
      squawk: null,
      emergency: 'none',
      rc: 0,
      rssi: -49.5,
      lat: null,
      lon: null,
    });
    expect(faults).toEqual([]);
    expect(report).toEqual({ icao24: '15521f', at: NOW_AT, source: 'adsb', feed: 'readsb' });
  });
});

describe('hostile text', () => {
  const FIELDS = [
    'flight',
    'r',
    't',
    'desc',
    'ownOp',
    'squawk',
    'category',
    'emergency',
    'type',
    'hex',
    'feed',
    'alt_baro',
  ];
  const cases = FIELDS.flatMap((field) => PAYLOADS.map(([name, payload]) => [field, name, payload] as const));

  it.each(cases)('in %s: %s', (field, _name, payload) => {
    const reading = readRow({ hex: '15521f', [field]: `A${payload}1` }, { ...CONTEXT, rowFeed: true });
    if (reading.report === undefined) {
      expect(reading.reject).toBe('bad-address');
      expect(isPrintable(reading.text)).toBe(true);
      return;
    }
    for (const value of Object.values(reading.report))
      if (typeof value === 'string') expect(isPrintable(value)).toBe(true);
    if (field !== 'feed') expect(reading.faults.length).toBe(1);
  });
});
