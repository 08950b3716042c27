/** Areas: where places lie, how far borders are, and that the quick answers are those of plain ray casting over the source. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaNames, areasAt, crossesArea, depthNm, distanceToBorderNm, isInArea } from '../../src/aero/area-lookup.ts';
import { areaOf } from '../../src/aero/areas.ts';
import { borderOf } from '../../src/aero/border.ts';
import { countries } from '../../src/aero/countries.ts';
import { destinationPoint, distanceNm, interpolate } from '../../src/aero/geo.ts';
import type { Position } from '../../src/aero/units.ts';

const at = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
const isCountry = (name: string): boolean => /^[A-Z]{2}$/.test(name);
const anywhere = fc.record({
  latitudeDeg: fc.double({ min: -89, max: 89, noNaN: true }),
  longitudeDeg: fc.double({ min: -180, max: 179.99, noNaN: true }),
});
const aroundKorea = fc.record({
  latitudeDeg: fc.double({ min: 34, max: 47, noNaN: true }),
  longitudeDeg: fc.double({ min: 118, max: 140, noNaN: true }),
});

describe('the areas of a position', () => {
  it.each([
    ['the high seas in the Pyongyang FIR', 40.0, 133.0, ['ZKKP', 'sea-of-japan']],
    ['the Yellow Sea outside all waters', 37.8, 123.5, ['yellow-sea']],
    ['Sinuiju', 40.1, 124.39, ['KP', 'ZKKP']],
    ['Dandong', 40.125, 124.38, ['CN']],
    ['Sunan', 39.2241, 125.67, ['KP', 'ZKKP']],
    ['Vladivostok', 43.4, 132.15, ['RU']],
    ['Incheon', 37.469, 126.451, ['KR']],
    ['Kaesong', 37.97, 126.55, ['KP', 'ZKKP']],
    ['Yanji', 42.88, 129.45, ['CN']],
    ['Khasan, in the corner of three countries', 42.43, 130.64, ['RU']],
    ['Chukotka west of the antimeridian', 67.0, 179.99, ['RU']],
    ['Chukotka on the antimeridian', 67.0, -180, ['RU']],
    ['Chukotka east of the antimeridian', 66.0, -172.0, ['RU']],
    ['Ulan Bator', 47.92, 106.92, ['MN']],
    ['Minsk', 53.9, 27.56, ['BY']],
    ['Taipei', 25.03, 121.56, ['TW']],
    ['Crimea, on which the source takes no side', 45.0, 34.0, ['RU', 'UA']],
    ['the Pacific', 0, -140, []],
  ])('%s', (_place, latitudeDeg, longitudeDeg, expected) => {
    const found = areasAt(at(latitudeDeg, longitudeDeg));
    expect([...found].sort()).toEqual([...expected].sort());
    for (const name of areaNames) expect(isInArea(at(latitudeDeg, longitudeDeg), name)).toBe(found.includes(name));
  });

  it('holds 8 NM off the east coast for the country, and 20 NM off for the sea', () => {
    // Sinpo's cape, where the coast runs straight.
    const coast = at(40.02, 128.2);
    expect(isInArea(destinationPoint(coast, 150, 8), 'KP')).toBe(true);
    expect(isInArea(destinationPoint(coast, 150, 20), 'KP')).toBe(false);
    expect(isInArea(destinationPoint(coast, 150, 20), 'ZKKP')).toBe(true);
  });

  it.each([
    [Number.NaN, 125],
    [39, Number.NaN],
    [Number.POSITIVE_INFINITY, 125],
    [91, 125],
    [39, 181],
    [39, -1e9],
  ])('%s, %s is nowhere, and infinitely far', (latitudeDeg, longitudeDeg) => {
    const nowhere = at(latitudeDeg, longitudeDeg);
    expect(areasAt(nowhere)).toEqual([]);
    expect(distanceToBorderNm(nowhere, 'KP')).toBe(Number.POSITIVE_INFINITY);
    expect(depthNm(nowhere, 'KP')).toBe(0);
    expect(crossesArea(nowhere, nowhere, 'KP')).toBe(false);
  });

  it('of a name that is not known holds nothing', () => {
    expect(isInArea(at(39.2, 125.7), 'atlantis')).toBe(false);
    expect(distanceToBorderNm(at(39.2, 125.7), 'atlantis')).toBe(Number.POSITIVE_INFINITY);
    expect(crossesArea(at(39.2, 125.7), at(43.4, 132.1), 'atlantis')).toBe(false);
  });

  it('the country lies in its FIR, whole; of its neighbours the FIR holds next to nothing', () => {
    fc.assert(
      fc.property(aroundKorea, (position) => {
        if (isInArea(position, 'KP')) expect(isInArea(position, 'ZKKP')).toBe(true);
        for (const other of ['CN', 'KR', 'RU']) {
          if (isInArea(position, 'ZKKP') && isInArea(position, other)) expect(depthNm(position, other)).toBeLessThan(3);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('says that the seas are approximate', () => {
    for (const id of ['sea-of-japan', 'yellow-sea', 'koreabay']) expect(areaOf(id)?.approximate).toContain('20 NM');
    expect(areaOf('YELLOW-SEA')?.area).toBe('yellow-sea');
  });
});

describe('distance to a border', () => {
  it('is 0 inside, and depth is 0 outside', () => {
    fc.assert(
      fc.property(aroundKorea, fc.constantFrom('KP', 'CN', 'ZKKP', 'sea-of-japan'), (position, area) => {
        const inside = isInArea(position, area);
        expect(distanceToBorderNm(position, area) > 0).toBe(!inside);
        expect(depthNm(position, area) > 0).toBe(inside);
      }),
    );
  });

  it('is what the corners of the border say, and never more', () => {
    const corners = countries.get('KP')?.rings[0] ?? [];
    expect(corners.length).toBeGreaterThan(400);
    fc.assert(
      fc.property(anywhere, (position) => {
        const nearest = Math.min(...corners.map((corner) => distanceNm(position, corner)));
        const distance = Math.max(distanceToBorderNm(position, 'KP'), depthNm(position, 'KP'));
        expect(distance).toBeLessThanOrEqual(nearest + 1e-6);
        // The longest edge of the ring is under 15 NM, so that no point of it is farther from a corner than this.
        expect(distance).toBeGreaterThan(nearest - 8);
      }),
    );
  });

  it('changes by at most the way flown', () => {
    fc.assert(
      fc.property(
        aroundKorea,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.constantFrom('KP', 'RU', 'ZKKP', 'sea-of-japan'),
        (position, bearing, way, area) => {
          const there = destinationPoint(position, bearing, way);
          const change = Math.abs(distanceToBorderNm(there, area) - distanceToBorderNm(position, area));
          expect(change).toBeLessThanOrEqual(way + 0.02);
        },
      ),
    );
  });

  it('within a bound is the same where it is nearer, and infinite where it is not', () => {
    fc.assert(
      fc.property(aroundKorea, fc.double({ min: 0.1, max: 300, noNaN: true }), (position, within) => {
        const distance = distanceToBorderNm(position, 'CN');
        const bounded = distanceToBorderNm(position, 'CN', within);
        expect(bounded).toBe(distance < within ? distance : Number.POSITIVE_INFINITY);
        expect(depthNm(position, 'CN', within)).toBe(Math.min(depthNm(position, 'CN'), within));
      }),
    );
  });

  it('does not take the cut of Russia at the antimeridian for a border', () => {
    expect(depthNm(at(67.0, 179.99), 'RU')).toBeGreaterThan(80);
    expect(Math.abs(depthNm(at(67.0, 179.99), 'RU') - depthNm(at(67.0, -179.99), 'RU'))).toBeLessThan(1);
    expect(distanceToBorderNm(at(-50, -60), 'RU')).toBeGreaterThan(5000);
  });

  it('looks through holes', () => {
    const square = (size: number): Position[] => [at(-size, -size), at(-size, size), at(size, size), at(size, -size)];
    const { contains, distanceNm: away } = borderOf(() => [square(4), square(1)]);
    expect([contains(at(0, 0)), contains(at(2, 0)), contains(at(5, 0))]).toEqual([false, true, false]);
    expect(away(at(0, 0))).toBeCloseTo(60, 0);
    expect(away(at(2, 0))).toBeCloseTo(60, 0);
  });
});

describe('a great circle through an area', () => {
  it.each([
    ['Chkalovsky to Sunan crosses China', [55.88, 38.06], [39.22, 125.67], 'CN', true],
    ['Chkalovsky to Sunan crosses Mongolia', [55.88, 38.06], [39.22, 125.67], 'MN', true],
    ['Chkalovsky to Sunan does not cross Japan', [55.88, 38.06], [39.22, 125.67], 'JP', false],
    ['Chkalovsky to Khabarovsk stays north of China', [55.88, 38.06], [48.53, 135.19], 'CN', false],
    ['Khabarovsk to Vladivostok stays out of China', [48.2, 136.5], [43.8, 134.5], 'CN', false],
    ['Incheon to Sapporo clips the FIR no deeper than the sea', [37.47, 126.45], [42.78, 141.69], 'KP', false],
    ['Anadyr to Anchorage, over the antimeridian', [64.73, 177.74], [61.17, -150.0], 'RU', true],
  ] as const)('%s', (_what, [fromLat, fromLon], [toLat, toLon], area, expected) => {
    expect(crossesArea(at(fromLat, fromLon), at(toLat, toLon), area)).toBe(expected);
    expect(crossesArea(at(toLat, toLon), at(fromLat, fromLon), area)).toBe(expected);
  });

  it('is found wherever one of many points on it is inside', () => {
    fc.assert(
      fc.property(aroundKorea, aroundKorea, fc.constantFrom('KP', 'ZKKP'), (from, to, area) => {
        const sampled = Array.from({ length: 201 }, (_, step) => interpolate(from, to, step / 200));
        const deep = sampled.some((position) => depthNm(position, area) > 0.2);
        if (deep) expect(crossesArea(from, to, area)).toBe(true);
        if (!crossesArea(from, to, area)) expect(sampled.some((position) => isInArea(position, area))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

type SourceRing = readonly (readonly [number, number])[];
interface Geometry {
  readonly type: string;
  readonly coordinates?: readonly unknown[];
  readonly geometries?: readonly Geometry[];
}
const ringsOf = (geometry: Geometry): readonly SourceRing[] => {
  if (geometry.type === 'Polygon') return geometry.coordinates as readonly SourceRing[];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates?.flat() as readonly SourceRing[];
  return (geometry.geometries ?? []).flatMap(ringsOf);
};
interface Banded {
  readonly ring: SourceRing;
  readonly south: number;
  readonly north: number;
}
const banded = (ring: SourceRing): Banded => {
  const latitudes = ring.map(([, y]) => y);
  return { ring, south: Math.min(...latitudes), north: Math.max(...latitudes) };
};
const rayCast = (x: number, y: number, rings: readonly Banded[]): boolean => {
  let inside = false;
  for (const { ring, south, north } of rings) {
    if (y < south || y > north) continue;
    for (let index = 1; index < ring.length; index += 1) {
      const [x0, y0] = ring[index - 1] ?? [0, 0];
      const [x1, y1] = ring[index] ?? [0, 0];
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
    }
  }
  return inside;
};

const source = fileURLToPath(
  new URL('../../node_modules/@osm_borders/maritime_1000m/borders.geo.json', import.meta.url),
);
describe.skipIf(!existsSync(source))(
  'against plain ray casting over the source (skipped: package not installed)',
  () => {
    it('20,000 positions from Norway to the Bering Sea agree', () => {
      const { features } = JSON.parse(readFileSync(source, 'utf8')) as {
        features: readonly { properties: { isoA2?: string }; geometry: Geometry }[];
      };
      const rings = features
        .filter(({ properties }) => countries.has(properties.isoA2 ?? ''))
        .map(({ properties, geometry }) => ({ code: properties.isoA2 ?? '', rings: ringsOf(geometry).map(banded) }));
      expect(rings.length).toBe(countries.size);
      let seed = 20_230_801;
      const random = (): number => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
        return seed / 0x8000_0000;
      };
      const wrong: Position[] = [];
      for (let index = 0; index < 20_000; index += 1) {
        const position = at(20 + random() * 60, 10 + random() * 170);
        const expected = rings.filter((one) => rayCast(position.longitudeDeg, position.latitudeDeg, one.rings));
        const found = areasAt(position).filter(isCountry);
        if (
          [...found].sort().join() !==
          expected
            .map(({ code }) => code)
            .sort()
            .join()
        )
          wrong.push(position);
      }
      expect(wrong).toEqual([]);
    });
  },
);
