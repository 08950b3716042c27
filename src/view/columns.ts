/**
 * TABLE of the aircraft pane's columns: one row a column, with its widths, its place in the order of dropping, and what it says of a
 * track. In: the width to fill. Out: the columns that fit, each with its cells. Registration, altitude, speed and age are never dropped.
 */
import { alive, alivePosition } from '../app/subject.ts';
import type { Track } from '../tracks/types.ts';
import type { CellContext } from './cells.ts';
import { altitudeCell, expectedEnd, journeyOf, registrationOf, SOURCE_WORDS, sparkCell, toPyongyang } from './cells.ts';
import type { Units } from './format.ts';
import { age, degrees, distance, speed, UNKNOWN, verticalRate } from './format.ts';
import { said } from './line.ts';

export interface Column {
  readonly id: string;
  readonly title: (units: Units) => string;
  readonly cells: number;
  /** Its width where that fits too. */
  readonly roomyCells?: number;
  readonly align: 'left' | 'right';
  /** Dropped first: 1; never: undefined. */
  readonly drop?: number;
  /** Shown only in the wide layout. */
  readonly wideOnly?: boolean;
  readonly cell: (track: Track, context: CellContext, cells: number) => string;
  readonly help: string;
}

const fixed = (title: string) => () => title;
const inUnits = (aviation: string, metric: string) => (units: Units) => (units === 'metric' ? metric : aviation);

export const COLUMNS: readonly Column[] = [
  {
    id: 'reg',
    title: fixed('REG'),
    cells: 9,
    align: 'left',
    cell: (track, _context, cells) => registrationOf(track, cells),
    help: "registration; ' after it: computed from the address; an address where none is known",
  },
  {
    id: 'type',
    title: fixed('TYPE'),
    cells: 4,
    align: 'left',
    drop: 9,
    cell: (track, _context, cells) => said(track.typecode ?? UNKNOWN, cells),
    help: 'ICAO type designator',
  },
  {
    id: 'hex',
    title: fixed('HEX'),
    cells: 7,
    align: 'left',
    drop: 3,
    cell: (track, _context, cells) => said(track.icao24, cells),
    help: 'ICAO 24-bit address; ~ before it: not allocated by ICAO',
  },
  {
    id: 'call',
    title: fixed('CALL'),
    cells: 8,
    align: 'left',
    drop: 8,
    cell: (track, _context, cells) => said(track.callsign?.value ?? UNKNOWN, cells),
    help: 'callsign',
  },
  {
    id: 'route',
    title: fixed('ROUTE'),
    cells: 10,
    align: 'left',
    drop: 5,
    cell: (track, context, cells) => {
      const journey = journeyOf(track, context);
      if (journey.from === undefined && journey.to === undefined) return UNKNOWN;
      return said(`${journey.from?.icao ?? '?'}${context.glyphs.to}${expectedEnd(journey)}`, cells);
    },
    help: 'from and to, as far as the event log knows; ? behind the end: expected there',
  },
  {
    id: 'dest',
    title: fixed('DEST'),
    cells: 5,
    align: 'left',
    drop: 7,
    cell: (track, context, cells) => {
      const journey = journeyOf(track, context);
      return journey.to === undefined && journey.from === undefined ? UNKNOWN : said(expectedEnd(journey), cells);
    },
    help: 'where it goes, as far as the event log knows; shown where ROUTE has no room',
  },
  {
    id: 'alt',
    title: inUnits('ALT', 'ALT m'),
    cells: 7,
    align: 'right',
    cell: altitudeCell,
    help: 'barometric altitude and its trend; gnd: on the ground',
  },
  {
    id: 'gs',
    title: inUnits('GS', 'km/h'),
    cells: 4,
    align: 'right',
    cell: (track, { now, units }) => speed(alive(track.groundSpeedKt, now), units),
    help: 'ground speed',
  },
  {
    id: 'vs',
    title: inUnits('V/S', 'm/s'),
    cells: 6,
    align: 'right',
    drop: 2,
    wideOnly: true,
    cell: (track, { now, units }) => verticalRate(alive(track.verticalRateFpm, now), units),
    help: 'vertical rate',
  },
  {
    id: 'trk',
    title: fixed('TRK'),
    cells: 3,
    align: 'right',
    drop: 7,
    cell: (track, { now }) => degrees(alive(track.trackDeg, now)),
    help: 'track over the ground, true',
  },
  {
    id: 'squawk',
    title: fixed('SQWK'),
    cells: 4,
    align: 'left',
    drop: 6,
    cell: (track, { now }, cells) => said(alive(track.squawk, now) ?? UNKNOWN, cells),
    help: 'squawk',
  },
  {
    id: 'dist',
    title: inUnits('NM FNJ', 'km FNJ'),
    cells: 6,
    align: 'right',
    drop: 4,
    cell: (track, { now, units }) => {
      const position = alivePosition(track, now);
      return position === undefined ? UNKNOWN : distance(toPyongyang(position).distanceNm, units);
    },
    help: 'distance to Pyongyang Sunan (FNJ, ZKPY)',
  },
  {
    id: 'seen',
    title: fixed('SEEN'),
    cells: 4,
    align: 'right',
    cell: (track, { now }) => age(track.heardAt, now),
    help: 'when last heard: now, then in steps of 10 s, minutes, hours',
  },
  {
    id: 'src',
    title: fixed('SRC'),
    cells: 5,
    align: 'left',
    drop: 2,
    cell: (track, _context, cells) => said(SOURCE_WORDS[track.source] ?? track.source, cells),
    help: 'how it is known: adsb, mlat, tisb, adsc, mode (no position), other, est (estimated)',
  },
  {
    id: 'spark',
    title: fixed('ALT 2h'),
    cells: 16,
    align: 'left',
    drop: 1,
    wideOnly: true,
    roomyCells: 24,
    cell: sparkCell,
    help: 'altitude over the last two hours, its range in hundreds of feet or metres; a gap is a gap',
  },
];

