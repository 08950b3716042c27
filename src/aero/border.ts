/**
 * One area on the sphere made quick to ask: whether a position is inside, and how far its border is. In: rings of corners, closed
 * by themselves, edges straight in latitude and longitude, none across the antimeridian (an area that lies on both sides is cut
 * there, and that cut is no border). Out: answers in about a microsecond. Holes are rings like any other: inside is inside an odd
 * number of them. Edges are cut short and sorted into bands of latitude once, at the first question.
 */
import {
  BAND_DEG,
  type Bands,
  type Box,
  bandOf,
  bandsOf,
  boxOf,
  PLACES,
  type Ring,
  VECTOR_PLACES,
  vectorsOf,
} from './border-bands.ts';
import { EARTH_RADIUS_NM, vectorOf } from './geo.ts';
import type { Degrees, NauticalMiles, Position } from './units.ts';

export type { Ring } from './border-bands.ts';

const NM_PER_DEGREE: NauticalMiles = (Math.PI / 180) * EARTH_RADIUS_NM;

export interface Border {
  readonly rings: readonly Ring[];
  /** Whether the position is inside; on an edge it may be either. */
  readonly contains: (position: Position) => boolean;
  /**
   * The distance to the nearest point of the border, from inside or outside.
   * @param within nautical miles: a farther border need not be found, `Infinity` stands for it
   */
  readonly distanceNm: (position: Position, within?: NauticalMiles) => NauticalMiles;
}

function containsIn(bands: Bands, x: Degrees, y: Degrees): boolean {
  const { edges, order, starts } = bands;
  const places = PLACES;
  const band = bandOf(y);
  const end = starts[band + 1] ?? 0;
  let inside = false;
  for (let index = starts[band] ?? 0; index < end; index += 1) {
    const edge = (order[index] ?? 0) * places;
    const y0 = edges[edge + 1] ?? 0;
    const y1 = edges[edge + 3] ?? 0;
    if (y0 > y === y1 > y) continue;
    const x0 = edges[edge] ?? 0;
    if (x < (((edges[edge + 2] ?? 0) - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return inside;
}

/** The square of the chord from a unit vector to an edge; not a number for one that is no border. */
function chordSquare(vectors: Float64Array, start: number, x: number, y: number, z: number): number {
  const ax = vectors[start] ?? 0;
  const ay = vectors[start + 1] ?? 0;
  const az = vectors[start + 2] ?? 0;
  const abx = (vectors[start + 3] ?? 0) - ax;
  const aby = (vectors[start + 4] ?? 0) - ay;
  const abz = (vectors[start + 5] ?? 0) - az;
  const [apx, apy, apz] = [x - ax, y - ay, z - az];
  const size = abx * abx + aby * aby + abz * abz;
  const along = size === 0 ? 0 : Math.min(Math.max((apx * abx + apy * aby + apz * abz) / size, 0), 1);
  const [dx, dy, dz] = [apx - along * abx, apy - along * aby, apz - along * abz];
  return dx * dx + dy * dy + dz * dz;
}

const milesOfChord = (square: number): NauticalMiles =>
  2 * EARTH_RADIUS_NM * Math.asin(Math.min(Math.sqrt(square) / 2, 1));
const chordOfMiles = (distance: NauticalMiles): number =>
  2 * Math.sin(Math.min(distance / EARTH_RADIUS_NM, Math.PI) / 2);

/** Bands are searched outward from the position's own, until the next one is farther away than the nearest edge found. */
function nearestIn(bands: Bands, vectors: Float64Array, position: Position, within: NauticalMiles): NauticalMiles {
  const [x, y, z] = vectorOf(position);
  const { order, starts, lowest, highest } = bands;
  const places = VECTOR_PLACES;
  const own = bandOf(position.latitudeDeg);
  let [bestSquare, best] = [chordOfMiles(within) ** 2, within];
  let found = false;
  const search = (band: number, gapDeg: Degrees): void => {
    if (band < lowest || band > highest || gapDeg * NM_PER_DEGREE > best) return;
    const end = starts[band + 1] ?? 0;
    for (let index = starts[band] ?? 0; index < end; index += 1) {
      const square = chordSquare(vectors, (order[index] ?? 0) * places, x, y, z);
      // Written so that an edge that is no border, not a number, is passed by.
      if (!(square < bestSquare)) continue;
      bestSquare = square;
      found = true;
    }
    if (found) best = milesOfChord(bestSquare);
  };
  search(own, 0);
  const south = position.latitudeDeg + 90 - own * BAND_DEG;
  const farthest = Math.max(own - lowest, highest - own);
  for (let step = 1; step <= farthest; step += 1) {
    const gap = (step - 1) * BAND_DEG;
    if (Math.min(south, BAND_DEG - south) + gap > best / NM_PER_DEGREE) break;
    search(own - step, south + gap);
    search(own + step, BAND_DEG - south + gap);
  }
  return found ? best : Number.POSITIVE_INFINITY;
}

/** False for anything not finite. */
const isWithin = ({ westDeg, eastDeg, southDeg, northDeg }: Box, { latitudeDeg, longitudeDeg }: Position): boolean =>
  latitudeDeg >= southDeg && latitudeDeg <= northDeg && longitudeDeg >= westDeg && longitudeDeg <= eastDeg;

const EARTH: Box = { westDeg: -180, eastDeg: 180, southDeg: -90, northDeg: 90 };

/** The value of `make`, made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * An area of rings, computed when it is first asked.
 * @param ringsOf called at most once
 */
export function borderOf(ringsOf: () => readonly Ring[]): Border {
  const rings = once(ringsOf);
  const box = once(() => boxOf(rings()));
  const bands = once(() => bandsOf(rings()));
  const vectors = once(() => vectorsOf(bands()));
  return {
    get rings() {
      return rings();
    },
    contains: (position) =>
      isWithin(box(), position) && containsIn(bands(), position.longitudeDeg, position.latitudeDeg),
    distanceNm: (position, within = Number.POSITIVE_INFINITY) =>
      isWithin(EARTH, position) ? nearestIn(bands(), vectors(), position, within) : Number.POSITIVE_INFINITY,
  };
}
