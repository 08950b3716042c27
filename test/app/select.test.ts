/** What is visible, in what order, and what the log says of journeys. */
import { describe, expect, it } from 'vitest';
import { journeysOf } from '../../src/app/journeys.ts';
import {
  alerted,
  counts,
  currentTrack,
  eventHolds,
  eventsOf,
  isAlert,
  listedTracks,
  selectedRow,
  shownAt,
  standingEvents,
  unreadEvents,
  visibleEvents,
  visibleTracks,
} from '../../src/app/select.ts';
import { inHeldOrder, sortableColumns, sorted } from '../../src/app/sort.ts';
import { isEmergency, subjectOfEvent, subjectOfTrack } from '../../src/app/subject.ts';
import { parse } from '../../src/query/parse.ts';
import { emptyFleet, withTracks } from '../../src/tracks/fleet.ts';
import type { Track } from '../../src/tracks/types.ts';
import { eventWith, NOW, severalEvents, severalTracks, stateWith, trackWith } from '../support/states.ts';

const names = (tracks: readonly Track[]): string => tracks.map((track) => track.registration ?? track.icao24).join(' ');
const filtered = (text: string) => {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.error.text);
  return stateWith({}, { filter: { text, query: parsed.query, off: false } });
};

describe('the listed aircraft', () => {
  const stranger = (heardAgo: number) => trackWith('4ca7b1', heardAgo, { registration: 'EI-DEF', watched: false });
  const withStranger = (heardAgo: number, showAll: boolean) => {
    const state = stateWith({ showAll });
    return { ...state, world: { ...state.world, fleet: withTracks(state.world.fleet, [stranger(heardAgo)]) } };
  };
  it('are the watched ones, however long ago they were heard', () => {
    expect(names(listedTracks(stateWith()))).toContain('P-537');
    expect(listedTracks(withStranger(1, false))).toHaveLength(severalTracks.length);
  });
  it.each([
    [60, true],
    [61, false],
  ])('with --all hold others heard %i s ago: %s', (heardAgo, shown) => {
    expect(names(listedTracks(withStranger(heardAgo, true))).includes('EI-DEF')).toBe(shown);
  });
  it('are counted: in the air, on the ground, stale', () => {
    expect(counts(stateWith())).toEqual({ seen: 9, air: 6, ground: 1, stale: 2 });
  });
});

describe('the rows', () => {
  it('are those that pass the filter', () => {
    expect(names(visibleTracks(filtered('type:IL62')))).toBe('RA-86561 RA-86559');
    expect(names(visibleTracks(filtered('emergency')))).toBe('RA-82045');
  });
  it('keep an aircraft of unknown altitude for !alt>1 and drop it for alt<=1', () => {
    expect(names(visibleTracks(filtered('!alt>1')))).toContain('P-537');
    expect(visibleTracks(filtered('alt<=1'))).toHaveLength(0);
  });
  it('are all of them while the filter is off', () => {
    const state = filtered('type:IL62');
    expect(visibleTracks({ ...state, ui: { ...state.ui, filter: { ...state.ui.filter, off: true } } })).toHaveLength(9);
  });
  it('are the marked ones where only those are wanted', () => {
    expect(names(visibleTracks(stateWith({}, { onlyMarked: true })))).toBe('RA-86561');
  });
  it('put the unknown last in both directions', () => {
    const by = (descending: boolean) => names(visibleTracks(stateWith({}, { sort: { column: 'alt', descending } })));
    expect(by(true)).toMatch(/^RA-64044 .* P-633 P-537$/);
    expect(by(false)).toMatch(/^P-633 P-672 .* RA-64044 P-537$/);
  });
  it('keep their order while the cursor moves, and new ones come after', () => {
    const heldOrder = { icao24s: ['727633', '155221'], until: NOW + 2000 };
    expect(names(visibleTracks(stateWith({}, { heldOrder })))).toMatch(/^P-633 RA-86561 RA-64044/);
    expect(names(visibleTracks(stateWith({ wallAt: NOW + 2000 }, { heldOrder })))).toMatch(/^RA-64044/);
    expect(inHeldOrder([], ['a'])).toEqual([]);
  });
  it('do not change places while all are fresh and sorted by age', () => {
    const order = (fleet: readonly Track[]) =>
      names(sorted(fleet, { column: 'seen', descending: false }, { now: NOW, journeys: new Map() }));
    const fresh = severalTracks.filter((track) => NOW - track.heardAt < 10_000);
    expect(order(fresh)).toBe(order(fresh.map((track) => ({ ...track, heardAt: NOW - 1 }))));
  });
  it.each(sortableColumns)('can be sorted by %s, whatever is unknown', (column) => {
    const tracks = [...severalTracks, trackWith('abcdef', 0)];
    const down = sorted(tracks, { column, descending: true }, { now: NOW, journeys: journeysOf(severalEvents) });
    expect(new Set(down)).toEqual(new Set(tracks));
  });
});

describe('the selection', () => {
  it('is by address, and its row follows', () => {
    expect(selectedRow(stateWith())).toBe(1);
    expect(selectedRow(stateWith({}, { selected: 'ffffff' }))).toBe(-1);
  });
  it('falls back to the followed aircraft, then to the first row', () => {
    expect(currentTrack(stateWith({}, { selected: 'ffffff', followed: '727632' }))?.registration).toBe('P-632');
    expect(currentTrack(stateWith({}, { selected: 'ffffff' }))?.registration).toBe('RA-64044');
    const state = stateWith();
    expect(currentTrack({ ...state, world: { ...state.world, fleet: emptyFleet } })).toBeUndefined();
  });
});

