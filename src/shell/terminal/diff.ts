/**
 * Two grids in, the bytes that turn one into the other out: runs of changed cells, the cheapest cursor moves between them, SGR
 * only where the style changes. Equal grids give the empty string.
 */
import { glyphText, isWidthAgreed, mostCells, SPACE, TAIL } from './glyph.ts';
import type { Grid } from './grid.ts';
import { moveBetween } from './move.ts';
import { blankStyle, sgrBetween } from './style.ts';

/** The terminal's own cursor and style after all bytes so far. A column of -1 is unknown; so is everything at a row of -1. */
export interface Pen {
  row: number;
  column: number;
  style: number;
}

/** Unchanged cells worth rewriting instead of moving over them: a counted move costs at most 6 bytes. */
const LONGEST_BRIDGE = 6;
const ERASE_TO_END = '\x1b[K';

/** The bytes of one narrow or wide cell from this pen on, SGR included, and the style after it. */
const cellBytes = (style: number, glyph: number, wanted: number): { readonly text: string; readonly style: number } => {
  if (glyph === SPACE && blankStyle(style) === wanted) return { text: ' ', style };
  return { text: sgrBetween(style, wanted) + glyphText(glyph), style: wanted };
};

const utf8Length = (text: string): number => Buffer.byteLength(text);

/** Turns `sent` into `wanted` row by row; both have the same size. Changes `sent` and the pen as the bytes will. */
export const paint = (wanted: Grid, sent: Grid, pen: Pen): string => {
  const { columns, rows } = wanted;
  let out = '';

  const differs = (at: number): boolean =>
    wanted.glyphs[at] !== sent.glyphs[at] || wanted.styles[at] !== sent.styles[at];

  const advance = (column: number): void => {
    pen.column = column >= columns ? -1 : column;
  };

  /** Unchanged cells between the pen and `column`, written again: undefined where moving is the only safe way. */
  const bridge = (row: number, column: number): { readonly text: string; readonly style: number } | undefined => {
    const gap = column - pen.column;
    if (pen.row !== row || pen.column < 0 || gap <= 0 || gap > LONGEST_BRIDGE) return undefined;
    let text = '';
    let style = pen.style;
    for (let at = row * columns + pen.column; at < row * columns + column; at += 1) {
      const glyph = wanted.glyphs[at] ?? SPACE;
      if (!isWidthAgreed(glyph)) return undefined;
      if (glyph === TAIL) continue;
      const cell = cellBytes(style, glyph, wanted.styles[at] ?? 0);
      text += cell.text;
      style = cell.style;
    }
    return { text, style };
  };

  const goTo = (row: number, column: number): void => {
    if (pen.row === row && pen.column === column) return;
    const move = moveBetween(pen.row, pen.column, row, column);
    const over = bridge(row, column);
    if (over !== undefined) {
      const at = row * columns + column;
      const first = (style: number): number =>
        cellBytes(style, wanted.glyphs[at] ?? SPACE, wanted.styles[at] ?? 0).text.length;
      if (utf8Length(over.text) + first(over.style) <= move.length + first(pen.style)) {
        out += over.text;
        pen.style = over.style;
        pen.column = column;
        return;
      }
    }
    out += move;
    pen.row = row;
    pen.column = column;
  };

  /** A glyph whose cells terminals do not agree on: blanks first, the glyph on top, and everything it may have hit after it again. */
  const putDoubtful = (row: number, column: number, glyph: number, width: number): number => {
    out += sgrBetween(pen.style, wanted.styles[row * columns + column] ?? 0);
    pen.style = wanted.styles[row * columns + column] ?? 0;
    out += ' '.repeat(width);
    advance(column + width);
    out += moveBetween(row, pen.column, row, column) + glyphText(glyph);
    pen.column = -1;
    return column + width + mostCells(glyph);
  };

  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    let first = 0;
    while (first < columns && !differs(start + first)) first += 1;
    if (first === columns) continue;
    let last = columns - 1;
    while (last > first && !differs(start + last)) last -= 1;
    let blankFrom = columns;
    while (
      blankFrom > 0 &&
      wanted.glyphs[start + blankFrom - 1] === SPACE &&
      wanted.styles[start + blankFrom - 1] === 0
    )
      blankFrom -= 1;

    let rewriteUntil = 0;
    for (let column = first; column <= last || column < Math.min(rewriteUntil, columns); ) {
      if (column >= rewriteUntil && !differs(start + column)) {
        column += 1;
        continue;
      }
      // A style may differ on the second half alone only through rounding of ours; the first half draws both.
      if (wanted.glyphs[start + column] === TAIL && column > 0) column -= 1;
      goTo(row, column);
      if (column >= blankFrom && Math.max(last + 1, Math.min(rewriteUntil, columns)) - column > ERASE_TO_END.length) {
        if (blankStyle(pen.style) !== 0) {
          out += sgrBetween(pen.style, 0);
          pen.style = 0;
        }
        out += ERASE_TO_END;
        sent.glyphs.fill(SPACE, start + column, start + columns);
        sent.styles.fill(0, start + column, start + columns);
        break;
      }
      const glyph = wanted.glyphs[start + column] ?? SPACE;
      const isWide = column + 1 < columns && wanted.glyphs[start + column + 1] === TAIL;
      const width = isWide ? 2 : 1;
      if (isWidthAgreed(glyph)) {
        const cell = cellBytes(pen.style, glyph, wanted.styles[start + column] ?? 0);
        out += cell.text;
        pen.style = cell.style;
        advance(column + width);
      } else rewriteUntil = Math.max(rewriteUntil, putDoubtful(row, column, glyph, width));
      for (let at = start + column; at < start + column + width; at += 1) {
        sent.glyphs[at] = wanted.glyphs[at] ?? SPACE;
        sent.styles[at] = wanted.styles[at] ?? 0;
      }
      column += width;
    }
  }
  return out;
};
