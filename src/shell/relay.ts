/**
 * Serves what is received to any number of monitors (CONTRACT §7): a full picture on connect, then what changes, and how the upstreams
 * stand. In: reports, links, a player's notices. Out: WebSocket frames, `/healthz`, `/metrics`. Refuses pages of other origins, wrong
 * tokens, too many clients and everything but small frames from them.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EpochMs } from '../aero/units.ts';
import { emptyDelta, fold, linkMessage, relayState, replayMessage, watchOf } from '../feeds/relay-wire.ts';
import type { ReplayNotice, Report, UpstreamLink } from '../feeds/types.ts';
import { createAudience } from './relay/audience.ts';
import { hasToken, turnAway, urlOf } from './relay/door.ts';
import { health, metrics, type RelayStatus, type UpstreamStatus } from './relay/status.ts';
import type { Clock } from './sources/source.ts';

/** Feeds of one aircraft a message are folded together for this long, so that a thousand messages are not a thousand frames. */
const GATHER_MS = 100;
const IDLE_MS = 10_000;
const PING_MS = 30_000;
/** How often clients that were behind are looked at. */
const CATCH_UP_MS = 1_000;
const MOST_CLIENTS = 100;
/** Clients have nothing to say to us. */
const CLIENT_FRAME_BYTES = 4096;
/** Clients get this long to read the closing frame. */
const CLOSE_WAIT_MS = 1_000;

export interface RelayOptions {
  readonly host?: string;
  /** 0: any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly token?: string;
  readonly origins?: readonly string[];
  readonly mostClients?: number;
  /** Unread bytes above which a client is behind. */
  readonly behindBytes?: number;
}

export interface Relay {
  /** `ws://HOST:PORT/`. */
  readonly url: string;
  /**
   * @param reports of one message, none for an empty sky
   * @param at the time of receipt: the wall clock's, or the recording's while replaying
   * @param feed the upstream; written on each row, unless a report already says more (`keepFeed`: another relay's)
   */
  readonly feed: (reports: readonly Report[], at: EpochMs, feed: string, keepFeed?: boolean) => void;
  readonly link: (link: UpstreamLink) => void;
  readonly replay: (notice: ReplayNotice) => void;
  readonly status: () => RelayStatus;
  /** Tells the clients and closes. Idempotent. */
  readonly stop: () => Promise<void>;
}

const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  503: 'Service Unavailable',
};

