/**
 * The one door for text that came from outside: feeds, files, arguments, error messages, close reasons. In: anything. Out: one line
 * that a terminal can only print: escape sequences are gone whole, whatever else is not printable is a visible `·`, and it is no
 * wider than the cells asked for. Beside it the typed fields of the trade, which are validated hard and are `undefined` if unusable.
 */
import stringWidth from 'string-width';

/** Where no width is asked for. Wider than any column of ours, short enough that no sender fills a screen. */
const DEFAULT_CELLS = 500;
/** A longer text is cut before it is read: cleaning must cost the same, whatever is sent. */
const MAX_READ_CHARS = 16_384;
/** More marks on one letter paint over the lines above and below (living scripts need two). */
const MAX_MARKS = 2;
const STAND_IN = '·';
const ELLIPSIS = '…';

const ASCII_PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * ECMA-48 control sequences, 7-bit (ESC x) and 8-bit (C1) forms: OSC ends with BEL or ST, the other strings with ST, both with CAN,
 * SUB, a new ESC, or the end of the text; CSI with its final byte or what cannot belong to it.
 */
const ESCAPES = new RegExp(
  [
    '(?:\\x1b\\]|\\x9d)[^\\x07\\x18\\x1a\\x1b\\x9c]*(?:\\x07|\\x18|\\x1a|\\x9c|\\x1b\\\\)?',
    '(?:\\x1b[PX^_]|[\\x90\\x98\\x9e\\x9f])[^\\x18\\x1a\\x1b\\x9c]*(?:\\x18|\\x1a|\\x9c|\\x1b\\\\)?',
    '(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?',
    '\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?',
  ].join('|'),
  'g',
);
/** Invisible, and terminals disagree on the width of what they follow. */
const VARIATION_SELECTORS = /[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/** Control, format (bidi, zero width, tags), surrogate, private, unassigned; line and paragraph separators; invisible fillers. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;
const SPACES = /\p{Zs}/gu;
const MARKS_WITHOUT_BASE = /^\p{M}+/u;
const STACKED_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cells that the text takes in a terminal: East Asian wide and emoji 2, combining marks 0, ambiguous 1 (Unicode TR 11).
 * @param text already clean; escape sequences count 0
 */
export const cellWidth = (text: string): number => (ASCII_PRINTABLE.test(text) ? text.length : stringWidth(text));

/**
 * The first `cells` cells of the text, the last of them `…` where something was cut. Never splits a letter from its marks.
 * @param text already clean
 */
export const cutToCells = (text: string, cells: number): string => {
  if (ASCII_PRINTABLE.test(text)) {
    if (text.length <= cells) return text;
    return cells < 1 ? '' : text.slice(0, cells - 1) + ELLIPSIS;
  }
  if (cells < 1) return '';
  let used = 0;
  let upTo = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    used += cellWidth(segment);
    if (used <= cells - 1) upTo = index + segment.length;
    if (used > cells) return text.slice(0, upTo) + ELLIPSIS;
  }
  return text;
};

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return '';
};

/**
 * Outside text as one printable line, trimmed, NFC. Idempotent.
 * Escape sequences vanish whole, also unterminated and 8-bit ones; runs of control, bidi, zero-width, tag, private-use and
 * unassigned characters become one `·`; every space becomes U+0020; a letter keeps at most two marks.
 * @param value a string, number or boolean; anything else is ""
 * @param options.cells widest answer in terminal cells (default 500); a cut text ends with `…`
 */
export const clean = (value: unknown, options?: { readonly cells?: number }): string => {
  const cells = options?.cells ?? DEFAULT_CELLS;
  const whole = textOf(value);
  const text = whole.length > MAX_READ_CHARS ? whole.slice(0, MAX_READ_CHARS) : whole;
  if (ASCII_PRINTABLE.test(text)) return cutToCells(text.trim(), cells).trimEnd();
  const printable = text
    .replace(ESCAPES, '')
    .replace(VARIATION_SELECTORS, '')
    .replace(UNPRINTABLE, STAND_IN)
    .replace(SPACES, ' ')
    .normalize('NFC')
    .trim()
    .replace(MARKS_WITHOUT_BASE, '')
    .replace(STACKED_MARKS, '$1');
  return cutToCells(printable.trim(), cells).trimEnd();
};

const HOSTILE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** True where `clean` has no character to take away or to replace: no escape, control, bidi, zero-width, tag, private-use one. */
export const isPrintable = (text: string): boolean => ASCII_PRINTABLE.test(text) || !HOSTILE.test(text);

const CALLSIGN = /^[A-Z0-9](?:[A-Z0-9 ]{0,6}[A-Z0-9])?$/;
/** What an encoder sends before the crew entered anything. */
const NO_CALLSIGN = /^(?:0+|[ @?]*)$/;

/**
 * The callsign (ICAO Doc 8585 form on the wire: up to eight of A–Z 0–9 and space, padded), trimmed.
 * `undefined`: blank, "00000000", "@@@@@@@@", or anything that is no callsign.
 */
export const asCallsign = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return CALLSIGN.test(text) && !NO_CALLSIGN.test(text) ? text : undefined;
};

const SQUAWK = /^[0-7]{4}$/;

/** The Mode A code as text of four octal digits. `undefined`: anything else ("d276" was heard); a number has lost its zeros. */
export const asSquawk = (value: unknown): string | undefined =>
  typeof value === 'string' && SQUAWK.test(value) ? value : undefined;

/** Civil marks, and military serials such as "61-0306", "10+23", "RF-82011", "J.014". */
const REGISTRATION = /^[A-Z0-9][A-Z0-9+./ -]{0,10}[A-Z0-9]$/;

/** The registration in capitals, trimmed; two to twelve of A–Z 0–9 + . / - and space. `undefined`: anything else. */
export const asRegistration = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  if (REGISTRATION.test(value)) return value;
  const text = value.trim().toUpperCase();
  return REGISTRATION.test(text) ? text : undefined;
};

const TYPECODE = /^[A-Z][A-Z0-9]{1,3}$/;
/** ICAO Doc 8643: "no designator has been assigned". */
const NO_TYPECODE = 'ZZZZ';

/** The aircraft type designator of ICAO Doc 8643, two to four of A–Z 0–9. `undefined`: anything else, and "ZZZZ". */
export const asTypecode = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const text = TYPECODE.test(value) ? value : value.trim().toUpperCase();
  return TYPECODE.test(text) && text !== NO_TYPECODE ? text : undefined;
};
