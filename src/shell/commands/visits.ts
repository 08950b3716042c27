/**
 * `dprk-watch visits`: every visit that is known, oldest first, one a line; `visits import FILE` adds a person's own. In: the store, a
 * file. Out: records of CONTRACT §5, columns, or lines for people. Exit 1 when there is none, or when rows were refused; 2 for a file without a usable header.
 */
import { readFileSync, statSync } from 'node:fs';
import { clean } from '../../aero/clean.ts';
import { DAY_MS, HOUR_MS } from '../../aero/units.ts';
import { annotated } from '../../visits/fold.ts';
import { type Imported, importVisits } from '../../visits/import.ts';
import { beginningOf } from '../../visits/ledger.ts';
import type { RowFault } from '../../visits/rows.ts';
import { isWide, placeText } from '../../visits/say.ts';
import type { TimeSpan, Visit } from '../../visits/types.ts';
import { visitToJson } from '../../visits/wire.ts';
import type { OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { jsonLine, plainLine } from '../sink-rows.ts';
import { troubleOf } from '../store-trouble.ts';
import type { CommandIo } from './io.ts';
import { formFor } from './io.ts';
import { type LedgerOrder, type StoreOrder, withLedger, withStore } from './ledger.ts';

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
const spanCells = (span: TimeSpan | undefined): readonly (string | null)[] => [
  iso(span?.at),
  iso(span?.fromAt),
  iso(span?.toAt),
];

/** The columns of `--plain`, in order. Appending is fine, moving is not. */
export const VISIT_PLAIN_COLUMNS = [
  ...['arrivedAt', 'arrivedFrom', 'arrivedTo', 'departedAt', 'departedFrom', 'departedTo', 'icao24', 'registration'],
  ...['typecode', 'operator', 'airport', 'probability', 'basis', 'hoursFrom', 'hoursAt', 'hoursTo', 'origin', 'next'],
  ...['provenance', 'id'],
] as const;

const visitPlain = (visit: Visit): string =>
  plainLine([
    ...spanCells(visit.arrived),
    ...spanCells(visit.departed),
    ...[
      visit.icao24,
      visit.registration,
      visit.typecode,
      visit.operator,
      visit.airport,
      visit.probability,
      visit.basis,
    ],
    ...[visit.groundHours?.from, visit.groundHours?.at, visit.groundHours?.to, visit.origin?.icao, visit.next?.icao],
    ...[visit.provenance, visit.id],
  ]);

/** How much of a time is said: as much as its interval knows. */
const PRECISIONS: readonly (readonly [widestMs: number, characters: number])[] = [
  [6 * HOUR_MS, 'YYYY-MM-DDTHH:MM'.length],
  [4 * DAY_MS, 'YYYY-MM-DD'.length],
  [45 * DAY_MS, 'YYYY-MM'.length],
];

/** "2023-07-31 23:10Z", "2023-11-22", "2024-07", "2025". */
function beginText(visit: Visit): string {
  const begin = beginningOf(visit);
  if (begin === undefined) return 'unknown';
  const width = begin.toAt - begin.fromAt;
  const characters = PRECISIONS.find(([widest]) => width <= widest)?.[1] ?? 'YYYY'.length;
  const text = (iso(begin.at) ?? '').slice(0, characters).replace('T', ' ');
  return `${visit.arrived === undefined ? 'by ' : ''}${text}${characters > 'YYYY-MM-DD'.length ? 'Z' : ''}`;
}

/** A line for people: when, who, where, how long, how sure, from where we have it. */
function visitForPeople(visit: Visit): string {
  const when = beginText(visit);
  const hours = visit.groundHours;
  const stay = visit.open
    ? 'there still'
    : hours === undefined
      ? 'stay unknown'
      : isWide(hours)
        ? `${hours.from.toFixed(1)}–${hours.to.toFixed(1)} h`
        : `${hours.at.toFixed(1)} h (${hours.from.toFixed(1)}–${hours.to.toFixed(1)})`;
  const from = visit.provenance === 'log' ? visit.basis : visit.provenance;
  const cells: readonly (readonly [string, number])[] = [
    [when, 20],
    [clean(visit.registration ?? visit.icao24 ?? 'not named', { cells: 10 }), 10],
    [clean(visit.typecode ?? '', { cells: 4 }), 4],
    [clean(placeText(visit), { cells: 40 }), 24],
    [stay, 20],
    [`p ${visit.probability.toFixed(2)}`, 6],
    [from, 8],
  ];
  return `${cells.map(([text, width]) => text.padEnd(width)).join('  ')}  ${clean(visit.id, { cells: 40 })}`;
}

const LINES = {
  json: (visit: Visit): string => jsonLine(visitToJson(visit)),
  plain: visitPlain,
  people: visitForPeople,
};

/** Prints the ledger. */
export function runVisits(order: LedgerOrder & { readonly output: OutputForm }, io: CommandIo): Promise<ExitCode> {
  return withLedger(order, io, async ({ ledger }) => {
    const lineOf = LINES[formFor(order.output, io.isTerminal)];
    for (const visit of ledger.visits) {
      if (!io.out(lineOf(annotated(visit, ledger)))) await io.ready();
      if (io.gone()) return EXIT.ok;
    }
    if (ledger.visits.length > 0) return EXIT.ok;
    io.err('dprk-watch: no visit is known.');
    return EXIT.nothing;
  });
}

/** A person's file is small; what is larger is some other file. */
const LARGEST_BYTES = 16 * 1024 * 1024;
/** Faults that are said one by one; the rest is counted. */
const SAID_FAULTS = 20;

/** The text of a person's file, or the sentence why not. */
export function fileText(path: string): { readonly text: string } | { readonly trouble: string } {
  try {
    if (statSync(path).size > LARGEST_BYTES) return { trouble: 'the file is larger than 16 MB' };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return { trouble: 'there is no such file' };
    if (code === 'EISDIR') return { trouble: 'this is a folder' };
    return { trouble: troubleOf(error).reason };
  }
}

/** Says what was wrong with a file's rows. */
export function sayFaults(file: string, faults: readonly RowFault[], io: CommandIo): void {
  const name = clean(file, { cells: 200 });
  for (const { line, text } of faults.slice(0, SAID_FAULTS))
    io.err(`dprk-watch: ${name}:${line}: ${clean(text, { cells: 300 })}`);
  if (faults.length > SAID_FAULTS) io.err(`dprk-watch: and ${faults.length - SAID_FAULTS} rows more`);
}

/**
 * Adds a file of any of the forms that `rowsOf` knows. What is good is kept also where some is not: exit 1 then, 2 for
 * a file that is none of these.
 * @param keep keeps the good ones; answers the trouble, or nothing
 */
export function importFile<T>(
  file: string,
  read: (text: string) => Imported<T>,
  keep: (good: readonly T[]) => string | undefined,
  what: readonly [one: string, many: string],
  io: CommandIo,
): ExitCode {
  const given = fileText(file);
  if ('trouble' in given) {
    io.err(`dprk-watch: ${clean(file, { cells: 200 })}: ${given.trouble}`);
    return EXIT.usage;
  }
  const { good, faults, isUnusable = false } = read(given.text);
  sayFaults(file, faults, io);
  const trouble = good.length === 0 ? undefined : keep(good);
  if (trouble !== undefined) {
    io.err(`dprk-watch: ${trouble}`);
    return EXIT.settings;
  }
  const left = faults.length === 0 ? '' : `, ${faults.length} ${faults.length === 1 ? 'row' : 'rows'} left out`;
  io.err(`dprk-watch: ${good.length} ${good.length === 1 ? what[0] : what[1]} imported${left}`);
  if (isUnusable || (good.length === 0 && faults.length === 0)) return EXIT.usage;
  return faults.length > 0 ? EXIT.nothing : EXIT.ok;
}

/** `visits import FILE`. */
export const runVisitsImport = (file: string, order: StoreOrder, io: CommandIo): Promise<ExitCode> =>
  withStore(order, io, 'write', (store) =>
    importFile(
      file,
      (text) => importVisits(text, order.now()),
      (good) => {
        const done = store?.notes.addVisits(good);
        return done?.ok === false ? done.trouble.reason : undefined;
      },
      ['visit', 'visits'],
      io,
    ),
  );
