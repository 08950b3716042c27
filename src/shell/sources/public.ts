/**
 * The live default, no key needed: the public services in order of preference. adsb.lol is asked for the watched addresses every
 * 10 s; where it refuses or fails twice, adsb.fi answers instead, and after ten minutes adsb.lol is tried again. Asked are exact
 * addresses, and in turn who is within 250 NM of a place: neither service can be asked for a block such as 720000–727FFF. Out: documents, and who answers or why nobody does.
 */

import type { EpochMs, Position } from '../../aero/units.ts';
import type { LinkStatus } from '../../app/msg.ts';
import { backoffMs, LONGEST_TIMER_MS } from './backoff.ts';
import { type HttpAnswer, httpGet } from './http-get.ts';
import { jittered } from './poll.ts';
import type { Environment } from './proxy.ts';
import { hexLists, type PublicService } from './public-services.ts';

import { reasonText } from './reasons.ts';
import type { Clock, Source, SourceMsg } from './source.ts';

/** adsb.lol caches 5 s; adsb.fi turned pollers at 2 s away and was content with 5 s (`docs/feeds.md` §2). */
export const PUBLIC_EVERY_MS = 10_000;
/** How long a service that refused or failed twice is left alone while another answers. */
export const BENCH_MS = 600_000;
const FAILURES_TO_BENCH = 2;
/** Between two questions to one service, whatever happened to the first. */
const LEAST_SPACING_MS = 5_000;

export interface PublicOptions {
  readonly id: string;
  readonly clock: Clock;
  readonly userAgent: string;
  readonly env: Environment;
  readonly addresses: readonly string[];
  /** Ask also who is around this place: a block of addresses or a type cannot be asked for, but can be heard there. */
  readonly around?: Position;
  readonly services: readonly PublicService[];
  readonly intervalMs?: number;
}

interface Standing {
  readonly service: PublicService;
  failures: number;
  /** Not asked before then. A wait that the service asked for is kept to even where nobody else answers. */
  benchedUntil: EpochMs;
  toldToWait: boolean;
  trouble: string | undefined;
  lastAskedAt: EpochMs;
}

/** The public services as one `Source`; its frames bear its id whoever answered. */
export const publicSource = (options: PublicOptions): Source => {
  const { id, clock } = options;
  const intervalMs = options.intervalMs ?? PUBLIC_EVERY_MS;
  const lists = hexLists(options.addresses);
  /** Asked in turn: the lists of addresses, and then who is around a place, for rules that are no addresses. */
  const questions: readonly ((service: PublicService) => string)[] = [
    ...lists.map((list) => (service: PublicService) => service.hexBase + list),
    ...(options.around === undefined
      ? []
      : [options.around].map((place) => (service: PublicService) => service.around(place))),
  ];
  const fresh = {
    failures: 0,
    benchedUntil: 0,
    toldToWait: false,
    trouble: undefined,
    lastAskedAt: Number.NEGATIVE_INFINITY,
  };
  const standings: readonly Standing[] = options.services.map((service) => ({ service, ...fresh }));
  let emit: ((msg: SourceMsg) => void) | undefined;
  let stopped = false;
  let timer: unknown;
  let flight: AbortController | undefined;
  let inFlight: Promise<void> = Promise.resolve();
  let turn = 0;
  let attempt = 0;
  let answering: string | undefined;

  const link = (status: LinkStatus): void => emit?.({ kind: 'link', feed: id, at: clock.now(), status });
  const nextIn = (ms: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(ask, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
  };
  const nobody = (): void => {
    attempt += 1;
    answering = undefined;
    const now = clock.now();
    const pauseUntil = now + Math.max(intervalMs, backoffMs(attempt, clock.random));
    for (const one of standings) if (!one.toldToWait) one.benchedUntil = Math.min(one.benchedUntil, pauseUntil);
    const retryAt = Math.max(now + intervalMs, Math.min(...standings.map((one) => one.benchedUntil)));
    nextIn(retryAt - now);
    const reason = reasonText(standings.map((one) => `${one.service.name}: ${one.trouble ?? 'no answer'}`).join('; '));
    if (standings.every((one) => one.toldToWait)) link({ state: 'waiting', reason, until: retryAt });
    else link({ state: 'down', reason, retryAt, attempt });
  };
  const take = (one: Standing, answer: HttpAnswer): void => {
    const now = clock.now();
    if (answer.kind === 'body') {
      one.failures = 0;
      one.trouble = undefined;
      attempt = 0;
      turn += 1;
      nextIn(jittered(intervalMs, clock.random));
      if (answering !== one.service.name) link({ state: 'up', via: one.service.name, credit: one.service.credit });
      answering = one.service.name;
      emit?.({ kind: 'frame', feed: id, text: answer.text, at: now });
      return;
    }
    one.trouble = answer.kind === 'unchanged' ? 'HTTP 304' : answer.reason;
    one.failures += 1;
    one.toldToWait = answer.kind === 'wait';
    if (answer.kind === 'wait') one.benchedUntil = answer.until;
    else if (answer.kind === 'refused' || one.failures >= FAILURES_TO_BENCH) one.benchedUntil = now + BENCH_MS;
    const benched = one.benchedUntil > now;
    // Back from the bench one more failure is enough.
    if (benched) one.failures = FAILURES_TO_BENCH - 1;
    if (standings.some((other) => other.benchedUntil <= now)) {
      const waitMs = benched ? 0 : backoffMs(one.failures, clock.random);
      nextIn(waitMs);
      // A single slip of a service that answers is not worth a word; who is asked next at once has the word.
      if (answering !== undefined) return;
      if (benched) link({ state: 'connecting', attempt: attempt + 1 });
      else
        link({
          state: 'down',
          reason: reasonText(`${one.service.name}: ${one.trouble}`),
          retryAt: now + waitMs,
          attempt: attempt + 1,
        });
    } else nobody();
  };
  const ask = (): void => {
    const one = standings.find((standing) => standing.benchedUntil <= clock.now());
    const urlOf = questions[turn % questions.length];
    if (one === undefined || urlOf === undefined) {
      nobody();
      return;
    }
    const soonestAt = one.lastAskedAt + LEAST_SPACING_MS;
    if (clock.now() < soonestAt) {
      nextIn(soonestAt - clock.now());
      return;
    }
    one.lastAskedAt = clock.now();
    const controller = new AbortController();
    flight = controller;
    const question = { url: urlOf(one.service), userAgent: options.userAgent, env: options.env };
    inFlight = httpGet(question, clock, controller.signal).then((answer) => {
      if (!stopped && flight === controller) take(one, answer);
    });
  };
  const halt = (): void => {
    clock.clearTimeout(timer);
    flight?.abort();
    flight = undefined;
  };

  return {
    id,
    label: options.services.map((service) => service.name).join(', then '),
    credit: options.services.map((service) => service.credit).join('; '),
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      if (questions.length === 0) {
        link({ state: 'down', reason: 'the watchlist holds nothing that can be asked for' });
        return;
      }
      link({ state: 'connecting', attempt: 1 });
      if (!stopped) ask();
    },
    reconnect: (reason) => {
      if (emit === undefined || stopped || questions.length === 0) return;
      halt();
      attempt = 0;
      answering = undefined;
      for (const one of standings) if (!one.toldToWait) one.benchedUntil = 0;
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
