import { describe, expect, it } from 'vitest';
import { visibleTracks } from '../../src/app/select.ts';
import { ORDER_HELD_MS } from '../../src/app/ui-move.ts';
import { trackOf, withTracks } from '../../src/tracks/fleet.ts';
import { back, down, person, regs } from '../support/person.ts';
import { eventNamed, replayState, stateOf, T0, trackNamed } from '../support/screen-state.ts';

describe('moving', () => {
  it('makes the selection visible with the first key, then moves it, and stops at the ends', () => {
    expect(stateOf().ui.selected).toBeUndefined();
    const who = person(stateOf()).does(down);
    expect(who.state.ui.selected).toBe('15521f');
    expect(who.does(down).state.ui.selected).toBe('720023');
    expect(who.does({ act: 'move', by: 'bottom' }, down).state.ui.selected).toBe('154a2d');
    expect(who.does({ act: 'move', by: 'top' }, { act: 'move', by: -1 }).state.ui.selected).toBe('15521f');
  });

  it('moves by the pages that the screen shows', () => {
    const tracks = Array.from({ length: 40 }, (_, index) =>
      trackNamed((0x100000 + index).toString(16), `P-${500 + index}`, {
        altitudeFt: { value: 40_000 - index * 100, at: T0 },
      }),
    );
    const who = person(stateOf({ tracks })).does(down, { act: 'move', by: 'page-down', page: 12 });
    expect(visibleTracks(who.state).findIndex(({ icao24 }) => icao24 === who.state.ui.selected)).toBe(12);
    who.does({ act: 'move', by: 'half-up', page: 12 });
    expect(visibleTracks(who.state).findIndex(({ icao24 }) => icao24 === who.state.ui.selected)).toBe(6);
  });

  it('holds the order of rows for 2 s after a move, then lets it go', () => {
    const who = person(stateOf()).does(down);
    const climbed = trackOf(who.state.world.fleet, '154a2d');
    if (climbed === undefined) throw new Error('lost');
    const fleet = withTracks(who.state.world.fleet, [{ ...climbed, altitudeFt: { value: 39_000, at: T0 } }]);
    const changed = { ...who.state, world: { ...who.state.world, fleet } };
    expect(regs({ ...changed, wallAt: who.state.wallAt + ORDER_HELD_MS - 1 })[0]).toBe('RA-86559');
    expect(regs({ ...changed, wallAt: who.state.wallAt + ORDER_HELD_MS })[0]).toBe('RA-82045');
  });

  it('keeps the selection by address through filter, sort and a reconnect', () => {
    const who = person(stateOf()).does(down, down, { act: 'filter', text: 'type:IL62' });
    expect(who.state.ui.selected).toBe('720023');
    who.does({ act: 'sort-by', column: 'reg' }, { act: 'reconnect' }, { act: 'filter', text: '' });
    expect(who.state.ui.selected).toBe('720023');
    expect(who.effects).toEqual([{ kind: 'reconnect', reason: 'asked for' }]);
  });

  it('scrolls a text no further than its end', () => {
    const who = person(stateOf({ ui: { view: 'help' } })).does({ act: 'move', by: 'bottom', most: 7 });
    expect(who.state.ui.scroll).toBe(7);
    expect(who.does({ act: 'move', by: 1, most: 7 }).state.ui.scroll).toBe(7);
    expect(who.does({ act: 'move', by: 'top', most: 7 }).state.ui.scroll).toBe(0);
  });
});

describe('views', () => {
  it('goes back one level at a time, ends at the table, and never quits', () => {
    const who = person(stateOf()).does({ act: 'zoom' }, { act: 'open', view: 'events' }, { act: 'open', view: 'help' });
    expect(who.state.ui.back).toEqual(['main', 'events']);
    expect(who.does(back).state.ui.view).toBe('events');
    expect(who.does(back).state.ui).toMatchObject({ view: 'main', zoomed: true });
    expect(who.does(back).state.ui.zoomed).toBe(false);
    const end = who.state;
    expect(who.does(back).state.ui).toEqual(end.ui);
    expect(who.effects).toEqual([]);
  });

  it('the key that opens a view closes it', () => {
    const who = person(stateOf()).does({ act: 'open', view: 'help' }, { act: 'open', view: 'help' });
    expect(who.state.ui).toMatchObject({ view: 'main', back: [] });
  });

  it('in a replay, Esc leaves the details first, then gives the keys back, then unzooms', () => {
    const who = person(replayState({ ui: { zoomed: true } })).does(down, { act: 'enter' });
    expect(who.state.ui.view).toBe('details');
    expect(who.does(back).state.ui).toMatchObject({ view: 'main', replayKeys: true });
    expect(who.does(back).state.ui).toMatchObject({ replayKeys: false, zoomed: true });
    expect(who.does(back).state.ui.zoomed).toBe(false);
  });

  it('Enter on a log line opens its aircraft; a line about the feed says so', () => {
    const events = [eventNamed('a', T0), { ...eventNamed('b', T0 + 1), icao24: undefined }].map(
      ({ icao24, ...rest }) => (icao24 === undefined ? rest : { ...rest, icao24 }),
    );
    const who = person(stateOf({ events, ui: { focus: 'events' } })).does({ act: 'enter' });
    expect(who.state.ui.notice?.text).toBe('this line is not about an aircraft');
    expect(who.does(down, { act: 'enter' }).state.ui).toMatchObject({ view: 'details', selected: '15521f' });
  });

  it('a pane key leads to the main screen from anywhere', () => {
    const who = person(stateOf()).does({ act: 'open', view: 'help' }, { act: 'focus', pane: 'events' });
    expect(who.state.ui).toMatchObject({ view: 'main', focus: 'events', back: [] });
    expect(who.does({ act: 'focus', pane: 'next' }).state.ui.focus).toBe('aircraft');
    expect(who.does({ act: 'focus', pane: 'previous' }).state.ui.focus).toBe('events');
  });
});

