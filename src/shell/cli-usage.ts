/**
 * A bad order, as a value: what is wrong, where in the command line, what to do. Printed to stderr without a stack, exit 2.
 * Everything shown of the command line has been redacted and cleaned.
 */
import { cellWidth, clean, cutToCells } from '../aero/clean.ts';
import { editDistance } from '../query/nearest.ts';
import { redactUrl } from './redact.ts';

export interface UsageError {
  readonly kind: 'usage-error';
  /** One sentence, without a full stop at the end. */
  readonly what: string;
  /** Which argument is meant, and which characters of it; the whole argument where `from` and `to` are absent. */
  readonly where?: { readonly argument: number; readonly from?: number; readonly to?: number };
  /** What to do about it. */
  readonly hint?: string;
}

export const usageError = (what: string, where?: UsageError['where'], hint?: string): UsageError => ({
  kind: 'usage-error',
  what,
  ...(where === undefined ? {} : { where }),
  ...(hint === undefined ? {} : { hint }),
});

const PROGRAM = 'dprk-watch';
/** With the indent 79 columns; of a longer command line only the word meant is shown. */
const WIDTH = 77;

/** Options whose value is nobody's business, also where we do not know the option. */
const SECRET_OPTION = /^--?(?:[a-z-]*(?:token|key|password|passwd|secret|auth|bearer|credential)s?)$/i;
/** Ours: names a file, not a secret. */
const HARMLESS_OPTION = '--token-file';

/** The arguments without credentials: those in URLs, and what follows an option that sounds like one. */
export function redactArgv(argv: readonly string[]): readonly string[] {
  return argv.map((argument, index) => {
    const before = argv[index - 1] ?? '';
    if (SECRET_OPTION.test(before) && before !== HARMLESS_OPTION && !argument.startsWith('-')) return '…';
    const equals = argument.indexOf('=');
    const flag = argument.slice(0, Math.max(0, equals));
    if (SECRET_OPTION.test(flag) && flag !== HARMLESS_OPTION) return `${flag}=…`;
    return redactUrl(argument);
  });
}

/** An argument as it may be shown: nothing a terminal would obey, quoted where a shell would need it. */
function shown(argument: string): string {
  const safe = clean(argument, { cells: 1000 });
  if (safe === argument && /[^\w@%+=:,./~-]/.test(safe)) return `'${safe}'`;
  return safe === '' ? "''" : safe;
}

/** The command line with carets under the place meant. */
function pointed(argv: readonly string[], where: NonNullable<UsageError['where']>): readonly string[] {
  const words = [PROGRAM, ...redactArgv(argv).map(shown)];
  const word = words[where.argument + 1] ?? '';
  const argument = argv[where.argument] ?? '';
  const quoted = word === `'${argument}'`;
  // Characters can be pointed at only where the argument is shown as it was given.
  const exact = where.from !== undefined && (quoted || word === argument);
  const skipped = exact ? word.slice(0, (where.from ?? 0) + (quoted ? 1 : 0)) : '';
  const marked = exact ? argument.slice(where.from, where.to) : word;
  const before = words
    .slice(0, where.argument + 1)
    .map((one) => `${one} `)
    .join('');
  const column = cellWidth(before + skipped);
  const carets = '^'.repeat(Math.max(1, cellWidth(marked)));
  const line = words.join(' ');
  if (cellWidth(line) <= WIDTH) return [line, ' '.repeat(column) + carets];
  // Too long for one screen line: the word meant alone, its place at the beginning.
  const tail = skipped.length > WIDTH / 2 ? `…${skipped.slice(-20)}` : skipped;
  const alone = cutToCells(tail + word.slice(skipped.length), WIDTH);
  return [alone, ' '.repeat(cellWidth(tail)) + carets.slice(0, Math.max(1, cellWidth(alone) - cellWidth(tail)))];
}

/**
 * The lines for stderr: the sentence, the command line with carets under what is meant, what to do.
 * @param argv the arguments as given (without node and script)
 */
export function usageLines(error: UsageError, argv: readonly string[]): readonly string[] {
  const place = error.where === undefined ? [] : pointed(argv, error.where).map((line) => `  ${line}`);
  return [`${PROGRAM}: ${error.what}`, ...place, ...(error.hint === undefined ? [] : [error.hint])];
}

/** Words of more letters are not compared: nobody mistypes those, and the comparison is quadratic. */
const LONGEST_WORD = 40;

/** The known name nearest to what was typed, `undefined` when none is near enough to be what was meant. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  if (typed.length > LONGEST_WORD) return undefined;
  const word = typed.toLowerCase();
  const allowed = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
  const begins = known.filter((name) => word.length >= 3 && name.startsWith(word));
  if (begins.length === 1) return begins[0];
  return known
    .map((name) => ({ name, distance: editDistance(word, name), length: Math.abs(name.length - word.length) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance || a.length - b.length)[0]?.name;
}
