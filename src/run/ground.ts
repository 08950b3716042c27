/** What a run stands on: the process's streams, its surroundings and the clock, handed in so that a test can stand on something else. */
import { homedir } from 'node:os';
import { systemClock } from '../shell/kernel.ts';
import type { Clock } from '../shell/sources/source.ts';

declare const DPRK_WATCH_VERSION: string | undefined;

export interface Ground {
  readonly version: string;
  /** What is sent to services as ours: adsb.lol turns library defaults away. */
  readonly userAgent: string;
  /** Without node and script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly clock: Clock;
  /** One line to standard error. */
  readonly say: (line: string) => void;
}

/** Who asks, for the people who run a service and look into their log. */
const ABOUT = 'flight monitor for the terminal, open source';

/** Unbundled (tests, `node src/main.ts`) there is no version to say. */
export const VERSION: string = typeof DPRK_WATCH_VERSION === 'string' ? DPRK_WATCH_VERSION : '0.0.0';

export const groundOf = (self: NodeJS.Process): Ground => ({
  version: VERSION,
  userAgent: `dprk-watch/${VERSION} (${ABOUT})`,
  argv: self.argv.slice(2),
  env: self.env,
  home: homedir(),
  cwd: self.cwd(),
  stdin: self.stdin,
  stdout: self.stdout,
  stderr: self.stderr,
  clock: systemClock,
  say: (line) => void self.stderr.write(`${line}\n`),
});

/** A screen can be drawn: standard output is a terminal that can be addressed. */
export const isScreen = ({ stdout, env }: Ground): boolean => stdout.isTTY === true && env['TERM'] !== 'dumb';
