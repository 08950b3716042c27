/**
 * The program as it is installed, run by tests as a process: `bin/dprk-watch.js` with its bundle. Where `dist/` is missing or older than
 * the sources the bundle is built into a folder of its own first, so that what is tested is always what is written.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A run that has not ended by then hangs: it is killed, and its exit code is `null`. */
const HUNG_AFTER_MS = 20_000;

const newestIn = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );

/** Path of the script to run with this Node. Built at most once a test file; gone with it. */
export const builtProgram = (): string => {
  const main = join(root, 'dist', 'main.js');
  const script = join('bin', 'dprk-watch.js');
  if (existsSync(main) && statSync(main).mtimeMs >= newestIn(join(root, 'src'))) return join(root, script);
  const folder = mkdtempSync(join(tmpdir(), 'dprk-watch-built-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['src', 'bin', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const built = spawnSync(process.execPath, [join(folder, 'src', 'build', 'bundle.ts')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the program could not be built: ${built.stderr}`);
  return join(folder, script);
};

/** Surroundings without what would change colours, settings or feeds; loopback never goes through a proxy. */
export const plainEnvironment = (
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string | undefined>> => {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', ...more };
};

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when this is on standard error. */
  readonly says: (text: string) => Promise<void>;
  /** Resolves when this is on standard output. */
  readonly writes: (text: string) => Promise<void>;
  readonly ended: Promise<Ended>;
}

export interface Launch {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; closed at once where it is absent. */
  readonly input?: string;
}

export interface Program {
  readonly script: string;
  readonly start: (args: readonly string[], launch?: Launch) => Running;
  readonly run: (args: readonly string[], launch?: Launch) => Promise<Ended>;
}

/** The program for the tests of a file; whatever a test leaves running is killed after it. */
export const installedProgram = (): Program => {
  const script = builtProgram();
  const alive = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of alive) child.kill('SIGKILL');
  });
  const start: Program['start'] = (args, { env = {}, input } = {}) => {
    const child = spawn(process.execPath, [script, ...args], { env: plainEnvironment(env), timeout: HUNG_AFTER_MS });
    alive.add(child);
    const text = { out: '', err: '' };
    const waiting = new Set<() => void>();
    const heard = (which: 'out' | 'err') => (chunk: string) => {
      text[which] += chunk;
      for (const look of [...waiting]) look();
    };
    child.stdout.setEncoding('utf8').on('data', heard('out'));
    child.stderr.setEncoding('utf8').on('data', heard('err'));
    child.stdin.on('error', () => undefined).end(input ?? '');
    const ended = new Promise<Ended>((resolve) =>
      child.on('close', (code, signal) => {
        alive.delete(child);
        const hung = signal === null ? '' : `\nended by ${signal}`;
        resolve({ code, stdout: text.out, stderr: text.err + hung });
      }),
    );
    const until = (holds: () => boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(({ code, stderr }) => {
          if (!holds()) reject(new Error(`it ended with ${code} before that; it said: ${stderr}`));
        });
      });
    return {
      process: child,
      stdout: () => text.out,
      stderr: () => text.err,
      says: (words) => until(() => text.err.includes(words)),
      writes: (words) => until(() => text.out.includes(words)),
      ended,
    };
  };
  return { script, start, run: (args, launch) => start(args, launch).ended };
};

/** The JSON objects of an output, one a line; throws where a line is none. */
export const jsonLines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
