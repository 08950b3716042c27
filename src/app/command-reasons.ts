/**
 * Why something cannot be done now, in words: the key stays visible, dimmed, and says this. In: the state. Out: a reason, or
 * `undefined` when nothing stands in the way.
 */
import type { EventLevel } from '../events/types.ts';
import { delivers } from './links.ts';
import type { State } from './state.ts';
import { subjectAircraft } from './ui-move.ts';

export type Reason = string | undefined;

/** Ascending. */
export const EVENT_LEVELS: readonly EventLevel[] = ['info', 'note', 'warn', 'alert'];

/** Whether a recording is played here or behind a relay. */
export const hasReplay = (state: State): boolean => state.replay !== undefined || state.clock === 'recording';

export const noRecording = (state: State): Reason => (hasReplay(state) ? undefined : 'no recording is played');

export const isRecording = (state: State): Reason => (hasReplay(state) ? 'a recording is played already' : undefined);

export const isLiveAnswering = (state: State): Reason =>
  [...state.links.values()].some(delivers) ? 'a live feed answers' : undefined;

export const noConnection = (state: State): Reason => {
  if (state.clock === 'recording') return 'a recording has no connection';
  return state.links.size === 0 ? 'there is no feed' : undefined;
};

export const nothingSelected = (state: State): Reason =>
  subjectAircraft(state) === undefined ? 'no aircraft is selected' : undefined;

export const nothingMarked = (state: State): Reason =>
  state.ui.marked.size === 0 && !state.ui.onlyMarked ? 'nothing is marked' : undefined;

export const nothingToFind = (state: State): Reason =>
  state.ui.search === '' ? 'nothing is searched for: /' : undefined;

export const noFilter = (state: State): Reason => (state.ui.filter.text === '' ? 'no filter is set' : undefined);

export const nothingUnread = (state: State): Reason =>
  state.events.some((event) => event.detectedAt > state.readMarkAt) ? undefined : 'nothing is unread';
