/**
 * The filter language: text to a query, or where and why not. In: anything typed. Out: a query that is ready to be asked, or one
 * clause with the characters it is about. Never throws. Unknown is not false: a term about something unknown does not hold,
 * and `!` of it does (`!alt>1` keeps aircraft of unknown altitude).
 *
 *   query  = or ;                     or     = and , { "or" , and } ;
 *   and    = not , { [ "and" ] , not } ;          (* a blank means and *)
 *   not    = { "!" | "not" } , ( "(" , or , ")" | term ) ;
 *   term   = field , op , value , { "," , value } | view | flag | text ;   (* a comma means or *)
 *   op     = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=" | " lt " | " gt " | " le " | " ge " | " eq " | " ne " ;
 *   value  = word | glob with "*" | a..b | a.. | ..b | '"' text '"' | "/" regex "/" | "?" ;   (* ? = unknown *)
 *   text   = word | '"' text '"' ;    (* any text column, any part of it *)
 *   view   = "limit:" number | "sort:" [ "-" ] column ;   (* not inside brackets, not negated *)
 */
import type { Test } from './field.ts';
import type { FilterError } from './scan.ts';
import { atEnd, next, Refusal, refuse, skipSpace, takeKeyword } from './scan.ts';
import type { Node, ParseState, View } from './term.ts';
import { parseTerm } from './term.ts';

export type { FilterError } from './scan.ts';
export type { Node, View } from './term.ts';

export interface Query {
  readonly text: string;
  readonly node: Node;
  readonly view: View;
  readonly test: Test;
}

export type Parsed = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: FilterError };

export interface ParseOptions {
  /** Areas for `in:` beside the built-in ones: the names in `MatchContext.areas`, lower case. */
  readonly areas?: readonly string[];
}

/** Longer than anyone types; a hostile text costs no more than this. */
const MAX_LENGTH = 2000;
/** Brackets and negations inside each other: keeps the parser off the stack's end. */
const MAX_DEPTH = 40;
/**
 * The query of a text. An empty text is every subject.
 * @returns the query, or the error: its characters lie inside the text
 */
export function parse(text: string, options: ParseOptions = {}): Parsed {
  const state: ParseState = { scanner: { text, at: 0 }, areas: options.areas ?? [], view: {} };
  try {
    if (text.length > MAX_LENGTH) refuse(MAX_LENGTH, text.length, `expected at most ${MAX_LENGTH} characters`);
    const node = parseWhole(state);
    return { ok: true, query: { text, node, view: state.view, test: testOf(node) } };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: inside(error.error, text) };
    throw error;
  }
}

/** At least one character, inside the text, not a blank at its end: there is something to put a caret under. */
function inside(error: FilterError, text: string): FilterError {
  const length = Math.max(1, text.trimEnd().length);
  const from = Math.max(0, Math.min(error.from, length - 1));
  return { from, to: Math.min(Math.max(error.to, from + 1), Math.max(from + 1, length)), text: error.text };
}

function parseWhole(state: ParseState): Node {
  const { scanner } = state;
  skipSpace(scanner);
  if (atEnd(scanner)) return { kind: 'all' };
  const node = parseOr(state, 0);
  skipSpace(scanner);
  if (!atEnd(scanner)) refuse(scanner.at, scanner.at + 1, 'expected no closing bracket here: none is open');
  return node ?? { kind: 'all' };
}

/** `undefined`: view words only. */
function parseOr(state: ParseState, depth: number): Node | undefined {
  const { scanner } = state;
  const began = scanner.at;
  const parts = [parseAnd(state, depth)];
  for (skipSpace(scanner); takeKeyword(scanner, 'or'); skipSpace(scanner)) parts.push(parseAnd(state, depth));
  if (parts.length === 1) return parts[0];
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) refuse(began, scanner.at, 'expected a condition on both sides of or');
  return { kind: 'or', parts: known };
}

function parseAnd(state: ParseState, depth: number): Node | undefined {
  const { scanner } = state;
  const parts: Node[] = [];
  for (let first = true; ; first = false) {
    skipSpace(scanner);
    const before = scanner.at;
    const joined = takeKeyword(scanner, 'and');
    if (joined && first) refuse(before, scanner.at, 'expected a condition before and');
    skipSpace(scanner);
    const here = scanner.at;
    const ends = atEnd(scanner) || next(scanner) === ')' || takeKeyword(scanner, 'or');
    if (ends) {
      if (joined) refuse(before, scanner.at, 'expected a condition after and');
      if (first) refuse(here, Math.max(here + 1, scanner.at), 'expected a condition, such as alt>30000');
      scanner.at = here;
      break;
    }
    const part = parseNot(state, depth);
    if (part !== undefined) parts.push(part);
  }
  const [only] = parts;
  return parts.length <= 1 ? only : { kind: 'and', parts };
}

function parseNot(state: ParseState, depth: number): Node | undefined {
  const { scanner } = state;
  const began = scanner.at;
  let negations = 0;
  for (;;) {
    skipSpace(scanner);
    if (next(scanner) === '!' && scanner.text[scanner.at + 1] !== '=') scanner.at += 1;
    else if (!takeKeyword(scanner, 'not')) break;
    negations += 1;
    if (negations + depth > MAX_DEPTH) refuse(began, scanner.at, 'expected fewer negations');
  }
  skipSpace(scanner);
  if (negations > 0 && (atEnd(scanner) || next(scanner) === ')'))
    refuse(began, scanner.at, 'expected a condition after not');
  const inner = next(scanner) === '(' ? parseGroup(state, depth) : parseTerm(state, depth === 0 && negations === 0);
  if (inner === undefined) return undefined;
  let node = inner;
  for (; negations > 0; negations -= 1) node = { kind: 'not', part: node };
  return node;
}

function parseGroup(state: ParseState, depth: number): Node | undefined {
  const { scanner } = state;
  const opened = scanner.at;
  if (depth >= MAX_DEPTH) refuse(opened, opened + 1, 'expected fewer brackets inside each other');
  scanner.at += 1;
  const node = parseOr(state, depth + 1);
  skipSpace(scanner);
  if (next(scanner) !== ')') refuse(opened, opened + 1, 'expected a closing bracket for this one');
  scanner.at += 1;
  return node;
}

/** The whole as one test. Two-valued: a term about something unknown is false, and its negation is true. */
function testOf(node: Node): Test {
  switch (node.kind) {
    case 'all':
      return () => true;
    case 'term':
      return node.test;
    case 'not': {
      const part = testOf(node.part);
      return (subject, context) => !part(subject, context);
    }
    case 'and': {
      const parts = node.parts.map(testOf);
      return (subject, context) => parts.every((part) => part(subject, context));
    }
    case 'or': {
      const parts = node.parts.map(testOf);
      return (subject, context) => parts.some((part) => part(subject, context));
    }
  }
}
