/**
 * The filter as a text that a person edits. In: the text and the filter in force. Out: the new filter, or the old one and where the text
 * is wrong: bad input never changes what is shown. Also the making of terms, quoted so that the language reads them back.
 */
import { parse } from '../query/parse.ts';
import type { UiState } from './ui-state.ts';

type Filter = UiState['filter'];
export type FilterError = NonNullable<NonNullable<UiState['prompt']>['error']>;

/** What is wrong with a filter's text, `undefined` if nothing is. An empty text filters nothing and is right. */
export function filterError(text: string): FilterError | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parse(text);
  return parsed.ok ? undefined : { from: parsed.error.from, to: parsed.error.to, text: parsed.error.text };
}

/** The filter of a text; the one `before` where the text is wrong. A changed text switches a filter that was off on again. */
export function filterOf(text: string, before: Filter): Filter {
  const trimmed = text.trim();
  if (trimmed === '') return before.text === '' && !before.off ? before : { text: '', off: false };
  const parsed = parse(text);
  if (!parsed.ok) return before;
  if (before.text === trimmed && !before.off) return before;
  return { text: trimmed, query: parsed.query, off: false };
}

/** Characters that a word of the language may hold without quotes, whatever stands around it. */
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u;
const KEYWORD = /^(?:and|or|not|lt|gt|limit|sort)$/iu;

/** A value as the language reads it: bare where it can be, else in quotes. */
export const quoted = (value: string): string =>
  BARE.test(value) && !value.includes('..') && !KEYWORD.test(value) ? value : `"${value.replace(/["\\]/gu, '')}"`;

/** The filter's text with one more condition, which must hold too. A term that is there already is not added again. */
export function withTerm(text: string, term: string): string {
  const before = text.trim();
  if (before === '') return term;
  if (` ${before} `.includes(` ${term} `)) return before;
  return /(?:^|[\s)])or(?:$|[\s(])/iu.test(before) ? `(${before}) ${term}` : `${before} ${term}`;
}
