/** What each format that is not readsb's becomes, value by value: units, times, the ground, and what is refused. */
import { describe, expect, it } from 'vitest';
import { jet1090 } from '../../src/feeds/jet1090.ts';
import { opensky } from '../../src/feeds/opensky.ts';
import { planewatch } from '../../src/feeds/planewatch.ts';
import { readsb } from '../../src/feeds/readsb.ts';
import { stratux } from '../../src/feeds/stratux.ts';
import { trace } from '../../src/feeds/trace.ts';
import type { Decoded, FeedFormat } from '../../src/feeds/types.ts';
import {
  jetMessage,
  jetRow,
  openskyState,
  planewatchPlace,
  SAID_AT,
  stratuxTarget,
  TRACE_POINTS,
  traceOf,
} from './own-messages.ts';

const AT = SAID_AT + 400;
const read = (format: FeedFormat, value: unknown, memory?: unknown): Decoded =>
  format.decode(typeof value === 'string' ? value : JSON.stringify(value), AT, memory);
const codes = (decoded: Decoded): readonly string[] => decoded.rejects.map(({ code }) => code);

const FLIGHT = {
  ...{ icao24: '15521f', callsign: 'RFF7081', squawk: '0412', altitudeFt: 27300, onGround: false },
  ...{ groundSpeedKt: 431.5, trackDeg: 229.1, position: { latitudeDeg: 43.1, longitudeDeg: 131.9 } },
};

describe('OpenSky', () => {
  const states = (...rows: readonly unknown[]): Decoded => read(opensky, { time: SAID_AT / 1000, states: rows });

  it('turns metres into feet, metres a second into knots and ft/min, and takes longitude first', () => {
    expect(states(openskyState()).reports).toEqual([
      {
        ...FLIGHT,
        ...{ feed: 'opensky', source: 'adsb', at: SAID_AT - 1000, positionAt: SAID_AT - 2000, category: 'A5' },
        ...{ geoAltitudeFt: 27887, verticalRateFpm: -1280 },
      },
    ]);
  });

  it.each([
    ['17 columns', openskyState({}, 17), {}, {}],
    ['MLAT', openskyState({ 16: 2 }), { source: 'mlat' }, {}],
    ['a radar', openskyState({ 16: 1 }), { source: 'other' }, {}],
    ['on the ground', openskyState({ 8: true, 7: 30, 9: 5, 11: 0 }), { onGround: true, groundSpeedKt: 9.7 }, {}],
    ['on the ground at 222 m/s', openskyState({ 8: true, 7: null }), {}, { 'on_ground:impossible': 1 }],
    ['a category that is none', openskyState({ 17: -1 }), {}, { 'category:unusable': 1 }],
    ['an undated position', openskyState({ 3: null }), {}, { 'time_position:missing': 1 }],
    ['a number as text', openskyState({ 7: '8321.04' }), {}, { 'alt_baro:unusable': 1 }],
    ['a height beyond all', openskyState({ 7: 1e308 }), {}, { 'alt_baro:unusable': 1 }],
    ['nulls', openskyState({ 1: null, 5: null, 6: null, 7: null, 9: null, 10: null, 11: null, 14: null }), {}, {}],
  ])('reads %s', (_name, state, report, faults) => {
    const decoded = states(state);
    expect(decoded.reports).toMatchObject([report]);
    expect(decoded.faults).toEqual(faults);
  });

  it('does not call an aircraft landed that the feed puts on the ground in flight', () => {
    expect(states(openskyState({ 8: true, 7: null })).reports[0]).not.toHaveProperty('onGround');
  });

  it('drops a position whose age nobody knows', () => {
    expect(states(openskyState({ 3: null })).reports[0]).not.toHaveProperty('position');
  });

  it.each([
    ['16 columns', openskyState({}, 16), 'bad-row'],
    ['19 columns', [...openskyState(), 0], 'bad-row'],
    ['an object', {}, 'bad-row'],
    ['the columns of 2017', openskyState({ 15: true, 16: false, 17: 0 }), 'columns-of-2017'],
    ['no address', openskyState({ 0: null }), 'no-address'],
    ['a fire engine', openskyState({ 17: 16 }), 'not-an-aircraft'],
  ])('refuses %s', (_name, state, code) => {
    expect([codes(states(state)), states(state).rows]).toEqual([[code], 1]);
  });

  it('takes null for an empty sky, and keeps ages right under a clock that is wrong', () => {
    expect(read(opensky, { time: SAID_AT / 1000, states: null })).toMatchObject({
      rows: 0,
      snapshot: true,
      rejects: [],
    });
    const late = read(opensky, { time: SAID_AT / 1000 + 3600, states: [openskyState({ 3: SAID_AT / 1000 + 3590 })] });
    expect(late.reports[0]?.positionAt).toBe(AT - 10_000);
  });
});

