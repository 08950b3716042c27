/** Which airfield an aircraft on the ground is at, with the others it might be. In: a position. Out: place and candidates. */
import { type Airport, airportsNear } from '../aero/airports.ts';
import type { NauticalMiles, Position } from '../aero/units.ts';
import type { Candidate, Place } from './types.ts';

/** Detection.md Q8: within 5 NM of a known runway. Reference points of one field differ by 1.3 NM between sources (§4.3). */
const FIELD_WITHIN_NM: NauticalMiles = 5;
/** A field that is farther by this is e times less likely. */
const SCALE_NM: NauticalMiles = 0.5;
/** A candidate below this is noise in the list. */
const LEAST_SHARE = 0.01;

export interface Field {
  readonly airport: Airport;
  readonly place: Place;
  readonly candidates: readonly Candidate[];
}

/** The nearest field within 5 NM, `undefined` where none is known: there nothing is said of landing or taking off. */
export function fieldAt(position: Position): Field | undefined {
  const near = airportsNear(position, FIELD_WITHIN_NM);
  const nearest = near[0];
  if (nearest === undefined) return undefined;
  const weights = near.map(({ distanceNm }) => Math.exp(-(distanceNm - nearest.distanceNm) / SCALE_NM));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const candidates = near.flatMap(({ airport, distanceNm }, index) => {
    const probability = (weights[index] ?? 0) / sum;
    return probability < LEAST_SHARE ? [] : [{ icao: airport.icao, probability, distanceNm }];
  });
  const { icao, name } = nearest.airport;
  return { airport: nearest.airport, place: { icao, name }, candidates };
}
