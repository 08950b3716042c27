/**
 * The changed-cell limit, computed by a writer so plain that it can be checked by reading: pre-coloured lines to cells, and two
 * pictures to a count of bytes. Shares nothing with the stream. Knows only narrow glyphs, colours 30-39, bold and dim.
 */

export interface Cell {
  readonly text: string;
  /** SGR codes in force, in a fixed order, such as `1;32`; empty is the default. */
  readonly style: string;
}

const BLANK: Cell = { text: ' ', style: '' };

/** Lines of text with SGR to rows of `columns` cells. A blank has no style: colour, bold and dim cannot be seen on it. */
export const cellsOf = (lines: readonly string[], columns: number): readonly (readonly Cell[])[] =>
  lines.map((line) => {
    const cells: Cell[] = [];
    let weight = '';
    let colour = '';
    for (const [piece] of line.matchAll(/\x1b\[\d+m|[^\x1b]/gu)) {
      const code = /^\x1b\[(\d+)m$/.exec(piece)?.[1];
      if (code === undefined) {
        const style = [weight, colour].filter((part) => part !== '').join(';');
        cells.push(piece === ' ' ? BLANK : { text: piece, style });
      } else if (code === '22') weight = '';
      else if (code === '39') colour = '';
      else if (code === '1' || code === '2') weight = code;
      else colour = code;
    }
    while (cells.length < columns) cells.push(BLANK);
    return cells.slice(0, columns);
  });

const isColour = (style: string): boolean => /^3\d$/.test(style);

/** The shortest SGR from one of these styles to another: nothing to end, or a colour for a colour; else from the start. */
const sgr = (from: string, to: string): string => {
  if (from === to) return '';
  if (to === '') return '\x1b[m';
  return from === '' || (isColour(from) && isColour(to)) ? `\x1b[${to}m` : `\x1b[0;${to}m`;
};

const moveTo = (row: number, column: number): string =>
  column === 0
    ? row === 0
      ? '\x1b[H'
      : `\x1b[${row + 1}H`
    : row === 0
      ? `\x1b[;${column + 1}H`
      : `\x1b[${row + 1};${column + 1}H`;

/**
 * The limit: for each maximal run of changed cells, the shortest absolute cursor move, the SGR changes that its cells need, and
 * their text; the style carries over from run to run, blanks are written in any style. UTF-8 bytes.
 */
export const leastBytes = (before: readonly (readonly Cell[])[], after: readonly (readonly Cell[])[]): number => {
  let out = '';
  let style = '';
  after.forEach((cells, row) => {
    let isInRun = false;
    cells.forEach((cell, column) => {
      const old = before[row]?.[column] ?? BLANK;
      const isChanged = old.text !== cell.text || old.style !== cell.style;
      if (isChanged && !isInRun) out += moveTo(row, column);
      isInRun = isChanged;
      if (!isChanged) return;
      if (cell.text !== ' ') {
        out += sgr(style, cell.style);
        style = cell.style;
      }
      out += cell.text;
    });
  });
  return Buffer.byteLength(out);
};
