import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentTrack, visibleTracks } from '../../src/app/select.ts';
import type { PromptEdit, UiAct, UiMsg } from '../../src/app/ui-msg.ts';
import { updateUi } from '../../src/app/update-ui.ts';
import { eventNamed, replayState, stateOf, T0, TRACKS } from '../support/screen-state.ts';

describe('whatever is pressed', () => {
  const actArbitrary: fc.Arbitrary<UiAct> = fc.oneof(
    fc.constantFrom<UiAct>(
      { act: 'zoom' },
      { act: 'enter' },
      { act: 'back' },
      { act: 'mark' },
      { act: 'only-marked' },
      { act: 'follow' },
      { act: 'watch' },
      { act: 'pause' },
      { act: 'profile' },
      { act: 'units' },
      { act: 'dense' },
      { act: 'theme' },
      { act: 'glyphs' },
      { act: 'filter-toggle' },
      { act: 'next-unread' },
      { act: 'read-all' },
      { act: 'level' },
      { act: 'replay-bar' },
      { act: 'reconnect' },
      { act: 'redraw' },
      { act: 'sort', reverse: true },
      { act: 'sort', reverse: false },
      { act: 'filter-cell', exclude: true },
      { act: 'filter-cell', exclude: false },
      { act: 'find', by: 1 },
      { act: 'find', by: -1 },
      { act: 'replay-event', by: 1 },
      { act: 'replay', command: { to: 'toggle' } },
    ),
    fc.record({
      act: fc.constant('move' as const),
      by: fc.constantFrom(1, -1, 'page-down' as const, 'half-up' as const, 'top' as const, 'bottom' as const),
      page: fc.integer({ min: 1, max: 60 }),
      most: fc.integer({ min: 0, max: 90 }),
    }),
    fc.record({
      act: fc.constant('open' as const),
      view: fc.constantFrom('main' as const, 'details' as const, 'events' as const, 'feeds' as const, 'help' as const),
    }),
    fc.record({
      act: fc.constant('focus' as const),
      pane: fc.constantFrom(
        'aircraft' as const,
        'route' as const,
        'events' as const,
        'next' as const,
        'previous' as const,
      ),
    }),
    fc.record({ act: fc.constant('column' as const), by: fc.constantFrom(1 as const, -1 as const) }),
    fc.record({
      act: fc.constant('prompt' as const),
      prompt: fc.constantFrom('filter' as const, 'command' as const, 'search' as const),
    }),
    fc.record({ act: fc.constant('filter' as const), text: fc.constantFrom('type:IL62', 'alt>>', '', '!air', '(') }),
  );
  const editArbitrary: fc.Arbitrary<PromptEdit> = fc.oneof(
    fc.record({
      edit: fc.constant('insert' as const),
      text: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom('type:', 'alt>', 'zoom', 'sort ', 'IL62'),
      ),
    }),
    fc.record({
      edit: fc.constantFrom(
        ...([
          'backspace',
          'delete',
          'left',
          'right',
          'home',
          'end',
          'clear',
          'word-back',
          'complete',
          'history-back',
          'history-on',
          'explain',
          'apply',
          'cancel',
        ] as const),
      ),
    }),
  );
  const msgArbitrary: fc.Arbitrary<UiMsg> = fc.oneof(
    actArbitrary.map((act): UiMsg => ({ kind: 'act', at: T0, ...act })),
    editArbitrary.map((edit): UiMsg => ({ kind: 'prompt', at: T0, ...edit })),
  );
  const events = [eventNamed('a', T0 + 1000), eventNamed('b', T0 + 2000, { level: 'alert', icao24: '720023' })];

  it('the state stays whole, nothing believed changes, and nobody leaves without asking to', () => {
    fc.assert(
      fc.property(fc.array(msgArbitrary, { maxLength: 60 }), fc.boolean(), (msgs, recorded) => {
        let state = recorded ? replayState({ events }) : stateOf({ events });
        const { fleet } = state.world;
        for (const msg of msgs) {
          // `:quit`, typed by chance, is an order to leave; nothing else here is.
          const asksToLeave =
            /^\s*:*\s*q/.test(state.ui.prompt?.text ?? '') && msg.kind === 'prompt' && msg.edit === 'apply';
          const step = updateUi(state, msg);
          state = step.state;
          if (!asksToLeave) for (const effect of step.effects) expect(effect.kind).not.toBe('quit');
          const { ui } = state;
          if (ui.selected !== undefined) expect(TRACKS.some(({ icao24 }) => icao24 === ui.selected)).toBe(true);
          if (ui.selectedEvent !== undefined) expect(events.some(({ id }) => id === ui.selectedEvent)).toBe(true);
          if (ui.prompt !== undefined) {
            expect(ui.prompt.cursor).toBeGreaterThanOrEqual(0);
            expect(ui.prompt.cursor).toBeLessThanOrEqual(ui.prompt.text.length);
            expect(ui.prompt.text).not.toMatch(/\p{Cc}/u);
            const { error } = ui.prompt;
            if (error !== undefined) expect(error.from <= error.to && error.to <= ui.prompt.text.length).toBe(true);
          }
          expect(ui.back.length).toBeLessThanOrEqual(4);
          expect(new Set([...ui.back, ui.view]).size).toBe(ui.back.length + 1);
          expect(ui.view === 'main' ? ui.back : ['main']).toEqual(ui.view === 'main' ? [] : [ui.back[0] ?? 'main']);
          expect(Number.isSafeInteger(ui.scroll) && ui.scroll >= 0).toBe(true);
          expect(ui.filter.text === '' || ui.filter.query !== undefined).toBe(true);
          expect(state.world.fleet).toBe(fleet);
          expect(state.events).toBe(events);
          if (visibleTracks(state).length > 0) expect(currentTrack(state)).toBeDefined();
        }
        for (let pressed = 0; pressed < 12; pressed += 1) {
          const out: UiMsg =
            state.ui.prompt === undefined
              ? { kind: 'act', at: T0, act: 'back' }
              : { kind: 'prompt', at: T0, edit: 'cancel' };
          const step = updateUi(state, out);
          expect(step.effects).toEqual([]);
          state = step.state;
        }
        expect(state.ui).toMatchObject({ view: 'main', back: [], zoomed: false, replayKeys: false });
        expect(state.ui.prompt).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('a key without a consequence leaves the very same state, so that nothing is drawn', () => {
    const state = stateOf();
    expect(updateUi(state, { kind: 'act', at: T0, act: 'back' }).state).toBe(state);
    expect(updateUi(state, { kind: 'prompt', at: T0, edit: 'insert', text: 'q' }).state).toBe(state);
    expect(updateUi(state, { kind: 'act', at: T0, act: 'redraw' }).state).toBe(state);
  });
});
