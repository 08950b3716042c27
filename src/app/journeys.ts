/**
 * Where each aircraft comes from and goes to, as the event log says it and no further. In: the log. Out: one journey an address.
 * Nothing is guessed here: an origin is a field that was left, said with at least even odds, and it is forgotten at the next landing
 * whose departure nobody saw and at a silence of hours; a destination is where it landed, or a goal that a detector still stands by.
 */
import { airportByIcao } from '../aero/airports.ts';
import type { EpochMs, NauticalMiles } from '../aero/units.ts';
import { HOUR_MS, MINUTE_MS } from '../aero/units.ts';
import type { Candidate, EventBasis, FlightEvent, Place } from '../events/types.ts';
import type { Track } from '../tracks/types.ts';

/** Where a detector says it is going, while that stands. */
export interface Goal {
  /** `likely`, `near-certain`: as the detector calls it. */
  readonly stage: string;
  /** That it goes to the DPRK at all; the field's own belief is the journey's `probability`. */
  readonly probability: number;
  readonly etaFromAt?: EpochMs;
  readonly etaToAt?: EpochMs;
  /** How much longer than the great circle its way is: round a State, as the detector reckons it. */
  readonly detour: number;
}

export interface Journey {
  readonly from?: Place;
  readonly departedAt?: EpochMs;
  readonly to?: Place;
  /** `landed`: it is there. `expected`: a detector named it, with this belief. */
  readonly toBasis?: 'landed' | 'expected';
  readonly probability?: number;
  /** How the landing is known, when it was, and the end of its interval. */
  readonly landing?: { readonly basis: EventBasis; readonly at: EpochMs; readonly toAt: EpochMs };
  readonly goal?: Goal;
}

/** Below even odds an end of the way is not named. */
const NAMED_FROM = 0.5;
/** A goal is shown from here on where the line does not name its stage: detection.md's threshold of `likely`. */
const LIKELY = 0.8;
/** Two lines about one arrival are no further apart than this: a landing, and the return or the visit that it means. */
const SAME_ARRIVAL_MS = 6 * HOUR_MS;
/** A fix in the air so long after a landing is of the next flight. */
const AIRBORNE_AGAIN_MS = 2 * MINUTE_MS;
/** What stands for a field of the DPRK when the evidence is a set of them. */
const SOME_FIELD: Place = { icao: 'DPRK', name: 'a field of the DPRK' };
const DPRK = 'KP';

const supersededByLog = new WeakMap<readonly FlightEvent[], ReadonlySet<string>>();
const journeysByLog = new WeakMap<readonly FlightEvent[], ReadonlyMap<string, Journey>>();

/** The ids that a later line of the log replaces or takes back. Memoised by the log's identity. */
export function supersededIds(events: readonly FlightEvent[]): ReadonlySet<string> {
  const kept = supersededByLog.get(events);
  if (kept !== undefined) return kept;
  const ids = new Set<string>();
  for (const { supersedes } of events) if (supersedes !== undefined) ids.add(supersedes);
  supersededByLog.set(events, ids);
  return ids;
}

/** Whether a line still says what the program believes: neither replaced nor a retraction. */
export const stands = (event: FlightEvent, superseded: ReadonlySet<string>): boolean =>
  event.status !== 'retracted' && !superseded.has(event.id);

/** The journeys that the log tells of, by address; absent: nothing is known. Memoised by the log's identity. */
export function journeysOf(events: readonly FlightEvent[]): ReadonlyMap<string, Journey> {
  const kept = journeysByLog.get(events);
  if (kept !== undefined) return kept;
  const superseded = supersededIds(events);
  // In the order in which it happened: a landing that nobody heard is said, and said again, long after it.
  const told = events
    .filter((event) => event.icao24 !== undefined && STEPS[event.kind] !== undefined && stands(event, superseded))
    .sort((a, b) => a.at - b.at);
  const journeys = new Map<string, Journey>();
  for (const event of told) {
    const { icao24 = '' } = event;
    const next = STEPS[event.kind]?.(journeys.get(icao24) ?? {}, event);
    if (next !== undefined) journeys.set(icao24, next);
  }
  journeysByLog.set(events, journeys);
  return journeys;
}

/**
 * The journey that a track goes with now: one that is heard in the air again after its landing is on a flight of which the log does
 * not know the beginning.
 */
export function journeyNow(journey: Journey, track: Track | undefined): Journey {
  const fix = track?.lastFix;
  if (journey.landing === undefined || fix?.verdict !== 'accepted' || fix.onGround !== false) return journey;
  return fix.at > journey.landing.toAt + AIRBORNE_AGAIN_MS ? {} : journey;
}

type JourneyStep = (journey: Journey, event: FlightEvent) => Journey | undefined;

const leaving: JourneyStep = (_journey, event) => {
  const from = fieldOf(event);
  return { ...(from === undefined ? {} : { from }), departedAt: event.at };
};

