/**
 * What of the state is visible, and in what order: which aircraft are listed, which pass the filter, which log lines are shown, what is
 * selected. Pure, and memoised by the identity of the state, so that every pane of one frame asks once.
 */
import type { EpochMs } from '../aero/units.ts';
import type { EventLevel, FlightEvent } from '../events/types.ts';
import type { World } from '../events/world.ts';
import { matches } from '../query/match.ts';
import type { MatchContext, Subject } from '../query/types.ts';
import { trackOf, tracksOf } from '../tracks/fleet.ts';
import type { Track } from '../tracks/types.ts';
import { DATUM_LIFE_MS } from '../tracks/types.ts';
import type { Journey } from './journeys.ts';
import { journeyNow, journeysOf, stands, supersededIds } from './journeys.ts';
import { inHeldOrder, sorted } from './sort.ts';
import type { State } from './state.ts';
import { alive, alivePosition, isEmergency, isStale, subjectOfTrack } from './subject.ts';

/** What the screen shows of the world: the held one while the screen is paused. */
export const shownWorld = (state: State): World => state.ui.paused?.world ?? state.world;
/** The log that the screen shows, oldest first. */
export const shownEvents = (state: State): readonly FlightEvent[] => state.ui.paused?.events ?? state.events;
/** The time that ages are counted to: the feed's, or the moment of the pause. */
export const shownAt = (state: State): EpochMs => state.ui.paused?.world.at ?? state.at;

/** What the shown log says of each aircraft's journey, by address; one that flies again after its landing has none. */
export function journeys(state: State): ReadonlyMap<string, Journey> {
  const known = journeysShown.get(state);
  if (known !== undefined) return known;
  const told = journeysOf(shownEvents(state));
  const { fleet } = shownWorld(state);
  let changed: Map<string, Journey> | undefined;
  for (const [icao24, journey] of told) {
    const now = journeyNow(journey, trackOf(fleet, icao24));
    if (now === journey) continue;
    changed ??= new Map(told);
    changed.set(icao24, now);
  }
  journeysShown.set(state, changed ?? told);
  return changed ?? told;
}

const journeysShown = new WeakMap<State, ReadonlyMap<string, Journey>>();

export interface Counts {
  readonly seen: number;
  readonly air: number;
  readonly ground: number;
  readonly stale: number;
}

interface Selection {
  readonly listed: readonly Track[];
  readonly visible: readonly Track[];
}

const selections = new WeakMap<State, Selection>();

/** A function of the state that is worked out once a state. */
function perState<T>(make: (state: State) => T): (state: State) => T {
  const kept = new WeakMap<State, { readonly value: T }>();
  return (state) => {
    const known = kept.get(state);
    if (known !== undefined) return known.value;
    const value = make(state);
    kept.set(state, { value });
    return value;
  };
}

function selectionOf(state: State): Selection {
  const known = selections.get(state);
  if (known !== undefined) return known;
  const now = shownAt(state);
  const all: Track[] = [];
  for (const track of tracksOf(shownWorld(state).fleet)) {
    if (track.watched || (state.showAll && now - track.heardAt <= DATUM_LIFE_MS)) all.push(track);
  }
  const { ui } = state;
  const query = ui.filter.off ? undefined : ui.filter.query;
  const context = matchContext(state);
  const passing = all.filter((track) => {
    if (ui.onlyMarked && !ui.marked.has(track.icao24)) return false;
    return query === undefined || matches(query, subjectOf(state, track), context);
  });
  const ordered = sorted(passing, ui.sort, { now, journeys: journeys(state) });
  const held = ui.heldOrder !== undefined && state.wallAt < ui.heldOrder.until ? ui.heldOrder.icao24s : undefined;
  const shown = held === undefined ? ordered : inHeldOrder(ordered, held);
  const selection = { listed: all, visible: shown.slice(0, query?.view.limit) };
  selections.set(state, selection);
  return selection;
}

/** The track as the filter sees it. */
export const subjectOf = (state: State, track: Track): Subject =>
  subjectOfTrack(track, shownAt(state), journeys(state).get(track.icao24), state.ui.marked.has(track.icao24));

/** Watched aircraft that were heard, and with `--all` everything heard within 60 s: what the filter chooses from. */
export const listedTracks = (state: State): readonly Track[] => selectionOf(state).listed;
/** The table's rows in their order: listed, passing the filter, sorted, held while the cursor moves. */
export const visibleTracks = (state: State): readonly Track[] => selectionOf(state).visible;
/** What a match needs beside the subject. */
export const matchContext = (state: State): MatchContext => {
  const now = shownAt(state);
  const track = state.ui.selected === undefined ? undefined : trackOf(shownWorld(state).fleet, state.ui.selected);
  const selected = track === undefined ? undefined : alivePosition(track, now);
  return { now, ...(selected === undefined ? {} : { selected }) };
};

