/**
 * `dprk-watch report [VISIT]`: one visit as a page or as a file for a map. In: an id, its beginning, a registration or an address;
 * nothing for the newest visit. Out: text on standard output or in a file. Exit 1 where there is no such visit.
 */
import { writeFileSync } from 'node:fs';
import { clean } from '../../aero/clean.ts';
import { normaliseRegistration } from '../../aero/registration.ts';
import type { Ledger } from '../../visits/ledger.ts';
import { beginningOf } from '../../visits/ledger.ts';
import { reportOf, type VisitReport } from '../../visits/report.ts';
import { reportGeojson, reportGpx, reportJson, reportKml } from '../../visits/report-files.ts';
import { reportMarkdown } from '../../visits/report-markdown.ts';
import type { Visit } from '../../visits/types.ts';
import type { ReportFormat } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { jsonText } from '../sink-rows.ts';
import { troubleOf } from '../store-trouble.ts';
import type { CommandIo } from './io.ts';
import { eventsAbout, type LedgerOrder, withLedger } from './ledger.ts';

export interface ReportOrder extends LedgerOrder {
  /** Absent: the newest visit that this program saw, else the newest of all. */
  readonly visit?: string;
  readonly format: ReportFormat;
  /** Absent: standard output. */
  readonly outputFile?: string;
}

const WRITERS: Readonly<Record<ReportFormat, (report: VisitReport) => string>> = {
  md: reportMarkdown,
  json: (report) => jsonText(reportJson(report)),
  geojson: (report) => jsonText(reportGeojson(report)),
  kml: reportKml,
  gpx: reportGpx,
};

/** The visit that a word means: by id or its beginning; by aircraft the newest. `undefined`: none, or several ids begin so. */
export function findVisit(ledger: Ledger, word: string | undefined): Visit | undefined {
  const { visits } = ledger;
  if (word === undefined) return visits.findLast(({ provenance }) => provenance === 'log') ?? visits.at(-1);
  const wanted = word.trim().toLowerCase();
  const exact = visits.find(({ id }) => id === wanted);
  if (exact !== undefined) return exact;
  const begun = visits.filter(({ id }) => wanted.length >= SHORTEST_ID && id.startsWith(wanted));
  if (begun.length > 0) return begun.length === 1 ? begun[0] : undefined;
  const registration = normaliseRegistration(word);
  return visits.findLast(
    (visit) =>
      visit.icao24 === wanted ||
      (visit.registration !== undefined && normaliseRegistration(visit.registration) === registration),
  );
}
/** Fewer digits name nobody in particular. */
const SHORTEST_ID = 4;

/** Writes the report. */
export function runReport(order: ReportOrder, io: CommandIo): Promise<ExitCode> {
  return withLedger(order, io, async ({ ledger, store }) => {
    const visit = findVisit(ledger, order.visit);
    if (visit === undefined || beginningOf(visit) === undefined) {
      const what = order.visit === undefined ? 'no visit is known' : `no visit is ${clean(order.visit, { cells: 60 })}`;
      io.err(`dprk-watch: ${what}. \`dprk-watch visits\` lists them; a visit is named by its id or by its aircraft.`);
      return EXIT.nothing;
    }
    const text = WRITERS[order.format](reportOf(visit, eventsAbout(store, visit.icao24), ledger));
    if (order.outputFile === undefined) {
      for (const line of text.replace(/\n$/, '').split('\n')) {
        if (!io.out(line)) await io.ready();
        if (io.gone()) return EXIT.ok;
      }
      return EXIT.ok;
    }
    try {
      writeFileSync(order.outputFile, text);
    } catch (error) {
      io.err(`dprk-watch: ${clean(order.outputFile, { cells: 200 })}: ${troubleOf(error).reason}`);
      return EXIT.settings;
    }
    return EXIT.ok;
  });
}
