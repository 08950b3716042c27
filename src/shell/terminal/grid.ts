/**
 * A screen as numbers: for each cell a glyph and a style, row after row. `wanted` is what Ink asked for, `sent` is what the
 * terminal shows once it has read all our bytes. Never holds half of a wide glyph.
 */
import { SPACE, TAIL } from './glyph.ts';
import { blankStyle } from './style.ts';

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly glyphs: Int32Array;
  readonly styles: Int32Array;
}

/** A grid of blanks in the default style. `columns` and `rows` are at least 1. */
export const blankGrid = (columns: number, rows: number): Grid => ({
  columns,
  rows,
  glyphs: new Int32Array(columns * rows).fill(SPACE),
  styles: new Int32Array(columns * rows),
});

const setBlank = (grid: Grid, index: number): void => {
  grid.glyphs[index] = SPACE;
  grid.styles[index] = blankStyle(grid.styles[index] ?? 0);
};

/** Before cells `[from, to)` of a row change: blanks what would be left of the wide glyphs that lie across the borders. */
const cutWide = (grid: Grid, row: number, from: number, to: number): void => {
  const start = row * grid.columns;
  if (from > 0 && from < grid.columns && grid.glyphs[start + from] === TAIL) setBlank(grid, start + from - 1);
  if (to < grid.columns && grid.glyphs[start + to] === TAIL) setBlank(grid, start + to);
};

/** Puts a glyph of 1 or 2 cells at a place; what does not fit in the row is not put. Returns the column after it. */
export const put = (grid: Grid, row: number, column: number, glyph: number, width: 1 | 2, style: number): number => {
  if (column >= grid.columns) return column;
  const fits = column + width <= grid.columns;
  const after = fits ? column + width : grid.columns;
  cutWide(grid, row, column, after);
  const at = row * grid.columns + column;
  grid.glyphs[at] = fits ? glyph : SPACE;
  grid.styles[at] = fits && glyph !== SPACE ? style : blankStyle(style);
  if (fits && width === 2) {
    grid.glyphs[at + 1] = TAIL;
    grid.styles[at + 1] = style;
  }
  return after;
};

/** Blanks cells `[from, to)` of a row in the default style. */
export const eraseRow = (grid: Grid, row: number, from: number, to: number): void => {
  if (from >= to) return;
  cutWide(grid, row, from, to);
  const start = row * grid.columns;
  grid.glyphs.fill(SPACE, start + from, start + to);
  grid.styles.fill(0, start + from, start + to);
};

/** Every row moves up by one; the last is blank. */
export const scrollUp = (grid: Grid): void => {
  grid.glyphs.copyWithin(0, grid.columns);
  grid.styles.copyWithin(0, grid.columns);
  eraseRow(grid, grid.rows - 1, 0, grid.columns);
};

/** The same picture in another size: cut at the right and below, or filled up with blanks. */
export const resizedGrid = (grid: Grid, columns: number, rows: number): Grid => {
  const next = blankGrid(columns, rows);
  const width = Math.min(columns, grid.columns);
  for (let row = 0; row < Math.min(rows, grid.rows); row += 1) {
    const from = row * grid.columns;
    next.glyphs.set(grid.glyphs.subarray(from, from + width), row * columns);
    next.styles.set(grid.styles.subarray(from, from + width), row * columns);
    if (width < grid.columns && grid.glyphs[from + width] === TAIL) setBlank(next, row * columns + width - 1);
  }
  return next;
};
