/**
 * The arguments of commands: levels, sort columns, times and speeds. In: text from the command line. Out: what is meant, or a fault in
 * one sentence. Total: any text gives one or the other.
 */
import type { EpochMs } from '../aero/units.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import type { EventLevel } from '../events/types.ts';
import { EVENT_LEVELS } from './command-reasons.ts';
import { sortableColumns } from './sort.ts';
import type { State } from './state.ts';
import type { UiAct } from './ui-msg.ts';

/** What is wrong with an order, in one sentence. */
export interface Fault {
  readonly fault: string;
}

export const isFault = (order: UiAct | Fault): order is Fault => 'fault' in order;

/** The level of a word, `undefined` if it is none. */
export const levelNamed = (word: string): EventLevel | undefined =>
  EVENT_LEVELS.find((level) => level === word.toLowerCase());

/** `alt`, `+alt` (up) or `-alt` (down). */
export function parseSort(argument: string): UiAct | Fault {
  const match = /^([+-]?)(\S+)$/.exec(argument);
  const column = match?.[2]?.toLowerCase();
  if (column === undefined || !sortableColumns.includes(column)) {
    return { fault: `no column "${argument}": ${sortableColumns.join(' ')}` };
  }
  const sign = match?.[1];
  return { act: 'sort-by', column, ...(sign === '' ? {} : { descending: sign === '-' }) };
}

/** ×600 is already a day in two and a half minutes; beyond this a number is a slip of the hand. */
const SPEED_MOST = 100_000;

/** `600`, `x600`, `0.5` or `max`. */
export function parseSpeed(argument: string): UiAct | Fault {
  if (argument.toLowerCase() === 'max')
    return { act: 'replay', command: { to: 'speed', speed: Number.POSITIVE_INFINITY } };
  const match = /^[x×]?(\d{1,6}(?:\.\d{1,3})?)$/i.exec(argument);
  const speed = Number(match?.[1] ?? Number.NaN);
  if (!(speed > 0 && speed <= SPEED_MOST)) return { fault: `"${argument}" is no speed` };
  return { act: 'replay', command: { to: 'speed', speed } };
}

/**
 * `11:20`, `11:20:30` (UTC, the occurrence inside the recording nearest to its clock), `2023-08-01`, `2023-08-01T11:20` or `40%`.
 */
export function parseGoto(argument: string, state: State): UiAct | Fault {
  const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(argument);
  if (percent !== null) {
    return { act: 'replay', command: { to: 'seek-percent', percent: Math.min(100, Number(percent[1])) } };
  }
  const at = timeOfDay(argument, state) ?? date(argument);
  if (at === undefined) return { fault: `"${argument}" is no time` };
  const range = state.replay;
  if (range !== undefined && (at < range.fromAt || at > range.toAt)) {
    return { fault: `${argument} is outside the recording` };
  }
  return { act: 'replay', command: { to: 'seek-at', at } };
}

function timeOfDay(argument: string, state: State): EpochMs | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?z?$/i.exec(argument);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const ofDay = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
  const today = Math.floor(state.at / DAY_MS) * DAY_MS + ofDay;
  const range = state.replay;
  const inside = [today, today - DAY_MS, today + DAY_MS].filter(
    (at) => range === undefined || (at >= range.fromAt && at <= range.toAt),
  );
  return nearestTo(state.at, inside.length > 0 ? inside : [today]);
}

const nearestTo = (at: EpochMs, times: readonly EpochMs[]): EpochMs | undefined =>
  times.reduce<EpochMs | undefined>(
    (best, time) => (best === undefined || Math.abs(time - at) < Math.abs(best - at) ? time : best),
    undefined,
  );

function date(argument: string): EpochMs | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?z?$/i.exec(argument);
  if (match === null) return undefined;
  const at = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}Z`);
  return Number.isFinite(at) ? at : undefined;
}
