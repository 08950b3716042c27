/**
 * TABLE of themes: what a tone looks like, as SGR parameters. Tones come from `view`; here is the only place that knows colour. State
 * is never told by colour alone: words and glyphs are in the line already. The 16-colour rows inherit the terminal's own palette and
 * so fit light and dark; 256 and true colour only refine them. Without colour (NO_COLOR) bold, dim and inverse remain.
 */
import type { ThemeName } from '../app/ui-initial.ts';
import type { Line, Tone } from '../view/types.ts';

/** How many colours the terminal is trusted with; decided once, at the start. */
export type ColourLevel = 'none' | '16' | '256' | 'truecolor';

type Tones = Readonly<Record<Tone, string>>;

const mono: Tones = {
  plain: '',
  dim: '2',
  strong: '1',
  accent: '1',
  title: '1',
  good: '',
  note: '1',
  warn: '1',
  alert: '1;7',
  selected: '7',
  key: '1',
};

const terminal: Tones = {
  ...mono,
  accent: '36',
  good: '32',
  note: '35',
  warn: '33',
  alert: '1;31',
};

/** No dim text, and inverse for what must be seen: for projectors, e-ink and tired eyes. */
const contrast: Tones = { ...terminal, dim: '', accent: '1;36', note: '1;35', warn: '1;33', alert: '1;7;31' };

/** Middle lightness (about 55 of 100), readable on black and on white; 16-colour yellow and cyan are not, on white. */
const refined256: Partial<Tones> = {
  accent: '38;5;31',
  good: '38;5;71',
  note: '38;5;133',
  warn: '38;5;172',
  alert: '1;38;5;160',
};
const refinedTrue: Partial<Tones> = {
  accent: '38;2;0;135;175',
  good: '38;2;80;160;80',
  note: '38;2;165;85;165',
  warn: '38;2;205;125;0',
  alert: '1;38;2;215;30;30',
};

type Variants = Readonly<Record<ColourLevel, Tones>>;

export const THEMES: Readonly<Record<ThemeName, Variants>> = {
  terminal: {
    none: mono,
    '16': terminal,
    '256': { ...terminal, ...refined256 },
    truecolor: { ...terminal, ...refinedTrue },
  },
  contrast: {
    none: { ...mono, dim: '', warn: '7' },
    '16': contrast,
    '256': { ...contrast, accent: '1;38;5;31', note: '1;38;5;133', warn: '1;38;5;172' },
    truecolor: { ...contrast, accent: '1;38;2;0;135;175', note: '1;38;2;165;85;165', warn: '1;38;2;205;125;0' },
  },
  mono: { none: mono, '16': mono, '256': mono, truecolor: mono },
};

/** A theme at a colour level, with the rows it has painted: a line is painted once, for it never changes. */
export interface Palette {
  readonly tones: Tones;
  readonly painted: WeakMap<Line, string>;
}

const palettes = new Map<string, Palette>();

/** The palette of a theme's name; an unknown name (an old settings file) gives `terminal`. The same arguments give the same object. */
export function paletteOf(theme: string, colour: ColourLevel): Palette {
  const variants = Object.hasOwn(THEMES, theme) ? THEMES[theme as ThemeName] : THEMES.terminal;
  const key = `${theme} ${colour}`;
  let palette = palettes.get(key);
  if (palette === undefined) {
    palette = { tones: variants[colour], painted: new WeakMap() };
    palettes.set(key, palette);
  }
  return palette;
}

const RESET = '\u001b[0m';

/** The line as one string with its colours; spans of one tone are one run, and every run ends where it began: without attributes. */
export function paint(line: Line, palette: Palette): string {
  const known = palette.painted.get(line);
  if (known !== undefined) return known;
  let out = '';
  let open = '';
  for (const { text, tone } of line) {
    if (text === '') continue;
    const sgr = palette.tones[tone];
    if (sgr !== open) {
      if (open !== '') out += RESET;
      if (sgr !== '') out += `\u001b[${sgr}m`;
      open = sgr;
    }
    out += text;
  }
  if (open !== '') out += RESET;
  palette.painted.set(line, out);
  return out;
}
