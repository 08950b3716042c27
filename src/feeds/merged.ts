/**
 * One aircraft put together from messages that each say a part of it (SBS, jet1090). In: what was known, and what a message adds. Out:
 * the whole as known now, in which nothing outlives its time: an altitude of a minute ago is not an altitude. Plain data, never
 * changed in place, bounded in number.
 */
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import { isObject } from './json-values.ts';
import type { Report } from './types.ts';

/** An aircraft as known, and when each of its passing values was last said. */
export interface Known {
  readonly report: Report;
  readonly saidAt: Readonly<Record<string, EpochMs>>;
}

export type KnownAircraft = ReadonlyMap<string, Known>;

/** Velocity and altitude come once or twice a second; after this long they say nothing about now. */
export const MOTION_MS = 15 * SECOND_MS;
/** As long as readsb shows a position. */
const POSITION_MS = MINUTE_MS;
const SQUAWK_MS = 5 * MINUTE_MS;
/** How long each passing value stands; what is not listed is of the airframe or the flight and stays. */
const LIFE_MS: Readonly<Record<string, number>> = {
  altitudeFt: MOTION_MS,
  geoAltitudeFt: MOTION_MS,
  onGround: MOTION_MS,
  groundSpeedKt: MOTION_MS,
  trackDeg: MOTION_MS,
  verticalRateFpm: MOTION_MS,
  mach: MOTION_MS,
  emergency: MOTION_MS,
  rssiDbfs: MOTION_MS,
  nic: MOTION_MS,
  nacP: MOTION_MS,
  selectedAltitudeFt: POSITION_MS,
  squawk: SQUAWK_MS,
};
/** Messages of one receiver arrive shuffled by less; what is older stands for itself. */
const SHUFFLED_MS = SECOND_MS;
/** Unheard for so long, an aircraft that comes back may be on another flight. */
const FORGET_MS = 10 * MINUTE_MS;
/** More than any receiver hears; an attacker with made-up addresses gets no further. */
export const MAX_KNOWN = 20_000;

const POSITION_KEYS: ReadonlySet<string> = new Set(['position', 'positionAt']);

/** What is known after a message. `fresh` wins; what it does not say stays while it stands. */
const merge = (known: Known | undefined, fresh: Report): Known => {
  const saidAt: Record<string, EpochMs> = {};
  for (const key of Object.keys(fresh)) if (key in LIFE_MS) saidAt[key] = fresh.at;
  if (known === undefined) return { report: fresh, saidAt };
  const before = known.report;
  const at = Math.max(fresh.at, before.at);
  const kept: Record<string, unknown> = {};
  const placed =
    fresh.position === undefined && before.positionAt !== undefined && at - before.positionAt <= POSITION_MS;
  for (const [key, value] of Object.entries(before)) {
    if (POSITION_KEYS.has(key)) {
      if (placed) kept[key] = value;
      continue;
    }
    const life = LIFE_MS[key];
    const said = known.saidAt[key];
    if (life === undefined) kept[key] = value;
    else if (!(key in fresh) && said !== undefined && at - said <= life) {
      kept[key] = value;
      saidAt[key] = said;
    }
  }
  const whole: Report = { ...kept, ...fresh, at, source: placed ? before.source : fresh.source };
  if (whole.onGround !== true) return { report: whole, saidAt };
  const { altitudeFt: _onTheGroundItIsTheField, ...grounded } = whole;
  return { report: grounded, saidAt };
};

/** True where the message was too old to be merged: it stands for itself and what is known stays. */
const isLate = (known: Known | undefined, fresh: Report): boolean =>
  known !== undefined && fresh.at < known.report.at - SHUFFLED_MS;

/** What an earlier message left, from a decoder's opaque memory; empty where it is nothing of the kind. */
export const knownBefore = (memory: unknown): KnownAircraft =>
  isObject(memory) && memory.aircraft instanceof Map ? memory.aircraft : new Map();

/** Merges a message into the map and answers the whole. The map is the caller's own copy. */
export const mergeInto = (aircraft: Map<string, Known>, fresh: Report): Report => {
  const before = aircraft.get(fresh.icao24);
  if (isLate(before, fresh)) return fresh;
  const forgotten = before !== undefined && fresh.at - before.report.at > FORGET_MS;
  const known = merge(forgotten ? undefined : before, fresh);
  // Put at the end, so that the first of the map are those unheard for longest.
  aircraft.delete(fresh.icao24);
  aircraft.set(fresh.icao24, known);
  return known.report;
};

/** Forgets who was not heard for ten minutes, and the longest unheard where there are too many. */
export const prune = (aircraft: Map<string, Known>, nowAt: EpochMs): void => {
  for (const [icao24, known] of aircraft) {
    if (aircraft.size <= MAX_KNOWN && nowAt - known.report.at <= FORGET_MS) return;
    aircraft.delete(icao24);
  }
};
