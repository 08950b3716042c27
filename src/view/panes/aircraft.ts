/**
 * Pane 1: every listed aircraft on a row of its own. In: the state and the space. Out: rule, column titles and the rows in view. In the
 * smallest terminals rows alone. When nothing was heard it says what is watched and how the feed stands, instead of an empty table.
 */
import { formatRule } from '../../aero/watchlist.ts';
import { isAlert, journeys, listedTracks, selectedRow, shownWorld, visibleTracks } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import { isStale } from '../../app/subject.ts';
import type { Track } from '../../tracks/types.ts';
import type { CellContext } from '../cells.ts';
import type { Column, FittedColumns } from '../columns.ts';
import { COLUMNS, columnsFor, MARK_CELLS } from '../columns.ts';
import { feedSummary, frozenWords, lastDataWords } from '../feed-summary.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { stepOf } from '../layout.ts';
import { finish, pad, said, span, titleRule, wrapped } from '../line.ts';
import type { Line, Space, Span, Tone } from '../types.ts';

/** Under this width or height there are rows only, no rule and no titles. */
const LEAST_RULED = { columns: 40, rows: 3 } as const;

/** The aircraft pane: at most `space.rows` lines of at most `space.columns` cells. */
export function aircraftModel(state: State, space: Space): readonly Line[] {
  const frame = frameOf(state);
  const rows = visibleTracks(state);
  const ruled = space.columns >= LEAST_RULED.columns && space.rows >= LEAST_RULED.rows;
  const fitted = columnsFor(space.columns, stepOf(state.ui.columns, state.ui.rows) === 'wide', state.ui.dense);
  const lines: Line[] = ruled ? [ruleOf(state, frame, space.columns)] : [];
  if (rows.length === 0) {
    lines.push(...emptyLines(state, space.columns));
    return finish(lines, space, frame.mode);
  }
  if (ruled) lines.push(titlesOf(state, frame, fitted));
  const room = Math.max(0, space.rows - lines.length);
  const context: CellContext = { now: frame.now, units: frame.units, glyphs: frame.glyphs, journeys: journeys(state) };
  for (const track of rows.slice(firstRow(rows.length, selectedRow(state), room)).slice(0, room)) {
    lines.push(rowOf(state, track, fitted, context));
  }
  return finish(lines, space, frame.mode);
}

/** The first row in view: the selected one stands in the middle where it can. */
export const firstRow = (rows: number, selected: number, room: number): number =>
  Math.max(0, Math.min(rows - room, selected - Math.floor(room / 2)));

function ruleOf(state: State, { glyphs }: Frame, columns: number): Line {
  const { ui } = state;
  const rows = visibleTracks(state);
  const frozen = frozenWords(feedSummary(state));
  const title: Span[] = [
    span('1 ', 'key'),
    span('Aircraft', ui.focus === 'aircraft' && ui.view === 'main' ? 'accent' : 'title'),
    span(` ${rows.length}/${listedTracks(state).length}`),
  ];
  if (frozen !== undefined && rows.length > 0) title.push(span(`  ${frozen}`, 'alert'));
  if (ui.filter.query !== undefined) title.push(span(ui.filter.off ? '  FILTER OFF' : '  FILTERED', 'note'));
  if (ui.onlyMarked) title.push(span('  ONLY MARKED', 'note'));
  if (state.showAll) title.push(span('  ALL', 'note'));
  if (ui.followed !== undefined) title.push(span('  FOLLOWING', 'note'));
  const arrow = ui.sort.descending ? glyphs.sortDown : glyphs.sortUp;
  const row = selectedRow(state);
  const place = rows.length === 0 || row < 0 ? '' : `  row ${row + 1}/${rows.length}`;
  return titleRule(title, [span(`${ui.sort.column}${arrow}`, 'dim'), span(place, 'dim')], columns, glyphs);
}

