/**
 * Our own bug, on its way out: a report file for its owner only, and one line on stderr that says where it is. In: what was thrown, the
 * command line, the last notices. Out: exit code 1. Secrets are taken out before anything is written; nothing is sent anywhere.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { clean } from '../aero/clean.ts';
import type { EpochMs } from '../aero/units.ts';
import { EXIT } from './cli-exit.ts';
import { redactArgv } from './cli-usage.ts';
import { ensurePrivateDir, PRIVATE_FILE_MODE } from './paths.ts';
import { redactUrl } from './redact.ts';

export interface Crash {
  readonly error: unknown;
  readonly version: string;
  /** Without node and script. */
  readonly argv: readonly string[];
  /** The last lines that were said to the user, oldest first. */
  readonly notices: readonly string[];
  readonly at: EpochMs;
  /** Node's version, platform, TERM and the like: words without secrets. */
  readonly surroundings: Readonly<Record<string, string>>;
}

/** What the log may need and no more: a loop of errors must not fill the disk. */
const MOST_NOTICES = 20;
const LONGEST_STACK_LINES = 60;
const LINE_CELLS = 500;

/** The thrown value as text, causes included; never throws, whatever was thrown. */
function stackOf(error: unknown): string {
  try {
    return error instanceof Error
      ? inspect(error, { depth: 2, breakLength: 120 })
      : `thrown: ${inspect(error, { depth: 2 })}`;
  } catch {
    return 'thrown: something that cannot be shown';
  }
}

const safe = (line: string): string => {
  const indent = /^ */.exec(line)?.[0].slice(0, 20) ?? '';
  return indent + clean(redactUrl(line), { cells: LINE_CELLS });
};

/** The report's text, line by line redacted and cleaned. */
export function crashText(crash: Crash): string {
  const stack = stackOf(crash.error).split('\n');
  const lines = [
    'dprk-watch ended because of a fault of its own.',
    '',
    `version: ${crash.version}`,
    `time: ${new Date(crash.at).toISOString()}`,
    `command: dprk-watch ${redactArgv(crash.argv).join(' ')}`,
    ...Object.entries(crash.surroundings).map(([name, value]) => `${name}: ${value}`),
    '',
    ...stack.slice(0, LONGEST_STACK_LINES),
    ...(stack.length > LONGEST_STACK_LINES ? ['…'] : []),
    '',
    'last notices:',
    ...crash.notices.slice(-MOST_NOTICES).map((notice) => `  ${notice}`),
  ];
  return `${lines.map(safe).join('\n')}\n`;
}

/**
 * Writes the report; the terminal has to be restored before. Never throws.
 * @param dir the state folder; `undefined` with `--no-store`: nothing is written, the stack goes to stderr
 * @returns the lines for stderr and the exit code
 */
export function reportCrash(
  crash: Crash,
  dir: string | undefined,
): { readonly stderr: readonly string[]; readonly exitCode: typeof EXIT.nothing } {
  const what = safe(
    crash.error instanceof Error ? `${crash.error.name}: ${crash.error.message}` : String(stackOf(crash.error)),
  ).split('\n')[0];
  const said = `dprk-watch: a fault of its own ended it (${what})`;
  const exitCode = EXIT.nothing;
  if (dir === undefined) return { stderr: [said, ...crashText(crash).trimEnd().split('\n')], exitCode };
  try {
    ensurePrivateDir(dir);
    const stamp = new Date(crash.at).toISOString().replace(/[-:]/g, '').replace('.', '-');
    const path = join(dir, `crash-${stamp}.txt`);
    // `wx`: a report that is there, or a link that somebody laid there, is not written over.
    writeFileSync(path, crashText(crash), { mode: PRIVATE_FILE_MODE, flag: 'wx' });
    return { stderr: [`${said}; the report is ${path}`], exitCode };
  } catch (error) {
    const why = safe(error instanceof Error ? error.message : String(error));
    return {
      stderr: [`${said}; the report could not be written (${why})`, ...crashText(crash).trimEnd().split('\n')],
      exitCode,
    };
  }
}
