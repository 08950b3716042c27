/**
 * The settings there are: one row each. In: what stands in the file, or what a person typed. Out: the value, or a sentence. A wrong
 * value costs its own key only, in the lists its own element only: nobody loses a watchlist to one typing mistake.
 */
import { z } from 'zod';
import { parseWatchRule } from '../aero/watchlist.ts';

export interface Settings {
  /** Rules the user has added to the watchlist, as text. */
  readonly watch: readonly string[];
  /** Rules of the shipped watchlist that the user has taken out, as text. */
  readonly unwatch: readonly string[];
  /** The feeds when the command line names none. May hold credentials. */
  readonly feeds: readonly string[];
  readonly theme: string;
  readonly units: 'aviation' | 'metric';
  readonly glyphs: 'auto' | 'unicode' | 'ascii';
  readonly color: 'auto' | 'always' | 'never';
  /** Chords by the id of the key. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Newest first. */
  readonly filterHistory: readonly string[];
  /** Path of the file that holds a feed's key; empty: none. */
  readonly tokenFile: string;
}

export type SettingKey = keyof Settings;

export const DEFAULTS: Settings = Object.freeze({
  watch: Object.freeze([]),
  unwatch: Object.freeze([]),
  feeds: Object.freeze([]),
  theme: 'terminal',
  units: 'aviation',
  glyphs: 'auto',
  color: 'auto',
  keys: Object.freeze({}),
  filterHistory: Object.freeze([]),
  tokenFile: '',
});

/** Far above what a person enters, far below what would slow the start. */
const MOST_ENTRIES = 5000;
const LONGEST_TEXT = 2000;

const text = z.string().max(LONGEST_TEXT, 'it is too long');
const someText = text.min(1, 'it is empty');
const watchRule = someText.refine((rule) => 'rule' in parseWatchRule(rule), {
  error: (issue) => {
    const parsed = parseWatchRule(String(issue.input));
    return 'error' in parsed ? parsed.error.replace(/\.$/, '') : '';
  },
});

interface SettingRow {
  readonly does: string;
  /** The whole value; for a list or a table, of each element. */
  readonly shape: z.ZodType;
  readonly form: 'word' | 'list' | 'table';
}

const oneOf = (...words: readonly [string, ...string[]]): z.ZodType =>
  z.enum(words, `it is none of ${words.join(', ')}`);

export const SETTINGS: Readonly<Record<SettingKey, SettingRow>> = {
  watch: { does: 'watched beside the shipped list', shape: watchRule, form: 'list' },
  unwatch: { does: 'taken out of the shipped list', shape: watchRule, form: 'list' },
  feeds: { does: 'the feeds when the command line names none', shape: someText, form: 'list' },
  theme: { does: 'the colours', shape: someText, form: 'word' },
  units: { does: 'aviation (ft, kt, NM) or metric', shape: oneOf('aviation', 'metric'), form: 'word' },
  glyphs: { does: 'auto, unicode or ascii', shape: oneOf('auto', 'unicode', 'ascii'), form: 'word' },
  color: { does: 'auto, always or never', shape: oneOf('auto', 'always', 'never'), form: 'word' },
  keys: { does: 'chords by the id of the key', shape: z.array(someText).max(MOST_ENTRIES), form: 'table' },
  filterHistory: { does: 'filters used before, newest first', shape: someText, form: 'list' },
  tokenFile: { does: "the file that holds a feed's key", shape: text, form: 'word' },
};

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);

export interface CheckedSetting {
  /** What can be used of it; `undefined`: nothing, the default holds. */
  readonly value?: unknown;
  /** What is wrong, each in a few words that follow the name of the key. */
  readonly faults: readonly string[];
}

const faultOf = (shape: z.ZodType, value: unknown): string | undefined => {
  const parsed = shape.safeParse(value);
  if (parsed.success) return undefined;
  return parsed.error.issues[0]?.message.replace(/^Invalid input: /, '') ?? 'it cannot be used';
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Checks one value; in lists and tables the good elements stay. */
export function checkSetting(key: SettingKey, value: unknown): CheckedSetting {
  const { shape, form } = SETTINGS[key];
  if (form === 'word') {
    const fault = faultOf(shape, value);
    return fault === undefined ? { value, faults: [] } : { faults: [fault] };
  }
  const isRight = form === 'list' ? Array.isArray(value) : isTable(value);
  if (!isRight) return { faults: [form === 'list' ? 'it is not a list' : 'it is not a table'] };
  const entries = Object.entries(value as object);
  const faults: string[] = entries.length > MOST_ENTRIES ? [`only the first ${MOST_ENTRIES} entries are used`] : [];
  const kept = entries.slice(0, MOST_ENTRIES).filter(([name, element]) => {
    const fault = faultOf(shape, element);
    if (fault !== undefined) faults.push(`${form === 'list' ? `entry ${Number(name) + 1}` : `"${name}"`}: ${fault}`);
    return fault === undefined;
  });
  return { value: form === 'list' ? kept.map(([, element]) => element) : Object.fromEntries(kept), faults };
}

/**
 * A value as typed after `config set KEY`: words as they are; lists with commas between, or as JSON; tables as JSON.
 * @returns the value and no faults, or at least one fault
 */
export function readSetting(key: SettingKey, typed: string): CheckedSetting {
  const { form } = SETTINGS[key];
  if (form === 'word') return checkSetting(key, typed);
  if (form === 'list' && !typed.trimStart().startsWith('[')) {
    const pieces = typed.split(',').map((piece) => piece.trim());
    return checkSetting(
      key,
      pieces.filter((piece) => piece !== ''),
    );
  }
  try {
    return checkSetting(key, JSON.parse(typed));
  } catch {
    return {
      faults: [form === 'list' ? 'it is not a JSON list' : 'it is not a JSON object, such as {"name":"value"}'],
    };
  }
}
