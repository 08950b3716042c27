/**
 * Units of the field, as types that do not mix: a `Feet` is not a `Metres`. A plain number literal fits any of them, one unit
 * never fits another. Times are epoch milliseconds UTC in fields ending `At`; durations end in `Ms`.
 */
declare const unit: unique symbol;
type In<U extends string> = number & { readonly [unit]?: U };

export type Feet = In<'ft'>;
export type Metres = In<'m'>;
export type Knots = In<'kt'>;
export type FeetPerMinute = In<'fpm'>;
export type Degrees = In<'deg'>;
export type NauticalMiles = In<'nmi'>;
export type Kilometres = In<'km'>;
/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = In<'epoch-ms'>;
export type Milliseconds = In<'ms'>;

export interface Position {
  readonly latitudeDeg: Degrees;
  readonly longitudeDeg: Degrees;
}

/** Exact by definition: the international foot and the international nautical mile (BIPM SI brochure, table 8). */
export const METRES_PER_FOOT = 0.3048;
export const METRES_PER_NAUTICAL_MILE = 1852;
export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const feetFromMetres = (metres: Metres): Feet => metres / METRES_PER_FOOT;
export const metresFromFeet = (feet: Feet): Metres => feet * METRES_PER_FOOT;
export const knotsFromMetresPerSecond = (metresPerSecond: number): Knots =>
  (metresPerSecond * 3600) / METRES_PER_NAUTICAL_MILE;
export const feetPerMinuteFromMetresPerSecond = (metresPerSecond: number): FeetPerMinute =>
  (metresPerSecond * 60) / METRES_PER_FOOT;
export const kilometresFromNauticalMiles = (nauticalMiles: NauticalMiles): Kilometres =>
  (nauticalMiles * METRES_PER_NAUTICAL_MILE) / 1000;
export const nauticalMilesFromKilometres = (kilometres: Kilometres): NauticalMiles =>
  (kilometres * 1000) / METRES_PER_NAUTICAL_MILE;
