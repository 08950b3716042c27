/**
 * Cuts the countries we need from the npm package `@osm_borders/maritime_1000m` (land and 12 NM of sea, simplified to 1 km; map
 * data © OpenStreetMap contributors, ODbL 1.0) to `src/aero/countries.json`: for each code its rings, each a text of whole numbers,
 * the first corner's longitude and latitude in 1/10,000 of a degree, then the steps to the next corners. The closing corner is left out.
 * In: the package. Out: the file, the same for the same package. Stops when a country is missing.
 * Run it by hand after an update of the package: `node src/build/cut-countries.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The DPRK, its neighbours, and who lies under or beside the ways of Russian and Korean aircraft to it. */
const CODES = [
  ...['KP', 'KR', 'CN', 'RU', 'JP', 'MN', 'TW', 'VN', 'LA', 'MM'],
  ...['KZ', 'KG', 'UZ', 'TJ', 'TM', 'AZ', 'AM', 'GE'],
  ...['UA', 'BY', 'PL', 'LT', 'LV', 'EE', 'FI', 'MD'],
];
/** 0.0001° is 11 m, a hundredth of what the source was simplified to. */
const UNITS_PER_DEGREE = 10_000;

type Ring = readonly (readonly [longitudeDeg: number, latitudeDeg: number])[];
type Geometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Geometry[] };
interface Borders {
  readonly features: readonly { readonly properties: { readonly isoA2?: string }; readonly geometry: Geometry }[];
}

const source = createRequire(import.meta.url).resolve('@osm_borders/maritime_1000m/borders.geo.json');
const borders = JSON.parse(readFileSync(source, 'utf8')) as Borders;

function ringsOf(geometry: Geometry): readonly Ring[] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : geometry.geometries.flatMap(ringsOf);
}

function numbersOf(ring: Ring): readonly number[] {
  const numbers: number[] = [];
  let [lastX, lastY] = [0, 0];
  for (const [longitudeDeg, latitudeDeg] of ring.slice(0, -1)) {
    const x = Math.round(longitudeDeg * UNITS_PER_DEGREE);
    const y = Math.round(latitudeDeg * UNITS_PER_DEGREE);
    if (numbers.length > 0 && x === lastX && y === lastY) continue;
    numbers.push(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  }
  return numbers;
}

const lines = CODES.map((code) => {
  const feature = borders.features.find(({ properties }) => properties.isoA2 === code);
  if (feature === undefined) throw new Error(`The package has no country ${code}.`);
  const rings = ringsOf(feature.geometry).map((ring) => `    ${JSON.stringify(numbersOf(ring).join(' '))}`);
  return `  ${JSON.stringify(code)}: [\n${rings.join(',\n')}\n  ]`;
});
const text = `{\n${lines.join(',\n')}\n}\n`;
writeFileSync(new URL('../aero/countries.json', import.meta.url), text);
process.stdout.write(`${CODES.length} countries, ${(text.length / 1000).toFixed(0)} kB\n`);