function titlesOf(state: State, { units, glyphs }: Frame, { columns, gap }: FittedColumns): Line {
  const { ui } = state;
  const line: Span[] = [span(' '.repeat(MARK_CELLS))];
  for (const [index, column] of columns.entries()) {
    if (index > 0) line.push(span(' '.repeat(gap)));
    const arrow = ui.sort.column !== column.id ? '' : ui.sort.descending ? glyphs.sortDown : glyphs.sortUp;
    const title = column.title(units);
    const marked = title.length + arrow.length <= column.cells ? title + arrow : title;
    const chosen = ui.column === column.id && ui.focus === 'aircraft';
    line.push(span(pad(marked, column.cells, column.align), chosen ? 'accent' : 'dim'));
  }
  return line;
}

function rowOf(state: State, track: Track, { columns, gap }: FittedColumns, context: CellContext): Line {
  const { ui } = state;
  const selected = track.icao24 === ui.selected;
  const stale = isStale(track, context.now);
  const alert = isAlert(state, track);
  const base: Tone = selected ? 'selected' : stale ? 'dim' : 'plain';
  const mark = alert ? '!' : track.suspect.length > 0 ? '?' : stale ? '~' : ' ';
  const cell = (column: Column): string => pad(column.cell(track, context, column.cells), column.cells, column.align);
  const blanks = ' '.repeat(gap);
  return [
    span(selected ? context.glyphs.selected : ' ', 'accent'),
    span(ui.marked.has(track.icao24) ? '*' : ' ', 'note'),
    span(mark, alert ? 'alert' : track.suspect.length > 0 ? 'warn' : 'dim'),
    ...columns.slice(0, 1).map((column) => span(cell(column), alert && !selected ? 'alert' : base)),
    span(
      columns
        .slice(1)
        .map((column) => blanks + cell(column))
        .join(''),
      base,
    ),
  ];
}

/** What is said where there is no row: never an empty table. */
function emptyLines(state: State, columns: number): readonly Line[] {
  const say = (text: string, tone: Tone = 'plain'): readonly Line[] =>
    wrapped(text, Math.max(1, columns - 2)).map((row) => [span(` ${row}`, tone)]);
  const listed = listedTracks(state).length;
  const summary = feedSummary(state);
  const { ui } = state;
  if (listed > 0 && (ui.filter.query !== undefined || ui.onlyMarked)) {
    const why =
      ui.onlyMarked && ui.marked.size === 0 ? 'no aircraft is marked' : `none of ${listed} aircraft passes the filter`;
    return say(`${why[0]?.toUpperCase()}${why.slice(1)}.`);
  }
  const { glyphs } = frameOf(state);
  const feed = `${glyphs[summary.sign]} ${summary.word}${summary.when === undefined ? '' : ` ${summary.when}`}`;
  const reason = summary.reason === undefined ? '' : `: ${said(summary.reason, 120)}`;
  const lines = [
    ...say(state.showAll ? 'No aircraft heard yet.' : 'Nothing heard yet of the watched aircraft.', 'strong'),
    ...(summary.delivers && !state.showAll
      ? say('The feed delivers; none of them is in its reach or in the air.')
      : []),
    ...say(`Feed: ${feed}${reason}${summary.delivers ? '' : `; ${lastDataWords(summary)}`}`, summary.tone),
  ];
  if (!state.showAll) lines.push(...say(`Watched: ${watchedWords(state)}`, 'dim'));
  if (!summary.delivers && state.clock === 'live')
    lines.push([
      span(' '),
      span('d', 'key'),
      span(' plays the shipped demo, '),
      span('R', 'key'),
      span(' tries again now'),
    ]);
  return lines;
}

/** Rules named before "and N more". */
const NAMED_RULES = 12;

function watchedWords(state: State): string {
  const { watch } = shownWorld(state).settings;
  if (watch.length === 0) return 'nothing (w watches the selected aircraft, --watch a list)';
  const named = watch.slice(0, NAMED_RULES).map((rule) => said(formatRule(rule), 30));
  return named.join(', ') + (watch.length > NAMED_RULES ? ` and ${watch.length - NAMED_RULES} more` : '');
}

/** The column's explanation, for the help. */
export const columnHelp: readonly { readonly title: string; readonly help: string }[] = COLUMNS.map(
  ({ title, help }) => ({
    title: title('aviation'),
    help,
  }),
);
