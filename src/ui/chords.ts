/**
 * From what Ink says of the keyboard to chords. In: Ink's input and key flags for one chunk of bytes. Out: the presses in it, each with
 * its chord's name and, where it types something, its text. Over a slow link several presses arrive as one chunk: they are told apart.
 * Refuses key releases and chords of the super and hyper keys.
 */
export interface Press {
  readonly chord: string;
  /** What it types into a prompt; absent for keys that type nothing. */
  readonly text?: string;
}

/** The part of Ink's `Key` that is read here. */
export interface InkKey {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageDown: boolean;
  readonly pageUp: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly meta: boolean;
  readonly super?: boolean;
  readonly hyper?: boolean;
  readonly eventType?: 'press' | 'repeat' | 'release' | undefined;
}

const NAMED: readonly (readonly [flag: keyof InkKey, chord: string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageDown', 'pgdn'],
  ['pageUp', 'pgup'],
  ['home', 'home'],
  ['end', 'end'],
  ['tab', 'tab'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** The presses in one chunk of input, in order; none for what no key of ours is. */
export function pressesOf(input: string, key: InkKey): readonly Press[] {
  if (key.eventType === 'release' || key.super === true || key.hyper === true) return [];
  // Esc and the next key in one chunk look like Meta to Ink. No chord of ours has Meta, so they are what they were.
  const before: readonly Press[] = key.meta ? [{ chord: 'esc' }] : [];
  const named = NAMED.find(([flag]) => key[flag] === true)?.[1];
  if (named !== undefined) return [...before, { chord: modified(named, key) }];
  if (key.ctrl) {
    const letter = input === ' ' ? 'space' : input.toLowerCase();
    return letter === '' ? before : [...before, { chord: `^${letter}` }];
  }
  return [...before, ...[...input].map(pressOf)];
}

function modified(chord: string, { ctrl, shift }: InkKey): string {
  if (ctrl) return `ctrl-${chord}`;
  return shift && chord !== 'enter' && chord !== 'esc' && chord !== 'backspace' ? `shift-${chord}` : chord;
}

/** 0x1a is ^Z: above it, below the blank, only Esc and what no keyboard types. */
const LAST_CONTROL_LETTER = 0x1a;
const BEFORE_A = 0x60;

function pressOf(character: string): Press {
  if (character === ' ') return { chord: 'space', text: ' ' };
  if (character === '\r' || character === '\n') return { chord: 'enter' };
  if (character === '\t') return { chord: 'tab' };
  if (character === '\u007f' || character === '\b') return { chord: 'backspace' };
  if (character === '\u001b') return { chord: 'esc' };
  const code = character.codePointAt(0) ?? 0;
  if (code > 0 && code <= LAST_CONTROL_LETTER) return { chord: `^${String.fromCodePoint(code + BEFORE_A)}` };
  return { chord: character, text: character };
}

/** Presses that gather between two reads on a stalled link stay under this; a paste into a terminal without paste marks does not. */
const TYPED_MOST = 64;
const TYPED_KINDS_MOST = 8;

/** Whether an unmarked chunk can only be a paste: too long to be typed, and no key held down. */
export const isPasteLike = (input: string): boolean =>
  input.length > TYPED_MOST && new Set(input).size > TYPED_KINDS_MOST;
