/**
 * The reorder lane (detection.md Q2): what is observed waits until everything that is older must have come, and is then given to
 * the detectors in the order of its own time. So the log does not depend on the order of arrival, on how frames were cut, or on
 * how often the clock is asked. In: observations. Out: batches of the same time, in order. What comes too late for that goes to
 * the end of the queue: it is history, and the rules for late reports judge it.
 */
import { type EpochMs, type Milliseconds, SECOND_MS } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import type { Folded } from '../tracks/fold.ts';
import type { Track } from '../tracks/types.ts';
import type { Anchor } from './journey/types.ts';

/** Two frames that arrive in the wrong order by up to this much are put right (detection.md Q2: "hold 5 s live"). */
export const REORDER_WINDOW_MS: Milliseconds = 5 * SECOND_MS;
/** From a frame's own clock to us it takes this long anyway (the corpus: 0.3 to 2 s; public services cache for 1 to 2 s). */
const USUAL_LATENCY_MS: Milliseconds = 3 * SECOND_MS;
/** So long behind the newest observation the detectors live. */
export const REORDER_HOLD_MS: Milliseconds = REORDER_WINDOW_MS + USUAL_LATENCY_MS;
/** A feed's clock farther ahead of the receipt than this is wrong (feeds/clock.ts), and would be waited for in vain. */
const AHEAD_MS: Milliseconds = 5 * SECOND_MS;

/** A report that waits, and what it made of the track that is shown: the same is not computed twice when nothing came between. */
export interface Held {
  readonly report: Report;
  readonly receivedAt: EpochMs;
  readonly before?: Track;
  readonly folded?: Folded;
}

export interface HeldFrame {
  readonly kind: 'reports';
  readonly at: EpochMs;
  /** The connection. */
  readonly feed: string;
  readonly held: readonly Held[];
}

export interface HeldLink {
  readonly kind: 'link';
  readonly at: EpochMs;
  readonly feed: string;
  readonly up: boolean;
  readonly noticedAt: EpochMs;
  readonly reason?: string;
}

/** A person's evidence: before the detectors when the lane passes its time, at once when that is long ago. */
export interface HeldAnchor {
  readonly kind: 'anchor';
  readonly at: EpochMs;
  readonly anchor: Anchor;
}

export type LaneItem = HeldFrame | HeldLink | HeldAnchor;

export interface Lane {
  /** How far it has come; 0 until the first item was released. Never goes back. */
  readonly at: EpochMs;
  /** What waits, in order of time. */
  readonly items: readonly LaneItem[];
}

export const emptyLane: Lane = { at: 0, items: [] };

/**
 * A frame as it waits: under its own clock, which is the same however late it comes; without one each report waits under its own
 * time.
 * @param clockAt the feed's own clock in this frame
 * @param receivedAt what stands for the time of a frame that carries neither clock nor reports
 */
export function frameItems(
  feed: string,
  held: readonly Held[],
  receivedAt: EpochMs,
  clockAt: EpochMs | undefined,
): readonly LaneItem[] {
  if (clockAt !== undefined && clockAt <= receivedAt + AHEAD_MS) return [{ kind: 'reports', at: clockAt, feed, held }];
  const byTime = new Map<EpochMs, Held[]>();
  for (const one of held) {
    const at = Math.min(one.report.at, receivedAt);
    const group = byTime.get(at);
    if (group === undefined) byTime.set(at, [one]);
    else group.push(one);
  }
  if (byTime.size === 0) return [{ kind: 'reports', at: receivedAt, feed, held }];
  return [...byTime].map(([at, group]) => ({ kind: 'reports', at, feed, held: group }));
}

/** With these items in their places; one that is older than `floorAt` is late, and stands there. */
export function laneWith(lane: Lane, added: readonly LaneItem[], floorAt: EpochMs): Lane {
  const items = lane.items.slice();
  for (const one of added) {
    const item = one.at < floorAt ? { ...one, at: floorAt } : one;
    let index = items.length;
    while (index > 0 && (items[index - 1]?.at ?? 0) > item.at) index -= 1;
    if (index === items.length) items.push(item);
    else items.splice(index, 0, item);
  }
  return { at: lane.at, items };
}

/** The lane at the end of a recording: evidence of a later time waits no longer, and no timer runs towards it. */
export function endedLane(lane: Lane): { readonly lane: Lane; readonly lastAt: EpochMs } {
  const lastAt = Math.max(lane.at, lane.items.findLast(({ kind }) => kind !== 'anchor')?.at ?? 0);
  return {
    lane: { at: lane.at, items: lane.items.map((one) => (one.at > lastAt ? { ...one, at: lastAt } : one)) },
    lastAt,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By the reports' own time, then by what they say: never by how they came. */
const byOwnTime = (a: Held, b: Held): number =>
  a.report.at - b.report.at ||
  compare(a.report.icao24, b.report.icao24) ||
  compare(a.report.feed, b.report.feed) ||
  compare(JSON.stringify(a.report), JSON.stringify(b.report));

/** Everything that waits under one and the same time, put in an order of its own. */
export interface Batch {
  readonly at: EpochMs;
  /** Lost connections before those that are back. */
  readonly links: readonly HeldLink[];
  /** The connections that delivered, each with the upstreams of its rows. */
  readonly feeds: ReadonlyMap<string, ReadonlySet<string>>;
  readonly held: readonly Held[];
  readonly anchors: readonly Anchor[];
}

function batchOf(at: EpochMs, items: readonly LaneItem[]): Batch {
  const links: HeldLink[] = [];
  const feeds = new Map<string, Set<string>>();
  const held: Held[] = [];
  const anchors: Anchor[] = [];
  for (const item of items) {
    if (item.kind === 'link') links.push(item);
    if (item.kind === 'anchor') anchors.push(item.anchor);
    if (item.kind !== 'reports') continue;
    const upstreams = feeds.get(item.feed) ?? new Set<string>();
    feeds.set(item.feed, upstreams);
    for (const one of item.held) {
      upstreams.add(one.report.feed);
      held.push(one);
    }
  }
  if (links.length > 1) {
    links.sort((a, b) => compare(a.feed, b.feed) || Number(a.up) - Number(b.up) || a.noticedAt - b.noticedAt);
  }
  if (held.length > 1) held.sort(byOwnTime);
  if (anchors.length > 1) anchors.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
  const inOrder = feeds.size > 1 ? new Map([...feeds].sort(([a], [b]) => compare(a, b))) : feeds;
  return { at, links, feeds: inOrder, held, anchors };
}

/** The batches up to and including `to`, in order, and how many items they took from the front of the lane. */
export function batchesUntil(
  items: readonly LaneItem[],
  to: EpochMs,
): { readonly batches: readonly Batch[]; readonly taken: number } {
  const batches: Batch[] = [];
  let taken = 0;
  while (taken < items.length) {
    const at = items[taken]?.at ?? to;
    if (at > to) break;
    let end = taken + 1;
    while (items[end]?.at === at) end += 1;
    batches.push(batchOf(at, items.slice(taken, end)));
    taken = end;
  }
  return { batches, taken };
}

/** The lane without what was computed ahead: after the watchlist has changed it would be of the old one. */
export const withoutFolds = (lane: Lane): Lane => ({
  at: lane.at,
  items: lane.items.map((item) =>
    item.kind === 'reports'
      ? { ...item, held: item.held.map(({ report, receivedAt }) => ({ report, receivedAt })) }
      : item,
  ),
});
