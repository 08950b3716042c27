/**
 * How well a field fits as the end of what was heard before a silence, and as the beginning of what was heard after it: course,
 * height, distance (detection.md §5.2, §5.3). In: fixes and fields. Out: factors of likelihood and shares that sum to at most 1.
 */
import { type Airport, airportByIcao, airportsNear } from '../../aero/airports.ts';
import { angleDifference, bearingDeg, distanceNm } from '../../aero/geo.ts';
import type { Degrees, Feet, NauticalMiles, Position } from '../../aero/units.ts';
import type { Candidate, Place } from '../types.ts';
import { type Goal, goals, isDprk, type Prior, shareOf } from './goals.ts';
import { beliefOf, DESCENT_FT_PER_NM } from './posterior.ts';
import { reachable } from './route.ts';
import type { Leg, Waypoint } from './types.ts';

/** Detection.md §5.3: on course within this; farther off it is less likely, the more so the farther it still has to go. */
const ON_COURSE_DEG: Degrees = 30;
const OFF_COURSE_SCALE_DEG: Degrees = 40;
const OFF_COURSE_LEAST = 0.05;
/** Nearer than this it may be on any leg of a circuit. */
const CIRCUIT_NM: NauticalMiles = 30;
/** Detection.md §5.2: it flies away from where it took off, within this … */
const OUTBOUND_DEG: Degrees = 60;
const OUTBOUND_SCALE_DEG: Degrees = 25;
const OUTBOUND_LEAST = 0.01;
const OVERHEAD_NM: NauticalMiles = 3;
/** Nearer than the first of these it may still be turning onto its course after take-off, on any track; beyond the second, no longer. */
const TURNING_NM: NauticalMiles = 40;
const TURNED_NM: NauticalMiles = 80;
const TURNING_LEAST = 0.4;
/** … and has hardly climbed higher on the way than this; it may have turned round the field meanwhile. */
const CLIMB_SLACK_FT: Feet = 5000;
const CLIMB_SCALE_FT: Feet = 4000;
/** Nobody climbs so slowly: while it climbs, the field is no farther than the height and this allow. */
const SLOW_CLIMB_FT_PER_NM = 250;
const SLOW_CLIMB_SLACK_NM: NauticalMiles = 15;
const SLOW_CLIMB_SCALE_NM: NauticalMiles = 10;
const SLOW_CLIMB_LEAST = 0.02;
/** Fields beside the goals are thought of when it fell silent low: within this of the last fix. */
export const NEAR_NM: NauticalMiles = 60;

/** How well a field ahead fits the course of the last fix. */
export function courseFactor(last: Waypoint, airport: Position): number {
  if (last.trackDeg === undefined) return 1;
  const distance = distanceNm(last.position, airport);
  const off = Math.abs(angleDifference(last.trackDeg, bearingDeg(last.position, airport)));
  const excess = (Math.max(0, off - ON_COURSE_DEG) / OFF_COURSE_SCALE_DEG) * Math.min(1, distance / CIRCUIT_NM);
  return Math.max(Math.exp(-(excess ** 2)), OFF_COURSE_LEAST);
}

/** How likely a track that does not lead away from the field at all is, at this distance from it. */
function inboundLeast(distance: NauticalMiles): number {
  const turned = Math.min(Math.max((distance - TURNING_NM) / (TURNED_NM - TURNING_NM), 0), 1);
  return TURNING_LEAST * (OUTBOUND_LEAST / TURNING_LEAST) ** turned;
}

/** How well a field behind fits the first fixes: outbound, not too high for the way, not too far for a climb. */
export function outboundFactor(first: Waypoint, climbing: boolean, airport: Airport): number {
  const distance = distanceNm(airport, first.position);
  const off =
    first.trackDeg === undefined || distance < OVERHEAD_NM
      ? 0
      : Math.abs(angleDifference(bearingDeg(airport, first.position), first.trackDeg));
  const outbound = Math.max(Math.exp(-Math.max(0, off - OUTBOUND_DEG) / OUTBOUND_SCALE_DEG), inboundLeast(distance));
  const height = first.altitudeFt;
  if (height === undefined) return outbound;
  const above = height - (airport.elevationFt ?? 0);
  const tooHigh = Math.exp(-Math.max(0, above - DESCENT_FT_PER_NM * distance - CLIMB_SLACK_FT) / CLIMB_SCALE_FT);
  if (!climbing) return outbound * tooHigh;
  const tooFar = Math.max(0, distance - above / SLOW_CLIMB_FT_PER_NM - SLOW_CLIMB_SLACK_NM) / SLOW_CLIMB_SCALE_NM;
  return outbound * tooHigh * Math.max(Math.exp(-tooFar), SLOW_CLIMB_LEAST);
}

