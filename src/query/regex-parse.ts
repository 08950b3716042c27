/**
 * The reading of a regular expression: `.`, classes, `\d \w \s`, groups, `|`, `* + ? {m,n}`, `^ $`. In: the pattern. Out: its
 * tree, letters folded. Refuses, by throwing `BadPattern` to `regex.ts`, look-around, back-references and what is malformed.
 */

const MAX_REPEAT = 50;
const MAX_DEPTH = 20;

export type CharTest = (code: number) => boolean;

export type Tree =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly part: Tree; readonly least: number; readonly most: number };

/** Why a text is no pattern of ours; never leaves the room. */
export class BadPattern extends Error {}
export const bad = (why: string): never => {
  throw new BadPattern(why);
};

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
const isDigit: CharTest = (code) => code >= 48 && code <= 57;
const isWord: CharTest = (code) => isDigit(code) || (lower(code) >= 97 && lower(code) <= 122) || code === 95;
const isBlank: CharTest = (code) => code === 32 || (code >= 9 && code <= 13) || code === 160;
const CLASSES: Readonly<Record<string, CharTest>> = {
  d: isDigit,
  w: isWord,
  s: isBlank,
  D: (code) => !isDigit(code),
  W: (code) => !isWord(code),
  S: (code) => !isBlank(code),
};

/** Recursive descent over the pattern; letters are folded one by one. */
export function parsePattern(pattern: string): Tree {
  let at = 0;
  const peek = (): string => pattern[at] ?? '';

  const choice = (depth: number): Tree => {
    if (depth > MAX_DEPTH) bad('fewer brackets inside each other');
    const parts = [sequence(depth)];
    while (peek() === '|') {
      at += 1;
      parts.push(sequence(depth));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  };

  const sequence = (depth: number): Tree => {
    const parts: Tree[] = [];
    while (at < pattern.length && peek() !== '|' && peek() !== ')') parts.push(repeated(depth));
    return { kind: 'sequence', parts };
  };

  const repeated = (depth: number): Tree => {
    const part = atom(depth);
    const bounds = quantifier();
    if (bounds === undefined) return part;
    if (part.kind === 'start' || part.kind === 'end') bad('something to repeat before * + ? {}');
    if (quantifier() !== undefined) bad('one repetition sign, not two');
    return { kind: 'repeat', part, least: bounds[0], most: bounds[1] };
  };

  const quantifier = (): readonly [number, number] | undefined => {
    const sign = peek();
    if (sign === '*' || sign === '+' || sign === '?') {
      at += 1;
      return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
    }
    const found = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(pattern.slice(at));
    if (found === null) return undefined;
    at += found[0].length;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (least > MAX_REPEAT || (most > MAX_REPEAT && Number.isFinite(most)) || most < least)
      bad(`at most ${MAX_REPEAT} repetitions`);
    return [least, most];
  };

  const atom = (depth: number): Tree => {
    const char = peek();
    at += 1;
    switch (char) {
      case '.':
        return { kind: 'char', test: () => true };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '(': {
        if (peek() === '?' && pattern[at + 1] !== ':') bad('a plain group: look-around and names are not understood');
        if (peek() === '?') at += 2;
        const inner = choice(depth + 1);
        if (peek() !== ')') bad('a closing bracket )');
        at += 1;
        return inner;
      }
      case '[':
        return { kind: 'char', test: charClass() };
      case '\\':
        return { kind: 'char', test: escaped() };
      case '*':
      case '+':
      case '?':
        return bad('something to repeat before * + ?');
      default: {
        const code = lower(char.toLowerCase().charCodeAt(0));
        return { kind: 'char', test: (other) => other === code };
      }
    }
  };

  const escaped = (): CharTest => {
    const char = peek();
    at += 1;
    const named = CLASSES[char];
    if (named !== undefined) return named;
    if (char === '' || /[0-9A-Za-z]/.test(char)) bad('after \\ one of d w s or a sign');
    const code = char.charCodeAt(0);
    return (other) => other === code;
  };

  const charClass = (): CharTest => {
    const negated = peek() === '^';
    if (negated) at += 1;
    const tests: CharTest[] = [];
    for (let first = true; first || peek() !== ']'; first = false) {
      if (at >= pattern.length) bad('a closing bracket ]');
      tests.push(classPart());
    }
    at += 1;
    return (code) => tests.some((test) => test(code)) !== negated;
  };

  const classPart = (): CharTest => {
    const char = peek();
    at += 1;
    if (char === '\\') return escaped();
    const low = char.toLowerCase().charCodeAt(0);
    if (peek() !== '-' || (pattern[at + 1] ?? ']') === ']') return (code) => code === low;
    const high = (pattern[at + 1] ?? '').toLowerCase().charCodeAt(0);
    at += 2;
    if (high < low) bad('a range in order, like a-z');
    return (code) => code >= low && code <= high;
  };

  const tree = choice(0);
  if (at < pattern.length) bad('no closing bracket without an opening one');
  return tree;
}
