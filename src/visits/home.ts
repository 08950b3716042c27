/** Which fields and which aircraft are the DPRK's. In: codes, addresses, events. Out: yes or no, and how likely. */
import { airportByIcao } from '../aero/airports.ts';
import { countryOf } from '../aero/icao24.ts';
import type { Candidate, FlightEvent } from '../events/types.ts';

/** ISO 3166-1. */
export const HOME = 'KP';
/** Air Koryo's and the government's marks: P-NNN. */
const HOME_REGISTRATION = /^P-?\d{3}$/i;
/** ICAO's prefix for DPRK location indicators, for a field that is not in the table. */
const HOME_PREFIX = 'ZK';

/** Whether the location indicator is of a field in the DPRK. */
export const isHomeField = (icao: string): boolean => {
  const airport = airportByIcao(icao);
  return airport === undefined ? icao.toUpperCase().startsWith(HOME_PREFIX) : airport.country === HOME;
};

/** Whether the aircraft lives there, so that its landing is a homecoming and no visit. */
export const isHomeAircraft = (icao24: string, registration?: string): boolean =>
  countryOf(icao24)?.code === HOME || (registration !== undefined && HOME_REGISTRATION.test(registration));

/** The candidates of an event; its place alone where it lists none. */
export const candidatesOf = (event: FlightEvent): readonly Candidate[] =>
  event.candidates.length > 0 || event.place === undefined
    ? event.candidates
    : [{ icao: event.place.icao, probability: event.probability, distanceNm: 0 }];

/** How likely the event happened at some field of the DPRK: the sum over its candidates there, 0…1. */
export const homeChance = (event: FlightEvent): number =>
  Math.min(
    1,
    candidatesOf(event)
      .filter(({ icao }) => isHomeField(icao))
      .reduce((sum, { probability }) => sum + Math.max(0, probability), 0),
  );
