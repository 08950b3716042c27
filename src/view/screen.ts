/**
 * The whole screen as words: every region's lines put together. In: the state, the key rows, the chart if it is loaded. Out: lines top to bottom, or
 * plain text for golden files and papers. Drawing, colour and the decision to draw are the screen's own.
 */
import type { State } from '../app/state.ts';
import type { ProfileChart } from './charts.ts';
import { frameOf } from './frame.ts';
import type { Region } from './layout.ts';
import { DIVIDER_CELLS, layoutOf } from './layout.ts';
import { sameLines, span, textOf, widthOf } from './line.ts';
import { aircraftModel } from './panes/aircraft.ts';
import { detailsModel } from './panes/details.ts';
import { eventsModel } from './panes/events.ts';
import { eventsViewModel } from './panes/events-view.ts';
import { feedsModel } from './panes/feeds.ts';
import { footerModel } from './panes/footer.ts';
import type { Header } from './panes/header.ts';
import { headerLine, headerModel } from './panes/header.ts';
import type { KeyRow } from './panes/help.ts';
import { helpModel } from './panes/help.ts';
import { promptModel } from './panes/prompt.ts';
import { replayBarModel } from './panes/replay-bar.ts';
import { routeModel } from './panes/route.ts';
import type { Line } from './types.ts';

export { sameLines } from './line.ts';

/** What a pane is given beside the state. */
export interface ScreenContext {
  readonly keyRows: readonly KeyRow[];
  readonly chart?: ProfileChart;
}

/** The lines of one region, at most as many as its space has rows. */
export function regionModel(state: State, { id, space }: Region, { keyRows, chart }: ScreenContext): readonly Line[] {
  switch (id) {
    case 'header':
      return [headerLine(headerModel(state, space.columns))];
    case 'aircraft':
      return aircraftModel(state, space);
    case 'route':
      return routeModel(state, space, chart);
    case 'events':
      return eventsModel(state, space);
    case 'details':
      return detailsModel(state, space, chart);
    case 'events-view':
      return eventsViewModel(state, space);
    case 'feeds':
      return feedsModel(state, space);
    case 'help':
      return helpModel(state, space, keyRows);
    case 'replay-bar':
      return replayBarModel(state, space);
    case 'prompt':
      return promptModel(state, space);
    case 'footer':
      return footerModel(state, space, keyRows);
  }
}

export interface ScreenModel {
  /** Apart, because its clock alone is no reason to draw. */
  readonly header: Header | undefined;
  /** Everything under the header, each region filled to its height. */
  readonly lines: readonly Line[];
}

/** The screen of a state at the size that its `ui` names. */
export function screenModel(state: State, context: ScreenContext): ScreenModel {
  const layout = layoutOf(state.ui, state.ui, state.replay !== undefined);
  const filled = (region: Region): readonly Line[] => {
    const lines = regionModel(state, region, context);
    return Array.from({ length: region.space.rows }, (_, row) => lines[row] ?? []);
  };
  const { body } = layout;
  const lines =
    body.kind === 'stack'
      ? body.regions.flatMap(filled)
      : beside(state, body.left.flatMap(filled), body.right.flatMap(filled), body.left[0]?.space.columns ?? 0);
  const below = [...layout.bars, ...(layout.footer === undefined ? [] : [layout.footer])].flatMap(filled);
  return {
    header: layout.header === undefined ? undefined : headerModel(state, state.ui.columns),
    lines: [...lines, ...below],
  };
}

function beside(state: State, left: readonly Line[], right: readonly Line[], leftColumns: number): readonly Line[] {
  const divider = span(frameOf(state).glyphs.divider.padEnd(DIVIDER_CELLS), 'dim');
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const line = left[row] ?? [];
    return [...line, span(' '.repeat(Math.max(0, leftColumns - widthOf(line)))), divider, ...(right[row] ?? [])];
  });
}

/** Whether two screens say the same but for the header's clock. */
export function sameScreen(a: ScreenModel, b: ScreenModel): boolean {
  if ((a.header === undefined) !== (b.header === undefined) || a.header?.columns !== b.header?.columns) return false;
  return sameLines([a.header?.line ?? []], [b.header?.line ?? []]) && sameLines(a.lines, b.lines);
}

/** The screen as plain text, a row a line, without trailing blanks. */
export function screenText(state: State, keyRows: readonly KeyRow[], chart?: ProfileChart): string {
  const { header, lines } = screenModel(state, { keyRows, ...(chart === undefined ? {} : { chart }) });
  return textOf(header === undefined ? lines : [headerLine(header), ...lines]);
}
