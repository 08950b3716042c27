/** What the screen must never leave out, whatever the size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { withTracks } from '../../src/tracks/fleet.ts';
import { keyRows } from '../../src/ui/keys.ts';
import { screenText } from '../../src/view/screen.ts';
import { atSize, eventWith, fixAt, fixtureStates, NOW, stateWith, trackWith } from '../support/states.ts';

const screen = (state: State): string => screenText(state, keyRows(state));
const named = (name: string): State => fixtureStates[name] ?? stateWith();
const views = ['main', 'details', 'events', 'feeds', 'help'] as const;
const seen = (state: State, view: (typeof views)[number], columns: number, rows: number): string =>
  screen(atSize({ ...state, ui: { ...state.ui, view } }, columns, rows));
const sizeFrom = (columns: number, rows: number) =>
  fc.tuple(fc.integer({ min: columns, max: 250 }), fc.integer({ min: rows, max: 80 }), fc.constantFrom(...views));

describe('the screen', () => {
  it.each([1, 600, 1000, Number.POSITIVE_INFINITY])(
    'says REPLAY and RECONSTRUCTION at every size from 40x10 and at speed %s',
    (speed) => {
      const base = named('reconstruction');
      const replay = { label: 'x', reconstruction: true, fromAt: NOW, toAt: NOW + 1000, at: NOW, playing: true, speed };
      for (const how of [{ playing: true }, { playing: false }, { playing: true, ended: true }]) {
        fc.assert(
          fc.property(sizeFrom(40, 10), ([columns, rows, view]) => {
            const [header = ''] = seen({ ...base, replay: { ...replay, ...how } }, view, columns, rows).split('\n');
            expect(header).toContain('REPLAY');
            expect(header).toContain('RECONSTRUCTION');
          }),
          { numRuns: 20 },
        );
      }
    },
  );

  it('credits the data at every size from 80x24, whatever else is said', () => {
    const long = { text: 'a notice '.repeat(30), tone: 'warn', at: NOW } as const;
    fc.assert(
      fc.property(sizeFrom(80, 24), fc.boolean(), ([columns, rows, view], noticed) => {
        const base = named('main');
        const state = noticed ? { ...base, ui: { ...base.ui, notice: long } } : base;
        expect(seen(state, view, columns, rows)).toContain('adsb.lol, ODbL 1.0');
      }),
      { numRuns: 40 },
    );
  });

  it('names whose data it is at every size from 40x10, whatever else is said', () => {
    const long = { text: 'a notice '.repeat(30), tone: 'warn', at: NOW } as const;
    fc.assert(
      fc.property(sizeFrom(40, 10), fc.boolean(), ([columns, rows, view], noticed) => {
        const base = named('main');
        const state = noticed ? { ...base, ui: { ...base.ui, notice: long } } : base;
        expect(seen(state, view, columns, rows)).toContain('data: adsb.lol');
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [40, 10, 'data: adsb.fi', /^(?!.*via)/],
    [60, 15, 'data: adsb.fi', /LIVE via adsb\.fi/],
    [80, 24, 'data: adsb.fi, non-commercial, https://adsb.fi', /LIVE via adsb\.fi/],
    [120, 40, 'data: adsb.fi, non-commercial, https://adsb.fi', /LIVE via adsb\.fi/],
  ])('credits the service that answers and not the one before it, at %ix%i', (columns, rows, credit, header) => {
    const text = seen(named('second-service'), 'main', columns, rows);
    expect(text).toContain(credit);
    expect(text).not.toContain('adsb.lol, ODbL');
    expect(text.split('\n')[0]).toMatch(header);
    const feeds = seen(named('second-service'), 'feeds', columns, rows);
    expect(feeds).toMatch(/credit +adsb\.fi, non-commercial/);
    expect(feeds).not.toContain('ODbL');
  });

  it('calls a web page one, in the header', () => {
    const header = (columns: number) => seen(named('web-page'), 'main', columns, 24).split('\n')[0] ?? '';
    expect(header(40)).toContain('REFUSED web page instead of');
    for (const columns of [60, 80, 120]) expect(header(columns)).toContain('REFUSED web page instead of data');
  });

  it('keeps the keys that help most on 40x10', () => {
    const keys = (name: string) => seen(named(name), 'main', 40, 10).split('\n').at(-1) ?? '';
    expect(keys('main')).toMatch(/\? help {2}\/ filter {2}q quit/);
    expect(keys('reconstruction')).toMatch(/q quit/);
    expect(keys('refused')).toMatch(/d demo {2}R retry {2}q quit/);
  });

  it('marks a derived registration wherever it stands', () => {
    const lines = eventWith('d1', 'take-off', 30, 'RA-86559 took off from Chkalovsky (UUMU).', {
      icao24: '15521f',
      registration: 'RA-86559',
    });
    const base = named('main');
    const state = {
      ...base,
      events: [...base.events, lines],
      ui: { ...base.ui, selected: '15521f', selectedEvent: 'd1' },
    };
    expect(seen(state, 'main', 80, 24)).toMatch(/Route {2}RA-86559'/);
    expect(seen(state, 'main', 80, 24)).toMatch(/INFO {2}RA-86559' took off/);
    expect(seen(state, 'details', 80, 24)).toMatch(/^─ RA-86559' /m);
    expect(seen(state, 'details', 80, 24)).toContain("reg RA-86559' (derived from the address, not received)");
    const log = seen(state, 'events', 80, 24);
    expect(log).toMatch(/^─ INFO RA-86559' {2}take-off/m);
    expect(log).toContain("RA-86559' took off from Chkalovsky (UUMU).");
    expect(log).toContain('registration derived from the address, not received');
    expect(log).not.toMatch(/RA-86559(?!')/);
  });

  it('shows where it is taken to be bound for, marked, with belief, interval and share of the way', () => {
    const text = seen(named('heading'), 'main', 120, 40);
    expect(text).toMatch(/RA-86561 .*UUBW›ZKPY\? /);
    expect(text).toMatch(/UUBW ━+●─+ ZKPY\?/);
    const words = seen(named('heading'), 'main', 200, 60);
    expect(words).toMatch(/\d\d %, [\d ]+ NM since UUBW, 9\d\d NM to ZKPY, DPRK likely 87 % \(ZKPY 74 %\),/);
    expect(words).toContain('there 16:12..16:51Z');
    expect(seen(named('heading'), 'main', 80, 24)).toMatch(
      /UUBW ━+●─+ ZKPY\? 990 NM to go, belief 74 %, ETA 16:12..16:51Z/,
    );
  });

  it('says of an event what it rests on, how sure it is in words, and every candidate', () => {
    const base = named('heading');
    for (const [columns, rows] of [
      [80, 24],
      [120, 40],
    ] as const) {
      const state = { ...base, ui: { ...base.ui, selectedEvent: 'e14' } };
      const text = seen(state, 'events', columns, rows).replaceAll(/\s+/g, ' ');
      expect(text).toContain('there between 16:12Z and 16:51Z. happened');
      expect(text).toContain('inferred: from fixes around it and from silence');
      expect(text).toContain('belief 87 %, very likely');
      expect(text).toContain('ZKPY 74 % 907 NM, ZKWS 6 % 880 NM, ZKSD 2 % 870 NM, ZKHM <1 % 860 NM');
      expect(text).toContain('there between 11 Oct 16:12Z and 16:51Z');
    }
  });

  it('shows of a silent aircraft what was last known, and calls it so', () => {
    const text = seen(named('silent'), 'main', 120, 40);
    expect(text).toMatch(/last 34000 ft {3}472 kt {3}104°/);
    expect(text).toMatch(/ZKPY 907 NM brg 118° {3}last known 14:22:06Z|last known 14:22:06Z/);
    expect(seen(named('silent'), 'main', 200, 60)).toMatch(/last known \d\d:\d\d/);
    expect(seen(named('silent'), 'main', 80, 24)).toMatch(/last F340 472 kt/);
    expect(seen(named('silent'), 'details', 120, 40)).toMatch(/ZKPY 907 NM brg 118°, last known/);
  });

  it('has the units of its columns in their titles', () => {
    expect(seen(named('main-metric-profile'), 'main', 80, 24)).toMatch(/ALT m▼ km\/h TRK SQWK km FNJ/);
    expect(seen(named('main-metric-profile'), 'main', 200, 60)).toMatch(/km\/h {4}m\/s/);
  });

  it('counts one as one', () => {
    const once = trackWith('155221', 0, {
      trail: [fixAt(NOW)],
      counts: { accepted: 1, suspect: 0, refused: 0 },
      position: fixAt(NOW).position,
    });
    const base = named('details');
    const state = { ...base, world: { ...base.world, fleet: withTracks(base.world.fleet, [once]) } };
    const text = seen(state, 'details', 120, 40);
    expect(text).toMatch(/ 1 report /);
    expect(text).toContain('last 1 point ');
  });

  it('judges a half typed word only when it is left, while there is something to complete it with', () => {
    const typed = (text: string, cursor = text.length) => {
      const error = { from: 5, to: 6, text: 'expected a type' };
      const prompt = { kind: 'filter', text, cursor, explained: false, completion: -1, error } as const;
      const base = named('main');
      return seen({ ...base, ui: { ...base.ui, prompt } }, 'main', 80, 24);
    };
    expect(typed('type:')).not.toContain('expected a type');
    expect(typed('type: alt>1')).toContain('^ expected a type');
    expect(typed('type:§')).toContain('expected a type');
  });

  it.each([
    ['reconnecting', 'RECONNECTING'],
    ['refused', 'REFUSED 401'],
    ['waiting', 'WAITING'],
    ['stalled-feeder', 'STALE'],
  ])('calls the table of "%s" frozen and says why in the header, from 40x10', (name, word) => {
    for (const [columns, rows] of [
      [40, 10],
      [60, 15],
      [80, 24],
      [120, 40],
      [200, 60],
    ] as const) {
      const text = seen(named(name), 'main', columns, rows);
      expect(text.split('\n')[0]).toContain(word);
      expect(text).toContain('FROZEN');
    }
  });

  it('offers the demo where no live feed answers', () => {
    expect(seen(named('no-feed-answers'), 'main', 80, 24)).toContain('d demo');
  });

  it('never drops registration, altitude, speed and age of an aircraft', () => {
    for (const columns of [40, 50, 60, 70, 80, 100]) {
      const text = seen(named('main'), 'main', columns, 24);
      for (const title of ['REG', 'ALT', 'GS', 'SEEN']) expect(text).toContain(title);
    }
  });

  it('marks selected, marked, alert, suspect, stale and derived with signs, not by colour alone', () => {
    const text = seen(named('main'), 'main', 120, 40);
    expect(text).toMatch(/^▌\* RA-86561 /m);
    expect(text).toMatch(/^ {2}!RA-82045 /m);
    expect(text).toMatch(/^ {2}\?P-912 /m);
    expect(text).toMatch(/^ {2}~P-672 /m);
    expect(text).toMatch(/^ {3}RA-86559' /m);
    expect(text).toMatch(/ gnd· /);
  });

  it('says in the details what is derived and what is suspect, and why', () => {
    const derived = named('details');
    expect(seen({ ...derived, ui: { ...derived.ui, selected: '15521f' } }, 'details', 80, 24)).toContain(
      'derived from the address',
    );
    expect(seen(named('details-suspect'), 'details', 80, 24)).toContain('suspect: implausible-speed');
  });

  it('says in the details how old the last known values are, which the table shows no more', () => {
    const base = named('details');
    const later = { ...base, at: NOW + 20 * 60_000, wallAt: NOW + 20 * 60_000 };
    expect(seen(later, 'details', 120, 40)).toContain('(last known 20m ago)');
    expect(seen(later, 'main', 120, 40)).toMatch(/RA-86561 +IL62 +RFF7081 +UUBW›\? +-· +- +- /);
  });

  it('never invents a destination', () => {
    expect(seen(named('main'), 'main', 80, 24)).toMatch(/UUBW ━+● \? /);
  });

  it('says that the log cannot be written', () => {
    for (const [columns, rows] of [
      [40, 10],
      [80, 24],
    ] as const)
      expect(seen(named('not-saved'), 'main', columns, rows)).toMatch(/NOT SAVED|cannot be written/);
  });
});
