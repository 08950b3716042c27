/** The door itself: the feeds' health, the clock's grid, forgetting, the watchlist at run time, and what never changes a log. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import { gridPoints } from '../../src/events/clock-grid.ts';
import { detectors, eventKinds } from '../../src/events/index.ts';
import { emptyWorld, type Observation, observe } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { trackOf, tracksOf } from '../../src/tracks/fleet.ts';
import {
  approach,
  clock,
  framesOf,
  inOrder,
  leg,
  live,
  OURS,
  otherFrames,
  report,
  SUNAN,
  settingsFor,
  T0,
  TAIGA,
} from '../support/flown.ts';

describe('the clock', () => {
  const points = (from: number, to: number, quiet: number): number[] => [...gridPoints(from, to, quiet)];

  it('has the same points however often it is asked (property)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 * 86_400_000 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 86_400_000 }),
        (cuts, quiet) => {
          const sorted = [T0, ...cuts.map((cut) => T0 + cut).sort((a, b) => a - b)];
          const last = sorted.at(-1) ?? T0;
          const pieces = sorted.slice(1).flatMap((to, index) => points(sorted[index] ?? T0, to, T0 + quiet));
          expect(pieces).toEqual(points(T0, last, T0 + quiet));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('ticks every ten seconds in traffic, and eight weeks of silence cost some thousand points', () => {
    expect(points(T0, T0 + 60_000, T0).length).toBe(6);
    expect(points(T0, T0 + 54 * 86_400_000, T0).length).toBeLessThan(1200);
  });

  it('never goes back, and an old observation still changes what it can', () => {
    const { world } = live([...otherFrames(0, 100), clock(50), ...framesOf([report(20)])]);
    expect(world.at).toBe(T0 + 100_500);
    expect(trackOf(world.fleet, OURS)?.heardAt).toBe(T0 + 20_000);
  });
});

describe('one log', () => {
  const flight = [
    ...leg({
      start: destinationPoint(SUNAN, 0, 700),
      trackDeg: 180,
      fromS: -4000,
      forS: 600,
      speedKt: 450,
      altitudeFt: 33_000,
      rest: { squawk: '7700', callsign: 'RFF7081' },
    }),
    ...approach(6000),
    ...leg({ start: SUNAN, fromS: 6005, forS: 600, rest: { callsign: 'RFF7082', squawk: '1430' } }),
  ];
  const observations = inOrder(framesOf(flight), otherFrames(-4000, 6700));

  it('is the same with the clock asked in between at any time (property)', () => {
    const log = live(observations).events;
    const said = ['first-seen', 'emergency', 'lost', 'landing', 'squawk-change', 'callsign-change'];
    expect(log.map((event) => event.kind).filter((kind) => said.includes(kind))).toEqual(said);
    const asked = fc.array(fc.integer({ min: -4000, max: 6700 }), { maxLength: 40 });
    fc.assert(
      fc.property(asked, (seconds) => {
        expect(live(inOrder(observations, seconds.map(clock))).events).toEqual(log);
      }),
      { numRuns: 15 },
    );
  });

  it('gains nothing from frames that come again, and the ids are the same in another run', () => {
    const again = observations.map(
      (one): Observation => (one.kind === 'reports' ? { ...one, receivedAt: T0 + 6_800_000 } : one),
    );
    const first = live(observations);
    expect(live(again, settingsFor(), first.world).events).toEqual([]);
    expect(live(observations).events.map((event) => event.id)).toEqual(first.events.map((event) => event.id));
    expect(new Set(first.events.map((event) => event.id)).size).toBe(first.events.length);
  });

  it('every event keeps the contract: at within [from, to], a probability, one plain sentence', () => {
    for (const event of live(observations).events) {
      expect(event.fromAt).toBeLessThanOrEqual(event.at);
      expect(event.at).toBeLessThanOrEqual(event.toAt);
      expect(event.probability).toBeGreaterThan(0);
      expect(event.text).toMatch(/^[^\n]+\.$/);
    }
  });
});

describe('the fleet', () => {
  it('forgets unwatched aircraft unheard for half an hour, and no watched one', () => {
    const strangers = Array.from({ length: 50 }, (_, index) =>
      report(0, { icao24: `71be${String(index).padStart(2, '0')}` }),
    );
    const start = inOrder(framesOf([...strangers, report(0)]), otherFrames(10, 1700));
    expect(live(start).world.fleet.size).toBe(51);
    const later = live(otherFrames(1710, 2400), settingsFor(), live(start).world).world;
    expect([...tracksOf(later.fleet)].map((track) => track.icao24).sort()).toEqual([OURS, '71be17']);
  });

  it('follows an aircraft from the moment it is put on the watchlist, and lets go of it again', () => {
    const flight = framesOf(
      leg({
        start: TAIGA,
        trackDeg: 90,
        fromS: 0,
        forS: 120,
        speedKt: 450,
        altitudeFt: 33_000,
        rest: { icao24: '71be17' },
      }),
    );
    let { world } = live(flight.slice(0, 5));
    const watched = settingsFor({ watch: [{ kind: 'icao24', icao24: '71be17' }] });
    world = { ...world, settings: watched };
    const second = live(flight.slice(5), watched, world);
    expect(second.kinds).toEqual(['first-seen']);
    expect(trackOf(second.world.fleet, '71be17')?.trail.length).toBeGreaterThan(0);
    const third = live([clock(200)], settingsFor(), { ...second.world, settings: settingsFor() });
    expect(trackOf(third.world.fleet, '71be17')?.trail).toEqual([]);
  });

  it('takes any report without throwing (property)', () => {
    const number = fc.oneof(fc.double(), fc.integer());
    const text = fc.option(fc.string({ maxLength: 8 }), { nil: undefined });
    const row = fc.record({
      icao24: fc.constantFrom(OURS, '~15521f', '15521e', '71be17'),
      at: fc.integer({ min: T0 - 1e7, max: T0 + 1e7 }),
      latitudeDeg: number,
      longitudeDeg: number,
      altitudeFt: number,
      groundSpeedKt: number,
      onGround: fc.boolean(),
      squawk: text,
      callsign: text,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        let world = emptyWorld(settingsFor({ eventsForAll: true }));
        for (const { latitudeDeg, longitudeDeg, squawk, callsign, ...rest } of rows) {
          const one: Report = {
            ...rest,
            ...(squawk === undefined ? {} : { squawk }),
            ...(callsign === undefined ? {} : { callsign }),
            position: { latitudeDeg, longitudeDeg },
            positionAt: rest.at,
            source: 'adsb',
            feed: 'readsb',
          };
          world = observe(world, { kind: 'reports', feed: 'readsb', reports: [one], receivedAt: rest.at }).world;
        }
        expect(world.fleet.size).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('the table', () => {
  it('says each kind once, with a reason', () => {
    const kinds = eventKinds.map((row) => row.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(detectors.every((row) => row.why.endsWith('.'))).toBe(true);
  });
});