/** Starts listening; rejects where the address is taken or may not be used. */
export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { clock } = options;
  const host = options.host ?? '127.0.0.1';
  const door = { origins: options.origins ?? [], ...(options.token === undefined ? {} : { token: options.token }) };
  const upstreams = new Map<string, { link?: UpstreamLink; deliveredAt?: EpochMs }>();
  const alive = new WeakSet<WebSocket>();
  let picture = relayState(clock.now());
  let gathered: Report[] = [];
  let gatheredAt = Number.NEGATIVE_INFINITY;
  let replaying: ReplayNotice | undefined;
  let reports = 0;
  let refused = 0;
  let stopped: Promise<void> | undefined;
  const timers = new Map<string, unknown>();

  const links = (): string[] =>
    [...upstreams.values()].flatMap(({ link }) => (link === undefined ? [] : [linkMessage(link)]));
  const audience = createAudience(() => picture, links, options.behindBytes);
  const set = (name: string, ms: number, callback: () => void): void => {
    clock.clearTimeout(timers.get(name));
    timers.set(name, clock.setTimeout(callback, ms));
  };
  const idle = (): void => set('idle', IDLE_MS, () => publish(true));
  /** Folds what was gathered. The picture's clock is the wall's, or the recording's while one is played. */
  const publish = (force: boolean): void => {
    clock.clearTimeout(timers.get('gather'));
    timers.delete('gather');
    const clockAt = replaying === undefined ? clock.now() : replaying.at;
    const nowAt = Math.max(picture.nowAt, gatheredAt, gatheredAt === Number.NEGATIVE_INFINITY ? clockAt : gatheredAt);
    const folded = fold(picture, gathered, nowAt);
    gathered = [];
    gatheredAt = Number.NEGATIVE_INFINITY;
    picture = folded.state;
    if (folded.delta !== undefined) audience.delta(folded.delta, force);
    else if (force) audience.delta(emptyDelta(nowAt), true);
    if (folded.delta !== undefined || force) idle();
  };
  const upstream = (feed: string): { link?: UpstreamLink; deliveredAt?: EpochMs } => {
    const known = upstreams.get(feed) ?? {};
    upstreams.set(feed, known);
    return known;
  };
  const status = (): RelayStatus => {
    const sent = audience.sent();
    return {
      at: clock.now(),
      upstreams: [...upstreams].map(([feed, { link, deliveredAt }]): UpstreamStatus => {
        const reason = link?.reason === undefined ? {} : { reason: link.reason };
        return { feed, up: link?.up ?? true, ...reason, ...(deliveredAt === undefined ? {} : { deliveredAt }) };
      }),
      clients: audience.size(),
      aircraft: picture.entries.size,
      framesSent: sent.frames,
      restarts: sent.restarts,
      refused,
      reports,
    };
  };

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const send = (code: number, type: string, body: string): void => {
      response.writeHead(code, {
        'Content-Type': type,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const path = urlOf(request)?.pathname;
    if (request.method !== 'GET' && request.method !== 'HEAD') send(405, 'text/plain', 'GET only\n');
    else if (path === '/healthz') {
      const { code, body } = health(status());
      send(code, 'application/json', body);
    } else if (path === '/metrics') {
      if (hasToken(request, door)) send(200, 'text/plain; version=0.0.4; charset=utf-8', metrics(status()));
      else send(401, 'text/plain', 'a token is needed\n');
    } else if (path === '/') send(426, 'text/plain', 'this is a WebSocket feed: connect with ws://\n');
    else send(404, 'text/plain', 'there are /, /healthz and /metrics\n');
  };
  const server = createServer(respond);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: CLIENT_FRAME_BYTES, perMessageDeflate: false });

  const welcome = (socket: WebSocket, request: IncomingMessage): void => {
    const { watch } = watchOf(urlOf(request)?.searchParams.get('watch'));
    publish(false);
    const greeting = replaying === undefined ? [] : [replayMessage(replaying)];
    const leave = audience.join(socket, watch, greeting);
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => undefined);
    socket.on('close', leave);
  };
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const full = audience.size() >= (options.mostClients ?? MOST_CLIENTS) || stopped !== undefined;
    const code = turnAway(request, door) ?? (full ? 503 : undefined);
    if (code === undefined) {
      sockets.handleUpgrade(request, socket, head, (client) => welcome(client, request));
      return;
    }
    refused += 1;
    socket.end(`HTTP/1.1 ${code} ${PHRASES[code] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  const ping = (): void => {
    for (const client of sockets.clients) {
      if (!alive.has(client)) client.terminate();
      else {
        alive.delete(client);
        client.ping();
      }
    }
    set('ping', PING_MS, ping);
  };
  const catchUp = (): void => {
    audience.catchUp();
    set('catch-up', CATCH_UP_MS, catchUp);
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', () => undefined);
  idle();
  ping();
  catchUp();

  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    feed: (found, at, feed, keepFeed = false) => {
      if (stopped !== undefined) return;
      upstream(feed).deliveredAt = clock.now();
      reports += found.length;
      gatheredAt = Math.max(gatheredAt, at);
      for (const report of found) gathered.push(keepFeed || report.feed === feed ? report : { ...report, feed });
      // In a replay every message counts: a monitor that follows must see what happened, not only how it ended.
      if (replaying !== undefined || found.length > 1) publish(false);
      else if (found.length > 0 && !timers.has('gather')) set('gather', GATHER_MS, () => publish(false));
    },
    link: (link) => {
      if (stopped !== undefined) return;
      publish(false);
      upstream(link.feed).link = link;
      audience.all(linkMessage(link));
    },
    replay: (notice) => {
      if (stopped !== undefined) return;
      const entered = replaying === undefined;
      if (entered || notice.rewind !== undefined) {
        // Another clock from here on: what was gathered belongs to the one before.
        gathered = [];
        gatheredAt = Number.NEGATIVE_INFINITY;
        picture = relayState(notice.at);
      } else publish(false);
      const { checkpoint: _checkpoint, rewind: _rewind, ...standing } = notice;
      replaying = standing;
      audience.all(replayMessage(notice));
      if (entered || notice.rewind !== undefined) audience.restart();
    },
    status,
    stop: () => {
      stopped ??= new Promise<void>((resolve) => {
        for (const handle of timers.values()) clock.clearTimeout(handle);
        const finish = clock.setTimeout(() => {
          for (const client of sockets.clients) client.terminate();
          server.closeAllConnections();
        }, CLOSE_WAIT_MS);
        for (const client of sockets.clients) client.close(1001, 'the relay is stopping');
        server.close(() => {
          clock.clearTimeout(finish);
          resolve();
        });
        server.closeIdleConnections();
      });
      return stopped;
    },
  };
};
