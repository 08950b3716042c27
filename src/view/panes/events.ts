/**
 * Pane 3: the newest log lines that stand, of the chosen level. In: the state and the space. Out: rule and lines, the newest on top; with one row
 * of space the gravest unread line, else the newest.
 */
import { supersededIds } from '../../app/journeys.ts';
import { isDerived, isUnread, shownEvents, standingEvents, unreadEvents, visibleEvents } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import type { FlightEvent } from '../../events/types.ts';
import { eventLine } from '../event-line.ts';
import { day, roughly } from '../format.ts';
import { frameOf } from '../frame.ts';
import { finish, span, titleRule } from '../line.ts';
import type { Line, Space } from '../types.ts';
import { firstRow } from './aircraft.ts';

/** The events pane: at most `space.rows` lines of at most `space.columns` cells. */
export function eventsModel(state: State, space: Space): readonly Line[] {
  const { glyphs, mode, now } = frameOf(state);
  const unread = unreadEvents(state);
  const today = day(now);
  const focused = state.ui.focus === 'events' && state.ui.view === 'main';
  // With the focus every line can be reached, also those that a later one replaced.
  const events = focused ? visibleEvents(state) : standingEvents(state);
  const superseded = supersededIds(shownEvents(state));
  const selected = focused ? (events.find(({ id }) => id === state.ui.selectedEvent) ?? events[0]) : undefined;
  const lineOf = (event: FlightEvent): Line =>
    eventLine(event, glyphs, {
      unread: isUnread(state, event),
      superseded: superseded.has(event.id),
      selected: focused && event.id === selected?.id,
      hit: false,
      unstored: state.unstored.has(event.id),
      derived: isDerived(state, event),
      day: today,
    });
  if (space.rows === 1) {
    const first = unread.find(({ level }) => level === 'alert') ?? unread[0] ?? events[0];
    return finish([first === undefined ? [span('  no events yet', 'dim')] : lineOf(first)], space, mode);
  }
  const level = state.ui.eventLevel === 'info' ? '' : `  level ${glyphs.atLeast} ${state.ui.eventLevel}`;
  const rule = titleRule(
    [span('3 ', 'key'), span('Events', focused ? 'accent' : 'title'), span(level, 'note')],
    unread.length > 0 ? [span(`${roughly(unread.length)} unread`, 'note')] : [],
    space.columns,
    glyphs,
  );
  if (events.length === 0)
    return finish([rule, [span('  No events yet. They are kept in the log as they happen.', 'dim')]], space, mode);
  const room = Math.max(0, space.rows - 1);
  const from = selected === undefined ? 0 : firstRow(events.length, events.indexOf(selected), room);
  return finish([rule, ...events.slice(from, from + room).map(lineOf)], space, mode);
}
