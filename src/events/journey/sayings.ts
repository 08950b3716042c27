/**
 * What the journey says, as drafts: the words follow the belief, an airport is named only where one dominates, and a revision
 * says which version it replaces. In: what was concluded. Out: drafts.
 */
import { airportByIcao } from '../../aero/airports.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../aero/units.ts';
import type { Track } from '../../tracks/types.ts';
import type { Draft } from '../detector.ts';
import { asBelieved, duration, height, miles, nameOf, placeName } from '../say.ts';
import type { Candidate, EventLevel, EventStatus } from '../types.ts';
import { DPRK } from './goals.ts';
import type { Standing, Waypoint } from './types.ts';

const HOURS = 24;
const MINUTES = 60;
const PERCENT = 100;
/** As many candidates as a sentence bears. */
const NAMED_MOST = 3;

/** DPRK-registered: its homecoming is no visit. */
export const isAtHome = (track: Pick<Track, 'country'>): boolean => track.country === DPRK;

/** "23:12Z". */
export function clock(at: EpochMs): string {
  const hours = Math.floor(at / HOUR_MS) % HOURS;
  const minutes = Math.floor(at / MINUTE_MS) % MINUTES;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}Z`;
}

const keyOf = ({ root, version }: Pick<Standing, 'root' | 'version'>): string => `${root}/${version}`;

/** Landing in the DPRK, or leaving it, is what this program waits for; its own aircraft do so every day. */
export const levelOf = (track: Track, country: string | undefined): EventLevel =>
  country !== DPRK ? 'note' : isAtHome(track) ? 'info' : 'alert';

/** A standing event as a draft, replacing the version before where there is one. */
export function draftOf(track: Track, standing: Standing, text: string, before?: Standing): Draft {
  const { kind, status, fromAt, toAt, at, basis, probability, place, candidates, country, detail } = standing;
  return {
    kind,
    key: keyOf(standing),
    status,
    ...(before === undefined ? {} : { supersedesKey: keyOf(before), supersedesStatus: before.status }),
    fromAt,
    toAt,
    at,
    basis,
    probability,
    ...(place === undefined ? {} : { place }),
    candidates,
    level: status === 'retracted' ? 'note' : levelOf(track, country),
    text,
    detail,
  };
}

/** The next version of a standing event. */
export const revised = (before: Standing, change: Partial<Standing>, status: EventStatus = 'revised'): Standing => ({
  ...before,
  ...change,
  status,
  version: before.version + 1,
});

const named = (candidates: readonly Candidate[]): string =>
  candidates
    .slice(0, NAMED_MOST)
    .map(({ icao, probability }) => `${airportByIcao(icao)?.name ?? icao} ${Math.round(probability * PERCENT)} %`)
    .join(', ');

const span = ({ fromAt, toAt }: Pick<Standing, 'fromAt' | 'toAt'>): string =>
  `between ${clock(fromAt)} and ${clock(toAt)}`;

const at = ({ place, candidates }: Standing, preposition: string): string =>
  place === undefined
    ? `in the DPRK, which field is not known (${named(candidates)})`
    : `${preposition} ${placeName(place)}`;

/** Where it was heard last, in words: "at FL310". */
const heightOf = ({ altitudeFt }: Waypoint): string => (altitudeFt === undefined ? '' : ` at ${height(altitudeFt)}`);

/** The sentence of a landing that nobody heard. */
export function landingText(track: Track, landing: Standing, last: Waypoint | undefined, why: string): string {
  const distance = landing.candidates[0]?.distanceNm;
  const lost =
    last === undefined
      ? ''
      : `, last heard ${clock(last.at)}${heightOf(last)}${distance === undefined ? '' : `, ${miles(distance)} from there`}`;
  return `${nameOf(track)} ${asBelieved('landed', landing.probability)} ${at(landing, 'at')} ${span(landing)}${lost}${why}.`;
}

/** The sentence of a landing that did not happen. */
export const notLandedText = (track: Track, landing: Standing, silentMs: number): string =>
  `${nameOf(track)} did not land ${landing.place === undefined ? 'in the DPRK' : `at ${placeName(landing.place)}`}: it is heard again after ${duration(silentMs)}, where it can be only if it flew on.`;

/** The sentence of leaving a field. */
export function leavingText(track: Track, leaving: Standing, first: Waypoint | undefined, stayMs?: number): string {
  const where = leaving.place === undefined ? `the DPRK (${named(leaving.candidates)})` : placeName(leaving.place);
  const { kind, probability } = leaving;
  const said = kind === 'departure' ? asBelieved('left', probability) : `${asBelieved('took off', probability)} from`;
  const heard = first === undefined ? '' : `, first heard ${clock(first.at)}${heightOf(first)}`;
  const stay = stayMs === undefined ? '' : `, after about ${duration(stayMs)}`;
  return `${nameOf(track)} ${said} ${where} ${span(leaving)}${heard}${stay}.`;
}
