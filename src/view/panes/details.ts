/**
 * Everything that is known of one aircraft, with the age and the doubt of each part. In: the state and the space. Out: lines, scrolled by
 * `ui.scroll`. Here old data is still shown, but as "last known" with its age; the table shows it no more.
 */
import { aircraftOf, typeName } from '../../aero/fleet.ts';
import { currentTrack, eventsOf, isDerived, isUnread } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import { alivePosition, isEmergency, isStale } from '../../app/subject.ts';
import type { Datum, Fix, Track } from '../../tracks/types.ts';
import { DATUM_LIFE_MS } from '../../tracks/types.ts';
import { registrationOf, toPyongyang } from '../cells.ts';
import type { ProfileChart } from '../charts.ts';
import { eventLine } from '../event-line.ts';
import {
  age,
  altitude,
  altitudeUnit,
  clockTime,
  coordinates,
  counted,
  day,
  degrees,
  distance,
  distanceUnit,
  rateUnit,
  speed,
  speedUnit,
  timeNear,
  trend,
  UNKNOWN,
  verticalRate,
} from '../format.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, flow, pad, said, span, titleRule } from '../line.ts';
import type { Line, Space, Span } from '../types.ts';
import { reportWords, routeModel } from './route.ts';

const SHOWN_POINTS = 8;
const SHOWN_EVENTS = 12;
const ROUTE_ROWS = 5;
const CHART_ROWS = 24;

/** Lines of the details, and how many there are in all: what the scrolling is bounded by. */
export function detailsModel(state: State, space: Space, chart?: ProfileChart): readonly Line[] {
  const frame = frameOf(state);
  const track = currentTrack(state);
  if (track === undefined) {
    return finish(
      [
        titleRule([span('Details', 'accent')], [], space.columns, frame.glyphs),
        [span(' No aircraft selected.', 'dim')],
      ],
      space,
      frame.mode,
    );
  }
  const rule = titleRule(
    [span(registrationOf(track, 12), 'accent'), span(`  ${headline(track)}`, 'strong')],
    [span('esc', 'key'), span(' back', 'dim')],
    space.columns,
    frame.glyphs,
  );
  const routeRows =
    state.ui.rows > CHART_ROWS + 2 * ROUTE_ROWS ? Math.min(CHART_ROWS, state.ui.rows - CHART_ROWS) : ROUTE_ROWS;
  const section = (title: string, right = ''): Line =>
    titleRule([span(title, 'title')], [span(right, 'dim')], space.columns, frame.glyphs);
  const events = eventsOf(state, track.icao24);
  const body: Line[] = [
    ...identityLines(track, frame).flatMap((line) => flow(line, space.columns)),
    section('Position'),
    ...positionLines(track, frame).flatMap((line) => flow(line, space.columns)),
    ...routeModel(state, { columns: space.columns, rows: routeRows }, chart),
    section(
      track.trail.length === 0
        ? 'Track, no points yet'
        : `Track, last ${counted(Math.min(SHOWN_POINTS, track.trail.length), 'point')}`,
    ),
    ...track.trail
      .slice(-SHOWN_POINTS)
      .toReversed()
      .map((fix) => pointLine(fix, frame)),
    section('Events of this aircraft', String(events.length)),
    ...events.slice(0, SHOWN_EVENTS).map((event) =>
      eventLine(event, frame.glyphs, {
        unread: isUnread(state, event),
        superseded: false,
        derived: isDerived(state, event),
        selected: false,
        hit: false,
        unstored: state.unstored.has(event.id),
        day: day(frame.now),
      }),
    ),
  ];
  const first = Math.max(0, Math.min(state.ui.scroll, body.length - (space.rows - 1)));
  return finish([rule, ...body.slice(first)], space, frame.mode);
}

const headline = (track: Track): string =>
  [
    track.typecode === undefined ? undefined : (typeName(track.typecode) ?? track.description ?? track.typecode),
    track.callsign?.value,
    track.operator,
  ]
    .filter((part) => part !== undefined)
    .map((part) => said(part, 28))
    .join('  ');

/** A value with the mark of its age: nothing while it lives, else that it is the last known. */
function old<T>(datum: Datum<T> | undefined, now: number): string {
  return datum === undefined || now - datum.at <= DATUM_LIFE_MS ? '' : ` (last known ${age(datum.at, now)} ago)`;
}

