/** Paths through areas: which, in what order, how near, how much longer than direct; and that nothing is put into a hole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areasAt, distanceToBorderNm, isInArea } from '../../src/aero/area-lookup.ts';
import { distanceNm, interpolate } from '../../src/aero/geo.ts';
import {
  areasAlong,
  crossingPoint,
  excessFraction,
  flownNm,
  nearestApproachNm,
  type PathPoint,
} from '../../src/aero/route-areas.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/aero/units.ts';

const T0 = Date.UTC(2023, 6, 31, 13, 24);
const GAP = 15 * MINUTE_MS;
type Gate = readonly [latitudeDeg: number, longitudeDeg: number];

/** A path along great circles from gate to gate at 450 kt, a point every so many minutes. */
function flown(gates: readonly Gate[], everyMin = 1, startAt = T0): PathPoint[] {
  const path: PathPoint[] = [];
  let at = startAt;
  for (const [index, [latitudeDeg, longitudeDeg]] of gates.entries()) {
    const here = { latitudeDeg, longitudeDeg };
    const before = path.at(-1);
    if (before === undefined || index === 0) {
      path.push({ ...here, at });
      continue;
    }
    const way = distanceNm(before, here);
    const steps = Math.max(1, Math.ceil(way / (450 / 60) / everyMin));
    for (let step = 1; step <= steps; step += 1) {
      path.push({ ...interpolate(before, here, step / steps), at: at + (step / steps) * (way / 450) * HOUR_MS });
    }
    at += (way / 450) * HOUR_MS;
  }
  return path;
}

const CHKALOVSKY: Gate = [55.8783, 38.0617];
const SUNAN: Gate = [39.2241, 125.67];
/** Detection.md §4.4: round China, over Khabarovsk and the Sea of Japan. */
const ROUND: readonly Gate[] = [
  CHKALOVSKY,
  [62.5, 60.0],
  [61.0, 90.0],
  [56.5, 125.0],
  [48.8, 136.0],
  [45.2, 136.5],
  [42.5, 132.9],
  [40.3, 131.0],
  [39.6, 127.9],
  SUNAN,
];

