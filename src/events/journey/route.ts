/**
 * How far it still is, with and without flying over China (detection.md §4.4: Russian State aircraft go round it). In: two
 * positions. Out: nautical miles. The outline here is a coarse one, for finding a way round and for nothing else: whether a
 * track was inside a country is asked of `aero/area-lookup`.
 */
import { distanceNm, vectorOf } from '../../aero/geo.ts';
import type { NauticalMiles, Position } from '../../aero/units.ts';

type Vector = readonly [x: number, y: number, z: number];
type Corner = readonly [latitudeDeg: number, longitudeDeg: number];

const positionsOf = (corners: readonly Corner[]): readonly Position[] =>
  corners.map(([latitudeDeg, longitudeDeg]) => ({ latitudeDeg, longitudeDeg }));

/** China's border, to some 20 NM, from the mouth of the Tumen northwards and round. */
const CHINA = positionsOf([
  [42.45, 130.6],
  [43.5, 131.15],
  [44.9, 131.05],
  [45.3, 133.1],
  [46.5, 133.95],
  [48.3, 134.65],
  [47.75, 131],
  [49.4, 127.6],
  [52.8, 125.7],
  [53.5, 123.3],
  [53.2, 120.8],
  [50, 119.2],
  [49.6, 117.4],
  [47.8, 119.4],
  [46.7, 119.8],
  [45.1, 113.8],
  [43.7, 112],
  [42.4, 109],
  [42.7, 101],
  [42.8, 96.4],
  [45, 91],
  [49.1, 87.8],
  [47.2, 83],
  [45.3, 82.5],
  [43, 80.2],
  [40.5, 74.5],
  [37.2, 75],
  [28, 97.5],
  [21.5, 101],
  [21.5, 108],
  [20, 110],
  [23, 117],
  [30, 122.3],
  [34.5, 120.3],
  [37.3, 122.6],
  [38.7, 118.5],
  [38.8, 121.2],
  [39.85, 124.2],
  [40.9, 126.1],
  [41.6, 126.9],
  [41.5, 128.1],
  [42, 128.1],
  [42.1, 129.2],
  [42.9, 129.8],
]);
/** Where one turns on the way round in the north-east: Skovorodino, Khabarovsk, Lake Khanka, off the mouth of the Tumen. */
const TURNS = positionsOf([
  [54.2, 122],
  [48.8, 135.2],
  [45.4, 133.9],
  [42.2, 130.95],
]);
/** No turn helps: the other ways round are not modelled, and this much longer is what they are at least. */
const FAR_ROUND = 1.3;

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

interface Edge {
  readonly from: Vector;
  readonly to: Vector;
  readonly normal: Vector;
}

const edges: readonly Edge[] = CHINA.map((corner, index) => {
  const from = vectorOf(corner);
  const to = vectorOf(CHINA[(index + 1) % CHINA.length] ?? corner);
  return { from, to, normal: cross(from, to) };
});

/** Whether the great circle between two positions meets the outline's edges: signs of triple products on the sphere. */
function meetsChina(a: Vector, b: Vector): boolean {
  const normal = cross(a, b);
  for (const edge of edges) {
    const sideA = dot(edge.normal, a);
    const sideB = dot(edge.normal, b);
    if (sideA > 0 === sideB > 0) continue;
    const sideFrom = dot(normal, edge.from);
    if (sideFrom > 0 === dot(normal, edge.to) > 0) continue;
    // The two great circles meet twice; only the meeting on this side of the earth is on both arcs.
    if (sideA > 0 !== sideFrom > 0) return true;
  }
  return false;
}

const turnVectors = TURNS.map(vectorOf);

/** From each turn to a goal, round China, by way of the other turns where that is needed. */
function fromTurns(goal: Position): readonly NauticalMiles[] {
  const goalVector = vectorOf(goal);
  const best = TURNS.map((turn, index) =>
    meetsChina(turnVectors[index] ?? goalVector, goalVector) ? Number.POSITIVE_INFINITY : distanceNm(turn, goal),
  );
  // Four turns: three rounds settle every way through them.
  for (let round = 1; round < TURNS.length; round += 1) {
    for (const [index, turn] of TURNS.entries()) {
      for (const [next, other] of TURNS.entries()) {
        const [a, b] = [turnVectors[index], turnVectors[next]];
        if (index === next || a === undefined || b === undefined || meetsChina(a, b)) continue;
        best[index] = Math.min(best[index] ?? 0, distanceNm(turn, other) + (best[next] ?? 0));
      }
    }
  }
  return best;
}

/** A goal with its ways round made ready. */
export interface Reachable {
  readonly position: Position;
  readonly vector: Vector;
  readonly fromTurns: readonly NauticalMiles[];
}

/** Makes a goal ready to be asked about often. */
export const reachable = (position: Position): Reachable => ({
  position,
  vector: vectorOf(position),
  fromTurns: fromTurns(position),
});

/** A place from which the ways to many goals are asked: which turns can be reached from it is found once. */
export interface Start {
  readonly position: Position;
  readonly vector: Vector;
  readonly toTurns: readonly NauticalMiles[];
}

/** Makes a starting place ready. */
export function startAt(position: Position): Start {
  const vector = vectorOf(position);
  const toTurns = TURNS.map((turn, index) =>
    meetsChina(vector, turnVectors[index] ?? vector) ? Number.POSITIVE_INFINITY : distanceNm(position, turn),
  );
  return { position, vector, toTurns };
}

/** The great circle, over whatever it crosses. */
export const directNm = (start: Start, goal: Reachable): NauticalMiles => distanceNm(start.position, goal.position);

/** The shortest way that does not cross China, as far as the turns above know one. */
export function aroundNm(start: Start, goal: Reachable): NauticalMiles {
  const direct = directNm(start, goal);
  if (!meetsChina(start.vector, goal.vector)) return direct;
  let best = direct * FAR_ROUND;
  for (const [index, distance] of start.toTurns.entries()) {
    best = Math.min(best, Math.max(distance + (goal.fromTurns[index] ?? Number.POSITIVE_INFINITY), direct));
  }
  return best;
}
