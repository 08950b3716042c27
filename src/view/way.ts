/**
 * How far along its way an aircraft is, as the log and its position say it. In: the state and the track. Out: ends, share and words. An end that
 * nobody named is `?`, and then nothing is drawn ahead of the aircraft.
 */
import { airportByIcao } from '../aero/airports.ts';
import { distanceNm } from '../aero/geo.ts';
import type { EpochMs, NauticalMiles, Position } from '../aero/units.ts';
import { MINUTE_MS } from '../aero/units.ts';
import type { Journey } from '../app/journeys.ts';
import { journeys } from '../app/select.ts';
import type { State } from '../app/state.ts';
import { alive, alivePosition } from '../app/subject.ts';
import type { Datum, Track } from '../tracks/types.ts';
import { expectedEnd, toPyongyang } from './cells.ts';
import { clockMinute, distance, distanceUnit, flightLevel, percent, speed, speedUnit } from './format.ts';
import type { Frame } from './frame.ts';
import { said, span, widthOf } from './line.ts';
import type { Line } from './types.ts';

export interface Way {
  readonly from: string;
  readonly to: string;
  /** Where on the bar the aircraft stands; `undefined`: not known where it is, or where from. */
  readonly share: number | undefined;
  readonly words: string;
  /** The most useful of them, for a line that has a bar too, and what the bar shows, where there is none. */
  readonly shortWords: string;
  readonly shareWords?: string;
  /** Height and speed now; after a silence the last ones, called that. */
  readonly now: string;
}

/** With both ends known how far along it is; with one, how far from it; never an end that nobody named. */
export function wayOf(state: State, track: Track, frame: Frame): Way {
  const { units, now } = frame;
  const journey: Journey = journeys(state).get(track.icao24) ?? {};
  const position = track.position?.value;
  const from = journey.from === undefined ? undefined : airportByIcao(journey.from.icao);
  const to = journey.to === undefined ? undefined : airportByIcao(journey.to.icao);
  const flown = position === undefined || from === undefined ? undefined : flownNm(track, from, position, journey);
  const ahead =
    position === undefined || to === undefined ? undefined : distanceNm(position, to) * (journey.goal?.detour ?? 1);
  const along = flown === undefined || ahead === undefined || flown + ahead <= 0 ? undefined : flown / (flown + ahead);
  const landed = journey.landing !== undefined;
  const far = (miles: NauticalMiles): string => `${distance(miles, units)} ${distanceUnit(units)}`;
  const words: string[] = [];
  const shortWords: string[] = [];
  const say = (text: string, short = text): void => {
    words.push(text);
    if (short !== '') shortWords.push(short);
  };
  if (landed) say(landedWords(journey));
  else {
    if (along !== undefined) say(percent(along), '');
    if (flown !== undefined) say(`${far(flown)} since ${said(from?.icao, 8)}`, ahead === undefined ? undefined : '');
    if (ahead !== undefined) say(`${far(ahead)} to ${said(to?.icao, 8)}`, `${far(ahead)} to go`);
    for (const [long, short] of goalWords(journey, now)) say(long, short);
  }
  if (!landed && to === undefined && journey.from?.icao !== 'ZKPY' && position !== undefined) {
    say(`${far(toPyongyang(position).distanceNm)} to ZKPY`);
  }
  if (words.length === 0) say('no position yet');
  else if (!landed && position !== undefined && alivePosition(track, now) === undefined) say('last known');
  return {
    from: said(journey.from?.icao ?? '?', 8),
    to: journey.to === undefined ? '?' : said(expectedEnd(journey), 8),
    share: landed ? 1 : (along ?? (flown === undefined ? undefined : UNKNOWN_SHARE)),
    words: words.join(', '),
    shortWords: shortWords.join(', '),
    ...(along === undefined || landed ? {} : { shareWords: percent(along) }),
    now: nowWords(track, frame),
  };
}

/** `landed`, or how it is believed to have. */
const landedWords = ({ landing, probability }: Journey): string =>
  landing?.basis !== 'inferred' ? 'landed' : `landed (inferred, ${percent(probability ?? Number.NaN)})`;

/** `DPRK likely 87 % (ZKPY 74 %)`, `there 22:58Z..23:22Z`, or that it was due; each with its short form. */
function goalWords(
  { goal, to, probability }: Journey,
  now: EpochMs,
): readonly (readonly [long: string, short: string])[] {
  if (goal === undefined) return [];
  const belief = probability ?? goal.probability;
  const field = belief === goal.probability ? '' : ` (${said(to?.icao, 8)} ${percent(belief)})`;
  const stage = `DPRK ${said(goal.stage, 12)} ${percent(goal.probability)}${field}`;
  const { etaFromAt, etaToAt } = goal;
  if (etaFromAt === undefined || etaToAt === undefined) return [[stage, `belief ${percent(belief)}`]];
  const isPast = now > etaToAt + MINUTE_MS;
  const interval = `${clockMinute(etaFromAt).slice(0, -1)}..${clockMinute(etaToAt)}`;
  return [
    [stage, `belief ${percent(belief)}`],
    [`${isPast ? 'was due' : 'there'} ${interval}`, `${isPast ? 'due' : 'ETA'} ${interval}`],
  ];
}

/** Along the points of its trail since it left, bridged by great circles where it was not heard. */
function flownNm(track: Track, from: Position, position: Position, { departedAt = 0 }: Journey): NauticalMiles {
  let flown = 0;
  let at = from;
  for (const fix of track.trail) {
    if (fix.at <= departedAt || fix.verdict !== 'accepted') continue;
    flown += distanceNm(at, fix.position);
    at = fix.position;
  }
  return flown + distanceNm(at, position);
}

/** Height and speed: alive, else the last known, called so. */
function nowWords(track: Track, { units, now }: Frame): string {
  const words = (shown: <T>(datum: Datum<T> | undefined) => T | undefined): readonly string[] => {
    const feet = shown(track.altitudeFt);
    const knots = shown(track.groundSpeedKt);
    const height = shown(track.onGround) === true ? ['gnd'] : feet === undefined ? [] : [flightLevel(feet, units)];
    return knots === undefined ? height : [...height, `${speed(knots, units)} ${speedUnit(units)}`];
  };
  const live = words((datum) => alive(datum, now));
  if (live.length > 0) return live.join(' ');
  const last = words((datum) => datum?.value);
  return last.length === 0 ? '-' : `last ${last.join(' ')}`;
}

/** `UUMU ━━━●─── ZKPY` with the words beside the bar, or the ends alone where there is no room for a bar. */
export function progressLine(way: Way, columns: number, frame: Frame): Line {
  const now = span(`  ${way.now}`, 'dim');
  const right: Line = [span(` ${way.shortWords}`), now];
  const cells = Math.min(MOST_BAR_CELLS, columns - widthOf(right) - way.from.length - way.to.length - 4);
  if (cells < LEAST_BAR_CELLS) {
    const words = way.shareWords === undefined ? way.shortWords : `${way.shareWords}, ${way.shortWords}`;
    return [span(` ${way.from}${frame.glyphs.to}${way.to}`, 'strong'), span(` ${words}`), now];
  }
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
