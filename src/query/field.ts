/**
 * What a field of the filter is, and the makers of the plain kinds: texts, numbers, ages, yes/no. A row of the table in
 * `fields.ts` is one call. In: how the field reads a subject. Out: a row that refuses, points and explains by itself.
 * A term about something unknown never holds, whatever the operator; only `?` finds it.
 */
import { type Fold, foldCase, patternOf } from './pattern.ts';
import type { Operator, RawValue } from './scan.ts';
import { refuse } from './scan.ts';
import type { MatchContext, Subject } from './types.ts';

export type Test = (subject: Subject, context: MatchContext) => boolean;

/** A term as read, before it means anything. */
export interface RawTerm {
  readonly operator: Operator;
  /** At least one. */
  readonly values: readonly RawValue[];
  /** The whole term. */
  readonly from: number;
  readonly to: number;
  /** Areas that the settings name beside the built-in ones, lower case. */
  readonly areas?: readonly string[];
}

export interface Compiled {
  readonly test: Test;
  /** The term in words. */
  readonly words: string;
}

/** One row of the table. */
export interface Field {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What it is called in a sentence. */
  readonly label: string;
  readonly operators: readonly Operator[];
  readonly help: string;
  /** Whole terms. */
  readonly examples: readonly string[];
  /** What a value looks like, after "expected". */
  readonly expects: string;
  readonly values: 'list' | 'near';
  /** Whether `/text/` is a regular expression here. */
  readonly regexes: boolean;
  readonly known: Test;
  /** The subject's own values, for completion; absent where listing them helps nobody. */
  readonly present?: (subject: Subject) => readonly string[];
  /** Values that are offered whatever the data. */
  readonly offers?: readonly string[];
  /** Whether places complete it. */
  readonly places?: boolean;
  readonly compile: (term: RawTerm) => Compiled;
}

export type Texts = string | readonly string[] | undefined;
export type About = Pick<Field, 'name' | 'label' | 'help' | 'examples'> & {
  readonly aliases?: readonly string[];
  readonly offers?: readonly string[];
};

export const EQUALITY: readonly Operator[] = [':', '=', '!='];
export const COMPARISON: readonly Operator[] = [':', '=', '!=', '>', '>=', '<', '<='];
const ORDER: Readonly<Partial<Record<Operator, (a: number, b: number) => boolean>>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};
const ORDER_WORDS: Readonly<Partial<Record<Operator, string>>> = {
  '>': 'above',
  '>=': 'at least',
  '<': 'below',
  '<=': 'at most',
};

/** Both sides of a comparison by an ordering operator; `undefined` for `:` `=` `!=`. */
export const orderOf = (operator: Operator): ((a: number, b: number) => boolean) | undefined => ORDER[operator];
export const orderWords = (operator: Operator): string => ORDER_WORDS[operator] ?? 'is';

/** Ends the parse where the operator is not one of the field's. */
export function checkOperator(name: string, allowed: readonly Operator[], { operator, from, to }: RawTerm): void {
  if (!allowed.includes(operator)) refuse(from, to, `expected ${allowed.join(' ')} after ${name}, not ${operator}`);
}

/** The one value that a comparison takes. */
export function single(term: RawTerm, expects: string): RawValue {
  const [value, second] = term.values;
  if (value === undefined) return refuse(term.from, term.to, `expected ${expects}`);
  if (second !== undefined) refuse(second.from, second.to, `expected one value after ${term.operator}, not a list`);
  if (value.kind === 'unknown')
    refuse(value.from, value.to, `expected ${expects} after ${term.operator}: ? goes with : only`);
  return value;
}

/** One test per value, any of which may hold; `!=` turns that round for subjects whose value is known. */
export function anyOf(term: RawTerm, label: string, known: Test, parts: readonly Compiled[]): Compiled {
  const negated = term.operator === '!=';
  const words = parts.map((part) => part.words).join(' or ');
  const [only] = parts;
  const either: Test =
    parts.length === 1 && only !== undefined
      ? only.test
      : (subject, context) => parts.some((part) => part.test(subject, context));
  if (!negated) return { test: either, words: `${label} ${words}` };
  return {
    test: (subject, context) => known(subject, context) && !either(subject, context),
    words: `${label} known and not (${words})`,
  };
}

export const unknown = (known: Test): Compiled => ({
  test: (subject, context) => !known(subject, context),
  words: 'is unknown',
});

const listed = (texts: Texts): readonly string[] =>
  texts === undefined ? [] : typeof texts === 'string' ? (texts === '' ? [] : [texts]) : texts;

/** A field of text. `whole`: `type:IL62` is the whole text; else `op:Koryo` is any part of it, and `=` the whole. */
export function textField(
  about: About,
  read: (subject: Subject) => Texts,
  { whole = true, fold = foldCase }: { readonly whole?: boolean; readonly fold?: Fold } = {},
): Field {
  const known: Test = (subject) => {
    const texts = read(subject);
    return typeof texts === 'string' ? texts !== '' : texts !== undefined && texts.length > 0;
  };
  const expects = `a text, such as ${about.examples[0] ?? about.name}`;
  return {
    aliases: [],
    ...about,
    operators: EQUALITY,
    expects,
    values: 'list',
    regexes: true,
    known,
    present: (subject) => listed(read(subject)),
    compile: (term) => {
      checkOperator(about.name, EQUALITY, term);
      const parts = term.values.map((value): Compiled => {
        if (value.kind === 'unknown') return unknown(known);
        if (fold(value.text) === '') return refuse(value.from, value.to, `expected ${expects}`);
        const pattern = patternOf(value, fold, whole || term.operator !== ':');
        // A pattern may be written with or without the hyphens that do not count.
        const holds = (text: string): boolean =>
          pattern.test(fold(text)) || (value.kind === 'regex' && fold !== foldCase && pattern.test(foldCase(text)));
        const test: Test = (subject) => {
          const texts = read(subject);
          if (texts === undefined) return false;
          return typeof texts === 'string' ? holds(texts) : texts.some(holds);
        };
        return { test, words: pattern.words };
      });
      return anyOf(term, about.label, known, parts);
    },
  };
}

const YES = /^(?:yes|y|true|on|1)$/i;
const NO = /^(?:no|n|false|off|0)$/i;

/** A field that is yes, no or unknown. */
export function yesNoField(about: About, read: (subject: Subject) => boolean | undefined): Field {
  const known: Test = (subject) => read(subject) !== undefined;
  const expects = 'yes, no or ?';
  return {
    aliases: [],
    offers: ['yes', 'no', '?'],
    ...about,
    operators: EQUALITY,
    expects,
    values: 'list',
    regexes: false,
    known,
    compile: (term) => {
      checkOperator(about.name, EQUALITY, term);
      const parts = term.values.map((value): Compiled => {
        if (value.kind === 'unknown') return unknown(known);
        const wanted = YES.test(value.text);
        if (!wanted && !NO.test(value.text)) return refuse(value.from, value.to, `expected ${expects}`);
        return { test: (subject) => read(subject) === wanted, words: wanted ? 'is true' : 'is false' };
      });
      return anyOf(term, about.label, known, parts);
    },
  };
}
