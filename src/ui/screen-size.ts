/**
 * What a message about moving needs to know of the screen: how many rows a page has, how far a text scrolls, which columns are shown.
 * In: the message and the state. Out: the message with that filled in; any other message as it is.
 */
import { hasReplay } from '../app/command-reasons.ts';
import type { State } from '../app/state.ts';
import type { UiMsg } from '../app/ui-msg.ts';
import { columnsFor } from '../view/columns.ts';
import type { Region, RegionId } from '../view/layout.ts';
import { layoutOf, stepOf } from '../view/layout.ts';
import { KEYS } from './keys.ts';
import { contextOf } from './pane-context.ts';
import { modelOf } from './panes/index.ts';

/** Rows of a pane that are no rows of its list: rule and titles; a log's rule; its rule and the part about the selected line. */
const HEAD_ROWS: Partial<Record<RegionId, number>> = { aircraft: 2, 'events-view': 9 };
const RULE_ROWS = 1;
/** More rows than any text of ours has. */
const WHOLE_TEXT_ROWS = 2000;

function regionOf(state: State, id: RegionId): Region | undefined {
  const { body } = layoutOf(state.ui, state.ui, hasReplay(state));
  const regions = body.kind === 'stack' ? body.regions : [...body.left, ...body.right];
  return regions.find((region) => region.id === id);
}

const shownRegion = ({ ui }: State): RegionId =>
  ui.view === 'main' ? ui.focus : ui.view === 'events' ? 'events-view' : ui.view;

/** How far a text can be scrolled: its rows beyond those that fit. */
function scrollMost(state: State, region: Region): number {
  const unscrolled = { ...state, ui: { ...state.ui, scroll: 0 } };
  const whole = { columns: region.space.columns, rows: WHOLE_TEXT_ROWS };
  const lines = modelOf(region.id, unscrolled, whole, contextOf(state, KEYS));
  const rows = lines.findLastIndex((line) => line.some(({ text }) => text.trim() !== '')) + 1;
  return Math.max(0, rows - region.space.rows);
}

/** The message with the screen's part filled in. */
export function inContext(msg: UiMsg, state: State): UiMsg {
  if (msg.kind !== 'act') return msg;
  if (msg.act === 'move') {
    const region = regionOf(state, shownRegion(state));
    if (region === undefined) return msg;
    const page = Math.max(1, region.space.rows - (HEAD_ROWS[region.id] ?? RULE_ROWS));
    const isText = region.id === 'details' || region.id === 'feeds' || region.id === 'help';
    return isText ? { ...msg, page, most: scrollMost(state, region) } : { ...msg, page };
  }
  if (msg.act === 'column') {
    const region = regionOf(state, 'aircraft');
    if (region === undefined) return msg;
    const wide = stepOf(state.ui.columns, state.ui.rows) === 'wide';
    const { columns } = columnsFor(region.space.columns, wide, state.ui.dense);
    return { ...msg, among: columns.map(({ id }) => id) };
  }
  return msg;
}
