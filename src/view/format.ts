/**
 * Numbers, times and places as words for the screen, in the units that were chosen. In: values in the units of `aero/units`. Out:
 * short text; a value that is absent or not finite is "-". Times are UTC and say so with a Z. Nothing here asks a clock.
 */
import type {
  Degrees,
  EpochMs,
  Feet,
  FeetPerMinute,
  Knots,
  Milliseconds,
  NauticalMiles,
  Position,
} from '../aero/units.ts';
import {
  DAY_MS,
  HOUR_MS,
  kilometresFromNauticalMiles,
  METRES_PER_NAUTICAL_MILE,
  MINUTE_MS,
  metresFromFeet,
  SECOND_MS,
} from '../aero/units.ts';
import { DATUM_FRESH_MS } from '../tracks/types.ts';
import type { Glyphs } from './glyphs.ts';

export type Units = 'aviation' | 'metric';

/** What is shown where nothing is known. */
export const UNKNOWN = '-';

/** Beyond this no number of the trade lies, and digits run together with exponents. */
const ABSURD = 1e15;
const known = (value: number | undefined): value is number => value !== undefined && Math.abs(value) < ABSURD;
const whole = (value: number): string => String(Math.round(value) || 0);
/** `1742` as `1 742`. */
export const grouped = (value: number): string => whole(value).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
const two = (value: number): string => String(value).padStart(2, '0');

/** Barometric altitude without a unit: feet, or metres. */
export const altitude = (feet: Feet | undefined, units: Units): string =>
  known(feet) ? whole(units === 'metric' ? metresFromFeet(feet) : feet) : UNKNOWN;

/** Flight level `F340`, where levels are in use; below, feet. */
export function flightLevel(feet: Feet | undefined, units: Units): string {
  if (!known(feet)) return UNKNOWN;
  if (units === 'metric') return `${whole(metresFromFeet(feet))} m`;
  return feet >= TRANSITION_FT ? `F${String(Math.round(feet / 100)).padStart(3, '0')}` : `${whole(feet)} ft`;
}
/** The highest transition altitude in wide use (FAA AIM 7-2): below it "flight level" would not be understood everywhere. */
const TRANSITION_FT: Feet = 18_000;

/** Vertical rates beneath this are called level (feet per minute; a cruise in light turbulence stays under it). */
const LEVEL_FPM: FeetPerMinute = 250;

/** Climbing, descending, level, or not known. */
export function trend(rate: FeetPerMinute | undefined, glyphs: Glyphs): string {
  if (!known(rate)) return glyphs.noTrend;
  if (rate >= LEVEL_FPM) return glyphs.climb;
  return rate <= -LEVEL_FPM ? glyphs.descend : glyphs.level;
}

const KILOMETRES_PER_NAUTICAL_MILE = METRES_PER_NAUTICAL_MILE / 1000;

/** Ground speed without a unit: knots, or km/h. */
export const speed = (knots: Knots | undefined, units: Units): string =>
  known(knots) ? whole(units === 'metric' ? knots * KILOMETRES_PER_NAUTICAL_MILE : knots) : UNKNOWN;

/** Vertical rate without a unit, with its sign: feet a minute, or metres a second. */
export const verticalRate = (rate: FeetPerMinute | undefined, units: Units): string => {
  if (!known(rate)) return UNKNOWN;
  const value = units === 'metric' ? metresFromFeet(rate as number) / (MINUTE_MS / SECOND_MS) : rate;
  const text = units === 'metric' ? value.toFixed(1) : whole(value);
  return value > 0 ? `+${text}` : text;
};

/** Direction as three digits. */
export const degrees = (direction: Degrees | undefined): string =>
  known(direction) ? String(((Math.round(direction) % 360) + 360) % 360).padStart(3, '0') : UNKNOWN;

/** Distance without a unit: NM, or km. */
export const distance = (miles: NauticalMiles | undefined, units: Units): string =>
  known(miles) ? grouped(units === 'metric' ? kilometresFromNauticalMiles(miles) : miles) : UNKNOWN;

/** The unit of `altitude`. */
export const altitudeUnit = (units: Units): string => (units === 'metric' ? 'm' : 'ft');
/** The unit of `speed`. */
export const speedUnit = (units: Units): string => (units === 'metric' ? 'km/h' : 'kt');
/** The unit of `distance`. */
export const distanceUnit = (units: Units): string => (units === 'metric' ? 'km' : 'NM');
/** The unit of `verticalRate`. */
export const rateUnit = (units: Units): string => (units === 'metric' ? 'm/s' : 'fpm');

/** `47.812N 108.446E`: a thousandth of a degree is about 100 m, finer than most reports are. */
export function coordinates(position: Position | undefined): string {
  if (position === undefined || !known(position.latitudeDeg) || !known(position.longitudeDeg)) return UNKNOWN;
  const { latitudeDeg, longitudeDeg } = position;
  const latitude = `${Math.abs(latitudeDeg).toFixed(3)}${latitudeDeg < 0 ? 'S' : 'N'}`;
  return `${latitude} ${Math.abs(longitudeDeg).toFixed(3)}${longitudeDeg < 0 ? 'W' : 'E'}`;
}