/** Cells before the first column: selected, marked, and the gravest of alert, suspect and stale. */
export const MARK_CELLS = 3;

export interface FittedColumns {
  readonly columns: readonly Column[];
  /** Blanks between two columns. */
  readonly gap: number;
}

const ROOMY_GAP = 2;

/**
 * The columns that fit in `cells` cells, in the table's order. ROUTE gives way to DEST before both go.
 * @param wide the layout of the largest step, which has more to show
 * @param dense one blank between columns even where there is room for two
 */
export function columnsFor(cells: number, wide: boolean, dense: boolean): FittedColumns {
  let chosen = COLUMNS.filter((column) => (wide || column.wideOnly !== true) && column.id !== 'dest');
  while (cellsOf(chosen, 1) > cells) {
    const next = firstToDrop(chosen);
    if (next === undefined) break;
    const kept = chosen.filter((column) => column !== next);
    chosen = next.id === 'route' ? COLUMNS.filter((column) => column.id === 'dest' || kept.includes(column)) : kept;
  }
  const roomy = chosen.map((column) => ({ ...column, cells: column.roomyCells ?? column.cells }));
  if (cellsOf(roomy, 1) <= cells) chosen = roomy;
  return { columns: chosen, gap: !dense && cellsOf(chosen, ROOMY_GAP) <= cells ? ROOMY_GAP : 1 };
}

const cellsOf = (list: readonly Column[], gap: number): number =>
  MARK_CELLS + list.reduce((sum, column) => sum + column.cells, 0) + gap * Math.max(0, list.length - 1);

const firstToDrop = (list: readonly Column[]): Column | undefined =>
  list.reduce<Column | undefined>(
    (first, column) =>
      column.drop !== undefined && column.drop < (first?.drop ?? Number.POSITIVE_INFINITY) ? column : first,
    undefined,
  );
