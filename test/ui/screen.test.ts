import fc from 'fast-check';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { updateUi } from '../../src/app/update-ui.ts';
import { withTracks } from '../../src/tracks/fleet.ts';
import { KEYS } from '../../src/ui/keys.ts';
import { contextOf } from '../../src/ui/pane-context.ts';
import type { Screen } from '../../src/ui/screen.ts';
import { screenOf } from '../../src/ui/screen.ts';
import { inContext } from '../../src/ui/screen-size.ts';
import type { ColourLevel } from '../../src/ui/theme.ts';
import { paletteOf } from '../../src/ui/theme.ts';
import { eventNamed, replayState, stateOf, T0, trackNamed } from '../support/screen-state.ts';

const draw = (state: State, before?: Screen, colour: ColourLevel = '16'): Screen =>
  screenOf(state, contextOf(state, KEYS), paletteOf(state.ui.theme, colour), before);
const events = [eventNamed('a', T0 - 2000), eventNamed('b', T0 - 1000, { level: 'alert' })];
const wide = { columns: 120, rows: 40 };

/** What a callsign, a sentence or a reason may try on a terminal (screens paper, sanitiser, 5). */
const PAYLOADS: readonly string[] = [
  '\u001b]52;c;aGk=\u0007',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://example.org\u001b\\x\u001b]8;;\u001b\\',
  '\u001b[2J',
  '\u001b[1;1H',
  '\u001b[6n',
  '\u001bPtmux;\u001b\u001b]52;c;aGk=\u0007\u001b\\',
  '\u009b2J',
  '\u009d52;c;aGk=\u009c',
  '\u001b]52;c;never ended',
  '\r',
  '\b\b',
  '\u0007',
  '\u001b[31m',
  '\u202e',
  '\u200b',
  '\u0000',
  '\u007f',
  '\u001bc',
  `e${'\u0301'.repeat(40)}`,
  '\t',
  '\u{e0041}',
];

