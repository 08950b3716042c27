/**
 * The leg that an event carries in `detail.leg`, read as what it is after a store and a wire: anything. In: a detail. Out: the leg's
 * known parts; `undefined` where there is none. Points that are no positions are left out.
 */
import type { EpochMs, Feet, Milliseconds, NauticalMiles, Position } from '../aero/units.ts';
import type { End, Gap, TimeSpan } from './types.ts';

export interface PathPoint extends Position {
  readonly at: EpochMs;
  readonly altitudeFt?: Feet;
}

export interface LegView {
  readonly origin?: End;
  readonly path: readonly PathPoint[];
  readonly gaps: readonly Gap[];
  readonly flownNm?: NauticalMiles;
  readonly directNm?: NauticalMiles;
  readonly areas?: readonly string[];
  readonly avoided?: readonly string[];
  /** The longest hole; 0 where there is none. */
  readonly maxGapMs?: Milliseconds;
}

type Bag = Readonly<Record<string, unknown>>;
const bagOf = (value: unknown): Bag | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : undefined;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const textsOf = (value: unknown): readonly string[] => listOf(value).filter((one) => typeof one === 'string');

/** A time as the core keeps it or as the wire writes it. */
const timeOf = (value: unknown): EpochMs | undefined => {
  if (typeof value !== 'string') return numberOf(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
};

/** A point of a path: `[at, latitude, longitude, altitude or null]`, or an object with its position inside or beside. */
export function pointOf(value: unknown): PathPoint | undefined {
  if (Array.isArray(value)) {
    const [at, latitudeDeg, longitudeDeg, altitudeFt] = value as readonly unknown[];
    return pointOf({ at, latitudeDeg, longitudeDeg, altitudeFt });
  }
  const bag = bagOf(value);
  if (bag === undefined) return undefined;
  const place = bagOf(bag['position']) ?? bag;
  const at = timeOf(bag['at']);
  const latitudeDeg = numberOf(place['latitudeDeg']);
  const longitudeDeg = numberOf(place['longitudeDeg']);
  const altitudeFt = numberOf(bag['altitudeFt']);
  if (at === undefined || latitudeDeg === undefined || longitudeDeg === undefined) return undefined;
  if (Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180) return undefined;
  return { at, latitudeDeg, longitudeDeg, ...(altitudeFt === undefined ? {} : { altitudeFt }) };
}

/** The end of a leg: `{icao, probability}`, or a bare code. */
function endOf(value: unknown): End | undefined {
  if (typeof value === 'string' && value !== '') return { icao: value, probability: 1 };
  const bag = bagOf(value);
  const icao = bag?.['icao'];
  if (typeof icao !== 'string' || icao === '') return undefined;
  const probability = numberOf(bag?.['probability']) ?? 1;
  return { icao, probability: Math.min(1, Math.max(0, probability)) };
}

function gapOf(value: unknown): Gap | undefined {
  const bag = bagOf(value);
  if (bag === undefined) return undefined;
  const fromAt = timeOf(bag['fromAt'] ?? bag['from']);
  const toAt = timeOf(bag['toAt'] ?? bag['to']);
  const distanceNm = numberOf(bag['distanceNm']);
  if (fromAt === undefined || toAt === undefined || toAt <= fromAt) return undefined;
  return { fromAt, toAt, ...(distanceNm === undefined ? {} : { distanceNm }) };
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

/** What a departure says of the stay that it ends: when that began, how sure, and from where. */
export interface StayView extends TimeSpan {
  readonly origin?: End;
}

/** The stay of an event's detail, for a log that has lost the landing. */
export function stayOf(detail: Readonly<Record<string, unknown>>): StayView | undefined {
  const bag = bagOf(detail['stay']);
  const fromAt = timeOf(bag?.['arrivedFromAt']);
  const toAt = timeOf(bag?.['arrivedToAt']);
  if (bag === undefined || fromAt === undefined || toAt === undefined || toAt < fromAt) return undefined;
  const origin = endOf(bag['origin']);
  const basis = bag['basis'];
  return {
    fromAt,
    toAt,
    at: Math.min(Math.max(timeOf(bag['arrivedAt']) ?? (fromAt + toAt) / 2, fromAt), toAt),
    basis: basis === 'observed' || basis === 'reported' ? basis : 'inferred',
    probability: Math.min(1, Math.max(0, numberOf(bag['probability']) ?? 0)),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** The leg of an event's detail. */
export function legOf(detail: Readonly<Record<string, unknown>>): LegView | undefined {
  const bag = bagOf(detail['leg']);
  if (bag === undefined) return undefined;
  const origin = endOf(bag['origin']);
  const flownNm = numberOf(bag['flownNm']);
  const directNm = numberOf(bag['directNm']);
  const maxGapMs = numberOf(bag['maxGapMs']);
  const path = listOf(bag['path'])
    .map(pointOf)
    .filter(isThere)
    .sort((a, b) => a.at - b.at);
  return {
    path,
    gaps: listOf(bag['gaps']).map(gapOf).filter(isThere),
    ...(origin === undefined ? {} : { origin }),
    ...(flownNm === undefined ? {} : { flownNm }),
    ...(maxGapMs === undefined ? {} : { maxGapMs }),
    ...(directNm === undefined ? {} : { directNm }),
    ...(Array.isArray(bag['areas']) ? { areas: textsOf(bag['areas']) } : {}),
    ...(Array.isArray(bag['avoided']) ? { avoided: textsOf(bag['avoided']) } : {}),
  };
}
