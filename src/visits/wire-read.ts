/**
 * A visit's record (CONTRACT §5) read back, from the store, a file or a stranger. In: anything. Out: a visit; `undefined` for what is
 * none. Every value is taken only as what it should be; a time that cannot be read is unknown.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Candidate, EventBasis } from '../events/types.ts';
import type {
  Conflict,
  ContextNote,
  ContextRelation,
  DayRange,
  End,
  Gap,
  HourSpan,
  Provenance,
  Rarity,
  RarityScope,
  TimeSpan,
  Visit,
  VisitEvidence,
} from './types.ts';

type Bag = Readonly<Record<string, unknown>>;

const bagOf = (value: unknown): Bag | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const shareOf = (value: unknown): number => Math.min(1, Math.max(0, numberOf(value) ?? 0));
const timeOf = (value: unknown): EpochMs | undefined => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};
const listOf = <T>(value: unknown, read: (bag: Bag) => T | undefined): readonly T[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const bag = bagOf(one);
    const made = bag === undefined ? undefined : read(bag);
    return made === undefined ? [] : [made];
  });
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).filter((one): one is string => typeof one === 'string');
const basisOf = (value: unknown): EventBasis => (value === 'observed' || value === 'inferred' ? value : 'reported');
/** Keys whose value is known, for an object whose optional keys may not be `undefined`. */
const known = <T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, one]) => one !== undefined)) as Partial<T>;

function spanOf(value: unknown): TimeSpan | undefined {
  const bag = bagOf(value);
  const [fromAt, toAt] = [timeOf(bag?.['from']), timeOf(bag?.['to'])];
  if (bag === undefined || fromAt === undefined || toAt === undefined || toAt < fromAt) return undefined;
  const at = Math.min(Math.max(timeOf(bag['at']) ?? (fromAt + toAt) / 2, fromAt), toAt);
  return { fromAt, toAt, at, basis: basisOf(bag['basis']), probability: shareOf(bag['probability'] ?? 1) };
}

function endOf(value: unknown): End | undefined {
  const bag = bagOf(value);
  const icao = textOf(bag?.['icao']);
  if (bag === undefined || icao === undefined) return undefined;
  const before = textOf(bagOf(bag['before'])?.['icao']);
  return { icao, probability: shareOf(bag['probability'] ?? 1), ...(before === undefined ? {} : { before }) };
}

function hoursOf(value: unknown): HourSpan | undefined {
  const bag = bagOf(value);
  const [from, to] = [numberOf(bag?.['from']), numberOf(bag?.['to'])];
  return from === undefined || to === undefined
    ? undefined
    : { from, to, at: numberOf(bag?.['at']) ?? (from + to) / 2 };
}

