/**
 * The pace of a guided replay: which speed at which moment makes the whole take a given time, slower where a watched aircraft comes
 * and goes, faster where nothing is heard of any. In: the frames' times and which of them mention a watched aircraft. Pure.
 */
import type { EpochMs } from '../aero/units.ts';

/** A silence of the watched aircraft longer than this is hurried through. */
const GAP_MS = 20 * 60_000;
/** Around the first and the last contact of a leg … */
const EDGE_MS = 4 * 60_000;
/** … time runs at this part of the usual speed. */
const EDGE_SHARE = 1 / 4;
/** What all gaps together may take of the whole. */
const GAPS_SHARE = 0.15;

export interface Moment {
  readonly at: EpochMs;
  /** Mentions a watched aircraft. */
  readonly watched: boolean;
}

/** A stretch of the recording played at one speed. */
export interface Stretch {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  /** Recording ms per wall ms. */
  readonly speed: number;
}

export interface Pace {
  readonly stretches: readonly Stretch[];
  /** Recording ms per wall ms at this moment. */
  readonly speedAt: (at: EpochMs) => number;
  /** Where the recording stands `wallMs` later, or stood before where it is negative. @param factor 1: as planned, 2: twice as fast */
  readonly advance: (at: EpochMs, wallMs: number, factor?: number) => EpochMs;
}

type Part = 'usual' | 'edge' | 'gap';

/** From first to last contact of each leg: contacts with no gap between them. */
const legsOf = (watchedAt: readonly EpochMs[]): readonly (readonly [EpochMs, EpochMs])[] => {
  const legs: [EpochMs, EpochMs][] = [];
  for (const at of watchedAt) {
    const leg = legs.at(-1);
    if (leg !== undefined && at - leg[1] <= GAP_MS) leg[1] = at;
    else legs.push([at, at]);
  }
  return legs;
};

const partOf = (at: EpochMs, legs: readonly (readonly [EpochMs, EpochMs])[]): Part => {
  const near = legs.some(([first, last]) => Math.abs(at - first) < EDGE_MS || Math.abs(at - last) < EDGE_MS);
  if (near) return 'edge';
  return legs.some(([first, last]) => first <= at && at <= last) ? 'usual' : 'gap';
};

/**
 * Plans the pace so that the whole takes `totalMs` of wall time.
 * @param moments in any order; with none watched the speed is the same throughout
 * @param totalMs more than 0
 */
export const planPace = (moments: readonly Moment[], totalMs: number): Pace => {
  const times = moments.map((moment) => moment.at).sort((a, b) => a - b);
  const fromAt = times[0] ?? 0;
  const toAt = times.at(-1) ?? 0;
  const legs = legsOf(
    moments
      .filter((moment) => moment.watched)
      .map((moment) => moment.at)
      .sort((a, b) => a - b),
  );
  const inside = legs
    .flat()
    .flatMap((at) => [at - EDGE_MS, at, at + EDGE_MS])
    .filter((at) => at > fromAt && at < toAt);
  const edges = [...new Set([fromAt, ...inside, toAt])].sort((a, b) => a - b);
  const parts = edges.slice(1).map((end, i) => {
    const start = edges[i] ?? end;
    return { fromAt: start, toAt: end, part: legs.length === 0 ? ('usual' as const) : partOf((start + end) / 2, legs) };
  });
  const span = (part: Part): number =>
    parts.reduce((sum, one) => sum + (one.part === part ? one.toAt - one.fromAt : 0), 0);
  // Weights: recording time as if it all were played at the usual speed.
  const gapMs = span('gap');
  const heardMs = span('usual') + span('edge') / EDGE_SHARE;
  const gapsShare = heardMs === 0 ? 1 : Math.min(GAPS_SHARE, gapMs / (gapMs + heardMs));
  const usual = heardMs / ((1 - gapsShare) * totalMs);
  const speeds: Readonly<Record<Part, number>> = {
    usual,
    edge: usual * EDGE_SHARE,
    gap: gapMs / (gapsShare * totalMs),
  };
  const stretches = parts.map(({ part, ...stretch }) => ({ ...stretch, speed: speeds[part] }));
  const indexAt = (at: EpochMs): number => {
    const index = stretches.findIndex((stretch) => at < stretch.toAt);
    return index < 0 ? stretches.length - 1 : index;
  };
  const on = (at: EpochMs, wallMs: number): EpochMs => {
    let now = at;
    let left = wallMs;
    for (let i = indexAt(at); i >= 0 && i < stretches.length; i += 1) {
      const stretch = stretches[i];
      if (stretch === undefined) break;
      const needed = (stretch.toAt - now) / stretch.speed;
      if (left < needed || i === stretches.length - 1) return now + left * stretch.speed;
      left -= needed;
      now = stretch.toAt;
    }
    return now + left;
  };
  const back = (at: EpochMs, wallMs: number): EpochMs => {
    let now = at;
    let left = wallMs;
    for (let i = indexAt(at); i >= 0; i -= 1) {
      const stretch = stretches[i];
      if (stretch === undefined) break;
      const needed = (now - stretch.fromAt) / stretch.speed;
      if (left < needed || i === 0) return now - left * stretch.speed;
      left -= needed;
      now = stretch.fromAt;
    }
    return now - left;
  };
  return {
    stretches,
    speedAt: (at) => stretches[indexAt(at)]?.speed ?? 1,
    advance: (at, wallMs, factor = 1) => (wallMs < 0 ? back(at, -wallMs * factor) : on(at, wallMs * factor)),
  };
};
