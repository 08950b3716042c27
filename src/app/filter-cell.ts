/**
 * The condition that a cell of the table stands for. In: an aircraft as the filter sees it and a column's id. Out: a term of the filter
 * language that this aircraft meets. Numbers that change with every report become the band they lie in; unknown becomes `?`.
 */

import { distanceNm } from '../aero/geo.ts';
import { kilometresFromNauticalMiles, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import type { MatchContext, Subject } from '../query/types.ts';
import { quoted } from './filter-text.ts';
import { PYONGYANG } from './sort.ts';

/** Bands as wide as a person means by "about there": 1000 ft levels, 50 kt, 500 ft/min, 30 degrees, 100 km. */
const BAND = { alt: 1000, gs: 50, vs: 500, trk: 30, nearKm: 100 } as const;

/** The whole multiple of the band's width that the value lies above, and the next. */
const band = (value: number, width: number): readonly [number, number] => {
  const low = Math.floor(value / width) * width;
  return [low, low + width];
};

const textTerm = (field: string, value: string | undefined): string =>
  `${field}:${value === undefined ? '?' : quoted(value)}`;

function bandTerm(field: string, value: number | undefined, width: number): string {
  if (value === undefined) return `${field}:?`;
  const [low, high] = band(value, width);
  return `${field}:${low}..${high}`;
}

/** Degrees wrap at north. */
function trackTerm(value: number | undefined): string {
  if (value === undefined) return 'trk:?';
  const [low, high] = band(((value % 360) + 360) % 360, BAND.trk);
  return `trk:${low}..${high % 360}`;
}

/** Sunan's reference point differs by less than this between the sources that the table and the filter take it from. */
const NEAR_MARGIN_KM = 5;

function nearTerm(position: Subject['position']): string {
  if (position === undefined) return '!has:pos';
  const km = kilometresFromNauticalMiles(distanceNm(position, PYONGYANG));
  return `near:ZKPY<${band(km + NEAR_MARGIN_KM, BAND.nearKm)[1]}km`;
}

/** The least step of ages that holds this one. */
function seenTerm(heardAt: number | undefined, now: number): string {
  if (heardAt === undefined) return 'seen:?';
  const steps = [15 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS];
  const step = steps.find((ms) => now - heardAt < ms);
  if (step === undefined) return 'seen>1h';
  return step < MINUTE_MS ? `seen<${step / SECOND_MS}s` : `seen<${step / MINUTE_MS}m`;
}

/** One row a column; `undefined` where a cell stands for no condition. */
const TERMS: Readonly<Record<string, (subject: Subject, context: MatchContext) => string>> = {
  reg: ({ registration, icao24 }) =>
    registration === undefined ? textTerm('hex', icao24) : textTerm('reg', registration),
  type: ({ typecode }) => textTerm('type', typecode),
  hex: ({ icao24 }) => textTerm('hex', icao24),
  call: ({ callsign }) => textTerm('call', callsign?.trim()),
  route: ({ from, to }) => `${textTerm('from', from)} ${textTerm('to', to)}`,
  dest: ({ to }) => textTerm('to', to),
  alt: ({ onGround, altitudeFt }) => (onGround === true ? 'ground:yes' : bandTerm('alt', altitudeFt, BAND.alt)),
  gs: ({ groundSpeedKt }) => bandTerm('gs', groundSpeedKt, BAND.gs),
  vs: ({ verticalRateFpm }) => bandTerm('vs', verticalRateFpm, BAND.vs),
  trk: ({ trackDeg }) => trackTerm(trackDeg),
  squawk: ({ squawk }) => textTerm('squawk', squawk),
  dist: ({ position }) => nearTerm(position),
  seen: ({ heardAt }, { now }) => seenTerm(heardAt, now),
  src: ({ source }) => textTerm('src', source),
};

/**
 * The term of a cell, or of everything but this cell.
 * @returns `undefined` for a column that stands for no condition (a sparkline)
 */
export function cellTerm(
  column: string,
  subject: Subject,
  context: MatchContext,
  exclude: boolean,
): string | undefined {
  const term = TERMS[column]?.(subject, context);
  if (term === undefined) return undefined;
  if (!exclude) return term;
  if (term.startsWith('!')) return term.slice(1);
  return term.includes(' ') ? `!(${term})` : `!${term}`;
}