describe('the log', () => {
  it('is shown newest first; what was replaced or withdrawn does not stand', () => {
    const state = stateWith();
    expect(
      visibleEvents(state)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual(['e13', 'e12']);
    const standing = standingEvents(state).map(({ id }) => id);
    for (const gone of ['e03', 'e08', 'e09']) expect(standing).not.toContain(gone);
    expect(standing).toContain('e04');
  });
  it('leaves out what is under the chosen level', () => {
    expect(visibleEvents(stateWith({}, { eventLevel: 'alert' })).map(({ id }) => id)).toEqual(['e13', 'e01']);
  });
  it('is unread after the read mark', () => {
    expect(unreadEvents(stateWith()).map(({ id }) => id)).toEqual(['e13', 'e12', 'e11']);
  });
  it('raises an alert for an aircraft until it is read', () => {
    expect([...alerted(stateWith())]).toEqual(['1554dd']);
    expect(alerted(stateWith({ readMarkAt: NOW })).size).toBe(0);
    const calm = trackWith('1554dd', 0, { squawk: '1000' });
    expect(isAlert(stateWith(), calm)).toBe(true);
    expect(isAlert(stateWith({ readMarkAt: NOW }), calm)).toBe(false);
  });
  it('of one aircraft holds what stands', () => {
    expect(eventsOf(stateWith(), '727632').map(({ id }) => id)).toEqual(['e12', 'e05', 'e04']);
  });
  it('is searched case folded, and an empty search finds nothing', () => {
    const event = eventWith('x', 'landing', 0, 'landed at Sunan', { place: { icao: 'ZKPY', name: 'Sunan' } });
    expect(eventHolds(event, 'sUNAN')).toBe(true);
    expect(eventHolds(event, 'zkpy')).toBe(true);
    expect(eventHolds(event, ' ')).toBe(false);
  });
});

describe('a journey', () => {
  const journey = (...events: Parameters<typeof journeysOf>[0]) => journeysOf(events).get('15521f');
  const about = { icao24: '15521f' };
  const UUMU = { icao: 'UUMU', name: 'Chkalovsky' };
  const ZKPY = { icao: 'ZKPY', name: 'Sunan' };
  const takeOff = eventWith('a', 'take-off', 9000, '', { ...about, place: UUMU });
  const heading = eventWith('b', 'heading-for-dprk', 900, '', { ...about, place: ZKPY, probability: 0.8 });
  it('has an origin and no invented end', () => {
    expect(journey(takeOff)).toEqual({ from: UUMU, departedAt: NOW - 9_000_000 });
  });
  it('has the end that a detector named, until it is withdrawn', () => {
    expect(journey(takeOff, heading)).toMatchObject({ to: ZKPY, toBasis: 'expected', probability: 0.8 });
    expect(journey(takeOff, heading, eventWith('c', 'heading-withdrawn', 1, '', about))?.to).toBeUndefined();
  });
  it('forgets a take-off that was taken back', () => {
    expect(
      journey(takeOff, eventWith('d', 'take-off', 1, '', { ...about, status: 'retracted', supersedes: 'a' })),
    ).toBeUndefined();
  });
  it('begins anew with the next take-off', () => {
    const landing = eventWith('e', 'landing', 500, '', { ...about, place: ZKPY });
    expect(journey(takeOff, heading, landing)).toMatchObject({ from: UUMU, to: ZKPY, toBasis: 'landed' });
    expect(journey(takeOff, landing, eventWith('f', 'take-off', 1, '', { ...about, place: ZKPY }))).toEqual({
      from: ZKPY,
      departedAt: NOW - 1000,
    });
  });
});

describe('a subject', () => {
  const track = trackWith('15521f', 30, {
    altitudeFt: 34_000,
    onGround: false,
    squawk: '7700',
    position: { latitudeDeg: 1, longitudeDeg: 2 },
  });
  it('leaves out what expired: 60 s, and 35 minutes for positions by ADS-C', () => {
    expect(subjectOfTrack(track, NOW + 30_000)).toMatchObject({ altitudeFt: 34_000, stale: true });
    expect(subjectOfTrack(track, NOW + 30_001)).not.toHaveProperty('altitudeFt');
    expect(subjectOfTrack({ ...track, source: 'adsc' }, NOW + 34 * 60_000)).toHaveProperty('position');
    expect(subjectOfTrack({ ...track, source: 'adsc' }, NOW + 35 * 60_000)).not.toHaveProperty('position');
  });
  it('has no altitude on the ground', () => {
    expect(subjectOfTrack(trackWith('a', 0, { onGround: true, altitudeFt: 0 }), NOW)).not.toHaveProperty('altitudeFt');
  });
  it.each([
    ['7500', true],
    ['7600', true],
    ['7700', true],
    ['7000', false],
  ])('squawking %s is in distress: %s', (squawk, distress) => {
    expect(isEmergency(trackWith('a', 0, { squawk }), NOW)).toBe(distress);
  });
  it('of an event says where it ended or began', () => {
    expect(subjectOfEvent(eventWith('a', 'landing', 0, 'x', { place: { icao: 'ZKPY', name: '' } }))).toMatchObject({
      to: 'ZKPY',
      kind: 'landing',
      level: 'info',
    });
    expect(subjectOfEvent(eventWith('a', 'take-off', 0, 'x', { place: { icao: 'ZKPY', name: '' } }))).toMatchObject({
      from: 'ZKPY',
    });
  });
});

it('shows the held world and its time while the screen is paused', () => {
  const state = stateWith({ at: NOW + 60_000 });
  const paused = { at: NOW, world: { ...state.world, at: NOW - 5 }, events: [], held: 3 };
  const held = { ...state, ui: { ...state.ui, paused } };
  expect(shownAt(held)).toBe(NOW - 5);
  expect(visibleEvents(held)).toEqual([]);
});
