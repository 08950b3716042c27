/**
 * A feed that has to be asked: an HTTP(S) document polled at a steady pace, one request in flight. Out: each document as a frame
 * (an unchanged one too: a frozen clock is for the reader to notice) and in words why there is none. Never asks again before a
 * service's Retry-After, nor after 401 or 403 until `reconnect()`.
 */
import type { LinkStatus } from '../../app/msg.ts';
import { redactUrl } from '../redact.ts';
import { backoffMs, LONGEST_TIMER_MS } from './backoff.ts';
import { type HttpAnswer, httpGet } from './http-get.ts';
import type { Environment } from './proxy.ts';
import { reasonText } from './reasons.ts';
import type { Clock, Source, SourceMsg } from './source.ts';

/** A receiver rewrites aircraft.json once a second; every other second is lively and polite. */
export const POLL_EVERY_MS = 2_000;
/** ±10 %, so that many monitors do not ask in step. */
const JITTER = 0.1;
/** After a page of HTML: whatever put it there (a block, a portal's login) stays a while. */
const REFUSED_WAIT_MS = 60_000;

export interface PollOptions {
  readonly id: string;
  readonly url: URL;
  readonly clock: Clock;
  readonly userAgent: string;
  readonly env: Environment;
  readonly format?: string;
  readonly token?: string;
  readonly intervalMs?: number;
  readonly maxBytes?: number;
}

/** The interval with its jitter. */
export const jittered = (intervalMs: number, random: Clock['random']): number =>
  Math.round(intervalMs * (1 - JITTER + 2 * JITTER * random()));

/** One polled FEED as a `Source`. */
export const pollSource = (options: PollOptions): Source => {
  const { id, clock } = options;
  const intervalMs = options.intervalMs ?? POLL_EVERY_MS;
  const asked = {
    url: options.url.href,
    userAgent: options.userAgent,
    env: options.env,
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  };
  let emit: ((msg: SourceMsg) => void) | undefined;
  let stopped = false;
  let timer: unknown;
  let flight: AbortController | undefined;
  let inFlight: Promise<void> = Promise.resolve();
  let attempt = 0;
  let up = false;
  let waitUntil = 0;
  let last: { readonly text: string; readonly etag: string } | undefined;

  const link = (status: LinkStatus): void => {
    up = status.state === 'up';
    emit?.({ kind: 'link', feed: id, at: clock.now(), status });
  };
  const askIn = (ms: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(
      () => (clock.now() < waitUntil ? askIn(waitUntil - clock.now()) : ask()),
      Math.min(ms, LONGEST_TIMER_MS),
    );
  };
  const failed = (reason: string): void => {
    attempt += 1;
    const waitMs = Math.max(intervalMs, backoffMs(attempt, clock.random));
    askIn(waitMs);
    link({ state: 'down', reason, retryAt: clock.now() + waitMs, attempt });
  };
  const take = (answer: HttpAnswer): void => {
    if (answer.kind === 'refused') {
      attempt += 1;
      const final = answer.code === 401 || answer.code === 403;
      const waitMs = Math.max(REFUSED_WAIT_MS, backoffMs(attempt, clock.random));
      if (!final) askIn(waitMs);
      const retry = final ? {} : { retryAt: clock.now() + waitMs };
      link({ state: 'refused', reason: answer.reason, code: answer.code, final, ...retry });
    } else if (answer.kind === 'wait') {
      waitUntil = answer.until;
      askIn(Math.max(intervalMs, answer.until - clock.now()));
      link({ state: 'waiting', reason: answer.reason, until: answer.until });
    } else if (answer.kind === 'failed') {
      failed(answer.reason);
    } else if (answer.kind === 'too-large') {
      emit?.({ kind: 'refused-frame', feed: id, at: clock.now(), code: 'too-large', text: answer.reason });
      if (!stopped) failed(answer.reason);
    } else {
      if (answer.kind === 'body')
        last = answer.etag === undefined ? undefined : { text: answer.text, etag: answer.etag };
      const text = answer.kind === 'body' ? answer.text : last?.text;
      attempt = 0;
      askIn(jittered(intervalMs, clock.random));
      if (!up) link({ state: 'up' });
      const format = options.format === undefined ? {} : { format: options.format };
      if (text !== undefined) emit?.({ kind: 'frame', feed: id, text, at: clock.now(), ...format });
    }
  };
  const ask = (): void => {
    const controller = new AbortController();
    flight = controller;
    const question = last === undefined ? asked : { ...asked, etag: last.etag };
    inFlight = httpGet(question, clock, controller.signal).then((answer) => {
      if (!stopped && flight === controller) take(answer);
    });
  };
  const halt = (): void => {
    clock.clearTimeout(timer);
    flight?.abort();
    flight = undefined;
  };

  return {
    id,
    label: redactUrl(options.url.href),
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      link({ state: 'connecting', attempt: 1 });
      if (!stopped) ask();
    },
    reconnect: (reason) => {
      if (emit === undefined || stopped) return;
      halt();
      attempt = 0;
      if (clock.now() < waitUntil) {
        // Asking during a ban makes it longer (`docs/feeds.md` §8.3).
        askIn(waitUntil - clock.now());
        link({ state: 'waiting', reason: 'asked to wait by the service', until: waitUntil });
        return;
      }
      link({ state: 'down', reason: reasonText(reason) });
      if (!stopped) ask();
    },
    stop: async () => {
      stopped = true;
      emit = undefined;
      halt();
      await inFlight;
    },
  };
};
