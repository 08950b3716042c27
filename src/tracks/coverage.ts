/**
 * Where, and how high, the feeds normally hear aircraft (detection.md §5.5): one degree by one degree by 5,000 ft, learned from all
 * traffic, forgotten over a week. In: hops from one accepted fix to the next. Out: the share of time in which an aircraft that is
 * there is heard. Silence of an aircraft is evidence only where this is high. Leaves of maps, immutable; `coverageToJson` and
 * `coverageFromJson` keep it over a restart.
 */
import { isInArea } from '../aero/area-lookup.ts';
import { distanceNm, interpolate, normaliseLongitude } from '../aero/geo.ts';
import {
  DAY_MS,
  type EpochMs,
  type Feet,
  HOUR_MS,
  type Knots,
  MINUTE_MS,
  type Milliseconds,
  type Position,
  SECOND_MS,
} from '../aero/units.ts';
import type { Fix } from './types.ts';

interface Cell {
  readonly heardS: number;
  readonly expectedS: number;
  /** Up to when the two sums are decayed. */
  readonly at: EpochMs;
}

/** One map of cells for each degree of latitude and 30 of longitude, so that a frame copies a few small ones. */
export interface Coverage {
  readonly leaves: readonly (ReadonlyMap<number, Cell> | undefined)[];
  readonly size: number;
}

export const emptyCoverage: Coverage = { leaves: [], size: 0 };

const BAND_FT: Feet = 5000;
const BANDS = 12;
const MEMORY_MS: Milliseconds = 7 * DAY_MS;
/** A minute is the grain: an aircraft that reports ten times a second costs no more than one that reports once. */
const GRAIN_MS: Milliseconds = MINUTE_MS;
/** Feeds pause so long by habit; within it the aircraft was heard all the time. */
const HEARD_WITHIN_MS: Milliseconds = 150 * SECOND_MS;
/** A longer silence says nothing of any one cell. */
const HOLE_MOST_MS: Milliseconds = 45 * MINUTE_MS;
/** It flew on through the hole when it covered this share of what its speed allows. */
const FLEW_ON = 0.75;
const SLOWEST_KT: Knots = 150;
const SAMPLES_MOST = 12;
/** The prior weighs as much as ten minutes of one aircraft. */
const PRIOR_S = 600;
/** Learned from half an hour of traffic or more. */
const LEARNED_S = 1800;
/** Detection.md §5.5. */
const LEAST = 0.02;
const MOST = 0.98;
/** As many cells as the busy half of Eurasia has; beyond, the ones not visited for longest go. */
const CELLS_MOST = 60_000;

const LEAF_DEG = 30;
const LEAVES_ROUND = 360 / LEAF_DEG;
const LEAVES = 180 * LEAVES_ROUND;
const leafOf = ({ latitudeDeg, longitudeDeg }: Position): number =>
  Math.min(Math.max(Math.floor(latitudeDeg) + 90, 0), 179) * LEAVES_ROUND +
  Math.floor((normaliseLongitude(longitudeDeg) + 180) / LEAF_DEG);
const bandOf = (altitudeFt: Feet): number => Math.min(Math.max(Math.floor(altitudeFt / BAND_FT), 0), BANDS - 1);
const keyOf = ({ longitudeDeg }: Position, altitudeFt: Feet): number =>
  (Math.floor(normaliseLongitude(longitudeDeg)) + 180) * BANDS + bandOf(altitudeFt);

/** What one aircraft shows of the coverage between two fixes. */
export interface Hop {
  readonly from: Fix;
  readonly to: Fix;
}

/**
 * The hop from the fix before to the new one, `undefined` where it shows nothing: on the ground, without heights, within the same
 * minute, after a long absence, or when it did not simply fly on. Costs next to nothing for most reports.
 */
