/**
 * Reads what Ink writes: text, newlines, SGR, relative and absolute cursor moves, erasing, and private modes. Fills a grid and
 * reports modes; every other escape sequence and control character ends here and never reaches the terminal.
 */
import { glyphOf, graphemes } from './glyph.ts';
import { eraseRow, type Grid, put, scrollUp } from './grid.ts';
import { readSgr } from './style.ts';

/** The picture Ink draws on, with its cursor. `column` may stand one past the last cell. */
export interface Canvas {
  grid: Grid;
  row: number;
  column: number;
  style: number;
}

/** A DEC private mode that Ink switched: 25 cursor, 1049 alternate screen, 2004 bracketed paste, 2026 synchronised output. */
export type OnMode = (mode: number, isOn: boolean) => void;

const ESC = 0x1b;
const BEL = 0x07;
/** Parameters beyond this are nobody's screen; it keeps hostile numbers from looping. */
const MOST_CELLS = 10_000;

/** One cell in every terminal if no mark follows: Latin, Greek, Cyrillic, dashes and quotes, arrows, mathematics, boxes, braille. */
const isPlainNarrow = (unit: number): boolean =>
  (unit >= 0x20 && unit < 0x7f) ||
  (unit > 0xa0 && unit < 0x3_00 && unit !== 0xad && unit !== 0xa9 && unit !== 0xae) ||
  (unit >= 0x25_00 && unit <= 0x25_fc) ||
  (unit >= 0x28_00 && unit <= 0x28_ff) ||
  (unit >= 0x20_10 && unit <= 0x20_27) ||
  (unit >= 0x20_30 && unit <= 0x20_5e) ||
  (unit >= 0x21_90 && unit <= 0x22_ff) ||
  (unit >= 0x03_91 && unit <= 0x03_ff && unit !== 0x03_a2) ||
  (unit >= 0x04_00 && unit <= 0x04_7f);

const isPlainWide = (unit: number): boolean =>
  (unit >= 0x4e_00 && unit <= 0x9f_ff) || (unit >= 0xac_00 && unit <= 0xd7_a3);

/** Units that may not follow a plain one if that is to stand alone: marks, joiners, selectors, jamo, surrogates. */
const standsAlone = (next: number): boolean =>
  Number.isNaN(next) || next < 0x3_00 || isPlainNarrow(next) || (next >= 0x4e_00 && next <= 0x9f_ff);

const isControl = (unit: number): boolean => unit < 0x20 || (unit >= 0x7f && unit < 0xa0);

const count = (parameters: string, index = 0): number => {
  const value = Number.parseInt(parameters.split(';')[index] ?? '', 10);
  return Number.isFinite(value) && value > 0 ? Math.min(value, MOST_CELLS) : 1;
};

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

const eraseDisplay = (canvas: Canvas, how: number): void => {
  const { grid, row, column } = canvas;
  if (how === 0) eraseRow(grid, row, Math.min(column, grid.columns), grid.columns);
  if (how === 1) eraseRow(grid, row, 0, Math.min(column + 1, grid.columns));
  for (let other = 0; other < grid.rows; other += 1) {
    if (how === 2 || (how === 0 && other > row) || (how === 1 && other < row)) eraseRow(grid, other, 0, grid.columns);
  }
};

const eraseLine = ({ grid, row, column }: Canvas, how: number): void => {
  if (how > 2) return;
  const from = how === 0 ? Math.min(column, grid.columns) : 0;
  eraseRow(grid, row, from, how === 1 ? Math.min(column + 1, grid.columns) : grid.columns);
};

const switchModes = (parameters: string, isOn: boolean, onMode: OnMode): void => {
  if (!/^\?[\d;]+$/.test(parameters)) return;
  for (const mode of parameters.slice(1).split(';')) onMode(Number(mode), isOn);
};

