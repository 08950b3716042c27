/**
 * How rare a visit is, by aircraft, type, operator, state aircraft and any, on visits that are sure enough (detection.md §5.7). In: a
 * visit and the ledger. Out: statements, each with scope and horizon: never more than the log can know. Visits known to the month
 * only are looked back to, and not counted.
 */
import { typeName } from '../aero/fleet.ts';
import { DAY_MS, type EpochMs } from '../aero/units.ts';
import { dayNumber, daysText, isoDay, longDay, longMonth, ordinal, PYONGYANG_MS } from './days.ts';
import { isHomeField } from './home.ts';
import { beginningOf, isSameVisit, type Ledger } from './ledger.ts';
import { deafText } from './listened.ts';
import { type Flight, ratesOf } from './rates.ts';
import type { Rarity, RarityScope, TimeSpan, Visit } from './types.ts';

/** Detection.md §5.7: less certain visits are not counted. */
const SURE = 0.85;
/** After so long a quiet "first since" says more than a count. */
const FIRST_SINCE_DAYS = 90;
/** The window in which visits are counted together. */
const WINDOW_DAYS = 90;
/** Arrival known to the month only is no day to count from. */
const PRECISE_DAYS = 4;
/** Longest and shortest mean something among so many. */
const LEAST_STAYS = 3;
/** Operators that fly for a State (aero/fleet). */
const STATE_OPERATORS: readonly string[] = ['Russian Air Force', 'Special Flight Squadron Russia'];

interface Dated {
  readonly visit: Visit;
  readonly span: TimeSpan;
}

interface Scope {
  readonly scope: RarityScope;
  /** "Il-62M visit", "visit by RA-86559". */
  readonly name: string;
  readonly has: (visit: Visit) => boolean;
}

const isState = (visit: Visit): boolean => visit.operator !== undefined && STATE_OPERATORS.includes(visit.operator);
/** "Ilyushin Il-62M" is called "Il-62M". */
const shortType = (typecode: string): string => (typeName(typecode) ?? typecode).replace(/^\S+ (?=\S)/, '');

function scopesOf(visit: Visit): readonly Scope[] {
  const { icao24, registration, typecode, operator } = visit;
  const scopes: Scope[] = [];
  if (icao24 !== undefined)
    scopes.push({ scope: 'tail', name: `visit by ${registration ?? icao24}`, has: (other) => other.icao24 === icao24 });
  if (typecode !== undefined)
    scopes.push({ scope: 'type', name: `${shortType(typecode)} visit`, has: (other) => other.typecode === typecode });
  if (operator !== undefined && !/unknown/i.test(operator))
    scopes.push({ scope: 'operator', name: `visit of ${operator}`, has: (other) => other.operator === operator });
  if (isState(visit)) scopes.push({ scope: 'state-aircraft', name: 'visit of a Russian state aircraft', has: isState });
  scopes.push({ scope: 'any', name: 'visit', has: () => true });
  return scopes;
}

const isPrecise = ({ span }: Dated): boolean => span.toAt - span.fromAt <= PRECISE_DAYS * DAY_MS;

/** Where the log starts: with its oldest visit or when the watching began, whichever is earlier. */
export function horizonOf(ledger: Ledger): EpochMs | undefined {
  const starts = ledger.visits.flatMap((visit) => beginningOf(visit)?.fromAt ?? []);
  const all = ledger.watchingSinceAt === undefined ? starts : [...starts, ledger.watchingSinceAt];
  return all.length === 0 ? undefined : Math.min(...all);
}

/** "the log starts 2019-07-01: published reports only, not complete, before 2023-07-31". */
function horizonText(ledger: Ledger, horizonAt: EpochMs, toAt: EpochMs): string {
  const deaf = deafText(ledger.holes ?? [], ledger.watchingSinceAt ?? horizonAt, toAt);
  return `${startText(ledger, horizonAt)}${deaf === undefined ? '' : `; ${deaf}`}`;
}

function startText(ledger: Ledger, horizonAt: EpochMs): string {
  const start = `the log starts ${isoDay(horizonAt)}`;
  const { watchingSinceAt } = ledger;
  if (watchingSinceAt === undefined) return `${start}; published reports only, not complete`;
  if (dayNumber(watchingSinceAt) <= dayNumber(horizonAt)) return start;
  return `${start}; before ${isoDay(watchingSinceAt)} it has published reports only, not complete`;
}

/** The day in Pyongyang, or both where the interval spans two: "31 July or 1 August 2023". */
function localDay(span: TimeSpan): string {
  // An interval that ends at midnight ends with the day before.
  const end = Math.max(span.fromAt, span.toAt - 1);
  const [first, last] = [longDay(span.fromAt, PYONGYANG_MS), longDay(end, PYONGYANG_MS)];
  if (first === last) return first;
  const [day, month, year] = first.split(' ');
  return last.endsWith(` ${year}`) ? `${day} ${month} or ${last}` : `${first} or ${last}`;
}

const whenText = (dated: Dated): string => (isPrecise(dated) ? localDay(dated.span) : longMonth(dated.span.at));
const sinceOf = (dated: Dated): string =>
  isPrecise(dated) ? isoDay(dated.span.at) : isoDay(dated.span.at).slice(0, 'YYYY-MM'.length);

