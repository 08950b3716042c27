/**
 * What is known of one aircraft's journey, and what the events about it carry in `detail` for the rooms that come after (visits,
 * explain, reports). All of it is plain data, so that it can be written down and read back: no maps, no functions, no classes.
 */
import type { Degrees, EpochMs, Feet, Knots, Milliseconds, NauticalMiles, Position } from '../../aero/units.ts';
import type { Candidate, EventBasis, EventStatus, Place } from '../types.ts';

/** One point of a thinned path: when, where, how high; null where no height was given. */
export type PathPoint = readonly [at: EpochMs, latitudeDeg: Degrees, longitudeDeg: Degrees, altitudeFt: Feet | null];

/** One end of a flight, as far as it is believed. */
export interface LegEnd {
  readonly icao: string;
  readonly probability: number;
}

/** Nothing accepted was heard from one time to the other; the path has no points in between and none may be drawn. */
export interface PathGap {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

/** `detail.leg` of every landing, observed or inferred: the flight that it ended. */
export interface LegDetail {
  /** Where it took off, `null` when that is not known. */
  readonly origin: LegEnd | null;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  /** Along the accepted fixes, gaps bridged by great circles, and, where they are known, from and to the fields. */
  readonly flownNm: NauticalMiles;
  /** The great circle between the two fields, `null` where one of them is not known. */
  readonly directNm: NauticalMiles | null;
  /** At most 200 points in order of time. */
  readonly path: readonly PathPoint[];
  readonly gaps: readonly PathGap[];
  readonly maxGapMs: Milliseconds;
  readonly fastestKt: Knots | null;
  readonly highestFt: Feet | null;
}

/** What an inferred event rests on; `detail.basedOn` of inferred landings, departures and take-offs. */
export type BasedOn =
  /** It fell silent on the way there and was not heard since. */
  | 'silence'
  /** It was heard again later, in the air. */
  | 'heard-again'
  /** It was heard again later, on the ground there. */
  | 'seen-on-ground'
  /** Its first fixes climb away from there. */
  | 'first-fixes'
  /** It was on the ground there and next heard in the air. */
  | 'left-the-ground'
  /** A person's evidence. */
  | 'anchor'
  /** Fixes show it. */
  | 'observed';

/** `detail.stay` of `departure` (and of `return`): the stay in the DPRK that it ends, where one is known. */
export interface StayDetail {
  readonly place: Place | null;
  readonly candidates: readonly Candidate[];
  readonly arrivedFromAt: EpochMs;
  readonly arrivedToAt: EpochMs;
  readonly arrivedAt: EpochMs;
  readonly probability: number;
  readonly basis: EventBasis;
  /** Where the flight that brought it had begun. */
  readonly origin: LegEnd | null;
}

/** One fix as evidence. */
export interface EvidenceFix {
  readonly at: EpochMs;
  readonly latitudeDeg: Degrees;
  readonly longitudeDeg: Degrees;
  readonly altitudeFt?: Feet;
  readonly groundSpeedKt?: Knots;
}

/** `detail.evidence`: what `explain` prints. */
export interface Evidence {
  readonly rule: string;
  readonly fixes: readonly EvidenceFix[];
  readonly numbers: Readonly<Record<string, number | string | null>>;
  /** What would have changed the verdict. */
  readonly otherwise: string;
}

/** A person's evidence: an aircraft was seen at a place at a time. */
export interface Anchor {
  readonly icao24?: string;
  readonly registration?: string;
  /** ICAO code of the field. */
  readonly place: string;
  readonly at: EpochMs;
  readonly onGround: boolean;
  readonly source: string;
  readonly url?: string;
}

/** One point a minute of the last quarter of an hour, for descents and slowing down. */
export interface ProfilePoint {
  readonly at: EpochMs;
  readonly altitudeFt?: Feet;
  readonly groundSpeedKt?: Knots;
}

/** A fix as the journey keeps it. */
export interface Waypoint {
  readonly at: EpochMs;
  readonly position: Position;
  readonly altitudeFt?: Feet;
  readonly groundSpeedKt?: Knots;
  readonly trackDeg?: Degrees;
  readonly verticalRateFpm?: number;
}

/** A flight under way, or the last one. */
export interface Leg {
  readonly origin?: LegEnd & Position & { readonly country: string };
  readonly startedAt: EpochMs;
  /** First accepted fix in the air. */
  readonly first: Waypoint;
  readonly last: Waypoint;
  readonly fixes: number;
  readonly flownNm: NauticalMiles;
  /** The last point that counted for the distance flown. */
  readonly measured: Waypoint;
  readonly path: readonly PathPoint[];
  readonly gaps: readonly PathGap[];
  readonly fastestKt?: Knots;
  readonly highestFt?: Feet;
  readonly profile: readonly ProfilePoint[];
  /** The destination posterior, as last computed. */
  readonly belief?: Belief;
  readonly heading?: Heading;
  /** Over the DPRK, without having begun there. */
  readonly over?: Over;
}

/** A crossing of the DPRK under way. */
export interface Over {
  /** Last known outside, and first known inside or on the other side of a silence. */
  readonly fromAt: EpochMs;
  readonly enteredAt: EpochMs;
  /** How often in a row it was found inside; one position of several may be noise. */
  readonly times: number;
  /** Where a silence lies in between: what speaks for its having flown on. */
  readonly rho?: number;
  /** And what share of the ways that its speed allows in that silence crosses the DPRK. */
  readonly share?: number;
  /** How much of the straight way across that silence lies inside. */
  readonly insideNm?: NauticalMiles;
}

/** Where it is going, as believed at one fix. */
export interface Belief {
  readonly at: EpochMs;
  /** Some field of the DPRK. */
  readonly dprk: number;
  /** Fields in order of probability, at least 0.005 each. */
  readonly goals: readonly Candidate[];
}

export type Stage = 'watch' | 'likely' | 'near-certain';

/** What was said of its heading for the DPRK on this leg. */
export interface Heading {
  /** Which round of saying and withdrawing this is: part of the keys. */
  readonly round: number;
  /** The highest stage that was said in this round, and when. */
  readonly said?: Stage;
  readonly saidAt?: EpochMs;
  /** Since when the belief has been at each stage, in the order of the stages; null while it is not. */
  readonly since: readonly (EpochMs | null)[];
  /** Since when it has been too low even to watch. */
  readonly lowSinceAt?: EpochMs;
  /** Since when `likely` has been said: how long a diversion must have been bound for the DPRK. */
  readonly likelySaidAt?: EpochMs;
  /** The ways to the fields of the DPRK, by ICAO code: which of them it has turned away from. */
  readonly ways?: Readonly<Record<string, Way>>;
}

/** How far a field has been on a leg, round China where that is in the way. */
export interface Way {
  /** The nearest, and the farthest after that. */
  readonly leastNm: NauticalMiles;
  readonly mostNm: NauticalMiles;
  readonly lastNm: NauticalMiles;
  /** The nearest along the great circle. */
  readonly leastDirectNm: NauticalMiles;
  /** Since when it has been getting farther without a break. */
  readonly leavingSinceAt?: EpochMs;
  /** When it was clear that it had turned away; absent while it may be going there. */
  readonly turnedAt?: EpochMs;
}

/** An event of ours that may be revised: what it says and under which key it stands. */
export interface Standing {
  readonly kind: string;
  /** What all its versions share: the time at which the happening became a question. */
  readonly root: EpochMs;
  readonly version: number;
  readonly status: EventStatus;
  readonly place?: Place;
  readonly candidates: readonly Candidate[];
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  readonly probability: number;
  readonly basis: EventBasis;
  readonly country?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Where it is between two flights. */
export interface Stay {
  readonly landing: Standing;
  /** The leg that brought it; absent when only a person's evidence says so. */
  readonly origin?: LegEnd & Position & { readonly country: string };
  readonly departure?: Standing;
}

/** Fixes after a silence, until there are enough of them to say something. */
export interface Again {
  readonly first: Waypoint;
  readonly last: Waypoint;
  readonly fixes: number;
  /** On the ground, at a known field, slowly. */
  readonly groundFixes: number;
}

/** What the journey detector remembers of one aircraft. */
export interface Journey {
  readonly leg?: Leg;
  /** Set while it is known or believed to be on the ground. */
  readonly stay?: Stay;
  /** The last stay in the DPRK that was left. */
  readonly left?: Stay;
  /** The newest accepted fix on the ground. */
  readonly parked?: Waypoint;
  /** The first fixes after a silence, or ever. */
  readonly again?: Again;
  /** Which silence, by its beginning, these were said about. */
  readonly darkSaidFor?: EpochMs;
  readonly overdueSaidFor?: EpochMs;
  /** When the present silence is next asked whether it was a landing; null when it was asked and is none. */
  readonly reviewAt?: EpochMs | null;
  /** The evidence that was taken, so that the same again adds nothing; the newest ones. */
  readonly taken?: readonly string[];
  readonly legs: number;
  readonly dprkLegs: number;
}
