/**
 * `heading-for-dprk` in three stages, and `heading-withdrawn` (detection.md §5.2, §5.4): said when the belief has been there for
 * three minutes, taken back when it has been well below for as long, when it has turned away from the fields believed in, or when it
 * lands elsewhere. In: beliefs in order of time. Out: what is to be said. The estimate of arrival comes with it.
 */
import { airportByIcao } from '../../aero/airports.ts';
import { type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles } from '../../aero/units.ts';
import type { Track } from '../../tracks/types.ts';
import type { Draft } from '../detector.ts';
import { evidenceOf } from '../evidence.ts';
import { miles, nameOf, placeName } from '../say.ts';
import type { Candidate, Place } from '../types.ts';
import { iso } from '../wire.ts';
import { etaOf } from './eta.ts';
import { isDprk } from './goals.ts';
import { clock } from './sayings.ts';
import { openDprk, waysWith } from './turned.ts';
import type { Belief, Heading, Leg, Stage, Waypoint } from './types.ts';

export const STAGES: readonly { readonly stage: Stage; readonly from: number }[] = [
  { stage: 'watch', from: 0.5 },
  { stage: 'likely', from: 0.8 },
  { stage: 'near-certain', from: 0.95 },
];
/** Detection.md §0 (6). */
const HYSTERESIS = 0.1;
/** Too low even to watch. */
const LOW = 0.4;
const PERSISTENCE_MS: Milliseconds = 3 * MINUTE_MS;
/** Detection.md §5.2: a diversion was bound elsewhere for so long. */
const DIVERSION_MS: Milliseconds = 10 * MINUTE_MS;
/** Sunan, Wonsan and Hamhung are told apart only below this (detection.md §5.4). */
const TOLD_APART_NM: NauticalMiles = 130;
const DOMINATES = 0.8;

const START: Heading = { round: 0, since: [null, null, null] };

/** What is known after one more belief, held at the fix `now`. Fields that it has turned away from do not count. */
export function headingWith(before: Heading | undefined, belief: Belief, now: Waypoint): Heading {
  const heading = before ?? START;
  const ways = waysWith(heading.ways, now);
  const dprk = openDprk(belief, ways);
  const since = STAGES.map(({ from }, index) => {
    const sinceAt = heading.since[index] ?? null;
    if (dprk >= from) return sinceAt ?? belief.at;
    return dprk >= from - HYSTERESIS ? sinceAt : null;
  });
  const low = dprk < LOW;
  const { lowSinceAt, ...rest } = heading;
  return { ...rest, since, ways, ...(low ? { lowSinceAt: lowSinceAt ?? belief.at } : {}) };
}

const rankOf = (stage: Stage | undefined): number => STAGES.findIndex((one) => one.stage === stage);

/** The stage that is due to be said, `undefined` while there is none above what was said. */
export function dueStage(heading: Heading | undefined, at: EpochMs): Stage | undefined {
  if (heading === undefined) return undefined;
  for (let rank = STAGES.length - 1; rank > rankOf(heading.said); rank -= 1) {
    const sinceAt = heading.since[rank] ?? null;
    if (sinceAt !== null && at - sinceAt >= PERSISTENCE_MS) return STAGES[rank]?.stage;
  }
  return undefined;
}

export const isWithdrawalDue = (heading: Heading | undefined, at: EpochMs): boolean =>
  heading?.said !== undefined && heading.lowSinceAt !== undefined && at - heading.lowSinceAt >= PERSISTENCE_MS;

/** After a stage was said. */
export const saidStage = (heading: Heading, stage: Stage, at: EpochMs): Heading => ({
  ...heading,
  said: stage,
  saidAt: heading.saidAt ?? at,
  ...(stage === 'watch' ? {} : { likelySaidAt: heading.likelySaidAt ?? at }),
});

/** After it was taken back: the next round begins. That it had been bound there for long is kept: landing elsewhere is a diversion. */
export function afterWithdrawal(heading: Heading, at: EpochMs): Heading {
  const { likelySaidAt, ways } = heading;
  const next: Heading = {
    round: heading.round + 1,
    since: [null, null, null],
    ...(ways === undefined ? {} : { ways }),
  };
  return likelySaidAt === undefined || !isDiversion(heading, at) ? next : { ...next, likelySaidAt };
}

/** Whether it was bound for the DPRK long enough for its landing elsewhere to be a diversion. */
export const isDiversion = (heading: Heading | undefined, at: EpochMs): boolean =>
  heading?.likelySaidAt !== undefined && at - heading.likelySaidAt >= DIVERSION_MS;

const dprkGoals = (belief: Belief): readonly Candidate[] =>
  belief.goals.filter(({ icao }) => {
    const airport = airportByIcao(icao);
    return airport !== undefined && isDprk(airport);
  });

