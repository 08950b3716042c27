/**
 * A simulated sky: flights, receivers that hear some of them, and the frames that a readsb on those receivers would have sent
 * (`aircraft.json`). Deterministic: the same sky gives the same bytes. In: flown flights, what is heard where, a seed. Out:
 * frames, the observations they decode to, and the truth.
 */
import { airportByIcao } from '../../src/aero/airports.ts';
import { destinationPoint, distanceNm } from '../../src/aero/geo.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, type Position, SECOND_MS } from '../../src/aero/units.ts';
import type { Observation } from '../../src/events/world.ts';
import { formatById } from '../../src/feeds/index.ts';
import { type Random, randomFrom } from './random.ts';
import type { FlightState, Flown } from './sky-flight.ts';

/** Inside such a circle an aircraft is heard at or above the floor and nowhere below it, whatever receivers stand around. */
export interface Floor {
  readonly centre: Position;
  readonly withinNm: number;
  readonly floorFt: number;
}

export interface Receiver {
  readonly position: Position;
  readonly antennaFt: number;
}

/** A time in which an aircraft, or everyone, is not heard. */
export interface Hole {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly icao24?: string;
}

export interface Sky {
  readonly seed: number;
  readonly flights: readonly Flown[];
  readonly receivers: readonly Receiver[];
  readonly floors?: readonly Floor[];
  readonly holes?: readonly Hole[];
  /** How often a row that is in reach is in the frame, 0…1. */
  readonly heardShare?: number;
  /** The feed's link is down: no frames. */
  readonly linkDown?: readonly Hole[];
}

/** Radio horizon over a 4/3 earth: 1.23 NM for the square root of each height in feet. */
const HORIZON = 1.23;
/** Surface traffic is heard about the receiver's own field. */
const GROUND_WITHIN_NM = 8;
const GPS_NOISE_NM = 0.004;
const MLAT_NOISE_NM = 0.3;
const MLAT_JUMP_NM = 15;
const MLAT_JUMP_SHARE = 0.04;
const OLDEST_POSITION_S = 8;
const USUAL_SHARE = 0.97;
const BUSY_BELOW_FT = 12_000;

/** Receivers at fields, named by their location indicators. */
export const receiversAt = (...fields: readonly string[]): readonly Receiver[] =>
  fields.map((icao) => {
    const position = airportByIcao(icao);
    if (position === undefined) throw new Error(`no airport ${icao}`);
    return { position, antennaFt: 300 };
  });

/** Whether anyone hears an aircraft in that state. */
export function isHeard(sky: Sky, icao24: string, state: FlightState, at: EpochMs): boolean {
  const within = (hole: Hole): boolean =>
    at >= hole.fromAt && at < hole.toAt && (hole.icao24 === undefined || hole.icao24 === icao24);
  if (sky.holes?.some(within) === true) return false;
  const floor = sky.floors?.find(({ centre, withinNm }) => distanceNm(centre, state.position) <= withinNm);
  if (floor !== undefined) return state.onGround ? floor.floorFt <= 0 : state.altitudeFt >= floor.floorFt;
  return sky.receivers.some(({ position, antennaFt }) => {
    const reach = state.onGround
      ? GROUND_WITHIN_NM
      : HORIZON * (Math.sqrt(antennaFt) + Math.sqrt(Math.max(state.altitudeFt, 0)));
    return distanceNm(position, state.position) <= reach;
  });
}

const rounded = (value: number, places: number): number => Number(value.toFixed(places));

function noisy(random: Random, position: Position, mlat: boolean): Position {
  const jump = mlat && random.next() < MLAT_JUMP_SHARE;
  const off = jump
    ? random.between(3, MLAT_JUMP_NM)
    : Math.abs(random.normal()) * (mlat ? MLAT_NOISE_NM : GPS_NOISE_NM);
  return destinationPoint(position, random.between(0, 360), off);
}

/** A row of `aircraft.json` for an aircraft that is heard `at`. */
function rowOf(random: Random, flown: Flown, at: EpochMs): Record<string, unknown> | undefined {
  const { plan } = flown;
  const ageS = rounded(Math.min(OLDEST_POSITION_S, -2 * Math.log(1 - random.next())), 1);
  const state = flown.stateAt(at - ageS * SECOND_MS);
  if (state === undefined) return undefined;
  const position = noisy(random, state.position, plan.mlat === true);
  const vertical = state.onGround
    ? { alt_baro: 'ground' }
    : {
        alt_baro: Math.round(state.altitudeFt / 25) * 25,
        ...(plan.mlat === true ? {} : { baro_rate: Math.round(state.verticalRateFpm / 64) * 64 }),
      };
  return {
    hex: plan.icao24,
    type: plan.mlat === true ? 'mlat' : 'adsb_icao',
    ...(plan.callsign === undefined ? {} : { flight: plan.callsign.padEnd(8) }),
    ...(plan.registration === undefined ? {} : { r: plan.registration }),
    ...(plan.typecode === undefined ? {} : { t: plan.typecode }),
    ...vertical,
    gs: rounded(Math.max(0, state.groundSpeedKt + (state.groundSpeedKt > 30 ? random.normal() : 0)), 1),
    track: rounded(state.trackDeg, 2) % 360,
    squawk: plan.squawk ?? '2000',
    lat: rounded(position.latitudeDeg, 6),
    lon: rounded(position.longitudeDeg, 6),
    ...(plan.mlat === true ? {} : { nic: 8, rc: 186, nac_p: 9 }),
    seen_pos: ageS,
    seen: rounded(Math.min(ageS, random.between(0, 1)), 1),
    messages: 100,
    rssi: -20,
  };
}

