/**
 * Countries as airspace: land and 12 NM of sea, for the DPRK, its neighbours, and whoever lies on the ways of the aircraft we watch.
 * In: `countries.json`, cut by `build/cut-countries.ts`. Out: one border for each ISO code. A country that is not listed is not
 * "no country": nothing is known of it here. Crimea lies in RU and in UA, as in the source, which takes no side.
 *
 * countries.json is derived from `@osm_borders/maritime_1000m`: map data © OpenStreetMap contributors, available under the Open
 * Database License 1.0 (https://opendatacommons.org/licenses/odbl/1-0/); the derived file is offered under the same licence.
 */
import { type Border, borderOf, type Ring } from './border.ts';
import rows from './countries.json' with { type: 'json' };
import type { Position } from './units.ts';

/** As `build/cut-countries.ts` writes them. */
const UNITS_PER_DEGREE = 10_000;

function ringOf(text: string): Ring {
  const numbers = text.split(' ').map(Number);
  const ring: Position[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    x += numbers[index] ?? 0;
    y += numbers[index + 1] ?? 0;
    ring.push({ latitudeDeg: y / UNITS_PER_DEGREE, longitudeDeg: x / UNITS_PER_DEGREE });
  }
  return ring;
}

/** By ISO 3166 code (two capital letters). Nothing is decoded before it is asked for. */
export const countries: ReadonlyMap<string, Border> = new Map(
  Object.entries(rows as Readonly<Record<string, readonly string[]>>).map(([code, rings]) => [
    code,
    borderOf(() => rings.map(ringOf)),
  ]),
);

/** How each country's airspace is called in a sentence: "North Korean airspace". */
export const adjectiveOf: Readonly<Record<string, string>> = {
  KP: 'North Korean',
  KR: 'South Korean',
  CN: 'Chinese',
  RU: 'Russian',
  JP: 'Japanese',
  MN: 'Mongolian',
};
