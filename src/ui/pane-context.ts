/** What the panes are given beside the state: the keys as they stand here and, for the help, as they stand in the view under it. */
import type { State } from '../app/state.ts';
import type { ProfileChart } from '../view/charts.ts';
import type { KeyRow } from './keys.ts';
import { keyRows } from './keys.ts';
import type { PaneContext } from './panes/index.ts';

export function contextOf(state: State, table: readonly KeyRow[], chart?: ProfileChart): PaneContext {
  const keys = keyRows(state, table);
  const keysBelow = state.ui.view === 'help' ? keyRows(underHelp(state), table) : keys;
  return { keys, keysBelow, ...(chart === undefined ? {} : { chart }) };
}

const underHelp = (state: State): State => ({ ...state, ui: { ...state.ui, view: state.ui.back.at(-1) ?? 'main' } });
