/** The model of coverage: what it starts with, what it learns, what it forgets, what it costs and how it is kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import { DAY_MS, HOUR_MS, type Position, SECOND_MS } from '../../src/aero/units.ts';
import {
  bounded,
  type Coverage,
  coverageAt,
  coverageFromJson,
  coverageToJson,
  emptyCoverage,
  type Hop,
  hopOf,
  isHole,
  withHops,
} from '../../src/tracks/coverage.ts';
import type { Fix } from '../../src/tracks/types.ts';

const T0 = Date.UTC(2024, 0, 20, 3);
const OMSK: Position = { latitudeDeg: 55.5, longitudeDeg: 73.5 };
const fix = (s: number, position: Position, rest: Partial<Fix> = {}): Fix => ({
  at: T0 + s * SECOND_MS,
  position,
  altitudeFt: 32_000,
  onGround: false,
  groundSpeedKt: 450,
  source: 'adsb',
  verdict: 'accepted',
  reasons: [],
  ...rest,
});
const hopsOf = (fixes: readonly Fix[]): Hop[] =>
  fixes.slice(1).flatMap((to, index) => {
    const hop = hopOf(fixes[index], to);
    return hop === undefined ? [] : [hop];
  });
/** Circling in one cell for so long, a fix every so often. */
const heardFor = (seconds: number, everyS: number): Fix[] =>
  Array.from({ length: Math.floor(seconds / everyS) + 1 }, (_, index) => fix(index * everyS, OMSK));

describe('what is believed where nothing was learned', () => {
  it('hears nothing in the DPRK, Primorye from FL100 up, and is in doubt elsewhere', () => {
    const at = (latitudeDeg: number, longitudeDeg: number, ft: number) =>
      coverageAt(emptyCoverage, { latitudeDeg, longitudeDeg }, ft);
    expect(at(39.5, 126.5, 31_000)).toEqual({ share: 0.02, learned: false });
    expect(at(44.5, 133.5, 31_000).share).toBe(0.9);
    expect(at(44.5, 133.5, 4000).share).toBeLessThan(0.5);
    expect(at(60, 100, 31_000).share).toBe(0.5);
  });
});

describe('what is learned', () => {
  it('is well heard after an hour of traffic, whatever the rate of its reports', () => {
    for (const everyS of [1, 5, 30, 60, 120]) {
      const there = coverageAt(withHops(emptyCoverage, hopsOf(heardFor(3600, everyS))), OMSK, 32_000);
      expect(there.learned, `${everyS} s`).toBe(true);
      expect(there.share, `${everyS} s`).toBeGreaterThan(0.9);
    }
  });

  it('is of this height and place only', () => {
    const coverage = withHops(emptyCoverage, hopsOf(heardFor(3600, 30)));
    expect(coverageAt(coverage, OMSK, 22_000).learned).toBe(false);
    expect(coverageAt(coverage, { latitudeDeg: 57.5, longitudeDeg: 73.5 }, 32_000).learned).toBe(false);
  });

  it('is a hole where aircraft come out on the other side', () => {
    const far = destinationPoint(OMSK, 90, 150);
    let coverage: Coverage = emptyCoverage;
    for (let run = 0; run < 12; run += 1) {
      const hop = hopOf(fix(run * 3600, OMSK), fix(run * 3600 + 1200, far));
      expect(hop !== undefined && isHole(hop)).toBe(true);
      coverage = withHops(coverage, hop === undefined ? [] : [hop]);
    }
    expect(coverageAt(coverage, destinationPoint(OMSK, 90, 75), 32_000).share).toBeLessThan(0.35);
  });

  it('is nothing from who stayed away, was on the ground, gave no height, or came back where it was', () => {
    const far = destinationPoint(OMSK, 90, 150);
    expect(hopOf(fix(0, OMSK), fix(1200, OMSK))).toBeUndefined();
    expect(hopOf(fix(0, OMSK), fix(4 * 3600, far))).toBeUndefined();
    expect(hopOf(fix(0, OMSK, { onGround: true }), fix(90, far))).toBeUndefined();
    const { altitudeFt: _altitude, ...blind } = fix(90, far);
    expect(hopOf(fix(0, OMSK), blind)).toBeUndefined();
    expect(hopOf(undefined, fix(0, OMSK))).toBeUndefined();
  });

  it('is forgotten over weeks', () => {
    const before = withHops(emptyCoverage, hopsOf(heardFor(3600, 30)));
    const later = (40 * DAY_MS) / SECOND_MS;
    const after = withHops(before, hopsOf([fix(later, OMSK), fix(later + 60, OMSK)]));
    expect(coverageAt(before, OMSK, 32_000).learned).toBe(true);
    expect(coverageAt(after, OMSK, 32_000).learned).toBe(false);
  });
});

describe('how it is kept', () => {
  const learned = withHops(emptyCoverage, hopsOf(heardFor(2 * 3600, 30)));

  it('comes back from JSON as it was', () => {
    const back = coverageFromJson(JSON.parse(JSON.stringify(coverageToJson(learned))));
    expect(coverageAt(back, OMSK, 32_000).share).toBeCloseTo(coverageAt(learned, OMSK, 32_000).share, 3);
    expect(back.size).toBe(learned.size);
  });

  it('is empty from anything else, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(coverageFromJson(value).size).toBeGreaterThanOrEqual(0);
      }),
    );
    for (const bad of [undefined, null, 7, 'x', [], { version: 2, cells: [] }, { version: 1, cells: 'x' }]) {
      expect(coverageFromJson(bad)).toEqual(emptyCoverage);
    }
    const cells = [
      [9999, 1, 1, 1, 1],
      [10, 5, 9, 3, 1],
      [10, 5, Number.NaN, 3, 1],
      [-1, 0, 0, 0, 0],
      'x',
      [145, 77, 60, 60, T0],
    ];
    expect(coverageFromJson({ version: 1, cells }).size).toBe(1);
  });

  it('stays within its bound and keeps what was visited last', () => {
    let coverage: Coverage = emptyCoverage;
    const hops: Hop[] = [];
    for (let index = 0; index < 70_000; index += 1) {
      const position = { latitudeDeg: -80 + (index % 160), longitudeDeg: -179 + ((index / 160) % 358) };
      const altitudeFt = ((index * 7) % 11) * 5000;
      const from = fix(index * 60, position, { altitudeFt });
      hops.push({ from, to: { ...from, at: from.at + 60_000 } });
    }
    coverage = withHops(coverage, hops);
    expect(coverage.size).toBeGreaterThan(60_000);
    const kept = bounded(coverage);
    expect(kept.size).toBeLessThanOrEqual(60_000);
    expect(coverageToJson(kept).cells.every(([, , , , at]) => at > T0 + HOUR_MS)).toBe(true);
  });

  it('costs less than 2 µs a report', () => {
    const fixes = Array.from({ length: 200_000 }, (_, s) => fix(s, destinationPoint(OMSK, 90, (s % 3600) / 8)));
    let [coverage, best]: [Coverage, number] = [emptyCoverage, Number.POSITIVE_INFINITY];
    for (let round = 0; round < 3; round += 1) {
      const startedAt = performance.now();
      for (let index = 1; index < fixes.length; index += 1) {
        const hop = hopOf(fixes[index - 1], fixes[index]);
        if (hop !== undefined) coverage = withHops(coverage, [hop]);
      }
      best = Math.min(best, ((performance.now() - startedAt) * 1000) / fixes.length);
    }
    expect(best).toBeLessThan(2);
  });
});
