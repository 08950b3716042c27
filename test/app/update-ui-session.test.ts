import { describe, expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import type { UiAct } from '../../src/app/ui-msg.ts';
import { NOTICE_LEAST_MS } from '../../src/app/ui-step.ts';
import { emptyFleet } from '../../src/tracks/fleet.ts';
import { back, person, regs } from '../support/person.ts';
import type { StateOptions } from '../support/screen-state.ts';
import { eventNamed, replayState, stateOf, T0 } from '../support/screen-state.ts';

describe('what is set', () => {
  it('units, theme, dense and glyphs are kept in the settings', () => {
    const who = person(stateOf()).does(
      { act: 'units' },
      { act: 'theme' },
      { act: 'dense' },
      { act: 'glyphs' },
      { act: 'theme', name: 'mono' },
    );
    expect(who.effects).toEqual([
      { kind: 'setting', key: 'units', value: 'metric' },
      { kind: 'setting', key: 'theme', value: 'contrast' },
      { kind: 'setting', key: 'dense', value: true },
      { kind: 'setting', key: 'glyphs', value: 'ascii' },
      { kind: 'setting', key: 'theme', value: 'mono' },
    ]);
    expect(who.does({ act: 'theme', name: 'mono' }).effects).toHaveLength(5);
  });

  it('sorts by the column under the cursor, again for the other way round', () => {
    const who = person(stateOf({ ui: { column: 'reg' } })).does({ act: 'sort', reverse: false });
    expect(who.state.ui.sort).toEqual({ column: 'reg', descending: false });
    expect(who.does({ act: 'sort', reverse: false }).state.ui.sort.descending).toBe(true);
    expect(who.does({ act: 'sort', reverse: true }).state.ui.sort.descending).toBe(false);
  });

  it('pauses the screen with what it shows, and lets it go', () => {
    const who = person(stateOf()).does({ act: 'pause' });
    expect(who.state.ui.paused).toMatchObject({ at: T0, held: 0, world: who.state.world });
    const later: State = { ...who.state, world: { ...who.state.world, fleet: emptyFleet } };
    expect(regs(later)).toHaveLength(4);
    expect(person(later).does({ act: 'pause' }).state.ui.paused).toBeUndefined();
  });
});

describe('leaving', () => {
  const quit: UiAct = { act: 'quit', force: false };
  it.each([
    ['nothing unfinished', {}, true],
    ['events not stored', { state: { unstored: new Set(['a']) } }, false],
    ['a recording being written', { state: { recordingTo: 'x.ndjson.gz' } }, false],
  ] as readonly (readonly [string, StateOptions, boolean])[])('with %s', (_what, options, atOnce) => {
    const who = person(stateOf(options)).does(quit);
    expect(who.effects).toEqual(atOnce ? [{ kind: 'quit' }] : []);
    expect(who.state.ui.quitAsked).toBe(!atOnce);
    if (!atOnce) expect(who.does(quit).effects).toEqual([{ kind: 'quit' }]);
  });

  it('a replay never asks: it can be played again', () => {
    const who = person(replayState({ state: { unstored: new Set(['a']) } })).does(quit);
    expect(who.effects).toEqual([{ kind: 'quit' }]);
  });

  it('another key takes the question away and does what it does; Esc only takes it away', () => {
    const asked = stateOf({ state: { unstored: new Set(['a']) }, ui: { view: 'help', back: ['main'] } });
    const who = person(asked).does(quit, back);
    expect(who.state.ui).toMatchObject({ quitAsked: false, view: 'help' });
    expect(who.does(quit, { act: 'open', view: 'events' }).state.ui).toMatchObject({
      quitAsked: false,
      view: 'events',
    });
    expect(who.effects).toEqual([]);
  });

  it('Q leaves at once', () => {
    const who = person(stateOf({ state: { unstored: new Set(['a']) } })).does({ act: 'quit', force: true });
    expect(who.effects).toEqual([{ kind: 'quit' }]);
  });

  it('the demo starts only where no live feed answers', () => {
    expect(person(stateOf()).does({ act: 'demo' }).effects).toEqual([]);
    expect(person(stateOf({ state: { links: new Map() } })).does({ act: 'demo' }).effects).toEqual([
      // biome-ignore lint/suspicious/noThenProperty: a word of the effect, never awaited
      { kind: 'quit', next: 'demo' },
    ]);
  });
});

describe('a line for the person', () => {
  const noticed = (at: number) => stateOf({ ui: { notice: { text: 'reconnecting', tone: 'plain', at } } });
  it('is taken away by the next key, but not before it can be read', () => {
    expect(person(noticed(T0)).does({ act: 'zoom' }).state.ui.notice?.text).toBe('reconnecting');
    expect(person(noticed(T0 - NOTICE_LEAST_MS)).does({ act: 'zoom' }).state.ui.notice).toBeUndefined();
    expect(person(noticed(T0)).does(back).state.ui.notice).toBeUndefined();
  });
});

describe('in a recording', () => {
  it('goes from event to event among those known, the ones kept at checkpoints too', () => {
    const events = [eventNamed('a', T0 - 60_000), eventNamed('b', T0 - 30_000)];
    const seen = [...events, eventNamed('c', T0 + 90_000)];
    const { world, links, visits } = stateOf();
    const checkpoints = new Map([[1, { at: T0 + 100_000, world, links, visits, events: seen }]]);
    const who = person(replayState({ events, state: { checkpoints } }));
    who.does({ act: 'replay-event', by: -1 }, { act: 'replay-event', by: 1 });
    expect(who.effects).toEqual([
      { kind: 'replay', command: { to: 'seek-at', at: T0 - 30_000 } },
      { kind: 'replay', command: { to: 'seek-at', at: T0 + 90_000 } },
    ]);
    const fresh = person(replayState()).does({ act: 'replay-event', by: 1 });
    expect(fresh.effects).toEqual([]);
    expect(fresh.state.ui.notice?.text).toMatch(/has to be played first/);
  });

  it('without one, says so', () => {
    const who = person(stateOf()).does({ act: 'replay', command: { to: 'toggle' } }, { act: 'replay-bar' });
    expect(who.effects).toEqual([]);
    expect(who.state.ui).toMatchObject({ replayKeys: false, notice: { text: 'no recording is played' } });
  });
});
