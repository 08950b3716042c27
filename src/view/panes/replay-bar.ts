/**
 * The bar of a recording that plays: where it is, how fast, and where its events lie. In: the state and the space. Out: a rule and the bar, or the
 * bar alone in one row. Times are the recording's.
 */
import { shownEvents } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import type { ReplayNotice } from '../../feeds/types.ts';
import { clockMinute, clockTime, dayAndMinute, pace, shortDay } from '../format.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, said, span, titleRule, widthOf } from '../line.ts';
import type { Line, Space } from '../types.ts';

/** The replay bar: at most `space.rows` lines; none where nothing plays. */
export function replayBarModel(state: State, space: Space): readonly Line[] {
  const frame = frameOf(state);
  const { replay } = state;
  if (replay === undefined) return [];
  const bar = barLine(state, replay, space.columns, frame);
  if (space.rows < 2) return finish([bar], space, frame.mode);
  const { replayKeys } = state.ui;
  const right: Line = replayKeys
    ? [span('esc', 'key'), span(' keys back to the table', 'dim')]
    : [span('r', 'key'), span(' replay keys', 'dim')];
  const rule = titleRule(
    [
      span('Replay', replayKeys ? 'accent' : 'title'),
      span(`  ${said(replay.label, 60)}`),
      ...(replay.reconstruction ? [span('  reconstruction', 'warn')] : []),
    ],
    right,
    space.columns,
    frame.glyphs,
  );
  return finish([rule, bar], space, frame.mode);
}

function barLine(state: State, replay: ReplayNotice, columns: number, frame: Frame): Line {
  const { glyphs, now } = frame;
  const speed = `${Number.isFinite(replay.speed) ? glyphs.times : ''}${pace(replay.speed)}`;
  const how = replay.ended === true ? 'ended' : replay.playing ? `${glyphs.play} ${speed}` : `${glyphs.paused} stopped`;
  const left: Line = [
    span(` ${how}  `, 'accent'),
    span(columns < 60 ? clockMinute(now) : `${clockTime(now)} ${shortDay(now)}`, 'strong'),
    span(` ${glyphs.divider}`, 'dim'),
  ];
  const right: Line = [
    span(`${glyphs.divider} ${columns < 60 ? clockMinute(replay.toAt) : dayAndMinute(replay.toAt)}`, 'dim'),
  ];
  const cells = Math.max(0, columns - widthOf(left) - widthOf(right));
  return [...left, ...densityBar(state, replay, cells, frame), ...right];
}

/** Event density: the higher the more events there; blank where there is none; the now-sign stands over it. */
function densityBar(state: State, replay: ReplayNotice, cells: number, { glyphs, now }: Frame): Line {
  const length = replay.toAt - replay.fromAt;
  if (cells < 1) return [];
  const slotOf = (at: number): number => (length > 0 ? Math.floor(((at - replay.fromAt) / length) * cells) : 0);
  const counts: number[] = new Array(cells).fill(0);
  for (const { at } of shownEvents(state)) {
    const slot = slotOf(at);
    const count = counts[slot];
    if (count !== undefined) counts[slot] = count + 1;
  }
  const most = Math.max(1, ...counts);
  const bars = counts.map((count) =>
    count === 0 ? ' ' : (glyphs.ramp[Math.ceil((count / most) * (glyphs.ramp.length - 1))] ?? ' '),
  );
  const here = Math.max(0, Math.min(cells - 1, slotOf(now)));
  return [
    span(bars.slice(0, here).join(''), 'note'),
    span(glyphs.now, 'accent'),
    span(
      bars
        .slice(here + 1)
        .map((bar) => (bar === ' ' ? glyphs.noTrend : bar))
        .join(''),
      'dim',
    ),
  ];
}
