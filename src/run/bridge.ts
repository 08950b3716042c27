/**
 * From sources to a relay: what is received is decoded and handed on as rows, with the upstream's name on each. In: a source's messages. Out: calls
 * of a relay. Remembers each connection's decoder as `app/update` does; rejects are counted and none is handed on.
 */
import type { LinkStatus } from '../app/msg.ts';
import { formatById, sniff } from '../feeds/index.ts';
import type { FeedFormat } from '../feeds/types.ts';
import type { Relay } from '../shell/relay.ts';
import type { SourceMsg } from '../shell/sources/source.ts';

interface Connection {
  format?: FeedFormat;
  memory?: unknown;
  up?: boolean;
}

export interface BridgeOptions {
  readonly relay: Relay;
  /** The decoder asks for a new connection (a hole in a sequence). */
  readonly restart?: (feed: string, reason: string) => void;
}

export interface Bridge {
  readonly take: (msg: SourceMsg) => void;
  /** Rejects by code, of all feeds together. */
  readonly rejects: () => Readonly<Record<string, number>>;
}

const reasonOf = (status: LinkStatus): { readonly reason?: string } =>
  'reason' in status
    ? { reason: status.reason }
    : status.state === 'ended'
      ? { reason: 'the input is at its end' }
      : {};

export function createBridge({ relay, restart }: BridgeOptions): Bridge {
  const connections = new Map<string, Connection>();
  const rejects: Record<string, number> = {};
  let playing = false;
  const refuse = (code: string): void => {
    rejects[code] = (rejects[code] ?? 0) + 1;
  };
  const connection = (feed: string): Connection => {
    const known = connections.get(feed) ?? {};
    connections.set(feed, known);
    return known;
  };

  const take = (msg: SourceMsg): void => {
    if (msg.kind === 'replay') {
      playing = true;
      return relay.replay(msg.notice);
    }
    if (msg.kind === 'refused-frame') return refuse(msg.code);
    const book = connection(msg.feed);
    if (msg.kind === 'link') {
      // A recording's end is no gap (CONTRACT §2); its player says that it has ended.
      if (msg.status.state === 'connecting' || (playing && msg.status.state === 'ended')) return undefined;
      const up = msg.status.state === 'up';
      if (!up) delete book.memory;
      if (book.up !== up) relay.link({ feed: msg.feed, up, at: msg.at, ...reasonOf(msg.status) });
      book.up = up;
      return undefined;
    }
    const format =
      (msg.format === undefined ? undefined : formatById(msg.format)) ?? book.format ?? sniff(msg.text)?.format;
    if (format === undefined) return refuse('unknown-shape');
    const decoded = format.decode(msg.text, msg.at, book.memory);
    if (decoded.reports.length > 0) book.format = format;
    book.memory = decoded.memory;
    for (const { code } of decoded.rejects) refuse(code);
    for (const link of decoded.upstream ?? []) relay.link(link);
    if (decoded.replay !== undefined) relay.replay(decoded.replay);
    if (decoded.restart !== undefined) restart?.(msg.feed, decoded.restart);
    return relay.feed(decoded.reports, decoded.clockAt ?? msg.at, msg.feed, format.id === 'relay');
  };

  return { take, rejects: () => rejects };
}