function identityLines(track: Track, { now }: Frame): readonly Line[] {
  const registration = track.registration === undefined ? UNKNOWN : registrationOf(track, 13);
  const derived = track.registrationDerived ? ' (derived from the address, not received)' : '';
  const known = aircraftOf(track.icao24);
  const lines: Line[] = [
    [
      span(` hex ${said(track.icao24, 7)}   reg ${registration}`),
      span(derived, 'note'),
      span(
        `   type ${said(track.typecode ?? UNKNOWN, 4)}   ${said(track.country ?? '', 20)}${track.military === true ? '   military' : ''}`,
      ),
    ],
    [
      span(
        ` sqwk ${said(track.squawk?.value ?? UNKNOWN, 4)}${old(track.squawk, now)}   src ${said(track.source, 9)}   NIC ${track.nic?.value ?? UNKNOWN}   NACp ${track.nacP?.value ?? UNKNOWN}   feed ${said(track.feed, 24)}`,
      ),
    ],
    [
      span(
        ` first heard ${timeNear(track.firstHeardAt, now)}   last ${age(track.heardAt, now)}   ${reportWords(track)}   ${track.watched ? 'watched' : 'not watched'}`,
        isStale(track, now) ? 'warn' : 'dim',
      ),
    ],
  ];
  if (isEmergency(track, now))
    lines.push([
      span(
        ` EMERGENCY ${said(track.emergency?.value ?? '', 20)} squawk ${said(track.squawk?.value ?? UNKNOWN, 4)}`,
        'alert',
      ),
    ]);
  if (known !== undefined) {
    lines.push([
      span(` ${said(known.operator, 40)}${known.role === undefined ? '' : `, ${said(known.role, 60)}`}`, 'dim'),
    ]);
    if (known.conflict !== undefined) lines.push([span(` sources differ: ${said(known.conflict, 120)}`, 'note')]);
  }
  const gated = Object.entries(track.gated);
  if (gated.length > 0)
    lines.push([
      span(` doubted: ${gated.map(([reason, count]) => `${said(reason, 24)} ${count}`).join(', ')}`, 'note'),
    ]);
  return lines;
}

function positionLines(track: Track, { now, units, glyphs }: Frame): readonly Line[] {
  const { position } = track;
  const where: Span[] = [span(` ${coordinates(position?.value)}${old(position, now)}`)];
  if (track.suspect.length > 0)
    where.push(span(`   suspect: ${track.suspect.map((reason) => said(reason, 24)).join(', ')}`, 'warn'));
  if (position !== undefined) {
    const { distanceNm, bearingDeg } = toPyongyang(position.value);
    const last = alivePosition(track, now) === undefined ? ', last known' : '';
    const bearing = `brg ${degrees(bearingDeg)}${glyphs.degree}`;
    where.push(span(`   ZKPY ${distance(distanceNm, units)} ${distanceUnit(units)} ${bearing}${last}`));
  }
  const ground = track.onGround?.value === true ? '   on ground' : '';
  const heights = `alt ${altitude(track.altitudeFt?.value, units)} ${altitudeUnit(units)} baro${old(track.altitudeFt, now)} / ${altitude(track.geoAltitudeFt?.value, units)} geo`;
  const selected =
    track.selectedAltitudeFt === undefined ? '' : `   sel ${altitude(track.selectedAltitudeFt.value, units)}`;
  return [
    where,
    [span(` ${heights}${selected}${ground}   ${said(track.phase, 10)}`)],
    [
      span(
        ` gs ${speed(track.groundSpeedKt?.value, units)} ${speedUnit(units)}${old(track.groundSpeedKt, now)}   trk ${degrees(track.trackDeg?.value)}${glyphs.degree}   vs ${verticalRate(track.verticalRateFpm?.value, units)} ${rateUnit(units)} ${trend(track.verticalRateFpm?.value, glyphs)}`,
      ),
    ],
  ];
}

function pointLine(fix: Fix, { units }: Frame): Line {
  const height = fix.onGround === true ? 'gnd' : altitude(fix.altitudeFt, units);
  const doubt =
    fix.verdict === 'accepted' ? '' : `   ${fix.verdict}: ${fix.reasons.map((reason) => said(reason, 24)).join(', ')}`;
  return [
    span(
      ` ${clockTime(fix.at)}  ${pad(coordinates(fix.position), 19)}  ${height.padStart(6)}  ${speed(fix.groundSpeedKt, units).padStart(4)}  ${degrees(fix.trackDeg).padStart(3)}  ${said(fix.source, 9)}`,
    ),
    span(doubt, 'warn'),
  ];
}
