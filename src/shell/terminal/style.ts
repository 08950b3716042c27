/**
 * What a cell looks like: SGR codes in, small numbers (interned styles) out, and the shortest SGR from one style to another.
 * Style 0 is the terminal's default. Refuses everything that is not colour or one of nine plain attributes.
 */

interface Style {
  /** The SGR parameters of the foreground, `31` or `38;5;12` or `38;2;1;2;3`; empty is the default colour. */
  readonly foreground: string;
  readonly background: string;
  /** A bit of `ATTRIBUTES` each. */
  readonly attributes: number;
}

interface Attribute {
  readonly on: number;
  readonly off: number;
  /** Seen on a blank cell too. */
  readonly onBlank: boolean;
}

const ATTRIBUTES: readonly Attribute[] = [
  { on: 1, off: 22, onBlank: false },
  { on: 2, off: 22, onBlank: false },
  { on: 3, off: 23, onBlank: false },
  { on: 4, off: 24, onBlank: true },
  { on: 5, off: 25, onBlank: false },
  { on: 7, off: 27, onBlank: true },
  { on: 8, off: 28, onBlank: false },
  { on: 9, off: 29, onBlank: true },
  { on: 53, off: 55, onBlank: true },
];

const BLANK_BITS = ATTRIBUTES.reduce((bits, { onBlank }, index) => (onBlank ? bits | (1 << index) : bits), 0);

/** Styles kept at once: our themes have tens, a picture with gradients hundreds. A stranger's ten-thousandth is shown plain. */
const MOST_STYLES = 4096;
/** Remembered SGR readings and transitions; forgotten as a whole, since they are only a shortcut. */
const MOST_REMEMBERED = 16_384;

const PLAIN: Style = { foreground: '', background: '', attributes: 0 };
const styles: Style[] = [PLAIN];
const blanks: number[] = [0];
const ids = new Map<string, number>([['||0', 0]]);
const readings = new Map<string, number>();
const transitions = new Map<number, string>();

const styleOf = (id: number): Style => styles[id] ?? PLAIN;

const intern = (style: Style): number => {
  const key = `${style.foreground}|${style.background}|${style.attributes}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  if (styles.length >= MOST_STYLES) return 0;
  const id = styles.push(style) - 1;
  ids.set(key, id);
  const attributes = style.attributes & BLANK_BITS;
  const foreground = attributes === 0 ? '' : style.foreground;
  blanks[id] = id;
  blanks[id] = intern({ foreground, background: style.background, attributes });
  return id;
};

/** The style a space of this style is drawn like: without what cannot be seen on a blank cell. */
export const blankStyle = (id: number): number => blanks[id] ?? 0;

const byte = (part: string | undefined): number | undefined => {
  const value = part === undefined || part === '' ? 0 : Number(part);
  return Number.isInteger(value) && value >= 0 && value <= 255 ? value : undefined;
};

/** Reads `38;5;n`, `38;2;r;g;b` and their colon forms at `parts[at]`; says how many parts it took. */
const extended = (parts: readonly string[], at: number): { readonly code: string; readonly taken: number } => {
  const first = parts[at] ?? '';
  if (first.includes(':')) {
    const [layer = '', kind, ...rest] = first.split(':');
    const values = (kind === '2' ? rest.slice(-3) : rest.slice(0, 1)).map(byte);
    const whole = values.length === (kind === '2' ? 3 : 1) && values.every((value) => value !== undefined);
    return { code: whole && (kind === '2' || kind === '5') ? [layer, kind, ...values].join(';') : '', taken: 1 };
  }
  const kind = parts[at + 1];
  const count = kind === '5' ? 1 : kind === '2' ? 3 : 0;
  const values = parts.slice(at + 2, at + 2 + count).map(byte);
  const whole = count > 0 && values.length === count && values.every((value) => value !== undefined);
  return { code: whole ? [first, kind, ...values].join(';') : '', taken: 2 + count };
};

const isColour = (code: number, base: number): boolean =>
  (code >= base && code <= base + 7) || (code >= base + 60 && code <= base + 67);

const read = (from: Style, parameters: string): Style => {
  let { foreground, background, attributes } = from;
  const parts = parameters.split(';');
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    const code = part === '' ? 0 : Number.parseInt(part, 10);
    // 58 is the underline's colour: read, so that its numbers are not taken for codes, and dropped.
    if (code === 38 || code === 48 || code === 58) {
      const colour = extended(parts, at);
      at += colour.taken - 1;
      if (colour.code !== '' && code === 38) foreground = colour.code;
      if (colour.code !== '' && code === 48) background = colour.code;
      continue;
    }
    if (part.includes(':') && !/^4:\d$/.test(part)) continue;
    if (part === '4:0') attributes &= ~(1 << 3);
    else if (code === 0) ({ foreground, background, attributes } = PLAIN);
    else if (isColour(code, 30)) foreground = String(code);
    else if (isColour(code, 40)) background = String(code);
    else if (code === 39) foreground = '';
    else if (code === 49) background = '';
    else
      ATTRIBUTES.forEach(({ on, off }, index) => {
        if (code === on) attributes |= 1 << index;
        if (code === off) attributes &= ~(1 << index);
      });
  }
  return { foreground, background, attributes };
};

/**
 * The style after an SGR sequence.
 * @param id the style before it
 * @param parameters what stands between `ESC [` and `m`: digits, `;` and `:`; unknown codes change nothing (ECMA-48 §8.3.117)
 */
export const readSgr = (id: number, parameters: string): number => {
  if (parameters === '' || parameters === '0') return 0;
  const key = `${id} ${parameters}`;
  const known = readings.get(key);
  if (known !== undefined) return known;
  if (readings.size >= MOST_REMEMBERED) readings.clear();
  const after = intern(read(styleOf(id), parameters));
  readings.set(key, after);
  return after;
};

const onCodes = (attributes: number): readonly string[] =>
  ATTRIBUTES.flatMap(({ on }, index) => ((attributes & (1 << index)) === 0 ? [] : [String(on)]));

const fromScratch = ({ foreground, background, attributes }: Style): string =>
  ['0', ...onCodes(attributes), foreground, background].filter((code) => code !== '').join(';');

const stepwise = (before: Style, after: Style): string => {
  const codes = new Set<string>();
  const gone = before.attributes & ~after.attributes;
  ATTRIBUTES.forEach(({ off }, index) => {
    if ((gone & (1 << index)) !== 0) codes.add(String(off));
  });
  // Code 22 ends bold and dim together: what should stay of the two has to be said again.
  const kept = codes.has('22') ? before.attributes & ~3 : before.attributes;
  for (const code of onCodes(after.attributes & ~kept)) codes.add(code);
  if (before.foreground !== after.foreground) codes.add(after.foreground === '' ? '39' : after.foreground);
  if (before.background !== after.background) codes.add(after.background === '' ? '49' : after.background);
  return [...codes].join(';');
};

/** The shortest SGR sequence that turns one style into another; empty where they are the same. */
export const sgrBetween = (before: number, after: number): string => {
  if (before === after) return '';
  if (after === 0) return '\x1b[m';
  const key = before * MOST_STYLES + after;
  const known = transitions.get(key);
  if (known !== undefined) return known;
  if (transitions.size >= MOST_REMEMBERED) transitions.clear();
  const whole = fromScratch(styleOf(after));
  const step = stepwise(styleOf(before), styleOf(after));
  const sequence = `\x1b[${step.length <= whole.length ? step : whole}m`;
  transitions.set(key, sequence);
  return sequence;
};
