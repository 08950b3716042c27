/** The phase of flight from the last minute of fixes (detection.md §5.1). In: fixes and what is believed now. Out: one word. */
import { type EpochMs, type Feet, type FeetPerMinute, MINUTE_MS } from '../aero/units.ts';
import type { Fix, Phase } from './types.ts';

const WINDOW_MS = MINUTE_MS;
const CLIMB_FPM: FeetPerMinute = 500;
/** Below this it is level; what lies between is neither, and stays what it was. */
const LEVEL_FPM: FeetPerMinute = 300;
/** Level flight above FL200 is cruise. */
const CRUISE_ABOVE_FT: Feet = 20_000;

const median = (unsorted: readonly number[]): number | undefined => {
  // Typed arrays sort by value without asking: this runs for every report.
  const values = Float64Array.from(unsorted).sort();
  const middle = values.length >> 1;
  const upper = values[middle];
  const lower = values[values.length % 2 === 1 ? middle : middle - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
};

/** The median vertical rate of the last minute, `undefined` where no fix of it gives one: then from the heights at its ends. */
export function verticalRateOf(recent: readonly Fix[], at: EpochMs): FeetPerMinute | undefined {
  let start = recent.length;
  let end = start;
  while (start > 0 && (recent[start - 1]?.at ?? 0) > at - WINDOW_MS) start -= 1;
  while (end > start && (recent[end - 1]?.at ?? 0) > at) end -= 1;
  const window = recent.slice(start, end);
  const rates: FeetPerMinute[] = [];
  for (const { verticalRateFpm } of window) if (verticalRateFpm !== undefined) rates.push(verticalRateFpm);
  if (rates.length > 0) return median(rates);
  const first = window.find((fix) => fix.altitudeFt !== undefined);
  const last = window.findLast((fix) => fix.altitudeFt !== undefined);
  if (first?.altitudeFt === undefined || last?.altitudeFt === undefined || last.at <= first.at) return undefined;
  return (last.altitudeFt - first.altitudeFt) / ((last.at - first.at) / MINUTE_MS);
}

/**
 * The phase now. `unknown`: neither the ground flag nor a height is known.
 * @param before the phase until now, kept while the vertical rate is in between or unknown
 */
export function phaseOf(
  before: Phase,
  now: { readonly onGround?: boolean; readonly altitudeFt?: Feet; readonly verticalRateFpm?: FeetPerMinute },
): Phase {
  if (now.onGround === true) return 'ground';
  if (now.altitudeFt === undefined) return before === 'ground' ? 'unknown' : before;
  const rate = now.verticalRateFpm;
  const flying = before === 'ground' || before === 'unknown' ? undefined : before;
  if (rate === undefined) return flying ?? 'unknown';
  if (rate >= CLIMB_FPM) return 'climb';
  if (rate <= -CLIMB_FPM) return 'descent';
  if (Math.abs(rate) < LEVEL_FPM || flying === undefined) return now.altitudeFt > CRUISE_ABOVE_FT ? 'cruise' : 'level';
  return flying;
}
