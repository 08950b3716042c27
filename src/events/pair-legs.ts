/**
 * Whether one aircraft follows another: when and where each began its flight, and whether the later one keeps to the other's way. In:
 * the trails of two tracks. Out: the beginnings, and how far off the other's path it is. Holes are not filled.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, type NauticalMiles } from '../aero/units.ts';
import type { Fix } from '../tracks/types.ts';
import { fieldAt } from './fields.ts';
import { sideOf } from './ground-contact.ts';
import type { Place } from './types.ts';

/** After a longer silence it is another flight, or nobody knows. */
const SILENCE_MS = 3 * HOUR_MS;
/** The other one was at the same place at most so much earlier or later. */
const BEHIND_MS = 45 * MINUTE_MS;

export interface LegStart {
  readonly at: EpochMs;
  /** The first fix in the air. */
  readonly fix: Fix;
  /** Where it took off, when that was heard. */
  readonly place?: Place;
}

/** The beginning of the flight that the newest fix belongs to, `undefined` on the ground. */
export function legStartOf(trail: readonly Fix[]): LegStart | undefined {
  let first: Fix | undefined;
  for (let index = trail.length - 1; index >= 0; index -= 1) {
    const fix = trail[index];
    if (fix === undefined || fix.verdict !== 'accepted') continue;
    const side = sideOf(fix);
    if (side === 'ground') {
      const place = first === undefined ? undefined : fieldAt(fix.position)?.place;
      return first && { at: first.at, fix: first, ...(place === undefined ? {} : { place }) };
    }
    if (side === undefined) continue;
    if (first !== undefined && first.at - fix.at > SILENCE_MS) break;
    first = fix;
  }
  return first && { at: first.at, fix: first };
}

/** How far `here` is from the path of the other one's flight, at most 45 min earlier or later; `undefined` where it was unheard. */
export function offPath(here: Fix, trail: readonly Fix[], sinceAt: EpochMs): NauticalMiles | undefined {
  let nearest: NauticalMiles | undefined;
  for (let index = trail.length - 1; index >= 0; index -= 1) {
    const fix = trail[index];
    if (fix === undefined || fix.at > here.at + BEHIND_MS) continue;
    if (fix.at < sinceAt || fix.at < here.at - BEHIND_MS) break;
    if (fix.verdict !== 'accepted') continue;
    const distance = distanceNm(here.position, fix.position);
    if (nearest === undefined || distance < nearest) nearest = distance;
  }
  return nearest;
}
