/**
 * Airports: some 5,200 large and medium fields of OurAirports (public domain, cut by `build/cut-airports`) and, before them,
 * the ones written by hand. In: a code, a word or a position. Out: the airport or what lies near, nearest first. A field that is
 * in neither (small strips) is unknown here, and nothing is near it.
 */
import type { Airport } from './airport-table.ts';
import { airportTable, handMadeCount } from './airport-table.ts';
import { distanceNm, EARTH_RADIUS_NM, normaliseLongitude, vectorOf } from './geo.ts';
import type { Degrees, NauticalMiles, Position } from './units.ts';

export type { Airport, Runway } from './airport-table.ts';

interface Indexed {
  readonly airport: Airport;
  readonly vector: readonly [number, number, number];
}

interface Tables {
  readonly all: readonly Airport[];
  readonly byIcao: ReadonlyMap<string, Airport>;
  readonly byIata: ReadonlyMap<string, Airport>;
  readonly cells: ReadonlyMap<number, readonly Indexed[]>;
}

/** An airport as words are looked up: everything folded. */
interface Named {
  readonly airport: Airport;
  readonly name: string;
  readonly city: string;
  /** The words of the name. */
  readonly words: readonly string[];
  /** 0 by hand, 1 with a IATA code, 2 without. */
  readonly tier: number;
}

/** Side of a grid cell: with 150 NM asked, as the landing rules do, about a dozen cells are looked at. */
const CELL_DEG = 2;
const CELLS_ROUND = 360 / CELL_DEG;
const NM_PER_DEGREE = (EARTH_RADIUS_NM * Math.PI) / 180;
const POLE_DEG = 90;

/** As words are compared: without marks, case, spaces and hyphens, so that "st petersburg" is "St. Petersburg". */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\s\p{P}]+/gu, '')
    .toLowerCase();

const cellRow = (latitudeDeg: number): number => Math.floor((latitudeDeg + POLE_DEG) / CELL_DEG);
const cellColumn = (longitudeDeg: number): number => Math.floor((normaliseLongitude(longitudeDeg) + 180) / CELL_DEG);
const cellKey = (row: number, column: number): number =>
  row * CELLS_ROUND + (((column % CELLS_ROUND) + CELLS_ROUND) % CELLS_ROUND);

function build(): Tables {
  const all = airportTable();
  const byIcao = new Map(all.map((airport) => [airport.icao, airport]));
  const byIata = new Map<string, Airport>();
  const cells = new Map<number, Indexed[]>();
  for (const airport of all) {
    if (airport.iata !== undefined && !byIata.has(airport.iata)) byIata.set(airport.iata, airport);
    const key = cellKey(cellRow(airport.latitudeDeg), cellColumn(airport.longitudeDeg));
    const indexed = { airport, vector: vectorOf(airport) };
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [indexed]);
    else cell.push(indexed);
  }
  return { all, byIcao, byIata, cells };
}

let built: Tables | undefined;
/** Made at the first question, not at start-up: reading the rows costs milliseconds that the first frame needs. */
function tables(): Tables {
  built ??= build();
  return built;
}

let folded: readonly Named[] | undefined;
function named(): readonly Named[] {
  folded ??= tables().all.map((airport, index) => ({
    airport,
    name: fold(airport.name),
    city: fold(airport.city ?? ''),
    words: airport.name.split(/[\s/()-]+/).map(fold),
    tier: index < handMadeCount ? 0 : airport.iata === undefined ? 2 : 1,
  }));
  return folded;
}

/** The airport of an ICAO location indicator (any case), `undefined` if it is not in the table. */
export const airportByIcao = (icao: string): Airport | undefined => tables().byIcao.get(icao.toUpperCase());

/** The airport of an ICAO or IATA code (any case), ICAO first; `undefined` if neither is in the table. */
export function airportByCode(code: string): Airport | undefined {
  const plain = code.trim().toUpperCase();
  return tables().byIcao.get(plain) ?? tables().byIata.get(plain);
}

/**
 * The airport that a person means by a word: code, then city, then name, whole before beginning before part; among equals the
 * ones written by hand first, then large fields. `undefined` for words of fewer than three letters that are no code, and where
 * nothing fits.
 */
export function findPlace(word: string): Airport | undefined {
  return airportByCode(word) ?? (fold(word).length < SHORTEST_WORD ? undefined : placesLike(word, 1)[0]);
}

/** Shortest word that is looked for inside names: two letters are in every one. */
const SHORTEST_WORD = 3;

