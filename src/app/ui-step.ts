/** Small makers that the folding of keys shares: a step, a state with another look, a line for the person. */
import type { EpochMs } from '../aero/units.ts';
import type { Effect } from './effect.ts';
import type { State } from './state.ts';
import type { UiState } from './ui-state.ts';

export interface UiStep {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export type UiChange = { readonly [Key in keyof UiState]?: UiState[Key] | undefined };

export const step = (state: State, ...effects: readonly Effect[]): UiStep => ({ state, effects });

/**
 * The state looked at in another way; a field given as `undefined` is taken away. The same state when nothing differs, so that a key
 * without a consequence draws nothing.
 */
export function look(state: State, change: UiChange): State {
  const ui: Record<string, unknown> = { ...state.ui };
  let differs = false;
  for (const [key, value] of Object.entries(change)) {
    if (ui[key] === value) continue;
    differs = true;
    if (value === undefined) delete ui[key];
    else ui[key] = value;
  }
  return differs ? { ...state, ui: ui as unknown as UiState } : state;
}

/** One line for the person at the screen. */
export const say = (
  state: State,
  text: string,
  at: EpochMs,
  tone: NonNullable<UiState['notice']>['tone'] = 'plain',
): State => look(state, { notice: { text, tone, at } });

/** A line for the person stays at least this long (ms): time to read a sentence. */
export const NOTICE_LEAST_MS = 3000;

/** Without a key it goes after this (ms). */
const NOTICE_MOST_MS = 15_000;

/** The state at a tick: a line that nobody took away goes by itself, but a question stays. */
export const withoutStaleNotice = (state: State, at: EpochMs): State =>
  state.ui.quitAsked ? state : withoutOldNotice(state, at + NOTICE_LEAST_MS - NOTICE_MOST_MS);

/** The state without a line that has been there long enough: the next key takes it away, as in vi. */
export function withoutOldNotice(state: State, at: EpochMs): State {
  const { notice } = state.ui;
  return notice === undefined || at - notice.at < NOTICE_LEAST_MS ? state : look(state, { notice: undefined });
}
