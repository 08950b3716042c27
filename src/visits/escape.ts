/**
 * Text from outside, made harmless for the file that it goes into. In: any text. Out: one line that a terminal can only print and that
 * the format can only read as text: no markup, no link, no table cell, no element that its sender chose.
 */
import { clean } from '../aero/clean.ts';

/** Longer statements are no statements. */
const CELLS = 2000;
/**
 * What Markdown (CommonMark, and GitHub's tables, formulas and mentions) gives a meaning to anywhere in a line. Round brackets are
 * nothing without square ones.
 */
const MARKDOWN = /[\\`*_[\]<>#|~$@&]/g;
/** A line that begins with one of these is a list, a rule or a heading. */
const BULLET_START = /^(\s*)([-+])/;
const NUMBER_START = /^(\s*\d+)([.)])/;
/** XML 1.0 forbids these even as references; `clean` leaves none, but a file must be well formed whatever comes. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** For a Markdown page: a paragraph, a list item or a table cell. */
export const markdown = (value: unknown): string =>
  clean(value, { cells: CELLS })
    .replace(MARKDOWN, (sign) =>
      sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : sign === ':' ? '&#58;' : `\\${sign}`,
    )
    .replace(BULLET_START, '$1\\$2')
    .replace(NUMBER_START, '$1\\$2')
    // Addresses become links by themselves on many pages; without a colon or a dot they do not.
    .replaceAll('://', '&#58;//')
    .replace(/www\./gi, 'www&#46;');

/** For XML: content and attributes alike. */
export const xml = (value: unknown): string =>
  clean(value, { cells: CELLS })
    .replace(NOT_XML, '')
    .replace(/[&<>"']/g, (sign) => XML[sign] ?? '');

/** For JSON and GeoJSON: JSON's own writer escapes, this takes away what a terminal would obey. */
export const plain = (value: unknown): string => clean(value, { cells: CELLS });

/** An address that may be printed as a link: http or https, printable, without anything that ends a link. `undefined`: none. */
export function webAddress(value: unknown): string | undefined {
  const text = clean(value, { cells: CELLS });
  return /^https?:\/\/[^\s<>()[\]"'`\\|]+$/i.test(text) ? text : undefined;
}
