/** One log: the same for any order of arrival within the window, for frames cut in any way, at any pace of the clock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import { REORDER_HOLD_MS, REORDER_WINDOW_MS } from '../../src/events/reorder.ts';
import { eventToJson } from '../../src/events/wire.ts';
import { emptyWorld, type Observation, observe } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { trackOf } from '../../src/tracks/fleet.ts';
import { corpusNames, observationsOf, truthOf, watchOf } from '../support/corpus.ts';
import {
  approach,
  clock,
  framesOf,
  inOrder,
  leg,
  live,
  OURS,
  otherFrames,
  SUNAN,
  settingsFor,
  T0,
  timeOf,
} from '../support/flown.ts';
import { randomFrom } from '../support/random.ts';

const SHUFFLES = 20;

type Frame = Extract<Observation, { kind: 'reports' }>;
const linesOf = (observations: readonly Observation[], settings = settingsFor()): readonly string[] =>
  live(observations, settings).events.map((event) => JSON.stringify(eventToJson(event)));

/** Every frame some time later than it came, so that they overtake each other; links stay where they are. */
const delayed = (observations: readonly Observation[], seed: number, mostMs = REORDER_WINDOW_MS): Observation[] => {
  const random = randomFrom(seed).next;
  const later = observations.map(
    (one): Observation =>
      one.kind === 'reports' ? { ...one, receivedAt: one.receivedAt + Math.floor(random() * mostMs) } : one,
  );
  return later.sort((a, b) => timeOf(a) - timeOf(b));
};

/** Each report in a frame of its own, under the clock of the frame that it came in. */
const splitUp = (observations: readonly Observation[]): Observation[] =>
  observations.flatMap((one): Observation[] =>
    one.kind !== 'reports' || one.reports.length < 2
      ? [one]
      : one.reports.map((report) => ({ ...one, reports: [report] })),
  );

const flight: readonly Report[] = [
  ...leg({
    start: destinationPoint(SUNAN, 0, 700),
    trackDeg: 180,
    fromS: -4000,
    forS: 600,
    everyS: 2,
    speedKt: 450,
    altitudeFt: 33_000,
    rest: { squawk: '7700', callsign: 'RFF7081' },
  }),
  ...approach(6000),
  ...leg({ start: SUNAN, fromS: 6005, forS: 600, everyS: 2, rest: { callsign: 'RFF7082', squawk: '1430' } }),
];
const handMade = inOrder(framesOf(flight), otherFrames(-4000, 6700, 7), [
  { kind: 'link', feed: 'readsb', up: false, reason: 'read ECONNRESET', at: T0 + 6300_000 },
  { kind: 'link', feed: 'readsb', up: true, at: T0 + 6302_000 },
]);

describe('a log', () => {
  it('is the same for 20 orders of arrival, down to the byte', () => {
    const log = linesOf(handMade);
    expect(log.length).toBeGreaterThanOrEqual(6);
    for (let seed = 1; seed <= SHUFFLES; seed += 1) {
      const shuffled = delayed(handMade, seed);
      expect(shuffled.map((one) => JSON.stringify(one)).join()).not.toBe(
        handMade.map((one) => JSON.stringify(one)).join(),
      );
      expect(linesOf(shuffled)).toEqual(log);
    }
  });

  it('is the same when the reports of some seconds come in one frame, in any order, and with the clock asked (property)', () => {
    const log = linesOf(handMade);
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.integer(), (pieces, seed) => {
        const random = randomFrom(seed).next;
        const batched: Observation[] = [];
        let open: Frame | undefined;
        let room = 0;
        let sinceAt = 0;
        for (const one of handMade) {
          const fits = one.kind === 'reports' && open !== undefined && room > 0;
          if (fits && one.receivedAt - sinceAt < REORDER_WINDOW_MS) {
            const reports = [...(open?.reports ?? []), ...one.reports].sort(() => random() - 0.5);
            open = { ...one, reports };
            batched[batched.length - 1] = open;
            room -= 1;
            continue;
          }
          batched.push(one);
          open = one.kind === 'reports' ? one : undefined;
          sinceAt = timeOf(one);
          room = pieces[batched.length % pieces.length] ?? 0;
          if (random() < 0.02) batched.push({ kind: 'clock', at: timeOf(one) + 100 });
        }
        expect(batched.length).toBeLessThan(handMade.length);
        expect(linesOf(batched)).toEqual(log);
      }),
      { numRuns: 12 },
    );
  });

  it('gains nothing from a frame that comes twice, at once or hours later', () => {
    const log = linesOf(handMade);
    const twice = handMade.flatMap((one): Observation[] => (one.kind === 'reports' ? [one, one] : [one]));
    expect(linesOf(twice)).toEqual(log);
    const again = handMade
      .filter((one) => one.kind === 'reports')
      .map((one) => ({ ...one, receivedAt: T0 + 10_000_000 }));
    const first = live(handMade);
    expect(live(again, settingsFor(), first.world).events.filter((event) => event.icao24 !== undefined)).toEqual([]);
  });

  it.skipIf(corpusNames.length === 0).each([
    ['12', SHUFFLES],
    ['23', SHUFFLES],
    // Ten times as many reports, and half an hour of old frames sent again.
    ['25', 4],
    ['36', SHUFFLES],
  ] as const)(
    'of recording %s… is the same for %i orders of arrival of its reports',
    (start, orders) => {
      const name = corpusNames.find((one) => one.startsWith(start)) ?? '';
      const settings = settingsFor({ watch: watchOf(truthOf(name)) });
      const whole = observationsOf(name);
      const log = linesOf(whole, settings);
      const single = splitUp(whole);
      for (let seed = 1; seed <= orders; seed += 1) expect(linesOf(delayed(single, seed), settings)).toEqual(log);
    },
    300_000,
  );
});

