/**
 * Finds the JSON values in a stretch of text that may hold several of them, joined by line ends, commas or nothing, and may stop in
 * the middle of one. In: text. Out: the values, the junk between them, and the unfinished rest.
 * A value that cannot go on (a raw line end in a string, a bracket that closes another) is junk, so that one bad line costs itself.
 */

export interface JsonPiece {
  readonly text: string;
  /** `undefined`: the text is junk (JSON itself has no undefined). */
  readonly value?: unknown;
}

export interface JsonPieces {
  readonly pieces: readonly JsonPiece[];
  /** What may still become a value when more text comes. */
  readonly rest: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** Where the string ends that opens at `from`: the index after it, −1 if the text ends first, −2 at a raw line end. */
const afterString = (text: string, from: number): number => {
  for (let index = from + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    if (code === BACKSLASH) index += 1;
    else if (code === LINE_FEED) return -2;
  }
  return -1;
};

type Ending = { readonly kind: 'whole' | 'broken'; readonly end: number } | { readonly kind: 'unfinished' };

/** Follows the value that opens at `from` to its end. */
const follow = (text: string, from: number): Ending => {
  const open: number[] = [];
  let before = COMMA;
  let index = from;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const inside = open[open.length - 1];
    if (code === QUOTE) {
      const after = afterString(text, index);
      if (after === -1) return { kind: 'unfinished' };
      if (after === -2) return { kind: 'broken', end: text.indexOf('\n', index) };
      index = after;
      before = code;
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      // In an object a value follows a colon: anything else is the next line's value after a line that was cut off.
      if (inside === OPEN_BRACE && before !== COLON) return { kind: 'broken', end: index };
      open.push(code);
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (inside !== (code === CLOSE_BRACE ? OPEN_BRACE : OPEN_BRACKET)) return { kind: 'broken', end: index + 1 };
      open.pop();
      if (open.length === 0) return { kind: 'whole', end: index + 1 };
    }
    if (code > SPACE) before = code;
    index += 1;
  }
  return { kind: 'unfinished' };
};

const isBetween = (code: number): boolean => code <= SPACE || code === COMMA || code === 0xfeff;

/** Where junk that starts at `from` ends: at a line end or where an object opens; −1 if the text ends first. */
const afterJunk = (text: string, from: number): number => {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED || code === OPEN_BRACE) return index;
  }
  return -1;
};

/** JSON.parse as a value. `undefined`: not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Where the line ends that holds `from`, without the commas and blanks at its end. */
const lineEnd = (text: string, from: number): { readonly end: number; readonly trimmed: number } => {
  const feed = text.indexOf('\n', from);
  const end = feed === -1 ? text.length : feed;
  let trimmed = end;
  while (trimmed > from && isBetween(text.charCodeAt(trimmed - 1))) trimmed -= 1;
  return { end, trimmed };
};

/**
 * The values of the text, in order. Total, linear.
 * @param text any text; a leading byte order mark and stray commas and blanks between values are passed over
 */
export const jsonPieces = (text: string): JsonPieces => {
  const pieces: JsonPiece[] = [];
  let index = 0;
  // One value a line is the rule and is parsed without looking at it twice. A line that is not so is not tried again.
  let triedTo = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (isBetween(code)) {
      index += 1;
      continue;
    }
    if (code !== OPEN_BRACE && code !== OPEN_BRACKET) {
      const end = afterJunk(text, index);
      if (end === -1) return { pieces, rest: text.slice(index) };
      pieces.push({ text: text.slice(index, end) });
      index = end;
      continue;
    }
    if (index >= triedTo) {
      const { end, trimmed } = lineEnd(text, index);
      const last = text.charCodeAt(trimmed - 1);
      triedTo = end;
      if (last === CLOSE_BRACE || last === CLOSE_BRACKET) {
        const line = text.slice(index, trimmed);
        const value = parseJson(line);
        if (value !== undefined) {
          pieces.push({ text: line, value });
          index = end;
          continue;
        }
      }
    }
    const ending = follow(text, index);
    if (ending.kind === 'unfinished') return { pieces, rest: text.slice(index) };
    const slice = text.slice(index, ending.end);
    const value = ending.kind === 'whole' ? parseJson(slice) : undefined;
    pieces.push(value === undefined ? { text: slice } : { text: slice, value });
    index = ending.end;
  }
  return { pieces, rest: '' };
};

/** True for a JSON object: neither null nor an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * All values of a message that ought to be one JSON value and may be several joined (two replies in one text were seen).
 * `junk`: every stretch that is none, also an unfinished end. Blank text has neither.
 */
export const messageValues = (
  text: string,
): { readonly values: readonly unknown[]; readonly junk: readonly string[] } => {
  const one = parseJson(text);
  if (one !== undefined) return { values: [one], junk: [] };
  // A page may well have JSON in its scripts; it is a page all the same.
  if (/^\s*</.test(text)) return { values: [], junk: [text] };
  const { pieces, rest } = jsonPieces(text);
  const values: unknown[] = [];
  const junk: string[] = [];
  for (const piece of pieces) {
    if (piece.value === undefined) junk.push(piece.text);
    else values.push(piece.value);
  }
  if (rest !== '') junk.push(rest);
  return { values, junk };
};

/** The first value of the text, for telling formats apart. `undefined`: no whole value in it. */
export const firstValue = (text: string): unknown => messageValues(text).values[0];
