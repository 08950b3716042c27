/**
 * Every sign the screen draws, in Unicode and in ASCII, one row each: state is always glyph + word + tone, so the ASCII form
 * loses nothing. Each is one cell wide; no emoji, nothing ambiguous inside tables.
 */
export interface Glyphs {
  readonly rule: string;
  readonly divider: string;
  readonly selected: string;
  readonly unread: string;
  readonly up: string;
  readonly part: string;
  readonly down: string;
  readonly warn: string;
  readonly refused: string;
  readonly paused: string;
  readonly play: string;
  readonly climb: string;
  readonly descend: string;
  readonly level: string;
  readonly noTrend: string;
  readonly sortUp: string;
  readonly sortDown: string;
  readonly flown: string;
  readonly ahead: string;
  readonly aircraft: string;
  readonly to: string;
  readonly dot: string;
  readonly isNew: string;
  readonly now: string;
  readonly ellipsis: string;
  readonly degree: string;
  readonly times: string;
  readonly cursor: string;
  readonly pick: string;
  readonly atLeast: string;
  /** From the lowest to the highest; a gap is a blank, never one of these. */
  readonly ramp: readonly string[];
}

const TABLE: { readonly [Name in keyof Glyphs]: readonly [unicode: Glyphs[Name], ascii: Glyphs[Name]] } = {
  rule: ['─', '-'],
  divider: ['│', '|'],
  selected: ['▌', '>'],
  unread: ['●', 'o'],
  up: ['●', '*'],
  part: ['◐', '%'],
  down: ['○', 'o'],
  warn: ['▲', '^'],
  refused: ['✗', 'x'],
  paused: ['‖', '='],
  play: ['▶', '>'],
  climb: ['↗', '/'],
  descend: ['↘', '\\'],
  level: ['→', '-'],
  noTrend: ['·', '.'],
  sortUp: ['▲', '^'],
  sortDown: ['▼', 'v'],
  flown: ['━', '='],
  ahead: ['─', '-'],
  aircraft: ['●', 'o'],
  to: ['›', '>'],
  dot: ['·', '-'],
  isNew: ['✚', '+'],
  now: ['◆', '#'],
  ellipsis: ['…', '~'],
  degree: ['°', ''],
  times: ['×', 'x'],
  cursor: ['█', '_'],
  pick: ['▸', '>'],
  atLeast: ['≥', '>='],
  ramp: [
    ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
    ['.', ':', '-', '=', '+', '*', '#', '@'],
  ],
};

const column = (index: 0 | 1): Glyphs =>
  Object.fromEntries(Object.entries(TABLE).map(([name, pair]) => [name, pair[index]])) as unknown as Glyphs;

const SETS = { unicode: column(0), ascii: column(1) } as const;

/** The signs of a glyph mode. */
export const glyphsOf = (mode: 'unicode' | 'ascii'): Glyphs => SETS[mode];

/** Text with every character outside printable ASCII replaced: for the ASCII mode, where texts may hold `°`, `–` or `é`. */
export function inMode(text: string, mode: 'unicode' | 'ascii'): string {
  if (mode === 'unicode') return text;
  let out = '';
  for (const character of text.normalize('NFD')) {
    if (character >= ' ' && character <= '~') out += character;
    else out += ASCII_FORMS[character] ?? (/\p{M}/u.test(character) ? '' : '?');
  }
  return out;
}

/** What our own sentences use beyond ASCII. */
const ASCII_FORMS: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '·': '-',
  '›': '>',
  '→': '-',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '…': '~',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '±': '+-',
  '°': '',
  '’': "'",
  '“': '"',
  '”': '"',
  '⏎': '<',
  '␣': '_',
};
