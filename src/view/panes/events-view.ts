/**
 * The event log as a whole screen: rules between days, a rule at the read mark, every line with its fate, and what is known of the selected
 * one below. In: the state and the space. Out: lines in view.
 */
import { MINUTE_MS } from '../../aero/units.ts';
import { supersededIds } from '../../app/journeys.ts';
import { eventHolds, isUnread, shownEvents, unreadEvents, visibleEvents } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import type { FlightEvent } from '../../events/types.ts';
import { eventLine, LEVEL_TONE, logDay, subjectName } from '../event-line.ts';
import { clockMinute, dayAndMinute, distance, distanceUnit, duration, percent, timeNear } from '../format.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, said, span, titleRule, wrapped } from '../line.ts';
import type { Line, Space } from '../types.ts';

/** Rows of the selected event's part, its rule included. */
const DETAIL_ROWS = 8;
const LEAST_LIST_ROWS = 8;
/** Candidates that are named. */
const NAMED_CANDIDATES = 4;

/** The event log: at most `space.rows` lines of at most `space.columns` cells. */
export function eventsViewModel(state: State, space: Space): readonly Line[] {
  const frame = frameOf(state);
  const { glyphs, mode } = frame;
  const events = visibleEvents(state);
  const { search, selectedEvent, eventLevel } = state.ui;
  const hits =
    search === '' ? '' : `   "${said(search, 20)}" ${events.filter((event) => eventHolds(event, search)).length} hits`;
  const rule = titleRule(
    [span('Events', 'accent'), span(` ${events.length}/${shownEvents(state).length}`), span(hits, 'note')],
    [span(`level ${glyphs.atLeast} ${eventLevel}   ${unreadEvents(state).length} unread`, 'dim')],
    space.columns,
    glyphs,
  );
  if (events.length === 0) return finish([rule, [span('  No events of this level yet.', 'dim')]], space, mode);
  const selectedIndex = Math.max(
    0,
    events.findIndex(({ id }) => id === selectedEvent),
  );
  const selected = events[selectedIndex];
  const detailRows = space.rows >= DETAIL_ROWS + LEAST_LIST_ROWS ? DETAIL_ROWS : 0;
  const room = Math.max(1, space.rows - 1 - detailRows);
  const list = listLines(state, events, selected, frame, space.columns, room, selectedIndex);
  const detail = detailRows === 0 || selected === undefined ? [] : detailLines(selected, frame, space.columns);
  const filled = detail.length === 0 ? list : [...list, ...Array.from({ length: room - list.length }, (): Line => [])];
  return finish([rule, ...filled, ...detail.slice(0, detailRows)], space, mode);
}

/** The lines in view round the selected one, with the rules of the days and of the read mark between them. */
function listLines(
  state: State,
  events: readonly FlightEvent[],
  selected: FlightEvent | undefined,
  { glyphs }: Frame,
  columns: number,
  room: number,
  selectedIndex: number,
): readonly Line[] {
  const superseded = supersededIds(shownEvents(state));
  const sectionRule = (text: string): Line => {
    const start = ` ${glyphs.rule.repeat(2)} ${text} `;
    return [span(start + glyphs.rule.repeat(Math.max(0, columns - start.length)), 'dim')];
  };
  const from = Math.max(0, selectedIndex - room);
  const lines: { readonly line: Line; readonly index: number }[] = [];
  for (let index = from; index < events.length && index <= selectedIndex + room; index += 1) {
    const event = events[index];
    const before = events[index - 1];
    if (event === undefined) break;
    if (before === undefined || logDay(before) !== logDay(event))
      lines.push({ line: sectionRule(logDay(event)), index });
    if (before !== undefined && isUnread(state, before) && !isUnread(state, event)) {
      lines.push({ line: sectionRule(`last read ${clockMinute(state.readMarkAt)}`), index });
    }
    const line = eventLine(event, glyphs, {
      unread: isUnread(state, event),
      superseded: superseded.has(event.id),
      selected: event === selected,
      hit: eventHolds(event, state.ui.search),
      unstored: state.unstored.has(event.id),
      day: logDay(event),
    });
    lines.push({ line, index });
  }
  const at = lines.findIndex(({ index }) => index === selectedIndex);
  const first = Math.max(0, Math.min(lines.length - room, at - Math.floor(room / 2)));
  return lines.slice(first, first + room).map(({ line }) => line);
}

/** What is known of one event: when, where, how, how sure. */
function detailLines(event: FlightEvent, { glyphs, units, now }: Frame, columns: number): readonly Line[] {
  const rule = titleRule(
    [
      span(`${event.level.toUpperCase()} `, LEVEL_TONE[event.level]),
      span(`${subjectName(event, 12)}  ${said(event.kind, 24)}`, 'strong'),
    ],
    [span(said(event.status, 12), 'dim')],
    columns,
    glyphs,
  );
  const text = wrapped(said(event.text, 300), Math.max(1, columns - 2)).map((row): Line => [span(` ${row}`)]);
  const row = (name: string, value: string): Line => [span(` ${name.padEnd(11)}`, 'dim'), span(value)];
  const width = event.toAt - event.fromAt;
  const when =
    width < MINUTE_MS
      ? timeNear(event.at, now)
      : `${timeNear(event.at, now)}, between ${dayAndMinute(event.fromAt)} and ${dayAndMinute(event.toAt)} (${duration(width)})`;
  const lines: Line[] = [
    rule,
    ...text.slice(0, 2),
    row('happened', when),
    row('said', `${timeNear(event.detectedAt, now)}, ${event.basis}, belief ${percent(event.probability)}`),
  ];
  const identity = [event.icao24, event.callsign, event.typecode]
    .filter((part) => part !== undefined)
    .map((part) => said(part, 12));
  if (event.place !== undefined) lines.push(row('place', `${said(event.place.icao, 8)} ${said(event.place.name, 40)}`));
  if (event.candidates.length > 0) {
    const named = event.candidates.slice(0, NAMED_CANDIDATES);
    lines.push(
      row(
        'candidates',
        named
          .map(
            ({ icao, probability, distanceNm }) =>
              `${said(icao, 8)} ${percent(probability)} ${distance(distanceNm, units)} ${distanceUnit(units)}`,
          )
          .join('  '),
      ),
    );
  }
  if (identity.length > 0) lines.push(row('aircraft', identity.join('  ')));
  return lines;
}
