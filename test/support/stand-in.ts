/**
 * Stands in for the public services and for WebSocket feeds, on loopback. It answers from a script, one step a request, the last
 * step again and again; it remembers what it was asked. It never serves anything real.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type WebSocket, WebSocketServer } from 'ws';

/** One answer of the HTTP stand-in. */
export type Step =
  | {
      readonly say: 'rows';
      readonly rows?: readonly object[];
      readonly now?: number;
      readonly gzip?: boolean;
      readonly etag?: string;
    }
  | { readonly say: 'refuse'; readonly status?: 401 | 403; readonly html?: boolean }
  | { readonly say: 'wait'; readonly status?: 429 | 503; readonly retryAfter?: string }
  | { readonly say: 'challenge' }
  | { readonly say: 'status'; readonly status: number }
  | { readonly say: 'body'; readonly body: string; readonly type?: string }
  /** Never answers. */
  | { readonly say: 'nothing' }
  /** Promises more than it sends, and hangs up. */
  | { readonly say: 'cut-off' };

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface StandIn {
  readonly url: string;
  readonly asked: Asked[];
  readonly script: (...steps: readonly Step[]) => void;
  readonly stop: () => Promise<void>;
}

const CHALLENGE =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>';

const answer = (step: Step, request: IncomingMessage, response: ServerResponse): void => {
  const send = (status: number, type: string, body: string | Buffer, more: Record<string, string> = {}): void => {
    response.writeHead(status, { 'Content-Type': type, ...more });
    response.end(body);
  };
  switch (step.say) {
    case 'rows': {
      if (step.etag !== undefined && request.headers['if-none-match'] === step.etag) {
        response.writeHead(304).end();
        return;
      }
      const rows = step.rows ?? [];
      const body = JSON.stringify({
        ac: rows,
        msg: 'No error',
        now: step.now ?? 1_700_000_000_000,
        total: rows.length,
      });
      const etag = step.etag === undefined ? {} : { ETag: step.etag };
      if (step.gzip) send(200, 'application/json', gzipSync(body), { 'Content-Encoding': 'gzip', ...etag });
      else send(200, 'application/json', body, etag);
      return;
    }
    case 'refuse':
      if (step.html === false) send(step.status ?? 403, 'application/json', '{"error":"key"}');
      else send(step.status ?? 403, 'text/html; charset=utf-8', '<html><body>error code: 1010</body></html>');
      return;
    case 'wait':
      send(
        step.status ?? 429,
        'text/plain',
        'slow down',
        step.retryAfter === undefined ? {} : { 'Retry-After': step.retryAfter },
      );
      return;
    case 'challenge':
      send(200, 'text/html', CHALLENGE);
      return;
    case 'status':
      send(step.status, 'text/plain', 'trouble');
      return;
    case 'body':
      send(200, step.type ?? 'application/json', step.body);
      return;
    case 'nothing':
      return;
    case 'cut-off':
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100000' });
      response.write('{"ac":[{"hex":"15521f"', () => response.destroy());
      return;
  }
};

/** Starts the HTTP stand-in on a free loopback port. */
export const startStandIn = async (...steps: readonly Step[]): Promise<StandIn> => {
  let script = [...steps];
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    const step = script.length > 1 ? script.shift() : script[0];
    answer(step ?? { say: 'status', status: 500 }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    script: (...next) => {
      script = [...next];
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export interface FeedStandIn {
  readonly url: string;
  readonly port: number;
  readonly asked: Asked[];
  /** Open connections, newest last. */
  readonly clients: Set<WebSocket>;
  /** How many connections were ever made. */
  readonly made: () => number;
  /** What the clients sent. */
  readonly said: string[];
  /** Turns handshakes away with this answer until called with `undefined`. */
  readonly refuse: (answer: { readonly status: number; readonly headers?: Record<string, string> } | undefined) => void;
  readonly send: (frame: string | Uint8Array, binary?: boolean) => void;
  readonly stop: () => Promise<void>;
}

export interface FeedStandInOptions {
  readonly port?: number;
  readonly compress?: boolean;
  /** False: a half-open peer that answers no ping. */
  readonly autoPong?: boolean;
  readonly onConnect?: (socket: WebSocket) => void;
}

/** Starts a WebSocket upstream on a loopback port. */
export const startFeedStandIn = async (options: FeedStandInOptions = {}): Promise<FeedStandIn> => {
  const asked: Asked[] = [];
  const clients = new Set<WebSocket>();
  const said: string[] = [];
  let made = 0;
  let refusal: { readonly status: number; readonly headers?: Record<string, string> } | undefined;
  const server = createServer();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: options.compress === true,
    autoPong: options.autoPong !== false,
  });
  server.on('upgrade', (request, socket, head) => {
    asked.push({ method: 'GET', url: request.url ?? '', headers: request.headers });
    if (refusal !== undefined) {
      const headers = Object.entries({ Connection: 'close', ...refusal.headers }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      socket.end(`HTTP/1.1 ${refusal.status} No\r\n${headers.join('')}\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      made += 1;
      clients.add(client);
      client.on('message', (text) => said.push(text.toString()));
      client.on('error', () => undefined);
      client.on('close', () => clients.delete(client));
      options.onConnect?.(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/`,
    port,
    asked,
    clients,
    made: () => made,
    said,
    refuse: (next) => {
      refusal = next;
    },
    send: (frame, binary = typeof frame !== 'string') => {
      for (const client of clients) client.send(frame, { binary });
    },
    stop: () =>
      new Promise((resolve) => {
        for (const client of clients) client.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
