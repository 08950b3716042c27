/**
 * On which side of an area's border an aircraft is, told from accepted fixes in order of time, with patience: a side is changed
 * after three fixes over a minute, the last of them clear of the edge, never by one position (detection.md §5.2). In: fixes. Out: the
 * side, and the last fix before and the first fix after each change. Multilaterated positions tell nothing near the edge.
 */
import { depthNm, distanceToBorderNm, isInArea } from '../aero/area-lookup.ts';
import { DAY_MS, type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles } from '../aero/units.ts';
import type { Fix } from '../tracks/types.ts';

export type AreaSide = 'inside' | 'outside';

interface Rising {
  readonly first: Fix;
  readonly last: Fix;
  readonly fixes: number;
}

export interface AreaStand {
  readonly side?: AreaSide;
  /** The newest fix that is surely on that side. */
  readonly last?: Fix;
  /** The longest time without any accepted fix since that one, up to the first that says otherwise. */
  readonly holeMs: Milliseconds;
  /** Fixes that say otherwise. */
  readonly rising?: Rising;
}

export interface AreaCrossing {
  readonly to: AreaSide;
  /** The last fix on the other side. */
  readonly before: Fix;
  readonly first: Fix;
  /** The fix that settled it. */
  readonly last: Fix;
  readonly fixes: number;
  readonly holeMs: Milliseconds;
}

export const nowhere: AreaStand = { holeMs: 0 };

/** Detection.md §5.2: so many fixes, over so long, and so far past the edge. */
const FIXES = 3;
const SPAN_MS: Milliseconds = MINUTE_MS;
export const PAST_EDGE_NM: NauticalMiles = 2;
/** Multilateration jumps by up to this (detection.md §6, scenario 20). */
const MLAT_SLACK_NM: NauticalMiles = 15;
/** How far a position may be from where the aircraft is. */
export const errorNm = ({ source }: Fix): NauticalMiles => (source === 'mlat' ? MLAT_SLACK_NM : 0);

/** What was known so long ago says nothing of where it flew since. */
const FORGET_MS: Milliseconds = 7 * DAY_MS;

/** How far a position is from the area's edge, on its own side; looked for up to `within`. */
export const fromEdgeNm = (fix: Fix, area: string, side: AreaSide, within?: NauticalMiles): NauticalMiles =>
  side === 'inside' ? depthNm(fix.position, area, within) : distanceToBorderNm(fix.position, area, within);

/** The side that one fix speaks for, `undefined` where its position is not good enough to tell. */
function sideOf(fix: Fix, area: string): AreaSide | undefined {
  const side = isInArea(fix.position, area) ? 'inside' : 'outside';
  const error = errorNm(fix);
  return error > 0 && fromEdgeNm(fix, area, side, error) < error ? undefined : side;
}

/**
 * One more accepted fix, newer than all before.
 * @param seenAt when the fix before it was, of whatever use that one was
 * @returns the same stand when the fix tells nothing new
 */
export function standWith(
  before: AreaStand,
  fix: Fix,
  area: string,
  seenAt: EpochMs | undefined,
): { readonly stand: AreaStand; readonly crossing?: AreaCrossing } {
  const known = before.last !== undefined && fix.at - before.last.at > FORGET_MS ? nowhere : before;
  const hop = seenAt === undefined ? 0 : fix.at - seenAt;
  const holeMs = known.rising === undefined ? Math.max(known.holeMs, hop) : known.holeMs;
  const side = sideOf(fix, area);
  if (side === undefined) return { stand: holeMs === known.holeMs ? known : { ...known, holeMs } };
  if (side === known.side) return { stand: { side, last: fix, holeMs: 0 } };
  const rising: Rising =
    known.rising === undefined
      ? { first: fix, last: fix, fixes: 1 }
      : { ...known.rising, last: fix, fixes: known.rising.fixes + 1 };
  const next: AreaStand = { ...known, holeMs, rising };
  if (rising.fixes < FIXES || fix.at - rising.first.at < SPAN_MS) return { stand: next };
  if (fromEdgeNm(fix, area, side, PAST_EDGE_NM) < PAST_EDGE_NM) return { stand: next };
  const stand: AreaStand = { side, last: fix, holeMs: 0 };
  if (known.side === undefined || known.last === undefined) return { stand };
  return { stand, crossing: { to: side, before: known.last, ...rising, holeMs } };
}