describe('Stratux', () => {
  it('reads a target: a decimal address, a squawk without its zero, an age', () => {
    expect(read(stratux, stratuxTarget()).reports).toEqual([
      {
        ...FLIGHT,
        ...{ feed: 'stratux', source: 'adsb', at: SAID_AT, positionAt: AT - 1500, registration: 'RA-86559' },
        ...{ groundSpeedKt: 431, trackDeg: 229, verticalRateFpm: -1280, category: 'A5', nic: 8, nacP: 9 },
        rssiDbfs: -12.5,
      },
    ]);
  });

  it.each([
    ['an address that is not ICAO’s', { Addr_type: 1 }, { icao24: '~15521f' }, {}],
    ['GNSS altitude', { AltIsGNSS: true }, { geoAltitudeFt: 27300 }, {}],
    ['OnGround at FL358', { OnGround: true, Alt: 35800 }, { altitudeFt: 35800 }, { 'on_ground:impossible': 1 }],
    ['the ground', { OnGround: true, Alt: 600, Speed: 12, Vvel: 0 }, { onGround: true, groundSpeedKt: 12 }, {}],
    ['a clock that knows no time', { Timestamp: '0001-01-01T00:00:00Z' }, { at: AT }, {}],
    ['no squawk', { Squawk: 0 }, {}, {}],
    ['an emergency', { PriorityStatus: 5 }, { emergency: 'unlawful' }, {}],
    ['nought north nought east', { Lat: 0, Lng: 0 }, {}, { 'lat:null-island': 1 }],
  ])('reads %s', (_name, more, report, faults) => {
    const decoded = read(stratux, stratuxTarget(more));
    expect(decoded.reports).toMatchObject([report]);
    expect(decoded.faults).toEqual(faults);
  });

  it('takes an extrapolated position, an invalid one and an invalid speed for none', () => {
    const extrapolated = read(stratux, stratuxTarget({ ExtrapolatedPosition: true, Lat_fix: 43, Lng_fix: 131 }));
    expect(extrapolated.reports[0]).not.toHaveProperty('position');
    expect(extrapolated.faults).toEqual({ 'position:extrapolated': 1 });
    const invalid = read(stratux, stratuxTarget({ Position_valid: false, Speed_valid: false })).reports[0];
    for (const key of ['position', 'positionAt', 'groundSpeedKt', 'trackDeg', 'verticalRateFpm'])
      expect(invalid).not.toHaveProperty(key);
  });

  it('refuses ships, and addresses that are none', () => {
    expect(codes(read(stratux, stratuxTarget({ Icao_addr: 273_123_456, TargetType: 5 })))).toEqual(['not-an-aircraft']);
    expect(codes(read(stratux, stratuxTarget({ Last_source: 8 })))).toEqual(['not-an-aircraft']);
    expect(codes(read(stratux, stratuxTarget({ Icao_addr: 1e9 })))).toEqual(['bad-address']);
  });

  it('passes over what else /jsonio says, and counts it', () => {
    const text = [{ GPSLatitude: 43, Satellites: 9 }, stratuxTarget(), { Radar_Type: 51, Intensity: [] }]
      .map((value) => JSON.stringify(value))
      .join('\n');
    const decoded = read(stratux, text);
    expect([decoded.rows, decoded.reports.length, decoded.faults]).toEqual([1, 1, { 'message:not-traffic': 2 }]);
    expect(codes(read(stratux, { what: 1 }))).toEqual(['unknown-shape']);
  });
});

