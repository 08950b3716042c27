/**
 * The Pyongyang flight information region, ZKKP: a block of air, not a country. It reaches 200 NM out over the Sea of Japan, where
 * airliners cross it without coming near the DPRK. In: published corners, and the country's own border. Out: one area.
 */
import { countries } from './countries.ts';
import { type NamedArea, ringOfCorners } from './named-area.ts';
import type { Position } from './units.ts';

/**
 * North to south: the corners of detection.md §4.4 (as the simulation community publishes them), without the first and the last, which
 * lie within 2 NM of the border of the country's waters: that border takes their place.
 */
const EAST = ringOfCorners([
  [41.669, 131.514],
  [40.502, 135.93],
  [39.83, 135.087],
  [38.636, 133.647],
]);
/** South to north: Seoul's region begins at 38° N, Shenyang's at 124° E. */
const WEST = ringOfCorners([
  [38.0, 124.0],
  [39.6, 124.0],
]);

/** Where the country's border is taken up and left again: the corners of its waters off the Tumen, the east coast, Ongjin and the Yalu. */
const [TUMEN, EAST_COAST, ONGJIN, YALU] = ringOfCorners([
  [42.171, 130.925],
  [38.618, 128.656],
  [38.05, 124.633],
  [39.612, 124.091],
]);

/** Near enough for corners a kilometre apart: degrees count alike both ways. */
function nearestIndex(ring: readonly Position[], point: Position | undefined): number {
  let [best, bestSquare] = [0, Number.POSITIVE_INFINITY];
  for (const [index, { latitudeDeg, longitudeDeg }] of ring.entries()) {
    const square = (latitudeDeg - (point?.latitudeDeg ?? 0)) ** 2 + (longitudeDeg - (point?.longitudeDeg ?? 0)) ** 2;
    if (square >= bestSquare) continue;
    [best, bestSquare] = [index, square];
  }
  return best;
}

/** The corners from one to the other against the ring's own sense, both included. */
function backwards(ring: readonly Position[], from: number, to: number): readonly Position[] {
  const count = (from - to + ring.length) % ring.length;
  return Array.from({ length: count + 1 }, (_, step) => ring[(from - step + ring.length) % ring.length]).filter(
    (corner) => corner !== undefined,
  );
}

/** The country's ring runs south, east, north, west; the region's runs the other way round. */
function regionRing(): readonly Position[] {
  const land = countries.get('KP')?.rings[0] ?? [];
  const index = (point: Position | undefined): number => nearestIndex(land, point);
  return [
    ...EAST,
    ...backwards(land, index(EAST_COAST), index(ONGJIN)),
    ...WEST,
    ...backwards(land, index(YALU), index(TUMEN)),
  ];
}

/** The Pyongyang FIR. Holds all of the country and its 12 NM of sea. */
export const pyongyangFir: NamedArea = {
  id: 'zkkp',
  area: 'ZKKP',
  name: 'Pyongyang FIR',
  approximate:
    'East side: published corners. On land and around Ongjin it follows the country’s border (1 km); the west side, at 38° N and 124° E, may be off by 20 NM.',
  ring: regionRing(),
};
