/**
 * What an event of the log says about visits, in a few words: arrived, left, was seen on the ground, was somewhere else, flew round a
 * State. In: a standing event. Out: a clue, or nothing for everything that has no say. Aircraft that live in the DPRK give none.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Candidate, EventBasis, FlightEvent } from '../events/types.ts';
import { areasOf } from './areas.ts';
import { candidatesOf, homeChance, isHomeAircraft, isHomeField } from './home.ts';
import { type LegView, legOf, type StayView, stayOf } from './leg.ts';

export interface Clue {
  readonly id: string;
  /** The first event of its chain of revisions. */
  readonly root: string;
  readonly says: 'arrived' | 'left' | 'seen' | 'not-seen' | 'landed-elsewhere' | 'took-off-elsewhere' | 'avoided';
  readonly kind: string;
  readonly icao24: string;
  readonly registration?: string;
  readonly typecode?: string;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  readonly basis: EventBasis;
  /** Of what it says: for the DPRK the sum over its fields. */
  readonly probability: number;
  /** As the event says it, for the field that it names. */
  readonly said: number;
  /** The field, where there is one; of fields in the DPRK see `candidates`. */
  readonly icao?: string;
  readonly candidates: readonly Candidate[];
  readonly leg?: LegView;
  /** The stay that a departure ends, as the departure tells it. */
  readonly stay?: StayView;
  readonly state?: string;
  readonly text: string;
  readonly source?: string;
  readonly url?: string;
}

/** Below this a landing is one of several possibilities, and opens no visit. */
export const LIKELY = 0.5;
/** What a person reports is believed, and may still be an error (detection.md §5.3: p → .98 with an anchor). */
export const REPORTED_PROBABILITY = 0.98;

export const CLUE_KINDS: readonly string[] = [
  'landing',
  'take-off',
  'departure',
  'return',
  'anchor',
  'avoided-airspace',
];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function saysOf(event: FlightEvent): Pick<Clue, 'says' | 'probability'> | undefined {
  const home = homeChance(event);
  const icao = event.place?.icao;
  switch (event.kind) {
    case 'landing':
      if (home >= LIKELY) return { says: 'arrived', probability: home };
      if (icao === undefined || isHomeField(icao) || event.probability < LIKELY) return undefined;
      return { says: 'landed-elsewhere', probability: event.probability };
    case 'take-off':
    case 'departure':
      if (home >= LIKELY) return { says: 'left', probability: home };
      if (icao === undefined || isHomeField(icao) || event.probability < LIKELY) return undefined;
      return { says: 'took-off-elsewhere', probability: event.probability };
    case 'anchor': {
      if (icao === undefined) return undefined;
      const onGround = event.detail['onGround'] !== false;
      if (isHomeField(icao)) return { says: onGround ? 'seen' : 'not-seen', probability: REPORTED_PROBABILITY };
      return onGround ? { says: 'landed-elsewhere', probability: REPORTED_PROBABILITY } : undefined;
    }
    case 'avoided-airspace':
      return textOf(event.detail['state']) === undefined
        ? undefined
        : { says: 'avoided', probability: event.probability };
    default:
      return undefined;
  }
}

/**
 * The clue in an event.
 * @param root the first event of its chain of revisions; its own id where it revises nothing
 */
export function clueOf(event: FlightEvent, root: string): Clue | undefined {
  const { icao24, registration, typecode, detail, place } = event;
  if (icao24 === undefined || event.status === 'retracted' || isHomeAircraft(icao24, registration)) return undefined;
  const says = saysOf(event);
  if (says === undefined) return undefined;
  const inDprk = says.says !== 'landed-elsewhere' && says.says !== 'took-off-elsewhere';
  const told = legOf(detail);
  const leg = told === undefined || says.says !== 'arrived' ? told : { ...told, areas: areasOf(told, true) };
  const optional = {
    registration,
    typecode,
    leg,
    stay: stayOf(detail),
    icao: place?.icao,
    state: textOf(detail['state']),
    source: textOf(detail['source']),
    url: textOf(detail['url']),
  };
  return {
    ...(Object.fromEntries(Object.entries(optional).filter(([, one]) => one !== undefined)) as Partial<Clue>),
    ...says,
    id: event.id,
    root,
    kind: event.kind,
    icao24,
    fromAt: event.fromAt,
    toAt: event.toAt,
    at: event.at,
    said: event.probability,
    basis: event.kind === 'anchor' ? 'reported' : event.basis,
    candidates: inDprk ? candidatesOf(event).filter(({ icao }) => isHomeField(icao)) : candidatesOf(event),
    text: event.text,
  };
}