/** The subjects of every listed aircraft: what completion counts values in. */
export const listedSubjects = perState((state: State): readonly Subject[] =>
  listedTracks(state).map((track) => subjectOf(state, track)),
);

/** The aircraft that the route and details are about: selected, else followed, else the first row; `undefined` if there is none. */
export function currentTrack(state: State): Track | undefined {
  const { fleet } = shownWorld(state);
  for (const icao24 of [state.ui.selected, state.ui.followed]) {
    const track = icao24 === undefined ? undefined : trackOf(fleet, icao24);
    if (track !== undefined) return track;
  }
  return visibleTracks(state)[0];
}

/** The row of the selected aircraft in `visibleTracks`, -1 if it is not among them. */
export const selectedRow = (state: State): number =>
  visibleTracks(state).findIndex(({ icao24 }) => icao24 === state.ui.selected);

/** How many of the listed aircraft are in the air, on the ground and stale. */
export const counts = perState((state: State): Counts => {
  const now = shownAt(state);
  let air = 0;
  let ground = 0;
  let stale = 0;
  const listed = listedTracks(state);
  for (const track of listed) {
    const onGround = alive(track.onGround, now);
    if (isStale(track, now)) stale += 1;
    else if (onGround === true) ground += 1;
    else if (onGround === false || alive(track.altitudeFt, now) !== undefined) air += 1;
  }
  return { seen: listed.length, air, ground, stale };
});

const RANK: Readonly<Record<EventLevel, number>> = { info: 0, note: 1, warn: 2, alert: 3 };

/** The log lines of at least the chosen level, the newest first. Replaced and retracted lines are among them. */
export const visibleEvents = perState((state: State): readonly FlightEvent[] => {
  const least = RANK[state.ui.eventLevel];
  return shownEvents(state)
    .filter((event) => RANK[event.level] >= least)
    .toReversed();
});

/** The lines of `visibleEvents` that still say what the program believes. */
export const standingEvents = perState((state: State): readonly FlightEvent[] => {
  const superseded = supersededIds(shownEvents(state));
  return visibleEvents(state).filter((event) => stands(event, superseded));
});

/** Whether a line came after the read mark. */
export const isUnread = (state: State, event: FlightEvent): boolean => event.detectedAt > state.readMarkAt;
/** Lines after the read mark that still stand, of the chosen level. */
export const unreadEvents = perState((state: State): readonly FlightEvent[] =>
  standingEvents(state).filter((event) => isUnread(state, event)),
);

/** The aircraft with an unread line of level `alert` that stands. */
export const alerted = perState((state: State): ReadonlySet<string> => {
  const superseded = supersededIds(shownEvents(state));
  const icao24s = new Set<string>();
  for (const event of shownEvents(state)) {
    if (event.level === 'alert' && event.icao24 !== undefined && isUnread(state, event) && stands(event, superseded)) {
      icao24s.add(event.icao24);
    }
  }
  return icao24s;
});

/** Whether the table marks it `!`: distress now, or an unread alert. */
export const isAlert = (state: State, track: Track): boolean =>
  isEmergency(track, shownAt(state)) || alerted(state).has(track.icao24);

/** The log lines of one aircraft that stand, the newest first, whatever their level. */
export function eventsOf(state: State, icao24: string): readonly FlightEvent[] {
  const events = shownEvents(state);
  const superseded = supersededIds(events);
  return events.filter((event) => event.icao24 === icao24 && stands(event, superseded)).toReversed();
}

/** Whether a log line holds the searched text, case folded; an empty search finds nothing. */
export function eventHolds(event: FlightEvent, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return false;
  return [
    event.text,
    event.kind,
    event.registration,
    event.callsign,
    event.icao24,
    event.place?.icao,
    event.level,
  ].some((part) => part?.toLowerCase().includes(wanted) === true);
}

/** Whether the registration that a log line names was computed from the address and never received. */
export function isDerived(state: State, { icao24, registration }: FlightEvent): boolean {
  if (icao24 === undefined || registration === undefined) return false;
  const track = trackOf(shownWorld(state).fleet, icao24);
  return track?.registrationDerived === true && track.registration === registration;
}
