/** What the relay says of itself over HTTP: `/healthz` as JSON, `/metrics` as Prometheus text. In: counts. Out: bodies. */
import type { EpochMs } from '../../aero/units.ts';

/** An upstream that is connected and has said nothing for this long delivers nothing. */
export const DELIVERS_WITHIN_MS = 60_000;

export interface UpstreamStatus {
  readonly feed: string;
  readonly up: boolean;
  readonly reason?: string;
  /** Wall clock of the last message, `undefined`: none yet. */
  readonly deliveredAt?: EpochMs;
}

export interface RelayStatus {
  readonly at: EpochMs;
  readonly upstreams: readonly UpstreamStatus[];
  readonly clients: number;
  readonly aircraft: number;
  readonly framesSent: number;
  readonly restarts: number;
  readonly refused: number;
  readonly reports: number;
}

export const delivers = (upstream: UpstreamStatus, at: EpochMs): boolean =>
  upstream.up && upstream.deliveredAt !== undefined && at - upstream.deliveredAt <= DELIVERS_WITHIN_MS;

/** 200 while an upstream delivers, 503 otherwise (CONTRACT §7). */
export const health = (status: RelayStatus): { readonly code: 200 | 503; readonly body: string } => {
  const upstreams = status.upstreams.map((upstream) => ({
    feed: upstream.feed,
    up: upstream.up,
    delivers: delivers(upstream, status.at),
    reason: upstream.reason ?? null,
    silentSeconds: upstream.deliveredAt === undefined ? null : Math.round((status.at - upstream.deliveredAt) / 1000),
  }));
  const ok = upstreams.some((upstream) => upstream.delivers);
  return {
    code: ok ? 200 : 503,
    body: `${JSON.stringify({ ok, clients: status.clients, aircraft: status.aircraft, upstreams })}\n`,
  };
};

const labelValue = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

/** Prometheus text exposition format 0.0.4. */
export const metrics = (status: RelayStatus): string => {
  const out: string[] = [];
  const metric = (
    name: string,
    type: 'gauge' | 'counter',
    help: string,
    values: readonly (readonly [string, number])[],
  ): void => {
    out.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const [labels, value] of values) out.push(`${name}${labels} ${value}`);
  };
  const each = (value: (upstream: UpstreamStatus) => number): [string, number][] =>
    status.upstreams.map((upstream) => [`{feed="${labelValue(upstream.feed)}"}`, value(upstream)]);
  metric('dprk_watch_relay_clients', 'gauge', 'Connected clients.', [['', status.clients]]);
  metric('dprk_watch_relay_aircraft', 'gauge', 'Aircraft in the picture.', [['', status.aircraft]]);
  metric('dprk_watch_relay_frames_sent_total', 'counter', 'Frames sent to clients.', [['', status.framesSent]]);
  metric('dprk_watch_relay_restarts_total', 'counter', 'Fresh starts given to slow clients.', [['', status.restarts]]);
  metric('dprk_watch_relay_refused_total', 'counter', 'Handshakes turned away.', [['', status.refused]]);
  metric('dprk_watch_relay_reports_total', 'counter', 'Reports received from upstreams.', [['', status.reports]]);
  metric(
    'dprk_watch_relay_upstream_up',
    'gauge',
    'Whether the upstream is connected.',
    each((one) => (one.up ? 1 : 0)),
  );
  metric(
    'dprk_watch_relay_upstream_delivers',
    'gauge',
    'Whether the upstream delivers.',
    each((one) => (delivers(one, status.at) ? 1 : 0)),
  );
  return `${out.join('\n')}\n`;
};
