/**
 * What the formats that are not readsb's have in common on their way into readsb's row, which `row.ts` then checks: units are changed
 * here, at the border; a claim to be on the ground is believed only where speed and height allow it; times written as text are read.
 * In: values off the wire. Out: values for a row. A value of the wrong type passes through, so that the row counts it as a fault.
 */
import {
  type EpochMs,
  feetFromMetres,
  feetPerMinuteFromMetresPerSecond,
  knotsFromMetresPerSecond,
  SECOND_MS,
} from '../aero/units.ts';
import { epochMsOf } from './clock.ts';
import { asCategory } from './row-fields.ts';

/** No wheel of a subsonic aircraft turns at 100 m/s; OpenSky sends such rows (feeds paper §8.12). */
const FASTEST_ON_GROUND_KT = 195;
/** Daocheng Yading, the highest civil airport, is at 14,472 ft; low pressure adds at most some 1,500 ft. */
const HIGHEST_GROUND_FT = 16_000;
/** An aircraft that climbs or sinks so is not on wheels; a bump in the pressure is less. */
const STEEPEST_ON_GROUND_FPM = 1000;

/** True where the claim to be on the ground contradicts what else is known of the aircraft. */
const groundIsImpossible = (altitudeFt: unknown, groundSpeedKt: unknown, verticalRateFpm: unknown): boolean =>
  (typeof groundSpeedKt === 'number' && groundSpeedKt > FASTEST_ON_GROUND_KT) ||
  (typeof altitudeFt === 'number' && altitudeFt > HIGHEST_GROUND_FT) ||
  (typeof verticalRateFpm === 'number' && Math.abs(verticalRateFpm) > STEEPEST_ON_GROUND_FPM);

export interface GroundClaim {
  /** For the row: "ground", or the altitude. */
  readonly alt_baro?: unknown;
  readonly on_ground?: boolean;
  readonly fault?: string;
}

/**
 * Height and ground of a row from a feed that says both.
 * @param claim the feed's flag; anything but a boolean is no claim
 * @param altitudeFt barometric, as it will stand in the row
 */
export const groundClaim = (
  claim: unknown,
  altitudeFt: unknown,
  groundSpeedKt: unknown,
  verticalRateFpm: unknown,
): GroundClaim => {
  if (claim === true) {
    if (!groundIsImpossible(altitudeFt, groundSpeedKt, verticalRateFpm)) return { alt_baro: 'ground' };
    return { alt_baro: altitudeFt, fault: 'on_ground:impossible' };
  }
  return { alt_baro: altitudeFt, ...(claim === false ? { on_ground: false } : {}) };
};

const converted =
  (convert: (value: number) => number, decimals: number) =>
  (value: unknown): unknown => {
    if (typeof value !== 'number') return value;
    const scale = 10 ** decimals;
    return Math.round(convert(value) * scale) / scale;
  };

/** Metres to whole feet: OpenSky's are hundredths of a metre made from steps of 25 ft. */
export const feetOfMetres = converted(feetFromMetres, 0);
/** Metres a second to tenths of a knot. */
export const knotsOfMetresPerSecond = converted(knotsFromMetresPerSecond, 1);
/** Metres a second to whole feet a minute. */
export const fpmOfMetresPerSecond = converted(feetPerMinuteFromMetresPerSecond, 0);

const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?(Z|[+-]\d\d:\d\d)$/;

/** A time as text with its zone (RFC 3339, any number of decimals). `undefined`: none, or not between 2000 and 2100. */
export const epochMsOfText = (value: unknown): EpochMs | undefined => {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const parts = RFC_3339.exec(value);
  if (parts === null) return undefined;
  return epochMsOf(Date.parse(`${parts[1]}.${(parts[2] ?? '0').padEnd(3, '0')}${parts[3]}`));
};

/** A clock may be a few seconds ahead of its neighbour's. */
const AHEAD_MS = 5 * SECOND_MS;

/**
 * Seconds between two clock readings, for a row's `seen`. A little ahead counts as now; far ahead is negative, which the row refuses.
 * `undefined`: one of them is unknown.
 */
export const ageS = (nowAt: EpochMs | undefined, at: EpochMs | undefined): number | undefined => {
  if (nowAt === undefined || at === undefined) return undefined;
  return (nowAt < at && at - nowAt <= AHEAD_MS ? 0 : nowAt - at) / SECOND_MS;
};

/** A Mode A code that lost its leading zeros or came as a number. 0 stands for none; what has no octal digits passes through. */
export const squawkOf = (value: unknown): unknown => {
  if (value === 0 || value === '0' || value === '') return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[0-7]{1,3}$/.test(text) ? text.padStart(4, '0') : text;
};

const SETS = 'ABCD';

/** Emitter category from its GDL 90 number (set × 8 + category). 0 is "no information"; a number that has none passes through. */
export const categoryOf = (value: unknown): unknown => {
  if (value === 0) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) return value;
  return asCategory(`${SETS[Math.floor(value / 8)] ?? '?'}${value % 8}`) ?? value;
};

/** An address given as a number, as text. The number itself, which the row refuses, where it is none of 24 bits. */
export const hexOf = (value: unknown): unknown =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 0xffffff
    ? value.toString(16).padStart(6, '0')
    : value;

/** A text that says nothing when it is blank; blank is no fault in feeds that send a zero value for "unknown". */
export const textOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
