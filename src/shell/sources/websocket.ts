/**
 * A WebSocket feed that stays connected. Out: frames as received, and each turn of the connection in words. It returns after a
 * loss with jittered backoff, and notices what no `close` tells: a peer that answers no ping, a peer that sends nothing. Refuses
 * frames over the limit (counted, connection made anew) and untrusted TLS; after 401 or 403 it waits for `reconnect()`.
 */
import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import type { LinkStatus } from '../../app/msg.ts';
import { redactUrl } from '../redact.ts';
import { backoffMs, durationWords, GOOD_AFTER_MS, LONGEST_TIMER_MS } from './backoff.ts';
import { type Environment, proxyFor, tunnelAgent } from './proxy.ts';
import { errorCode, errorWords, reasonText } from './reasons.ts';
import { retryAfter } from './retry-after.ts';
import type { Clock, Source, SourceMsg } from './source.ts';

/** Largest frame: an adsb.lol picture of 7,000 rows is some 4 MB (`docs/feeds.md` §8.16). */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;
/** Our ping; a peer that has not answered by the next one is gone. */
export const PING_EVERY_MS = 20_000;
/** No frame for this long: half-open socket or a server that dropped our subscription (§5.3). */
export const SILENCE_MS = 60_000;
const HANDSHAKE_TIMEOUT_MS = 15_000;
/** A 429 that does not say how long. */
const WAIT_UNSAID_MS = 60_000;

export interface WebSocketOptions {
  readonly id: string;
  /** Without our own parameters (see own-query.ts). */
  readonly url: URL | string;
  readonly clock: Clock;
  /** `dprk-watch/VERSION (+https://…)`: services refuse a library's default. */
  readonly userAgent: string;
  readonly env: Environment;
  /** The format's id where it was forced. */
  readonly format?: string;
  /** Sent when the socket opens, for feeds that need a subscription. */
  readonly hello?: string;
  /** Sent as `Authorization: Bearer …`. From the environment or a file, never from arguments. */
  readonly token?: string;
  readonly compress?: boolean;
  readonly maxFrameBytes?: number;
  readonly silenceMs?: number;
}

