/**
 * Moving: the selected row, the selected log line, the scrolled text. In: the state and how far. Out: the state looked at from there.
 * The selection is an address, so it survives filter, sort, reconnect and replay; the order of rows is held while the cursor moves.
 */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import { currentTrack, eventHolds, selectedRow, unreadEvents, visibleEvents, visibleTracks } from './select.ts';
import type { State } from './state.ts';
import type { UiAct } from './ui-msg.ts';
import type { UiStep } from './ui-step.ts';
import { look, say, step } from './ui-step.ts';

type Move = Extract<UiAct, { act: 'move' }>;

/** The order of rows is held this long (ms) after each move, so that nobody hits the wrong aircraft (screens.md, c). */
export const ORDER_HELD_MS = 2000;
/** Rows of a page where the screen has not said how many it shows. */
const PAGE_ROWS = 10;

/** Whether moves go through the log: its view, or its pane on the main screen. */
export const isInEvents = (state: State): boolean =>
  state.ui.view === 'events' || (state.ui.view === 'main' && state.ui.focus === 'events');

/** The aircraft that an order is about: of the selected log line in the log, else the current one. */
export function subjectAircraft(state: State): string | undefined {
  if (isInEvents(state)) return currentEvent(state)?.icao24;
  return currentTrack(state)?.icao24;
}

/** The log line that is selected, else the newest. */
export function currentEvent(state: State): FlightEvent | undefined {
  const events = visibleEvents(state);
  return events.find(({ id }) => id === state.ui.selectedEvent) ?? events[0];
}

/** The row after a move among `count` rows; `from` may be -1 (none). */
function moved(from: number, by: Move['by'], count: number, page: number): number {
  const half = Math.max(1, Math.floor(page / 2));
  const target = (() => {
    switch (by) {
      case 'top':
        return 0;
      case 'bottom':
        return count - 1;
      case 'page-down':
        return from + page;
      case 'page-up':
        return from - page;
      case 'half-down':
        return from + half;
      case 'half-up':
        return from - half;
      default:
        return from + by;
    }
  })();
  return Math.max(0, Math.min(count - 1, target));
}

/** Moves what the keys move now: a row, a log line or the text. */
export function move(state: State, { by, page = PAGE_ROWS, most }: Move, at: EpochMs): State {
  const { view } = state.ui;
  if (isInEvents(state)) return moveEvent(state, by, page);
  if (view === 'main') return moveRow(state, by, page, at);
  const scroll = moved(state.ui.scroll, by, (most ?? Number.MAX_SAFE_INTEGER - 1) + 1, page);
  return look(state, { scroll });
}

function moveRow(state: State, by: Move['by'], page: number, at: EpochMs): State {
  const rows = visibleTracks(state);
  if (rows.length === 0) return state;
  const from = selectedRow(state);
  // The first key makes the selection visible: it is the first row, whichever way it points.
  const row = from < 0 ? (by === 'bottom' ? rows.length - 1 : 0) : moved(from, by, rows.length, page);
  const selected = rows[row];
  const heldOrder = { icao24s: rows.map(({ icao24 }) => icao24), until: at + ORDER_HELD_MS };
  return look(state, { selected: selected?.icao24, heldOrder });
}

function moveEvent(state: State, by: Move['by'], page: number): State {
  const events = visibleEvents(state);
  if (events.length === 0) return state;
  const from = Math.max(
    0,
    events.findIndex(({ id }) => id === state.ui.selectedEvent),
  );
  return look(state, { selectedEvent: events[moved(from, by, events.length, page)]?.id });
}

/** To the next (older) or previous (newer) log line that holds the searched text; in a text, a row on. */
export function find(state: State, by: -1 | 1, at: EpochMs): State {
  if (state.ui.search === '') return say(state, 'nothing is searched for: /', at);
  if (!isInEvents(state)) return look(state, { scroll: Math.max(0, state.ui.scroll + by) });
  const events = visibleEvents(state);
  const from = events.findIndex(({ id }) => id === state.ui.selectedEvent);
  for (let tried = 1; tried <= events.length; tried += 1) {
    const event = events[(from + by * tried + events.length * 2) % events.length];
    if (event !== undefined && eventHolds(event, state.ui.search)) return look(state, { selectedEvent: event.id });
  }
  return say(state, `no line holds "${state.ui.search}"`, at);
}

/** To the first line from the newest on that holds the text, while it is typed. */
export function findFirst(state: State): State {
  if (!isInEvents(state)) return look(state, { scroll: 0 });
  const first = visibleEvents(state).find((event) => eventHolds(event, state.ui.search));
  return first === undefined ? state : look(state, { selectedEvent: first.id });
}

/**
 * To the oldest unread line, or the one after the selected; what is left behind becomes read. Lines said at the same moment share one
 * read mark, so it moves only when the last of them is reached.
 */
export function nextUnread(state: State, at: EpochMs): UiStep {
  const unread = unreadEvents(state).toReversed();
  if (unread.length === 0) {
    const hidden = state.events.some((event) => event.detectedAt > state.readMarkAt);
    const text = hidden
      ? `nothing unread at level ${state.ui.eventLevel} or above: L, or U marks all read`
      : 'nothing is unread';
    return step(say(state, text, at));
  }
  const index = (unread.findIndex(({ id }) => id === state.ui.selectedEvent) + 1) % unread.length;
  const event = unread[index];
  if (event === undefined) return step(state);
  const shown = look(state, {
    selectedEvent: event.id,
    ...(state.ui.view === 'main'
      ? { focus: 'events' as const, zoomed: state.ui.zoomed && state.ui.focus === 'events' }
      : {}),
  });
  const later = unread[index + 1];
  if (later !== undefined && later.detectedAt <= event.detectedAt) return step(shown);
  return step({ ...shown, readMarkAt: event.detectedAt }, { kind: 'read-mark', at: event.detectedAt });
}

/** Everything said until now is read. */
export function readAll(state: State): UiStep {
  const at = state.events.reduce((newest, event) => Math.max(newest, event.detectedAt), state.readMarkAt);
  return at === state.readMarkAt ? step(state) : step({ ...state, readMarkAt: at }, { kind: 'read-mark', at });
}
