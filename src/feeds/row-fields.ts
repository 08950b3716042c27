/**
 * The fields of a readsb row that are more than a number in a range: what a row's `type` says of its source, which words and
 * categories exist, and which rows are no aircraft. Source: readsb README-json, DO-260B 2.2.3.2.5.2 (emitter category).
 */
import type { ReportSource } from './types.ts';

export type Row = Readonly<Record<string, unknown>>;

const SOURCES: ReadonlyMap<string, ReportSource> = new Map([
  ['adsb_icao', 'adsb'],
  ['adsb_icao_nt', 'adsb'],
  ['adsb_other', 'adsb'],
  ['adsr_icao', 'adsb'],
  ['adsr_other', 'adsb'],
  ['tisb_icao', 'tisb'],
  ['tisb_other', 'tisb'],
  ['tisb_trackfile', 'tisb'],
  ['adsc', 'adsc'],
  ['mlat', 'mlat'],
  ['mode_s', 'mode-s'],
  ['other', 'other'],
  ['unknown', 'other'],
  ['estimated', 'estimated'],
  ['extrapolated', 'estimated'],
  ['est', 'estimated'],
]);

const has = (list: unknown, field: string): boolean => Array.isArray(list) && list.length > 0 && list.includes(field);

const isEstimated = (row: Row): boolean =>
  row.estimated === true || row.extrapolated === true || SOURCES.get(String(row.source)) === 'estimated';

/**
 * How the row's position, or where it has none the row, came to be known. A latitude listed in `mlat` or `tisb` came from there,
 * whatever the row's type. A row without a type (dump1090-fa) is ADS-B where only ADS-B could have filled it, else Mode S.
 * @returns the source, and the fault if the type is one that does not exist
 */
export const sourceOf = (row: Row): { readonly source: ReportSource; readonly fault?: string } => {
  if (isEstimated(row)) return { source: 'estimated' };
  if (has(row.mlat, 'lat')) return { source: 'mlat' };
  if (has(row.tisb, 'lat')) return { source: 'tisb' };
  const type = row.type;
  if (type === undefined || type === null) {
    const squitter = row.lat !== undefined || row.version !== undefined || row.category !== undefined;
    return { source: squitter ? 'adsb' : 'mode-s' };
  }
  const source = typeof type === 'string' ? SOURCES.get(type) : undefined;
  return source === undefined ? { source: 'other', fault: 'type:unusable' } : { source };
};

/** Surface vehicles (C1, C2) and obstacles (C3–C5). */
const NOT_AIRCRAFT_CATEGORY = /^C[1-5]$/;

/** Why the row is no aircraft, in words; `undefined`: it is one. Detection paper Q1. */
export const whyNoAircraft = (row: Row): string | undefined => {
  const category = row.category;
  if (typeof category === 'string' && NOT_AIRCRAFT_CATEGORY.test(category)) return `category ${category}`;
  const typecode = row.t;
  if (typecode === 'GND' || typecode === 'TWR') return `type ${typecode}`;
  if (row.type === 'adsb_icao_nt') return 'a non-transponder device';
  return undefined;
};

const EMERGENCIES = new Set(['general', 'lifeguard', 'minfuel', 'nordo', 'unlawful', 'downed', 'reserved']);

/** readsb's emergency word. `undefined` for any other text; "none" is for the caller. */
export const asEmergency = (value: unknown): string | undefined =>
  typeof value === 'string' && EMERGENCIES.has(value) ? value : undefined;

const CATEGORY = /^[A-D][0-7]$/;

/** Emitter category "A0" … "D7". `undefined`: anything else. */
export const asCategory = (value: unknown): string | undefined =>
  typeof value === 'string' && CATEGORY.test(value) ? value : undefined;
