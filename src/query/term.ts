/**
 * One term of the filter language: a field with its values, a flag, a text, or a view word. In: the scanner at its first
 * character. Out: a node ready to be asked, or nothing for view words, which go to the state. Refuses by `refuse`.
 */
import type { Test } from './field.ts';
import { fieldNames, fieldOf } from './fields.ts';
import { COLUMN_BREAK, flagOf, joinedText, textColumns } from './flags.ts';
import { nearest } from './nearest.ts';
import { foldCase, foldRegistration, patternOf } from './pattern.ts';
import type { Operator, RawValue, Scanner } from './scan.ts';
import {
  next,
  refuse,
  skipSpace,
  takeName,
  takeNearValue,
  takeOperator,
  takeQuoted,
  takeRegex,
  takeValue,
} from './scan.ts';

export type Node =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  /** `source` is the term as typed, without the blanks around it; `words` says it in a sentence. */
  | { readonly kind: 'term'; readonly source: string; readonly words: string; readonly test: Test };

export interface View {
  readonly limit?: number;
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

const MAX_LIMIT = 100_000;
/** Columns of the table that are not fields of the filter. */
const EXTRA_COLUMNS = ['dist', 'dfnj'];

/** Where the parser is and what it has gathered beside the conditions. */
export interface ParseState {
  readonly scanner: Scanner;
  readonly areas: readonly string[];
  view: View;
}

/** The term here; `undefined` for `limit:` and `sort:`, which are refused where not `viewAllowed`. */
export function parseTerm(state: ParseState, viewAllowed: boolean): Node | undefined {
  const { scanner } = state;
  const from = scanner.at;
  if (next(scanner) === '"') return textTerm(scanner, takeQuoted(scanner), from);
  if (next(scanner) === '/') return textTerm(scanner, takeRegex(scanner), from);
  const name = takeName(scanner);
  const field = fieldOf(name);
  const isView = /^(?:limit|sort)$/i.test(name);
  const nameEnd = scanner.at;
  const operator = takeOperator(scanner, field !== undefined || isView);
  if (operator === undefined) {
    if (name === '') refuse(from, from + 1, 'expected a field, a word or a bracket');
    if (/^(?:and|or|not)$/i.test(name))
      refuse(from, nameEnd, `expected a condition, not ${name.toLowerCase()} (as a text: "${name}")`);
    const flag = flagOf(name);
    if (flag !== undefined) return { kind: 'term', source: name, words: flag.words, test: flag.test };
    return textTerm(scanner, { kind: 'word', text: name, from, to: nameEnd }, from);
  }
  if (isView) return viewWord(state, name.toLowerCase(), operator, from, viewAllowed);
  if (field === undefined) return unknownField(name, operator, from, nameEnd, scanner.at);
  const values = field.values === 'near' ? nearValue(scanner) : listOfValues(scanner, field.regexes);
  if (values.length === 0) refuse(from, scanner.at, `expected ${field.expects}`);
  const compiled = field.compile({ operator, values, from, to: scanner.at, areas: state.areas });
  return { kind: 'term', source: scanner.text.slice(from, scanner.at), ...compiled };
}

function unknownField(name: string, operator: Operator, from: number, nameEnd: number, end: number): never {
  if (name === '') refuse(from, end, `expected a field before ${operator}, such as alt>30000`);
  const meant = nearest(name, [...fieldNames, 'limit', 'sort']);
  const hint = meant === undefined ? ' (put quotes round a text with : in it)' : `, did you mean ${meant}?`;
  return refuse(from, nameEnd, `expected a field: there is no ${name.slice(0, 40)}${hint}`);
}

function nearValue(scanner: Scanner): readonly RawValue[] {
  skipSpace(scanner);
  const value = takeNearValue(scanner);
  return value === undefined ? [] : [value];
}

function listOfValues(scanner: Scanner, regexes: boolean): readonly RawValue[] {
  const values: RawValue[] = [];
  for (;;) {
    const before = scanner.at;
    skipSpace(scanner);
    const value = takeValue(scanner, regexes);
    if (value === undefined) {
      if (values.length > 0) refuse(before - 1, before, 'expected another value after the comma');
      return values;
    }
    values.push(value);
    if (next(scanner) !== ',') return values;
    scanner.at += 1;
  }
}

/** A bare text: any part of any text column; in the registration hyphens and blanks do not count. */
function textTerm(scanner: Scanner, value: RawValue, from: number): Node {
  const source = scanner.text.slice(from, scanner.at);
  if (value.kind !== 'regex' && value.text.trim() === '')
    refuse(value.from, value.to, 'expected a text between the quotes');
  const pattern = patternOf(value, foldCase, false);
  const ofRegistration = patternOf(value, foldRegistration, false);
  // A text of nothing but hyphens would be part of every registration.
  const inRegistration = value.kind === 'regex' || foldRegistration(value.text).replaceAll('*', '') !== '';
  const part = pattern.part?.includes(COLUMN_BREAK) === true ? undefined : pattern.part;
  return {
    kind: 'term',
    source,
    words: `any text ${pattern.words}`,
    test: (subject) => {
      const { registration } = subject;
      if (registration !== undefined) {
        if (inRegistration && ofRegistration.test(foldRegistration(registration))) return true;
        if (part === undefined && pattern.test(foldCase(registration))) return true;
      }
      if (part !== undefined) return joinedText(subject).includes(part);
      return textColumns(subject).some((text) => text !== undefined && pattern.test(foldCase(text)));
    },
  };
}

function viewWord(state: ParseState, name: string, operator: Operator, from: number, allowed: boolean): undefined {
  const { scanner } = state;
  const [value, second] = listOfValues(scanner, false);
  const to = scanner.at;
  if (!allowed)
    refuse(from, to, `expected ${name} outside brackets and without not: it is about the view, not a condition`);
  if (operator !== ':' && operator !== '=') refuse(from, to, `expected : after ${name}`);
  if (second !== undefined) refuse(second.from, second.to, `expected one value after ${name}:`);
  const text = value?.text ?? '';
  if (name === 'limit') {
    const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) refuse(value?.from ?? from, to, 'expected a number of rows: limit:20');
    state.view = { ...state.view, limit };
    return undefined;
  }
  const descending = text.startsWith('-');
  const typed = text.replace(/^[+-]/, '').toLowerCase();
  const column = EXTRA_COLUMNS.includes(typed) ? typed : fieldOf(typed)?.name;
  if (column === undefined) {
    const meant = nearest(typed, [...fieldNames, ...EXTRA_COLUMNS]);
    const hint = meant === undefined ? 'sort:alt or sort:-alt' : `did you mean sort:${descending ? '-' : ''}${meant}?`;
    refuse(value?.from ?? from, to, `expected a column: ${hint}`);
  }
  state.view = { ...state.view, sort: { column: column ?? typed, descending } };
  return undefined;
}