describe('the areas along a path', () => {
  it('round China are those of the visit of August 2023, in order', () => {
    const path = flown(ROUND);
    expect(areasAlong(path, GAP).map(({ area }) => area)).toEqual(['RU', 'sea-of-japan', 'ZKKP', 'KP']);
    expect(areasAlong(path, GAP).at(0)?.fromAt).toBe(T0);
    expect(areasAlong(path, GAP).at(-1)?.toAt).toBe(path.at(-1)?.at);
  });

  it('on the direct way are Russia, Mongolia or Kazakhstan, and China', () => {
    const areas = areasAlong(flown([CHKALOVSKY, SUNAN]), GAP).map(({ area }) => area);
    expect(areas).toContain('CN');
    expect(areas).toContain('MN');
    expect(areas.at(-1)).toMatch(/KP|ZKKP/);
  });

  it('are entered where the path crosses, to the second, however far apart its points are', () => {
    const fine = areasAlong(
      flown(
        [
          [43.0, 133.0],
          [40.0, 130.0],
        ],
        0.2,
      ),
      GAP,
    );
    const coarse = areasAlong(
      flown(
        [
          [43.0, 133.0],
          [40.0, 130.0],
        ],
        12,
      ),
      GAP,
    );
    expect(coarse.map(({ area }) => area)).toEqual(fine.map(({ area }) => area));
    for (const [index, { fromAt }] of coarse.entries()) {
      expect(Math.abs(fromAt - (fine[index]?.fromAt ?? 0))).toBeLessThan(2000);
    }
  });

  it('are not known in a hole', () => {
    const path = flown([[40.0, 133.0], SUNAN]);
    const [from, to] = [T0 + 10 * MINUTE_MS, T0 + 40 * MINUTE_MS];
    const holed = path.filter(({ at }) => at <= from || at >= to);
    const whole = areasAlong(path, GAP).find(({ area }) => area === 'KP');
    const entered = areasAlong(holed, GAP).find(({ area }) => area === 'KP');
    expect(whole?.fromAt).toBeLessThan(to);
    expect(entered?.fromAt).toBe(holed.find(({ at }) => at >= to)?.at);
    expect(areasAlong(holed, 40 * MINUTE_MS).find(({ area }) => area === 'KP')?.fromAt).toBeLessThan(to);
  });

  it('across a hole with nothing else in between are one passage', () => {
    const path = flown([
      [62.5, 60.0],
      [61.0, 90.0],
    ]);
    const holed = path.filter(({ at }) => at < T0 + 20 * MINUTE_MS || at > T0 + 60 * MINUTE_MS);
    expect(areasAlong(holed, GAP)).toEqual([{ area: 'RU', fromAt: T0, toAt: path.at(-1)?.at }]);
  });

  it('are listed again when another one was entered since', () => {
    // Out of Russia over the corner of Kazakhstan and back.
    const areas = areasAlong(
      flown([
        [54.5, 61.0],
        [53.5, 66.0],
        [56.5, 69.5],
      ]),
      GAP,
    ).map(({ area }) => area);
    expect(areas).toEqual(['RU', 'KZ', 'RU']);
  });

  it('of nothing are none; of one point those of the point', () => {
    expect(areasAlong([], GAP)).toEqual([]);
    const [point] = flown([SUNAN]);
    expect(point === undefined ? [] : areasAlong([point], GAP).map(({ area }) => area)).toEqual(['KP', 'ZKKP']);
  });

  const points = fc.array(
    fc.record({
      latitudeDeg: fc.double({ min: 36, max: 46, noNaN: true }),
      longitudeDeg: fc.double({ min: 120, max: 138, noNaN: true }),
      wait: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 8 },
  );
  it('hold every point of the path, in order, and end after they begin', () => {
    fc.assert(
      fc.property(points, (given) => {
        let at = T0;
        const path = given.map(({ latitudeDeg, longitudeDeg, wait }) => {
          at += wait * MINUTE_MS;
          return { latitudeDeg, longitudeDeg, at };
        });
        const passages = areasAlong(path, GAP);
        for (const [index, { fromAt, toAt }] of passages.entries()) {
          expect(toAt).toBeGreaterThanOrEqual(fromAt);
          expect(fromAt).toBeGreaterThanOrEqual(passages[index - 1]?.fromAt ?? 0);
        }
        for (const point of path) {
          for (const area of areasAt(point)) {
            const holding = passages.filter(
              (one) => one.area === area && one.fromAt <= point.at && point.at <= one.toAt,
            );
            expect(holding.length).toBeGreaterThanOrEqual(1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a crossing', () => {
  it('lies on the border', () => {
    const [a, b] = [
      { latitudeDeg: 40.0, longitudeDeg: 133.0, at: T0 },
      { latitudeDeg: SUNAN[0], longitudeDeg: SUNAN[1], at: T0 + HOUR_MS },
    ];
    const point = crossingPoint(a, b, 'KP');
    expect(isInArea(point, 'KP')).toBe(true);
    expect(point.at).toBeGreaterThan(T0);
    // The other way it is the first point outside: the same border, a second's flight away.
    const back = crossingPoint(b, a, 'KP');
    expect(isInArea(back, 'KP')).toBe(false);
    expect(distanceNm(point, back)).toBeLessThan(0.3);
  });
});

describe('the nearest approach', () => {
  it('of the way round China is a few dozen miles, and its time and place are on the way', () => {
    const path = flown(ROUND);
    const near = nearestApproachNm(path, 'CN', GAP);
    expect(near?.distanceNm).toBeGreaterThan(10);
    expect(near?.distanceNm).toBeLessThan(100);
    const sampled = Math.min(...flown(ROUND, 0.05).map((point) => distanceToBorderNm(point, 'CN')));
    expect(Math.abs((near?.distanceNm ?? 0) - sampled)).toBeLessThan(0.2);
    expect(near === undefined ? 0 : distanceToBorderNm(near.position, 'CN')).toBe(near?.distanceNm);
  });

  it('is 0 inside, at the first point there', () => {
    const path = flown([[40.0, 133.0], SUNAN]);
    const near = nearestApproachNm(path, 'KP', GAP);
    const entered = areasAlong(path, GAP).find(({ area }) => area === 'KP')?.fromAt ?? 0;
    expect(near?.distanceNm).toBe(0);
    expect(Math.abs((near?.at ?? 0) - entered)).toBeLessThan(2 * MINUTE_MS);
  });

  it('sees what lies between two points, but not across a hole', () => {
    // Both ends are far off the FIR's eastern corner, the way between them passes it.
    const ends = flown(
      [
        [43.0, 138.0],
        [38.0, 136.5],
      ],
      60,
    );
    expect(nearestApproachNm(ends, 'ZKKP', HOUR_MS)?.distanceNm).toBeLessThan(65);
    expect(nearestApproachNm(ends, 'ZKKP', MINUTE_MS)?.distanceNm).toBeGreaterThan(90);
  });

  it('is that of a thousand points on the way, whatever the way', () => {
    const turn = fc.record({
      latitudeDeg: fc.double({ min: 30, max: 60, noNaN: true }),
      longitudeDeg: fc.double({ min: 100, max: 150, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 2, maxLength: 6 }),
        fc.constantFrom('KP', 'ZKKP', 'JP'),
        (turns, area) => {
          const path = turns.map((position, index) => ({ ...position, at: T0 + index * HOUR_MS }));
          const sampled = path.flatMap((point, index) =>
            Array.from({ length: 201 }, (_, step) => interpolate(path[index - 1] ?? point, point, step / 200)),
          );
          const least = Math.min(...sampled.map((position) => distanceToBorderNm(position, area)));
          const found = nearestApproachNm(path, area, HOUR_MS);
          // 200 points on at most 2,300 NM of a leg are up to 6 NM from its nearest point.
          expect(found?.distanceNm).toBeLessThanOrEqual(least + 0.06);
          expect(found?.distanceNm).toBeGreaterThan(least - 6);
          const holed = nearestApproachNm(path, area, HOUR_MS - 1)?.distanceNm ?? -1;
          expect(holed).toBeCloseTo(Math.min(...path.map((point) => distanceToBorderNm(point, area))), 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is unknown without points or area', () => {
    expect(nearestApproachNm([], 'CN', GAP)).toBeUndefined();
    expect(nearestApproachNm(flown(ROUND), 'atlantis', GAP)).toBeUndefined();
  });
});

describe('the way flown', () => {
  it('round China is a fifth longer than direct', () => {
    const path = flown(ROUND);
    expect(excessFraction(path)).toBeCloseTo(flownNm(path) / 3435 - 1, 1);
    expect(excessFraction(path)).toBeGreaterThan(0.15);
    expect(excessFraction(flown([CHKALOVSKY, SUNAN]))).toBeCloseTo(0, 4);
  });

  it('counts what the path does not reach as direct', () => {
    const path = flown(ROUND.slice(1, -1));
    const [fromLat, fromLon] = CHKALOVSKY;
    const [toLat, toLon] = SUNAN;
    const ends = {
      from: { latitudeDeg: fromLat, longitudeDeg: fromLon },
      to: { latitudeDeg: toLat, longitudeDeg: toLon },
    };
    expect(excessFraction(path, ends)).toBeCloseTo(excessFraction(flown(ROUND)) ?? 0, 3);
  });

  it('of a circuit has no excess', () => {
    expect(excessFraction([])).toBeUndefined();
    expect(excessFraction(flown([SUNAN, [40.0, 126.0], SUNAN]))).toBeUndefined();
  });
});