export function hopOf(from: Fix | undefined, to: Fix | undefined): Hop | undefined {
  if (from === undefined || to === undefined || from === to) return undefined;
  if (Math.floor(from.at / GRAIN_MS) === Math.floor(to.at / GRAIN_MS)) return undefined;
  if (from.altitudeFt === undefined || to.altitudeFt === undefined) return undefined;
  if (from.onGround === true || to.onGround === true) return undefined;
  const elapsed = to.at - from.at;
  if (elapsed <= 0 || elapsed > HOLE_MOST_MS) return undefined;
  if (elapsed <= HEARD_WITHIN_MS) return { from, to };
  const speed = Math.max(from.groundSpeedKt ?? 0, SLOWEST_KT);
  return distanceNm(from.position, to.position) >= (FLEW_ON * speed * elapsed) / HOUR_MS ? { from, to } : undefined;
}

/** Whether the aircraft was unheard on the way: then it must be known that the feed itself delivered. */
export const isHole = ({ from, to }: Hop): boolean => to.at - from.at > HEARD_WITHIN_MS;

const decay = (cell: Cell, at: EpochMs): number => Math.exp(-Math.max(0, at - cell.at) / MEMORY_MS);

function added(cell: Cell | undefined, heardS: number, expectedS: number, at: EpochMs): Cell {
  if (cell === undefined) return { heardS, expectedS, at };
  const kept = decay(cell, at);
  return {
    heardS: cell.heardS * kept + heardS,
    expectedS: cell.expectedS * kept + expectedS,
    at: Math.max(cell.at, at),
  };
}

/** The coverage after a frame's hops. Leaves that nothing happened in are shared with the one before. */
export function withHops(coverage: Coverage, hops: readonly Hop[]): Coverage {
  if (hops.length === 0) return coverage;
  const leaves = coverage.leaves.slice();
  const copied = new Map<number, Map<number, Cell>>();
  let size = coverage.size;
  const add = (position: Position, altitudeFt: Feet, heardS: number, expectedS: number, at: EpochMs): void => {
    const index = leafOf(position);
    let leaf = copied.get(index);
    if (leaf === undefined) {
      leaf = new Map(leaves[index]);
      copied.set(index, leaf);
      leaves[index] = leaf;
    }
    const key = keyOf(position, altitudeFt);
    const before = leaf.get(key);
    if (before === undefined) size += 1;
    leaf.set(key, added(before, heardS, expectedS, at));
  };
  for (const hop of hops) {
    const { from, to } = hop;
    const elapsedS = (to.at - from.at) / SECOND_MS;
    const [low, high] = [from.altitudeFt ?? 0, to.altitudeFt ?? 0];
    if (!isHole(hop)) {
      // Hops within a minute are left out, so the one that ends it stands for all of it.
      const wholeS = ((Math.floor(to.at / GRAIN_MS) - Math.floor(from.at / GRAIN_MS)) * GRAIN_MS) / SECOND_MS;
      add(to.position, high, wholeS, wholeS, to.at);
      continue;
    }
    const samples = Math.min(Math.ceil((to.at - from.at) / HEARD_WITHIN_MS) + 1, SAMPLES_MOST);
    for (let index = 1; index < samples; index += 1) {
      const share = index / samples;
      const position = interpolate(from.position, to.position, share);
      add(position, low + (high - low) * share, 0, elapsedS / samples, to.at);
    }
  }
  return { leaves, size };
}

/**
 * What is believed where nothing was learned (detection.md §5.5, §4.4): nobody listens in the DPRK, Primorye is well heard from
 * FL100 up, the western Sea of Japan is in sight of Sokcho and Seoul from well below FL200.
 */
