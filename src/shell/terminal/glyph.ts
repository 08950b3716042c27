/**
 * What a cell holds: graphemes as numbers. A single code point is its own number; a cluster gets one above U+10FFFF.
 * Says how many cells a grapheme takes (as Ink's layout believes) and whether every terminal agrees with that.
 */
import stringWidth from 'string-width';

export const SPACE = 0x20;
/** The second cell of a wide glyph. */
export const TAIL = -1;

const CLUSTERS_START = 0x11_0000;
/** Clusters kept at once; the next ones lose their marks. */
const MOST_CLUSTERS = 8192;
/** UTF-16 units in one grapheme: the longest family emoji has 11, a stack of marks meant to cover the screen has hundreds. */
const LONGEST_CLUSTER = 24;
const REPLACEMENT = 0xff_fd;

export interface Glyph {
  readonly id: number;
  /** Cells: 0 (not shown), 1 or 2. */
  readonly width: 0 | 1 | 2;
}

interface Cluster {
  readonly text: string;
  readonly codePoints: number;
}

const clusters: Cluster[] = [];
const glyphs = new Map<string, Glyph>();
const agreed = new Map<number, boolean>();
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Tags (U+E0000..U+E007F) carry invisible text; lone surrogates become U+FFFD. */
const tidy = (segment: string): string => segment.toWellFormed().replace(/[\u{e0000}-\u{e007f}]/gu, '');

const makeGlyph = (segment: string): Glyph => {
  const tidied = tidy(segment);
  const text = tidied.length > LONGEST_CLUSTER ? String.fromCodePoint(tidied.codePointAt(0) ?? REPLACEMENT) : tidied;
  const cells = stringWidth(text);
  const first = text.codePointAt(0);
  if (cells === 0 || first === undefined) return { id: SPACE, width: 0 };
  const width = cells >= 2 ? 2 : 1;
  const single = text.length === (first > 0xff_ff ? 2 : 1);
  if (single) return { id: first, width };
  if (clusters.length >= MOST_CLUSTERS) return makeGlyph(String.fromCodePoint(first));
  return { id: CLUSTERS_START + clusters.push({ text, codePoints: [...text].length }) - 1, width };
};

/** The glyph of one grapheme cluster. Control characters and invisible ones have width 0. */
export const glyphOf = (segment: string): Glyph => {
  const known = glyphs.get(segment);
  if (known !== undefined) return known;
  const glyph = makeGlyph(segment);
  if (glyphs.size >= 2 * MOST_CLUSTERS) glyphs.clear();
  glyphs.set(segment, glyph);
  return glyph;
};

/** Cuts text (no control characters in it) into the graphemes a terminal shows. */
export const graphemes = (text: string): Iterable<Intl.SegmentData> => segmenter.segment(text);

/** The text that draws a glyph; the second cell of a wide one is drawn by the first. */
export const glyphText = (id: number): string => {
  if (id < 0) return '';
  if (id < CLUSTERS_START) return String.fromCodePoint(id);
  return clusters[id - CLUSTERS_START]?.text ?? ' ';
};

const isAgreed = (id: number): boolean => {
  const text = glyphText(id);
  const base = text.codePointAt(0) ?? SPACE;
  const marks = text.slice(base > 0xff_ff ? 2 : 1);
  if (!/^[\u0300-\u036f]*$/.test(marks)) return false;
  if (/^[\p{Emoji_Presentation}\p{Mn}\p{Me}\p{Mc}\p{Cn}\p{Co}]/u.test(text)) return false;
  const isJamo = (base >= 0x11_00 && base <= 0x11_ff) || (base >= 0xa9_60 && base <= 0xa9_7f) || base >= 0xd7_b0;
  const isWideForm = (base >= 0xf9_00 && base <= 0xfa_ff) || (base >= 0xff_01 && base <= 0xff_60) || base >= 0x2_00_00;
  return !isJamo || isWideForm;
};

/**
 * Whether all terminals give this glyph the same number of cells. They do for letters, ideographs, Hangul syllables, boxes and
 * braille, with or without combining marks; they do not for emoji, joined sequences and scripts with conjuncts.
 */
export const isWidthAgreed = (id: number): boolean => {
  if (id < 0x3_00) return true;
  const known = agreed.get(id);
  if (known !== undefined) return known;
  const value = isAgreed(id);
  if (agreed.size >= 2 * MOST_CLUSTERS) agreed.clear();
  agreed.set(id, value);
  return value;
};

/** The most cells that a terminal which does not join the parts of a glyph may give it. */
export const mostCells = (id: number): number => 2 * (clusters[id - CLUSTERS_START]?.codePoints ?? 1);
