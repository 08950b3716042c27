/** The parts of the screen that decide: layout, columns, sparkline, connection, lines. */
import { describe, expect, it } from 'vitest';
import { columnsFor } from '../../src/view/columns.ts';
import { feedSummary } from '../../src/view/feed-summary.ts';
import { glyphsOf, inMode } from '../../src/view/glyphs.ts';
import { layoutOf, stepOf } from '../../src/view/layout.ts';
import { flow, pad, spread, textOf, titleRule, widthOf } from '../../src/view/line.ts';
import { BRIDGED_MS, sparkline, windowOf } from '../../src/view/sparkline.ts';
import { fixAt, fixtureStates, linkWith, NOW, stateWith } from '../support/states.ts';

const ramp = glyphsOf('unicode').ramp;

describe('the layout', () => {
  it.each([
    [39, 10, 'line'],
    [40, 9, 'line'],
    [40, 10, 'table'],
    [60, 15, 'compact'],
    [80, 24, 'stacked'],
    [119, 60, 'stacked'],
    [120, 32, 'columns'],
    [180, 50, 'wide'],
    [250, 49, 'columns'],
  ])('of %ix%i is "%s"', (columns, rows, step) => {
    expect(stepOf(columns, rows)).toBe(step);
  });
  const ui = stateWith().ui;
  const ids = (layout: ReturnType<typeof layoutOf>): string =>
    (layout.body.kind === 'stack' ? layout.body.regions : [...layout.body.left, ...layout.body.right])
      .map(({ id }) => id)
      .join(' ');
  it('stacks three panes at 80x24 and puts the route beside them from 120x32', () => {
    expect(ids(layoutOf({ columns: 80, rows: 24 }, ui))).toBe('aircraft route events');
    const wide = layoutOf({ columns: 120, rows: 32 }, ui);
    expect(wide.body.kind).toBe('columns');
    expect(ids(wide)).toBe('aircraft events route');
  });
  it('gives the body to a zoomed pane, to another view, to the table while one types a filter', () => {
    expect(ids(layoutOf({ columns: 80, rows: 24 }, { ...ui, zoomed: true, focus: 'events' }))).toBe('events');
    expect(ids(layoutOf({ columns: 200, rows: 60 }, { ...ui, view: 'feeds' }))).toBe('feeds');
    const prompt = { kind: 'filter', text: '', cursor: 0, explained: false, completion: -1 } as const;
    expect(ids(layoutOf({ columns: 80, rows: 24 }, { ...ui, prompt }))).toBe('aircraft');
  });
  it('shows the focused pane where there is room for one', () => {
    expect(ids(layoutOf({ columns: 40, rows: 10 }, { ...ui, focus: 'events' }))).toBe('events');
  });
});

describe('the columns', () => {
  const idsAt = (cells: number, wide = false): string =>
    columnsFor(cells, wide, false)
      .columns.map(({ id }) => id)
      .join(' ');
  it.each([
    [200, 'reg type hex call route alt gs trk squawk dist seen src'],
    [80, 'reg type hex call route alt gs trk squawk dist seen'],
    [72, 'reg type call route alt gs trk squawk dist seen'],
    [60, 'reg type call dest alt gs trk squawk seen'],
    [40, 'reg type alt gs seen'],
    [10, 'reg alt gs seen'],
  ])('at %i cells are %s', (cells, ids) => {
    expect(idsAt(cells)).toBe(ids);
  });
  it('has vertical rate and a sparkline in the wide layout only', () => {
    expect(idsAt(130, true)).toContain('vs');
    expect(idsAt(130, true)).toContain('spark');
  });
});

