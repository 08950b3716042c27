/**
 * The screen's first line: how the feeds stand, what is counted, and as of when. In: the state. Out: the line without its clock, and
 * the clock apart: a clock alone is no reason to draw. REPLAY and RECONSTRUCTION stand first and are never dropped.
 */
import { MINUTE_MS, SECOND_MS } from '../../aero/units.ts';
import { counts, shownAt, unreadEvents } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import type { Condition } from '../connection.ts';
import { feedSummary, lastDataWords } from '../feed-summary.ts';
import { clockMinute, clockTime, counted, day, orderWords, pace, roughly, shortDay } from '../format.ts';
import { frameOf } from '../frame.ts';
import type { Glyphs } from '../glyphs.ts';
import { cutLine, finish, said, span, spread, widthOf } from '../line.ts';
import type { Line, Span } from '../types.ts';

export interface Header {
  readonly line: Line;
  /** `as of 14:22Z`: of the data shown, not of the wall. */
  readonly clock: Span;
  /** Cells of the clock; the line is that much shorter. */
  readonly columns: number;
}

/** From here on the clock shows the day and seconds. */
const LONG_CLOCK_COLUMNS = 120;
const SHORT_CLOCK_COLUMNS = 60;
const NAMED_COLUMNS = 80;
/** A sentence cut shorter than this says nothing; what is shorter is never cut. */
const LEAST_PART_CELLS = 16;

/** The header for a terminal of `columns`. */
export function headerModel(state: State, columns: number): Header {
  const { glyphs, mode } = frameOf(state);
  const clock = span(clockWords(state, columns), 'dim');
  const room = Math.max(0, columns - clock.text.length - 1);
  const parts = partsOf(state, columns, glyphs);
  // The gravest stand first; a count that does not fit is left out whole, a sentence is cut.
  const line: Span[] = [span(' ')];
  for (const [index, part] of parts.entries()) {
    const gap = index === 0 ? 0 : 2;
    const left = room - widthOf(line) - gap;
    if (index > 0 && widthOf(part) > left && left < LEAST_PART_CELLS) continue;
    if (index > 0 && widthOf(part) > left && widthOf(part) < LEAST_PART_CELLS) continue;
    if (gap > 0) line.push(span(' '.repeat(gap)));
    line.push(...cutLine(part, left));
  }
  const [shown = []] = finish([cutLine(line, room)], { columns: room, rows: 1 }, mode);
  return { line: shown, clock, columns };
}

/** The header as one line, its clock at the right edge. */
export const headerLine = ({ line, clock, columns }: Header): Line => spread(line, [clock], columns);

/** `as of` the data shown: while a feed delivers that is now, after its loss when the last came; in a recording its own time. */
function clockWords(state: State, columns: number): string {
  const { frozenMs, lastDataAt } = feedSummary(state);
  const at = frozenMs === undefined ? shownAt(state) : (lastDataAt ?? shownAt(state));
  if (columns >= LONG_CLOCK_COLUMNS) return `as of ${day(at)} ${clockTime(at)}`;
  if (columns < SHORT_CLOCK_COLUMNS) return clockMinute(Math.floor(at / MINUTE_MS) * MINUTE_MS);
  return `as of ${clockMinute(at)}`;
}

