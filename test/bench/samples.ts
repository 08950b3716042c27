/**
 * Prints what every sample file of ../shared/samples becomes: format, rows, reports, rejects by reason, faults. Ends with 1 where a
 * file's reports and refused rows are not its rows. `node test/bench/samples.ts [FOLDER]`
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decodeUnknown, sniff } from '../../src/feeds/index.ts';
import type { Decoded } from '../../src/feeds/types.ts';

const folder = process.argv[2];
const SAMPLES =
  folder === undefined ? new URL('../../../shared/samples/', import.meta.url) : pathToFileURL(`${resolve(folder)}/`);
/** After every time in the samples. */
const RECEIVED_AT = Date.parse('2026-12-01T00:00:00Z');
/** Refusals of a message or a piece of it, which are no rows. */
const NOT_OF_ROWS = new Set(['empty', 'html', 'not-json', 'too-large', 'unknown-shape', 'sequence-gap', 'feed-error']);

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || '-';

const rejectsOf = ({ rejects }: Decoded): Readonly<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { code } of rejects) found[code] = (found[code] ?? 0) + 1;
  return found;
};

const textOf = (name: string): string => {
  const bytes = readFileSync(new URL(name, SAMPLES));
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
};

if (!existsSync(SAMPLES)) {
  console.log('no samples: ../shared/samples is not beside this checkout');
} else {
  const table = [['file', 'format', 'rows', 'reports', 'rejects', 'faults']];
  for (const name of readdirSync(SAMPLES).filter((file) => file !== 'INDEX.md')) {
    const text = textOf(name);
    const format = sniff(text)?.format;
    const decoded = format?.decode(text, RECEIVED_AT, undefined) ?? decodeUnknown(text, RECEIVED_AT, 'unknown');
    const ofRows = decoded.rejects.filter(({ code }) => !NOT_OF_ROWS.has(code)).length;
    if (decoded.rows !== decoded.reports.length + ofRows) process.exitCode = 1;
    table.push([
      ...[name, format?.id ?? 'none', String(decoded.rows), String(decoded.reports.length)],
      ...[counts(rejectsOf(decoded)), counts(decoded.faults)],
    ]);
  }
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
