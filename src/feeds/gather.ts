/**
 * Where a decoder collects what one message gives. In: rows and refusals as they are read. Out: the `Decoded` of the message.
 * Mutable while one message is being decoded and never after.
 */
import type { EpochMs } from '../aero/units.ts';
import { preview, type RowContext, readRow } from './row.ts';
import type { Decoded, Reject, RejectCode, Report } from './types.ts';

export interface Gathering {
  readonly feed: string;
  readonly receivedAt: EpochMs;
  readonly reports: Report[];
  readonly rejects: Reject[];
  readonly faults: Record<string, number>;
  rows: number;
}

/** An empty collection for one message. */
export const gather = (feed: string, receivedAt: EpochMs): Gathering => ({
  feed,
  receivedAt,
  reports: [],
  rejects: [],
  faults: {},
  rows: 0,
});

/** Counts a field that could not be used. */
export const addFault = (gathering: Gathering, fault: string): void => {
  gathering.faults[fault] = (gathering.faults[fault] ?? 0) + 1;
};

/** Refuses something that was no row. */
export const refuse = (gathering: Gathering, code: RejectCode, what: unknown): void => {
  gathering.rejects.push({ feed: gathering.feed, code, at: gathering.receivedAt, text: preview(what) });
};

/** Reads one row: a report with its faults, or a reject. */
export const addRow = (gathering: Gathering, row: unknown, context: RowContext): void => {
  gathering.rows += 1;
  const reading = readRow(row, context);
  if (reading.report === undefined) {
    gathering.rejects.push({
      feed: gathering.feed,
      code: reading.reject,
      at: gathering.receivedAt,
      text: reading.text,
    });
    return;
  }
  gathering.reports.push(reading.report);
  for (const fault of reading.faults) addFault(gathering, fault);
};

/** Refuses one row without reading it. */
export const refuseRow = (gathering: Gathering, code: RejectCode, what: unknown): void => {
  gathering.rows += 1;
  refuse(gathering, code, what);
};

const HTML = /^\s*<(?:!doctype|!--|html|head|body|title|\?xml)/i;

/** Why a text that holds no value of a format is refused. */
export const whyNotJson = (text: string): RejectCode => {
  if (text.trim() === '') return 'empty';
  return HTML.test(text) ? 'html' : 'not-json';
};

/** The message as its decoder hands it on. */
export const gathered = (
  { reports, rejects, faults, rows }: Gathering,
  more: Omit<Decoded, 'reports' | 'rejects' | 'faults' | 'rows'>,
): Decoded => ({ reports, rejects, faults, rows, ...more });
