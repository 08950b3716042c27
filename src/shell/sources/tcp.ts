/**
 * A feed of lines over TCP (readsb's net-json, SBS), kept connected. Out: whole lines as received, and each turn of the connection.
 * Neither protocol has a heartbeat worth the name, so silence is what tells a dead connection (`docs/feeds.md` §1.2).
 */
import { connect as connectTcp, type Socket } from 'node:net';
import type { LinkStatus } from '../../app/msg.ts';
import { backoffMs, durationWords, GOOD_AFTER_MS } from './backoff.ts';
import { lineCutter } from './lines.ts';
import { errorWords, reasonText } from './reasons.ts';
import type { Clock, Source, SourceMsg } from './source.ts';

const CONNECT_TIMEOUT_MS = 15_000;
/** readsb's own heartbeat comes every 60 s; two of them missed is a dead connection. */
const SILENCE_MS = 120_000;

export interface TcpOptions {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly format?: string;
  readonly silenceMs?: number;
  readonly maxLineChars?: number;
}

/** One FEED over TCP as a `Source`. */
export const tcpSource = (options: TcpOptions): Source => {
  const { id, clock } = options;
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const format = options.format === undefined ? {} : { format: options.format };
  let emit: ((msg: SourceMsg) => void) | undefined;
  let socket: Socket | undefined;
  let watchdog: unknown;
  let retryTimer: unknown;
  let attempt = 0;
  let stopped = false;

  const link = (status: LinkStatus): void => emit?.({ kind: 'link', feed: id, at: clock.now(), status });
  const drop = (): Promise<void> => {
    clock.clearTimeout(watchdog);
    clock.clearTimeout(retryTimer);
    const old = socket;
    socket = undefined;
    if (old === undefined || old.closed) return Promise.resolve();
    old.removeAllListeners();
    old.on('error', () => undefined);
    return new Promise((resolve) => {
      old.once('close', () => resolve());
      old.destroy();
    });
  };
  const lost = (reason: string): void => {
    void drop();
    attempt += 1;
    const waitMs = backoffMs(attempt, clock.random);
    retryTimer = clock.setTimeout(open, waitMs);
    link({ state: 'down', reason, retryAt: clock.now() + waitMs, attempt });
  };
  const watch = (ms: number, reason: string): void => {
    clock.clearTimeout(watchdog);
    watchdog = clock.setTimeout(() => lost(reason), ms);
  };
  const open = (): void => {
    link({ state: 'connecting', attempt: attempt + 1 });
    if (stopped || socket !== undefined) return;
    const cutter = lineCutter(options.maxLineChars);
    const own = connectTcp({ host: options.host, port: options.port });
    socket = own;
    let upAt = Number.POSITIVE_INFINITY;
    const frame = (text: string | undefined): void => {
      if (cutter.refused() > 0) {
        emit?.({ kind: 'refused-frame', feed: id, at: clock.now(), code: 'too-large', text: 'a line over the limit' });
      }
      if (text !== undefined && !stopped) emit?.({ kind: 'frame', feed: id, text, at: clock.now(), ...format });
    };
    watch(CONNECT_TIMEOUT_MS, 'no answer');
    own.on('connect', () => {
      upAt = clock.now();
      own.setKeepAlive(true);
      watch(silenceMs, `no data for ${durationWords(silenceMs)}`);
      link({ state: 'up' });
    });
    own.on('data', (bytes) => {
      watch(silenceMs, `no data for ${durationWords(silenceMs)}`);
      if (clock.now() - upAt >= GOOD_AFTER_MS) attempt = 0;
      frame(cutter.push(bytes));
    });
    own.on('error', (error) => lost(errorWords(error)));
    own.on('close', () => {
      frame(cutter.end());
      if (socket === own) lost('closed by the other side');
    });
  };

  return {
    id,
    label: `tcp://${options.host}:${options.port}`,
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      open();
    },
    reconnect: (reason) => {
      if (emit === undefined || stopped) return;
      void drop();
      attempt = 0;
      link({ state: 'down', reason: reasonText(reason) });
      if (!stopped) open();
    },
    stop: () => {
      stopped = true;
      emit = undefined;
      return drop();
    },
  };
};