/**
 * How long ago, in steps: `now` while fresh (15 s, readsb's TRACK_STALE), then 10 s, minutes, hours, days. The steps are what
 * keeps a screen with unchanged data from being drawn again. A time ahead of the clock is `now`.
 */
export function age(at: EpochMs | undefined, now: EpochMs): string {
  if (!known(at)) return UNKNOWN;
  const passed = now - at;
  return passed < DATUM_FRESH_MS ? 'now' : stepped(passed);
}

/** A passed time in steps of 10 s, then minutes, hours, days, rounded down: `20s` `3m` `5h` `12d`. */
export function stepped(passed: Milliseconds): string {
  if (!known(passed) || passed < 0) return '0s';
  if (passed < MINUTE_MS) return `${Math.floor(passed / (10 * SECOND_MS)) * 10}s`;
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)}m`;
  if (passed < 2 * DAY_MS) return `${Math.floor(passed / HOUR_MS)}h`;
  return `${Math.floor(passed / DAY_MS)}d`;
}

/** A length of time with its two leading parts: `41s` `12m05s` `2h01m` `3d04h`. */
export function duration(ms: Milliseconds | undefined): string {
  if (!known(ms)) return UNKNOWN;
  const length = Math.max(0, ms);
  if (length < MINUTE_MS) return `${Math.floor(length / SECOND_MS)}s`;
  if (length < HOUR_MS)
    return `${Math.floor(length / MINUTE_MS)}m${two(Math.floor((length % MINUTE_MS) / SECOND_MS))}s`;
  if (length < DAY_MS) return `${Math.floor(length / HOUR_MS)}h${two(Math.floor((length % HOUR_MS) / MINUTE_MS))}m`;
  return `${Math.floor(length / DAY_MS)}d${two(Math.floor((length % DAY_MS) / HOUR_MS))}h`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** The last millisecond that a Date can hold (ECMA-262, 21.4.1.1). */
const LAST_DATE_MS = 8.64e15;
const iso = (at: EpochMs): string | undefined =>
  known(at) && Math.abs(at) <= LAST_DATE_MS ? new Date(at).toISOString() : undefined;

/** `14:22:07Z`. */
export const clockTime = (at: EpochMs): string => (iso(at) === undefined ? UNKNOWN : `${iso(at)?.slice(-13, -5)}Z`);
/** `14:22Z`. */
export const clockMinute = (at: EpochMs): string => (iso(at) === undefined ? UNKNOWN : `${iso(at)?.slice(-13, -8)}Z`);
/** `2026-10-11`. */
export const day = (at: EpochMs): string => iso(at)?.split('T')[0] ?? UNKNOWN;
/** `11 Oct`. */
export function shortDay(at: EpochMs): string {
  const [, month = '1', date = '1'] = day(at).replace(/^-/, '').split('-');
  return iso(at) === undefined ? UNKNOWN : `${date} ${MONTHS[Number(month) - 1] ?? month}`;
}
/** `11 Oct 14:22Z`. */
export const dayAndMinute = (at: EpochMs): string => `${shortDay(at)} ${clockMinute(at)}`;
/** The time, with its day where that is not the day of `now`. */
export const timeNear = (at: EpochMs, now: EpochMs): string =>
  day(at) === day(now) ? clockTime(at) : dayAndMinute(at);

/** `87 %`. */
export const percent = (share: number): string => (known(share) ? `${Math.round(share * 100)} %` : UNKNOWN);

/** A count of something that grows all the time, with its leading digit only: 7, 40, 3000. It repaints seldom. */
export function roughly(count: number): string {
  if (!known(count)) return UNKNOWN;
  if (count < 10) return String(Math.max(0, Math.floor(count)));
  const step = 10 ** Math.floor(Math.log10(count));
  return `${Math.floor(count / step) * step}+`;
}

/** A count that may grow with every message, by its order only: 7, 10+, 1000+. Ten times as many later it repaints once. */
export function orderWords(count: number): string {
  if (!known(count)) return UNKNOWN;
  if (count < 10) return String(Math.max(0, Math.floor(count)));
  return `${10 ** Math.floor(Math.log10(count))}+`;
}

/** `1 report`, `12 reports`; of what has an irregular plural that too. A count that is already text is plural unless it is `1`. */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${typeof count === 'number' ? grouped(count) : count} ${String(count) === '1' ? one : many}`;

/** How fast a recording plays, in recording seconds per second: whole above 10, "max" while everything is fed at once. */
export const pace = (factor: number): string =>
  Number.isFinite(factor) ? String(factor >= 10 ? Math.round(factor) : Number(factor.toFixed(2))) : 'max';
