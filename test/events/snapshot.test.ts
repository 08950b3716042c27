/** A restart in the middle: a world put away as bytes and taken up again goes on as if nothing had been. */
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import { afterSleep, restoreWorld, SNAPSHOT_VERSION, snapshotOf } from '../../src/events/snapshot.ts';
import { eventToJson } from '../../src/events/wire.ts';
import { emptyWorld, type Observation, observe, type World, type WorldSettings } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { trackOf, tracksOf } from '../../src/tracks/fleet.ts';
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
  report,
  SUNAN,
  settingsFor,
  T0,
  TAIGA,
} from '../support/flown.ts';

/** Written down, read back, restored. */
function restarted(world: World, settings: WorldSettings): World {
  const back = restoreWorld(deserialize(serialize(snapshotOf(world))), settings);
  if (back === undefined) throw new Error('not restored');
  return back;
}

/** The log, line by line, of a run that restarts before each of these observations. */
function linesOf(observations: readonly Observation[], settings: WorldSettings, cuts: readonly number[]): string[] {
  let world = emptyWorld(settings);
  const lines: string[] = [];
  const take = (observation: Observation): void => {
    const step = observe(world, observation);
    world = step.world;
    lines.push(...step.events.map((event) => JSON.stringify(eventToJson(event))));
  };
  observations.forEach((observation, index) => {
    if (cuts.includes(index) && index > 0) world = restarted(world, settings);
    take(observation);
  });
  take({ kind: 'end', at: world.at });
  return lines;
}

const stay: readonly Report[] = [
  ...leg({
    start: destinationPoint(SUNAN, 0, 200),
    trackDeg: 180,
    fromS: -2000,
    forS: 900,
    everyS: 5,
    speedKt: 450,
    altitudeFt: 33_000,
    rest: { squawk: '7700', callsign: 'RFF7081' },
  }),
  ...approach(0),
  ...leg({ start: SUNAN, fromS: 5, forS: 600, everyS: 5, rest: { callsign: 'RFF7081', squawk: '1430' } }),
  ...leg({
    start: SUNAN,
    fromS: 90_000,
    forS: 600,
    everyS: 5,
    speedKt: 160,
    altitudeFt: 400,
    rateFpm: 1500,
    rest: { callsign: 'RFF7082', squawk: '1430' },
  }),
];
const handMade = inOrder(framesOf(stay), otherFrames(-2000, 2000, 20), otherFrames(88_000, 91_000, 20));

describe('a restart in the middle', () => {
  it('changes nothing in the log, wherever it comes, also while it stands at Sunan (property)', () => {
    const log = linesOf(handMade, settingsFor(), []);
    expect(log.length).toBeGreaterThan(4);
    const inTheStay = handMade.findIndex((one) => one.kind === 'reports' && one.receivedAt > T0 + 1000_000);
    expect(linesOf(handMade, settingsFor(), [inTheStay, inTheStay + 1])).toEqual(log);
    const cut = fc.integer({ min: 1, max: handMade.length - 1 });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 8 }), (cuts) => {
        expect(linesOf(handMade, settingsFor(), cuts)).toEqual(log);
      }),
      { numRuns: 20 },
    );
  });

  it.skipIf(corpusNames.length === 0).each(['01', '12', '23', '25', '36'])(
    'changes nothing in the log of recording %s…',
    (start) => {
      const name = corpusNames.find((one) => one.startsWith(start)) ?? '';
      const settings = settingsFor({ watch: watchOf(truthOf(name)) });
      const observations = observationsOf(name);
      const log = linesOf(observations, settings, []);
      expect(log.length).toBeGreaterThan(0);
      // Forty places, spread over the recording; each run is one more process that was ended and started.
      const cuts = Array.from({ length: 40 }, (_, index) => Math.floor(((index + 0.5) * observations.length) / 40));
      expect(linesOf(observations, settings, cuts)).toEqual(log);
    },
    120_000,
  );

  it('the time in which the program was off is no silence of an aircraft', () => {
    const cruise = framesOf(leg({ start: TAIGA, trackDeg: 90, fromS: 0, forS: 600, speedKt: 450, altitudeFt: 33_000 }));
    const before = live(cruise).world;
    const after = afterSleep(restarted(before, settingsFor()));
    const awake = [clock(700), clock(20_000), ...otherFrames(20_010, 20_600)];
    const { kinds, events } = live(awake, settingsFor(), after);
    expect(kinds).toEqual(['feed-gap', 'feed-restored']);
    expect(events[0]?.text).toContain('the program was not running');
    expect(live(otherFrames(20_610, 21_200), settingsFor(), live(awake, settingsFor(), after).world).kinds).toEqual([
      'lost',
    ]);
  });

  it('keeps what a person said of an aircraft that nobody ever heard', () => {
    const said: Observation = {
      kind: 'anchor',
      anchor: { icao24: '155221', place: 'ZKPY', at: T0 + 30_000, onGround: true, source: 'satellite image' },
    };
    const again: Observation = { kind: 'anchor', anchor: { ...said.anchor, at: T0 + 90_000, source: 'a photograph' } };
    const observations = [...otherFrames(0, 60), said, ...otherFrames(70, 200), again, ...otherFrames(210, 400)];
    const log = linesOf(observations, settingsFor(), []);
    expect(log.some((line) => line.includes('155221'))).toBe(true);
    for (const cut of [7, 8, 12, 30]) expect(linesOf(observations, settingsFor(), [cut])).toEqual(log);
  });

  it('takes up a changed watchlist', () => {
    const world = live([...framesOf([report(0)]), ...otherFrames(0, 60)]).world;
    const other = settingsFor({ watch: [{ kind: 'icao24', icao24: '71be17' }] });
    const back = restarted(world, other);
    expect(trackOf(back.fleet, OURS)?.watched).toBe(false);
    expect(trackOf(back.fleet, '71be17')?.watched).toBe(true);
  });
});

describe('a snapshot', () => {
  it('of another version, or no snapshot at all, is refused', () => {
    const snapshot = snapshotOf(live(handMade.slice(0, 50)).world);
    expect(restoreWorld(snapshot, settingsFor())).toBeDefined();
    expect(restoreWorld({ ...snapshot, version: SNAPSHOT_VERSION + 1 }, settingsFor())).toBeUndefined();
    for (const other of [undefined, null, 7, 'world', {}, { version: SNAPSHOT_VERSION }, []])
      expect(restoreWorld(other, settingsFor())).toBeUndefined();
    expect(snapshotOf(emptyWorld(settingsFor()))).toBeUndefined();
  });

  it('keeps every watched aircraft, and a thousand others: those that squawk an emergency, then the last heard', () => {
    const strangers = Array.from({ length: 1500 }, (_, index) =>
      report(index / 100, {
        icao24: (0x400000 + index).toString(16),
        ...(index < 5 ? { squawk: '7700' } : {}),
      }),
    );
    const world = live(framesOf([report(-100), ...strangers])).world;
    const back = restarted(world, settingsFor());
    expect(back.fleet.size).toBe(1001);
    expect([...tracksOf(back.fleet)].filter((track) => track.squawk?.value === '7700').length).toBe(5);
    expect(trackOf(back.fleet, OURS)?.watched).toBe(true);
  });
});
