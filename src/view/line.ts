/**
 * Lines and their cells: how words become rows that fit. In: spans of any length. Out: lines no wider than asked, with nothing in
 * them that a terminal would obey. `finish` is the last door of every pane: rows, cells, glyph mode and safety are kept there once.
 */
import { cellWidth, clean, cutToCells } from '../aero/clean.ts';
import { type Glyphs, inMode } from './glyphs.ts';
import type { Line, Space, Span, Tone } from './types.ts';

/** A piece of text in one tone. */
export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

/** Text that came from outside (callsigns, sentences, labels, reasons), made safe and at most `cells` wide. */
export const said = (text: unknown, cells: number): string => clean(text, { cells });

/** Cells of a line. */
export const widthOf = (line: Line): number => line.reduce((sum, { text }) => sum + cellWidth(text), 0);

/** Exactly `cells` wide: filled with blanks, or cut with an ellipsis. */
export function pad(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutToCells(text, cells);
  const fill = ' '.repeat(Math.max(0, cells - cellWidth(cut)));
  return align === 'left' ? cut + fill : fill + cut;
}

/** The line cut to `columns` cells. */
export function cutLine(line: Line, columns: number): Line {
  let left = columns;
  const out: Span[] = [];
  for (const { text, tone } of line) {
    if (left <= 0) break;
    const width = cellWidth(text);
    const kept = width <= left ? text : cutToCells(text, left);
    if (kept !== '') out.push({ text: kept, tone });
    left -= Math.min(width, left);
  }
  return out;
}

/** `left` from the left edge, `right` to the right edge, blanks between; where both do not fit, `left` is cut, then `right`. */
export function spread(left: Line, right: Line, columns: number): Line {
  const rightCells = Math.min(widthOf(right), columns);
  if (rightCells === 0) return cutLine(left, columns);
  const start = cutLine(left, Math.max(0, columns - rightCells - 1));
  const fill = Math.max(0, columns - rightCells - widthOf(start));
  return cutLine([...start, span(' '.repeat(fill)), ...right], columns);
}

/** A pane's first line, `─ title ───────── right ─`, exactly `columns` wide. */
export function titleRule(title: Line, right: Line, columns: number, glyphs: Glyphs, tone: Tone = 'dim'): Line {
  const most = Math.max(0, columns - 4);
  const end = whole(right, most - Math.min(widthOf(title), most) - 2);
  const start = cutLine(title, most);
  const endCells = widthOf(end) === 0 ? 0 : widthOf(end) + 3;
  const fill = Math.max(0, columns - 3 - widthOf(start) - endCells);
  return cutLine(
    [
      span(`${glyphs.rule} `, tone),
      ...start,
      span(` ${glyphs.rule.repeat(fill)}`, tone),
      ...(endCells === 0 ? [] : [span(' ', tone), ...end, span(` ${glyphs.rule}`, tone)]),
    ],
    columns,
  );
}

/** The leading spans that fit whole: half a number would be a wrong one. */
function whole(line: Line, columns: number): Line {
  let left = columns;
  const cut = line.findIndex(({ text }) => {
    left -= cellWidth(text);
    return left < 0;
  });
  return cut < 0 ? line : line.slice(0, cut);
}

/** Words in rows of at most `columns` cells; a word longer than a row is cut. */
export function wrapped(text: string, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row !== '' && cellWidth(longer) > columns) {
      rows.push(row);
      row = cutToCells(word, columns);
    } else row = cutToCells(longer, columns);
  }
  if (row !== '') rows.push(row);
  return rows;
}

/** A line of facts, broken between facts where it is too wide: three blanks part one fact from the next. */
export function flow(line: Line, columns: number): readonly Line[] {
  const facts = line.flatMap(({ text, tone }) => text.split(/(?= {3}\S)/).map((fact) => span(fact, tone)));
  const rows: Span[][] = [[]];
  let used = 0;
  for (const { text, tone } of facts) {
    const row = rows.at(-1);
    const cells = cellWidth(text);
    if (row === undefined || (row.length > 0 && used + cells > columns && text.startsWith('   '))) {
      rows.push([span(text.replace(/^ +/, ' '), tone)]);
      used = cellWidth(text) - 2;
    } else {
      row.push(span(text, tone));
      used += cells;
    }
  }
  return rows;
}

/** What a terminal would obey or not show; the second wall behind `clean`. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** The pane as it may be drawn: at most `space.rows` lines of at most `space.columns` cells, in the glyph mode, safe. */
export function finish(lines: readonly Line[], space: Space, mode: 'unicode' | 'ascii'): readonly Line[] {
  const kept = lines.slice(0, Math.max(0, space.rows));
  return kept.map((line) => safely(cutLine(safely(line, mode), space.columns), mode));
}

/** Twice: before the cut, since ASCII forms may be wider, and after it, since the cut leaves an ellipsis. */
const safely = (line: Line, mode: 'unicode' | 'ascii'): Line => line.map((part) => safe(part, mode));

function safe(part: Span, mode: 'unicode' | 'ascii'): Span {
  if (PLAIN_ASCII.test(part.text)) return part;
  return { text: inMode(part.text.replace(UNSAFE, '·'), mode), tone: part.tone };
}

/** The words of lines without their tones. */
export const textOf = (lines: readonly Line[]): string =>
  lines
    .map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');

/** Whether two panes say the same: words and tones. */
export function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((line, row) => sameLine(line, b[row] ?? []));
}

const sameLine = (a: Line, b: Line): boolean =>
  a === b ||
  (a.length === b.length && a.every(({ text, tone }, index) => text === b[index]?.text && tone === b[index]?.tone));
