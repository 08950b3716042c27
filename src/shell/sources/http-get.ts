/**
 * One HTTP(S) question and what came of it, as a value. Out: the body as text, or in words why there is none. A refusal, a page of
 * HTML, a request to wait and a failure are told apart, because none of them means "no aircraft" (`docs/feeds.md` §8.1–8.3).
 */
import { gunzipSync } from 'node:zlib';
import type { ProxyAgent } from 'undici';
import type { EpochMs } from '../../aero/units.ts';
import { type Environment, proxyFor } from './proxy.ts';
import { errorCode, errorWords } from './reasons.ts';
import { type HeaderReader, retryAfter } from './retry-after.ts';
import type { Clock } from './source.ts';

/** Headers and body have to be here by then. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** Largest body after decompression. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** A 429 that does not say how long. */
const WAIT_UNSAID_MS = 60_000;

export type HttpAnswer =
  | { readonly kind: 'body'; readonly text: string; readonly etag?: string }
  /** 304: as it was last time. */
  | { readonly kind: 'unchanged' }
  /** 401, 403, or HTML where data should be. `key`: a key was asked for or rejected. */
  | { readonly kind: 'refused'; readonly reason: string; readonly code: number; readonly key: boolean }
  | { readonly kind: 'wait'; readonly reason: string; readonly until: EpochMs }
  | { readonly kind: 'too-large'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

export interface HttpQuestion {
  readonly url: string;
  readonly userAgent: string;
  readonly env: Environment;
  readonly token?: string;
  readonly etag?: string;
  readonly maxBytes?: number;
}

const TIMED_OUT = Symbol('timed out');

const statusAnswer = (code: number, header: HeaderReader, now: EpochMs): HttpAnswer | undefined => {
  if (code === 401 || code === 403) {
    const html = /text\/html/i.test(header('content-type') ?? '');
    const reason = `refused: HTTP ${code}${html ? ' with a web page' : ''}`;
    return { kind: 'refused', reason, code, key: !html || code === 401 };
  }
  const until = retryAfter(header, now);
  if (code === 429) return { kind: 'wait', reason: 'asked to wait: HTTP 429', until: until ?? now + WAIT_UNSAID_MS };
  if (code === 503 && until !== undefined) return { kind: 'wait', reason: 'asked to wait: HTTP 503', until };
  if (code === 304) return { kind: 'unchanged' };
  return code >= 200 && code < 300 ? undefined : { kind: 'failed', reason: `HTTP ${code}` };
};

/** The body's bytes, `undefined` once they are more than `maxBytes`. */
const readBody = async (response: Response, maxBytes: number): Promise<Buffer | undefined> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, size);
};

/** Some hosts send gzip and say nothing of it (`docs/feeds.md` §7): the magic decides. */
const unzipped = (body: Buffer, maxBytes: number): Buffer =>
  body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, { maxOutputLength: maxBytes }) : body;

const looksLikeHtml = (text: string, type: string): boolean =>
  /text\/html|application\/xhtml/i.test(type) ||
  /^\s*<(?:!doctype|html|head|body|script|\?xml)/i.test(text.slice(0, 200));

/** Connections through a proxy are kept for the next question, as `fetch` keeps its own. */
const proxies = new Map<string, ProxyAgent>();

const fetchThrough = async (question: HttpQuestion, init: RequestInit): Promise<Response> => {
  const proxy = proxyFor(new URL(question.url), question.env);
  if (proxy === undefined) return fetch(question.url, init);
  // Only behind a proxy: loading it costs every start some milliseconds.
  const undici = await import('undici');
  const dispatcher = proxies.get(proxy.href) ?? new undici.ProxyAgent({ uri: proxy.href, proxyTunnel: true });
  proxies.set(proxy.href, dispatcher);
  return undici.fetch(question.url, { ...init, dispatcher } as never) as unknown as Promise<Response>;
};

/**
 * Asks once. Never rejects: every failure is an answer.
 * @param signal aborts the question; its answer is then `failed` and to be ignored
 */
export const httpGet = async (question: HttpQuestion, clock: Clock, signal: AbortSignal): Promise<HttpAnswer> => {
  const maxBytes = question.maxBytes ?? MAX_BODY_BYTES;
  const abort = new AbortController();
  const onAbort = (): void => abort.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = clock.setTimeout(() => abort.abort(TIMED_OUT), REQUEST_TIMEOUT_MS);
  try {
    const response = await fetchThrough(question, {
      headers: {
        'User-Agent': question.userAgent,
        Accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
        ...(question.token === undefined ? {} : { Authorization: `Bearer ${question.token}` }),
        ...(question.etag === undefined ? {} : { 'If-None-Match': question.etag }),
      },
      redirect: 'follow',
      signal: abort.signal,
    });
    const header: HeaderReader = (name) => response.headers.get(name);
    const settled = statusAnswer(response.status, header, clock.now());
    if (settled !== undefined) {
      await response.body?.cancel().catch(() => undefined);
      return settled;
    }
    const large: HttpAnswer = { kind: 'too-large', reason: `an answer over ${Math.round(maxBytes / 1024)} KiB` };
    const body = await readBody(response, maxBytes);
    if (body === undefined) return large;
    let text: string;
    try {
      text = unzipped(body, maxBytes).toString('utf8');
    } catch (error) {
      return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? large : { kind: 'failed', reason: 'the answer was cut off' };
    }
    if (looksLikeHtml(text, header('content-type') ?? '')) {
      return { kind: 'refused', reason: 'refused: a web page instead of data', code: response.status, key: false };
    }
    if (text.trim() === '') return { kind: 'failed', reason: 'an empty answer' };
    const etag = header('etag');
    return { kind: 'body', text, ...(etag === null || etag === undefined ? {} : { etag }) };
  } catch (error) {
    if (abort.signal.reason === TIMED_OUT)
      return { kind: 'failed', reason: `no answer in ${REQUEST_TIMEOUT_MS / 1000} s` };
    const cutOff = error instanceof Error && error.message === 'terminated';
    return { kind: 'failed', reason: cutOff ? 'the answer was cut off' : errorWords(error) };
  } finally {
    clock.clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
};
