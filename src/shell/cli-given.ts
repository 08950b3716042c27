/** The options that were given, each read by the reader of its value. In: scanned arguments. Out: values, and the first that is wrong. */
import meow from 'meow';
import type { GivenOption, Scanned } from './cli-scan.ts';
import { canonical } from './cli-scan.ts';
import { OPTIONS } from './cli-tables.ts';
import type { UsageError } from './cli-usage.ts';
import { usageError } from './cli-usage.ts';
import type { Read } from './cli-values.ts';

const camel = (flag: string): string => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Flags as meow gives them: a switch is `undefined` until given, a repeatable one a list. */
function flagsOf(scanned: Scanned): Readonly<Record<string, unknown>> {
  const flags = Object.fromEntries(
    OPTIONS.map((option) => [
      camel(option.flag),
      option.value === undefined
        ? { type: 'boolean' as const }
        : { type: 'string' as const, ...(option.repeatable === true ? { isMultiple: true as const } : {}) },
    ]),
  );
  return meow({
    importMeta: import.meta,
    pkg: { name: 'dprk-watch' },
    description: false,
    autoHelp: false,
    autoVersion: false,
    booleanDefault: undefined,
    argv: canonical(scanned),
    flags,
  }).flags;
}

export interface Values {
  readonly given: (flag: string) => GivenOption | undefined;
  /** A switch; `undefined`: not given. */
  readonly is: (flag: string) => boolean | undefined;
  /** The value of an option under a key of the command; `{}` where it was not given or is wrong, so that it can be spread. */
  readonly read: <K extends string, T>(
    key: K,
    flag: string,
    reader: (text: string) => Read<T>,
  ) => { readonly [P in K]?: T };
  /** Every value of a repeatable option. */
  readonly readAll: <T>(flag: string, reader: (text: string) => Read<T>) => readonly T[];
  /** The first value that was wrong, of those read so far. */
  readonly fault: () => UsageError | undefined;
}

/** Readers over the given options, which have passed `scan`. */
export function givenValues(scanned: Scanned): Values {
  const flags = flagsOf(scanned);
  let fault: UsageError | undefined;
  const given = (flag: string): GivenOption | undefined => scanned.options.find((one) => one.option.flag === flag);
  const textsOf = (flag: string): readonly string[] => {
    const value = flags[camel(flag)];
    return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
  };
  const refuse = (
    option: GivenOption | undefined,
    read: { readonly expected: string; readonly from?: number; readonly to?: number },
  ): void => {
    if (option?.valueArgument === undefined || fault !== undefined) return;
    const base = option.valueFrom ?? 0;
    const place = { from: base + (read.from ?? 0), to: base + (read.to ?? (option.value ?? '').length) };
    fault = usageError(`--${option.option.flag} wants ${read.expected}`, { argument: option.valueArgument, ...place });
  };
  return {
    given,
    is: (flag) => {
      const value = flags[camel(flag)];
      return typeof value === 'boolean' ? value : undefined;
    },
    read: (key, flag, reader) => {
      const [text] = textsOf(flag);
      if (text === undefined) return {};
      const read = reader(text);
      if (read.ok) return Object.fromEntries([[key, read.value]]) as { readonly [P in typeof key]: typeof read.value };
      refuse(given(flag), read);
      return {};
    },
    readAll: (flag, reader) => {
      const options = scanned.options.filter((one) => one.option.flag === flag);
      return textsOf(flag).flatMap((text, index) => {
        const read = reader(text);
        if (read.ok) return [read.value];
        refuse(options[index], read);
        return [];
      });
    },
    fault: () => fault,
  };
}
