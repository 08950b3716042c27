/**
 * What could stand at the cursor: fields and flags, then values that the data has, with how often, then places. In: the line, the
 * cursor and the subjects on the screen. Out: whole new lines, best first. Never throws; a line that is wrong elsewhere is
 * completed all the same.
 */
import { airportByIcao, placesLike } from '../aero/airports.ts';
import type { Field } from './field.ts';
import { fieldOf, fields } from './fields.ts';
import { flags } from './flags.ts';
import { matches } from './match.ts';
import { parse } from './parse.ts';
import type { MatchContext, Subject } from './types.ts';

export interface Suggestion {
  /** The whole new line. */
  readonly text: string;
  /** Where the cursor is then. */
  readonly cursor: number;
  /** What stands in place of the piece under the cursor. */
  readonly insert: string;
  /** What it means, in words. */
  readonly label: string;
  /** How many subjects it holds for; absent where it is no condition yet. */
  readonly count?: number;
}

export interface CompletionData {
  readonly subjects: readonly Subject[];
  readonly context: MatchContext;
  /** At most so many suggestions; 20 if absent. */
  readonly limit?: number;
}

interface Offer {
  readonly insert: string;
  readonly label: string;
  readonly count?: number | undefined;
}

const DEFAULT_LIMIT = 20;
const MAX_PLACES = 5;
/** A wide, a middle and a near circle: rings that a person asks for around Pyongyang. */
const DISTANCES = ['300km', '1000km', '50km'];
/** Where a piece under the cursor begins. */
const PIECE = /(?:"[^"]*"?|[^\s()"])*$/;
const TERM = /^([\p{L}\p{N}_]+)(!=|>=|<=|[:=<>])(.*)$/su;
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u;

const written = (value: string): string =>
  BARE.test(value) && !value.includes('..') ? value : `"${value.replaceAll('"', '')}"`;

/** How many subjects a text holds for; `undefined` while it is not a whole condition. */
function countOf(text: string, { subjects, context }: CompletionData): number | undefined {
  const parsed = parse(text, { areas: Object.keys(context.areas ?? {}) });
  if (!parsed.ok) return undefined;
  return subjects.reduce((count, subject) => count + (matches(parsed.query, subject, context) ? 1 : 0), 0);
}

/**
 * Suggestions for the piece of the line that ends at the cursor.
 * @param cursor characters before it; outside the line it counts as the nearer end
 */
export function complete(text: string, cursor: number, data: CompletionData): readonly Suggestion[] {
  const at = Math.max(0, Math.min(Math.trunc(cursor) || 0, text.length));
  const before = text.slice(0, at);
  const piece = PIECE.exec(before)?.[0] ?? '';
  const negation = /^!*/.exec(piece)?.[0] ?? '';
  const bare = piece.slice(negation.length);
  const head = before.slice(0, before.length - bare.length);
  const rest = text.slice(at);
  const [, name = '', operator = '', typed = ''] = TERM.exec(bare) ?? [];
  const field = fieldOf(name);
  const offers = field === undefined ? wordOffers(bare, data) : valueOffers(field, `${name}${operator}`, typed, data);
  return offers
    .filter(({ insert }) => insert !== bare)
    .slice(0, data.limit ?? DEFAULT_LIMIT)
    .map(({ insert, label, count }) => ({
      text: head + insert + rest,
      cursor: head.length + insert.length,
      insert,
      label,
      ...(count === undefined ? {} : { count }),
    }));
}

/** Fields and flags that begin with what is typed, then registrations, callsigns and types in the data that hold it. */
function wordOffers(typed: string, data: CompletionData): readonly Offer[] {
  const wanted = typed.toLowerCase();
  const offers: Offer[] = fields
    .filter(({ name, aliases }) => [name, ...aliases].some((word) => word.startsWith(wanted)))
    .map(({ name, help, operators }) => ({ insert: `${name}${operators[0] ?? ':'}`, label: help }));
  for (const { name, words } of flags) {
    if (name.startsWith(wanted)) offers.push({ insert: name, label: words, count: countOf(name, data) });
  }
  if (wanted === '') return offers;
  for (const name of ['reg', 'call', 'type']) {
    for (const [value, count] of presentValues(name, data)) {
      if (value.toLowerCase().includes(wanted))
        offers.push({ insert: `${name}:${written(value)}`, label: name, count });
    }
  }
  return offers;
}

