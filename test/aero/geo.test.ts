import fc from 'fast-check';
import geodesicPackage from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import {
  angleDifference,
  bearingDeg,
  centreLongitude,
  destinationPoint,
  distanceNm,
  interpolate,
  isInside,
  normaliseBearing,
  normaliseLongitude,
  trackDistances,
} from '../../src/aero/geo.ts';
import type { Position } from '../../src/aero/units.ts';
import { METRES_PER_NAUTICAL_MILE } from '../../src/aero/units.ts';

const ellipsoid = geodesicPackage.Geodesic.WGS84;
const at = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const position = fc.record({ latitudeDeg: latitude, longitudeDeg: longitude });
/** Half the earth's girth in nautical miles, rounded up. */
const FARTHEST_NM = 10_810;

function trueDistanceNm(a: Position, b: Position): number {
  const { s12 } = ellipsoid.Inverse(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);
  return (s12 ?? Number.NaN) / METRES_PER_NAUTICAL_MILE;
}

describe('distance', () => {
  it.each([
    ['Chkalovsky to Sunan', at(55.8783, 38.0617), at(39.2241, 125.67), 3435],
    ['Vladivostok to Sunan', at(43.3963, 132.1482), at(39.2241, 125.67), 385],
    ['Sunan to Kalma', at(39.2241, 125.67), at(39.1668, 127.486), 85],
    ['across the antimeridian at Anadyr', at(64.7, 179.5), at(64.7, -179.5), 25.7],
    ['over the north pole', at(89, 0), at(89, 180), 120],
    ['pole to pole', at(90, 17), at(-90, -100), 10_808],
    ['nowhere', at(12, 34), at(12, 34), 0],
  ])('%s', (_name, a, b, expected) => {
    expect(Math.abs(distanceNm(a, b) - expected)).toBeLessThanOrEqual(Math.max(1, expected * 0.006));
  });

  it('is within 0.6 % of the ellipsoid anywhere', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const expected = trueDistanceNm(a, b);
        expect(Math.abs(distanceNm(a, b) - expected)).toBeLessThanOrEqual(expected * 0.006 + 1e-6);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same both ways, never negative and never more than half round', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(distanceNm(a, b)).toBeCloseTo(distanceNm(b, a), 9);
        expect(distanceNm(a, b)).toBeGreaterThanOrEqual(0);
        expect(distanceNm(a, b)).toBeLessThan(FARTHEST_NM);
      }),
    );
  });
});

describe('bearing and destination', () => {
  it.each([
    ['north', at(0, 0), at(1, 0), 0],
    ['east on the equator', at(0, 0), at(0, 1), 90],
    ['east across the antimeridian', at(0, 179.5), at(0, -179.5), 90],
    ['west across the antimeridian', at(0, -179.5), at(0, 179.5), 270],
    ['from a pole along the meridian', at(90, 0), at(0, 0), 180],
    ['to itself', at(10, 10), at(10, 10), 0],
  ])('%s', (_name, a, b, expected) => expect(bearingDeg(a, b)).toBeCloseTo(expected, 6));

  it('agrees with the ellipsoid to half a degree where the points are not close to opposite', () => {
    fc.assert(
      fc.property(
        fc.record({ latitudeDeg: fc.double({ min: -80, max: 80, noNaN: true }), longitudeDeg: longitude }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 1, max: 5000, noNaN: true }),
        (a, course, far) => {
          const b = destinationPoint(a, course, far);
          if (Math.abs(b.latitudeDeg) > 80) return;
          const { azi1 } = ellipsoid.Inverse(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);
          expect(Math.abs(angleDifference(bearingDeg(a, b), azi1 ?? Number.NaN))).toBeLessThan(0.5);
        },
      ),
    );
  });

  it('goes there and finds the same distance and bearing', () => {
    fc.assert(
      fc.property(
        fc.record({ latitudeDeg: fc.double({ min: -89, max: 89, noNaN: true }), longitudeDeg: longitude }),
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        fc.double({ min: 0.1, max: 10_000, noNaN: true }),
        (start, course, far) => {
          const end = destinationPoint(start, course, far);
          expect(distanceNm(start, end)).toBeCloseTo(far, 3);
          expect(Math.abs(angleDifference(bearingDeg(start, end), course))).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('crosses the pole and comes down on the other side', () => {
    const end = destinationPoint(at(89, 30), 0, 120);
    expect(end.latitudeDeg).toBeCloseTo(89, 1);
    expect(Math.abs(angleDifference(end.longitudeDeg, -150))).toBeLessThan(0.5);
  });
});

describe('interpolation', () => {
  it('keeps to the great circle and splits it by the fraction', () => {
    fc.assert(
      fc.property(position, position, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, fraction) => {
        const whole = distanceNm(a, b);
        const point = interpolate(a, b, fraction);
        expect(Math.abs(distanceNm(a, point) - whole * fraction)).toBeLessThan(0.01);
        expect(Math.abs(distanceNm(point, b) - whole * (1 - fraction))).toBeLessThan(0.01);
      }),
    );
  });

  it('between opposite points goes over the north pole', () => {
    expect(interpolate(at(0, 0), at(0, 180), 0.5).latitudeDeg).toBeCloseTo(90, 6);
  });

  it('stays short across the antimeridian', () => {
    expect(Math.abs(interpolate(at(60, 179), at(60, -179), 0.5).longitudeDeg)).toBeCloseTo(180, 6);
  });
});

describe('cross-track and along-track', () => {
  it('to the right is positive, behind the start is negative', () => {
    const right = trackDistances(at(0, 0), at(0, 10), at(-1, 5));
    expect(right.crossNm).toBeCloseTo(60.04, 1);
    expect(right.alongNm).toBeCloseTo(300.2, 1);
    expect(trackDistances(at(0, 0), at(0, 10), at(1, -5)).crossNm).toBeLessThan(0);
    expect(trackDistances(at(0, 0), at(0, 10), at(1, -5)).alongNm).toBeCloseTo(-300.2, 1);
  });

  it('is nought on the line, across the antimeridian too', () => {
    const point = interpolate(at(62, 170), at(66, -170), 0.3);
    expect(Math.abs(trackDistances(at(62, 170), at(66, -170), point).crossNm)).toBeLessThan(1e-6);
  });

  it('without a line counts the distance from the start', () => {
    expect(trackDistances(at(5, 5), at(5, 5), at(6, 5))).toEqual({
      crossNm: distanceNm(at(5, 5), at(6, 5)),
      alongNm: 0,
    });
  });
});

describe('angles', () => {
  it('differences turn the shorter way', () => {
    expect(angleDifference(350, 10)).toBeCloseTo(20);
    expect(angleDifference(10, 350)).toBeCloseTo(-20);
    expect(angleDifference(0, 180)).toBe(-180);
  });

  it('normal forms stay in their ranges', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(normaliseBearing(value)).toBeGreaterThanOrEqual(0);
        expect(normaliseBearing(value)).toBeLessThan(360);
        expect(normaliseLongitude(value)).toBeGreaterThanOrEqual(-180);
        expect(normaliseLongitude(value)).toBeLessThan(180);
      }),
    );
  });
});