describe('jet1090', () => {
  it('puts an aircraft together from its messages, and lets old values go', () => {
    const s = SAID_AT / 1000;
    const messages = [
      jetMessage({ timestamp: s - 100 }),
      {
        timestamp: s - 99,
        df: '17',
        icao24: '15521f',
        bds: '09',
        groundspeed: 431.5,
        track: 229.1,
        vertical_rate: -1280,
      },
      { timestamp: s - 98, df: '17', icao24: '15521f', bds: '08', callsign: 'RFF7081' },
      { timestamp: s - 97, df: '21', icao24: '15521f', squawk: '0412' },
      { timestamp: s, df: '11', icao24: '15521f' },
    ];
    const { reports, rows } = read(jet1090, messages.map((value) => JSON.stringify(value)).join('\n'));
    expect([rows, reports.length]).toEqual([5, 5]);
    expect(reports[3]).toEqual({
      ...FLIGHT,
      ...{ feed: 'jet1090', source: 'adsb', at: SAID_AT - 97_000, positionAt: SAID_AT - 100_000 },
      ...{ verticalRateFpm: -1280, rssiDbfs: -28.5 },
    });
    expect(reports[4]).toEqual({
      ...{ icao24: '15521f', feed: 'jet1090', source: 'mode-s', at: SAID_AT, callsign: 'RFF7081', squawk: '0412' },
    });
  });

  it('reads the table', () => {
    const decoded = read(jet1090, [
      jetRow(),
      jetRow({ icao24: '7277a8', airport: 'ZKPY', altitude: null, groundspeed: 8, vertical_rate: null }),
    ]);
    expect(decoded.snapshot).toBe(true);
    expect(decoded.reports[0]).toMatchObject({ ...FLIGHT, at: SAID_AT - 1000, typecode: 'IL62', messages: 20 });
    expect(decoded.reports[1]).toMatchObject({ icao24: '7277a8', onGround: true, groundSpeedKt: 8 });
  });

  it('takes the raw halves of a position for none, and a surface message for the ground', () => {
    const raw = jetMessage({ latitude: undefined, longitude: undefined, lat_cpr: 23244, lon_cpr: 26691 });
    expect(read(jet1090, raw).reports[0]).not.toHaveProperty('position');
    const surface = jetMessage({ bds: '06', altitude: undefined, groundspeed: 9 });
    expect(read(jet1090, surface).reports).toMatchObject([{ onGround: true, groundSpeedKt: 9 }]);
    expect(read(jet1090, jetMessage({ source: 'gnss' })).reports).toMatchObject([{ geoAltitudeFt: 27300 }]);
  });

  it('joins a message that was cut', () => {
    const text = `${JSON.stringify(jetMessage())}\n`;
    const first = read(jet1090, text.slice(0, 40));
    expect(read(jet1090, text.slice(40), first.memory).reports).toMatchObject([
      { icao24: '15521f', altitudeFt: 27300 },
    ]);
  });
});

describe('a trace', () => {
  const late = (text: string): Decoded => trace.decode(text, SAID_AT + 86_400_000, undefined);

  it('gives its points in the order of time with the callsign carried on', () => {
    const { reports, rows, rejects } = late(traceOf([TRACE_POINTS[2], TRACE_POINTS[0], TRACE_POINTS[1]]));
    expect([rows, rejects]).toEqual([3, []]);
    expect(reports.map(({ at }) => at - SAID_AT)).toEqual([0, 10_500, 3_000_000]);
    expect(reports[0]).toEqual({
      ...FLIGHT,
      ...{
        feed: 'trace',
        source: 'adsb',
        at: SAID_AT,
        positionAt: SAID_AT,
        registration: 'RA-86559',
        typecode: 'IL62',
      },
      ...{ military: true, verticalRateFpm: -1280, geoAltitudeFt: 27900 },
    });
    expect(reports.map(({ callsign }) => callsign)).toEqual(['RFF7081', 'RFF7081', 'RFF7081']);
    expect(reports[2]).toMatchObject({ onGround: true, groundSpeedKt: 12.5 });
    expect(reports[2]).not.toHaveProperty('altitudeFt');
  });

  it('knows a geometric altitude, an old point without a source, and a point with a sixteenth column', () => {
    const old = [0, 43.1, 131.9, 27300, 431.5, 229.1, 8, -1280, null];
    expect(late(traceOf([old])).reports).toMatchObject([{ source: 'other', geoAltitudeFt: 27300 }]);
    expect(late(traceOf([old])).reports[0]).not.toHaveProperty('altitudeFt');
    expect(late(traceOf([[...(TRACE_POINTS[1] as unknown[]), 'id']])).reports.length).toBe(1);
  });

  it.each([
    ['a short point', [0, 43.1, 131.9], 'bad-row'],
    ['a point without a time', [null, 43.1, 131.9, 0, 0, 0, 0, 0, null], 'bad-row'],
    ['a point of tomorrow', [200_000, 43.1, 131.9, 0, 0, 0, 0, 0, null], 'bad-time'],
    ['a point in another year', [-1e9, 43.1, 131.9, 0, 0, 0, 0, 0, null], 'bad-time'],
  ])('refuses %s', (_name, point, code) => {
    expect(codes(late(traceOf([point])))).toEqual([code]);
  });

  it('refuses every point of a trace that does not know when it began', () => {
    const decoded = late(traceOf(TRACE_POINTS, { timestamp: null }));
    expect([codes(decoded), decoded.rows]).toEqual([['bad-time', 'bad-time', 'bad-time'], 3]);
  });
});