describe('the screen', () => {
  it('is the same object while only the clock moves, so that nothing is drawn', () => {
    const first = draw(stateOf({ events, options: wide }));
    const later = stateOf({ events, options: wide, state: { at: T0 + 14_000, wallAt: T0 + 14_000 } });
    expect(draw(later, first)).toBe(first);
  });

  it('takes the clock along when something else changes', () => {
    const state = stateOf({ events });
    const first = draw(state);
    const at = T0 + 60_000;
    const track = trackNamed('15521f', 'RA-86559', { altitudeFt: { value: 1200, at }, heardAt: at });
    const links = new Map(
      [...state.links].map(([id, link]) => [id, { ...link, lastFrameAt: at, clockAt: at, clockMovedAt: at }]),
    );
    const world = { ...state.world, at, fleet: withTracks(state.world.fleet, [track]) };
    const next = draw({ ...state, at, wallAt: at, links, world }, first);
    expect(next).not.toBe(first);
    expect(next.rows[0]).toContain('12:01Z');
  });

  it('keeps the rows of panes that have not changed', () => {
    const state = stateOf({ events, options: wide });
    const first = draw(state);
    const next = draw({ ...state, events: [...events, eventNamed('c', T0)] }, first);
    expect(next.drawn.get('aircraft')).toBe(first.drawn.get('aircraft'));
    expect(next.drawn.get('events')).not.toBe(first.drawn.get('events'));
  });

  it('is drawn anew in another theme, and has no escape where there is no tone and no colour', () => {
    const state = stateOf({ events });
    const first = draw(state);
    expect(draw({ ...state, ui: { ...state.ui, theme: 'mono' } }, first)).not.toBe(first);
    for (const row of draw(state, undefined, 'none').rows) expect(row).not.toMatch(/\u001b\[(?:[0-9;]*;)?[349]\d/);
  });

  it('fits every size: one row less than the terminal, no row too wide, in every view and with every prompt', () => {
    const anyState = fc.record({
      columns: fc.integer({ min: 1, max: 220 }),
      rows: fc.integer({ min: 1, max: 70 }),
      view: fc.constantFrom('main' as const, 'details' as const, 'events' as const, 'feeds' as const, 'help' as const),
      focus: fc.constantFrom('aircraft' as const, 'route' as const, 'events' as const),
      zoomed: fc.boolean(),
      dense: fc.boolean(),
      glyphs: fc.constantFrom('unicode' as const, 'ascii' as const),
      prompt: fc.constantFrom(undefined, 'filter' as const, 'command' as const, 'search' as const),
      recorded: fc.boolean(),
    });
    fc.assert(
      fc.property(anyState, ({ prompt, recorded, ...ui }) => {
        const start = (recorded ? replayState : stateOf)({ events, ui });
        const opened =
          prompt === undefined
            ? start
            : updateUi(start, { kind: 'act', at: T0, act: 'prompt', prompt, text: 'zo' }).state;
        const { rows } = draw(opened);
        expect(rows.length).toBe(Math.max(0, ui.rows - 1));
        for (const row of rows) expect(stringWidth(stripAnsi(row))).toBeLessThanOrEqual(ui.columns);
        if (ui.glyphs === 'ascii') for (const row of rows) expect(stripAnsi(row)).toMatch(/^[\x20-\x7e]*$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each(PAYLOADS)('lets nothing through that a terminal would obey: %j', (payload) => {
    const hostile = `A${payload}B`;
    const track = trackNamed('15521f', hostile, {
      typecode: hostile,
      callsign: { value: hostile, at: T0 },
      squawk: { value: hostile, at: T0 },
      operator: hostile,
      description: hostile,
      country: hostile,
      feed: hostile,
    });
    const event = eventNamed('a', T0, {
      text: hostile,
      registration: hostile,
      place: { icao: hostile, name: hostile },
    });
    const link = { ...[...stateOf().links.values()][0], label: hostile, credit: hostile };
    const links = new Map([...stateOf().links].map(([id, known]) => [id, { ...known, ...link, feed: id }]));
    for (const view of ['main', 'details', 'events', 'feeds', 'help'] as const) {
      const ui = {
        view,
        columns: 160,
        rows: 50,
        search: hostile,
        notice: { text: hostile, tone: 'warn' as const, at: T0 },
      };
      const state = stateOf({ tracks: [track], events: [event], ui, state: { links, storeTrouble: hostile } });
      for (const row of draw(state).rows) {
        const bare = row.replace(/\u001b\[[0-9;]*m/g, '');
        expect(bare).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect(bare).not.toMatch(/\p{M}{3,}/u);
        if (payload === '\u001b[31m') expect(row).not.toContain('A\u001b[31mB');
      }
    }
  });
});

describe('what moving knows of the screen', () => {
  it('pages by the rows in view, and scrolls a text to its end', () => {
    const main = stateOf({ options: { columns: 80, rows: 24 } });
    const page = inContext({ kind: 'act', at: T0, act: 'move', by: 'page-down' }, main);
    expect(page).toMatchObject({ page: (draw(main).drawn.get('aircraft')?.region.space.rows ?? 0) - 2 });
    const help = stateOf({ ui: { view: 'help', columns: 80, rows: 24 } });
    const scroll = inContext({ kind: 'act', at: T0, act: 'move', by: 'bottom' }, help);
    if (scroll.kind !== 'act' || scroll.act !== 'move' || scroll.most === undefined) throw new Error('no end');
    expect(scroll.most).toBeGreaterThan(0);
    const rowsAt = (offset: number) => draw({ ...help, ui: { ...help.ui, scroll: offset } }).rows;
    expect(rowsAt(scroll.most)).toEqual(rowsAt(scroll.most + 50));
    expect(rowsAt(scroll.most)).not.toEqual(rowsAt(scroll.most - 1));
  });

  it('moves among the columns that are shown', () => {
    const msg = inContext(
      { kind: 'act', at: T0, act: 'column', by: 1 },
      stateOf({ options: { columns: 60, rows: 15 } }),
    );
    expect(msg).toMatchObject({ among: expect.arrayContaining(['reg', 'alt', 'gs', 'seen']) });
    expect(msg).not.toMatchObject({ among: expect.arrayContaining(['src']) });
  });
});
