/**
 * `avoided-airspace`: the great circle between the two fields crosses a State at length, the track does not touch it, and the way
 * round costs a tenth or more (detection.md §5.2). In: a flight that has ended. Out: a draft. Gaps of the track are bridged by
 * great circles; where such a bridge crosses the State, nothing is said.
 */
import { airportByIcao } from '../../aero/airports.ts';
import { crossesArea, distanceToBorderNm, isInArea } from '../../aero/area-lookup.ts';
import { distanceNm, interpolate } from '../../aero/geo.ts';
import type { NauticalMiles, Position } from '../../aero/units.ts';
import type { Track } from '../../tracks/types.ts';
import type { Draft } from '../detector.ts';
import { evidenceOf } from '../evidence.ts';
import { miles, nameOf, placeName } from '../say.ts';
import type { Leg, LegDetail, PathPoint } from './types.ts';

const STATE = 'CN';
const STATE_NAME = 'China';
/** Detection.md §5.2. */
const EXCESS = 0.1;
/** A great circle that clips a corner is avoided by an airway, not by a decision. */
const INSIDE_LEAST_NM: NauticalMiles = 100;
const INSIDE_EVERY_NM: NauticalMiles = 20;
/** Origin and destination must be believed this much. */
const KNOWN = 0.6;
const PROBABILITY = 0.95;

const placed = ([, latitudeDeg, longitudeDeg]: PathPoint): Position => ({ latitudeDeg, longitudeDeg });

function insideNm(from: Position, to: Position): NauticalMiles {
  const length = distanceNm(from, to);
  const steps = Math.max(Math.ceil(length / INSIDE_EVERY_NM), 1);
  let inside = 0;
  for (let index = 0; index <= steps; index += 1)
    if (isInArea(interpolate(from, to, index / steps), STATE)) inside += 1;
  return (inside / (steps + 1)) * length;
}

/** The points of the track, and how near each came; `undefined` when the track touches the State. */
function nearest(
  points: readonly Position[],
): { readonly distance: NauticalMiles; readonly point: Position } | undefined {
  let best = { distance: Number.POSITIVE_INFINITY, point: points[0] };
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && crossesArea(before, point, STATE)) return undefined;
    const distance = distanceToBorderNm(point, STATE, best.distance);
    if (distance < best.distance) best = { distance, point };
  }
  return best.point === undefined || best.distance === 0 ? undefined : { distance: best.distance, point: best.point };
}

/**
 * @param icao where it landed, believed with `probability`
 */
export function avoidedAirspace(
  track: Track,
  leg: Leg,
  detail: LegDetail,
  icao: string,
  probability: number,
): Draft | undefined {
  const { origin } = leg;
  const end = airportByIcao(icao);
  if (origin === undefined || end === undefined || origin.probability < KNOWN || probability < KNOWN) return undefined;
  const { directNm, flownNm } = detail;
  if (directNm === null || flownNm < (1 + EXCESS) * directNm) return undefined;
  if (origin.country === STATE || end.country === STATE) return undefined;
  const inside = insideNm(origin, end);
  if (inside < INSIDE_LEAST_NM) return undefined;
  const near = nearest([...detail.path.map(placed), end]);
  if (near === undefined) return undefined;
  const name = airportByIcao(origin.icao)?.name ?? origin.icao;
  return {
    kind: 'avoided-airspace',
    key: detail.startedAt,
    fromAt: detail.startedAt,
    toAt: detail.endedAt,
    at: detail.endedAt,
    basis: 'inferred',
    probability: PROBABILITY * Math.min(origin.probability, probability),
    level: 'note',
    text: `${nameOf(track)} flew ${miles(flownNm)} from ${name} to ${placeName({ icao, name: end.name })} round ${STATE_NAME}, which the direct way of ${miles(directNm)} crosses for ${miles(inside)}; it came no nearer to it than ${miles(near.distance)}.`,
    detail: {
      state: STATE,
      flownNm,
      directNm,
      excess: Math.round((flownNm / directNm - 1) * 1000) / 1000,
      directInsideNm: Math.round(inside),
      nearestApproachNm: Math.round(near.distance * 10) / 10,
      nearestAt: near.point,
      origin: detail.origin,
      destination: { icao, probability },
      gaps: detail.gaps,
      evidence: evidenceOf(
        'The great circle between the fields is inside for 100 NM or more, the track never, and it is a tenth longer or more',
        [leg.first, leg.last],
        { flownNm, directNm, directInsideNm: Math.round(inside), nearestApproachNm: Math.round(near.distance) },
        'One accepted fix inside, or a gap whose straight line crosses the border, would have kept this unsaid.',
      ),
    },
  };
}
