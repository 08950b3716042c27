/**
 * How far along its way an aircraft is, as the log and its position say it. In: the state and the track. Out: ends, share and words. An end that
 * nobody named is `?`, and then nothing is drawn ahead of the aircraft.
 */
import { airportByIcao } from '../aero/airports.ts';
import { distanceNm } from '../aero/geo.ts';
import type { Journey } from '../app/journeys.ts';
import { journeys } from '../app/select.ts';
import type { State } from '../app/state.ts';
import { alive } from '../app/subject.ts';
import type { Track } from '../tracks/types.ts';
import { toPyongyang } from './cells.ts';
import { distance, distanceUnit, flightLevel, percent, speed, speedUnit } from './format.ts';
import type { Frame } from './frame.ts';
import { said, span, widthOf } from './line.ts';
import type { Line } from './types.ts';

export interface Way {
  readonly from: string;
  readonly to: string;
  /** Where on the bar the aircraft stands; `undefined`: not known where it is, or where from. */
  readonly share: number | undefined;
  readonly words: string;
  /** Height and speed now. */
  readonly now: string;
}

/** With both ends known how far along it is; with one, how far from it; never an end that nobody named. */
export function wayOf(state: State, track: Track, { units, now }: Frame): Way {
  const journey: Journey = journeys(state).get(track.icao24) ?? {};
  const position = track.position?.value;
  const from = journey.from === undefined ? undefined : airportByIcao(journey.from.icao);
  const to = journey.to === undefined ? undefined : airportByIcao(journey.to.icao);
  const flown = position === undefined || from === undefined ? undefined : distanceNm(from, position);
  const ahead = position === undefined || to === undefined ? undefined : distanceNm(position, to);
  const along = flown === undefined || ahead === undefined || flown + ahead <= 0 ? undefined : flown / (flown + ahead);
  const landed = journey.toBasis === 'landed';
  const unit = distanceUnit(units);
  const words: string[] = [];
  if (landed) words.push('landed');
  else {
    if (along !== undefined) words.push(percent(along));
    if (flown !== undefined) words.push(`${distance(flown, units)} ${unit} from ${said(from?.icao, 8)}`);
    if (ahead !== undefined) words.push(`${distance(ahead, units)} ${unit} to ${said(to?.icao, 8)}`);
    if (journey.probability !== undefined) words.push(`belief ${percent(journey.probability)}`);
  }
  if (journey.to === undefined && position !== undefined) {
    words.push(`${distance(toPyongyang(position).distanceNm, units)} ${unit} to ZKPY`);
  }
  if (words.length === 0) words.push('no position yet');
  const height = alive(track.onGround, now) === true ? 'gnd' : flightLevel(alive(track.altitudeFt, now), units);
  const knots = alive(track.groundSpeedKt, now);
  return {
    from: said(journey.from?.icao ?? '?', 8),
    to: said(journey.to?.icao ?? '?', 8),
    share: landed ? 1 : (along ?? (flown === undefined ? undefined : UNKNOWN_SHARE)),
    words: words.join(', '),
    now: knots === undefined ? height : `${height} ${speed(knots, units)} ${speedUnit(units)}`,
  };
}

/** `UUMU ━━━●─── ZKPY` with the words beside the bar, or the ends alone where there is no room for a bar. */
export function progressLine(way: Way, columns: number, frame: Frame): Line {
  const right: Line = [span(` ${way.words}`), span(`  ${way.now}`, 'dim')];
  const cells = Math.min(MOST_BAR_CELLS, columns - widthOf(right) - way.from.length - way.to.length - 4);
  if (cells < LEAST_BAR_CELLS) return [span(` ${way.from}${frame.glyphs.to}${way.to}`, 'strong'), ...right];
  return [...barLine(way, cells, frame), ...right];
}

/** The bar alone, `cells` wide between its ends. */
export const barLine = (way: Way, cells: number, frame: Frame): Line => [
  span(` ${way.from} `, 'strong'),
  ...bar(way.share, Math.max(0, cells), frame),
  span(` ${way.to}`, 'strong'),
];

const LEAST_BAR_CELLS = 8;
const MOST_BAR_CELLS = 60;
/** The end is not known: the bar is what was flown, and nothing is drawn ahead of the aircraft. */
const UNKNOWN_SHARE = 1;

function bar(share: number | undefined, cells: number, { glyphs }: Frame): Line {
  if (share === undefined) return [span(glyphs.ahead.repeat(cells), 'dim')];
  const at = Math.max(0, Math.min(cells - 1, Math.round(share * (cells - 1))));
  return [
    span(glyphs.flown.repeat(at), 'accent'),
    span(glyphs.aircraft, 'accent'),
    span(glyphs.ahead.repeat(cells - 1 - at), 'dim'),
  ];
}
