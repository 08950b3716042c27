/** The parts of the screen that decide: layout, columns, sparkline, connection, lines. */
import { describe, expect, it } from 'vitest';
import { sparkCell } from '../../src/view/cells.ts';
import { columnsFor } from '../../src/view/columns.ts';
import { feedSummary } from '../../src/view/feed-summary.ts';
import { glyphsOf, inMode } from '../../src/view/glyphs.ts';
import { layoutOf, stepOf } from '../../src/view/layout.ts';
import { flow, pad, spread, textOf, titleRule, widthOf } from '../../src/view/line.ts';
import { helpModel } from '../../src/view/panes/help.ts';
import { screenText } from '../../src/view/screen.ts';
import { BRIDGED_MS, sparkline, windowEnd, windowOf } from '../../src/view/sparkline.ts';
import { atSize, fixAt, fixtureStates, linkWith, NOW, stateWith, trackWith } from '../support/states.ts';

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

describe('the sparkline of a row', () => {
  const trail = Array.from({ length: 90 }, (_, minute) =>
    fixAt(NOW - (90 - minute) * 60_000, { altitudeFt: minute < 45 ? 31_025 : 31_000 }),
  );
  const context = { now: NOW, units: 'aviation', glyphs: glyphsOf('unicode'), journeys: new Map() } as const;
  it('draws 25 feet as level, and prints the ends where there is room', () => {
    const track = trackWith('155221', 0, { trail });
    expect(new Set(sparkCell(track, context, 16).trim())).toEqual(new Set(['█']));
    expect(sparkCell(track, context, 24)).toMatch(/^310 {5} +█+$/);
    expect(sparkCell(track, { ...context, units: 'metric' }, 24)).toMatch(/^94-95 {3} +█+$/);
    const climbed = trackWith('155221', 0, { trail: [...trail, fixAt(NOW - 1000, { altitudeFt: 34_000 })] });
    expect(sparkCell(climbed, context, 24)).toMatch(/^310-340 /);
  });
});

describe('the window of a chart', () => {
  const trail = [fixAt(NOW - 600_000), fixAt(NOW - 540_000, { trackDeg: 105, altitudeFt: 34_025 })];
  const again = [fixAt(NOW - 480_000, { altitudeFt: 34_025 }), fixAt(NOW - 420_000, { altitudeFt: 34_025 })];
  it('ends with the last fix that says something new', () => {
    expect(windowEnd(trackWith('155221', 1, { trail }), NOW)).toBe(NOW - 540_000);
    expect(windowEnd(trackWith('155221', 1, { trail: [...trail, ...again] }), NOW)).toBe(NOW - 540_000);
    expect(windowEnd(trackWith('155221', 1, { firstHeardAt: NOW - 5 }), NOW)).toBe(NOW - 5);
  });
  it('goes on in steps of five minutes while nothing is heard, never ahead of the clock', () => {
    const silent = trackWith('155221', 0, { trail });
    const ends = Array.from({ length: 1200 }, (_, second) => windowEnd(silent, NOW + 60_000 + second * 1000));
    expect(ends.every((end, second) => end <= NOW + 60_000 + second * 1000)).toBe(true);
    expect(new Set(ends).size).toBe(5);
  });
});

describe('the help', () => {
  const row = { id: 'x', chords: ['shift-tab'], help: 'previous pane', group: 'view' };
  it('keeps a blank between a long chord and its meaning', () => {
    expect(textOf(helpModel(stateWith(), { columns: 80, rows: 9 }, [row]))).toContain('shift-tab previous pane');
  });
  it('says the whole reason why a key is blocked, under it where it does not fit beside it', () => {
    const blocked = 'it needs a feed that is refused now, which none is';
    const words = (columns: number) =>
      textOf(helpModel(stateWith(), { columns, rows: 20 }, [{ ...row, blocked }])).replaceAll(/\s+/g, ' ');
    for (const columns of [40, 80, 120]) expect(words(columns)).toContain(`previous pane (${blocked})`);
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
    ['web-page', 'REFUSED web page instead of data | next try 14:33:02Z | frozen'],
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
  it('of a relay whose recording has ended is that, and never that its feed is down', () => {
    const played = linkWith({
      ownClock: true,
      upstream: new Map([['recording', { up: false, reason: 'the recording is at its end', at: NOW }]]),
    });
    const replay = { label: 'r', reconstruction: true, fromAt: NOW - 9, toAt: NOW, at: NOW, playing: true, speed: 1 };
    const base = stateWith({ clock: 'recording', links: new Map([['relay', played]]) });
    expect(feedSummary({ ...base, replay })).toMatchObject({ condition: 'upstream-down' });
    const ended = { ...base, replay: { ...replay, ended: true } };
    expect(feedSummary(ended)).toMatchObject({ condition: 'ended', word: 'REPLAY ended' });
    for (const view of ['main', 'feeds'] as const) {
      const text = screenText(atSize({ ...ended, ui: { ...ended.ui, view } }, 120, 40), []);
      expect(text.split('\n')[0]).toContain('REPLAY ended');
      expect(text).not.toContain('ITS FEED DOWN');
    }
    const lost = {
      ...ended,
      links: new Map([['relay', { ...played, status: { state: 'down', reason: 'x' } as const }]]),
    };
    expect(feedSummary(lost)).toMatchObject({ condition: 'reconnecting' });
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
