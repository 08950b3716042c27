/**
 * A line over time, drawn by blessed-contrib's line chart on its canvas, off-screen: there is never a blessed screen (it would take over signals
 * and the process's end). In: one value a slot. Out: lines of braille without colour, or of ASCII. A gap stays a gap: the widget draws
 * nothing from or to NaN. Its own labels are replaced, for it never prints the greatest value.
 */
import stripAnsi from 'strip-ansi';
import type { ProfileChart, ProfileRequest } from '../view/charts.ts';

type LineChart = typeof import('blessed-contrib/lib/widget/charts/line.js')['default'];

/** Loads the widget, once, when it is first wanted: it costs more to start than the rest of the screen. */
export const loadProfile = async (): Promise<ProfileChart> => {
  const { default: line } = await import('blessed-contrib/lib/widget/charts/line.js');
  return { draw: (request) => drawn(request, line) };
};

/** The chart for the ASCII mode alone, which needs no widget. */
export const asciiProfile: ProfileChart = { draw: (request) => drawn({ ...request, glyphs: 'ascii' }) };

/** What the widget asks of a screen before it is ever drawn. */
const stubScreen = { type: 'screen', on: () => undefined, setEffects: () => undefined, clickable: [], keyable: [] };

/** The widget takes these off its size for borders; they are given back to it. */
const BORDER = { columns: 6, rows: 2 } as const;
/** Rows under the baseline that the widget keeps for its labels: two, of which one is ours and one is cut off. */
const SPARE_ROWS = 1;
const DOTS_PER_CELL = 2;
const LEAST_PLOT_CELLS = 8;
const LEAST_ROWS = 4;

interface Scale {
  readonly least: number;
  readonly greatest: number;
  /** The value of the lowest and highest dot. */
  readonly bottom: number;
  readonly top: number;
}

function drawn(request: ProfileRequest, line?: LineChart): readonly string[] {
  const { columns, rows, values } = request;
  const blank = Array.from({ length: Math.max(0, rows) }, () => '');
  const scale = scaleOf(values, request.leastSpan);
  if (rows < LEAST_ROWS) return blank;
  if (scale === undefined) return blank.map((row, index) => (index === 0 ? ' not received' : row).slice(0, columns));
  const labels = [String(Math.round(scale.top)), String(Math.round(scale.bottom))] as const;
  const margin = Math.max(labels[0].length, labels[1].length) + 1;
  const cells = columns - margin;
  if (cells < LEAST_PLOT_CELLS) return blank;
  const plot =
    line === undefined || request.glyphs === 'ascii'
      ? asciiPlot(values, scale, cells, rows - 1)
      : braillePlot(line, values, scale, cells, rows - 1, margin);
  const left = plot.map((_, row) =>
    (row === 0 ? labels[0] : row === plot.length - 2 ? labels[1] : '').padStart(margin - 1),
  );
  const axis =
    ' '.repeat(margin) + request.fromLabel + request.toLabel.padStart(Math.max(0, cells - request.fromLabel.length));
  return [...plot.map((row, index) => `${left[index]} ${row}`.slice(0, columns)), axis.slice(0, columns)];
}

/** The range that is drawn; `undefined` where there is no value at all. */
function scaleOf(values: readonly (number | undefined)[], leastSpan: number): Scale | undefined {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === undefined || !Number.isFinite(value)) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (least > greatest) return undefined;
  const span = Math.max(greatest - least, leastSpan, 1);
  return { least, greatest, bottom: greatest - span, top: greatest };
}

/** The widget's dots, its baseline the last row; its labels are cut away with the margin. */
function braillePlot(
  line: LineChart,
  values: readonly (number | undefined)[],
  scale: Scale,
  cells: number,
  rows: number,
  margin: number,
): readonly string[] {
  const padding = margin * DOTS_PER_CELL;
  const widget = line({
    screen: stubScreen,
    width: margin + cells + BORDER.columns,
    height: rows + SPARE_ROWS + 1 + BORDER.rows,
    minY: scale.bottom,
    maxY: headroom(scale, rows + SPARE_ROWS + 1),
    numYLabels: 1,
    xPadding: padding,
    xLabelPadding: padding,
    wholeNumbersOnly: false,
    style: { line: 'normal', text: 'normal', baseline: 'normal' },
  });
  widget.emit('attach');
  const y = withVisiblePoints(values);
  // An empty label would be printed as "null".
  widget.setData([{ title: '', x: y.map(() => ' '), y }]);
  return stripAnsi(widget.ctx._canvas.frame())
    .split('\n')
    .slice(0, rows)
    .map((row) => row.slice(margin).trimEnd());
}

/** Dots that the widget keeps under the line for its labels, and by which it lifts the line off the baseline (one more for rounding). */
const WIDGET = { labelDots: 11, liftDots: 3, dotsPerRow: 4 } as const;

/** The `maxY` at which the greatest value comes to lie on the topmost dot: with its own value the widget draws it off the canvas. */
function headroom({ bottom, top }: Scale, rows: number): number {
  const plotDots = rows * WIDGET.dotsPerRow - WIDGET.labelDots;
  const most = bottom + (top - bottom) / (1 - WIDGET.liftDots / plotDots);
  // The widget takes 0 for "not given".
  return most === 0 ? Number.MIN_VALUE : most;
}

/** Values with NaN for the gaps. A value alone between two gaps has no line: it gets a neighbour, or it would not be seen. */
function withVisiblePoints(values: readonly (number | undefined)[]): readonly number[] {
  const out = values.map((value) => (value === undefined || !Number.isFinite(value) ? Number.NaN : value));
  for (let index = 0; index < out.length; index += 1) {
    const value = out[index] ?? Number.NaN;
    if (
      Number.isNaN(value) ||
      !Number.isNaN(out[index - 1] ?? Number.NaN) ||
      !Number.isNaN(out[index + 1] ?? Number.NaN)
    )
      continue;
    out[index + 1 < out.length ? index + 1 : index - 1] = value;
    index += 1;
  }
  return out;
}

/** One sign a cell, a baseline below. */
function asciiPlot(
  values: readonly (number | undefined)[],
  scale: Scale,
  cells: number,
  rows: number,
): readonly string[] {
  const height = rows - 1;
  const grid = Array.from({ length: height }, () => new Array<string>(cells).fill(' '));
  for (const [index, value] of values.entries()) {
    if (value === undefined || !Number.isFinite(value)) continue;
    const column = Math.min(cells - 1, Math.floor((index / values.length) * cells));
    const row = Math.round(((scale.top - value) / (scale.top - scale.bottom)) * (height - 1));
    const target = grid[row];
    if (target !== undefined) target[column] = '*';
  }
  return [...grid.map((row) => `|${row.join('').slice(1)}`.trimEnd()), `+${'-'.repeat(cells - 1)}`];
}
