/**
 * The rows behind `airports.ts`: the fields written by hand, then the ones cut from OurAirports, each code once, in order of
 * importance. In: nothing. Out: airports. A row that says nothing of elevation or runways leaves them absent.
 */

import rows from './airports.json' with { type: 'json' };
import { airportsByHand } from './airports-by-hand.ts';
import type { Degrees, Feet, Position } from './units.ts';

export interface Runway {
  /** Both ends, "17/35". */
  readonly ident: string;
  /** Of the first end, true north; absent where the thresholds are not known. */
  readonly headingTrueDeg?: Degrees;
  readonly lengthFt?: Feet;
  /** The two ends, in the order of `ident`. */
  readonly thresholds?: readonly [Position, Position];
  /** Marked closed in the source. */
  readonly closed?: boolean;
}

export interface Airport extends Position {
  /** ICAO's location indicator; for fields without one OurAirports' own number ("KP-0020"). */
  readonly icao: string;
  readonly iata?: string;
  /** Without "Airport" and "International Airport". */
  readonly name: string;
  readonly city?: string;
  /** ISO 3166-1, two capitals. */
  readonly country: string;
  readonly elevationFt?: Feet;
  readonly runways?: readonly Runway[];
}

function airportOf(row: string): Airport {
  const [icao = '', iata = '', name = '', city = '', country = '', latitude, longitude, elevation = ''] =
    row.split('|');
  return {
    icao,
    ...(iata === '' ? {} : { iata }),
    name,
    city: city === '' ? name : city,
    country,
    latitudeDeg: Number(latitude),
    longitudeDeg: Number(longitude),
    ...(elevation === '' ? {} : { elevationFt: Number(elevation) }),
  };
}

/** Every airport: those by hand first, then large fields, then medium ones. Made anew at each call. */
export function airportTable(): readonly Airport[] {
  const byIcao = new Map(airportsByHand.map((airport) => [airport.icao, airport]));
  for (const row of rows) {
    const airport = airportOf(row);
    if (!byIcao.has(airport.icao)) byIcao.set(airport.icao, airport);
  }
  return [...byIcao.values()];
}

/** How many of the first rows are by hand. */
export const handMadeCount = airportsByHand.length;
