/** The pace of a guided replay. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Moment, type Pace, planPace } from '../../src/shell/pace.ts';

const MINUTE = 60_000;
const START = 1_690_000_000_000;

/** Wall ms that playing takes in steps of `stepMs`. */
const played = (pace: Pace, fromAt: number, toAt: number, stepMs = 50): number => {
  let at = fromAt;
  let wall = 0;
  while (at < toAt && wall < 10_000_000) {
    at = pace.advance(at, stepMs);
    wall += stepMs;
  }
  return wall;
};

const minutes = (watched: (minute: number) => boolean, count: number): Moment[] =>
  Array.from({ length: count }, (_, i) => ({ at: START + i * MINUTE, watched: watched(i) }));

describe('the pace', () => {
  it('makes the whole take the time asked for, within 10 %, whatever is heard when', () => {
    const moment = fc.record({ minute: fc.nat(3_000), watched: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(moment, { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 20_000, max: 400_000 }),
        (found, totalMs) => {
          const moments = found.map(({ minute, watched }) => ({ at: START + minute * MINUTE, watched }));
          const times = moments.map(({ at }) => at);
          const from = Math.min(...times);
          const to = Math.max(...times);
          fc.pre(to > from);
          const took = played(planPace(moments, totalMs), from, to);
          expect(took).toBeGreaterThan(totalMs * 0.9);
          expect(took).toBeLessThan(totalMs * 1.1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is a quarter around first and last contact, and fastest where nothing is heard of the watched', () => {
    const moments = minutes((minute) => minute < 120 || minute >= 1_500, 1_620);
    const pace = planPace(moments, 180_000);
    const at = (minute: number): number => pace.speedAt(START + minute * MINUTE);
    expect(at(118) / at(60)).toBeCloseTo(1 / 4);
    expect(at(122)).toBe(at(118));
    expect(at(1_502)).toBe(at(118));
    expect(at(800)).toBeGreaterThan(5 * at(60));
    expect(played(pace, START, START + 1_619 * MINUTE)).toBeCloseTo(180_000, -3);
  });

  it('goes back by as much as it goes on: ten seconds of watching there and back end where they began', () => {
    const pace = planPace(
      minutes((minute) => minute < 120 || minute >= 1_500, 1_620),
      180_000,
    );
    fc.assert(
      fc.property(fc.integer({ min: 30_000, max: 150_000 }), fc.integer({ min: 0, max: 20_000 }), (wall, step) => {
        const at = pace.advance(START, wall);
        expect(Math.abs(pace.advance(pace.advance(at, step), -step) - at)).toBeLessThan(1);
        expect(pace.advance(at, -step)).toBeLessThanOrEqual(at);
      }),
    );
  });

  it('is the same throughout where no aircraft is watched', () => {
    const pace = planPace(
      minutes(() => false, 100),
      10_000,
    );
    expect(pace.stretches).toHaveLength(1);
    expect(pace.speedAt(START)).toBeCloseTo((99 * MINUTE) / 10_000);
  });

  it('is sound for a recording of one moment and for none', () => {
    for (const moments of [[], [{ at: START, watched: true }]]) {
      const pace = planPace(moments, 1_000);
      expect(pace.speedAt(START)).toBe(1);
      expect(pace.advance(START, 5)).toBe(START + 5);
    }
  });
});
