/**
 * Facts become belief, belief becomes log lines: an observation goes into the world, what follows from it goes to the visits, and what is new goes
 * into the log and out to be stored. The one way by which the log grows.
 */
import type { FlightEvent } from '../events/types.ts';
import type { Observation } from '../events/world.ts';
import { observe } from '../events/world.ts';
import { foldVisits } from '../visits/fold.ts';
import { KEPT_EVENTS } from './kept.ts';
import type { State } from './state.ts';
import type { Step } from './step.ts';

/** The state after an observation; its new events, each id once, are an effect. */
export function see(state: State, observation: Observation): Step {
  const { world, events } = observe(state.world, observation);
  const at = Math.max(state.at, world.at);
  const next: State = { ...state, world, at };
  const fresh = unknownOf(events, state);
  if (fresh.length === 0) return { state: next, effects: [] };
  const saidAt = Math.max(...fresh.map((event) => event.detectedAt));
  const turn = foldVisits(state.visits, fresh, saidAt);
  const lines = [...fresh, ...unknownOf(turn.events, state)];
  return {
    state: {
      ...next,
      visits: turn.memory,
      events: [...state.events, ...lines].slice(-KEPT_EVENTS),
      unstored: new Set([...state.unstored, ...lines.map((event) => event.id)]),
    },
    effects: [{ kind: 'store', events: lines }],
  };
}

function unknownOf(events: readonly FlightEvent[], state: State): readonly FlightEvent[] {
  if (events.length === 0) return events;
  const known = new Set(state.events.map((event) => event.id));
  return events.filter((event) => !known.has(event.id));
}