export interface Frame {
  readonly at: EpochMs;
  /** Absent where the link is lost (`down`) or back (`up`). */
  readonly text?: string;
  readonly link?: 'up' | 'down';
}

export interface Cadence {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  /** While someone is heard low, while someone is heard, and else. Equal numbers make a steady feed. */
  readonly busyMs: number;
  readonly cruiseMs: number;
  readonly idleMs: number;
  /** Whose flying sets the pace; absent: everyone's. */
  readonly focus?: string;
}

export const steady = (fromAt: EpochMs, toAt: EpochMs, everyMs: number): Cadence => ({
  fromAt,
  toAt,
  busyMs: everyMs,
  cruiseMs: everyMs,
  idleMs: everyMs,
});

/** The frames of the sky in order of time. */
export function* framesOf(sky: Sky, cadence: Cadence): Generator<Frame> {
  const random = randomFrom(sky.seed);
  const flights = [...sky.flights].sort((a, b) => a.onAt - b.onAt);
  const share = sky.heardShare ?? USUAL_SHARE;
  let down = false;
  let coming = 0;
  let active: Flown[] = [];
  for (let at = cadence.fromAt; at <= cadence.toAt; ) {
    while (coming < flights.length && (flights[coming]?.onAt ?? 0) <= at)
      active.push(...flights.slice(coming, ++coming));
    active = active.filter((flown) => flown.offAt >= at);
    const isDown = sky.linkDown?.some(({ fromAt, toAt }) => at >= fromAt && at < toAt) === true;
    if (isDown !== down) yield { at, link: isDown ? 'down' : 'up' };
    down = isDown;
    let pace = cadence.idleMs;
    const aircraft: Record<string, unknown>[] = [];
    for (const flown of active) {
      const state = flown.stateAt(at);
      if (state === undefined || !isHeard(sky, flown.plan.icao24, state, at)) continue;
      if (cadence.focus === undefined || cadence.focus === flown.plan.icao24) {
        const moving = state.onGround ? state.groundSpeedKt > 0 : state.altitudeFt < BUSY_BELOW_FT;
        pace = Math.min(pace, moving ? cadence.busyMs : cadence.cruiseMs);
      }
      const row = random.next() < share ? rowOf(random, flown, at) : undefined;
      if (row !== undefined) aircraft.push(row);
    }
    if (!down) yield { at: at + 120, text: JSON.stringify({ now: at / SECOND_MS, messages: 1, aircraft }) };
    at += pace;
  }
}

/** The observations that the frames decode to, as a replay would make them. */
export function* observationsFrom(frames: Iterable<Frame>): Generator<Observation> {
  const format = formatById('readsb');
  if (format === undefined) throw new Error('no format readsb');
  let memory: unknown;
  for (const { at, text, link } of frames) {
    if (link !== undefined) {
      memory = undefined;
      yield { kind: 'link', feed: 'readsb', up: link === 'up', at };
    }
    if (text === undefined) continue;
    const decoded = format.decode(text, at, memory);
    memory = decoded.memory;
    const clock = decoded.clockAt === undefined ? {} : { clockAt: decoded.clockAt };
    yield { kind: 'reports', feed: 'readsb', reports: decoded.reports, receivedAt: at, ...clock };
  }
}

export interface Happened {
  readonly kind: 'take-off' | 'landing';
  readonly icao24: string;
  readonly place: string;
  readonly at: EpochMs;
}

/** What truly happened, in order of time. */
export const truthOfSky = (sky: Sky): readonly Happened[] =>
  sky.flights
    .flatMap(({ plan, takeOffAt, landedAt }): Happened[] => [
      { kind: 'take-off', icao24: plan.icao24, place: plan.from, at: takeOffAt },
      { kind: 'landing', icao24: plan.icao24, place: plan.to, at: landedAt },
    ])
    .sort((a, b) => a.at - b.at);

/** So much of the feed's life before and after the flights, that nobody concludes anything from its edges. */
export const MARGIN_MS = 20 * MINUTE_MS;
export const DAY_LONG_MS = 24 * HOUR_MS;
