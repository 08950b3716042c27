/** What a person sets for good: each change is a key of the settings file too. */
import type { EventLevel } from '../events/types.ts';
import { EVENT_LEVELS } from './command-reasons.ts';
import type { State } from './state.ts';
import { THEME_NAMES } from './ui-initial.ts';
import type { UiState } from './ui-state.ts';
import type { UiStep } from './ui-step.ts';
import { look, step } from './ui-step.ts';

const set = (state: State, key: 'units' | 'dense' | 'theme' | 'glyphs', value: UiState[typeof key]): UiStep =>
  state.ui[key] === value ? step(state) : step(look(state, { [key]: value }), { kind: 'setting', key, value });

export const units = (state: State): UiStep =>
  set(state, 'units', state.ui.units === 'aviation' ? 'metric' : 'aviation');

export const dense = (state: State): UiStep => set(state, 'dense', !state.ui.dense);

export const glyphs = (state: State, to?: UiState['glyphs']): UiStep =>
  set(state, 'glyphs', to ?? (state.ui.glyphs === 'unicode' ? 'ascii' : 'unicode'));

/** The theme named, or the next. */
export function theme(state: State, name?: string): UiStep {
  const index = THEME_NAMES.map(String).indexOf(state.ui.theme);
  return set(state, 'theme', name ?? THEME_NAMES[(index + 1) % THEME_NAMES.length] ?? THEME_NAMES[0]);
}

/** The next higher level, and after the highest the lowest. */
export const cycled = (level: EventLevel): EventLevel =>
  EVENT_LEVELS[(EVENT_LEVELS.indexOf(level) + 1) % EVENT_LEVELS.length] ?? 'info';
