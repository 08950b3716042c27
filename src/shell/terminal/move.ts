/** The shortest bytes that bring the cursor from one cell to another. Rows and columns count from 0; -1 is "not known". */

/** `\r\n` steps tried before a counted move is shorter anyway. */
const MOST_NEWLINES = 4;
/** Backspaces tried before `ESC [ n D` is shorter anyway. */
const MOST_BACKSPACES = 4;

const counted = (by: number, final: string): string => (by === 1 ? `\x1b[${final}` : `\x1b[${by}${final}`);

const shorter = (left: string, right: string): string => (left.length <= right.length ? left : right);

const absolute = (row: number, column: number): string => {
  if (column === 0) return row === 0 ? '\x1b[H' : `\x1b[${row + 1}H`;
  return row === 0 ? `\x1b[;${column + 1}H` : `\x1b[${row + 1};${column + 1}H`;
};

const along = (from: number, to: number): string => {
  if (from === to) return '';
  if (to === 0) return '\r';
  const best = shorter(counted(to + 1, 'G'), `\r${counted(to, 'C')}`);
  if (from < 0) return best;
  if (from < to) return shorter(counted(to - from, 'C'), best);
  if (from - to <= MOST_BACKSPACES) return shorter('\b'.repeat(from - to), best);
  return shorter(counted(from - to, 'D'), best);
};

/**
 * The cheapest move among absolute position, steps and returns.
 * A bare line feed is never used: whether it also returns to column 0 depends on the terminal line's settings.
 * @param fromColumn -1 after the last cell of a row was written: terminals differ in where the cursor is then
 */
export const moveBetween = (fromRow: number, fromColumn: number, toRow: number, toColumn: number): string => {
  if (fromRow < 0) return absolute(toRow, toColumn);
  if (fromRow === toRow) return along(fromColumn, toColumn);
  const down = toRow - fromRow;
  const best = shorter(
    absolute(toRow, toColumn),
    counted(Math.abs(down), down > 0 ? 'B' : 'A') + along(fromColumn, toColumn),
  );
  return down > 0 && down <= MOST_NEWLINES ? shorter(best, '\r\n'.repeat(down) + along(0, toColumn)) : best;
};
