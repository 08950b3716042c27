/**
 * When it came, when it left, how long it stayed: intervals that hold the truth, tightened by notes. In: a stay. Out: spans; absent
 * where nothing bounds them, because a time that nobody heard is not made up (detection.md §5.3).
 */
import { airportByIcao } from '../aero/airports.ts';
import { distanceNm } from '../aero/geo.ts';
import { DAY_MS, type EpochMs, HOUR_MS, type Knots, MINUTE_MS, type Milliseconds } from '../aero/units.ts';
import type { EventBasis } from '../events/types.ts';
import type { Clue } from './clue.ts';
import type { Stay } from './stay.ts';
import type { HourSpan, TimeSpan } from './types.ts';

/** Detection.md §5.3: no faster over the ground than this. */
const FASTEST_KT: Knots = 540;
/** Detection.md §5.3: on the ground at least so long between two flights. */
const TURNAROUND_MS: Milliseconds = 20 * MINUTE_MS;
/** What was elsewhere longer ago than this says nothing about when it came. */
const BOUND_WITHIN_MS: Milliseconds = 3 * DAY_MS;
/** That it had left by then is certain; when, is not. */
const GONE_PROBABILITY = 0.85;
const HOUR_DECIMALS = 100;

/** The least time between two fields; 0 where one of them is not in the table. */
export function leastFlightMs(from: string | undefined, to: string | undefined): Milliseconds {
  const a = from === undefined ? undefined : airportByIcao(from);
  const b = to === undefined ? undefined : airportByIcao(to);
  return a === undefined || b === undefined ? 0 : (distanceNm(a, b) / FASTEST_KT) * HOUR_MS;
}

const spanOf = (fromAt: EpochMs, toAt: EpochMs, at: EpochMs, basis: EventBasis, probability: number): TimeSpan => {
  const high = Math.max(fromAt, toAt);
  return { fromAt, toAt: high, at: Math.round(Math.min(Math.max(at, fromAt), high)), basis, probability };
};

/** The one of several that tell of the same thing: what was observed before what was inferred, then the narrowest. */
export const bestOf = (clues: readonly Clue[]): Clue | undefined =>
  clues.toSorted(
    (a, b) =>
      Number(b.basis === 'observed') - Number(a.basis === 'observed') || a.toAt - a.fromAt - (b.toAt - b.fromAt),
  )[0];

const earliest = (clues: readonly Clue[]): EpochMs => Math.min(...clues.map(({ at }) => at), Number.POSITIVE_INFINITY);
const latest = (clues: readonly Clue[]): EpochMs => Math.max(...clues.map(({ at }) => at), Number.NEGATIVE_INFINITY);

/** A bound that a note sets, only where it leaves something of the interval: otherwise it contradicts it, and is a conflict. */
const within = (bound: EpochMs, span: { readonly fromAt: EpochMs; readonly toAt: EpochMs }): boolean =>
  bound >= span.fromAt && bound <= span.toAt;

/** The arrival. Without a landing: between the last time elsewhere and the first note, where the two are days apart at most. */
export function arrivalOf(stay: Stay, field: string | undefined): TimeSpan | undefined {
  const clue = bestOf(stay.arrivals);
  const seenAt = earliest(stay.seen);
  const told = stay.departures.find((one) => one.stay !== undefined)?.stay;
  if (clue === undefined && told !== undefined)
    return spanOf(told.fromAt, within(seenAt, told) ? seenAt : told.toAt, told.at, told.basis, told.probability);
  if (clue === undefined) {
    const last = stay.before.at(-1);
    if (!Number.isFinite(seenAt) || last === undefined) return undefined;
    const flight = leastFlightMs(last.icao, field);
    const fromAt = last.fromAt + flight + (last.says === 'landed-elsewhere' ? TURNAROUND_MS : 0);
    if (fromAt > seenAt || seenAt - fromAt > BOUND_WITHIN_MS) return undefined;
    return spanOf(
      fromAt,
      seenAt,
      (fromAt + seenAt) / 2,
      'reported',
      Math.min(...stay.seen.map((one) => one.probability)),
    );
  }
  const notYet = latest(stay.notSeen.filter(({ at }) => within(at, clue)));
  return spanOf(
    Math.max(clue.fromAt, notYet),
    within(seenAt, clue) ? seenAt : clue.toAt,
    clue.at,
    clue.basis,
    clue.probability,
  );
}

/** The departure; absent while it is there. Not heard but elsewhere later: any time in between. */
export function departureOf(
  stay: Stay,
  arrived: TimeSpan | undefined,
  field: string | undefined,
): TimeSpan | undefined {
  const clue = bestOf(stay.departures);
  const lastSeen = latest(stay.seen);
  const earliestPossible = Math.max(lastSeen, arrived?.fromAt ?? Number.NEGATIVE_INFINITY);
  if (clue !== undefined) {
    const goneBy = earliest(stay.notSeen.filter(({ at }) => within(at, clue)));
    const low = within(lastSeen, clue) ? lastSeen : clue.fromAt;
    const fromAt = Math.min(Math.max(low, arrived?.fromAt ?? low), clue.toAt);
    return spanOf(fromAt, Math.min(clue.toAt, goneBy), clue.at, clue.basis, clue.probability);
  }
  const { gone } = stay;
  if (gone === undefined || !Number.isFinite(earliestPossible)) return undefined;
  const flight = leastFlightMs(field, gone.icao);
  const ground = gone.says === 'landed-elsewhere' ? 0 : TURNAROUND_MS;
  const toAt = Math.max(earliestPossible, gone.toAt - flight - ground);
  return spanOf(earliestPossible, toAt, (earliestPossible + toAt) / 2, 'inferred', GONE_PROBABILITY);
}

const hours = (ms: Milliseconds): number => ms / HOUR_MS;
/** Rounded outwards, so that rounding loses no truth. */
const down = (value: number): number => Math.floor(value * HOUR_DECIMALS) / HOUR_DECIMALS;
const up = (value: number): number => Math.ceil(value * HOUR_DECIMALS) / HOUR_DECIMALS;

/** Hours on the ground: [max(0, dep_lo − arr_hi), dep_hi − arr_lo] (detection.md §5.3). Absent without both ends. */
export function groundHoursOf(arrived: TimeSpan | undefined, departed: TimeSpan | undefined): HourSpan | undefined {
  if (arrived === undefined || departed === undefined) return undefined;
  const from = down(Math.max(0, hours(departed.fromAt - arrived.toAt)));
  const to = up(Math.max(0, hours(departed.toAt - arrived.fromAt)));
  const at = Math.round(hours(departed.at - arrived.at) * HOUR_DECIMALS) / HOUR_DECIMALS;
  return { from, to, at: Math.min(Math.max(at, from), to) };
}
