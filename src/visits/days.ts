/**
 * Days as people count them. A day differs by the zone it is told in: Moscow's 31 July is Pyongyang's 1 August. In: times. Out: day
 * numbers and dates. The zones are fixed offsets (Moscow UTC+3 since 2014, Pyongyang UTC+9 since May 2018): no zone table is needed.
 */
import { DAY_MS, type EpochMs, HOUR_MS, type Milliseconds } from '../aero/units.ts';

export const MOSCOW_MS: Milliseconds = 3 * HOUR_MS;
export const PYONGYANG_MS: Milliseconds = 9 * HOUR_MS;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Days since 1970-01-01 in a zone. */
export const dayNumber = (at: EpochMs, offsetMs: Milliseconds = 0): number => Math.floor((at + offsetMs) / DAY_MS);

/** `2023-07-31`. */
export const isoDay = (at: EpochMs, offsetMs: Milliseconds = 0): string =>
  new Date(Math.min(Math.max(at + offsetMs, -8.64e15), 8.64e15)).toISOString().slice(0, 10);

/** The number of a `YYYY-MM-DD`, `undefined` for what is none. */
export function dayOf(text: string): number | undefined {
  const day = text.slice(0, 10);
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // Date.parse takes the 31st of February for the 3rd of March.
  return Number.isNaN(at) || isoDay(at) !== day ? undefined : at / DAY_MS;
}

/** `1 August 2023`. */
export function longDay(at: EpochMs, offsetMs: Milliseconds = 0): string {
  const [year = '', month = '1', day = '1'] = isoDay(at, offsetMs).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** `July 2019`. */
export const longMonth = (at: EpochMs): string => longDay(at).replace(/^\d+ /, '');

/** `1st`, `2nd`, `3rd`, `4th`, `11th`, `22nd`. */
export function ordinal(count: number): string {
  const tens = count % 100;
  if (tens >= 11 && tens <= 13) return `${count}th`;
  return `${count}${{ 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th'}`;
}

/** `4–5 days`, `1 day`, `56 days`. */
export const daysText = (from: number, to: number): string =>
  from === to ? `${from} ${from === 1 ? 'day' : 'days'}` : `${from}–${to} days`;
