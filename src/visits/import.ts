/**
 * A person's files: earlier visits, and dated entries. In: text (CSV or JSON). Out: what is good of it, and each row that is not, with
 * its line and what is wrong. A record of `visits --json` is a row, too.
 */
import { z } from 'zod';
import { asRegistration, asTypecode, clean } from '../aero/clean.ts';
import { asIcao24 } from '../aero/icao24.ts';
import type { EpochMs } from '../aero/units.ts';
import type { ContextEntry } from './context.ts';
import { dayOf } from './days.ts';
import { isHomeField } from './home.ts';
import { faultOf } from './import-fault.ts';
import { type RowFault, rowsOf } from './rows.ts';
import type { Visit } from './types.ts';
import { momentOf, type VisitRow, visitOfRow } from './visit-row.ts';
import { visitFromJson } from './wire-read.ts';

/** The columns of a file of visits, in the order in which they are documented. */
export const VISIT_COLUMNS = [
  ...['icao24', 'registration', 'typecode', 'operator', 'airport', 'arrivedFrom', 'arrivedTo', 'departedFrom'],
  ...['departedTo', 'origin', 'next', 'source', 'url', 'certainty', 'probability'],
] as const;
export const CONTEXT_COLUMNS = ['label', 'from', 'to', 'kind', 'source', 'url', 'note'] as const;

/** What a person writes without saying how sure it is, is believed as much as a note. */
const USUAL_PROBABILITY = 0.9;
/** `2023-08-01`, or a time with its zone: a time without one could be any of three. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

const line = (cells: number) =>
  z
    .string()
    .transform((text) => clean(text, { cells }))
    .pipe(z.string().min(1, 'is empty'));
const moment = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => MOMENT.test(text) && dayOf(text) !== undefined && Number.isFinite(momentOf(text, 'first')), {
    message: 'wants a day such as 2023-08-01 (Pyongyang) or a time with its zone such as 2023-07-31T23:12Z',
  });
const read = <T>(reader: (value: unknown) => T | undefined, message: string) =>
  z.string().transform((text, context) => {
    const value = reader(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
const field = read((value) => {
  const text = String(value).toUpperCase();
  return /^(?:[A-Z]{4}|[A-Z]{2}-\d{4})$/.test(text) ? text : undefined;
}, 'wants an ICAO location indicator such as ZKPY');
const webUrl = z
  .string()
  .trim()
  .regex(/^https?:\/\/\S+$/i, 'wants an http or https address');

const A_SHARE = 'wants a number from 0 to 1';

const visitShape = z
  .object({
    icao24: read(asIcao24, 'wants six hex digits').optional(),
    registration: read(asRegistration, 'wants a registration such as RA-86559').optional(),
    typecode: read(asTypecode, 'wants a type designator such as IL62').optional(),
    operator: line(80).optional(),
    airport: field.refine(isHomeField, 'is no field in the DPRK').optional(),
    arrivedFrom: moment,
    arrivedTo: moment.optional(),
    departedFrom: moment.optional(),
    departedTo: moment.optional(),
    origin: field.optional(),
    next: field.optional(),
    source: line(500),
    url: webUrl.optional(),
    certainty: line(200).optional(),
    probability: z.coerce.number(A_SHARE).min(0, A_SHARE).max(1, A_SHARE).optional(),
  })
  .refine(
    ({ arrivedFrom, arrivedTo }) => momentOf(arrivedTo ?? arrivedFrom, 'last') >= momentOf(arrivedFrom, 'first'),
    {
      message: 'lies before arrivedFrom',
      path: ['arrivedTo'],
    },
  )
  .refine(
    ({ arrivedFrom, departedFrom, departedTo }) =>
      departedFrom === undefined || momentOf(departedTo ?? departedFrom, 'last') >= momentOf(arrivedFrom, 'first'),
    { message: 'lies before the arrival', path: ['departedTo'] },
  )
  .refine(({ icao24, registration, typecode, operator }) => icao24 ?? registration ?? typecode ?? operator, {
    message: 'is missing, and so are registration, typecode and operator: at least one is needed',
    path: ['icao24'],
  });

const day = z
  .string()
  .refine((text) => dayOf(text) !== undefined && text.length === 10, 'wants a day such as 2023-07-25');
const contextShape = z
  .object({
    label: line(200),
    from: day,
    to: day.optional(),
    kind: z.literal('announcement', 'is either empty or announcement').optional(),
    source: line(500).optional(),
    url: webUrl.optional(),
    note: line(500).optional(),
  })
  .refine(({ from, to }) => (dayOf(to ?? from) ?? 0) >= (dayOf(from) ?? 0), {
    message: 'lies before from',
    path: ['to'],
  });

const wrong = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${clean(path.join('.'), { cells: 40 })} ${clean(message, { cells: 200 })}`.trim())
    .join('; ')
    .replaceAll('Invalid input: expected string, received undefined', 'is missing')
    .replaceAll(/Invalid input: expected string, received \w+/g, 'wants text');

/** Keys without a value are left away: `undefined` is no value of an optional key. */
const known = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

