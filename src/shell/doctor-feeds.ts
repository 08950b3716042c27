/**
 * What a look at a feed found, in words. In: the outcome of a probe. Out: a sentence, a verdict, and what all verdicts together mean
 * for the exit code. A refusal is never "no aircraft".
 */
import { clean } from '../aero/clean.ts';
import type { EpochMs, Milliseconds } from '../aero/units.ts';
import type { ExitCode } from './cli-exit.ts';
import { EXIT } from './cli-exit.ts';
import { redactUrl } from './redact.ts';

interface ProbeFacts {
  /** The format's id, where it was found out. */
  readonly format?: string;
  /** The service's own clock (HTTP `Date`), and ours when it arrived. */
  readonly serverAt?: EpochMs;
  readonly receivedAt?: EpochMs;
  readonly rows?: number;
  readonly reports?: number;
  readonly rejects?: Readonly<Record<string, number>>;
}

/** What a probe of a few seconds can come to. */
export type ProbeOutcome = ProbeFacts &
  (
    | { readonly found: 'answer' }
    /** Connected, and nothing was sent. */
    | { readonly found: 'silence'; readonly afterMs: Milliseconds }
    | { readonly found: 'refused'; readonly code?: number; readonly html?: boolean; readonly reason: string }
    | { readonly found: 'asked-to-wait'; readonly until?: EpochMs; readonly reason: string }
    | { readonly found: 'unreachable'; readonly reason: string }
    | { readonly found: 'cut-off'; readonly reason: string }
    /** The name, format or token could not be used at all. */
    | { readonly found: 'unusable'; readonly reason: string }
  );

export type Verdict = 'well' | 'look' | 'refused' | 'unreachable';

export interface FeedFinding {
  readonly feed: string;
  readonly verdict: Verdict;
  readonly words: string;
  readonly rows: number;
  readonly reports: number;
  readonly rejects: Readonly<Record<string, number>>;
  readonly format?: string;
  readonly clockSkewMs?: Milliseconds;
}

const safe = (text: string): string => clean(redactUrl(text), { cells: 200 }).replace(/\.$/, '');
const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** "; left out: 3 × bad-row, 1 × not-json", empty when nothing was. */
const rejectWords = (rejects: Readonly<Record<string, number>>): string => {
  const parts = Object.entries(rejects).filter(([, n]) => n > 0);
  return parts.length === 0 ? '' : `; left out: ${parts.map(([code, n]) => `${n} × ${safe(code)}`).join(', ')}`;
};

const atMinute = (at: EpochMs): string => {
  const date = new Date(at);
  return Number.isFinite(date.getTime()) ? `${date.toISOString().slice(0, 19)}Z` : 'later';
};

function judge(outcome: ProbeOutcome): { readonly verdict: Verdict; readonly words: string } {
  const reports = outcome.reports ?? 0;
  const left = rejectWords(outcome.rejects ?? {});
  const format = outcome.format === undefined ? '' : ` (${safe(outcome.format)})`;
  const got = `${count(reports, 'aircraft', 'aircraft')}${format}${left}`;
  switch (outcome.found) {
    case 'answer': {
      if (reports > 0) return { verdict: left === '' ? 'well' : 'look', words: `it answers: ${got}` };
      if (left !== '') return { verdict: 'unreachable', words: `it answers, but nothing of it could be read${left}` };
      return { verdict: 'look', words: `it answers, and lists no aircraft at the moment${format}` };
    }
    case 'silence':
      return {
        verdict: 'look',
        words: `connected, but nothing was sent within ${Math.round(outcome.afterMs / 1000)} s`,
      };
    case 'refused': {
      const code = outcome.code === undefined ? '' : ` with ${outcome.code}`;
      const page = outcome.html === true ? ', and sent a web page instead of data' : '';
      const key = outcome.code === 401 ? '; a key is needed, or this one is wrong (--token-file)' : '';
      return { verdict: 'refused', words: `it refused${code}${page}: ${safe(outcome.reason)}${key}` };
    }
    case 'asked-to-wait': {
      const until = outcome.until === undefined ? '' : ` until ${atMinute(outcome.until)}`;
      return { verdict: 'refused', words: `it asks to wait${until}: ${safe(outcome.reason)}` };
    }
    case 'unreachable':
      return { verdict: 'unreachable', words: `it cannot be reached: ${safe(outcome.reason)}` };
    case 'cut-off':
      return {
        verdict: reports > 0 ? 'look' : 'unreachable',
        words: `the connection was cut off (${safe(outcome.reason)}) after ${got}`,
      };
    case 'unusable':
      return { verdict: 'unreachable', words: safe(outcome.reason) };
  }
}

/** What was found, for one feed. `feed` as typed: credentials are taken out here. */
export function findingOf(feed: string, outcome: ProbeOutcome): FeedFinding {
  const { serverAt, receivedAt, format } = outcome;
  const skew = serverAt === undefined || receivedAt === undefined ? undefined : receivedAt - serverAt;
  return {
    feed: safe(feed),
    ...judge(outcome),
    rows: outcome.rows ?? 0,
    reports: outcome.reports ?? 0,
    rejects: outcome.rejects ?? {},
    ...(format === undefined ? {} : { format: safe(format) }),
    ...(skew === undefined || !Number.isFinite(skew) ? {} : { clockSkewMs: skew }),
  };
}

/** 4 when a feed refused, else 5 when one could not be reached, else 0. */
export const exitOfFindings = (findings: readonly FeedFinding[]): ExitCode => {
  if (findings.some((finding) => finding.verdict === 'refused')) return EXIT.refused;
  return findings.some((finding) => finding.verdict === 'unreachable') ? EXIT.unreachable : EXIT.ok;
};
