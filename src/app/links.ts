/**
 * The book kept of each feed: how its connection stands, what came over it, what was refused and why. In: what a source or a decoder says.
 * Out: a new book. Nothing is dropped silently: every refusal is counted here and the last ones are kept.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Decoded, Reject } from '../feeds/types.ts';
import type { LinkStatus } from './msg.ts';
import type { Link } from './state.ts';

/** Refusals kept word for word; the counts go on for ever. */
const KEPT_REJECTS = 50;

export const newLink = (feed: string, label: string, at: EpochMs, credit?: string): Link => ({
  feed,
  label,
  ...(credit === undefined ? {} : { credit }),
  status: { state: 'connecting', attempt: 0 },
  statusAt: at,
  frames: 0,
  rows: 0,
  reports: 0,
  rejectsByCode: {},
  faults: {},
  rejects: [],
  reconnects: 0,
  ownClock: false,
  upstream: new Map(),
});

/** The book after its source said how the connection stands. A new connection starts with a decoder that remembers nothing. */
export function withStatus(link: Link, status: LinkStatus, at: EpochMs): Link {
  const { memory: _forgotten, ...rest } = link;
  const cameBack = status.state === 'up' && link.status.state !== 'up';
  const again = cameBack && link.frames > 0 ? 1 : 0;
  const kept = status.state === 'up' && !cameBack ? link : rest;
  return {
    ...kept,
    status,
    statusAt: status.state === link.status.state ? link.statusAt : at,
    reconnects: link.reconnects + again,
  };
}

/** The book after one message was decoded. */
export function withDecoded(link: Link, decoded: Decoded, at: EpochMs, formatId: string | undefined): Link {
  const { memory: _old, ...rest } = link;
  const moved = decoded.clockAt !== undefined && decoded.clockAt !== link.clockAt;
  const upstream = decoded.upstream === undefined ? link.upstream : new Map(link.upstream);
  if (decoded.upstream !== undefined && upstream instanceof Map) {
    for (const { feed, up, reason, at: since } of decoded.upstream)
      upstream.set(feed, { up, at: since, ...(reason === undefined ? {} : { reason }) });
  }
  return {
    ...rest,
    ...(formatId === undefined ? {} : { formatId }),
    ...(decoded.memory === undefined ? {} : { memory: decoded.memory }),
    frames: link.frames + 1,
    rows: link.rows + decoded.rows,
    reports: link.reports + decoded.reports.length,
    lastFrameAt: at,
    ...(moved ? { clockAt: decoded.clockAt, clockMovedAt: at } : {}),
    faults: added(link.faults, decoded.faults),
    ...rejected(link, decoded.rejects),
    upstream,
  };
}

/** The book after input was refused before any decoder saw it. */
export const withReject = (link: Link, reject: Reject): Link => ({ ...link, ...rejected(link, [reject]) });

/** Whether data can come over it: its connection is up, and where it is a relay, at least one of its upstreams is. */
export function delivers(link: Link): boolean {
  if (link.status.state !== 'up') return false;
  return link.upstream.size === 0 || [...link.upstream.values()].some((upstream) => upstream.up);
}

function rejected(link: Link, rejects: readonly Reject[]): Pick<Link, 'rejects' | 'rejectsByCode'> {
  if (rejects.length === 0) return { rejects: link.rejects, rejectsByCode: link.rejectsByCode };
  const counted: Record<string, number> = { ...link.rejectsByCode };
  for (const { code } of rejects) counted[code] = (counted[code] ?? 0) + 1;
  return { rejects: [...link.rejects, ...rejects].slice(-KEPT_REJECTS), rejectsByCode: counted };
}

function added(
  total: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const names = Object.keys(more);
  if (names.length === 0) return total;
  const sum: Record<string, number> = { ...total };
  for (const name of names) sum[name] = (sum[name] ?? 0) + (more[name] ?? 0);
  return sum;
}
