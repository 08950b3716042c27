import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, areaRings, namedAreas } from '../../src/aero/areas.ts';
import { aircraftOf, fleetAircraft, typeName } from '../../src/aero/fleet.ts';
import { isInside } from '../../src/aero/geo.ts';
import { icao24FromRegistration } from '../../src/aero/registration.ts';
import type { WatchRule } from '../../src/aero/watchlist.ts';
import {
  addressesOf,
  defaultWatch,
  formatRule,
  parseWatchList,
  parseWatchRule,
  watches,
  watchMatcher,
} from '../../src/aero/watchlist.ts';

describe('the fleet table', () => {
  it('has each address once, a source in each row, and addresses that the registrations give', () => {
    expect(fleetAircraft.length).toBeGreaterThanOrEqual(40);
    expect(new Set(fleetAircraft.map(({ icao24 }) => icao24)).size).toBe(fleetAircraft.length);
    for (const { icao24, registration, source } of fleetAircraft) {
      expect(icao24FromRegistration(registration)).toBe(icao24);
      expect(source).not.toBe('');
    }
  });

  it('says where sources disagree', () => {
    expect(aircraftOf('154F53')?.conflict).toMatch(/Special Flight/);
    expect(aircraftOf('15521f')).toMatchObject({
      registration: 'RA-86559',
      typecode: 'IL62',
      operator: 'Russian Air Force',
    });
    expect(aircraftOf('4b1814')).toBeUndefined();
  });

  it('names every type it uses', () => {
    for (const { typecode } of fleetAircraft) expect(typeName(typecode), typecode).toBeDefined();
    expect(typeName('il62')).toBe('Ilyushin Il-62M');
    expect(typeName('ZZZZ')).toBeUndefined();
    expect(typeName('constructor')).toBeUndefined();
  });
});

describe('a watch rule from text', () => {
  const good: readonly [string, WatchRule][] = [
    ['RA-86559', { kind: 'registration', registration: 'RA-86559' }],
    [' ra-86559 ', { kind: 'registration', registration: 'RA-86559' }],
    ['P-632', { kind: 'registration', registration: 'P-632' }],
    ['D-ABCD', { kind: 'registration', registration: 'D-ABCD' }],
    ['N1KE', { kind: 'registration', registration: 'N1KE' }],
    ['15521F', { kind: 'icao24', icao24: '15521f' }],
    ['hex:15521f', { kind: 'icao24', icao24: '15521f' }],
    ['type:il62', { kind: 'typecode', typecode: 'IL62' }],
    ['block:720000-727FFF', { kind: 'block', from: '720000', to: '727fff' }],
    ['block:720000..727fff', { kind: 'block', from: '720000', to: '727fff' }],
  ];
  it.each(good)('%j', (text, rule) => expect(parseWatchRule(text)).toEqual({ rule }));

  it.each([
    '',
    ' ',
    '~15521f',
    'type:',
    'type:TOOLONG',
    'block:727fff-720000',
    'block:72',
    'hello world',
    'size:9',
    '!!',
    'a',
  ])('%j is refused with a sentence', (text) => {
    const parsed = parseWatchRule(text);
    expect('error' in parsed && parsed.error).toMatch(/^.{20,}\.$/s);
  });

  it('reads back what it writes, and takes any text', () => {
    for (const [, rule] of good) expect(parseWatchRule(formatRule(rule))).toEqual({ rule });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseWatchRule(text);
        if ('rule' in parsed) expect(parseWatchRule(formatRule(parsed.rule))).toEqual(parsed);
        parseWatchList(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('a list is its pieces, or the first error', () => {
    expect(parseWatchList('15521f, type:IL62,')).toEqual({
      rules: [
        { kind: 'icao24', icao24: '15521f' },
        { kind: 'typecode', typecode: 'IL62' },
      ],
    });
    expect(parseWatchList('15521f,??')).toHaveProperty('error');
    expect(parseWatchList(' , ')).toHaveProperty('error');
  });
});

describe('watching', () => {
  const rules = (text: string): readonly WatchRule[] => {
    const parsed = parseWatchList(text);
    return 'rules' in parsed ? parsed.rules : [];
  };

  it.each([
    ['by address', '15521f', { icao24: '15521f' }, true],
    ['by computed address', 'RA-86559', { icao24: '15521f' }, true],
    ['by registration at another address', 'RA86559', { icao24: '4b1814', registration: 'RA-86559' }, true],
    ['not when another registration was received', 'RA-86559', { icao24: '15521f', registration: 'RA-64026' }, false],
    ['by a registration that is not computable', 'D-ABCD', { icao24: '3c1234', registration: 'D-ABCD' }, true],
    ['by type', 'type:IL62', { icao24: '4b1814', typecode: 'IL62' }, true],
    ['by block, first', 'block:720000-727fff', { icao24: '720000' }, true],
    ['by block, last', 'block:720000-727fff', { icao24: '727fff' }, true],
    ['by block, past the end', 'block:720000-727fff', { icao24: '728000' }, false],
    ['never a ~ address', 'type:IL62', { icao24: '~15521f', typecode: 'IL62' }, false],
    ['nobody else', '15521f', { icao24: '155221', registration: 'RA-86561', typecode: 'IL62' }, false],
  ])('%s', (_name, text, aircraft, expected) => expect(watches(rules(text), aircraft)).toBe(expected));

  it('no rules watch nobody', () => expect(watches([], { icao24: '15521f' })).toBe(false));

  it('by default watches the fleet and the whole DPRK block', () => {
    const watched = watchMatcher(defaultWatch);
    for (const { icao24 } of fleetAircraft) expect(watched({ icao24 })).toBe(true);
    expect(watched({ icao24: '727abc' })).toBe(true);
    expect(watched({ icao24: '4b1814', typecode: 'IL62' })).toBe(false);
  });

  it('asks feeds by address: computed ones too, types and blocks not', () => {
    expect(addressesOf(rules('15521f,RA-86559,RA-86561,D-ABCD,type:IL62,block:720000-727fff'))).toEqual([
      '15521f',
      '155221',
    ]);
  });
});

describe('named areas', () => {
  it.each([
    ['zkkp', 39.2, 125.7, true],
    ['zkkp', 40.0, 133.0, true],
    ['ZKKP', 41.8, 128.7, true],
    ['zkkp', 37.5, 127.0, false],
    ['zkkp', 43.4, 132.1, false],
    ['zkkp', 41.6, 123.5, false],
    ['koreabay', 39.2, 123.5, true],
    ['koreabay', 39.2, 125.7, false],
    ['sea-of-japan', 40.0, 133.0, true],
    ['sea-of-japan', 39.2, 125.7, false],
    ['sea-of-japan', 35.7, 139.7, false],
  ])('%s at %s,%s: %s', (id, latitudeDeg, longitudeDeg, expected) => {
    expect(isInside({ latitudeDeg, longitudeDeg }, areaOf(id)?.ring ?? [])).toBe(expected);
  });

  it('are all in the rings that the filter is given', () => {
    expect(Object.keys(areaRings)).toEqual(namedAreas.map(({ id }) => id));
    expect(areaOf('atlantis')).toBeUndefined();
  });
});
