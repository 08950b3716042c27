/**
 * `dprk-watch doctor`: looks at everything that can be wrong around the program and says what it found, in words. In: surroundings,
 * folders, settings, store, a function that tries a feed. Out: a line for each finding; exit 0, 4 (a feed refused), 5 (unreachable), else 3 (store).
 * It makes nothing: no folder, no store.
 */
import { existsSync } from 'node:fs';
import { clean } from '../aero/clean.ts';
import type { EpochMs, Milliseconds } from '../aero/units.ts';
import type { OutputForm } from './cli-command.ts';
import type { ExitCode } from './cli-exit.ts';
import { EXIT } from './cli-exit.ts';
import type { CommandIo } from './commands/io.ts';
import { formFor } from './commands/io.ts';
import type { FeedFinding, ProbeOutcome } from './doctor-feeds.ts';
import { exitOfFindings, findingOf } from './doctor-feeds.ts';
import type { Paths } from './paths.ts';
import { modeOf } from './paths.ts';
import type { SettingsFile } from './settings.ts';
import { jsonLine, plainLine } from './sink-rows.ts';
import { openStore } from './store.ts';
import { troubleOf } from './store-trouble.ts';

export interface TerminalFacts {
  readonly columns?: number;
  readonly rows?: number;
  readonly isTerminal: boolean;
  /** "16 colours", "none: NO_COLOR", as the screen will use it. */
  readonly colour: string;
  readonly glyphs: 'unicode' | 'ascii';
  /** Samples of every kind of glyph the screen uses, to be judged by eye. */
  readonly glyphStrip: string;
  readonly tmuxVersion?: string;
  /** How the terminal is written: "a duplicate of the terminal's descriptor, without blocking". */
  readonly writing: string;
}

export interface DoctorOrder {
  readonly version: string;
  readonly nodeVersion: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: TerminalFacts;
  readonly paths: Paths;
  readonly keep: boolean;
  readonly settings: SettingsFile;
  /** As typed, or the public ones. */
  readonly feeds: readonly string[];
  /** Tries one feed for so long; never rejects by contract, and is caught if it does. */
  readonly probe: (feed: string, limitMs: Milliseconds) => Promise<ProbeOutcome>;
  readonly waitMs: Milliseconds;
  readonly now: () => EpochMs;
  readonly output: OutputForm;
}