describe('marks, following and watching', () => {
  it('marks and unmarks, and shows only the marked until none is left', () => {
    const who = person(stateOf()).does(down, { act: 'mark' }, down, { act: 'mark' }, { act: 'only-marked' });
    expect(regs(who.state)).toEqual(['RA-86559', 'P-632']);
    who.does({ act: 'mark' }, { act: 'move', by: 'top' }, { act: 'mark' });
    expect(who.state.ui.onlyMarked).toBe(false);
    expect(regs(who.state)).toHaveLength(4);
  });

  it('watches an aircraft once: for this run and for the settings', () => {
    const tracks = [trackNamed('4ca123', 'EI-ABC', { watched: false })];
    const who = person(stateOf({ tracks, state: { showAll: true } })).does({ act: 'watch' }, { act: 'watch' });
    expect(who.effects).toEqual([{ kind: 'watch-add', rule: '4ca123' }]);
    expect(who.state.world.settings.watch).toEqual([{ kind: 'icao24', icao24: '4ca123' }]);
    expect(who.state.ui.notice?.text).toBe('EI-ABC is watched already');
  });

  it.each([['mark'], ['follow'], ['watch'], ['enter']] as const)(
    '%s without an aircraft says so and does nothing',
    (act) => {
      const who = person(stateOf({ tracks: [] })).does({ act });
      expect(who.effects).toEqual([]);
      expect(who.state.ui.notice?.text).toMatch(/selected/);
    },
  );
});

describe('the log', () => {
  const events = [
    eventNamed('a', T0 + 1000),
    eventNamed('b', T0 + 2000, { level: 'warn' }),
    eventNamed('c', T0 + 2000, { level: 'alert' }),
    eventNamed('d', T0 + 3000),
  ];

  it('u goes through the unread from the oldest; lines of one moment are read together', () => {
    const who = person(stateOf({ events })).does({ act: 'next-unread' });
    expect(who.state.ui.selectedEvent).toBe('a');
    expect(who.state.readMarkAt).toBe(T0 + 1000);
    expect(who.does({ act: 'next-unread' }).state.ui.selectedEvent).toBe('b');
    expect(who.state.readMarkAt).toBe(T0 + 1000);
    expect(who.does({ act: 'next-unread' }).state.ui.selectedEvent).toBe('c');
    expect(who.state.readMarkAt).toBe(T0 + 2000);
    expect(who.does({ act: 'next-unread' }).state.ui.selectedEvent).toBe('d');
    expect(who.does({ act: 'next-unread' }).state.ui.notice?.text).toBe('nothing is unread');
    expect(who.effects.map((effect) => effect.kind)).toEqual(['read-mark', 'read-mark', 'read-mark']);
  });

  it('U reads all; a second time there is nothing to do', () => {
    const who = person(stateOf({ events })).does({ act: 'read-all' });
    expect(who.effects).toEqual([{ kind: 'read-mark', at: T0 + 3000 }]);
    who.does({ act: 'read-all' });
    expect(who.effects).toHaveLength(1);
  });

  it('L goes through the levels; unread lines below it are not skipped in silence', () => {
    const quiet = [eventNamed('a', T0 + 1000)];
    const who = person(stateOf({ events: quiet })).does({ act: 'level' }, { act: 'next-unread' });
    expect(who.state.ui.eventLevel).toBe('note');
    expect(who.state.ui.notice?.text).toMatch(/^nothing unread at level note or above/);
    expect(who.does({ act: 'level' }, { act: 'level' }, { act: 'level' }).state.ui.eventLevel).toBe('info');
  });

  it('finds while typing, and goes on with n', () => {
    const who = person(stateOf({ events, ui: { view: 'events' } }))
      .does({ act: 'prompt', prompt: 'search' })
      .types('line b');
    expect(who.state.ui.selectedEvent).toBe('b');
    who.edits({ edit: 'clear' }).types('line').edits({ edit: 'apply' });
    expect(who.state.ui.selectedEvent).toBe('d');
    expect(who.does({ act: 'find', by: 1 }).state.ui.selectedEvent).toBe('c');
    expect(who.does({ act: 'find', by: -1 }, { act: 'find', by: -1 }).state.ui.selectedEvent).toBe('a');
    expect(who.does(back).state.ui).toMatchObject({ search: '', view: 'events' });
  });
});
