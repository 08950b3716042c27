/**
 * The whole screen as rows of coloured text. In: the state, the panes' context, a palette and the screen before. Out: the same object as
 * before when nothing that counts has changed (the header's clock alone does not count), so that React has nothing to do and the
 * terminal gets no byte; else a new one in which unchanged panes keep their rows.
 */

import { hasReplay } from '../app/command-reasons.ts';
import type { State } from '../app/state.ts';
import { glyphsOf } from '../view/glyphs.ts';
import type { Region } from '../view/layout.ts';
import { layoutOf } from '../view/layout.ts';
import { finish, pad as padded, sameLines, widthOf } from '../view/line.ts';
import type { Header } from '../view/panes/header.ts';
import { headerLine, headerModel } from '../view/panes/header.ts';
import type { Line } from '../view/types.ts';
import type { PaneContext } from './panes/index.ts';
import { modelOf } from './panes/index.ts';
import type { Palette } from './theme.ts';
import { paint } from './theme.ts';

/** One region as it was drawn. */
interface Drawn {
  readonly region: Region;
  readonly lines: readonly Line[];
  /** Exactly `region.space.rows` strings; without trailing blanks. */
  readonly rows: readonly string[];
}

export interface Screen {
  readonly columns: number;
  readonly palette: Palette;
  readonly header: Header | undefined;
  readonly drawn: ReadonlyMap<string, Drawn>;
  /** The frame, top to bottom, at most the terminal's rows less one. */
  readonly rows: readonly string[];
}

/** Whether the header says the same but for its clock. */
const sameHeader = (a: Header | undefined, b: Header | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.columns === b.columns && sameLines([a.line], [b.line]));

const sameRegion = (a: Region, b: Region): boolean =>
  a.id === b.id && a.space.columns === b.space.columns && a.space.rows === b.space.rows;

/** The screen of a state; `before` itself where nothing visible but the clock has changed. */
export function screenOf(state: State, context: PaneContext, palette: Palette, before?: Screen): Screen {
  const { columns } = state.ui;
  const layout = layoutOf(state.ui, state.ui, hasReplay(state));
  const known = before !== undefined && before.palette === palette && before.columns === columns ? before : undefined;
  const drawn = new Map<string, Drawn>();
  const draw = (region: Region): readonly string[] => {
    const old = known?.drawn.get(region.id);
    const lines = modelOf(region.id, state, region.space, context);
    const kept = old !== undefined && sameRegion(old.region, region) && sameLines(old.lines, lines) ? old : undefined;
    const now = kept ?? { region, lines, rows: rowsOf(lines, region.space.rows, palette) };
    drawn.set(region.id, now);
    return now.rows;
  };

  const header = layout.header === undefined ? undefined : headerModel(state, columns);
  const rows: string[] = [];
  const { body } = layout;
  if (body.kind === 'stack') for (const region of body.regions) rows.push(...draw(region));
  else {
    const right = body.right.flatMap(draw);
    for (const region of body.left) draw(region);
    const left = body.left.flatMap((region) => drawn.get(region.id) ?? []);
    const divider = paint([{ text: glyphsOf(state.ui.glyphs).divider, tone: 'dim' }], palette);
    const leftRows = left.flatMap((pane) => pane.rows.map((row, index) => filled(row, pane, index)));
    for (let row = 0; row < Math.max(leftRows.length, right.length); row += 1) {
      rows.push(`${leftRows[row] ?? ' '.repeat(left[0]?.region.space.columns ?? 0)}${divider}${right[row] ?? ''}`);
    }
  }
  for (const region of layout.bars) rows.push(...draw(region));
  if (layout.footer !== undefined) rows.push(...draw(layout.footer));

  const headerRows = header === undefined ? 0 : 1;
  if (
    known !== undefined &&
    sameHeader(known.header, header) &&
    known.rows.length === rows.length + headerRows &&
    rows.every((row, index) => row === known.rows[index + headerRows])
  ) {
    return known;
  }
  if (header !== undefined) {
    // The clock is put beside the finished line; together they go through the last door once more.
    const [line = []] = finish([headerLine(header)], { columns, rows: 1 }, state.ui.glyphs);
    rows.unshift(paint(line, palette));
  }
  return { columns, palette, header, drawn, rows };
}

/** A pane's lines as strings, filled with empty rows to its height. */
function rowsOf(lines: readonly Line[], count: number, palette: Palette): readonly string[] {
  return Array.from({ length: count }, (_, row) => {
    const line = lines[row];
    return line === undefined ? '' : paint(line, palette);
  });
}

/** A row of the left column, blank up to the divider. */
function filled(row: string, pane: Drawn, index: number): string {
  const width = widthOf(pane.lines[index] ?? []);
  return row + padded('', Math.max(0, pane.region.space.columns - width));
}
