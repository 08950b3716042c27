/**
 * When it must have landed or taken off, from where it was heard last or first (detection.md §5.3). In: a fix, a distance, what is
 * known of its speed. Out: an interval that holds the truth, and a best estimate in it. The bounds: nobody is faster than its own
 * fastest and a tenth; nobody takes longer than at 300 kt on a way a quarter longer, and twenty minutes for the circuit.
 */
import {
  type EpochMs,
  type FeetPerMinute,
  HOUR_MS,
  type Knots,
  MINUTE_MS,
  type NauticalMiles,
} from '../../aero/units.ts';
import type { Waypoint } from './types.ts';

/** Detection.md §5.3. */
const SLOW_KT: Knots = 300;
const LONGER_WAY = 1.25;
const ARRIVAL_SLACK_MS = 20 * MINUTE_MS;
const DEPARTURE_SLACK_MS = 15 * MINUTE_MS;
/** The last part of a flight is flown slower: descent and approach, or climb. */
const TERMINAL_NM: NauticalMiles = 105;
const TERMINAL_KT: Knots = 290;
/** No transport climbs faster from the ground up. */
const FASTEST_CLIMB_FPM: FeetPerMinute = 4500;
/** The shortest stay: down, off the runway, round and up again. */
export const SHORTEST_STAY_MS = 20 * MINUTE_MS;

export interface Span {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
}

const hours = (distance: NauticalMiles, speed: Knots): number => (distance / speed) * HOUR_MS;

/** How long a way of this length takes as a rule, its slow end included. */
const usually = (distance: NauticalMiles, cruise: Knots): number =>
  hours(Math.max(0, distance - TERMINAL_NM), cruise) + hours(Math.min(distance, TERMINAL_NM), TERMINAL_KT);

/** How long it takes at least. */
export const leastMs = (distance: NauticalMiles, cap: Knots): number => hours(distance, cap);

/** Puts the ends in order and the estimate between them. */
export function spanOf(fromAt: EpochMs, toAt: EpochMs, at: EpochMs): Span {
  const low = Math.round(Math.min(fromAt, toAt));
  const high = Math.round(Math.max(fromAt, toAt));
  return { fromAt: low, toAt: high, at: Math.round(Math.min(Math.max(at, low), high)) };
}

/** When it landed at a field `distance` from the last fix. */
export const arrivalSpan = (last: Waypoint, distance: NauticalMiles, cap: Knots, cruise: Knots): Span =>
  spanOf(
    last.at + leastMs(distance, cap),
    last.at + hours(LONGER_WAY * distance, SLOW_KT) + ARRIVAL_SLACK_MS,
    last.at + usually(distance, cruise),
  );

/** When it took off from a field `distance` from the first fix. */
export function departureSpan(first: Waypoint, distance: NauticalMiles, cap: Knots, cruise: Knots): Span {
  const climb = (Math.max(0, first.altitudeFt ?? 0) / FASTEST_CLIMB_FPM) * MINUTE_MS;
  return spanOf(
    first.at - hours(LONGER_WAY * distance, SLOW_KT) - DEPARTURE_SLACK_MS,
    first.at - Math.max(leastMs(distance, cap), climb),
    first.at - usually(distance, cruise),
  );
}

/** An interval over several fields is no wider than this; the second where the likeliest is so near that it was all but there. */
const WIDEST_MS = 80 * MINUTE_MS;
const WIDEST_NEAR_MS = 45 * MINUTE_MS;
const ALL_BUT_THERE_NM: NauticalMiles = 30;

/**
 * What the likeliest field's span becomes when others may be meant too: everything that one of them allows, cut evenly to the widest
 * that is useful, and never to less than the likeliest allows.
 * @param distance of the likeliest field from the fix
 */
export function covering(spans: readonly Span[], distance: NauticalMiles): Span | undefined {
  const [first] = spans;
  const all = union(spans);
  if (first === undefined || all === undefined) return undefined;
  const widest = distance <= ALL_BUT_THERE_NM ? WIDEST_NEAR_MS : WIDEST_MS;
  const added = all.toAt - all.fromAt - (first.toAt - first.fromAt);
  const room = Math.max(0, widest - (first.toAt - first.fromAt));
  const kept = added <= room ? 1 : room / added;
  const [before, after] = [first.fromAt - all.fromAt, all.toAt - first.toAt];
  return spanOf(first.fromAt - before * kept, first.toAt + after * kept, first.at);
}

/** Everything that one of several spans allows; the estimate of the first. */
const union = (spans: readonly Span[]): Span | undefined => {
  const first = spans[0];
  if (first === undefined) return undefined;
  return spanOf(Math.min(...spans.map(({ fromAt }) => fromAt)), Math.max(...spans.map(({ toAt }) => toAt)), first.at);
};
