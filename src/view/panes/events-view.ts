/**
 * The event log as a whole screen: rules between days, a rule at the read mark, every line with its fate, and what is known of the selected
 * one below. In: the state and the space. Out: lines in view.
 */
import type { EpochMs } from '../../aero/units.ts';
import { MINUTE_MS } from '../../aero/units.ts';
import { supersededIds } from '../../app/journeys.ts';
import { eventHolds, isDerived, isUnread, shownEvents, unreadEvents, visibleEvents } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import type { FlightEvent } from '../../events/types.ts';
import { eventLine, LEVEL_TONE, logDay, sentence, subjectName } from '../event-line.ts';
import {
  clockMinute,
  counted,
  day,
  dayAndMinute,
  distance,
  distanceUnit,
  duration,
  percent,
  timeNear,
} from '../format.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, said, span, titleRule, wrapped } from '../line.ts';
import type { Line, Space, Span } from '../types.ts';

/** Rows of the selected event's part, its rule included: at least, so that the list does not jump; more for a long sentence. */
const DETAIL_ROWS = 8;
const DETAIL_SHARE = 0.5;
const LEAST_LIST_ROWS = 8;
/** Candidates that are named. */
const NAMED_CANDIDATES = 8;
const TEXT_CELLS = 1200;

/** The event log: at most `space.rows` lines of at most `space.columns` cells. */
export function eventsViewModel(state: State, space: Space): readonly Line[] {
  const frame = frameOf(state);
  const { glyphs, mode } = frame;
  const events = visibleEvents(state);
  const { search, selectedEvent, eventLevel } = state.ui;
  const found = search === '' ? 0 : events.filter((event) => eventHolds(event, search)).length;
  const hits = search === '' ? '' : `   "${said(search, 20)}" ${counted(found, 'hit')}`;
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
  const most = Math.max(DETAIL_ROWS, Math.floor(space.rows * DETAIL_SHARE));
  const detail =
    space.rows < DETAIL_ROWS + LEAST_LIST_ROWS || selected === undefined
      ? []
      : detailLines(selected, isDerived(state, selected), frame, space.columns, most);
  const room = Math.max(1, space.rows - 1 - (detail.length === 0 ? 0 : Math.max(DETAIL_ROWS, detail.length)));
  const list = listLines(state, events, selected, frame, space.columns, room, selectedIndex);
  const filled = detail.length === 0 ? list : [...list, ...Array.from({ length: room - list.length }, (): Line => [])];
  return finish([rule, ...filled, ...detail], space, mode);
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
      derived: isDerived(state, event),
      day: logDay(event),
    });
    lines.push({ line, index });
  }
  const at = lines.findIndex(({ index }) => index === selectedIndex);
  const first = Math.max(0, Math.min(lines.length - room, at - Math.floor(room / 2)));
  return lines.slice(first, first + room).map(({ line }) => line);
}

/** What is known of one event, in at most `most` rows: when, where, how, how sure; the sentence gives way last. */
function detailLines(
  event: FlightEvent,
  derived: boolean,
  { glyphs, units, now }: Frame,
  columns: number,
  most: number,
): readonly Line[] {
  const rule = titleRule(
    [
      span(`${event.level.toUpperCase()} `, LEVEL_TONE[event.level]),
      span(`${subjectName(event, 12, derived)}  ${said(event.kind, 24)}`, 'strong'),
    ],
    [span(said(event.status, 12), 'dim')],
    columns,
    glyphs,
  );
  const row = (name: string, value: string): readonly Line[] =>
    wrapped(value, Math.max(1, columns - NAME_CELLS - 2)).map((text, index) => [
      span(` ${(index === 0 ? name : '').padEnd(NAME_CELLS)}`, 'dim'),
      span(text),
    ]);
  const when = event.toAt - event.fromAt < MINUTE_MS ? timeNear(event.at, now) : intervalWords(event, now);
  const facts: Line[] = [
    ...row('happened', when),
    ...row('said', `${timeNear(event.detectedAt, now)}, ${BASIS_WORDS[event.basis] ?? said(event.basis, 12)}`),
    ...row('belief', `${percent(event.probability)}, ${beliefWords(event.probability)}`),
  ];
  if (event.place !== undefined) {
    facts.push(...row('place', `${said(event.place.icao, 8)} ${said(event.place.name, 40)}`));
  }
  if (event.candidates.length > 1 || (event.place === undefined && event.candidates.length > 0)) {
    const named = event.candidates.slice(0, NAMED_CANDIDATES).map(({ icao, probability, distanceNm: miles }) => {
      const share = probability < LEAST_PERCENT ? '<1 %' : percent(probability);
      return `${said(icao, 8)} ${share} ${distance(miles, units)} ${distanceUnit(units)}`.replaceAll(' ', NO_BREAK);
    });
    const more = event.candidates.length - named.length;
    facts.push(...row('candidates', `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`.trim()));
  }
  const { eta } = event.detail;
  if (Array.isArray(eta) && eta.length === 2) {
    const [fromAt, toAt] = eta.map((time) => (typeof time === 'string' ? Date.parse(time) : Number.NaN));
    if (fromAt !== undefined && toAt !== undefined && Number.isFinite(fromAt + toAt)) {
      facts.push(...row('there', betweenWords(fromAt, toAt)));
    }
  }
  const identity = [event.icao24, event.callsign, event.typecode, derived ? DERIVED_WORDS : undefined]
    .filter((part) => part !== undefined)
    .map((part) => said(part, DERIVED_WORDS.length));
  if (identity.length > 0) facts.push(...row('aircraft', identity.join('  ')));
  const text = wrapped(sentence(event, derived, TEXT_CELLS), Math.max(1, columns - 2));
  const shown = text.slice(0, Math.max(2, most - 1 - facts.length)).map((words): Line => [span(` ${words}`)]);
  return [rule, ...shown, ...facts].slice(0, most).map((line) => line.map(withBlanks));
}

/** `10 Oct 12:07Z and 12:33Z`: the day once where it is one. */
const betweenWords = (fromAt: EpochMs, toAt: EpochMs): string =>
  `between ${dayAndMinute(fromAt)} and ${day(fromAt) === day(toAt) ? clockMinute(toAt) : dayAndMinute(toAt)}`;

function intervalWords({ at, fromAt, toAt }: FlightEvent, now: EpochMs): string {
  const about = day(at) === day(now) || day(at) === day(fromAt) ? clockMinute(at) : dayAndMinute(at);
  return `about ${about}, ${betweenWords(fromAt, toAt)} (${duration(toAt - fromAt)})`;
}

const NAME_CELLS = 11;
/** A candidate's words stay together where the list is broken. */
const NO_BREAK = '\u00a0';
const withBlanks = ({ text, tone }: Span): Span => ({ text: text.replaceAll(NO_BREAK, ' '), tone });
const LEAST_PERCENT = 0.005;
const DERIVED_WORDS = 'registration derived from the address, not received';

/** How it is known, in words. */
const BASIS_WORDS: Readonly<Record<string, string>> = {
  observed: 'observed: fixes show it',
  inferred: 'inferred: from fixes around it and from silence',
  reported: 'reported: a person entered it',
};

/** A probability in words; the steps are those that the sentences follow (events/say). */
const BELIEF_WORDS: readonly (readonly [from: number, words: string])[] = [
  [0.98, 'as good as certain'],
  [0.85, 'very likely'],
  [0.6, 'probable'],
  [0.4, 'possible'],
  [0, 'unlikely'],
];
const beliefWords = (probability: number): string =>
  BELIEF_WORDS.find(([from]) => probability >= from)?.[1] ?? 'not known';
