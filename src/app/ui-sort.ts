/** The column under the cursor and the order of rows. A changed order takes effect at once: what was held is let go. */
import { sortableColumns } from './sort.ts';
import type { State } from './state.ts';
import { look } from './ui-step.ts';

/** Columns whose larger or newer values are looked for first; the others start at A. */
const DESCENDING_FIRST: ReadonlySet<string> = new Set(['alt', 'gs', 'vs']);

/** The column to the left or right among those shown; from one that is not shown, the first. */
export function nextColumn(state: State, by: -1 | 1, among: readonly string[] = sortableColumns): State {
  const index = among.indexOf(state.ui.column);
  const next = index < 0 ? among[0] : among[Math.max(0, Math.min(among.length - 1, index + by))];
  return look(state, { column: next ?? state.ui.column });
}

/** By the column under the cursor; the same column again, or `reverse`, turns the order round. */
export function sortByColumn(state: State, reverse: boolean): State {
  const { sort, column } = state.ui;
  if (reverse) return look(state, { sort: { ...sort, descending: !sort.descending }, heldOrder: undefined });
  if (!sortableColumns.includes(column)) return state;
  return sortBy(state, column, sort.column === column ? !sort.descending : undefined);
}

/** By a column, in the order given or the column's natural one. */
export const sortBy = (state: State, column: string, descending?: boolean): State =>
  look(state, {
    sort: { column, descending: descending ?? DESCENDING_FIRST.has(column) },
    column,
    heldOrder: undefined,
  });
