/**
 * Whether each feed delivers (detection.md Q12). In: frames, lost links, the clock. Out: when each feed was out, so that nobody
 * takes the silence of a feed for the silence of an aircraft. A feed is out from its last data until its next data, once its
 * link is down or it has been silent for longer than its own habit allows.
 */
import { type EpochMs, MINUTE_MS, type Milliseconds, SECOND_MS } from '../aero/units.ts';

export interface Outage {
  readonly fromAt: EpochMs;
  /** Absent while it lasts. */
  readonly toAt?: EpochMs;
  /** Known from the link itself, not from silence. */
  readonly linkDownAt?: EpochMs;
  readonly reason?: string;
}

export interface FeedHealth {
  readonly feed: string;
  readonly up: boolean;
  readonly since: EpochMs;
  readonly lastDataAt?: EpochMs;
  readonly reason?: string;
  /** The last pauses between two frames, for the feed's habit. */
  readonly pauses?: readonly Milliseconds[];
  /** Oldest first; the last one may be open. */
  readonly outages?: readonly Outage[];
}

export type Health = ReadonlyMap<string, FeedHealth>;

/** No feed with traffic is silent for so long; below it nothing is concluded. */
const SILENCE_LEAST_MS = 2 * MINUTE_MS;
/** Feeds slow down when little flies (the corpus: from 10 s to 100 s): three times the longest of the last pauses is normal. */
const PAUSES_KEPT = 8;
const PAUSES_FACTOR = 3;
const SILENCE_MOST_MS = 15 * MINUTE_MS;
/** As many outages are remembered as a bad night brings. */
const OUTAGES_KEPT = 50;
/** What a feed without a habit yet is taken to pause. */
const USUAL_PAUSE_MS = 10 * SECOND_MS;

/** The longest of the last pauses between this feed's frames. */
export const usualPause = (feed: FeedHealth): Milliseconds => Math.max(USUAL_PAUSE_MS, ...(feed.pauses ?? []));

const silenceLimit = (feed: FeedHealth): Milliseconds =>
  Math.min(Math.max(SILENCE_LEAST_MS, PAUSES_FACTOR * usualPause(feed)), SILENCE_MOST_MS);

/** The outage that lasts now. */
export const openOutage = (feed: FeedHealth): Outage | undefined => {
  const last = feed.outages?.at(-1);
  return last?.toAt === undefined ? last : undefined;
};

const withFeed = (health: Health, feed: FeedHealth): Health => new Map(health).set(feed.feed, feed);

const withOutage = (feed: FeedHealth, outage: Outage, replacesLast: boolean): readonly Outage[] => {
  const before = feed.outages ?? [];
  return [...(replacesLast ? before.slice(0, -1) : before), outage].slice(-OUTAGES_KEPT);
};

function dataOf(before: FeedHealth | undefined, feed: string, at: EpochMs): FeedHealth {
  if (before === undefined) return { feed, up: true, since: at, lastDataAt: at };
  const open = openOutage(before);
  const pause = before.lastDataAt === undefined || open !== undefined ? undefined : at - before.lastDataAt;
  const { reason: _reason, ...rest } = before;
  return {
    ...rest,
    up: true,
    since: before.up ? before.since : at,
    lastDataAt: Math.max(at, before.lastDataAt ?? at),
    ...(pause === undefined || pause < 0 ? {} : { pauses: [...(before.pauses ?? []), pause].slice(-PAUSES_KEPT) }),
    ...(open === undefined ? {} : { outages: withOutage(before, { ...open, toAt: Math.max(at, open.fromAt) }, true) }),
  };
}

/**
 * A frame has come. Its rows' own feeds delivered; behind a relay that is not the connection itself, whose idle frames say
 * nothing of the upstreams.
 */
export function withData(health: Health, connection: string, upstreams: ReadonlySet<string>, at: EpochMs): Health {
  const next = new Map(health);
  const delivered = upstreams.size === 0 ? [connection] : [...upstreams];
  for (const feed of delivered) next.set(feed, dataOf(health.get(feed), feed, at));
  if (upstreams.size > 0 && !upstreams.has(connection)) next.delete(connection);
  return next;
}

/** A link was lost or is back; back alone ends no outage, data do. */
export function withLink(health: Health, name: string, up: boolean, at: EpochMs, reason?: string): Health {
  const before: FeedHealth = health.get(name) ?? { feed: name, up: !up, since: at };
  if (up) return withFeed(health, { ...stripReason(before), up: true, since: before.up ? before.since : at });
  const open = openOutage(before);
  const outage: Outage = {
    ...(open ?? { fromAt: Math.min(before.lastDataAt ?? at, at) }),
    linkDownAt: open?.linkDownAt ?? at,
    ...(reason === undefined ? {} : { reason }),
  };
  return withFeed(health, {
    ...stripReason(before),
    up: false,
    since: before.up ? at : before.since,
    ...(reason === undefined ? {} : { reason }),
    outages: withOutage(before, outage, open !== undefined),
  });
}

const stripReason = ({ reason: _reason, ...rest }: FeedHealth): FeedHealth => rest;

/** Time has passed: feeds that are silent beyond their habit are out. The same object while nothing changes. */
export function withClock(health: Health, at: EpochMs): Health {
  let next: Map<string, FeedHealth> | undefined;
  for (const feed of health.values()) {
    if (feed.lastDataAt === undefined || openOutage(feed) !== undefined) continue;
    if (at - feed.lastDataAt <= silenceLimit(feed)) continue;
    next ??= new Map(health);
    next.set(feed.feed, { ...feed, outages: withOutage(feed, { fromAt: feed.lastDataAt }, false) });
  }
  return next ?? health;
}

/** For how long, from `sinceAt` to `at`, the feed delivered: the time in which an aircraft could have been heard by it. */
export function deliveredMs(health: Health, feed: string, sinceAt: EpochMs, at: EpochMs): Milliseconds {
  let delivered = Math.max(at - sinceAt, 0);
  for (const { fromAt, toAt } of health.get(feed)?.outages ?? []) {
    delivered -= Math.max(Math.min(toAt ?? at, at) - Math.max(fromAt, sinceAt), 0);
  }
  return Math.max(delivered, 0);
}

/** When the feed next delivered after `at`: `at` itself outside outages, `undefined` inside one that still lasts. */
export function deliveringAfter(health: Health, feed: string, at: EpochMs): EpochMs | undefined {
  for (const { fromAt, toAt } of health.get(feed)?.outages ?? []) {
    if (fromAt <= at && (toAt === undefined || toAt > at)) return toAt;
  }
  return at;
}