describe('the sparkline', () => {
  it('leaves a gap where nothing was received', () => {
    expect(sparkline([0, 1, undefined, undefined, 7], ramp).text).toBe('▁▂  █');
  });
  it('draws what hardly varies as level', () => {
    expect(sparkline([34_000, 34_025, 34_000], ramp, 2000)).toEqual({ text: '███', least: 34_000, greatest: 34_025 });
    expect(sparkline([5, 5], ramp).text).toBe('▄▄');
  });
  it('has no ends where there is nothing', () => {
    expect(sparkline([undefined, Number.NaN], ramp)).toEqual({ text: '  ' });
  });
  const level = (at: number, altitudeFt: number) => fixAt(at, { altitudeFt });
  it('bridges two fixes up to three minutes apart and not more', () => {
    const slots = (apart: number) =>
      windowOf([level(0, 100), level(apart, 200)], (fix) => fix.altitudeFt, 0, 600_000, 20);
    expect(
      slots(BRIDGED_MS)
        .slice(0, 7)
        .every((slot) => slot !== undefined),
    ).toBe(true);
    expect(slots(BRIDGED_MS + 1).filter((slot) => slot !== undefined)).toEqual([100, 200]);
  });
  it('takes no suspect fix and none outside the window', () => {
    const fixes = [level(-1, 9), fixAt(1000, { altitudeFt: 9, verdict: 'suspect' }), level(700_000, 9)];
    expect(windowOf(fixes, (fix) => fix.altitudeFt, 0, 600_000, 5)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the connection', () => {
  const words = (name: string): string => {
    const { word, when, reason, frozenMs } = feedSummary(fixtureStates[name] ?? stateWith());
    return [word, when, reason, frozenMs === undefined ? undefined : 'frozen']
      .filter((part) => part !== undefined)
      .join(' | ');
  };
  it.each([
    ['main', 'LIVE'],
    ['idle', 'LIVE | idle 20s'],
    ['reconnecting', 'RECONNECTING 3 | next try 14:23:06Z | socket closed 1006 | frozen'],
    ['refused', 'REFUSED 401 | not retrying | key rejected | frozen'],
    ['waiting', 'WAITING | asked to wait until 14:41Z | 429 Too Many Requests | frozen'],
    ['stalled-feeder', "STALE | for 4m | the feed's clock stands at 14:17:07Z | frozen"],
    ['one-of-two', 'LIVE | 1 of 2 feeds | ws://127.0.0.1:8080: RELAY UP, ITS FEED DOWN, dump1090: connection refused'],
    ['no-feed-answers', 'RECONNECTING 3 | next try 14:22:11Z | getaddrinfo ENOTFOUND api.adsb.lol'],
  ])('of "%s" is said as "%s"', (name, said) => {
    expect(words(name)).toBe(said);
  });
  it('lags where the feed’s clock does', () => {
    const state = stateWith({ links: new Map([['a', linkWith({ clockAt: NOW - 32_000 })]]) });
    expect(feedSummary(state)).toMatchObject({ condition: 'lagging', when: '30s', delivers: true });
  });
  it('is "no feed" without one', () => {
    expect(feedSummary(stateWith({ links: new Map() }))).toMatchObject({ condition: 'none', delivers: false });
  });
});

describe('lines', () => {
  const glyphs = glyphsOf('unicode');
  it('pads and cuts by cells, also wide ones', () => {
    expect(pad('漢字', 6)).toBe('漢字  ');
    expect(pad('漢字漢字', 5)).toBe('漢字…');
    expect(pad('7', 3, 'right')).toBe('  7');
  });
  it('has a title rule of exactly the width, and drops what does not fit whole', () => {
    const rule = (columns: number) =>
      titleRule(
        [{ text: 'Aircraft', tone: 'title' }],
        [
          { text: 'alt▼', tone: 'dim' },
          { text: '  row 1/9', tone: 'dim' },
        ],
        columns,
        glyphs,
      );
    for (const columns of [12, 18, 24, 30, 40]) expect(widthOf(rule(columns))).toBe(columns);
    expect(textOf([rule(40)])).toBe('─ Aircraft ───────────── alt▼  row 1/9 ─');
    expect(textOf([rule(22)])).toBe('─ Aircraft ──── alt▼ ─');
  });
  it('keeps the right part where both do not fit', () => {
    expect(textOf([spread([{ text: 'a long filter', tone: 'plain' }], [{ text: 'credit', tone: 'dim' }], 14)])).toBe(
      'a long… credit',
    );
  });
  it('breaks a line of facts between facts', () => {
    const facts = [
      { text: ' hex 155221   reg RA-86561', tone: 'plain' },
      { text: ' (derived)', tone: 'note' },
      { text: '   type IL62', tone: 'plain' },
    ] as const;
    expect(textOf(flow(facts, 80))).toBe(' hex 155221   reg RA-86561 (derived)   type IL62');
    expect(textOf(flow(facts, 30))).toBe(' hex 155221   reg RA-86561 (derived)\n type IL62');
    expect(textOf(flow(facts, 20))).toBe(' hex 155221\n reg RA-86561 (derived)\n type IL62');
  });
  it('says the same in ASCII', () => {
    expect(inMode('UUMU›ZKPY 3°… né', 'ascii')).toBe('UUMU>ZKPY 3~ ne');
  });
});
