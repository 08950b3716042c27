/**
 * A row of bars over a window of time, with reception gaps left as gaps. In: fixes, and the window. Out: one cell a slot, a blank
 * where nothing was received, scaled to the least and greatest value, which are given back to be printed. (The `sparkline` of
 * blessed-contrib has no blank: it draws what it does not know as its lowest bar.)
 */
import type { EpochMs } from '../aero/units.ts';
import type { Fix } from '../tracks/types.ts';

/** Two fixes further apart than this leave a gap (ms): a trail holds about a point a minute, an old one half as many. */
export const BRIDGED_MS = 180_000;

/**
 * Fixes as `slots` equal slots from `fromAt` to `toAt`; `undefined`: nothing was received there. Between two accepted fixes no
 * more than `BRIDGED_MS` apart the slots are filled along the line between them.
 */
export function windowOf(
  fixes: readonly Fix[],
  valueFrom: (fix: Fix) => number | undefined,
  fromAt: EpochMs,
  toAt: EpochMs,
  slots: number,
): readonly (number | undefined)[] {
  const out: (number | undefined)[] = new Array(Math.max(0, slots)).fill(undefined);
  const span = toAt - fromAt;
  if (!(span > 0) || slots < 1) return out;
  const slotOf = (at: EpochMs): number => Math.min(slots - 1, Math.floor(((at - fromAt) / span) * slots));
  let before: { readonly at: EpochMs; readonly value: number } | undefined;
  for (const fix of fixes) {
    if (fix.verdict !== 'accepted' || fix.at > toAt) continue;
    const value = valueFrom(fix);
    if (value === undefined || !Number.isFinite(value)) {
      before = undefined;
      continue;
    }
    if (before !== undefined && fix.at > before.at && fix.at - before.at <= BRIDGED_MS) {
      const first = Math.max(0, slotOf(before.at) + 1);
      for (let slot = first; slot < slotOf(fix.at); slot += 1) {
        const at = fromAt + ((slot + 0.5) / slots) * span;
        out[slot] = before.value + ((value - before.value) * (at - before.at)) / (fix.at - before.at);
      }
    }
    if (fix.at >= fromAt) out[slotOf(fix.at)] = value;
    before = { at: fix.at, value };
  }
  return out;
}

export interface Sparkline {
  readonly text: string;
  /** Absent: nothing was received in the window. */
  readonly least?: number;
  readonly greatest?: number;
}

/**
 * The bars of `values`, one a slot.
 * @param ramp from lowest to highest
 * @param leastSpan a narrower range of values is drawn as if it were this wide, so that noise is no mountain
 */
export function sparkline(values: readonly (number | undefined)[], ramp: readonly string[], leastSpan = 0): Sparkline {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === undefined || !Number.isFinite(value)) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (least > greatest) return { text: ' '.repeat(values.length) };
  const range = Math.max(greatest - least, leastSpan);
  const top = ramp.length - 1;
  const bottom = greatest - range;
  const text = values
    .map((value) => {
      if (value === undefined || !Number.isFinite(value)) return ' ';
      return ramp[range === 0 ? Math.floor(top / 2) : Math.round(((value - bottom) / range) * top)] ?? ' ';
    })
    .join('');
  return { text, least, greatest };
}
