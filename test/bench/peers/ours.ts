/** Our own rules in the same form: what of `take-off`, `departure` and `landing` stands at the end, each happening once. */
import type { WatchRule } from '../../../src/aero/watchlist.ts';
import type { FlightEvent } from '../../../src/events/types.ts';
import { emptyWorld, type Observation, observe } from '../../../src/events/world.ts';
import { standing } from '../../support/scene-run.ts';
import type { Call, Rules } from './calls.ts';

/** A doubt is not a claim. */
const CLAIM = 0.5;

function run(observations: readonly Observation[], watched: readonly string[]): readonly Call[] {
  const watch = watched.map((icao24): WatchRule => ({ kind: 'icao24', icao24 }));
  let world = emptyWorld({ watch, eventsForAll: false, sightings: new Map() });
  const events: FlightEvent[] = [];
  const take = (observation: Observation): void => {
    const step = observe(world, observation);
    world = step.world;
    events.push(...step.events);
  };
  for (const observation of observations) take(observation);
  take({ kind: 'end', at: world.at });
  const stand = standing(events).filter(({ probability }) => probability >= CLAIM);
  const takeOffs = stand.filter(({ kind }) => kind === 'take-off');
  return stand.flatMap(({ kind, icao24, at, fromAt, toAt, place }): readonly Call[] => {
    if (icao24 === undefined || !(kind === 'landing' || kind === 'take-off' || kind === 'departure')) return [];
    // A departure is the take-off from the DPRK under its own name: one happening.
    const isSame = (other: FlightEvent): boolean =>
      other.icao24 === icao24 && other.place?.icao === place?.icao && other.fromAt <= toAt && fromAt <= other.toAt;
    if (kind === 'departure' && takeOffs.some(isSame)) return [];
    return [
      {
        kind: kind === 'landing' ? 'landing' : 'take-off',
        icao24,
        at,
        ...(place === undefined ? {} : { place: place.icao }),
      },
    ];
  });
}

export const ours: Rules = { name: 'dprk-watch', source: 'src/events', run };
