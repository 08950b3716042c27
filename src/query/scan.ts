/**
 * Reading a filter's text piece by piece: blanks, words, quoted texts, regular expressions, operators. In: the text and a place
 * in it. Out: pieces with the characters they came from, so that an error can point at them. Offsets are UTF-16 units, as in
 * `String.slice`. Refusals are thrown inside this room and caught by `parse`.
 */

export interface FilterError {
  /** The characters that are wrong: `from` … `to` (exclusive), at least one, inside the text. */
  readonly from: number;
  readonly to: number;
  /** One clause that says what was expected. */
  readonly text: string;
}

/** Thrown by `refuse`, caught by `parse`, seen by nobody else. */
export class Refusal extends Error {
  readonly error: FilterError;
  constructor(error: FilterError) {
    super(error.text);
    this.error = error;
  }
}

/** Ends the parse: the characters `from` … `to` are not what was expected. */
export function refuse(from: number, to: number, text: string): never {
  throw new Refusal({ from, to, text });
}

export type Operator = ':' | '=' | '!=' | '>' | '>=' | '<' | '<=';

/** One value after an operator, as typed. */
export interface RawValue {
  readonly kind: 'word' | 'quoted' | 'regex' | 'unknown';
  /** Without quotes or slashes. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Scanner {
  readonly text: string;
  at: number;
}

const SPACE = /\s*/y;
const OPERATOR = /!=|>=|<=|:|=|>|</y;
const WORD_OPERATOR = /\s+(lt|gt|le|ge|eq|ne)\s+(?=[^\s)])/iy;
const WORD_OPERATORS: Readonly<Record<string, Operator>> = { lt: '<', gt: '>', le: '<=', ge: '>=', eq: '=', ne: '!=' };
const NAME = /(?:(?!!=)[^\s()":=<>])+/y;
const VALUE = /[^\s(),"]+/y;
const NEAR_VALUE = /(?:"[^"]*"|[^\s()"])+(?:\s+lt\s+[^\s()"]+)?/iy;
const REGEX = /\/((?:\\.|[^\\/])*)\//y;
const WORDS = /(and|or|not)(?=[\s()!"]|$)/iy;

/** The match of a sticky expression here, which is then behind the scanner; `undefined` if it does not match. */
function take(scanner: Scanner, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = scanner.at;
  const found = sticky.exec(scanner.text);
  if (found === null) return undefined;
  scanner.at = sticky.lastIndex;
  return found;
}

export function skipSpace(scanner: Scanner): void {
  take(scanner, SPACE);
}

export const atEnd = (scanner: Scanner): boolean => scanner.at >= scanner.text.length;
export const next = (scanner: Scanner): string => scanner.text[scanner.at] ?? '';

/** Takes `and`, `or` or `not` if it stands here as a word of its own; case does not matter. */
export function takeKeyword(scanner: Scanner, keyword: 'and' | 'or' | 'not'): boolean {
  const before = scanner.at;
  if (take(scanner, WORDS)?.[1]?.toLowerCase() === keyword) return true;
  scanner.at = before;
  return false;
}

/** A word that may be a field's name: up to a blank, a bracket, a quote or an operator. Empty if there is none. */
export const takeName = (scanner: Scanner): string => take(scanner, NAME)?.[0] ?? '';

/**
 * The operator after a name. For the name of a field blanks may stand around it, and the words lt, gt, le, ge, eq, ne count;
 * `:>` is `>`. `undefined`, and nothing taken, if there is none.
 */
export function takeOperator(scanner: Scanner, afterField: boolean): Operator | undefined {
  const before = scanner.at;
  if (afterField) {
    const word = take(scanner, WORD_OPERATOR)?.[1]?.toLowerCase();
    if (word !== undefined) return WORD_OPERATORS[word];
    skipSpace(scanner);
  }
  const operator = take(scanner, OPERATOR)?.[0] as Operator | undefined;
  if (operator === undefined) {
    scanner.at = before;
    return undefined;
  }
  if (operator !== ':') return operator;
  const second = next(scanner);
  return second === '<' || second === '>' || second === '='
    ? ((take(scanner, OPERATOR)?.[0] ?? ':') as Operator)
    : operator;
}

/** A text in double quotes, which has to be closed; it holds no quotes itself. The scanner stands on the first quote. */
export function takeQuoted(scanner: Scanner): RawValue {
  const from = scanner.at;
  const end = scanner.text.indexOf('"', from + 1);
  if (end < 0) refuse(from, scanner.text.length, 'expected a closing quote');
  scanner.at = end + 1;
  return { kind: 'quoted', text: scanner.text.slice(from + 1, end), from, to: end + 1 };
}

/** A regular expression between slashes. The scanner stands on the first slash. */
export function takeRegex(scanner: Scanner): RawValue {
  const from = scanner.at;
  const found = take(scanner, REGEX);
  if (found === undefined) return refuse(from, scanner.text.length, 'expected a closing slash: /text/');
  return { kind: 'regex', text: found[1] ?? '', from, to: scanner.at };
}

/** One value; `undefined` if none stands here. */
export function takeValue(scanner: Scanner, regexes: boolean): RawValue | undefined {
  if (next(scanner) === '"') return takeQuoted(scanner);
  if (regexes && next(scanner) === '/') return takeRegex(scanner);
  return wordValue(scanner, VALUE);
}

/** A place with a distance, which may hold commas, quotes and `<`. */
export const takeNearValue = (scanner: Scanner): RawValue | undefined => wordValue(scanner, NEAR_VALUE);

function wordValue(scanner: Scanner, sticky: RegExp): RawValue | undefined {
  const from = scanner.at;
  const text = take(scanner, sticky)?.[0];
  if (text === undefined) return undefined;
  return { kind: text === '?' ? 'unknown' : 'word', text, from, to: scanner.at };
}