describe('a person’s evidence', () => {
  const anchor: Observation = {
    kind: 'anchor',
    anchor: { icao24: OURS, place: 'ZKPY', at: T0 + 6_300_000, onGround: true, source: 'satellite image' },
  };
  /** The flight with the evidence entered so many milliseconds after the moment it speaks of. */
  const entered = (afterMs: number): readonly Observation[] => {
    const index = handMade.findIndex((one) => timeOf(one) > T0 + 6_300_000 + afterMs);
    return [...handMade.slice(0, index), anchor, ...handMade.slice(index)];
  };

  it('takes its place by the time it speaks of, whenever within the hold it is entered', () => {
    const log = linesOf(entered(0));
    for (const afterMs of [-4000, 1000, 4000, REORDER_HOLD_MS - 1000]) expect(linesOf(entered(afterMs))).toEqual(log);
  });

  it('of a time that never comes in the recording starts no timer towards it', () => {
    const later: Observation = { kind: 'anchor', anchor: { ...anchor.anchor, at: T0 + 90_000_000 } };
    const feeds = (lines: readonly string[]) => lines.filter((line) => line.includes('"kind":"feed-gap"'));
    expect(feeds(linesOf([...handMade, later]))).toEqual(feeds(linesOf(handMade)));
  });
});

describe('the lane', () => {
  it('shows every report at once, and asks the detectors when the hold is over', () => {
    let world = emptyWorld(settingsFor());
    for (const frame of framesOf(leg({ start: SUNAN, fromS: 0, forS: 30, everyS: 10 }))) {
      const step = observe(world, frame);
      world = step.world;
      expect(step.events).toEqual([]);
    }
    expect(trackOf(world.fleet, OURS)?.heardAt).toBe(T0 + 30_000);
    expect(observe(world, { kind: 'clock', at: T0 + 30_000 + REORDER_HOLD_MS - 1 }).events).toEqual([]);
    const after = observe(world, { kind: 'clock', at: T0 + 30_000 + REORDER_HOLD_MS });
    expect(after.events.map(({ kind, detectedAt }) => [kind, detectedAt])).toEqual([['first-seen', T0 + 30_000]]);
  });

  it('lets through what waits at the end of a recording, and runs no timer after its last line', () => {
    const frames = framesOf(leg({ start: SUNAN, fromS: 0, forS: 30, everyS: 10 }));
    const { world, events } = live(frames);
    expect(events.map((event) => event.kind)).toEqual(['first-seen']);
    expect(observe(world, { kind: 'end', at: world.at }).events).toEqual([]);
  });

  it('does not wait for a feed whose clock is ahead', () => {
    const frames = framesOf(leg({ start: SUNAN, fromS: 0, forS: 40, everyS: 10 })).map(
      (one): Observation => (one.kind === 'reports' ? { ...one, clockAt: one.receivedAt + 3_600_000 } : one),
    );
    expect(live([...frames, clock(60)]).kinds).toEqual(['first-seen']);
  });

  it('what comes later than the hold tells nothing twice, and goes into the history', () => {
    const early = framesOf(leg({ start: SUNAN, fromS: 0, forS: 300, everyS: 10, rest: { squawk: '1430' } }));
    const late = framesOf(leg({ start: SUNAN, fromS: 5, forS: 200, everyS: 10, rest: { squawk: '7700' } })).map(
      (one): Observation => (one.kind === 'reports' ? { ...one, receivedAt: T0 + 400_000 } : one),
    );
    const { kinds, world } = live([...early, ...otherFrames(300, 400), ...late, ...otherFrames(410, 500)]);
    expect(kinds).toEqual(['first-seen']);
    expect(trackOf(world.fleet, OURS)?.squawk?.value).toBe('1430');
  });
});
