/**
 * What a text may look like: whole, with `*` for any run of characters, part of it, or a regular expression. In: a value as
 * typed. Out: a test of folded text. Case never counts; in registrations hyphens and blanks do not either.
 */
import { normaliseRegistration } from '../aero/registration.ts';
import { compileRegex } from './regex.ts';
import type { RawValue } from './scan.ts';
import { refuse } from './scan.ts';

/** How texts of a field are made comparable. */
export type Fold = (text: string) => string;

export const foldCase: Fold = (text) => text.trim().toLowerCase();
export const foldRegistration: Fold = (text) => normaliseRegistration(text).toLowerCase();

export interface Pattern {
  readonly test: (foldedText: string) => boolean;
  /** For `explain`: "is IL62", "begins …". */
  readonly words: string;
  /** Of a pattern that is part of a text: that part, folded. */
  readonly part?: string;
}

/**
 * The pattern of one value.
 * @param whole true: the text must be the value; false: it must hold it
 */
export function patternOf(value: RawValue, fold: Fold, whole: boolean): Pattern {
  if (value.kind === 'regex') {
    const compiled = compileRegex(value.text);
    if ('error' in compiled) return refuse(value.from, value.to, `expected ${compiled.error} in the pattern`);
    return { test: compiled.test, words: `matches /${value.text}/` };
  }
  const glob = value.kind === 'word' && value.text.includes('*');
  if (glob) return { test: globTest(fold(value.text).split('*'), whole), words: `is like ${value.text}` };
  const wanted = fold(value.text);
  const shown = value.kind === 'quoted' ? `"${value.text}"` : value.text;
  return whole
    ? { test: (text) => text === wanted, words: `is ${shown}` }
    : { test: (text) => text.includes(wanted), words: `contains ${shown}`, part: wanted };
}

/** Pieces in their order with anything between them; linear, because the first place that fits is always good enough. */
function globTest(pieces: readonly string[], whole: boolean): (text: string) => boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  const middle = whole ? pieces.slice(1, -1) : pieces;
  return (text) => {
    if (whole && (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)))
      return false;
    let at = whole ? first.length : 0;
    const end = whole ? text.length - last.length : text.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}
