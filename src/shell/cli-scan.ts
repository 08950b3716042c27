/**
 * The arguments, one by one, against the table of options: what is a switch, what a value, what neither. In: argv. Out: each
 * given option and word with the number of its argument, or the first thing that is wrong, with its place. Meow gets an argument
 * list only after this has passed it: on its own it prints and exits at an unknown flag, and has no idea of a place.
 */
import type { OptionRow } from './cli-tables.ts';
import { OPTIONS } from './cli-tables.ts';
import type { UsageError } from './cli-usage.ts';
import { nearest, usageError } from './cli-usage.ts';

export interface GivenOption {
  readonly option: OptionRow;
  /** Number of the argument that names it. */
  readonly argument: number;
  readonly on: boolean;
  readonly value?: string;
  /** Number of the argument that holds the value, and where in it the value begins. */
  readonly valueArgument?: number;
  readonly valueFrom?: number;
}

export interface Word {
  readonly text: string;
  readonly argument: number;
}

export interface Scanned {
  readonly kind: 'scanned';
  readonly options: readonly GivenOption[];
  readonly words: readonly Word[];
}

/** Every spelling that is understood, for "did you mean". */
const SPELLINGS: readonly string[] = OPTIONS.flatMap((option) => {
  const yes = option.negated === 'only' ? [] : [`--${option.flag}`];
  return option.negated === undefined ? yes : [...yes, `--no-${option.flag}`];
});

interface Named {
  readonly option: OptionRow;
  readonly on: boolean;
}

function named(flag: string): Named | undefined {
  if (flag.startsWith('--no-')) {
    const option = OPTIONS.find((one) => one.negated !== undefined && one.flag === flag.slice('--no-'.length));
    if (option !== undefined) return { option, on: false };
  }
  const option = OPTIONS.find((one) =>
    flag.startsWith('--') ? one.negated !== 'only' && one.flag === flag.slice(2) : flag === `-${one.short}`,
  );
  return option === undefined ? undefined : { option, on: true };
}

function unknownOption(flag: string, argument: number): UsageError {
  const near = nearest(flag, SPELLINGS);
  const hint = near === undefined ? '`dprk-watch --help` lists all options.' : `Did you mean ${near}? `.trimEnd();
  return usageError('there is no such option', { argument, from: 0, to: flag.length }, hint);
}

/** A word that begins with a dash, other than a lone dash, which is standard input. */
const looksLikeOption = (argument: string): boolean => argument.length > 1 && argument.startsWith('-');

/**
 * Takes the arguments apart. After `--` everything is a word. A value is `--flag=value` or the next argument; one that begins
 * with a dash has to be given with `=`, so that a forgotten value is seen.
 */
export function scan(argv: readonly string[]): Scanned | UsageError {
  const options: GivenOption[] = [];
  const words: Word[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    if (argument === '--') {
      for (let rest = at + 1; rest < argv.length; rest += 1) words.push({ text: argv[rest] ?? '', argument: rest });
      break;
    }
    if (!looksLikeOption(argument)) {
      words.push({ text: argument, argument: at });
      continue;
    }
    const equals = argument.indexOf('=');
    const flag = equals === -1 ? argument : argument.slice(0, equals);
    const found = named(flag);
    if (found === undefined) return unknownOption(flag, at);
    const { option, on } = found;
    const before = options.find((one) => one.option.flag === option.flag);
    if (before !== undefined && option.repeatable !== true) {
      return usageError(`${flag} is given twice`, { argument: at }, 'Give it once.');
    }
    if (option.value === undefined) {
      if (equals !== -1)
        return usageError(`${flag} takes no value`, { argument: at, from: equals, to: argument.length });
      options.push({ option, argument: at, on });
      continue;
    }
    if (equals !== -1) {
      const value = argument.slice(equals + 1);
      options.push({ option, argument: at, on, value, valueArgument: at, valueFrom: equals + 1 });
      continue;
    }
    const value = argv[at + 1];
    if (value === undefined || looksLikeOption(value)) {
      const hint =
        value === undefined ? undefined : `A value that begins with a dash is written ${flag}=${option.value}.`;
      return usageError(`${flag} needs a value: ${option.value}`, { argument: at }, hint);
    }
    options.push({ option, argument: at, on, value, valueArgument: at + 1, valueFrom: 0 });
    at += 1;
  }
  return { kind: 'scanned', options, words };
}

/**
 * The same order, spelled in the one way that meow cannot misread: every value joined to its flag and in double quotes (of which
 * it takes one pair off, also where the quotes were the user's own), words after `--`.
 */
export const canonical = (scanned: Scanned): readonly string[] => [
  ...scanned.options.map(({ option, on, value }) =>
    value === undefined ? `--${on ? '' : 'no-'}${option.flag}` : `--${option.flag}="${value}"`,
  ),
  '--',
  ...scanned.words.map((word) => word.text),
];