interface Finding {
  readonly part: 'program' | 'terminal' | 'folders' | 'settings' | 'store' | 'clock' | 'feed';
  readonly verdict: 'well' | 'look' | 'wrong';
  readonly words: string;
  /** For `--json`. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Aircraft move 13 km in a minute, and ages are shown in seconds. */
const SKEW_SEEN_MS = 2000;
/** HTTP `Date` has whole seconds; below this nothing can be said. */
const SKEW_KNOWN_MS = 1500;
const BYTES_IN_MB = 1_000_000;

const safe = (text: string): string => clean(text, { cells: 200 });

function terminalFindings({ env, terminal }: DoctorOrder): readonly Finding[] {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const utf8 = /utf-?8/i.test(locale);
  const size = terminal.columns === undefined ? 'of unknown size' : `${terminal.columns}×${terminal.rows ?? '?'}`;
  const kind = terminal.isTerminal
    ? `${safe(env.TERM ?? 'TERM is not set')}, ${size}`
    : 'standard output is not a terminal';
  const tmux = terminal.tmuxVersion === undefined ? 'not in tmux' : `in tmux ${safe(terminal.tmuxVersion)}`;
  const remote = env.SSH_CONNECTION === undefined ? 'on this machine' : 'over SSH: two frames a second at most';
  return [
    {
      part: 'terminal',
      verdict: terminal.isTerminal && env.TERM === undefined ? 'look' : 'well',
      words: `${kind}; ${tmux}; ${remote}`,
    },
    {
      part: 'terminal',
      verdict: 'well',
      words: `colour: ${safe(terminal.colour)}; written: ${safe(terminal.writing)}`,
    },
    {
      part: 'terminal',
      verdict: utf8 ? 'well' : 'look',
      words: utf8
        ? `glyphs: ${terminal.glyphs}; each of these should be one cell wide: ${safe(terminal.glyphStrip)}`
        : `glyphs: ${terminal.glyphs}, for the locale (${safe(locale) || 'none'}) does not say UTF-8`,
    },
  ];
}

function folderFindings({ paths, keep }: DoctorOrder): readonly Finding[] {
  if (!keep) return [{ part: 'folders', verdict: 'well', words: 'nothing is kept in this run (--no-store)' }];
  const looked = [...new Set([paths.settingsDir, paths.stateDir, paths.settingsFile, paths.storeFile])];
  return looked.map((path) => {
    const mode = modeOf(path);
    if (mode === undefined) return { part: 'folders', verdict: 'well', words: `${safe(path)}: not there yet` };
    const words = `${safe(path)}: ${mode.text}`;
    if (!mode.open) return { part: 'folders', verdict: 'well', words };
    return {
      part: 'folders',
      verdict: 'look',
      words: `${words}, so others on this machine can get at it; \`chmod go=\` ends that`,
    };
  });
}

function settingsFindings({ settings }: DoctorOrder): readonly Finding[] {
  const unknown = settings.unknownKeys.map(
    (key): Finding => ({
      part: 'settings',
      verdict: 'look',
      words: `this build does not know the setting ${safe(key)}`,
    }),
  );
  const wrong = settings.notices.map((notice): Finding => ({ part: 'settings', verdict: 'look', words: safe(notice) }));
  const found = [...wrong, ...unknown];
  return found.length > 0 ? found : [{ part: 'settings', verdict: 'well', words: 'nothing wrong' }];
}

function storeFindings(order: DoctorOrder): readonly Finding[] {
  const { storeFile } = order.paths;
  if (!order.keep) return [];
  if (!existsSync(storeFile)) return [{ part: 'store', verdict: 'well', words: 'no event log yet' }];
  const store = openStore(storeFile, { now: order.now, leaveDamaged: true });
  if ('kind' in store) return [{ part: 'store', verdict: 'wrong', words: store.reason }];
  try {
    const { events, sightings, sizeBytes, faults } = store.summary();
    const size = `${(sizeBytes / BYTES_IN_MB).toFixed(1)} MB`;
    const words = `${events} events, ${sightings} aircraft, ${size}`;
    const facts = { events, sightings, sizeBytes, faults };
    if (faults.length === 0) return [{ part: 'store', verdict: 'well', words: `${words}; sound`, facts }];
    return [{ part: 'store', verdict: 'wrong', words: `${words}; damaged: ${safe(faults.join('; '))}`, facts }];
  } catch (error) {
    return [{ part: 'store', verdict: 'wrong', words: troubleOf(error).reason }];
  } finally {
    store.close();
  }
}

function clockFinding(findings: readonly FeedFinding[]): readonly Finding[] {
  const skews = findings.flatMap((finding) => (finding.clockSkewMs === undefined ? [] : [finding.clockSkewMs]));
  const [least] = [...skews].sort((a, b) => Math.abs(a) - Math.abs(b));
  if (least === undefined)
    return [{ part: 'clock', verdict: 'well', words: 'no service told its time, so nothing to compare' }];
  const facts = { clockSkewMs: least };
  if (Math.abs(least) < SKEW_KNOWN_MS)
    return [{ part: 'clock', verdict: 'well', words: 'agrees with the services', facts }];
  const way = least > 0 ? 'ahead of' : 'behind';
  const words = `this machine is ${(Math.abs(least) / 1000).toFixed(0)} s ${way} the services; ages on the screen are off by as much`;
  return [{ part: 'clock', verdict: Math.abs(least) > SKEW_SEEN_MS ? 'look' : 'well', words, facts }];
}

/** Where a probe fails in a way of its own, that is a finding, too. */
const probeSafely = async (order: DoctorOrder, feed: string): Promise<FeedFinding> => {
  try {
    return findingOf(feed, await order.probe(feed, order.waitMs));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return findingOf(feed, { found: 'unreachable', reason });
  }
};

const VERDICTS = { well: 'well', look: 'look', refused: 'wrong', unreachable: 'wrong' } as const;
const MARKS = { well: '  ok ', look: 'look ', wrong: 'WRONG' } as const;
const PART_WIDTH = 8;

/** Looks, prints, and answers with the exit code. Feeds are tried all at once, and printed in the order given. */
export async function runDoctor(order: DoctorOrder, io: CommandIo): Promise<ExitCode> {
  const form = formFor(order.output, io.isTerminal);
  const print = (finding: Finding): void => {
    const { part, verdict, words, facts } = finding;
    if (form === 'json') io.out(jsonLine({ part, verdict, words, ...facts }));
    else if (form === 'plain') io.out(plainLine([part, verdict, words]));
    else io.out(`${MARKS[verdict]}  ${part.padEnd(PART_WIDTH)}  ${words}`);
  };
  const program = `dprk-watch ${order.version}, Node ${order.nodeVersion}, ${order.platform}`;
  print({ part: 'program', verdict: 'well', words: safe(program) });
  const around = [terminalFindings, folderFindings, settingsFindings, storeFindings].flatMap((look) => look(order));
  for (const finding of around) print(finding);
  const findings = await Promise.all(order.feeds.map((feed) => probeSafely(order, feed)));
  for (const finding of findings) {
    const { feed, words, verdict, ...facts } = finding;
    print({ part: 'feed', verdict: VERDICTS[verdict], words: `${feed}: ${words}`, facts: { feed, ...facts } });
  }
  if (findings.length > 0) for (const finding of clockFinding(findings)) print(finding);
  const exit = exitOfFindings(findings);
  return exit === EXIT.ok && around.some((finding) => finding.verdict === 'wrong') ? EXIT.settings : exit;
}
