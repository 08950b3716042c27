/** What the store has kept, taken into the state: earlier log lines, what is acknowledged, the world of before a restart. */
import type { FlightEvent } from '../events/types.ts';
import type { World } from '../events/world.ts';
import type { Msg } from './msg.ts';
import type { State } from './state.ts';

/** Log lines kept in memory; the store has them all. */
export const KEPT_EVENTS = 2000;

/** The log and the sightings of earlier runs, before what this run has said. */
export function withHistory(state: State, msg: Extract<Msg, { kind: 'history' }>): State {
  const known = new Set(state.events.map((event) => event.id));
  const earlier: readonly FlightEvent[] = msg.events.filter((event) => !known.has(event.id));
  return {
    ...state,
    events: [...earlier, ...state.events].slice(-KEPT_EVENTS),
    visits: msg.visits ?? state.visits,
    readMarkAt: msg.readMarkAt ?? state.readMarkAt,
    world: { ...state.world, settings: { ...state.world.settings, sightings: msg.sightings } },
  };
}

/** The store has acknowledged these: its trouble, if there was any, is over. */
export function stored(state: State, ids: readonly string[]): State {
  const { storeTrouble: _mended, ...rest } = state;
  const unstored = new Set(state.unstored);
  for (const id of ids) unstored.delete(id);
  return { ...rest, unstored };
}

/** The world of before a restart in place of the empty one, under the settings of this run. */
export const restored = (state: State, world: World): State => ({
  ...state,
  world: { ...world, settings: state.world.settings },
  at: Math.max(state.at, world.at),
});