/** The distinct values of a field in the data with how many subjects have them, the most frequent first. */
function presentValues(name: string, { subjects }: CompletionData): readonly (readonly [string, number])[] {
  const present = fieldOf(name)?.present;
  if (present === undefined) return [];
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    for (const value of new Set(present(subject))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function valueOffers(field: Field, start: string, typed: string, data: CompletionData): readonly Offer[] {
  if (field.values === 'near') return nearOffers(start, typed, data);
  const comma = typed.lastIndexOf(',') + 1;
  const kept = start + typed.slice(0, comma);
  const last = typed.slice(comma);
  const wanted = last.replaceAll('"', '').toLowerCase();
  const offers: Offer[] = [];
  // What the list names already is not offered again.
  const offered = new Set(
    typed
      .slice(0, comma)
      .split(',')
      .map((value) => value.replaceAll('"', '').toUpperCase()),
  );
  const offer = (value: string, label: string, count?: number): void => {
    if (offered.has(value.toUpperCase())) return;
    offered.add(value.toUpperCase());
    const insert = kept + (value === '?' ? value : written(value));
    offers.push({ insert, label, count: count ?? countOf(insert, data) });
  };
  const values = presentValues(field.name, data);
  for (const fits of [beginsWith, holds]) {
    for (const [value, count] of values)
      if (fits(value.toLowerCase(), wanted)) offer(value, labelOf(field, value), count);
  }
  for (const value of field.offers ?? []) if (value.startsWith(wanted)) offer(value, field.label);
  if (field.places === true && wanted !== '') {
    for (const { icao, name } of placesLike(wanted, MAX_PLACES)) offer(icao, name);
  }
  if (offers.length === 0 && last === '') {
    for (const example of field.examples) {
      if (example.startsWith(start)) offers.push({ insert: example, label: field.help, count: countOf(example, data) });
    }
  }
  return offers;
}

const beginsWith = (value: string, wanted: string): boolean => value.startsWith(wanted);
const holds = (value: string, wanted: string): boolean => value.includes(wanted);
const labelOf = (field: Field, value: string): string =>
  (field.places === true ? airportByIcao(value)?.name : undefined) ?? field.label;

/** Places, and once there is a place, circles around it. */
function nearOffers(start: string, typed: string, data: CompletionData): readonly Offer[] {
  const [, place, sign, distance = ''] = /^(.*?)([<>]=?)(.*)$/s.exec(typed) ?? [];
  if (place !== undefined && sign !== undefined) {
    const circles = /^\d+(?:\.\d+)?$/.test(distance)
      ? [
          ...['km', 'nm', 'mi'].map((unit) => distance + unit),
          ...DISTANCES.filter((circle) => circle.startsWith(distance)),
        ]
      : DISTANCES.filter((circle) => circle.startsWith(distance));
    return [...new Set(circles)]
      .map((circle) => `${start}${place}${sign}${circle}`)
      .map((insert) => ({
        insert,
        label: `within ${insert.slice(insert.lastIndexOf(sign) + sign.length)} of ${place}`,
        count: countOf(insert, data),
      }))
      .filter(({ count }) => count !== undefined);
  }
  const wanted = typed.replaceAll('"', '');
  const offers: Offer[] = placesLike(wanted === '' ? 'ZK' : wanted, MAX_PLACES).map(({ icao, iata, name }) => ({
    insert: `${start}${iata ?? icao}<`,
    label: name,
  }));
  if ('@sel'.startsWith(wanted.toLowerCase())) offers.push({ insert: `${start}@sel<`, label: 'the selected aircraft' });
  return offers;
}