function partsOf(state: State, columns: number, glyphs: Glyphs): readonly Line[] {
  const { seen, air, ground, stale } = counts(state);
  const unread = unreadEvents(state).length;
  const rejected = [...state.links.values()].reduce((sum, { rejectsByCode }) => sum + total(rejectsByCode), 0);
  const parts: Line[] = [...replayParts(state, glyphs), ...pausedParts(state, columns, glyphs)];
  if (state.storeTrouble !== undefined) parts.push([span(`${glyphs.warn} LOG NOT SAVED`, 'alert')]);
  parts.push(...feedParts(state, columns, glyphs));
  parts.push([span(`${seen} seen`)]);
  if (unread > 0) parts.push([span(`${unread} unread`, 'note')]);
  if (rejected > 0) parts.push([span(`${orderWords(rejected)} rejected`, 'warn')]);
  if (stale > 0) parts.push([span(`${stale} stale`, 'dim')]);
  if (columns >= NAMED_COLUMNS) parts.push([span(`${air} air`)], [span(`${ground} gnd`)]);
  if (state.ui.marked.size > 0) parts.push([span(`${state.ui.marked.size} marked`)]);
  if (state.recordingTo !== undefined) parts.push([span(`${glyphs.up} REC`, 'note')]);
  // The name gives way where there is trouble to tell of.
  const named = columns >= (feedSummary(state).delivers ? NAMED_COLUMNS : LONG_CLOCK_COLUMNS);
  if (named && state.clock === 'live') parts.unshift([span('dprk-watch', 'title')]);
  return parts;
}

const total = (counted: Readonly<Record<string, number>>): number =>
  Object.values(counted).reduce((sum, count) => sum + count, 0);

function replayParts(state: State, glyphs: Glyphs): readonly Line[] {
  if (state.clock !== 'recording') return [];
  const { replay } = state;
  const reconstruction: Line[] = replay?.reconstruction === true ? [[span('RECONSTRUCTION', 'warn')]] : [];
  if (replay === undefined) return [[span(`${glyphs.play} REPLAY`, 'accent')]];
  const speed = `${Number.isFinite(replay.speed) ? glyphs.times : ''}${pace(replay.speed)}`;
  const how = replay.ended === true ? 'ended' : replay.playing ? speed : 'stopped';
  const sign = replay.playing && replay.ended !== true ? glyphs.play : glyphs.paused;
  return [[span(`${sign} REPLAY ${how}`, 'accent')], ...reconstruction, [span(shortDay(shownAt(state)))]];
}

function pausedParts(state: State, columns: number, glyphs: Glyphs): readonly Line[] {
  const { paused } = state.ui;
  if (paused === undefined) return [];
  if (columns < SHORT_CLOCK_COLUMNS) return [[span(`${glyphs.paused} PAUSED`, 'warn')]];
  const at = clockTime(Math.floor(paused.at / SECOND_MS) * SECOND_MS);
  const held = paused.held > 0 ? `  ${counted(roughly(paused.held), 'report')} held` : '';
  return [[span(`${glyphs.paused} PAUSED at ${at}${held}`, 'warn')]];
}

function feedParts(state: State, columns: number, glyphs: Glyphs): readonly Line[] {
  const summary = feedSummary(state);
  // A recording says REPLAY; its feed is named only when the recording itself has lost it.
  if (state.clock === 'recording' && (summary.delivers || OF_THE_PLAYER.has(summary.condition))) return [];
  const when = columns < SHORT_CLOCK_COLUMNS ? (summary.shortWhen ?? summary.when) : summary.when;
  const via = summary.via === undefined || columns < SHORT_CLOCK_COLUMNS ? '' : ` via ${summary.via}`;
  const after = when === undefined || when === '' ? '' : ` ${when}`;
  const parts: Line[] = [[span(`${glyphs[summary.sign]} ${summary.word}${via}${after}`, summary.tone)]];
  if (summary.reason !== undefined) {
    parts.push([span(said(summary.reason, REASON_CELLS), summary.delivers ? 'dim' : summary.tone)]);
  }
  if (!summary.delivers && summary.feeds > 0 && summary.condition !== 'connecting' && summary.condition !== 'stale') {
    parts.push([span(lastDataWords(summary), 'dim')]);
  }
  return parts;
}

const REASON_CELLS = 60;
/** Conditions of the player and not of the feed that was recorded. */
const OF_THE_PLAYER: ReadonlySet<Condition> = new Set(['none', 'ended', 'connecting', 'no-data', 'stale']);
