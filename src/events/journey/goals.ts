/**
 * Where such aircraft go: the fields that a destination is sought among, and how likely each is before anything is seen. In: an
 * aircraft and its own history. Out: goals with priors. Starting values (detection.md §4.2, §5.4), of the order of what the
 * sources report, none fitted. A field that is not among them counts as "elsewhere".
 */
import { type Airport, airportByIcao } from '../../aero/airports.ts';
import { aircraftOf } from '../../aero/fleet.ts';
import type { Track } from '../../tracks/types.ts';
import { type Reachable, reachable } from './route.ts';

export const DPRK = 'KP';

/** Relative, within a country. Of some fifteen reported visits one or two went to Wonsan or Hamhung, the rest to Sunan. */
const SHARES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  KP: {
    ZKPY: 85,
    ZKWS: 7,
    ZKSD: 2.5,
    ZKHM: 1,
    ZKUJ: 1,
    ZKSE: 1,
    ZKSC: 0.5,
    ZKPN: 0.5,
    'KP-0020': 0.5,
    'KP-0025': 0.5,
    'KP-0041': 0.1,
  },
  RU: {
    UUMU: 3,
    UUWW: 3,
    UUEE: 3,
    UUDD: 2,
    UUBW: 1,
    ULLI: 2,
    USSS: 1,
    USTR: 0.5,
    USRR: 0.5,
    UNOO: 0.5,
    UNNT: 1,
    UNKL: 1,
    UIII: 1,
    UIUU: 0.5,
    UIAA: 0.5,
    UEEE: 0.5,
    UHBB: 0.5,
    UHHH: 2,
    UHKK: 0.3,
    UHWW: 3,
    UHSS: 1,
    UHMM: 0.5,
    UHPP: 1,
  },
  CN: { ZBAA: 4, ZSPD: 3, ZYTX: 2, ZYTL: 2, ZYHB: 2, ZYCC: 1, ZYYJ: 1, ZYDD: 0.5, ZBTJ: 1, ZSQD: 1, ZGGG: 2 },
  KR: { RKSI: 5, RKSS: 2, RKPK: 1, RKPC: 1, RKNY: 0.3 },
  JP: { RJTT: 3, RJAA: 3, RJBB: 2, RJGG: 1, RJFF: 1, RJCC: 1, RJSN: 0.5, RJSS: 0.3 },
  MN: { ZMCK: 1 },
};

type Kind = 'state' | 'russian' | 'dprk' | 'chinese' | 'other';

/** How such an aircraft's flights are spread over countries. */
const COUNTRIES: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  state: { KP: 0.15, RU: 0.65, CN: 0.04, MN: 0.02, KR: 0.003, JP: 0.007 },
  russian: { KP: 0.03, RU: 0.6, CN: 0.15, MN: 0.03, KR: 0.01, JP: 0.02 },
  dprk: { KP: 0.5, RU: 0.12, CN: 0.35, MN: 0.01, KR: 0.001, JP: 0.001 },
  // Air China flies to Sunan when anyone does.
  chinese: { KP: 0.03, RU: 0.05, CN: 0.6, MN: 0.03, KR: 0.08, JP: 0.08 },
  other: { KP: 0.01, RU: 0.1, CN: 0.3, MN: 0.03, KR: 0.25, JP: 0.25 },
};
/** Its own history weighs as much as the table above after so many flights. */
const HISTORY_WEIGHT = 6;
/** However often it went there, the next flight may go elsewhere. */
const DPRK_MOST = 0.4;

export interface Goal {
  readonly airport: Airport;
  readonly way: Reachable;
  /** Its share of its country's flights, all shares of a country sum to 1. */
  readonly share: number;
}

let table: readonly Goal[] | undefined;

/** Every goal, made at the first question. */
export function goals(): readonly Goal[] {
  table ??= Object.values(SHARES).flatMap((shares) => {
    const sum = Object.values(shares).reduce((total, share) => total + share, 0);
    return Object.entries(shares).flatMap(([icao, share]) => {
      const airport = airportByIcao(icao);
      return airport === undefined ? [] : [{ airport, way: reachable(airport), share: share / sum }];
    });
  });
  return table;
}

/** Whether a field is one of the usual goals. */
export const isGoal = (airport: Airport): boolean => goals().some((goal) => goal.airport.icao === airport.icao);

/** The share of a field among its country's, a small one for fields that are no goals: with a civil code more than without. */
export function shareOf(airport: Airport): number {
  const known = goals().find((goal) => goal.airport.icao === airport.icao);
  if (known !== undefined) return known.share;
  return airport.iata === undefined ? 0.001 : 0.01;
}

function kindOf(track: Pick<Track, 'icao24' | 'country'>): Kind {
  if (track.country === DPRK) return 'dprk';
  const listed = aircraftOf(track.icao24);
  // Listed for having been there, or for belonging to the few that might; a military transport as such is not.
  if (track.country === 'RU') return listed === undefined ? 'russian' : 'state';
  if (track.country === 'CN') return 'chinese';
  return listed === undefined ? 'other' : 'russian';
}

/** What is believed of an aircraft's flights before this one is looked at. */
export interface Prior {
  readonly kind: Kind;
  readonly byCountry: Readonly<Record<string, number>>;
  /** That it keeps out of China where China is not its goal. */
  readonly roundChina: number;
}

/** A State's aircraft needs leave to cross another State, which these do not ask of China (detection.md §4.4). */
const ROUND_CHINA: Readonly<Record<Kind, number>> = { state: 0.9, russian: 0.6, dprk: 0.5, chinese: 0, other: 0.3 };

/** The prior of an aircraft; `legs` and `dprkLegs` are its flights so far in this log. */
export function priorOf(track: Pick<Track, 'icao24' | 'country'>, legs: number, dprkLegs: number): Prior {
  const kind = kindOf(track);
  const base = COUNTRIES[kind];
  const before = base[DPRK] ?? 0;
  const learned = Math.min((dprkLegs + HISTORY_WEIGHT * before) / (legs + HISTORY_WEIGHT), Math.max(DPRK_MOST, before));
  return { kind, byCountry: { ...base, [DPRK]: learned }, roundChina: ROUND_CHINA[kind] };
}

/** How likely a field is as an end of one of its flights. */
export const weightOf = (prior: Prior, airport: Airport): number =>
  (prior.byCountry[airport.country] ?? 0.02) * shareOf(airport);

/** Whether a field is in the DPRK. */
export const isDprk = (airport: Pick<Airport, 'country'>): boolean => airport.country === DPRK;
