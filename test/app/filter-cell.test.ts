import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellTerm } from '../../src/app/filter-cell.ts';
import { filterOf, quoted, withTerm } from '../../src/app/filter-text.ts';
import { sortableColumns } from '../../src/app/sort.ts';
import { matches } from '../../src/query/match.ts';
import { parse } from '../../src/query/parse.ts';
import type { Subject } from '../../src/query/types.ts';
import { T0 } from '../support/screen-state.ts';

const now = T0;
const full: Subject = {
  icao24: '15521f',
  registration: 'RA-86559',
  callsign: 'RFF7081',
  typecode: 'IL62',
  altitudeFt: 34_025,
  groundSpeedKt: 472,
  verticalRateFpm: -64,
  trackDeg: 345,
  position: { latitudeDeg: 47.8, longitudeDeg: 108.4 },
  squawk: '0412',
  source: 'adsb',
  onGround: false,
  heardAt: T0 - 4000,
  from: 'UUMU',
  to: 'ZKPY',
};

const holds = (term: string, subject: Subject): boolean => {
  const parsed = parse(term);
  if (!parsed.ok) throw new Error(`${term}: ${parsed.error.text}`);
  return matches(parsed.query, subject, { now });
};

describe('the filter of a cell', () => {
  it.each([
    ['reg', 'reg:RA-86559'],
    ['type', 'type:IL62'],
    ['call', 'call:RFF7081'],
    ['route', 'from:UUMU to:ZKPY'],
    ['alt', 'alt:34000..35000'],
    ['gs', 'gs:450..500'],
    ['vs', 'vs:-500..0'],
    ['trk', 'trk:330..0'],
    ['squawk', 'squawk:0412'],
    ['seen', 'seen<15s'],
    ['src', 'src:adsb'],
  ])('%s is %s', (column, term) => {
    expect(cellTerm(column, full, { now }, false)).toBe(term);
  });

  it('a sparkline stands for no condition', () => {
    expect(cellTerm('spark', full, { now }, false)).toBeUndefined();
  });

  const anySubject: fc.Arbitrary<Subject> = fc.record(
    {
      icao24: fc.stringMatching(/^~?[0-9a-f]{6}$/),
      registration: fc.stringMatching(/^[A-Z0-9][A-Z0-9 -]{0,8}$/),
      callsign: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
      typecode: fc.constantFrom('IL62', 'T204', 'OR', 'NOT', 'A124'),
      altitudeFt: fc.integer({ min: -1500, max: 60_000 }),
      groundSpeedKt: fc.integer({ min: 0, max: 700 }),
      verticalRateFpm: fc.integer({ min: -6000, max: 6000 }),
      trackDeg: fc.double({ min: 0, max: 359.99, noNaN: true }),
      position: fc.record({
        latitudeDeg: fc.double({ min: -89, max: 89, noNaN: true }),
        longitudeDeg: fc.double({ min: -179, max: 179, noNaN: true }),
      }),
      squawk: fc.stringMatching(/^[0-7]{4}$/),
      source: fc.constantFrom('adsb', 'mlat', 'tisb', 'adsc', 'mode-s', 'other', 'estimated'),
      heardAt: fc.integer({ min: 0, max: 5 * 3_600_000 }).map((age) => now - age),
      from: fc.constantFrom('UUMU', 'ZBAA'),
      to: fc.constantFrom('ZKPY', 'UHWW'),
    },
    { requiredKeys: ['icao24', 'source', 'heardAt'] },
  );

  it('always parses, holds for the aircraft it was taken from, and its exclusion does not', () => {
    fc.assert(
      fc.property(anySubject, fc.constantFrom(...sortableColumns), (subject, column) => {
        const only = cellTerm(column, subject, { now }, false);
        const others = cellTerm(column, subject, { now }, true);
        expect(only && holds(only, subject), `${only} for ${JSON.stringify(subject)}`).toBe(true);
        expect(others && holds(others, subject), `${others}`).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the text of a filter', () => {
  it('quotes what would be read as something else', () => {
    expect(quoted('RA-86559')).toBe('RA-86559');
    expect(quoted('Air Koryo')).toBe('"Air Koryo"');
    expect(quoted('a..b')).toBe('"a..b"');
    expect(quoted('or')).toBe('"or"');
  });

  it('adds a condition to what is there, in brackets where an "or" would take it', () => {
    expect(withTerm('', 'type:IL62')).toBe('type:IL62');
    expect(withTerm('air', 'type:IL62')).toBe('air type:IL62');
    expect(withTerm('air or ground', 'type:IL62')).toBe('(air or ground) type:IL62');
    expect(withTerm('air type:IL62', 'type:IL62')).toBe('air type:IL62');
  });

  it('keeps the filter in force when the text is wrong', () => {
    const before = filterOf('type:IL62', { text: '', off: false });
    expect(filterOf('type:IL62 alt>>', before)).toBe(before);
    expect(filterOf('  ', before)).toEqual({ text: '', off: false });
  });
});
