/** The door for outside text: nothing that a terminal obeys comes through, and what comes through fits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asCallsign,
  asRegistration,
  asSquawk,
  asTypecode,
  cellWidth,
  clean,
  cutToCells,
  isPrintable,
} from '../../src/aero/clean.ts';
import { PAYLOADS } from './payloads.ts';

describe('clean', () => {
  it.each(PAYLOADS)('takes %s away', (_name, payload, left) => {
    expect(clean(`A${payload}B`)).toBe(left);
  });

  it.each(PAYLOADS)('is not tricked by %s twice and at the ends', (_name, payload) => {
    const text = clean(`${payload}A${payload}${payload}B${payload}`);
    expect(isPrintable(text)).toBe(true);
    expect(text).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
  });

  it.each([
    ['  Air Koryo ', 'Air Koryo'],
    ['', ''],
    [undefined, ''],
    [null, ''],
    [{}, ''],
    [42, '42'],
    [true, 'true'],
    ['고려항공', '고려항공'],
    ['e\u0301', 'é'],
    ['\u0301\u0302x', 'x'],
  ])('turns %j into %j', (value, text) => {
    expect(clean(value)).toBe(text);
  });

  it.each([
    ['ABCDEFGHIJ', 10, 'ABCDEFGHIJ'],
    ['ABCDEFGHIJK', 10, 'ABCDEFGHI…'],
    ['고려항공', 8, '고려항공'],
    ['고려항공', 7, '고려항…'],
    ['고려항공', 6, '고려…'],
    ['고려항공', 1, '…'],
    ['AB', 0, ''],
  ])('cuts %j to %i cells as %j', (text, cells, cut) => {
    expect(clean(text, { cells })).toBe(cut);
    expect(cellWidth(cut)).toBeLessThanOrEqual(cells);
  });

  it('never splits a letter from its marks', () => {
    expect(cutToCells('x\u0332y\u0332z\u0332', 2)).toBe('x\u0332…');
  });

  it('costs the same for a megabyte', () => {
    expect(clean('\u202e'.repeat(1_000_000), { cells: 80 })).toBe('·');
    expect(clean('é'.repeat(1_000_000), { cells: 80 })).toHaveLength(80);
  });

  it('gives one printable NFC line within the width, and the same again, for any text', () => {
    const nasty = fc.constantFrom(...PAYLOADS.map(([, payload]) => payload));
    const text = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string()), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 60 }), (parts, cells) => {
        const once = clean(parts.join(''), { cells });
        expect(isPrintable(once)).toBe(true);
        expect(cellWidth(once)).toBeLessThanOrEqual(cells);
        expect(once.normalize('NFC')).toBe(once);
        expect(clean(once, { cells })).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('cellWidth', () => {
  it.each([
    ['RA-86559', 8],
    ['고려', 4],
    ['e\u0302', 1],
    ['→', 1],
    ['✈', 1],
    ['', 0],
  ])('of %j is %i', (text, cells) => {
    expect(cellWidth(text)).toBe(cells);
  });
});

describe('typed fields', () => {
  it.each([
    ['KOR251  ', 'KOR251'],
    ['RFF7081', 'RFF7081'],
    ['N1 2', 'N1 2'],
    ['        ', undefined],
    ['', undefined],
    ['00000000', undefined],
    ['@@@@@@@@', undefined],
    ['????????', undefined],
    ['TOOLONG99', undefined],
    ['kor251', undefined],
    ['KOR\x1b[2J', undefined],
    [null, undefined],
    [251, undefined],
  ])('callsign %j is %j', (value, callsign) => {
    expect(asCallsign(value)).toBe(callsign);
  });

  it.each([
    ['0412', '0412'],
    ['7777', '7777'],
    ['d276', undefined],
    ['8000', undefined],
    ['412', undefined],
    ['11919', undefined],
    ['0412\n', undefined],
    [412, undefined],
  ])('squawk %j is %j', (value, squawk) => {
    expect(asSquawk(value)).toBe(squawk);
  });

  it.each([
    ['RA-86559', 'RA-86559'],
    [' p-632 ', 'P-632'],
    ['10+23', '10+23'],
    ['61-0306', '61-0306'],
    ['N', undefined],
    ['RA-86559\u202e', undefined],
    ['THIRTEEN-CHAR', undefined],
    [7, undefined],
  ])('registration %j is %j', (value, registration) => {
    expect(asRegistration(value)).toBe(registration);
  });

  it.each([
    ['IL62', 'IL62'],
    ['t204', 'T204'],
    ['ZZZZ', undefined],
    ['B7378', undefined],
    ['', undefined],
    [null, undefined],
  ])('typecode %j is %j', (value, typecode) => {
    expect(asTypecode(value)).toBe(typecode);
  });
});
