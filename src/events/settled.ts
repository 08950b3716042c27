/**
 * A word that an aircraft sends again and again, and when a different one is believed: only after it was seen several times over
 * some time, without the old one in between. In: sightings in any order. Out: the change, once.
 */
import type { EpochMs, Milliseconds } from '../aero/units.ts';

interface Rising {
  readonly value: string;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly times: number;
}

export interface Settled {
  /** What is believed; absent until the first value has settled. */
  readonly value?: string;
  /** When it was last seen. */
  readonly lastAt?: EpochMs;
  readonly rising?: Rising;
}

export interface SettledChange {
  readonly from: string;
  readonly to: string;
  /** Last sighting of the old one, first of the new one: the change lies in between. */
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

/**
 * One more sighting of `value` at `at`; late and repeated ones change nothing (the same object comes back).
 * @param need how many sightings over what time make a value believed
 */
export function settle(
  before: Settled,
  value: string,
  at: EpochMs,
  need: { readonly times: number; readonly spanMs: Milliseconds },
): { readonly settled: Settled; readonly change?: SettledChange } {
  if (at <= Math.max(before.lastAt ?? 0, before.rising?.lastAt ?? 0)) return { settled: before };
  if (value === before.value) return { settled: { value, lastAt: at } };
  const rising: Rising =
    before.rising?.value === value
      ? { ...before.rising, lastAt: at, times: before.rising.times + 1 }
      : { value, firstAt: at, lastAt: at, times: 1 };
  if (rising.times < need.times || at - rising.firstAt < need.spanMs) return { settled: { ...before, rising } };
  const settled: Settled = { value, lastAt: at };
  if (before.value === undefined) return { settled };
  return {
    settled,
    change: { from: before.value, to: value, fromAt: before.lastAt ?? rising.firstAt, toAt: rising.firstAt },
  };
}
