/**
 * How one value of a row is read: absent and null are no fault, present and unusable is one, noted as `field:reason`. In: a value off the
 * wire and the list of faults. Out: the value, or `undefined`. Total.
 */
import { clean, cutToCells } from '../aero/clean.ts';
import type { Position } from '../aero/units.ts';

/** Receivers put uninitialised positions at 0°N 0°E, some a little beside it. */
const NULL_ISLAND_DEG = 0.01;
const TEXT_CELLS = 80;

/** A finite number within the range, both ends included; else `undefined`, and the fault is noted if there was a value. */
export const number = (
  value: unknown,
  least: number,
  most: number,
  fault: string,
  faults: string[],
): number | undefined => {
  if (value === undefined || value === null) return undefined;
  // Adding 0 turns −0, which JSON can say, into 0.
  if (typeof value === 'number' && value >= least && value <= most) return value + 0;
  faults.push(fault);
  return undefined;
};

/** The place, both coordinates or none; out of range, half given or beside 0°N 0°E is a fault. */
export const positionOf = (latitude: unknown, longitude: unknown, faults: string[]): Position | undefined => {
  const noLatitude = latitude === undefined || latitude === null;
  const noLongitude = longitude === undefined || longitude === null;
  if (noLatitude && noLongitude) return undefined;
  if (noLatitude || noLongitude) faults.push(noLatitude ? 'lat:missing' : 'lon:missing');
  const latitudeDeg = number(latitude, -90, 90, 'lat:unusable', faults);
  const longitudeDeg = number(longitude, -180, 180, 'lon:unusable', faults);
  if (latitudeDeg === undefined || longitudeDeg === undefined) return undefined;
  if (Math.abs(latitudeDeg) <= NULL_ISLAND_DEG && Math.abs(longitudeDeg) <= NULL_ISLAND_DEG) {
    faults.push('lat:null-island');
    return undefined;
  }
  return { latitudeDeg, longitudeDeg };
};

/** A typed text field: the value read, or the fault `name:blank` or `name:unusable`. Absent and null are no fault. */
export const typed = (
  value: unknown,
  read: (value: unknown) => string | undefined,
  name: string,
  faults: string[],
): string | undefined => {
  if (value === undefined || value === null) return undefined;
  const usable = read(value);
  if (usable === undefined)
    faults.push(typeof value === 'string' && value.trim() === '' ? `${name}:blank` : `${name}:unusable`);
  return usable;
};

/** A free text field, cleaned; the fault `name:unprintable` where something in it had to go. */
export const free = (value: unknown, name: string, faults: string[]): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    faults.push(`${name}:unusable`);
    return undefined;
  }
  const whole = clean(value, { cells: Number.POSITIVE_INFINITY });
  if (whole !== value && whole !== value.trim().normalize('NFC')) faults.push(`${name}:unprintable`);
  const text = cutToCells(whole, TEXT_CELLS);
  return text === '' ? undefined : text;
};
