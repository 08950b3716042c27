/** What `update` answers: the state after, and what has to be done outside, in order. */
import type { Effect } from './effect.ts';
import type { State } from './state.ts';

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}
