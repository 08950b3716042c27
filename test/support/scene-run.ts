/** A simulated scene through detection, and what it said held against what truly happened. */
import type { EpochMs } from '../../src/aero/units.ts';
import type { WatchRule } from '../../src/aero/watchlist.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyWorld, type Observation, observe } from '../../src/events/world.ts';
import { framesOf, type Happened, observationsFrom, truthOfSky } from './sky.ts';
import type { Scene } from './sky-routes.ts';

/** The events that were not replaced or taken back, in the order in which they were said. */
export function standing(events: readonly FlightEvent[]): readonly FlightEvent[] {
  const gone = new Set(events.map((event) => event.supersedes));
  return events.filter((event) => event.status !== 'retracted' && !gone.has(event.id));
}

export interface Ran {
  readonly scene: Scene;
  /** All that was said, and what of it stands at the end. */
  readonly said: readonly FlightEvent[];
  readonly stand: readonly FlightEvent[];
  readonly truth: readonly Happened[];
  readonly startAt: EpochMs;
}

/** Lets a scene happen, its aircraft watched. */
export function run(scene: Scene): Ran {
  const { icao24, sky, cadence } = scene;
  const watch = [icao24, ...(scene.alsoWatched ?? [])].map((one): WatchRule => ({ kind: 'icao24', icao24: one }));
  let world = emptyWorld({ watch, eventsForAll: false, sightings: new Map() });
  const said: FlightEvent[] = [];
  const take = (observation: Observation): void => {
    const step = observe(world, observation);
    world = step.world;
    said.push(...step.events);
  };
  for (const observation of observationsFrom(framesOf(sky, cadence))) take(observation);
  take({ kind: 'end', at: world.at });
  const truth = truthOfSky({ ...sky, flights: scene.flights });
  return { scene, said, stand: standing(said), truth, startAt: cadence.fromAt };
}

const KINDS: Readonly<Record<Happened['kind'], readonly string[]>> = {
  'take-off': ['take-off', 'departure'],
  landing: ['landing'],
};
/** Farther from the truth than this it is about something else. */
const ABOUT_MS = 4 * 3_600_000;

/** What stands of one happening: the event of its kind that is nearest in time, wherever it says that it was. */
export function saidOf(ran: Ran, happened: Happened): FlightEvent | undefined {
  const off = (event: FlightEvent, of = happened): number => Math.abs(event.at - of.at);
  const rivals = ran.truth.filter((other) => other !== happened && other.kind === happened.kind);
  return ran.stand
    .filter((event) => KINDS[happened.kind].includes(event.kind) && event.icao24 === happened.icao24)
    .filter((event) => off(event) <= ABOUT_MS && !rivals.some((rival) => off(event, rival) < off(event)))
    .sort((a, b) => off(a) - off(b))[0];
}

/** Feeds round the ages of what they send. */
const ROUNDING_MS = 15_000;

export const holds = (event: FlightEvent, at: EpochMs): boolean =>
  event.fromAt - ROUNDING_MS <= at && at <= event.toAt + ROUNDING_MS;
