/** Views and panes: opening, going back, focus. Going back ends at the table and goes no further: it never quits. */
import type { EpochMs } from '../aero/units.ts';
import type { State } from './state.ts';
import { currentEvent, isInEvents, subjectAircraft } from './ui-move.ts';
import type { PaneId, ViewId } from './ui-msg.ts';
import { look, say } from './ui-step.ts';

const PANES: readonly PaneId[] = ['aircraft', 'route', 'events'];

/** Opens a view; the key of the view that is open closes it. A view below is come back to, so the stack holds each view once. */
export function openView(state: State, view: ViewId): State {
  const { ui } = state;
  if (view === 'main') return look(state, { view, back: ui.back.length === 0 ? ui.back : [], scroll: 0 });
  if (view === ui.view) return closeView(state);
  const depth = ui.back.indexOf(view);
  const back = depth >= 0 ? ui.back.slice(0, depth) : [...ui.back, ui.view];
  return look(state, { view, back, scroll: 0, search: '', notice: undefined });
}

const closeView = (state: State): State =>
  look(state, { view: state.ui.back.at(-1) ?? 'main', back: state.ui.back.slice(0, -1), scroll: 0, search: '' });

/** The details of what is selected: the aircraft, or the aircraft of the selected log line. */
export function openDetails(state: State, at: EpochMs): State {
  if (state.ui.view === 'details' || state.ui.view === 'feeds' || state.ui.view === 'help') return state;
  const icao24 = subjectAircraft(state);
  if (icao24 === undefined) {
    const event = isInEvents(state) ? currentEvent(state) : undefined;
    return say(state, event === undefined ? 'nothing is selected' : 'this line is not about an aircraft', at);
  }
  return openView(look(state, { selected: icao24 }), 'details');
}

/** To a pane of the main screen; from another view, the main screen comes first. A zoom stays with the focus. */
export function turnFocus(state: State, pane: PaneId | 'next' | 'previous'): State {
  const index = PANES.indexOf(state.ui.focus);
  const turn = pane === 'next' ? 1 : -1;
  const focus =
    pane === 'next' || pane === 'previous' ? (PANES[(index + turn + PANES.length) % PANES.length] ?? 'aircraft') : pane;
  return look(openView(state, 'main'), { focus });
}

/**
 * One level back: message, search, view, replay keys, zoom, followed by nothing at all. The view comes before the replay keys, for it
 * lies on top: in a replay, Enter and Esc lead to the details and back.
 */
export function goBack(state: State): State {
  const { ui } = state;
  if (ui.search !== '') return look(state, { search: '' });
  if (ui.view !== 'main') return closeView(state);
  if (ui.replayKeys) return look(state, { replayKeys: false });
  if (ui.zoomed) return look(state, { zoomed: false });
  return look(state, { notice: undefined });
}