/** Carries out one complete control sequence: `ESC [ parameters final` (ECMA-48 §5.4). Unknown ones do nothing. */
const control = (canvas: Canvas, parameters: string, final: string, onMode: OnMode): void => {
  const { rows, columns } = canvas.grid;
  if (final === 'h' || final === 'l') switchModes(parameters, final === 'h', onMode);
  if (!/^[\d;:]*$/.test(parameters)) return;
  const how = Number.parseInt(parameters, 10) || 0;
  const by = count(parameters);
  switch (final) {
    case 'm':
      canvas.style = readSgr(canvas.style, parameters);
      return;
    case 'A':
    case 'F':
      canvas.row = clamp(canvas.row - by, rows - 1);
      if (final === 'F') canvas.column = 0;
      return;
    case 'B':
    case 'E':
      canvas.row = clamp(canvas.row + by, rows - 1);
      if (final === 'E') canvas.column = 0;
      return;
    case 'C':
      canvas.column = clamp(canvas.column + by, columns - 1);
      return;
    case 'D':
      canvas.column = clamp(canvas.column - by, columns - 1);
      return;
    case 'G':
      canvas.column = clamp(by - 1, columns - 1);
      return;
    case 'H':
    case 'f':
      canvas.row = clamp(by - 1, rows - 1);
      canvas.column = clamp(count(parameters, 1) - 1, columns - 1);
      return;
    case 'J':
      eraseDisplay(canvas, how);
      return;
    case 'K':
      eraseLine(canvas, how);
      return;
    default:
  }
};

/** Where a string control (OSC, DCS, SOS, PM, APC) that starts before `at` ends: after its terminator, else before the line's end. */
const afterString = (text: string, at: number): number => {
  for (let index = at; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === BEL || unit === 0x9c) return index + 1;
    if (unit === ESC) return text[index + 1] === '\\' ? index + 2 : index;
    if (unit === 0x0a) return index;
  }
  return text.length;
};

/** Reads the control sequence whose parameters start at `at`; returns where the text goes on. A torn one is dropped. */
const sequence = (canvas: Canvas, text: string, at: number, onMode: OnMode): number => {
  let index = at;
  while (index < text.length) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e) return index;
    if (unit >= 0x40) {
      control(canvas, text.slice(at, index), text.charAt(index), onMode);
      return index + 1;
    }
    index += 1;
  }
  return index;
};

const escapeSequence = (canvas: Canvas, text: string, at: number, onMode: OnMode): number => {
  const next = text.charAt(at + 1);
  if (next === '[') return sequence(canvas, text, at + 2, onMode);
  if (next !== '' && ']PX^_'.includes(next)) return afterString(text, at + 2);
  let index = at + 1;
  // Intermediates (as in `ESC ( 0`) belong to the sequence; its final byte ends it.
  while (index < text.length && text.charCodeAt(index) >= 0x20 && text.charCodeAt(index) <= 0x2f) index += 1;
  const final = text.charCodeAt(index);
  return final >= 0x30 && final <= 0x7e ? index + 1 : index;
};

const controlCharacter = (canvas: Canvas, text: string, at: number, onMode: OnMode): number => {
  const unit = text.charCodeAt(at);
  if (unit === ESC) return escapeSequence(canvas, text, at, onMode);
  if (unit === 0x9b) return sequence(canvas, text, at + 1, onMode);
  if (unit === 0x90 || unit === 0x98 || (unit >= 0x9d && unit <= 0x9f)) return afterString(text, at + 1);
  if (unit === 0x0d) canvas.column = 0;
  if (unit === 0x0a) {
    canvas.column = 0;
    if (canvas.row < canvas.grid.rows - 1) canvas.row += 1;
    else scrollUp(canvas.grid);
  }
  return at + 1;
};

/** Puts a run of text that needs Unicode's rules; ends where ASCII, which starts a cell of its own, or a control character is. */
const richText = (canvas: Canvas, text: string, at: number): number => {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) >= 0xa0) end += 1;
  for (const { segment } of graphemes(text.slice(at, end))) {
    const { id, width } = glyphOf(segment);
    if (width !== 0) canvas.column = put(canvas.grid, canvas.row, canvas.column, id, width, canvas.style);
  }
  return end;
};

/**
 * Draws what Ink wrote on the canvas. A newline goes to the start of the next row (and scrolls at the last); text beyond the
 * last column is cut off. Total: whatever stands in `text`, nothing is thrown.
 */
export const draw = (canvas: Canvas, text: string, onMode: OnMode): void => {
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (isControl(unit)) {
      at = controlCharacter(canvas, text, at, onMode);
      continue;
    }
    const width = isPlainNarrow(unit) ? 1 : isPlainWide(unit) ? 2 : 0;
    if (width === 0 || !standsAlone(text.charCodeAt(at + 1))) {
      at = richText(canvas, text, at);
      continue;
    }
    canvas.column = put(canvas.grid, canvas.row, canvas.column, unit, width, canvas.style);
    at += 1;
  }
};
