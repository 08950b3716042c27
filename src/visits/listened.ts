/**
 * When nobody listened: what is not heard then is no evidence of anything. In: the log's lines `feed-restored`. Out: holes, the days that
 * remain, and the large holes in words.
 */
import { DAY_MS, type EpochMs, HOUR_MS, type Milliseconds, SECOND_MS } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import { longDay } from './days.ts';

/** Nothing was received from any feed between these times. */
export interface Deaf {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

export const DEAF_KINDS: readonly string[] = ['feed-restored'];
/** Shorter holes take nothing from a day. */
const COUNTED_MS: Milliseconds = 6 * HOUR_MS;
/** Holes that are named in a statement about rarity. */
const LARGE_MS: Milliseconds = 7 * DAY_MS;
/** More holes than this are not kept; the oldest go first. */
const MOST_HOLES = 500;
const NAMED_MOST = 3;

/** The holes after a line of the log: when it says how long nothing was received. The same list where it says nothing. */
export function holesWith(holes: readonly Deaf[], event: FlightEvent): readonly Deaf[] {
  const seconds = event.detail['gapSeconds'];
  if (!DEAF_KINDS.includes(event.kind) || typeof seconds !== 'number') return holes;
  const fromAt = event.at - seconds * SECOND_MS;
  if (!(event.at - fromAt >= COUNTED_MS) || !Number.isFinite(fromAt)) return holes;
  if (holes.some((one) => one.fromAt === fromAt && one.toAt === event.at)) return holes;
  return [...holes, { fromAt, toAt: event.at }].sort((a, b) => a.fromAt - b.fromAt).slice(-MOST_HOLES);
}

/** What of the holes lies in a period, overlaps once. */
function within(holes: readonly Deaf[], fromAt: EpochMs, toAt: EpochMs): readonly Deaf[] {
  let until = fromAt;
  return holes.flatMap((hole) => {
    const from = Math.max(hole.fromAt, until);
    const to = Math.min(hole.toAt, toAt);
    if (to <= from) return [];
    until = to;
    return [{ fromAt: from, toAt: to }];
  });
}

/** Days of a period on which something was received, rounded. */
export function listenedDays(holes: readonly Deaf[], fromAt: EpochMs, toAt: EpochMs): number {
  const deafMs = within(holes, fromAt, toAt).reduce((sum, hole) => sum + hole.toAt - hole.fromAt, 0);
  return Math.max(0, Math.round((toAt - fromAt - deafMs) / DAY_MS));
}

const shortDay = (at: EpochMs): string => longDay(at).replace(/^(\d+ \w{3})\w*/, '$1');

/** "not listening 2 Aug 2023–25 Sep 2023"; `undefined` where there is no large hole in the period. */
export function deafText(holes: readonly Deaf[], fromAt: EpochMs, toAt: EpochMs): string | undefined {
  const large = within(holes, fromAt, toAt).filter((hole) => hole.toAt - hole.fromAt >= LARGE_MS);
  if (large.length === 0) return undefined;
  const named = large.slice(-NAMED_MOST).map((hole) => {
    const [first, last] = [shortDay(hole.fromAt), shortDay(hole.toAt)];
    const year = / \d{4}$/.exec(last)?.[0] ?? '';
    return `${first.endsWith(year) ? first.slice(0, -year.length) : first}–${last}`;
  });
  const more = large.length > NAMED_MOST ? ` and ${large.length - NAMED_MOST} times before` : '';
  return `not listening ${named.join(', ')}${more}`;
}
