/**
 * plane-notify's rules, restated from detection.md §1.1: a poll every minute, the sample before it remembered, 15,000 ft the line
 * below which appearing is a take-off and vanishing for five minutes a landing, at the nearest field of the table.
 */
import { type EpochMs, MINUTE_MS } from '../../../src/aero/units.ts';
import type { Observation } from '../../../src/events/world.ts';
import type { Report } from '../../../src/feeds/types.ts';
import { type Call, callAt, nearestField, type Rules } from './calls.ts';

const POLL_MS = MINUTE_MS;
/** What the services it asks still return. */
const FEEDING_MS = MINUTE_MS;
const LINE_FT = 15_000;
const ABOVE_FIELD_FT = 10_000;
const DATA_LOSS_MS = 5 * MINUTE_MS;
/** Airborne and slower than this is a bad decode: the whole sample is skipped. */
const BAD_KT = 10;

interface Sample {
  readonly onGround: boolean;
  readonly report: Report & { readonly position: NonNullable<Report['position']> };
}

interface State {
  feeding: boolean;
  below: boolean;
  sample?: Sample;
  /** Lost low: a landing if it stays away. */
  lostAt?: EpochMs;
}

const isLow = (report: Sample['report']): boolean => {
  const { altitudeFt, position } = report;
  if (altitudeFt === undefined) return false;
  return altitudeFt <= LINE_FT || altitudeFt - (nearestField(position)?.elevationFt ?? 0) <= ABOVE_FIELD_FT;
};

function takeSample(state: State, sample: Sample, icao24: string): readonly Call[] {
  const { report, onGround } = sample;
  if (!onGround && (report.groundSpeedKt ?? BAD_KT + 1) <= BAD_KT) return [];
  const before = { ...state };
  state.sample = sample;
  state.feeding = true;
  if (onGround) state.below = true;
  else if (report.altitudeFt !== undefined && report.altitudeFt !== LINE_FT) state.below = report.altitudeFt < LINE_FT;
  delete state.lostAt;
  const calls: Call[] = [];
  if (state.below && !onGround) {
    if (before.feeding && before.sample?.onGround === true) {
      calls.push({ ...callAt('take-off', icao24, { at: report.at, position: before.sample.report.position }) });
    } else if (!before.feeding && before.lostAt === undefined && isLow(report)) {
      calls.push(callAt('take-off', icao24, { at: report.at, position: report.position }));
    }
  }
  if (onGround && before.feeding && before.sample?.onGround === false && before.below) {
    calls.push(callAt('landing', icao24, { at: report.at, position: report.position }));
  }
  return calls;
}

function miss(state: State, at: EpochMs, icao24: string): readonly Call[] {
  const { sample } = state;
  if (state.feeding && sample !== undefined && state.below && !sample.onGround) state.lostAt = sample.report.at;
  state.feeding = false;
  if (sample === undefined || state.lostAt === undefined || at - state.lostAt < DATA_LOSS_MS) return [];
  const lostAt = state.lostAt;
  delete state.lostAt;
  return isLow(sample.report) ? [callAt('landing', icao24, { at: lostAt, position: sample.report.position })] : [];
}

function run(observations: readonly Observation[], watched: readonly string[]): readonly Call[] {
  const calls: Call[] = [];
  const states = new Map<string, State>(watched.map((icao24) => [icao24, { feeding: false, below: false }]));
  const newest = new Map<string, Sample>();
  let polledAt: EpochMs | undefined;
  for (const observation of observations) {
    if (observation.kind !== 'reports') continue;
    for (const report of observation.reports) {
      const { position, icao24 } = report;
      if (!states.has(icao24) || position === undefined || report.at < (newest.get(icao24)?.report.at ?? 0)) continue;
      newest.set(icao24, { onGround: report.onGround === true, report: { ...report, position } });
    }
    const at = observation.receivedAt;
    if (polledAt !== undefined && at - polledAt < POLL_MS) continue;
    const first = polledAt === undefined;
    polledAt = at;
    for (const [icao24, state] of states) {
      const sample = newest.get(icao24);
      const isFeeding = sample !== undefined && at - sample.report.at <= FEEDING_MS;
      // Who is there when the program starts has not just come.
      if (first && isFeeding) Object.assign(state, { feeding: true, sample });
      calls.push(...(isFeeding ? takeSample(state, sample, icao24) : miss(state, at, icao24)));
    }
  }
  return calls;
}

export const planeNotify: Rules = { name: 'plane-notify', source: 'detection.md §1.1', run };