/** Airports whose code, city or name begins with or holds the word, best first, at most `limit`. For completion. */
export function placesLike(word: string, limit: number): readonly Airport[] {
  const wanted = fold(word);
  if (wanted === '') return [];
  const ranked: { readonly airport: Airport; readonly rank: number }[] = [];
  for (const candidate of named()) {
    const kind = matchKind(wanted, candidate);
    if (kind !== undefined) ranked.push({ airport: candidate.airport, rank: kind * TIERS + candidate.tier });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ airport }) => airport);
}

/**
 * All airports that a person may mean by a word: the one of a code, else all that fit as well as the best whole city or name
 * ("Moscow": five). Empty where no whole city, name or word of a name fits.
 */
export function placesNamed(word: string): readonly Airport[] {
  const one = airportByCode(word);
  if (one !== undefined) return [one];
  const wanted = fold(word);
  if (wanted.length < SHORTEST_WORD) return [];
  const byKind = (kind: number): readonly Airport[] =>
    named()
      .filter((candidate) => matchKind(wanted, candidate) === kind)
      .map(({ airport }) => airport);
  const inCity = byKind(1);
  return inCity.length > 0 ? inCity : byKind(2);
}

const TIERS = 3;

/** How well the word fits, lower is better; the table is in order of importance, and the sort keeps it among equals. */
function matchKind(wanted: string, { airport, name, city, words }: Named): number | undefined {
  const iata = airport.iata?.toLowerCase() ?? '';
  const icao = airport.icao.toLowerCase();
  if (iata === wanted || icao === wanted) return 0;
  const whole = wanted.length >= SHORTEST_WORD;
  if (whole && city === wanted) return 1;
  if (whole && (name === wanted || words.includes(wanted))) return 2;
  if (icao.startsWith(wanted) || iata.startsWith(wanted)) return 3;
  if (city.startsWith(wanted)) return 4;
  if (name.startsWith(wanted) || words.some((word) => word.startsWith(wanted))) return 5;
  return whole && (name.includes(wanted) || city.includes(wanted)) ? 6 : undefined;
}

/**
 * The airports within `radiusNm` of a position, nearest first. A radius that is not above 0, or a position that is not a number,
 * has none.
 */
export function airportsNear(
  position: Position,
  radiusNm: NauticalMiles,
): { readonly airport: Airport; readonly distanceNm: NauticalMiles }[] {
  const { latitudeDeg, longitudeDeg } = position;
  if (!(radiusNm > 0) || !Number.isFinite(latitudeDeg) || !Number.isFinite(longitudeDeg)) return [];
  const found: { readonly airport: Airport; readonly distanceNm: NauticalMiles }[] = [];
  const [x, y, z] = vectorOf(position);
  // A cosine too small by a hair keeps the edge in; the exact distance decides.
  const least = Math.cos(Math.min(Math.PI, radiusNm / EARTH_RADIUS_NM)) - 1e-9;
  const { cells } = tables();
  for (const key of cellsWithin(latitudeDeg, longitudeDeg, radiusNm)) {
    for (const { airport, vector } of cells.get(key) ?? []) {
      if (vector[0] * x + vector[1] * y + vector[2] * z < least) continue;
      const distance = distanceNm(position, airport);
      if (distance <= radiusNm) found.push({ airport, distanceNm: distance });
    }
  }
  return found.sort((a, b) => a.distanceNm - b.distanceNm);
}

/** The keys of all cells that a circle can touch; round a pole that is every column. */
function* cellsWithin(latitudeDeg: Degrees, longitudeDeg: Degrees, radiusNm: NauticalMiles): Generator<number> {
  const reach = radiusNm / NM_PER_DEGREE;
  const south = Math.max(-POLE_DEG, latitudeDeg - reach);
  const north = Math.min(POLE_DEG, latitudeDeg + reach);
  const ratio = Math.sin(Math.min(Math.PI / 2, radiusNm / EARTH_RADIUS_NM)) / Math.cos((latitudeDeg * Math.PI) / 180);
  const overPole = north >= POLE_DEG || south <= -POLE_DEG || !(ratio < 1);
  const half = overPole ? 180 : (Math.asin(ratio) * 180) / Math.PI;
  const west = Math.floor((longitudeDeg - half + 180) / CELL_DEG);
  const columns = overPole
    ? CELLS_ROUND
    : Math.min(CELLS_ROUND, Math.floor((longitudeDeg + half + 180) / CELL_DEG) - west + 1);
  for (let row = cellRow(south); row <= cellRow(north); row += 1) {
    for (let column = west; column < west + columns; column += 1) yield cellKey(row, column);
  }
}