function statementOf(scope: Scope, self: Dated, past: readonly Dated[], ledger: Ledger, horizonAt: EpochMs): Rarity[] {
  const before = past.filter(({ visit }) => scope.has(visit));
  const last = before.at(-1);
  const shared = { scope: scope.scope, horizon: isoDay(horizonAt) };
  const basis = `${before.length} earlier in the log with a probability of ${SURE} or more`;
  const log = horizonText(ledger, horizonAt, self.span.fromAt);
  if (last === undefined) return [{ text: `first ${scope.name} in this log; ${log}`, ...shared, basis }];
  const today = dayNumber(self.span.at);
  const quiet = today - dayNumber(last.span.at);
  const since = sinceOf(last);
  if (quiet >= FIRST_SINCE_DAYS)
    return [{ text: `first ${scope.name} in this log since ${whenText(last)}; ${log}`, ...shared, since, basis }];
  const inWindow = before.filter((one) => isPrecise(one) && today - dayNumber(one.span.at) < WINDOW_DAYS);
  const first = inWindow[0];
  if (first === undefined) return [];
  const days = today - dayNumber(first.span.at) + 1;
  const same = scope.scope === 'tail' ? `, same aircraft as on ${whenText(last)} (Pyongyang date)` : '';
  const count = ordinal(inWindow.length + 1);
  const text =
    scope.scope === 'any' || scope.scope === 'tail'
      ? `${count} visit in ${daysText(days, days)}${scope.scope === 'tail' ? ` by ${scope.name.slice('visit by '.length)}` : ''}${same}`
      : `${count} ${scope.name} in ${daysText(days, days)}`;
  const gap = isPrecise(last)
    ? [{ text: `${daysText(quiet, quiet)} after the arrival of the last ${scope.name}`, ...shared, since, basis }]
    : [];
  return [
    {
      text: `${text}; ${log}`,
      ...shared,
      since: sinceOf(first),
      basis: `${basis}; arrival to arrival, both days counted (UTC)`,
    },
    ...(scope.scope === 'tail' ? gap : []),
  ];
}

function stayOf(self: Visit, past: readonly Dated[], horizonAt: EpochMs): Rarity[] {
  const own = self.groundHours;
  const others = past.flatMap(({ visit }) => (visit.groundHours === undefined ? [] : [visit.groundHours]));
  if (own === undefined || others.length + 1 < LEAST_STAYS) return [];
  const longest = others.every(({ to }) => own.from > to);
  const shortest = others.every(({ from }) => own.to < from);
  if (!longest && !shortest) return [];
  return [
    {
      text: `${longest ? 'longest' : 'shortest'} stay of the ${others.length + 1} in this log whose length is known`,
      scope: 'any',
      horizon: isoDay(horizonAt),
      basis: 'the intervals do not overlap',
    },
  ];
}

/** The flight that brought it, for the rates of its route. */
export const flightIn = (visit: Visit, at: EpochMs): Flight | undefined =>
  visit.airport === undefined ||
  visit.origin === undefined ||
  visit.icao24 === undefined ||
  isHomeField(visit.origin.icao)
    ? undefined
    : {
        id: visit.evidence.find(({ kind }) => kind === 'landing')?.event ?? visit.id,
        icao24: visit.icao24,
        from: visit.origin.icao,
        to: visit.airport,
        at,
        probability: Math.min(visit.probability, visit.origin.probability),
        ...(visit.registration === undefined ? {} : { registration: visit.registration }),
        ...(visit.typecode === undefined ? {} : { typecode: visit.typecode }),
        ...(visit.operator === undefined ? {} : { operator: visit.operator }),
      };

/** What is rare about a visit, against the visits before it. Nothing for one whose beginning is unknown, or that is not sure itself. */
export function rarityOf(visit: Visit, ledger: Ledger): readonly Rarity[] {
  const span = beginningOf(visit);
  const ownHorizon = horizonOf(ledger);
  if (span === undefined || visit.probability < SURE) return [];
  const horizonAt = Math.min(ownHorizon ?? span.fromAt, span.fromAt);
  const past = ledger.visits
    .filter((other) => other.id !== visit.id && other.probability >= SURE)
    .filter((other) => other.provenance === visit.provenance || !isSameVisit(other, visit))
    .flatMap((other) => {
      const begin = beginningOf(other);
      return begin === undefined ? [] : [{ visit: other, span: begin }];
    })
    .filter((other) => other.span.toAt < span.fromAt)
    .sort((a, b) => a.span.at - b.span.at);
  const self: Dated = { visit, span };
  const flight = visit.provenance === 'log' ? flightIn(visit, span.at) : undefined;
  return [
    ...scopesOf(visit).flatMap((scope) => statementOf(scope, self, past, ledger, horizonAt)),
    ...stayOf(visit, past, horizonAt),
    ...(flight === undefined || ledger.watchingSinceAt === undefined
      ? []
      : ratesOf(flight, ledger.flights, ledger.watchingSinceAt, ledger.holes)),
  ];
}