describe('inside a ring', () => {
  const square = [at(10, 10), at(10, 20), at(20, 20), at(20, 10)];
  const overAntimeridian = [at(60, 170), at(60, -170), at(70, -170), at(70, 170)];

  it.each([
    ['the middle', at(15, 15), square, true],
    ['beside it', at(15, 25), square, false],
    ['above it', at(25, 15), square, false],
    ['the other side of the earth', at(15, -165), square, false],
    ['west of the antimeridian', at(65, 175), overAntimeridian, true],
    ['east of the antimeridian', at(65, -175), overAntimeridian, true],
    ['far from the antimeridian', at(65, 0), overAntimeridian, false],
    ['two points hold nothing', at(15, 15), square.slice(0, 2), false],
    ['no points hold nothing', at(0, 0), [], false],
  ])('%s', (_name, point, ring, expected) => expect(isInside(point, ring)).toBe(expected));

  it('does not care where on the earth the ring lies', () => {
    fc.assert(
      fc.property(
        longitude,
        fc.double({ min: 5, max: 25, noNaN: true }),
        fc.double({ min: 5, max: 25, noNaN: true }),
        (shift, y, x) => {
          fc.pre(Math.abs(x - 10) > 1e-6 && Math.abs(x - 20) > 1e-6);
          const moved = square.map((corner) => at(corner.latitudeDeg, normaliseLongitude(corner.longitudeDeg + shift)));
          expect(isInside(at(y, normaliseLongitude(x + shift)), moved)).toBe(isInside(at(y, x), square));
        },
      ),
    );
  });

  it('has its centre in the middle of what it covers', () => {
    expect(Math.abs(angleDifference(centreLongitude(overAntimeridian), 180))).toBeCloseTo(0);
    expect(centreLongitude(square)).toBeCloseTo(15);
  });
});

describe('hostile numbers', () => {
  it('never give NaN', () => {
    const any = fc.record({ latitudeDeg: fc.double(), longitudeDeg: fc.double() });
    fc.assert(
      fc.property(any, any, any, fc.double(), (a, b, c, value) => {
        const moved = destinationPoint(a, value, value);
        const between = interpolate(a, b, value);
        const { crossNm, alongNm } = trackDistances(a, b, c);
        const all = [distanceNm(a, b), bearingDeg(a, b), crossNm, alongNm, angleDifference(value, a.latitudeDeg)];
        all.push(
          moved.latitudeDeg,
          moved.longitudeDeg,
          between.latitudeDeg,
          between.longitudeDeg,
          centreLongitude([a, b, c]),
        );
        expect(all.filter((number) => !Number.isFinite(number))).toEqual([]);
        expect(typeof isInside(a, [a, b, c])).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});
