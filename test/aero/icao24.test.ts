/** Addresses: which text is one, and in whose block it lies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBlocks, asIcao24, countryOf, isIcao24, isNonIcao } from '../../src/aero/icao24.ts';

describe('asIcao24', () => {
  it.each([
    ['15521f', '15521f'],
    ['15521F', '15521f'],
    [' 7277a8 ', '7277a8'],
    ['~2A4F01', '~2a4f01'],
    ['000000', undefined],
    ['FFFFFF', undefined],
    ['15521', undefined],
    ['15521g', undefined],
    ['~~5521f', undefined],
    ['', undefined],
    [null, undefined],
    [1397279, undefined],
  ])('reads %j as %j', (value, icao24) => {
    expect(asIcao24(value)).toBe(icao24);
  });

  it('tells ICAO addresses from made-up ones', () => {
    expect([isIcao24('15521f'), isIcao24('~15521f'), isIcao24('15521F')]).toEqual([true, false, false]);
    expect([isNonIcao('15521f'), isNonIcao('~15521f')]).toEqual([false, true]);
  });
});

describe('countryOf', () => {
  it.each([
    ['720000', 'KP'],
    ['7277a8', 'KP'],
    ['727fff', 'KP'],
    ['728000', 'IQ'],
    ['71ffff', 'KR'],
    ['15521f', 'RU'],
    ['100000', 'RU'],
    ['1fffff', 'RU'],
    ['780001', 'CN'],
    ['a00001', 'US'],
    ['682123', 'MN'],
    ['f00001', ''],
  ])('%s lies in the block of %j', (icao24, code) => {
    expect(countryOf(icao24)?.code).toBe(code);
  });

  it.each(['200000', 'b00000', 'fffffe', '~7277a8', 'nonsense', ''])('%j lies in none', (icao24) => {
    expect(countryOf(icao24)).toBeUndefined();
  });

  it('has blocks that ascend, do not overlap and start on a 10-bit boundary', () => {
    let last = '';
    for (const [first, end, { name, code }] of addressBlocks()) {
      expect(first > last && end > first).toBe(true);
      expect(Number.parseInt(first, 16) % 1024).toBe(0);
      expect((Number.parseInt(end, 16) + 1) % 1024).toBe(0);
      expect(name).not.toBe('');
      expect(code).toMatch(/^([A-Z]{2})?$/);
      last = end;
    }
    expect(addressBlocks().length).toBeGreaterThan(180);
  });

  it('answers what a look through the whole table answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xfffffe }), (address) => {
        const icao24 = address.toString(16).padStart(6, '0');
        const found = addressBlocks().find(([first, last]) => first <= icao24 && icao24 <= last);
        expect(countryOf(icao24)).toEqual(found?.[2]);
      }),
    );
  });
});