function priorAt(position: Position, altitudeFt: Feet): number {
  if (isInArea(position, 'KP')) return LEAST;
  const { latitudeDeg, longitudeDeg } = position;
  const isPrimorye = latitudeDeg >= 42.5 && latitudeDeg <= 48.5 && longitudeDeg >= 130.5 && longitudeDeg <= 136;
  if (isPrimorye && altitudeFt >= 10_000) return 0.9;
  const isSeaOfJapan = latitudeDeg >= 37 && latitudeDeg <= 41 && longitudeDeg >= 128 && longitudeDeg <= 134;
  if (isSeaOfJapan && altitudeFt >= 20_000) return 0.8;
  return altitudeFt < BAND_FT ? 0.3 : 0.5;
}

export interface CoverageThere {
  /** The share of time in which an aircraft there is heard, 0.02 … 0.98. */
  readonly share: number;
  /** True when it rests on half an hour of traffic or more, not on the prior. */
  readonly learned: boolean;
}

/** How well aircraft are heard at a place and height. */
export function coverageAt(coverage: Coverage, position: Position, altitudeFt: Feet): CoverageThere {
  const cell = coverage.leaves[leafOf(position)]?.get(keyOf(position, altitudeFt));
  const prior = priorAt(position, altitudeFt);
  const heard = cell?.heardS ?? 0;
  const expected = cell?.expectedS ?? 0;
  const share = (heard + prior * PRIOR_S) / (expected + PRIOR_S);
  return { share: Math.min(Math.max(share, LEAST), MOST), learned: expected >= LEARNED_S };
}

/** Without the cells not visited for longest, while there are too many. */
export function bounded(coverage: Coverage): Coverage {
  if (coverage.size <= CELLS_MOST) return coverage;
  const ages = coverage.leaves.flatMap((leaf) => (leaf === undefined ? [] : [...leaf.values()].map((cell) => cell.at)));
  const limit = ages.sort((a, b) => b - a)[Math.floor(CELLS_MOST / 2)] ?? 0;
  let size = 0;
  const leaves = coverage.leaves.map((leaf) => {
    if (leaf === undefined) return leaf;
    const kept = new Map([...leaf].filter(([, cell]) => cell.at > limit));
    size += kept.size;
    return kept;
  });
  return { leaves, size };
}

/** Leaf, key, heard and expected seconds, time: as `coverageToJson` writes them. */
type CellRow = readonly [leaf: number, key: number, heardS: number, expectedS: number, at: EpochMs];

export interface CoverageJson {
  readonly version: 1;
  readonly cells: readonly CellRow[];
}

/** The whole model as plain data for the store. */
export const coverageToJson = (coverage: Coverage): CoverageJson => ({
  version: 1,
  cells: coverage.leaves.flatMap((leaf, index) =>
    leaf === undefined
      ? []
      : [...leaf].map(
          ([key, { heardS, expectedS, at }]): CellRow => [index, key, Math.round(heardS), Math.round(expectedS), at],
        ),
  ),
});

const isCellRow = (value: unknown): value is CellRow =>
  Array.isArray(value) &&
  value.length === 5 &&
  value.every((one) => typeof one === 'number' && Number.isFinite(one) && one >= 0) &&
  value[0] < LEAVES &&
  value[1] < 360 * BANDS &&
  value[2] <= value[3];

/** The model back from the store; cells that are none are left out, another version is an empty model. */
export function coverageFromJson(value: unknown): Coverage {
  const json = typeof value === 'object' && value !== null ? (value as Partial<CoverageJson>) : {};
  if (json.version !== 1 || !Array.isArray(json.cells)) return emptyCoverage;
  const leaves: Map<number, Cell>[] = [];
  let size = 0;
  for (const cell of json.cells.slice(0, CELLS_MOST)) {
    if (!isCellRow(cell)) continue;
    const [leaf, key, heardS, expectedS, at] = cell;
    const index = Math.floor(leaf);
    const map = leaves[index] ?? new Map<number, Cell>();
    if (!map.has(key)) size += 1;
    leaves[index] = map.set(Math.floor(key), { heardS, expectedS, at });
  }
  return { leaves: Array.from({ length: leaves.length }, (_, index) => leaves[index]), size };
}
