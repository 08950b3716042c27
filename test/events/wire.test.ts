import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asBelieved, duration, height, miles } from '../../src/events/say.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { eventFromJson, eventToJson } from '../../src/events/wire.ts';

const event: FlightEvent = {
  id: 'a1',
  kind: 'landing',
  status: 'confirmed',
  fromAt: Date.UTC(2023, 6, 31, 22, 51),
  toAt: Date.UTC(2023, 6, 31, 23, 33),
  at: Date.UTC(2023, 6, 31, 23, 5),
  detectedAt: Date.UTC(2023, 6, 31, 23, 48, 10),
  icao24: '15521f',
  basis: 'inferred',
  probability: 0.91,
  candidates: [{ icao: 'ZKPY', probability: 0.91, distanceNm: 156 }],
  level: 'alert',
  text: 'One sentence.',
  detail: { eta: [1, 2] },
};

describe('an event on the wire', () => {
  it('has the contract’s keys in its order, ISO times with milliseconds, null for unknown', () => {
    const wire = eventToJson(event);
    expect(Object.keys(wire)).toEqual(
      'id kind status supersedes from to at detectedAt icao24 registration callsign typecode basis probability place candidates level text detail'.split(
        ' ',
      ),
    );
    expect(wire).toMatchObject({ from: '2023-07-31T22:51:00.000Z', supersedes: null, registration: null, place: null });
  });

  it('comes back the same from the store, whole or with everything unknown', () => {
    const full: FlightEvent = {
      ...event,
      supersedes: 'a0',
      registration: 'RA-86559',
      callsign: 'RFF7081',
      typecode: 'IL62',
      place: { icao: 'ZKPY', name: 'Pyongyang Sunan' },
    };
    const { icao24: _icao24, ...nobody } = event;
    for (const one of [event, full, nobody])
      expect(eventFromJson(JSON.parse(JSON.stringify(eventToJson(one))))).toEqual(one);
  });

  it('keeps kinds it does not know', () => {
    expect(eventFromJson({ ...eventToJson(event), kind: 'newer-kind' })?.kind).toBe('newer-kind');
  });

  it('refuses what is no event, and never throws (property)', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => eventFromJson(value) === undefined));
    expect(eventFromJson({ ...eventToJson(event), from: 'yesterday' })).toBeUndefined();
  });

  it('writes a time that no date holds without throwing', () => {
    expect(() => eventToJson({ ...event, at: 1e20, fromAt: Number.NaN })).not.toThrow();
  });
});

describe('words', () => {
  it.each([
    [0.98, 'landed'],
    [0.97, 'landed (inferred)'],
    [0.84, 'probably landed'],
    [0.59, 'possibly landed'],
  ])('%s: %s', (probability, words) => expect(asBelieved('landed', probability)).toBe(words));

  it.each([
    [40_000, '40 s'],
    [3 * 3_600_000, '3 h'],
    [12_000_000, '3 h 20 min'],
    [300 * 3_600_000, '12 d 12 h'],
    [86_400_000, '1 d'],
  ])('%s ms are %s', (ms, words) => expect(duration(ms)).toBe(words));

  it('heights and distances as the field says them', () => {
    expect([height(31_025), height(9975), height(-150), miles(3214.4), miles(12)]).toEqual([
      'FL310',
      '9,975 ft',
      '-150 ft',
      '3,214 NM',
      '12 NM',
    ]);
  });
});
