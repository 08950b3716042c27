/**
 * The folding of what a person does: keys and prompt edits go in, the state looked at in another way and what has to be done outside
 * come out. Pure. Nothing here changes what is believed; only `quit` leaves, never Esc.
 */
import { isLiveAnswering, isRecording, noConnection, noFilter, noRecording } from './command-reasons.ts';
import { cellTerm } from './filter-cell.ts';
import { filterError, filterOf, withTerm } from './filter-text.ts';
import { editPrompt, openPrompt } from './prompt.ts';
import { currentTrack, matchContext, subjectOf } from './select.ts';
import type { State } from './state.ts';
import { followed, marked, onlyMarked, watched } from './ui-aircraft.ts';
import { find, move, nextUnread, readAll, subjectAircraft } from './ui-move.ts';
import type { UiAct, UiMsg } from './ui-msg.ts';
import { quit, replayEvent } from './ui-session.ts';
import { cycled, dense, glyphs, theme, units } from './ui-settings.ts';
import { nextColumn, sortBy, sortByColumn } from './ui-sort.ts';
import type { UiStep } from './ui-step.ts';
import { look, say, step, withoutOldNotice } from './ui-step.ts';
import { goBack, openDetails, openView, turnFocus } from './ui-views.ts';

/**
 * What a key or a prompt edit makes of the state.
 * @returns the new state (the same one where nothing visible follows) and the effects, in order
 */
export function updateUi(state: State, msg: UiMsg): UiStep {
  if (msg.kind === 'prompt') {
    const { state: next, order } = editPrompt(state, msg, msg.at);
    return order === undefined ? step(next) : act(next, order, msg.at);
  }
  const quiet = withoutOldNotice(state, msg.at);
  // Any key but those that answer it takes the question to quit away, and then does what it does.
  const asked = state.ui.quitAsked && msg.act !== 'quit' ? look(quiet, { quitAsked: false, notice: undefined }) : quiet;
  return state.ui.quitAsked && msg.act === 'back' ? step(asked) : act(asked, msg, msg.at);
}

function act(state: State, order: UiAct, at: number): UiStep {
  switch (order.act) {
    case 'move':
      return step(move(state, order, at));
    case 'column':
      return step(nextColumn(state, order.by, order.among));
    case 'focus':
      return step(turnFocus(state, order.pane));
    case 'zoom':
      return step(look(state, { zoomed: !state.ui.zoomed }));
    case 'open':
      return step(openView(state, order.view));
    case 'enter':
      return step(openDetails(state, at));
    case 'back':
      return step(goBack(state));
    case 'sort':
      return step(sortByColumn(state, order.reverse));
    case 'sort-by':
      return step(sortBy(state, order.column, order.descending));
    case 'mark':
      return step(marked(state, at));
    case 'only-marked':
      return step(onlyMarked(state, at));
    case 'follow':
      return step(followed(state, at));
    case 'watch':
      return watched(state, at);
    case 'pause':
      return step(paused(state));
    case 'profile':
      return step(look(state, { routeMode: state.ui.routeMode === 'spark' ? 'profile' : 'spark' }));
    case 'units':
      return units(state);
    case 'dense':
      return dense(state);
    case 'theme':
      return theme(state, order.name);
    case 'glyphs':
      return glyphs(state, order.to);
    case 'prompt':
      return step(openPrompt(state, order.prompt, order.text));
    case 'filter':
      return step(filter(state, order.text, at));
    case 'filter-cell':
      return step(filterCell(state, order.exclude, at));
    case 'filter-toggle':
      return step(toggleFilter(state, at));
    case 'find':
      return step(find(state, order.by, at));
    case 'next-unread':
      return nextUnread(state, at);
    case 'read-all':
      return readAll(state);
    case 'level':
      return step(look(state, { eventLevel: order.to ?? cycled(state.ui.eventLevel) }));
    case 'replay-bar':
      return step(unless(noRecording(state), state, at, (next) => look(next, { replayKeys: !next.ui.replayKeys })));
    case 'replay': {
      const reason = noRecording(state);
      return reason === undefined
        ? step(state, { kind: 'replay', command: order.command })
        : step(say(state, reason, at));
    }
    case 'replay-event':
      return replayEvent(state, order.by, at);
    case 'reconnect': {
      const reason = noConnection(state);
      if (reason !== undefined) return step(say(state, reason, at));
      return step(say(state, 'reconnecting', at), { kind: 'reconnect', reason: 'asked for' });
    }
    case 'say':
      return step(say(state, order.text, at));
    case 'demo': {
      const reason = isRecording(state) ?? isLiveAnswering(state);
      if (reason !== undefined) return step(say(state, reason, at));
      // biome-ignore lint/suspicious/noThenProperty: a word of the effect; it is never awaited
      return step(state, { kind: 'quit', next: 'demo' });
    }
    case 'redraw':
      return step(state, { kind: 'redraw' });
    case 'suspend':
      return step(state, { kind: 'suspend' });
    case 'quit':
      return quit(state, order.force, at);
  }
}

const unless = (reason: string | undefined, state: State, at: number, change: (state: State) => State): State =>
  reason === undefined ? change(state) : say(state, reason, at);

/** Holds the screen as it is, or lets it go on. What is received meanwhile is taken in and stored. */
const paused = (state: State): State =>
  look(state, {
    paused:
      state.ui.paused === undefined ? { at: state.at, world: state.world, events: state.events, held: 0 } : undefined,
  });

/** A filter given whole; a wrong one is not applied, and says where it is wrong. */
function filter(state: State, text: string, at: number): State {
  const error = filterError(text);
  if (error !== undefined) return say(state, `filter, character ${error.from + 1}: ${error.text}`, at, 'warn');
  const applied = filterOf(text, state.ui.filter);
  return look(state, { filter: applied, heldOrder: undefined });
}

function filterCell(state: State, exclude: boolean, at: number): State {
  const track = currentTrack(state);
  if (track === undefined || subjectAircraft(state) === undefined) return say(state, 'no aircraft is selected', at);
  const term = cellTerm(state.ui.column, subjectOf(state, track), matchContext(state), exclude);
  if (term === undefined) return say(state, 'this column makes no filter: h l choose another', at);
  const next = filter(state, withTerm(state.ui.filter.off ? '' : state.ui.filter.text, term), at);
  return look(next, { selected: track.icao24 });
}

function toggleFilter(state: State, at: number): State {
  const reason = noFilter(state);
  if (reason !== undefined) return say(state, reason, at);
  return look(state, { filter: { ...state.ui.filter, off: !state.ui.filter.off }, heldOrder: undefined });
}