const gapOf = (bag: Bag): Gap | undefined => {
  const [fromAt, toAt] = [timeOf(bag['from']), timeOf(bag['to'])];
  if (fromAt === undefined || toAt === undefined) return undefined;
  return { fromAt, toAt, ...known<{ distanceNm: number }>({ distanceNm: numberOf(bag['distanceNm']) }) };
};
const candidateOf = (bag: Bag): Candidate | undefined => {
  const icao = textOf(bag['icao']);
  if (icao === undefined) return undefined;
  return { icao, probability: shareOf(bag['probability']), distanceNm: numberOf(bag['distanceNm']) ?? 0 };
};
const SCOPES: readonly RarityScope[] = ['tail', 'type', 'operator', 'state-aircraft', 'any', 'route'];
const rarityOf = (bag: Bag): Rarity | undefined => {
  const text = textOf(bag['text']);
  const scope = SCOPES.find((one) => one === bag['scope']);
  if (text === undefined || scope === undefined) return undefined;
  const rest = { horizon: textOf(bag['horizon']) ?? '', basis: textOf(bag['basis']) ?? '' };
  return { text, scope, ...rest, ...known<{ since: string }>({ since: textOf(bag['since']) }) };
};
const daysOf = (value: unknown): DayRange => {
  const bag = bagOf(value);
  return { from: numberOf(bag?.['from']) ?? 0, to: numberOf(bag?.['to']) ?? 0 };
};
const RELATIONS: readonly ContextRelation[] = ['after-end', 'before-start', 'during'];
const contextOf = (bag: Bag): ContextNote | undefined => {
  const label = textOf(bag['label']);
  const relation = RELATIONS.find((one) => one === bag['relation']);
  if (label === undefined || relation === undefined) return undefined;
  const optional = known<{ source: string; url: string }>({ source: textOf(bag['source']), url: textOf(bag['url']) });
  return {
    label,
    relation,
    days: daysOf(bag['days']),
    sinceStart: daysOf(bag['sinceStart']),
    sinceEnd: daysOf(bag['sinceEnd']),
    text: textOf(bag['text']) ?? label,
    baseRate: shareOf(bag['baseRate']),
    ...optional,
  };
};
const evidenceOf = (bag: Bag): VisitEvidence | undefined => {
  const kind = textOf(bag['kind']);
  if (kind === undefined) return undefined;
  return {
    kind,
    basis: basisOf(bag['basis']),
    probability: shareOf(bag['probability']),
    text: textOf(bag['text']) ?? '',
    ...known<Omit<VisitEvidence, 'kind' | 'basis' | 'probability' | 'text'>>({
      event: textOf(bag['event']),
      root: textOf(bag['root']),
      at: timeOf(bag['at']),
      fromAt: timeOf(bag['from']),
      toAt: timeOf(bag['to']),
      source: textOf(bag['source']),
      url: textOf(bag['url']),
    }),
  };
};
const conflictOf = (bag: Bag): Conflict | undefined => {
  const text = textOf(bag['text']);
  return text === undefined ? undefined : { text, ...known<{ source: string }>({ source: textOf(bag['source']) }) };
};
const provenanceOf = (value: unknown): Provenance => (value === 'imported' || value === 'shipped' ? value : 'log');

/** A visit from its record. `undefined`: no object, or neither an id nor anything that says when. */
export function visitFromJson(value: unknown): Visit | undefined {
  const bag = bagOf(value);
  const id = textOf(bag?.['id']);
  if (bag === undefined || id === undefined) return undefined;
  const route = bagOf(bag['route']) ?? {};
  return {
    ...known<Partial<Visit>>({
      icao24: textOf(bag['icao24']),
      registration: textOf(bag['registration']),
      typecode: textOf(bag['typecode']),
      operator: textOf(bag['operator']),
      airport: textOf(bag['airport']),
      arrived: spanOf(bag['arrived']),
      departed: spanOf(bag['departed']),
      groundHours: hoursOf(bag['groundHours']),
      origin: endOf(bag['origin']),
      next: endOf(bag['next']),
      certainty: textOf(bag['certainty']),
    }),
    id,
    candidates: listOf(bag['candidates'], candidateOf),
    probability: shareOf(bag['probability']),
    basis: basisOf(bag['basis']),
    open: typeof bag['open'] === 'boolean' ? bag['open'] : bag['departed'] === null,
    seenAt: textsOf(bag['seenAt']).flatMap((text) => timeOf(text) ?? []),
    route: {
      areas: textsOf(route['areas']),
      avoided: textsOf(route['avoided']),
      gaps: listOf(route['gaps'], gapOf),
      ...known<{ flownNm: number; directNm: number }>({
        flownNm: numberOf(route['flownNm']),
        directNm: numberOf(route['directNm']),
      }),
    },
    rarity: listOf(bag['rarity'], rarityOf),
    context: listOf(bag['context'], contextOf),
    evidence: listOf(bag['evidence'], evidenceOf),
    conflicts: listOf(bag['conflicts'], conflictOf),
    provenance: provenanceOf(bag['provenance']),
  };
}
