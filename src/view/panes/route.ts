/**
 * Pane 2: the way of one aircraft, from what the log and its own fixes say. In: the state, the space, the chart if it is loaded. Out: rule,
 * progress, altitude and speed over time. A destination that nobody named is `?`; a gap in reception is a gap.
 */
import { currentTrack, isUnread, standingEvents } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import { alive, alivePosition, isStale } from '../../app/subject.ts';
import type { Datum, Track } from '../../tracks/types.ts';
import { DATUM_LIFE_MS } from '../../tracks/types.ts';
import { registrationOf, toPyongyang } from '../cells.ts';
import type { ProfileChart } from '../charts.ts';
import {
  age,
  altitude,
  altitudeUnit,
  coordinates,
  counted,
  degrees,
  distance,
  distanceUnit,
  roughly,
  speed,
  speedUnit,
  timeNear,
  trend,
  UNKNOWN,
} from '../format.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { stepOf } from '../layout.ts';
import { finish, flow, said, span, titleRule, wrapped } from '../line.ts';
import { CHART_ROWS, profileLines, sparkLines } from '../route-charts.ts';
import type { Line, Space, Span } from '../types.ts';
import { barLine, progressLine, wayOf } from '../way.ts';

/** The route pane; one row of space gives one line without a rule. */
export function routeModel(state: State, space: Space, chart?: ProfileChart): readonly Line[] {
  const frame = frameOf(state);
  const track = currentTrack(state);
  if (track === undefined) {
    const none: Line = [span(' No aircraft to show the route of.', 'dim')];
    const rule = titleRule([span('2 ', 'key'), span('Route', titleTone(state))], [], space.columns, frame.glyphs);
    return finish(space.rows === 1 ? [none] : [rule, none], space, frame.mode);
  }
  const way = wayOf(state, track, frame);
  const progress = progressLine(way, space.columns, frame);
  if (space.rows === 1) return finish([progress], space, frame.mode);
  const roomy = space.rows > CHART_ROWS.least + 6;
  const lines: Line[] = [ruleOf(state, track, frame, space.columns)];
  if (!roomy) lines.push(progress);
  else {
    lines.push(barLine(way, space.columns - way.from.length - way.to.length - 4, frame));
    // The lines below say by themselves what is the last known; a line more would move the charts.
    const words = way.words.replace(/, last known$/, '');
    lines.push(...wrapped(words, Math.max(1, space.columns - 2)).map((row): Line => [span(` ${row}`)]));
    lines.push(...flow(nowLine(track, frame), space.columns), ...flow(placeLine(track, frame), space.columns), []);
  }
  const room = space.rows - lines.length;
  const wanted =
    state.ui.routeMode === 'profile' || ['columns', 'wide'].includes(stepOf(state.ui.columns, state.ui.rows));
  if (chart !== undefined && wanted && room >= CHART_ROWS.least)
    lines.push(...profileLines(track, space.columns, room, frame, chart));
  else lines.push(...sparkLines(track, space.columns, frame));
  if (roomy) lines.push([], ...factLines(state, track, frame));
  return finish(lines, space, frame.mode);
}

const titleTone = (state: State): 'accent' | 'title' => (state.ui.focus === 'route' ? 'accent' : 'title');

function ruleOf(state: State, track: Track, { glyphs, now }: Frame, columns: number): Line {
  const title: Span[] = [
    span('2 ', 'key'),
    span('Route', titleTone(state)),
    span(`  ${registrationOf(track, 12)}`, 'strong'),
    span(track.typecode === undefined ? '' : `  ${said(track.typecode, 4)}`),
    span(track.callsign === undefined ? '' : `  ${said(track.callsign.value, 8)}`),
  ];
  if (state.ui.followed === track.icao24) title.push(span('  FOLLOWED', 'note'));
  const tone = isStale(track, now) ? 'warn' : 'dim';
  return titleRule(
    title,
    [span(`seen ${age(track.heardAt, now)}`, tone), span(` ${said(track.source, 9)}`, tone)],
    columns,
    glyphs,
  );
}

/** What it does now; once nothing of that is alive, what was last known, called so. */
function nowLine(track: Track, { units, glyphs, now }: Frame): Line {
  const { altitudeFt, groundSpeedKt, trackDeg, squawk, onGround } = track;
  const isAlive = [altitudeFt?.at, groundSpeedKt?.at, trackDeg?.at, onGround?.at].some(
    (at) => at !== undefined && now - at <= DATUM_LIFE_MS,
  );
  const shown = <T>(datum: Datum<T> | undefined): T | undefined => (isAlive ? alive(datum, now) : datum?.value);
  const rate = isAlive ? trend(alive(track.verticalRateFpm, now), glyphs) : '';
  const where =
    shown(onGround) === true
      ? 'on ground'
      : `${altitude(shown(altitudeFt), units)} ${altitudeUnit(units)} ${rate}`.trimEnd();
  const knots = `${speed(shown(groundSpeedKt), units)} ${speedUnit(units)}`;
  return [
    span(isAlive ? '' : ' last', 'warn'),
    span(
      ` ${where}   ${knots}   ${degrees(shown(trackDeg))}${glyphs.degree}   sqwk ${said(shown(squawk) ?? UNKNOWN, 4)}`,
    ),
  ];
}

function placeLine(track: Track, { units, glyphs, now }: Frame): Line {
  const { position } = track;
  if (position === undefined) return [span(' position unknown', 'dim')];
  const { distanceNm: miles, bearingDeg } = toPyongyang(position.value);
  const line: Span[] = [
    span(
      ` ${coordinates(position.value)}   ZKPY ${distance(miles, units)} ${distanceUnit(units)} brg ${degrees(bearingDeg)}${glyphs.degree}`,
    ),
  ];
  if (alivePosition(track, now) === undefined || isStale(track, now))
    line.push(span(`   last known ${timeNear(position.at, now)}`, 'warn'));
  if (track.suspect.length > 0) line.push(span('   suspect', 'warn'));
  return line;
}

function factLines(state: State, track: Track, { now }: Frame): readonly Line[] {
  const unread = standingEvents(state).filter(
    (event) => event.icao24 === track.icao24 && isUnread(state, event),
  ).length;
  return [
    [span(` first heard ${timeNear(track.firstHeardAt, now)}   last ${age(track.heardAt, now)}`, 'dim')],
    [span(` ${[...doubts(track), counted(unread, 'unread event')].join('   ')}`, 'dim')],
    [span(' enter', 'key'), span(' all details', 'dim')],
  ];
}

/** What was not taken at its word, roughly; none where all was. */
function doubts({ counts }: Track): readonly string[] {
  return [
    ...(counts.suspect > 0 ? [`${roughly(counts.suspect)} suspect`] : []),
    ...(counts.refused > 0 ? [`${roughly(counts.refused)} refused`] : []),
  ];
}

/** Reports by verdict, roughly. Not for a pane that is always there: even so it repaints although nothing has changed. */
export const reportWords = (track: Track): string =>
  [counted(roughly(track.counts.accepted), 'report'), ...doubts(track)].join(', ');
