/**
 * Numbers with units as people type them: `30000`, `9000m`, `FL300`, `850km/h`, `-1000`, `5m` of time, `300km` of way. In: text.
 * Out: the number in the field's own unit, `undefined` for anything else. Never NaN.
 */
import {
  DAY_MS,
  feetFromMetres,
  feetPerMinuteFromMetresPerSecond,
  HOUR_MS,
  knotsFromMetresPerSecond,
  METRES_PER_NAUTICAL_MILE,
  MINUTE_MS,
  type Milliseconds,
  type NauticalMiles,
  SECOND_MS,
} from '../aero/units.ts';

/** What a suffix (lower case) makes of the number before it; '' is the number without one. */
export type Units = Readonly<Record<string, (value: number) => number>>;

const same = (value: number): number => value;
/** The international mile, exact by definition. */
const METRES_PER_MILE = 1609.344;
const FEET_PER_LEVEL = 100;
const KMH_PER_MS = 3.6;

export const ALTITUDE_UNITS: Units = { '': same, ft: same, m: (value) => feetFromMetres(value) };
export const SPEED_UNITS: Units = {
  '': same,
  kt: same,
  kts: same,
  'km/h': (value) => knotsFromMetresPerSecond(value / KMH_PER_MS),
  kmh: (value) => knotsFromMetresPerSecond(value / KMH_PER_MS),
  'm/s': (value) => knotsFromMetresPerSecond(value),
};
export const RATE_UNITS: Units = { '': same, fpm: same, 'm/s': (value) => feetPerMinuteFromMetresPerSecond(value) };
export const ANGLE_UNITS: Units = { '': same, '°': same, deg: same };
export const PLAIN_UNITS: Units = { '': same };

const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*([^\d\s.].*)?$/;
const LEVEL = /^f(?:l)?(\d{1,3})$/i;
const AGE = /^(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/i;
const DISTANCE = /^(\d+(?:\.\d+)?|\.\d+)\s*(km|nm|nmi|mi|m)$/i;
const METRES: Readonly<Record<string, number>> = {
  km: 1000,
  nm: METRES_PER_NAUTICAL_MILE,
  nmi: METRES_PER_NAUTICAL_MILE,
  mi: METRES_PER_MILE,
  m: 1,
};

/** A number of the field; `unit` is the suffix to take where the text has none. Levels (`FL300`, `F300`) where `levels`. */
export function parseNumber(text: string, units: Units, levels = false, unit = ''): number | undefined {
  const level = levels ? LEVEL.exec(text) : null;
  if (level !== null) return Number(level[1]) * FEET_PER_LEVEL;
  const found = NUMBER.exec(text);
  if (found === null) return undefined;
  const suffix = (found[2] ?? unit).toLowerCase();
  if (!Object.hasOwn(units, suffix)) return undefined;
  const value = units[suffix]?.(Number(found[1]));
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** The suffix of a number, '' if it has none. */
export const suffixOf = (text: string): string => (NUMBER.exec(text)?.[2] ?? '').toLowerCase();

/** The two ends of `a..b`, `a..`, `..b` as texts ('' where open); `undefined` if it is no range. */
export function splitRange(text: string): readonly [string, string] | undefined {
  const at = text.indexOf('..');
  if (at < 0) return undefined;
  const low = text.slice(0, at).trim();
  const high = text.slice(at + 2).trim();
  return low === '' && high === '' ? undefined : [low, high];
}

/** A length of time: `30s`, `5m`, `1h30m`, `2d`. A number without a unit is none. */
export function parseAge(text: string): Milliseconds | undefined {
  const found = AGE.exec(text);
  if (text === '' || found === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  const age =
    Number(days) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
  return Number.isFinite(age) ? age : undefined;
}

/** A way: `300km`, `160nm`, `190mi`, `500m`. A number without a unit is none: it could be either. */
export function parseDistance(text: string): NauticalMiles | undefined {
  const found = DISTANCE.exec(text.trim());
  const metres = METRES[found?.[2]?.toLowerCase() ?? ''];
  if (found === null || metres === undefined) return undefined;
  const distance = (Number(found[1]) * metres) / METRES_PER_NAUTICAL_MILE;
  return Number.isFinite(distance) ? distance : undefined;
}
