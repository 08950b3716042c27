import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airportTable } from '../../src/aero/airport-table.ts';
import { airportByCode, airportByIcao, airportsNear, findPlace, placesLike } from '../../src/aero/airports.ts';
import { distanceNm } from '../../src/aero/geo.ts';

const every = airportTable();
const SUNAN = { latitudeDeg: 39.2241, longitudeDeg: 125.67 };

describe('the airport table', () => {
  it('holds the large and medium fields, each code once, all on the earth', () => {
    expect(every.length).toBeGreaterThan(5200);
    expect(new Set(every.map(({ icao }) => icao)).size).toBe(every.length);
    for (const airport of every) {
      expect(Math.abs(airport.latitudeDeg)).toBeLessThanOrEqual(90);
      expect(Math.abs(airport.longitudeDeg)).toBeLessThanOrEqual(180);
      expect(airport.icao).toMatch(/^[A-Z0-9-]{3,7}$/);
      expect(airport.country).toMatch(/^[A-Z]{2}$/);
      expect(airport.name).not.toBe('');
      expect(Number.isFinite(airport.elevationFt ?? 0)).toBe(true);
    }
  });

  it.each(
    'ZKPY ZKWS ZKSD ZKHM ZKSC ZKUJ ZKSE KP-0020 UUMU UUWW UUEE UUDD UUBW ULLI UNKL UHWW UHHH ZBAA ZYTX ZYDD ZYYJ RKSI ZSPD RJCC'.split(
      ' ',
    ),
  )('knows %s', (icao) => expect(airportByIcao(icao)?.icao).toBe(icao));

  it('says "Pyongyang Sunan" of ZKPY, with the runway in use and the closed one', () => {
    const sunan = airportByIcao('zkpy');
    expect(sunan).toMatchObject({ iata: 'FNJ', name: 'Pyongyang Sunan', country: 'KP', elevationFt: 117 });
    expect(sunan?.runways?.[0]).toMatchObject({ ident: '17/35', lengthFt: 11_490 });
    expect(sunan?.runways?.[0]?.headingTrueDeg).toBeCloseTo(163, 0);
    expect(sunan?.runways?.[1]?.closed).toBe(true);
  });

  it('gives runways lengths that their thresholds bear out: never farther apart, at most 3,500 ft nearer (displaced)', () => {
    for (const { icao, runways = [] } of every) {
      for (const { ident, thresholds, lengthFt = 0 } of runways) {
        if (thresholds === undefined) continue;
        const measuredFt = (distanceNm(...thresholds) * 1852) / 0.3048;
        expect(measuredFt, `${icao} ${ident}`).toBeLessThan(lengthFt + 300);
        expect(measuredFt, `${icao} ${ident}`).toBeGreaterThan(lengthFt - 3500);
      }
    }
  });
});

describe('a place from a word', () => {
  it.each([
    ['ZKPY', 'ZKPY'],
    ['fnj', 'ZKPY'],
    ['Pyongyang', 'ZKPY'],
    ['sunan', 'ZKPY'],
    ['wonsan', 'ZKWS'],
    ['kalma', 'ZKWS'],
    ['Chkalovsky', 'UUMU'],
    ['vladivostok', 'UHWW'],
    ['st petersburg', 'ULLI'],
    ['Hwangju', 'KP-0020'],
    ['beijing', 'ZBAA'],
  ])('%s is %s', (word, icao) => expect(findPlace(word)?.icao).toBe(icao));

  it.each(['', ' ', 'x', 'zz', 'nowhere-at-all', '日本', '?', '...'])('%j is no place', (word) => {
    expect(findPlace(word)).toBeUndefined();
  });

  it('an ICAO code goes before an IATA code', () => {
    expect(airportByCode('SVO')?.icao).toBe('UUEE');
    expect(airportByCode('UHWW')?.iata).toBe('VVO');
    expect(airportByCode('QQQQ')).toBeUndefined();
  });

  it('completes a beginning, the ones that matter first, no more than asked', () => {
    expect(placesLike('vlad', 3).map(({ icao }) => icao)[0]).toBe('UHWW');
    expect(placesLike('a', 5)).toHaveLength(5);
    expect(placesLike('', 5)).toEqual([]);
  });
});

describe('airports near a position', () => {
  it('has Sunan first at Sunan, then Sunchon, and Hwangju at 34 NM', () => {
    const near = airportsNear(SUNAN, 40);
    expect(near[0]?.airport.icao).toBe('ZKPY');
    expect(near[1]?.airport.icao).toBe('ZKSC');
    expect(near.find(({ airport }) => airport.icao === 'KP-0020')?.distanceNm).toBeCloseTo(34.5, 0);
  });

  it('is what a search through all airports finds, everywhere, poles and antimeridian too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.oneof(fc.double({ min: 1, max: 300, noNaN: true }), fc.double({ min: 300, max: 11_000, noNaN: true })),
        (latitudeDeg, longitudeDeg, radiusNm) => {
          const here = { latitudeDeg, longitudeDeg };
          const expected = every
            .map((airport) => ({ icao: airport.icao, far: distanceNm(here, airport) }))
            .filter(({ far }) => far <= radiusNm)
            .map(({ icao }) => icao)
            .sort();
          const found = airportsNear(here, radiusNm);
          expect(found.map(({ airport }) => airport.icao).sort()).toEqual(expected);
          const distances = found.map((one) => one.distanceNm);
          expect(distances).toEqual([...distances].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([0, -1, Number.NaN])('a radius of %s holds nothing', (radius) =>
    expect(airportsNear(SUNAN, radius)).toEqual([]),
  );

  it('a position that is no number is near nothing', () => {
    expect(airportsNear({ latitudeDeg: Number.NaN, longitudeDeg: 1 }, 100)).toEqual([]);
  });
});
