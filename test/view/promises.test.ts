/** What the screen must never leave out, whatever the size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { keyRows } from '../../src/ui/keys.ts';
import { screenText } from '../../src/view/screen.ts';
import { atSize, fixtureStates, NOW, stateWith } from '../support/states.ts';

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
