/**
 * A row of bars over a window of time, with reception gaps left as gaps. In: fixes, and the window. Out: one cell a slot, a blank
 * where nothing was received, scaled to the least and greatest value, which are given back to be printed. (The `sparkline` of
 * blessed-contrib has no blank: it draws what it does not know as its lowest bar.)
 */
import type { EpochMs } from '../aero/units.ts';
import { MINUTE_MS } from '../aero/units.ts';
import { isStale } from '../app/subject.ts';
import type { Fix, Track } from '../tracks/types.ts';

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

/** While nothing is heard a window goes on in these steps (ms), its labels with it. */
const WINDOW_STEP_MS = 5 * MINUTE_MS;

const tellsNothingNew = (fix: Fix, before: Fix): boolean =>
  fix.altitudeFt === before.altitudeFt &&
  fix.groundSpeedKt === before.groundSpeedKt &&
  fix.onGround === before.onGround &&
  fix.verdict === before.verdict &&
  fix.position.latitudeDeg === before.position.latitudeDeg &&
  fix.position.longitudeDeg === before.position.longitudeDeg;

/**
 * Where a window over a trail ends: with the last fix that says something new, so that an aircraft whose values repeat repaints
 * nothing. Once it is not heard any more the window goes on in steps, never ahead of the clock: the silence is seen.
 */
export function windowEnd(track: Track, now: EpochMs): EpochMs {
  const { trail } = track;
  let last = trail.length - 1;
  for (; last > 0; last -= 1) {
    const [fix, before] = [trail[last], trail[last - 1]];
    if (fix === undefined || before === undefined || !tellsNothingNew(fix, before)) break;
  }
  const heard = trail[last]?.at ?? track.firstHeardAt;
  return isStale(track, now) ? Math.max(heard, Math.floor(now / WINDOW_STEP_MS) * WINDOW_STEP_MS) : heard;
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