/** Fields near a position that are no goals, as goals. */
function localGoals(position: Position, radiusNm: NauticalMiles): readonly Goal[] {
  const known = new Set(goals().map(({ airport }) => airport.icao));
  return airportsNear(position, radiusNm).flatMap(({ airport }) =>
    known.has(airport.icao) ? [] : [{ airport, way: reachable(airport), share: shareOf(airport) }],
  );
}

/** A field and how likely it is; the shares of one question sum to at most 1. */
export interface Share {
  readonly airport: Airport;
  readonly share: number;
  /** From the fix that was asked about. */
  readonly distanceNm: NauticalMiles;
}

/** Where a leg that ends in silence goes. What is not shared out is "somewhere else", or on. */
export function endsOf(leg: Leg, prior: Prior, low: boolean): readonly Share[] {
  const { last } = leg;
  const belief = beliefOf(leg, last, prior, low ? localGoals(last.position, NEAR_NM) : []);
  const fitting = belief.goals.flatMap(({ icao, probability, distanceNm: distance }) => {
    const airport = airportByIcao(icao);
    return airport === undefined
      ? []
      : [{ airport, before: probability, share: probability * courseFactor(last, airport), distanceNm: distance }];
  });
  const lost = fitting.reduce((sum, one) => sum + one.before - one.share, 0);
  // What the course takes from a field goes to all the others alike.
  const scale = 1 / Math.max(1 - lost, 1e-9);
  return fitting
    .map(({ airport, share, distanceNm: distance }) => ({ airport, share: share * scale, distanceNm: distance }))
    .sort((a, b) => b.share - a.share);
}

/** The fields that a climb may have begun at, with their shares of 1. */
export function beginningsOf(
  first: Waypoint,
  climbing: boolean,
  prior: Prior,
  withinNm: NauticalMiles,
): readonly Share[] {
  const fields = airportsNear(first.position, withinNm).map(({ airport, distanceNm: distance }) => ({
    airport,
    distanceNm: distance,
    share: (prior.byCountry[airport.country] ?? 0.01) * shareOf(airport) * outboundFactor(first, climbing, airport),
  }));
  const sum = fields.reduce((total, { share }) => total + share, 0);
  if (!(sum > 0)) return [];
  return fields.map((field) => ({ ...field, share: field.share / sum })).sort((a, b) => b.share - a.share);
}

/** One of several dominates when it is four times as likely as all the others together … */
export const DOMINATES = 0.8;
/** … and is believed this much by itself: below, nothing is said of it (detection.md §5.0: "lost, possibly landing"). */
export const SAID_FROM = 0.6;
/** A candidate below this is noise in the list. */
const LISTED = 0.005;
const LISTED_MOST = 8;

/** What the fields of an interval hold together at least. */
const COVERED = 0.95;

/** The fewest of them that hold so much. */
function mostOf(shares: readonly Share[], sum: number): readonly Share[] {
  let held = 0;
  return shares.filter(({ share }) => {
    const wanted = held < COVERED * sum;
    held += share;
    return wanted;
  });
}

export interface Verdict {
  /** Only when one field dominates: an airport is never named when the evidence is a set. */
  readonly place?: Place;
  readonly airport?: Airport;
  readonly candidates: readonly Candidate[];
  /** Of the place, where one is named; of the whole set otherwise. */
  readonly probability: number;
  /** The fields that its interval has to cover: those that together hold nineteen twentieths of the set, the likeliest first. */
  readonly meant: readonly Share[];
}

/**
 * What is said of a set of fields of which one is meant with `probability`.
 * @param shares descending; of the set, not of everything
 */
export function verdictOf(shares: readonly Share[], probability: number): Verdict | undefined {
  const sum = shares.reduce((total, { share }) => total + share, 0);
  const top = shares[0];
  if (top === undefined || !(sum > 0)) return undefined;
  const candidates = shares
    .map(({ airport, share, distanceNm: distance }) => ({
      icao: airport.icao,
      probability: (share / sum) * probability,
      distanceNm: Math.round(distance * 10) / 10,
    }))
    .filter((candidate) => candidate.probability >= LISTED)
    .slice(0, LISTED_MOST);
  const meant = mostOf(shares, sum);
  if (top.share / sum < DOMINATES || (top.share / sum) * probability < SAID_FROM)
    return { candidates, probability, meant };
  const { icao, name } = top.airport;
  return {
    place: { icao, name },
    airport: top.airport,
    candidates,
    probability: (top.share / sum) * probability,
    meant,
  };
}

/** The fields of the DPRK among them. */
export const inDprk = (shares: readonly Share[]): readonly Share[] => shares.filter(({ airport }) => isDprk(airport));

export const sumOf = (shares: readonly Share[]): number => shares.reduce((total, { share }) => total + share, 0);
