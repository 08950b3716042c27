/** What areas cost: a look-up for any position (budget 3 µs), a detector's fix, a day's path. */
import { describe, expect, it } from 'vitest';
import { areasAt } from '../../src/aero/area-lookup.ts';
import { interpolate } from '../../src/aero/geo.ts';
import { areasAlong, nearestApproachNm, type PathPoint } from '../../src/aero/route-areas.ts';
import { MINUTE_MS, type Position } from '../../src/aero/units.ts';

const LOOKUP_BUDGET_US = 3;
/** A visit's route is looked at once or twice. */
const ROUTE_BUDGET_MS = 100;
const SHORT = { iterations: 8, time: 200, warmupIterations: 3, warmupTime: 100 };

/** Over land and sea from Norway to the Bering Sea, evenly and always the same. */
const positions: readonly Position[] = Array.from({ length: 20_000 }, (_, index) => ({
  latitudeDeg: 20 + ((index * 0.754_877) % 1) * 60,
  longitudeDeg: 10 + ((index * 0.569_84) % 1) * 170,
}));

const FROM: Position = { latitudeDeg: 55.88, longitudeDeg: 38.06 };
const TO: Position = { latitudeDeg: 39.22, longitudeDeg: 125.67 };
const path: readonly PathPoint[] = Array.from({ length: 600 }, (_, index) => ({
  ...interpolate(FROM, TO, index / 599),
  at: index * MINUTE_MS,
}));

describe('areas', () => {
  it('of a position: less than 3 µs', async ({ bench }) => {
    const result = await bench(`${positions.length} positions`, () => {
      for (const position of positions) areasAt(position);
    }).run(SHORT);
    expect((result.latency.p50 * 1000) / positions.length).toBeLessThan(LOOKUP_BUDGET_US);
  });

  it('of a day’s path, and its nearest approach: less than 100 ms', async ({ bench }) => {
    const result = await bench(`${path.length} points`, () => {
      areasAlong(path, 15 * MINUTE_MS);
      nearestApproachNm(path, 'JP');
      nearestApproachNm(path, 'KR');
    }).run(SHORT);
    expect(result.latency.p50).toBeLessThan(ROUTE_BUDGET_MS);
  });
});
