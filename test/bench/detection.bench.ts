/**
 * What detection costs a report: folding, gate, detectors and timers, decoding apart. A recording of the corpus where there is
 * one, and a sky of 15,000 unwatched aircraft. Budget: 20 µs for a report of a watched aircraft.
 */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import { emptyWorld, type Observation, observe, type World } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { corpusNames, observationsOf, truthOf, watchOf } from '../support/corpus.ts';
import { framesOf, leg, settingsFor, T0, TAIGA } from '../support/flown.ts';

const BUDGET_US = 20;
const SKY = 15_000;
/** Enough for a median; the whole file takes seconds. */
const SHORT = { iterations: 12, time: 200, warmupIterations: 4, warmupTime: 100 };

const run = (observations: readonly Observation[], start: World): World =>
  observations.reduce((world, observation) => observe(world, observation).world, start);

describe('detection', () => {
  const hour = framesOf(
    leg({ start: TAIGA, trackDeg: 90, fromS: 0, forS: 3600, everyS: 1, speedKt: 450, altitudeFt: 33_000 }),
  );
  it('one watched aircraft, a report a second: less than 20 µs for a report', async ({ bench }) => {
    const result = await bench(`${hour.length} reports`, () => {
      run(hour, emptyWorld(settingsFor()));
    }).run(SHORT);
    expect((result.latency.p50 * 1000) / hour.length).toBeLessThan(BUDGET_US);
  });

  const sky = (s: number): Observation => {
    const reports = Array.from({ length: SKY }, (_, index): Report => {
      const at = T0 + s * 1000;
      const start = { latitudeDeg: -60 + (index % 120), longitudeDeg: -170 + (index % 340) };
      return {
        icao24: (0x400000 + index * 7).toString(16),
        at,
        positionAt: at,
        position: destinationPoint(start, index % 360, s / 8),
        groundSpeedKt: 450,
        altitudeFt: 30_000,
        onGround: false,
        source: 'adsb',
        feed: 'readsb',
      };
    });
    return { kind: 'reports', feed: 'readsb', reports, receivedAt: T0 + s * 1000 };
  };
  it('15,000 unwatched aircraft a second: less than a third of the second', async ({ bench }) => {
    const skies = Array.from({ length: 6 }, (_, s) => sky(s));
    const start = run(skies.slice(0, 1), emptyWorld(settingsFor()));
    const result = await bench('five seconds of sky', () => {
      run(skies.slice(1), start);
    }).run(SHORT);
    expect(result.latency.p50 / 5).toBeLessThan(1000 / 3);
  });

  const name = corpusNames.find((one) => one.startsWith('36'));
  it.skipIf(name === undefined)('a recording of the corpus: less than 20 µs for a report', async ({ bench }) => {
    const recorded = observationsOf(name ?? '');
    const watch = watchOf(truthOf(name ?? ''));
    const reports = recorded.reduce((sum, one) => sum + (one.kind === 'reports' ? one.reports.length : 0), 0);
    const result = await bench(`${reports} reports`, () => {
      run(recorded, emptyWorld(settingsFor({ watch })));
    }).run(SHORT);
    expect((result.latency.p50 * 1000) / reports).toBeLessThan(BUDGET_US);
  });
});
