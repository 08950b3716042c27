/** What every pane asks of the state first: the clock that is shown, units, signs. */
import type { EpochMs } from '../aero/units.ts';
import { shownAt } from '../app/select.ts';
import type { State } from '../app/state.ts';
import type { Units } from './format.ts';
import type { Glyphs } from './glyphs.ts';
import { glyphsOf } from './glyphs.ts';

export interface Frame {
  readonly now: EpochMs;
  readonly units: Units;
  readonly glyphs: Glyphs;
  readonly mode: 'unicode' | 'ascii';
}

/** The clock, units and signs that a state is shown with. */
export const frameOf = (state: State): Frame => ({
  now: shownAt(state),
  units: state.ui.units,
  glyphs: glyphsOf(state.ui.glyphs),
  mode: state.ui.glyphs,
});
