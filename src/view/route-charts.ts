/**
 * The charts of the route pane: altitude and speed over a window of time that ends with what was last heard. In: the track, the
 * space, the chart if there is one. Out: lines. What was not received is blank.
 */
import { HOUR_MS } from '../aero/units.ts';
import type { Fix, Track } from '../tracks/types.ts';
import { airborneAltitude } from './cells.ts';
import type { ProfileChart } from './charts.ts';
import { altitude, altitudeUnit, clockMinute, dayAndMinute, duration, speed, speedUnit } from './format.ts';
import type { Frame } from './frame.ts';
import { pad, span, spread } from './line.ts';
import { sparkline, windowEnd, windowOf } from './sparkline.ts';
import type { Line } from './types.ts';

/** Windows that the charts choose from (ms): the shortest that holds the trail. */
const WINDOWS_MS = [HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS] as const;
/** Ranges under which a line is level: altimeter noise and gusts are no profile. */
const LEAST_SPAN = { altitudeFt: 2000, groundSpeedKt: 60 } as const;
const LABEL_CELLS = 15;
/** Rows of one chart. */
export const CHART_ROWS = { least: 5, most: 12 } as const;

/** The window of the charts: the shortest that holds the trail. */
function windowFor(track: Track, now: number): { readonly fromAt: number; readonly ms: number } {
  const toAt = windowEnd(track, now);
  const first = track.trail[0]?.at ?? toAt;
  const ms = WINDOWS_MS.find((window) => toAt - first <= window) ?? WINDOWS_MS[WINDOWS_MS.length - 1] ?? HOUR_MS;
  return { fromAt: toAt - ms, ms };
}

/** From windows of this length on (ms) a time of day alone would be of two days. */
const DATED_FROM_MS = 12 * HOUR_MS;
const axisLabel = (at: number, ms: number): string => (ms >= DATED_FROM_MS ? dayAndMinute(at) : clockMinute(at));

/** Altitude and speed as a row of bars each, with both ends of their range. */
export function sparkLines(track: Track, columns: number, { units, glyphs, now }: Frame): readonly Line[] {
  const { fromAt, ms } = windowFor(track, now);
  const row = (
    name: string,
    valueFrom: (fix: Fix) => number | undefined,
    leastSpan: number,
    words: (value: number) => string,
  ): Line => {
    const cells = Math.max(0, columns - name.length - 2 * LABEL_CELLS);
    const { text, least, greatest } = sparkline(
      windowOf(track.trail, valueFrom, fromAt, fromAt + ms, cells),
      glyphs.ramp,
      leastSpan,
    );
    const label =
      least === undefined || greatest === undefined ? 'not received' : `${words(least)}..${words(greatest)}`;
    return spread(
      [span(` ${name} `, 'dim'), span(pad(label, LABEL_CELLS)), span(' '), span(text, 'accent')],
      [span(`${duration(ms).replace(/00m$/, '')} `, 'dim')],
      columns,
    );
  };
  return [
    row('ALT', airborneAltitude, LEAST_SPAN.altitudeFt, (feet) => altitude(feet, units)),
    row(
      'GS ',
      (fix) => fix.groundSpeedKt,
      LEAST_SPAN.groundSpeedKt,
      (knots) => speed(knots, units),
    ),
  ];
}

/** Altitude, and speed where there is room, as the chart draws them, in `room` rows. */
export function profileLines(
  track: Track,
  columns: number,
  room: number,
  frame: Frame,
  chart: ProfileChart,
): readonly Line[] {
  const { units, now, mode } = frame;
  const { fromAt, ms } = windowFor(track, now);
  const two = room >= 2 * CHART_ROWS.least + 2;
  const rows = Math.min(CHART_ROWS.most, two ? Math.floor((room - 2) / 2) : room - 1);
  const draw = (
    title: string,
    valueFrom: (fix: Fix) => number | undefined,
    leastSpan: number,
    shown: (value: number) => number,
  ): readonly Line[] => {
    const values = windowOf(track.trail, valueFrom, fromAt, fromAt + ms, Math.max(1, (columns - 8) * 2));
    const scaled = values.map((value) => (value === undefined ? undefined : shown(value)));
    const drawn = chart.draw({
      columns,
      rows,
      values: scaled,
      fromLabel: axisLabel(fromAt, ms),
      toLabel: axisLabel(fromAt + ms, ms),
      leastSpan: shown(leastSpan),
      glyphs: mode,
    });
    return [[span(` ${title}`, 'dim')], ...drawn.map((row): Line => [span(row, 'accent')])];
  };
  const lines = [
    ...draw(
      `ALT ${altitudeUnit(units)}, ${duration(ms).replace(/00m$/, '')}`,
      airborneAltitude,
      LEAST_SPAN.altitudeFt,
      (feet) => Number(altitude(feet, units)),
    ),
  ];
  if (two)
    lines.push(
      ...draw(
        `GS ${speedUnit(units)}`,
        (fix) => fix.groundSpeedKt,
        LEAST_SPAN.groundSpeedKt,
        (knots) => Number(speed(knots, units)),
      ),
    );
  else if (room - rows - 1 > 0) lines.push([]);
  return lines;
}
