/** Small hand-made flights: reports along a great circle, on the ground or in the air, and the events that follow from them. */
import { destinationPoint } from '../../src/aero/geo.ts';
import { type EpochMs, HOUR_MS, type Position, SECOND_MS } from '../../src/aero/units.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyWorld, type Observation, observe, type World, type WorldSettings } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';

export const T0: EpochMs = Date.UTC(2024, 0, 20, 3, 0, 0);
export const OURS = '15521f';
/** Sunan's runway, 117 ft; the nearest other field is 16 NM off. */
export const SUNAN: Position = { latitudeDeg: 39.2241, longitudeDeg: 125.67 };
/** Farther than 5 NM from any field of the table. */
export const TAIGA: Position = { latitudeDeg: 58.3, longitudeDeg: 60 };

/** A report of the watched aircraft; `s` is seconds after T0. */
export const report = (s: number, rest: Partial<Report> = {}): Report => {
  const at = T0 + s * SECOND_MS;
  return {
    icao24: OURS,
    at,
    source: 'adsb',
    feed: 'readsb',
    ...(rest.position === undefined ? {} : { positionAt: at }),
    ...rest,
  };
};

export interface Leg {
  readonly start: Position;
  readonly trackDeg?: number;
  readonly fromS: number;
  readonly forS: number;
  readonly everyS?: number;
  readonly speedKt?: number;
  /** Height at the start and its rate; without height it is on the ground. */
  readonly altitudeFt?: number;
  readonly rateFpm?: number;
  readonly rest?: Partial<Report>;
}

/** Reports every few seconds along a great circle, first and last included. */
export function leg({
  start,
  trackDeg = 0,
  fromS,
  forS,
  everyS = 10,
  speedKt = 0,
  altitudeFt,
  rateFpm = 0,
  rest = {},
}: Leg): Report[] {
  const reports: Report[] = [];
  for (let s = 0; s <= forS; s += everyS) {
    const position = destinationPoint(start, trackDeg, (speedKt * s * SECOND_MS) / HOUR_MS);
    const vertical =
      altitudeFt === undefined
        ? { onGround: true }
        : { onGround: false, altitudeFt: altitudeFt + (rateFpm * s) / 60, verticalRateFpm: rateFpm };
    reports.push(report(fromS + s, { position, groundSpeedKt: speedKt, trackDeg, ...vertical, ...rest }));
  }
  return reports;
}

/** A minute of approach, touch-down at Sunan about `s`, a roll-out of `rollKt`. */
export const approach = (s: number): Report[] =>
  leg({
    start: destinationPoint(SUNAN, 0, 2.5),
    trackDeg: 180,
    fromS: s - 60,
    forS: 50,
    speedKt: 145,
    altitudeFt: 117 + 800,
    rateFpm: -800,
  });

export const settingsFor = (rest: Partial<WorldSettings> = {}): WorldSettings => ({
  watch: [{ kind: 'icao24', icao24: OURS }],
  eventsForAll: false,
  sightings: new Map(),
  ...rest,
});

/** Each report as a frame of its own, received half a second later. */
export const framesOf = (reports: readonly Report[]): Observation[] =>
  reports.map((one) => ({ kind: 'reports', feed: one.feed, reports: [one], receivedAt: one.at + 500 }));

export interface Lived {
  readonly world: World;
  readonly events: readonly FlightEvent[];
  readonly kinds: readonly string[];
}

/** Lets the observations happen, in the order given, and what waits for its turn after them. */
export function live(
  observations: readonly Observation[],
  settings: WorldSettings = settingsFor(),
  start?: World,
): Lived {
  let world = start ?? emptyWorld(settings);
  const events: FlightEvent[] = [];
  const take = (observation: Observation): void => {
    const step = observe(world, observation);
    world = step.world;
    events.push(...step.events);
  };
  for (const observation of observations) take(observation);
  take({ kind: 'end', at: world.at });
  return { world, events, kinds: events.map((event) => event.kind) };
}

/** The clock at `s` seconds after T0. */
export const clock = (s: number): Observation => ({ kind: 'clock', at: T0 + s * SECOND_MS });
/** A frame in which the watched aircraft is not: the feed delivers, it is not heard. */
export const otherFrames = (fromS: number, toS: number, everyS = 10, feed = 'readsb'): Observation[] => {
  const frames: Observation[] = [];
  for (let s = fromS; s <= toS; s += everyS) {
    const at = T0 + s * SECOND_MS;
    const other: Report = { icao24: '71be17', at, source: 'adsb', feed };
    frames.push({ kind: 'reports', feed, reports: [other], receivedAt: at + 500 });
  }
  return frames;
};
/** When an observation comes; a person's evidence at the time that it speaks of. */
export const timeOf = (one: Observation): EpochMs => {
  if (one.kind === 'anchor') return one.anchor.at;
  return one.kind === 'reports' ? one.receivedAt : one.at;
};
/** Observations in order of their time. */
export const inOrder = (...parts: readonly (readonly Observation[])[]): Observation[] =>
  parts.flat().sort((a, b) => timeOf(a) - timeOf(b));
