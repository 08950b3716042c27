/**
 * Which areas a position is in, and how far from their borders: countries with their 12 NM of sea (`KP`), FIRs (`ZKKP`), seas
 * (`sea-of-japan`), under the names of CONTRACT §4. In: positions, longitude -180 … 180. Out: about a microsecond a question.
 * An area that is not known here holds nothing and is infinitely far; so is everything for a position that is not on the earth.
 */
import { namedAreas } from './areas.ts';
import { type Border, borderOf } from './border.ts';
import { countries } from './countries.ts';
import { distanceNm, interpolate } from './geo.ts';
import type { NauticalMiles, Position } from './units.ts';

/** A great circle that is inside for less than this is not noticed: finer than the source's own kilometre. */
const CLIP_NM: NauticalMiles = 0.2;

const borders: ReadonlyMap<string, Border> = new Map([
  ...countries,
  ...namedAreas.map(({ area, ring }) => [area, borderOf(() => [ring])] as const),
]);
const all = [...borders];

/** Every name that is known, countries first, then the FIR, then the seas. */
export const areaNames: readonly string[] = [...borders.keys()];

/**
 * The areas that hold a position, in the order of `areaNames`. Empty means: none of those listed; over the high seas, or in a
 * country that is not listed.
 */
export function areasAt(position: Position): readonly string[] {
  const names: string[] = [];
  for (const [name, border] of all) if (border.contains(position)) names.push(name);
  return names;
}

/** Whether the area holds the position; on its border it may be either. */
export const isInArea = (position: Position, area: string): boolean => borders.get(area)?.contains(position) ?? false;

/**
 * How far outside the area the position is: 0 inside, else the distance to the nearest point of its border.
 * @param within a border farther than this need not be found and counts as `Infinity`: a bound makes it quick
 */
export function distanceToBorderNm(position: Position, area: string, within?: NauticalMiles): NauticalMiles {
  const border = borders.get(area);
  if (border === undefined) return Number.POSITIVE_INFINITY;
  return border.contains(position) ? 0 : border.distanceNm(position, within);
}

/** How far inside the area the position is, to the nearest point of its border (at most `within`); 0 outside. */
export function depthNm(position: Position, area: string, within?: NauticalMiles): NauticalMiles {
  const border = borders.get(area);
  if (border?.contains(position) !== true) return 0;
  return Math.min(border.distanceNm(position, within), within ?? Number.POSITIVE_INFINITY);
}

/** Whether the great circle between two positions touches the area; clips shorter than 0.2 NM may go unnoticed. */
export function crossesArea(from: Position, to: Position, area: string): boolean {
  const border = borders.get(area);
  if (border === undefined) return false;
  if (border.contains(from) || border.contains(to)) return true;
  const length = distanceNm(from, to);
  let done = 0;
  while (done < length) {
    const position = interpolate(from, to, done / length);
    if (border.contains(position)) return true;
    // Nothing of the area is nearer than its border, so that much of the way is free.
    done += Math.max(border.distanceNm(position, length - done), CLIP_NM);
  }
  return false;
}