const arriving: JourneyStep = (journey, event) => {
  const to = fieldOf(event);
  const { landing } = journey;
  const isKnown = landing !== undefined && Math.abs(event.at - landing.at) < SAME_ARRIVAL_MS;
  if (isKnown && journey.to?.icao === to?.icao) return undefined;
  const { basis, at, toAt, probability } = event;
  return {
    ...(landing === undefined ? begun(journey) : {}),
    ...originOf(event),
    ...(to === undefined ? {} : { to, toBasis: 'landed' as const, probability }),
    landing: { basis, at, toAt },
  };
};

/** What each kind of line says of the journey; `undefined`: nothing. */
const STEPS: Readonly<Record<string, JourneyStep>> = {
  'take-off': leaving,
  departure: leaving,
  'visit-closed': leaving,
  landing: arriving,
  return: arriving,
  'visit-opened': arriving,
  'heading-for-dprk': (journey, event) => {
    const stage = typeof event.detail.stage === 'string' ? event.detail.stage : undefined;
    if (stage === 'watch' || (stage === undefined && !(event.probability >= LIKELY))) return undefined;
    const flying = journey.landing === undefined ? begun(journey) : {};
    const { to, probability, distanceNm } = goalOf(event);
    return { ...flying, to, toBasis: 'expected', probability, goal: goalDetail(event, stage ?? 'likely', distanceNm) };
  },
  'heading-withdrawn': (journey) => (journey.toBasis === 'expected' ? begun(journey) : undefined),
  // What happened within the silence is inferred from it and stands; what was before it is another flight's.
  're-seen': (journey, event) => {
    const away = numberIn(event.detail.awayHours);
    const silentFrom = away === undefined ? event.at : event.at - away * HOUR_MS;
    return journey.landing === undefined && (journey.departedAt ?? Number.NEGATIVE_INFINITY) > silentFrom
      ? undefined
      : {};
  },
};

/** The journey without what was said of its end. */
const begun = ({ from, departedAt }: Journey): Journey => ({
  ...(from === undefined ? {} : { from }),
  ...(departedAt === undefined ? {} : { departedAt }),
});

/** The field that a line names, or that it was one of the DPRK's; `undefined` below even odds. */
function fieldOf({ place, probability, candidates }: FlightEvent): Place | undefined {
  if (!(probability >= NAMED_FROM)) return undefined;
  if (place !== undefined) return place;
  const all = candidates.length > 0 && candidates.every(({ icao }) => airportByIcao(icao)?.country === DPRK);
  return all ? SOME_FIELD : undefined;
}

/** Where a landing says that its flight began. */
function originOf({ detail }: FlightEvent): Pick<Journey, 'from'> {
  const origin = (
    detail.leg as { readonly origin?: { readonly icao?: unknown; readonly probability?: unknown } | null }
  )?.origin;
  const airport = typeof origin?.icao === 'string' ? airportByIcao(origin.icao) : undefined;
  if (airport === undefined || !((numberIn(origin?.probability) ?? 0) >= NAMED_FROM)) return {};
  return { from: { icao: airport.icao, name: airport.name } };
}

/** The field it is bound for: the one named, else the first candidate that has half of all belief, else only the country. */
function goalOf({ place, candidates, probability }: FlightEvent): {
  readonly to: Place;
  readonly probability: number;
  readonly distanceNm?: NauticalMiles;
} {
  const first: Candidate | undefined =
    place === undefined ? candidates[0] : candidates.find(({ icao }) => icao === place.icao);
  if (place !== undefined) {
    return { to: place, probability, ...(first === undefined ? {} : { distanceNm: first.distanceNm }) };
  }
  const airport = first === undefined ? undefined : airportByIcao(first.icao);
  if (first === undefined || airport === undefined || !(first.probability >= NAMED_FROM)) {
    return { to: SOME_FIELD, probability };
  }
  const { icao, name } = airport;
  return { to: { icao, name }, probability: first.probability, distanceNm: first.distanceNm };
}

function goalDetail({ probability, detail }: FlightEvent, stage: string, directNm: NauticalMiles | undefined): Goal {
  const eta: readonly unknown[] = Array.isArray(detail.eta) ? detail.eta : [];
  const [etaFromAt, etaToAt] = [timeIn(eta[0]), timeIn(eta[1])];
  const remainingNm = numberIn(detail.remainingNm);
  const detour = remainingNm === undefined || directNm === undefined || directNm < 1 ? 1 : remainingNm / directNm;
  return {
    stage,
    probability,
    ...(etaFromAt === undefined || etaToAt === undefined ? {} : { etaFromAt, etaToAt }),
    detour: Math.max(1, detour),
  };
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const timeIn = (value: unknown): EpochMs | undefined =>
  typeof value === 'string' ? numberIn(Date.parse(value)) : undefined;
