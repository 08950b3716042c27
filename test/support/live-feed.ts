/**
 * A receiver made up for tests: a few aircraft of the watchlist as rows of `aircraft.json`, as they are at a second of their flight. In:
 * the second, what is to be otherwise. Out: rows and whole documents. Deterministic; it reads no clock.
 */
import { SECOND_MS } from '../../src/aero/units.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Addresses, registrations and types of watched aircraft (aero/fleet). */
const AIRCRAFT = [
  ['15521f', 'RA-86559', 'IL62', 'RFF7081'],
  ['155221', 'RA-86561', 'IL62', 'RFF7083'],
  ['7277a8', 'P-632', 'T204', 'KOR152'],
  ['7277a9', 'P-633', 'T204', 'KOR151'],
  ['7278a5', 'P-885', 'IL62', 'KOR885'],
  ['7277cf', 'P-671', 'A148', 'KOR671'],
  ['7278a1', 'P-881', 'IL62', 'KOR881'],
  ['7278c0', 'P-912', 'IL76', 'KOR912'],
] as const;

/** Climbs for eight minutes, then descends as long. */
const HALF_WAVE_S = 480;

/** An aircraft that flies north-east: from one second to the next everything that the table shows of it changes. */
export const rowAt = (index: number, second: number, more: Row = {}): Row => {
  const [hex, registration, typecode, callsign] = AIRCRAFT[index % AIRCRAFT.length] ?? AIRCRAFT[0];
  const descends = Math.floor(second / HALF_WAVE_S) % 2 === 1;
  const climbedS = descends ? HALF_WAVE_S - (second % HALF_WAVE_S) : second % HALF_WAVE_S;
  return {
    hex,
    type: 'adsb_icao',
    flight: callsign.padEnd(8),
    r: registration,
    t: typecode,
    alt_baro: 21_000 + 1_375 * index + climbedS * 25,
    gs: 360 + index + ((second * 7) % 15),
    track: 42 + ((second * 5) % 7),
    baro_rate: descends ? -1_500 : 1_500,
    squawk: '2000',
    lat: 48 + index + second * 0.0012,
    lon: 100 + index + second * 0.0018,
    nic: 8,
    rc: 186,
    seen_pos: 0.2,
    seen: 0.1,
    messages: 100 + second,
    rssi: -20,
    ...more,
  };
};

/** The first `count` aircraft at that second. */
export const rowsAt = (second: number, count: number = AIRCRAFT.length, more: Row = {}): readonly Row[] =>
  Array.from({ length: count }, (_, index) => rowAt(index, second, more));

/** A readsb document of these rows, as of `at` (epoch ms). */
export const pictureOf = (at: number, rows: readonly Row[]): string =>
  JSON.stringify({ now: at / SECOND_MS, messages: Math.floor(at / SECOND_MS) % 1_000_000, aircraft: rows });

/** A recording's line for it, received 120 ms later. */
export const recordedLine = (at: number, rows: readonly Row[]): string =>
  JSON.stringify({ at: at + 120, feed: 'readsb', text: pictureOf(at, rows) });
