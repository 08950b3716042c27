/**
 * The path of a watched aircraft: all fixes of the last minutes for the detectors, and a thinned, bounded trail for drawing. A
 * gap stays a gap: nothing is put between two fixes. In: the path so far and a fix, also a late one. Out: the path, in order.
 */
import { angleDifference } from '../aero/geo.ts';
import { type Degrees, type Feet, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import type { Fix } from './types.ts';

/** Twice what the longest rule looks back (touch-down to stop), and room for fixes that come late. */
const RECENT_MS = 10 * MINUTE_MS;
/** A feed of five fixes a second would otherwise fill it with thousands. */
const RECENT_MOST = 400;
/** A point a minute draws a straight line; a turn or a climb asks for more, but never closer than this. */
const TRAIL_EVERY_MS = MINUTE_MS;
const TRAIL_CLOSEST_MS = 10 * SECOND_MS;
const TRAIL_TURN_DEG: Degrees = 5;
const TRAIL_STEP_FT: Feet = 1000;
/** Some 25 hours at a point a minute; then every second point of the older half goes. */
const TRAIL_MOST = 1500;

/** Where a fix of this time belongs: after the last one that is not newer. */
function placeOf(fixes: readonly Fix[], fix: Fix): number {
  let index = fixes.length;
  while (index > 0 && (fixes[index - 1]?.at ?? 0) > fix.at) index -= 1;
  return index;
}

const isKnown = (fixes: readonly Fix[], index: number, fix: Fix): boolean => {
  const before = fixes[index - 1];
  return before !== undefined && before.at === fix.at;
};

/** The recent fixes with this one, in order of time; a fix of the same time as another, or too old, changes nothing. */
export function recentWith(recent: readonly Fix[], fix: Fix): readonly Fix[] {
  const newest = recent.at(-1)?.at ?? fix.at;
  const since = Math.max(newest, fix.at) - RECENT_MS;
  if (fix.at < since) return recent;
  const index = placeOf(recent, fix);
  if (isKnown(recent, index, fix)) return recent;
  let first = 0;
  while (first < recent.length && (recent[first]?.at ?? 0) < since) first += 1;
  if (recent.length - first >= RECENT_MOST) first += 1;
  const next = recent.slice(first);
  if (index === recent.length) next.push(fix);
  else next.splice(Math.max(index - first, 0), 0, fix);
  return next;
}

function adds(before: Fix | undefined, fix: Fix): boolean {
  if (before === undefined) return true;
  const elapsed = fix.at - before.at;
  if (elapsed < TRAIL_CLOSEST_MS) return fix.onGround !== before.onGround && elapsed > 0;
  if (fix.onGround === true && before.onGround === true && (fix.groundSpeedKt ?? 0) < 1) return false;
  if (elapsed >= TRAIL_EVERY_MS || fix.onGround !== before.onGround) return true;
  const turned = Math.abs(angleDifference(before.trackDeg ?? 0, fix.trackDeg ?? before.trackDeg ?? 0));
  const climbed = Math.abs((fix.altitudeFt ?? 0) - (before.altitudeFt ?? fix.altitudeFt ?? 0));
  return turned >= TRAIL_TURN_DEG || climbed >= TRAIL_STEP_FT;
}

/** The trail with this fix, where it adds something to the drawing. */
export function trailWith(trail: readonly Fix[], fix: Fix): readonly Fix[] {
  const index = placeOf(trail, fix);
  const next = trail[index];
  if (!adds(trail[index - 1], fix)) return trail;
  if (next !== undefined && next.at - fix.at < TRAIL_CLOSEST_MS) return trail;
  const longer = [...trail.slice(0, index), fix, ...trail.slice(index)];
  if (longer.length <= TRAIL_MOST) return longer;
  const half = longer.length >> 1;
  return longer.filter((_, position) => position >= half || position % 2 === 0);
}
