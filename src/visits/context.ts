/**
 * Dated entries and how near a visit lies to them, in days from their start and their end. In: a visit's arrival and entries. Out:
 * notes. Nearness is all that is said: no cause, and beside it how often a day lies as near by chance (detection.md §5.8).
 */
import { dayNumber, dayOf, daysText, PYONGYANG_MS } from './days.ts';
import type { ContextNote, ContextRelation, DayRange, TimeSpan, Visit } from './types.ts';

export interface ContextEntry {
  readonly label: string;
  /** `YYYY-MM-DD`, first and last day. */
  readonly from: string;
  readonly to: string;
  /** `announcement`: somebody said in public that this aircraft, or its passengers, came. */
  readonly kind?: 'announcement';
  readonly source?: string;
  readonly url?: string;
  readonly note?: string;
  readonly shipped?: true;
}

/** Beyond this nobody would mention them together (detection.md §5.8). */
const NEAR_DAYS = 14;
/** Days before and after the arrival over which the base rate is counted: half a year each way. */
const BASE_HALF_DAYS = 182;

interface Days {
  readonly start: number;
  readonly end: number;
}

const daysOf = (entry: ContextEntry): Days | undefined => {
  const start = dayOf(entry.from);
  const end = dayOf(entry.to);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
};

/** The days on which the arrival may have fallen, in the zones from UTC to Pyongyang. */
const arrivalDays = (arrived: TimeSpan): DayRange => ({
  from: dayNumber(arrived.fromAt),
  to: dayNumber(arrived.toAt, PYONGYANG_MS),
});

const minus = (range: DayRange, day: number): DayRange => ({ from: range.from - day, to: range.to - day });
const negated = (range: DayRange): DayRange => ({ from: -range.to, to: -range.from });

/** Days between a day and an entry: 0 inside it. */
const gapTo = (day: number, { start, end }: Days): number => Math.max(0, start - day, day - end);

/** Share of the days within half a year of the arrival that lie no farther from some entry than `days`. */
export function baseRate(entries: readonly ContextEntry[], around: number, days: number): number {
  const spans = entries.flatMap((entry) => daysOf(entry) ?? []);
  let near = 0;
  for (let day = around - BASE_HALF_DAYS; day <= around + BASE_HALF_DAYS; day += 1)
    if (spans.some((span) => gapTo(day, span) <= days)) near += 1;
  return near / (2 * BASE_HALF_DAYS + 1);
}

/** "4–5 days after the end of X, 6–7 days after its start". */
function sentence(label: string, relation: ContextRelation, sinceStart: DayRange, sinceEnd: DayRange): string {
  const after = daysText(sinceStart.from, sinceStart.to);
  if (relation === 'during') return `during ${label}, ${after} after its start`;
  if (relation === 'after-end') {
    const start = after.replace(/ days?$/, '');
    return `${daysText(sinceEnd.from, sinceEnd.to)} after the end of ${label}, ${start} after its start`;
  }
  const [toStart, toEnd] = [negated(sinceStart), negated(sinceEnd)];
  const end = daysText(toEnd.from, toEnd.to).replace(/ days?$/, '');
  return `${daysText(toStart.from, toStart.to)} before the start of ${label}, ${end} before its end`;
}

function noteOf(entry: ContextEntry, arrived: TimeSpan, entries: readonly ContextEntry[]): ContextNote | undefined {
  const days = daysOf(entry);
  if (days === undefined) return undefined;
  const range = arrivalDays(arrived);
  const sinceStart = minus(range, days.start);
  const sinceEnd = minus(range, days.end);
  const relation: ContextRelation = sinceEnd.from > 0 ? 'after-end' : sinceStart.to < 0 ? 'before-start' : 'during';
  const distance = relation === 'after-end' ? sinceEnd : relation === 'before-start' ? negated(sinceStart) : sinceStart;
  const farthest = relation === 'during' ? 0 : distance.to;
  if (farthest > NEAR_DAYS) return undefined;
  return {
    label: entry.label,
    days: distance,
    relation,
    sinceStart,
    sinceEnd,
    text: sentence(entry.label, relation, sinceStart, sinceEnd),
    baseRate: Math.round(baseRate(entries, range.from, farthest) * 1000) / 1000,
    ...(entry.source === undefined ? {} : { source: entry.source }),
    ...(entry.url === undefined ? {} : { url: entry.url }),
  };
}

/** The entries within a fortnight of the visit's arrival, nearest first. Without a known arrival there are none. */
export function contextOf(visit: Visit, entries: readonly ContextEntry[]): readonly ContextNote[] {
  const { arrived } = visit;
  if (arrived === undefined) return [];
  const distance = (note: ContextNote): number => (note.relation === 'during' ? 0 : note.days.from);
  return entries
    .flatMap((entry) => noteOf(entry, arrived, entries) ?? [])
    .sort((a, b) => distance(a) - distance(b) || (a.label < b.label ? -1 : 1));
}

/** "7 % of the days within half a year lie as near to an entry of your notes". */
export const baseRateText = (note: ContextNote): string =>
  `for comparison: ${Math.round(note.baseRate * 100)} % of the days within half a year lie as near to some entry`;

/** Whether an entry of the kind `announcement` covers the visit, give or take a day. `false` says nothing about the world. */
export function isAnnounced(visit: Visit, entries: readonly ContextEntry[]): boolean {
  const first = visit.arrived?.fromAt ?? visit.seenAt[0] ?? visit.departed?.fromAt;
  const last = visit.departed?.toAt ?? visit.seenAt.at(-1) ?? visit.arrived?.toAt;
  if (first === undefined || last === undefined) return false;
  return entries.some((entry) => {
    const days = entry.kind === 'announcement' ? daysOf(entry) : undefined;
    return days !== undefined && days.start <= dayNumber(last, PYONGYANG_MS) + 1 && days.end >= dayNumber(first) - 1;
  });
}

/** The only thing that may be said where no entry tells of it. */
export const NO_ANNOUNCEMENT = 'No announcement of this visit in your notes.';
