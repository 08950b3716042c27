/**
 * An area's edges in an order in which they are found quickly: cut short, and sorted into bands of latitude. In: rings of corners,
 * edges straight in latitude and longitude, none across the antimeridian. Out: flat arrays for `border.ts`, which asks them.
 */
import { vectorOf } from './geo.ts';
import type { Degrees, Position } from './units.ts';

export type Ring = readonly Position[];

/** Narrow enough that a band of a large country holds a few dozen edges, wide enough that a border is found in a few bands. */
export const BAND_DEG: Degrees = 0.25;
/** An edge longer than this is cut: its chord then runs at most 0.01 NM from the line on the map. */
const LONGEST_EDGE_DEG: Degrees = 0.25;
const BANDS = 180 / BAND_DEG;
/** Corners nearer to the antimeridian than this lie on it: the source rounds them to 0.0001°. */
const ON_ANTIMERIDIAN_DEG: Degrees = 0.0005;
/** An edge is x0 y0 x1 y1, in degrees. */
export const PLACES = 4;
/** And both its ends as unit vectors. */
export const VECTOR_PLACES = 6;

export interface Bands {
  readonly edges: Float64Array;
  /** Where the edges of each band begin in `order`. */
  readonly starts: Int32Array;
  readonly order: Int32Array;
  readonly lowest: number;
  readonly highest: number;
}

export interface Box {
  readonly westDeg: Degrees;
  readonly eastDeg: Degrees;
  readonly southDeg: Degrees;
  readonly northDeg: Degrees;
}

/** The band of a latitude. */
export const bandOf = (latitudeDeg: Degrees): number =>
  Math.min(Math.max(Math.floor((latitudeDeg + 90) / BAND_DEG), 0), BANDS - 1);

const onAntimeridian = (longitudeDeg: Degrees): boolean => Math.abs(longitudeDeg) > 180 - ON_ANTIMERIDIAN_DEG;

/** All edges of the rings, cut short. */
function shortEdges(rings: readonly Ring[]): Float64Array {
  const numbers: number[] = [];
  for (const ring of rings) {
    let from = ring.at(-1);
    for (const to of ring) {
      if (from === undefined) break;
      const wide = to.longitudeDeg - from.longitudeDeg;
      const high = to.latitudeDeg - from.latitudeDeg;
      const parts = Math.max(1, Math.ceil(Math.max(Math.abs(wide), Math.abs(high)) / LONGEST_EDGE_DEG));
      let x = from.longitudeDeg;
      let y = from.latitudeDeg;
      for (let part = 1; part <= parts; part += 1) {
        const nextX = part === parts ? to.longitudeDeg : from.longitudeDeg + (wide * part) / parts;
        const nextY = part === parts ? to.latitudeDeg : from.latitudeDeg + (high * part) / parts;
        numbers.push(x, y, nextX, nextY);
        x = nextX;
        y = nextY;
      }
      from = to;
    }
  }
  return Float64Array.from(numbers);
}

/** The edges sorted into the bands that they touch. */
export function bandsOf(rings: readonly Ring[]): Bands {
  const edges = shortEdges(rings);
  const count = edges.length / PLACES;
  const lows = new Int32Array(count);
  const highs = new Int32Array(count);
  const starts = new Int32Array(BANDS + 1);
  for (let edge = 0; edge < count; edge += 1) {
    const y0 = edges[edge * PLACES + 1] ?? 0;
    const y1 = edges[edge * PLACES + 3] ?? 0;
    const low = bandOf(Math.min(y0, y1));
    const high = bandOf(Math.max(y0, y1));
    lows[edge] = low;
    highs[edge] = high;
    for (let band = low; band <= high; band += 1) starts[band + 1] = (starts[band + 1] ?? 0) + 1;
  }
  const lowest = starts.findIndex((size) => size > 0) - 1;
  const highest = starts.findLastIndex((size) => size > 0) - 1;
  for (let band = 0; band < BANDS; band += 1) starts[band + 1] = (starts[band + 1] ?? 0) + (starts[band] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(starts[BANDS] ?? 0);
  for (let edge = 0; edge < count; edge += 1) {
    for (let band = lows[edge] ?? 0; band <= (highs[edge] ?? 0); band += 1) {
      const place = next[band] ?? 0;
      order[place] = edge;
      next[band] = place + 1;
    }
  }
  return { edges, starts, order, lowest, highest };
}

/**
 * The ends of the edges as unit vectors. The cut at the antimeridian is no border: its edges are not a number, and nearer than
 * nothing.
 */
export function vectorsOf({ edges }: Bands): Float64Array {
  const count = edges.length / PLACES;
  const vectors = new Float64Array(count * VECTOR_PLACES).fill(Number.NaN);
  for (let edge = 0; edge < count; edge += 1) {
    const [x0, x1] = [edges[edge * PLACES] ?? 0, edges[edge * PLACES + 2] ?? 0];
    if (onAntimeridian(x0) && onAntimeridian(x1)) continue;
    vectors.set(vectorOf({ longitudeDeg: x0, latitudeDeg: edges[edge * PLACES + 1] ?? 0 }), edge * VECTOR_PLACES);
    vectors.set(vectorOf({ longitudeDeg: x1, latitudeDeg: edges[edge * PLACES + 3] ?? 0 }), edge * VECTOR_PLACES + 3);
  }
  return vectors;
}

/** The box round the rings, in degrees. */
export function boxOf(rings: readonly Ring[]): Box {
  let [westDeg, eastDeg, southDeg, northDeg] = [180, -180, 90, -90];
  for (const ring of rings) {
    for (const { latitudeDeg, longitudeDeg } of ring) {
      westDeg = Math.min(westDeg, longitudeDeg);
      eastDeg = Math.max(eastDeg, longitudeDeg);
      southDeg = Math.min(southDeg, latitudeDeg);
      northDeg = Math.max(northDeg, latitudeDeg);
    }
  }
  return { westDeg, eastDeg, southDeg, northDeg };
}