/** One FEED over WebSocket as a `Source`. */
export const webSocketSource = (options: WebSocketOptions): Source => {
  const { id, clock } = options;
  const url = new URL(options.url);
  const maxFrameBytes = options.maxFrameBytes ?? MAX_FRAME_BYTES;
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const timers = new Set<unknown>();
  let emit: ((msg: SourceMsg) => void) | undefined;
  let socket: WebSocket | undefined;
  let attempt = 0;
  let stopped = false;

  const link = (status: LinkStatus): void => emit?.({ kind: 'link', feed: id, at: clock.now(), status });
  const later = (ms: number, callback: () => void): unknown => {
    const handle = clock.setTimeout(
      () => {
        timers.delete(handle);
        callback();
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
    timers.add(handle);
    return handle;
  };
  const cancel = (handle: unknown): void => {
    clock.clearTimeout(handle);
    timers.delete(handle);
  };
  const clearTimers = (): void => {
    for (const handle of timers) clock.clearTimeout(handle);
    timers.clear();
  };
  /** Lets go of the present connection: it may close in its own time and can say nothing more. */
  const drop = (): Promise<void> => {
    clearTimers();
    const old = socket;
    socket = undefined;
    if (old === undefined || old.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      old.removeAllListeners();
      old.on('error', () => undefined);
      old.once('close', () => resolve());
      old.terminate();
    });
  };
  const retry = (status: (retryAt: number) => LinkStatus, atLeastMs = 0): void => {
    void drop();
    attempt += 1;
    const waitMs = Math.max(atLeastMs, backoffMs(attempt, clock.random));
    later(waitMs, connect);
    link(status(clock.now() + waitMs));
  };
  const lost = (reason: string): void => retry((retryAt) => ({ state: 'down', reason, retryAt, attempt }));

  const turnedAway = (answer: IncomingMessage): void => {
    const code = answer.statusCode ?? 0;
    const until = retryAfter((name) => answer.headers[name]?.toString(), clock.now());
    answer.destroy();
    if (code === 401 || code === 403) {
      void drop();
      link({ state: 'refused', reason: `refused: HTTP ${code}`, code, final: true });
    } else if (code === 429 || (code === 503 && until !== undefined)) {
      void drop();
      const wakeAt = until ?? clock.now() + WAIT_UNSAID_MS;
      later(wakeAt - clock.now(), connect);
      link({ state: 'waiting', reason: `asked to wait: HTTP ${code}`, until: wakeAt });
    } else if (/text\/html/i.test(answer.headers['content-type'] ?? '')) {
      const reason = `refused: a web page (HTTP ${code}) instead of a WebSocket`;
      retry((retryAt) => ({ state: 'refused', reason, code, final: false, retryAt }));
    } else {
      const to = answer.headers.location;
      lost(`HTTP ${code} instead of a WebSocket${to === undefined ? '' : reasonText(` (redirected to ${to})`)}`);
    }
  };

  const connect = (): void => {
    if (stopped) return;
    link({ state: 'connecting', attempt: attempt + 1 });
    // A listener may have stopped us, or made us connect anew, while it heard that.
    if (stopped || socket !== undefined) return;
    let ws: WebSocket;
    try {
      const proxy = proxyFor(url, options.env);
      ws = new WebSocket(url, {
        headers: {
          'User-Agent': options.userAgent,
          ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
        },
        perMessageDeflate: options.compress === true,
        maxPayload: maxFrameBytes,
        followRedirects: false,
        rejectUnauthorized: true,
        ...(proxy === undefined ? {} : { agent: tunnelAgent(proxy, url.protocol === 'wss:') }),
      });
    } catch (error) {
      lost(errorWords(error));
      return;
    }
    socket = ws;
    const decoder = new TextDecoder();
    let openAt: number | undefined;
    let frames = 0;
    let answered = true;
    let silence: unknown;
    const handshake = later(HANDSHAKE_TIMEOUT_MS, () => lost('no answer to the WebSocket handshake'));
    const heard = (): void => {
      cancel(silence);
      silence = later(silenceMs, () => fell(`no data for ${durationWords(silenceMs)}`));
    };
    const fell = (reason: string): void => {
      if (openAt !== undefined && frames > 0 && clock.now() - openAt >= GOOD_AFTER_MS) attempt = 0;
      lost(reason);
    };
    const beat = (): void => {
      if (!answered) {
        fell('no answer to our pings');
        return;
      }
      answered = false;
      ws.ping();
      later(PING_EVERY_MS, beat);
    };
    ws.on('open', () => {
      openAt = clock.now();
      cancel(handshake);
      if (options.hello !== undefined) ws.send(options.hello);
      heard();
      later(PING_EVERY_MS, beat);
      link({ state: 'up' });
    });
    ws.on('pong', () => {
      answered = true;
    });
    ws.on('message', (raw: Buffer, isBinary: boolean) => {
      frames += 1;
      answered = true;
      heard();
      const text = isBinary ? decoder.decode(raw, { stream: true }) : raw.toString('utf8');
      const format = options.format === undefined ? {} : { format: options.format };
      emit?.({ kind: 'frame', feed: id, text, at: clock.now(), ...format, ...(isBinary ? { bytes: raw } : {}) });
    });
    ws.on('unexpected-response', (_request, answer) => turnedAway(answer));
    ws.on('error', (error) => {
      const code = errorCode(error);
      if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
        const text = `a frame over ${Math.round(maxFrameBytes / 1024)} KiB`;
        emit?.({ kind: 'refused-frame', feed: id, at: clock.now(), code: 'too-large', text });
        if (socket === ws) fell(`sent ${text}`);
      } else
        fell(code?.startsWith('WS_ERR_') ? `broke the WebSocket protocol: ${errorWords(error)}` : errorWords(error));
    });
    ws.on('close', (code, why) => {
      const words = reasonText(why.toString('utf8'));
      fell(`closed by the other side (${code}${words === '' ? '' : `, ${words}`})`);
    });
  };

  return {
    id,
    label: redactUrl(url.href),
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      connect();
    },
    reconnect: (reason) => {
      if (emit === undefined || stopped) return;
      void drop();
      attempt = 0;
      link({ state: 'down', reason: reasonText(reason) });
      connect();
    },
    stop: () => {
      stopped = true;
      emit = undefined;
      return drop();
    },
  };
};
