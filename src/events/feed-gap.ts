/**
 * `feed-gap` and `feed-restored`: nothing is heard at all, from no feed (detection.md Q12). One feed's death is no gap while
 * another lives; a link that is back within half a minute is no news. In: the feeds' health. Out: drafts.
 */
import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import type { Draft } from './detector.ts';
import { type FeedHealth, type Health, openOutage, usualPause } from './health.ts';
import { duration } from './say.ts';

/** Reconnecting takes seconds and loses nothing worth a line. */
const LINK_GRACE_MS = 30 * SECOND_MS;

/** The gap that was announced and has not ended. */
export interface GapMemory {
  readonly fromAt: EpochMs;
  readonly feeds: readonly string[];
}

export interface GapStep {
  readonly memory: GapMemory | undefined;
  readonly drafts: readonly Draft[];
}

const feedsInWords = (feeds: readonly string[]): string => (feeds.length === 1 ? (feeds[0] ?? '') : feeds.join(', '));

/** The whole sky's outage: it began when the last living feed went out. `undefined` while one delivers. */
function wholeOutage(health: Health, at: EpochMs): { readonly feed: FeedHealth; readonly fromAt: EpochMs } | undefined {
  let last: { readonly feed: FeedHealth; readonly fromAt: EpochMs } | undefined;
  for (const feed of health.values()) {
    const outage = openOutage(feed);
    if (outage === undefined) return undefined;
    if (outage.linkDownAt !== undefined && at - outage.linkDownAt < LINK_GRACE_MS) return undefined;
    if (last === undefined || outage.fromAt > last.fromAt) last = { feed, fromAt: outage.fromAt };
  }
  return last;
}

/** At a point of the clock: says a gap once, when there is one. */
export function gapAtTick(memory: GapMemory | undefined, health: Health, at: EpochMs): GapStep {
  if (memory !== undefined) return { memory, drafts: [] };
  const whole = wholeOutage(health, at);
  if (whole === undefined) return { memory, drafts: [] };
  const { feed, fromAt } = whole;
  const outage = openOutage(feed);
  const noticedAt = outage?.linkDownAt ?? fromAt + usualPause(feed);
  const feeds = [...health.keys()];
  const why = outage?.reason === undefined ? '' : ` (${outage.reason})`;
  return {
    memory: { fromAt, feeds },
    drafts: [
      {
        kind: 'feed-gap',
        key: fromAt,
        fromAt,
        toAt: Math.max(noticedAt, fromAt),
        at: Math.max(outage?.linkDownAt ?? fromAt, fromAt),
        probability: 1,
        level: 'warn',
        text: `Nothing is received from ${feedsInWords(feeds)}${why}: silence says nothing until it is back.`,
        detail: {
          feeds,
          link: outage?.linkDownAt === undefined ? 'silent' : 'down',
          ...(outage?.reason === undefined ? {} : { reason: outage.reason }),
        },
      },
    ],
  };
}

/** At a frame: says that the announced gap is over. */
export function gapAtData(memory: GapMemory | undefined, feed: string, at: EpochMs): GapStep {
  if (memory === undefined) return { memory, drafts: [] };
  const gapMs = Math.max(at - memory.fromAt, 0);
  return {
    memory: undefined,
    drafts: [
      {
        kind: 'feed-restored',
        key: memory.fromAt,
        fromAt: at,
        toAt: at,
        at,
        probability: 1,
        level: 'note',
        text: `${feed} delivers again after ${duration(gapMs)}.`,
        detail: { feeds: [feed], gapSeconds: Math.round(gapMs / SECOND_MS) },
      },
    ],
  };
}

/** What the table of kinds says of these two: they are about feeds, so they look at no aircraft. */
export const feedGapKinds = {
  kinds: ['feed-gap', 'feed-restored'],
  level: 'warn',
  why: 'While no feed delivers, silence of an aircraft is no evidence.',
} as const;