describe('plane.watch', () => {
  const place = (more: object = {}): Decoded =>
    read(planewatch, { type: 'plane-location', location: planewatchPlace(more) });

  it('subscribes to all, and reads a place with its own times', () => {
    expect(JSON.parse(planewatch.hello ?? '')).toEqual({ type: 'sub', gridTile: 'all_low' });
    expect(place().reports).toEqual([
      {
        ...FLIGHT,
        ...{ feed: 'planewatch', source: 'adsb', at: SAID_AT + 123, positionAt: SAID_AT - 1500, typecode: 'IL62' },
        ...{ registration: 'RA-86559', verticalRateFpm: -1280 },
      },
    ]);
  });

  it.each([
    ['no location', { HasLocation: false, Lat: 0, Lon: 0 }, 'position'],
    ['no altitude', { HasAltitude: false, Altitude: 0, HasOnGround: false }, 'altitudeFt'],
    ['no velocity', { HasVelocity: false, Velocity: 0 }, 'groundSpeedKt'],
    ['an undated location', { Updates: { Location: '0001-01-01T00:00:00Z' } }, 'position'],
    ['no callsign', { CallSign: '' }, 'callsign'],
    ['a unit that nobody knows', { AltitudeUnits: 'furlongs' }, 'altitudeFt'],
  ])('takes zero beside its flag for nothing: %s', (_name, more, key) => {
    const [report] = place(more).reports;
    expect(report).toMatchObject({ icao24: '15521f' });
    expect(report).not.toHaveProperty(key);
  });

  it('turns metres into feet where the place says metres', () => {
    expect(place({ AltitudeUnits: 'metres', Altitude: 8321 }).reports).toMatchObject([{ altitudeFt: 27300 }]);
  });

  it('reads a list, refuses who was removed, passes over answers and tells an error', () => {
    const list = {
      type: 'plane-location-list',
      locations: [planewatchPlace(), planewatchPlace({ Removed: true }), null],
    };
    expect(codes(read(planewatch, list))).toEqual(['removed', 'not-an-object']);
    expect(read(planewatch, { type: 'ack-sub', tiles: [] }).faults).toEqual({ 'message:not-places': 1 });
    expect(read(planewatch, { type: 'error', message: 'Please speak text' }).rejects).toMatchObject([
      { code: 'feed-error', text: 'Please speak text' },
    ]);
  });
});

describe('dump1090 before 2018', () => {
  it('calls altitude, speed and vertical rate otherwise, in the same units', () => {
    const row = { hex: '15521f', flight: 'RFF7081 ', squawk: '0412', lat: 43.1, lon: 131.9, seen_pos: 0, seen: 0 };
    const old = { ...row, altitude: 27300, speed: 431.5, track: 229.1, vert_rate: -1280 };
    const decoded = read(readsb, { now: Math.floor(SAID_AT / 1000), messages: 1, aircraft: [old] });
    expect(decoded.reports).toMatchObject([{ ...FLIGHT, verticalRateFpm: -1280, source: 'adsb' }]);
  });
});