const placeOf = (candidate: Candidate | undefined, dprk: number): Place | undefined => {
  if (candidate === undefined || candidate.distanceNm > TOLD_APART_NM) return undefined;
  if (candidate.probability < DOMINATES * dprk) return undefined;
  const airport = airportByIcao(candidate.icao);
  return airport === undefined ? undefined : { icao: airport.icao, name: airport.name };
};

const WORDS: Readonly<Record<Stage, string>> = {
  watch: 'may be heading for the DPRK',
  likely: 'is probably heading for the DPRK',
  'near-certain': 'is heading for the DPRK (inferred)',
};

/** The draft of a stage. `at` is when it is said. */
export function headingDraft(
  track: Track,
  leg: Leg,
  belief: Belief,
  heading: Heading,
  stage: Stage,
): Draft | undefined {
  const candidates = dprkGoals(belief);
  const goal = candidates[0];
  const eta = goal === undefined ? undefined : etaOf(leg, belief, goal);
  if (goal === undefined || eta === undefined) return undefined;
  const place = placeOf(goal, belief.dprk);
  const name = airportByIcao(goal.icao)?.name ?? goal.icao;
  const where =
    place === undefined
      ? `, ${miles(eta.remainingNm)} to ${name} if that is its goal`
      : `, ${miles(eta.remainingNm)} to ${placeName(place)}`;
  return {
    kind: 'heading-for-dprk',
    key: `${leg.startedAt}/${heading.round}/${stage}`,
    fromAt: belief.at,
    toAt: belief.at,
    at: belief.at,
    basis: 'inferred',
    probability: openDprk(belief, heading.ways),
    ...(place === undefined ? {} : { place }),
    candidates,
    level: stage === 'watch' ? 'note' : 'alert',
    text: `${nameOf(track)} ${WORDS[stage]}${where}, there between ${clock(eta.fromAt)} and ${clock(eta.toAt)}.`,
    detail: {
      stage,
      eta: [iso(Math.round(eta.fromAt)), iso(Math.round(eta.toAt))],
      etaAt: iso(Math.round(eta.at)),
      remainingNm: Math.round(eta.remainingNm),
      evidence: evidenceOf(
        `P(DPRK) from the way flown has been at ${STAGES[rankOf(stage)]?.from ?? 0} or more for three minutes (destination posterior)`,
        [leg.first, leg.last],
        {
          dprk: round(belief.dprk),
          flownNm: Math.round(leg.flownNm),
          origin: leg.origin?.icao ?? null,
          nextBest: belief.goals.find(({ icao }) => !candidates.some((one) => one.icao === icao))?.icao ?? null,
        },
        'A turn towards another field, or a descent for one, would have taken the belief away from it.',
      ),
    },
  };
}

/** The field most believed in, if it was turned away from: how near it had come, and how far it is now. */
function turnedFrom(
  belief: Belief | undefined,
  heading: Heading,
): readonly [name: string, leastNm: number] | undefined {
  if (belief === undefined || heading.ways === undefined) return undefined;
  const goal = dprkGoals(belief).find(({ icao }) => heading.ways?.[icao]?.turnedAt !== undefined);
  const way = goal === undefined ? undefined : heading.ways[goal.icao];
  const airport = goal === undefined ? undefined : airportByIcao(goal.icao);
  if (way === undefined || airport === undefined) return undefined;
  return openDprk(belief, heading.ways) < LOW ? [placeName(airport), way.leastNm] : undefined;
}

/**
 * The draft that takes it back.
 * @param elsewhere how surely it landed elsewhere, where it did
 */
export function withdrawnDraft(
  track: Track,
  leg: Leg,
  heading: Heading,
  at: EpochMs,
  why: string,
  elsewhere = 0,
): Draft {
  const { belief } = leg;
  const turned = turnedFrom(belief, heading);
  const open = belief === undefined ? 0 : openDprk(belief, heading.ways);
  const because = turned === undefined ? why : `it turned away ${miles(turned[1])} from ${turned[0]}, and ${why}`;
  return {
    kind: 'heading-withdrawn',
    key: `${leg.startedAt}/${heading.round}`,
    fromAt: Math.min(heading.lowSinceAt ?? at, at),
    toAt: at,
    at,
    basis: 'inferred',
    probability: Math.max(1 - open, elsewhere),
    level: 'note',
    text: `${nameOf(track)} is no longer taken to be heading for the DPRK: ${because}.`,
    detail: {
      stage: heading.said ?? null,
      saidAt: heading.saidAt === undefined ? null : iso(heading.saidAt),
      evidence: evidenceOf(
        'The belief in fields that it has not turned away from (40 NM farther than it had been, or five minutes on a course away from it, 40 NM or more from any field) has been below 0.4 for three minutes, or it landed elsewhere',
        [leg.last],
        {
          dprk: round(belief?.dprk ?? 0),
          notTurnedFrom: round(open),
          nearestNm: turned === undefined ? null : Math.round(turned[1]),
          goal: belief?.goals[0]?.icao ?? null,
        },
        'Flying on towards the DPRK would have kept it.',
      ),
    },
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
