/** Whatever the size and whatever was received: no line wider, no pane higher than its space, nothing that a terminal obeys. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../src/aero/clean.ts';
import { asciiProfile, loadProfile } from '../../src/charts/profile.ts';
import { keyRows } from '../../src/ui/keys.ts';
import type { Region } from '../../src/view/layout.ts';
import { layoutOf } from '../../src/view/layout.ts';
import { regionModel, screenModel, screenText } from '../../src/view/screen.ts';
import { atSize, fixtureStates, HOSTILE, hostileState } from '../support/states.ts';

const chart = await loadProfile();
const states = [...Object.entries(fixtureStates), ['hostile', hostileState] as const];
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

const size = fc.record({ columns: fc.integer({ min: 20, max: 250 }), rows: fc.integer({ min: 5, max: 80 }) });
const view = fc.constantFrom('main', 'details', 'events', 'feeds', 'help');

function regionsOf(state: (typeof states)[number][1]): readonly Region[] {
  const layout = layoutOf(state.ui, state.ui, state.replay !== undefined);
  const body = layout.body.kind === 'stack' ? layout.body.regions : [...layout.body.left, ...layout.body.right];
  return [layout.header, ...body, ...layout.bars, layout.footer].filter((region) => region !== undefined);
}

describe('every pane', () => {
  it.each(states)('keeps to its space and is safe to print in "%s"', (_name, state) => {
    fc.assert(
      fc.property(size, view, fc.boolean(), ({ columns, rows }, viewId, withChart) => {
        const sized = atSize({ ...state, ui: { ...state.ui, view: viewId as typeof state.ui.view } }, columns, rows);
        const context = { keyRows: keyRows(sized), chart: withChart ? chart : asciiProfile };
        for (const region of regionsOf(sized)) {
          const lines = regionModel(sized, region, context);
          expect(lines.length).toBeLessThanOrEqual(region.space.rows);
          for (const line of lines) {
            const text = line.map((part) => part.text).join('');
            expect(cellWidth(text), `${region.id}: ${text}`).toBeLessThanOrEqual(region.space.columns);
            expect(text).not.toMatch(UNSAFE);
          }
        }
        const { lines, header } = screenModel(sized, context);
        expect(lines.length + (header === undefined ? 0 : 1)).toBeLessThanOrEqual(rows - 1);
      }),
      { numRuns: 25 },
    );
  });

  it('shows nothing of a hostile text but what can be printed', () => {
    for (const viewId of ['main', 'details', 'events', 'feeds', 'help'] as const) {
      const state = atSize({ ...hostileState, ui: { ...hostileState.ui, view: viewId } }, 200, 60);
      const text = screenText(state, keyRows(state), chart);
      expect(text.replaceAll('\n', '')).not.toMatch(UNSAFE);
      expect(text).not.toContain(HOSTILE);
      expect(text).not.toContain(']52;');
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }
  });

  it.each(states)('uses nothing but ASCII in the ASCII mode: "%s"', (_name, state) => {
    const ascii = atSize({ ...state, ui: { ...state.ui, glyphs: 'ascii' } }, 120, 40);
    expect(screenText(ascii, keyRows(ascii), chart).replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
  });

  it('has a screen for terminals of a few cells', () => {
    for (const [columns, rows] of [
      [1, 1],
      [1, 2],
      [5, 3],
      [19, 4],
    ] as const) {
      const state = atSize(fixtureStates.main ?? hostileState, columns, rows);
      const { lines, header } = screenModel(state, { keyRows: keyRows(state) });
      expect(lines.length + (header === undefined ? 0 : 1)).toBeLessThanOrEqual(Math.max(0, rows - 1));
    }
  });
});
