/**
 * Where everything goes: the terminal's size and what is open, turned into regions. In: columns, rows, the screen's state. Out: a
 * small tree of regions, each with its space, at most rows − 1 high in all (a frame as tall as the terminal scrolls it). Every size
 * has a layout, down to a few cells.
 */
import type { UiState } from '../app/ui-state.ts';
import type { Space } from './types.ts';

export type RegionId =
  | 'header'
  | 'aircraft'
  | 'route'
  | 'events'
  | 'details'
  | 'events-view'
  | 'feeds'
  | 'help'
  | 'replay-bar'
  | 'prompt'
  | 'footer';

export interface Region {
  readonly id: RegionId;
  readonly space: Space;
}

export type Step = 'line' | 'table' | 'compact' | 'stacked' | 'columns' | 'wide';

export type Body =
  | { readonly kind: 'stack'; readonly regions: readonly Region[] }
  /** Two stacks side by side with a divider of one cell. */
  | { readonly kind: 'columns'; readonly left: readonly Region[]; readonly right: readonly Region[] };

export interface Layout {
  readonly step: Step;
  /** Absent only where there is not even one row. */
  readonly header?: Region;
  readonly body: Body;
  /** Replay bar, then the prompt with its completion, from the top. */
  readonly bars: readonly Region[];
  readonly footer?: Region;
}

/** Cells between two columns of panes. */
export const DIVIDER_CELLS = 1;

/** The largest step first: least columns and rows of the terminal (screens.md, part c). */
const STEPS: readonly (readonly [Step, columns: number, rows: number])[] = [
  ['wide', 180, 50],
  ['columns', 120, 32],
  ['stacked', 80, 24],
  ['compact', 60, 15],
  ['table', 40, 10],
];

/** The step of a terminal's size. */
export const stepOf = (columns: number, rows: number): Step =>
  STEPS.find(([, leastColumns, leastRows]) => columns >= leastColumns && rows >= leastRows)?.[0] ?? 'line';

/** Rule, progress, two sparklines; with a chart in their place. */
const ROUTE_ROWS = { spark: 4, profile: 8 } as const;
/** The least that a table is worth: rule, titles, one row. */
const LEAST_BODY_ROWS = 3;
const SHARE_LEFT = 0.6;
const SHARE_EVENTS = 0.4;

type UiForLayout = Pick<UiState, 'view' | 'focus' | 'zoomed' | 'routeMode'> & {
  readonly prompt?: UiState['prompt'] | undefined;
};

/**
 * The regions of a screen.
 * @param replay a recording plays: its bar is shown
 */
export function layoutOf(
  size: { readonly columns: number; readonly rows: number },
  ui: UiForLayout,
  replay = false,
): Layout {
  const columns = Math.max(1, Math.floor(size.columns) || 1);
  const step = stepOf(columns, size.rows);
  let left = Math.max(1, Math.floor(size.rows) || 1) - 1;
  const take = (rows: number): number => {
    const taken = Math.max(0, Math.min(rows, left));
    left -= taken;
    return taken;
  };
  const region = (id: RegionId, rows: number): Region => ({ id, space: { columns, rows } });
  const headerRows = take(1);
  const footerRows = take(footerRowsOf(step));
  const bars: Region[] = [];
  if (ui.prompt !== undefined) {
    const rows = take(Math.min(promptRowsOf(step), Math.max(1, left - LEAST_BODY_ROWS)));
    if (rows > 0) bars.push(region('prompt', rows));
  }
  if (replay && step !== 'line') {
    const rows = take(Math.min(step === 'table' || step === 'compact' ? 1 : 2, Math.max(0, left - LEAST_BODY_ROWS)));
    if (rows > 0) bars.unshift(region('replay-bar', rows));
  }
  return {
    step,
    ...(headerRows > 0 ? { header: region('header', headerRows) } : {}),
    body: bodyOf(step, { columns, rows: left }, ui),
    bars,
    ...(footerRows > 0 ? { footer: region('footer', footerRows) } : {}),
  };
}

/** Rows of the footer: what is filtered and whose data it is, and the keys. */
function footerRowsOf(step: Step): number {
  if (step === 'line') return 1;
  return step === 'table' ? 1 : 2;
}

/** Rows of the prompt with its rule, error and completion. */
function promptRowsOf(step: Step): number {
  switch (step) {
    case 'line':
      return 1;
    case 'table':
      return 2;
    case 'compact':
      return 4;
    default:
      return 9;
  }
}

function bodyOf(step: Step, space: Space, ui: UiForLayout): Body {
  const { columns, rows } = space;
  const whole = (id: RegionId): Body => ({ kind: 'stack', regions: rows > 0 ? [{ id, space }] : [] });
  if (ui.view !== 'main') return whole(ui.view === 'events' ? 'events-view' : ui.view);
  if (ui.zoomed) return whole(ui.focus);
  switch (step) {
    case 'line':
    case 'table':
      return whole(ui.focus);
    case 'compact':
      if (ui.prompt !== undefined) return whole('aircraft');
      return stack(columns, rows, [
        ['route', 1],
        ['events', 1],
      ]);
    case 'stacked': {
      if (ui.prompt !== undefined) return whole('aircraft');
      const routeRows = ROUTE_ROWS[ui.routeMode];
      return stack(columns, rows, [
        ['route', routeRows],
        ['events', Math.max(4, Math.floor((rows - routeRows) * SHARE_EVENTS))],
      ]);
    }
    case 'columns':
    case 'wide': {
      const leftColumns = Math.floor(columns * SHARE_LEFT);
      const rightColumns = columns - leftColumns - DIVIDER_CELLS;
      const left = stack(leftColumns, rows, [['events', Math.max(6, Math.floor(rows * 0.35))]]);
      return {
        kind: 'columns',
        left: left.kind === 'stack' ? left.regions : [],
        right: [{ id: 'route', space: { columns: rightColumns, rows } }],
      };
    }
  }
}

/** The table over the other panes; it gives up no more than leaves it worth drawing. */
function stack(columns: number, rows: number, below: readonly (readonly [RegionId, number])[]): Body {
  const regions: Region[] = [];
  let left = rows;
  for (const [id, wanted] of below) {
    const given = Math.min(wanted, Math.max(0, left - LEAST_BODY_ROWS));
    if (given > 0) regions.push({ id, space: { columns, rows: given } });
    left -= given;
  }
  if (left > 0) regions.unshift({ id: 'aircraft', space: { columns, rows: left } });
  return { kind: 'stack', regions };
}