export interface Imported<T> {
  readonly good: readonly T[];
  readonly faults: readonly RowFault[];
  /** The header is none of such a file: no row could be read. */
  readonly isUnusable?: boolean;
}

/** A record of `visits --json`, taken as a report: what it says of itself stays, its place in our log does not. */
function ownRecord(value: Readonly<Record<string, unknown>>): Visit | undefined {
  if (typeof value['arrived'] !== 'object' || typeof value['id'] !== 'string') return undefined;
  const visit = visitFromJson(value);
  return visit === undefined ? undefined : { ...visit, provenance: 'imported', open: false, rarity: [], context: [] };
}

function visitOf(value: Readonly<Record<string, unknown>>, now: EpochMs): Visit | string {
  const visit = visitIn(value);
  return typeof visit === 'string' ? visit : (faultOf(visit, now) ?? visit);
}

function visitIn(value: Readonly<Record<string, unknown>>): Visit | string {
  const own = ownRecord(value);
  if (own !== undefined) return own;
  const checked = visitShape.safeParse(value);
  if (!checked.success) return wrong(checked.error);
  const { arrivedFrom, arrivedTo, departedFrom, departedTo, probability, ...rest } = checked.data;
  const row = known({
    ...rest,
    arrived: [arrivedFrom, arrivedTo ?? arrivedFrom],
    departed: departedFrom === undefined ? undefined : [departedFrom, departedTo ?? departedFrom],
    probability: probability ?? USUAL_PROBABILITY,
  }) as VisitRow;
  return visitOfRow(row, 'imported');
}

/** A dated entry from loose values, as typed or as in a file; a text says what is wrong. */
export function contextEntryOf(value: Readonly<Record<string, unknown>>): ContextEntry | string {
  const checked = contextShape.safeParse(value);
  if (!checked.success) return wrong(checked.error);
  return known({ ...checked.data, to: checked.data.to ?? checked.data.from }) as ContextEntry;
}

function imported<T extends object>(
  text: string,
  read: (value: Readonly<Record<string, unknown>>) => T | string,
  columns: readonly string[],
  needed: readonly string[],
): Imported<T> {
  const { header, rows, faults } = rowsOf(text);
  const missing = header === undefined ? [] : needed.filter((name) => !header.includes(name));
  const expected = `expected are ${columns.join(', ')}; needed of them ${needed.join(' and ')}`;
  if (header !== undefined && rows.length === 0 && faults[0]?.line === 1)
    return { good: [], faults: [{ line: 1, text: `${faults[0].text}; ${expected}` }], isUnusable: true };
  if (missing.length > 0)
    return {
      good: [],
      faults: [{ line: 1, text: `the header has no column ${missing.join(' and no column ')}; ${expected}` }],
      isUnusable: true,
    };
  const good: T[] = [];
  const bad: RowFault[] = [...faults];
  for (const { line: number, value } of rows) {
    const one = read(value);
    if (typeof one === 'string') bad.push({ line: number, text: one });
    else good.push(one);
  }
  return { good, faults: bad.sort((a, b) => a.line - b.line) };
}

/**
 * The visits of a person's file.
 * @param now what begins later than a day after it has not happened, and is refused; absent: no time is too late
 */
export const importVisits = (text: string, now: EpochMs = Number.POSITIVE_INFINITY): Imported<Visit> =>
  imported(text, (value) => visitOf(value, now), VISIT_COLUMNS, ['arrivedFrom', 'source']);

/** The dated entries of a person's file. */
export const importContext = (text: string): Imported<ContextEntry> =>
  imported(text, contextEntryOf, CONTEXT_COLUMNS, ['label', 'from']);
