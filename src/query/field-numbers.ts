/** The kinds of fields that are counted: numbers with units, and ages. Made like the ones in `field.ts`. */
import {
  type About,
  anyOf,
  COMPARISON,
  type Compiled,
  checkOperator,
  type Field,
  orderOf,
  orderWords,
  single,
  type Test,
  unknown,
} from './field.ts';
import type { Operator, RawValue } from './scan.ts';
import { refuse } from './scan.ts';
import type { MatchContext, Subject } from './types.ts';
import { parseAge, parseNumber, splitRange, suffixOf, type Units } from './units-parse.ts';

export interface Measure {
  readonly units: Units;
  readonly unitWord: string;
  readonly expects: string;
  /** Values closer than this count as equal: half of the last digit shown. */
  readonly tolerance?: number;
  readonly levels?: boolean;
  /** The circle's length, for directions: ranges go clockwise and may pass it. */
  readonly turn?: number;
}

const HALF = 0.5;
/** With commas between thousands; small numbers keep two digits. */
const grouped = (value: number): string =>
  Math.abs(value) < 10
    ? String(Math.round(value * 100) / 100)
    : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** A field of numbers. */
export function numberField(about: About, read: (subject: Subject) => number | undefined, measure: Measure): Field {
  const { units, unitWord, expects, tolerance = HALF, levels = false, turn } = measure;
  const known: Test = (subject) => read(subject) !== undefined;
  const number = (text: string, value: RawValue, unit = ''): number =>
    parseNumber(text, units, levels, unit) ?? refuse(value.from, value.to, `expected ${expects}`);
  const shown = (value: number): string => `${grouped(value)}${unitWord}`;

  const one = (value: RawValue): Compiled => {
    if (value.kind === 'unknown') return unknown(known);
    if (value.kind === 'regex') return refuse(value.from, value.to, `expected ${expects}`);
    const range = splitRange(value.text);
    if (range === undefined) {
      const wanted = number(value.text, value);
      return {
        test: (subject) => {
          const actual = read(subject);
          return actual !== undefined && Math.abs(actual - wanted) <= tolerance;
        },
        words: `is ${shown(wanted)}`,
      };
    }
    // "1000..3000m" is metres at both ends.
    const low = range[0] === '' ? Number.NEGATIVE_INFINITY : number(range[0], value, suffixOf(range[1]));
    const high = range[1] === '' ? Number.POSITIVE_INFINITY : number(range[1], value);
    if (low > high && turn === undefined) {
      refuse(value.from, value.to, `expected the lower number first: ${range[1]}..${range[0]}`);
    }
    return {
      test: (subject) => {
        const actual = read(subject);
        if (actual === undefined) return false;
        return low <= high ? actual >= low && actual <= high : actual >= low || actual <= high;
      },
      words: rangeWords(low, high, shown),
    };
  };

  return {
    aliases: [],
    ...about,
    operators: COMPARISON,
    expects,
    values: 'list',
    regexes: false,
    known,
    compile: (term) => {
      const order = orderOf(term.operator);
      if (order === undefined) return anyOf(term, about.label, known, term.values.map(one));
      const value = single(term, expects);
      const limit = number(value.text, value);
      return {
        test: (subject) => {
          const actual = read(subject);
          return actual !== undefined && order(actual, limit);
        },
        words: `${about.label} ${orderWords(term.operator)} ${shown(limit)}`,
      };
    },
  };
}

function rangeWords(low: number, high: number, shown: (value: number) => string): string {
  if (!Number.isFinite(low)) return `is at most ${shown(high)}`;
  if (!Number.isFinite(high)) return `is at least ${shown(low)}`;
  return `is from ${shown(low)} to ${shown(high)}`;
}

const AGE_EXPECTS = 'an age: 30s 5m 2h 1d';
const AGE_OPERATORS: readonly Operator[] = ['<', '<=', '>', '>=', ':'];

/** A field of ages. An age is never exactly anything, so `:` takes a range or `?` only. */
export function ageField(about: About, read: (subject: Subject, context: MatchContext) => number | undefined): Field {
  const known: Test = (subject, context) => read(subject, context) !== undefined;
  const age = (text: string, value: RawValue): number =>
    parseAge(text) ?? refuse(value.from, value.to, `expected ${AGE_EXPECTS}`);
  const one = (value: RawValue): Compiled => {
    if (value.kind === 'unknown') return unknown(known);
    const range = splitRange(value.text);
    if (range === undefined) {
      age(value.text, value);
      return refuse(value.from, value.to, `expected < or > before an age: ${about.name}<${value.text}`);
    }
    const low = range[0] === '' ? 0 : age(range[0], value);
    const high = range[1] === '' ? Number.POSITIVE_INFINITY : age(range[1], value);
    if (low > high) refuse(value.from, value.to, `expected the shorter age first: ${range[1]}..${range[0]}`);
    return {
      test: (subject, context) => {
        const actual = read(subject, context);
        return actual !== undefined && actual >= low && actual <= high;
      },
      words: `between ${range[0] || '0s'} and ${range[1] || 'any time'}`,
    };
  };
  return {
    aliases: [],
    ...about,
    operators: AGE_OPERATORS,
    expects: AGE_EXPECTS,
    values: 'list',
    regexes: false,
    known,
    compile: (term) => {
      checkOperator(about.name, AGE_OPERATORS, term);
      const order = orderOf(term.operator);
      if (order === undefined) return anyOf(term, about.label, known, term.values.map(one));
      const value = single(term, AGE_EXPECTS);
      const limit = age(value.text, value);
      return {
        test: (subject, context) => {
          const actual = read(subject, context);
          return actual !== undefined && order(actual, limit);
        },
        words: `${about.label} ${term.operator.startsWith('<') ? 'less' : 'more'} than ${value.text}`,
      };
    },
  };
}
