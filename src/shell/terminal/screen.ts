/**
 * The screen we own while the monitor runs: the alternate one, no line wrap, cursor where Ink wants it. Ink's text comes in, the
 * cells that changed go out. Everything switched on here is switched off by `leave`, once; after it nothing is drawn.
 */
import type { Clock } from '../sources/source.ts';
import type { Descriptor } from './descriptor.ts';
import { type Pen, paint } from './diff.ts';
import { blankGrid, type Grid, resizedGrid } from './grid.ts';
import { moveBetween } from './move.ts';
import { openOutlet, type Waiting } from './outlet.ts';
import { type Canvas, draw } from './parse.ts';

const CURSOR = 25;
const ALTERNATE_SCREEN = 1049;
const BRACKETED_PASTE = 2004;
const SYNCHRONISED = 2026;

const SHOW_CURSOR = '\x1b[?25h';
const HIDE_CURSOR = '\x1b[?25l';
/** Wrap is off so that a glyph which a terminal takes for wider than we do cannot push the picture into the next row. */
const ENTER = `\x1b[?1049h\x1b[?7l${HIDE_CURSOR}`;
const LEAVE = `\x1b[m\x1b[?7h${SHOW_CURSOR}\x1b[?1049l`;
/** Not `2J`: it makes some terminals push the picture into their scrollback. */
const CLEAR = '\x1b[m\x1b[H\x1b[J';
/** CAN: ends a sequence that was cut in the middle (ECMA-48 §8.3.6). */
const CANCEL = '\x18';

export interface ScreenOptions {
  readonly descriptor: Descriptor;
  readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>;
  readonly columns: number;
  readonly rows: number;
  /** Brings these bytes to the terminal when it reads again, without this process waiting for it. */
  readonly deliver: (text: string) => void;
  /** Blocks this process for so long: only while leaving, and only if the terminal has just been reading. */
  readonly nap: (ms: number) => void;
  readonly onGone: (code: string) => void;
}

export interface Screen {
  /** Takes what Ink wrote; draws at the end of its synchronised update, or of the turn. */
  readonly write: (text: string) => void;
  readonly enter: () => void;
  /** Gives the terminal back as it was. Returns whether it was ours. */
  readonly leave: () => boolean;
  /** No drawing until `thaw`: while a window is being dragged every frame is wrong before it arrives. */
  readonly freeze: () => void;
  readonly thaw: (columns: number, rows: number) => void;
  /** Forgets what the terminal shows and draws everything again. */
  readonly redraw: () => void;
  /** Draws what is due now. */
  readonly flush: () => void;
  readonly isOurs: () => boolean;
  /** Takes it again where somebody else may have changed it under us. */
  readonly retake: () => void;
  /** True once leaving had to be left to `deliver`: writing to this terminal in any other way may block for ever. */
  readonly isStuck: () => boolean;
  readonly waiting: () => Waiting | undefined;
  readonly frames: () => number;
  readonly bytes: () => number;
}

export const openScreen = (options: ScreenOptions): Screen => {
  const canvas: Canvas = { grid: blankGrid(options.columns, options.rows), row: 0, column: 0, style: 0 };
  const pen: Pen = { row: -1, column: -1, style: 0 };
  let sent: Grid | undefined;
  let ours = false;
  let isCursorWanted = false;
  let isCursorShown = false;
  let isPasteWanted = false;
  let isPasteOn = false;
  let isUpdating = false;
  let isFrozen = false;
  let isScheduled = false;
  let isStuck = false;
  let frames = 0;

  const outlet = openOutlet({
    descriptor: options.descriptor,
    clock: options.clock,
    onDrained: () => flush(),
    onGone: options.onGone,
    nap: options.nap,
  });

  const forget = (): void => {
    sent = undefined;
    pen.row = -1;
  };

  const cursorBytes = (): string => {
    if (!isCursorWanted) return isCursorShown ? HIDE_CURSOR : '';
    const column = Math.min(canvas.column, canvas.grid.columns - 1);
    const isThere = pen.row === canvas.row && pen.column === column;
    const move = isThere ? '' : moveBetween(pen.row, pen.column, canvas.row, column);
    pen.row = canvas.row;
    pen.column = column;
    return isCursorShown ? move : move + SHOW_CURSOR;
  };

  const flush = (): void => {
    isScheduled = false;
    if (!ours || isFrozen || outlet.isGone() || outlet.waiting() !== undefined) return;
    let bytes = '';
    if (isPasteWanted !== isPasteOn) bytes += isPasteWanted ? '\x1b[?2004h' : '\x1b[?2004l';
    isPasteOn = isPasteWanted;
    if (sent === undefined) {
      sent = blankGrid(canvas.grid.columns, canvas.grid.rows);
      bytes += CLEAR;
      Object.assign(pen, { row: 0, column: 0, style: 0 });
    }
    bytes += paint(canvas.grid, sent, pen) + cursorBytes();
    isCursorShown = isCursorWanted;
    if (bytes === '') return;
    frames += 1;
    outlet.send(bytes);
  };

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      if (isScheduled) flush();
    });
  };

  const redraw = (): void => {
    forget();
    schedule();
  };

  const retake = (): void => {
    ours = true;
    isStuck = false;
    isPasteOn = false;
    isCursorShown = false;
    outlet.send(ENTER);
    redraw();
  };

  const enter = (): void => {
    if (!ours) retake();
  };

  const leave = (): boolean => {
    if (!ours) return false;
    ours = false;
    const text = (isPasteOn ? '\x1b[?2004l' : '') + LEAVE;
    isPasteOn = false;
    outlet.finish();
    const isTorn = outlet.drop();
    if (!isTorn) {
      outlet.send(text);
      outlet.finish();
    }
    // A part may have arrived; all of it once more does no harm, and a lost part would.
    isStuck = outlet.drop() || isTorn;
    if (isStuck) options.deliver(CANCEL + text);
    return true;
  };

  const onMode = (mode: number, isOn: boolean): void => {
    if (mode === CURSOR) isCursorWanted = isOn;
    if (mode === BRACKETED_PASTE) isPasteWanted = isOn;
    if (mode === ALTERNATE_SCREEN) {
      if (isOn) enter();
      else leave();
    }
    if (mode !== SYNCHRONISED) return;
    isUpdating = isOn;
    if (!isOn) flush();
  };

  return {
    write: (text) => {
      draw(canvas, text, onMode);
      if (!isUpdating) schedule();
    },
    enter,
    leave,
    freeze: () => {
      isFrozen = true;
    },
    thaw: (columns, rows) => {
      isFrozen = false;
      canvas.grid = resizedGrid(canvas.grid, columns, rows);
      canvas.row = Math.min(canvas.row, rows - 1);
      canvas.column = Math.min(canvas.column, columns - 1);
      redraw();
    },
    redraw,
    flush,
    isOurs: () => ours,
    retake,
    isStuck: () => isStuck,
    waiting: outlet.waiting,
    frames: () => frames,
    bytes: outlet.taken,
  };
};
