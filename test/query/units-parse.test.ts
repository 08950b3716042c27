import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALTITUDE_UNITS,
  parseAge,
  parseDistance,
  parseNumber,
  RATE_UNITS,
  SPEED_UNITS,
  splitRange,
} from '../../src/query/units-parse.ts';

describe('numbers with units', () => {
  it.each([
    ['30000', ALTITUDE_UNITS, 30_000],
    ['30000ft', ALTITUDE_UNITS, 30_000],
    ['FL300', ALTITUDE_UNITS, 30_000],
    ['f90', ALTITUDE_UNITS, 9000],
    ['1000m', ALTITUDE_UNITS, 3280.84],
    ['-500', ALTITUDE_UNITS, -500],
    ['1852km/h', SPEED_UNITS, 1000],
    ['450kt', SPEED_UNITS, 450],
    ['-5m/s', RATE_UNITS, -984.25],
    ['.78', { '': (value: number) => value }, 0.78],
  ])('%s', (text, units, expected) => expect(parseNumber(text, units, true)).toBeCloseTo(expected, 1));

  it.each([
    '',
    'x',
    '1e5',
    '1,000',
    '12 parsecs',
    'FL',
    '--1',
    '1..2',
    'NaN',
    'Infinity',
    '5constructor',
    '9'.repeat(400),
  ])('%j is no altitude', (text) => expect(parseNumber(text, ALTITUDE_UNITS, true)).toBeUndefined());
});

describe('ages, distances, ranges', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['1.5h', 5_400_000],
    ['', undefined],
    ['5', undefined],
    ['m', undefined],
    ['5x', undefined],
    ['30m1h', undefined],
  ])('age %j', (text, expected) => expect(parseAge(text)).toBe(expected));

  it.each([
    ['1852m', 1],
    ['185.2km', 100],
    ['160nm', 160],
    ['100mi', 86.9],
    ['300', undefined],
    ['3oo', undefined],
    ['-5km', undefined],
  ])('distance %j', (text, expected) => {
    const distance = parseDistance(text);
    if (expected === undefined) expect(distance).toBeUndefined();
    else expect(distance).toBeCloseTo(expected, 1);
  });

  it.each([
    ['1..2', ['1', '2']],
    ['1..', ['1', '']],
    ['..2', ['', '2']],
    ['..', undefined],
    ['12', undefined],
  ])('range %j', (text, expected) => expect(splitRange(text)).toEqual(expected));

  it('never give NaN', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const value of [parseNumber(text, SPEED_UNITS, true), parseAge(text), parseDistance(text)])
          expect(value).not.toBeNaN();
      }),
    );
  });
});
