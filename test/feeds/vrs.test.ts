/** Virtual Radar Server's lists: what is absent has not changed. */
import { describe, expect, it } from 'vitest';
import type { Decoded } from '../../src/feeds/types.ts';
import { vrs } from '../../src/feeds/vrs.ts';
import { SAID_AT, vrsRow } from './own-messages.ts';

const AT = SAID_AT;

/** Feeds lists of parts through one connection, ten seconds apart. */
const run = (...lists: readonly (readonly unknown[])[]): readonly Decoded[] => {
  let memory: unknown;
  return lists.map((acList, index) => {
    const decoded = vrs.decode(`${JSON.stringify({ acList })}\n`, AT + index * 10_000, memory);
    memory = decoded.memory;
    return decoded;
  });
};

const FLIGHT = {
  ...{ icao24: '15521f', feed: 'vrs', source: 'adsb', at: AT, positionAt: AT - 1500, callsign: 'RFF7081' },
  ...{ altitudeFt: 27300, onGround: false, groundSpeedKt: 431.5, trackDeg: 229.1, verticalRateFpm: -1280 },
  ...{ position: { latitudeDeg: 43.1, longitudeDeg: 131.9 }, squawk: '0412' },
};

describe('VRS lists', () => {
  it('reads a row in feet, knots and milliseconds', () => {
    expect(run([vrsRow()])[0]?.reports).toEqual([FLIGHT]);
  });

  it('carries on what a part does not say, with the age it has', () => {
    const [, second, third] = run(
      [vrsRow()],
      [{ Icao: '15521F', Alt: 27000 }],
      [{ Id: 0x15521f, Long: 131.8, PosTime: AT + 19_000 }],
    );
    expect(second?.reports).toEqual([{ ...FLIGHT, at: AT + 10_000, altitudeFt: 27000 }]);
    expect(third?.reports).toMatchObject([
      { altitudeFt: 27000, positionAt: AT + 19_000, position: { latitudeDeg: 43.1, longitudeDeg: 131.8 } },
    ]);
  });

  it('does not call an aircraft heard whose row is only listed again', () => {
    expect(run([vrsRow()], [{ Id: 0x15521f }])[1]?.reports).toEqual([FLIGHT]);
  });

  it('clears what a part says is null', () => {
    expect(run([vrsRow()], [{ Icao: '15521F', Spd: null }])[1]?.reports[0]).not.toHaveProperty('groundSpeedKt');
  });

  it.each([
    ['an address that is not ICAO’s', { Icao: '~15521F' }, { icao24: '~15521f' }, {}],
    ['MLAT', { Mlat: true }, { source: 'mlat' }, {}],
    ['a geometric altitude', { AltT: 1 }, { geoAltitudeFt: 27300 }, {}],
    ['an airspeed', { SpdTyp: 2 }, { trackDeg: 229.1 }, {}],
    ['a suspect callsign', { CallSus: true }, { squawk: '0412' }, { 'flight:suspect': 1 }],
    ['the ground', { Gnd: true, Alt: 50, Spd: 10, Vsi: 0 }, { onGround: true, groundSpeedKt: 10 }, {}],
    ['the ground at FL358', { Gnd: true, Alt: 35800 }, { altitudeFt: 35800 }, { 'on_ground:impossible': 1 }],
    ['a position of the future', { PosTime: AT + 60_000 }, { positionAt: AT }, { 'PosTime:ahead': 1 }],
  ])('reads %s', (_name, more, report, faults) => {
    const [decoded] = run([vrsRow(more)]);
    expect(decoded?.reports).toMatchObject([report]);
    expect(decoded?.faults).toEqual(faults);
  });

  it('keeps suspect callsigns, airspeeds and geometric altitudes out of the fields of the real ones', () => {
    expect(run([vrsRow({ CallSus: true })])[0]?.reports[0]).not.toHaveProperty('callsign');
    expect(run([vrsRow({ SpdTyp: 2 })])[0]?.reports[0]).not.toHaveProperty('groundSpeedKt');
    expect(run([vrsRow({ AltT: 1 })])[0]?.reports[0]).not.toHaveProperty('altitudeFt');
    expect(run([vrsRow({ PosTime: undefined })])[0]?.reports[0]).not.toHaveProperty('position');
  });

  it.each([
    ['a change to nobody known', { Id: 0x15521f, Alt: 1000 }, 'unknown-aircraft'],
    ['no address', { Alt: 1000 }, 'no-address'],
    ['an address that is none', { Icao: 'XYZ' }, 'bad-address'],
    ['an address that the server doubts', vrsRow({ Bad: true }), 'bad-address'],
    ['a number', 7, 'not-an-object'],
  ])('refuses %s', (_name, part, code) => {
    expect(run([part])[0]).toMatchObject({ rejects: [{ code }], reports: [], rows: 1 });
  });

  it('tells a whole reply from a part, and counts ages by the server’s own clock', () => {
    const reply = JSON.stringify({ acList: [vrsRow()], totalAc: 1, lastDv: '6', stm: AT });
    const decoded = vrs.decode(reply, AT + 90_000, undefined);
    expect(decoded).toMatchObject({ snapshot: true, reports: [{ positionAt: AT + 88_500 }] });
    expect(run([vrsRow()])[0]?.snapshot).toBe(false);
  });

  it('joins a list that was cut, and gives up one that a new reply follows', () => {
    const text = JSON.stringify({ acList: [vrsRow()] });
    const cut = vrs.decode(text.slice(0, 30), AT, undefined);
    expect(vrs.decode(text.slice(30), AT, cut.memory).reports.length).toBe(1);
    expect(vrs.decode(text, AT, cut.memory)).toMatchObject({ rows: 1, rejects: [{ code: 'not-json' }] });
  });
});
