/** What we believe of one aircraft: each datum with the time it was true and where it came from, so that each ages alone. */
import type { Degrees, EpochMs, Feet, FeetPerMinute, Knots, Position } from '../aero/units.ts';
import type { ReportSource } from '../feeds/types.ts';

export interface Datum<T> {
  readonly value: T;
  readonly at: EpochMs;
}

/** Phase of flight; `unknown` until the fixes say more. */
export type Phase = 'unknown' | 'ground' | 'climb' | 'cruise' | 'descent' | 'level';

/** Why a fix is not trusted (detection.md §3, Q1–Q14), in kebab-case. */
export type GateReason =
  | 'time-in-future'
  | 'late'
  | 'repeated-fix'
  | 'null-island'
  | 'implausible-speed'
  | 'teleport'
  | 'low-integrity'
  | 'speed-mismatch'
  | 'track-mismatch'
  | 'altitude-jump'
  | 'ground-flag-glitch'
  | 'bad-position'
  | 'estimated'
  | (string & {});

export type Verdict = 'accepted' | 'suspect' | 'refused';

/** A position with all that was known at that moment. */
export interface Fix {
  readonly at: EpochMs;
  readonly position: Position;
  readonly altitudeFt?: Feet;
  readonly onGround?: boolean;
  readonly groundSpeedKt?: Knots;
  readonly trackDeg?: Degrees;
  readonly verticalRateFpm?: FeetPerMinute;
  readonly source: ReportSource;
  readonly verdict: Verdict;
  readonly reasons: readonly GateReason[];
  /** When the row that carried it was heard: what it says of ground and height may be that much newer than the position. */
  readonly heardAt?: EpochMs;
}

/** A second track under the same address, at odds with the accepted one (detection.md Q6). */
export interface Challenger {
  readonly first: Fix;
  readonly last: Fix;
  /** Fixes that agree with each other. */
  readonly fixes: number;
  /** The accepted fix that it contradicts. */
  readonly against: Fix;
  /** True when its first fix could not be reached from `against` at any speed an aircraft flies. */
  readonly unreachable: boolean;
}

/** What the gate remembers of one aircraft. */
export interface Continuity {
  /** Accepted fixes without a hole in between: what the accepted track weighs. */
  readonly support: number;
  /** The last accepted fix before the hole: should what follows it prove to be the odd one, the way goes on from here. */
  readonly beforeHole?: Fix;
  /** The newest fix shown, accepted or suspect. */
  readonly latest?: Fix;
  readonly challenger?: Challenger;
  /** Fixes in a row whose path contradicts the speed, or the track, that they report. */
  readonly speedMismatches: number;
  readonly trackMismatches: number;
  /** A barometric height that jumped, and how often it has been repeated since. */
  readonly oddAltitude?: { readonly value: Feet; readonly at: EpochMs; readonly times: number };
}

export interface Track {
  readonly icao24: string;
  readonly registration?: string;
  /** True when the registration was computed from the address (aero/registration), not received. */
  readonly registrationDerived: boolean;
  readonly typecode?: string;
  readonly description?: string;
  readonly operator?: string;
  readonly country?: string;
  readonly military?: boolean;
  readonly watched: boolean;

  readonly callsign?: Datum<string>;
  readonly squawk?: Datum<string>;
  readonly emergency?: Datum<string>;
  readonly position?: Datum<Position>;
  readonly altitudeFt?: Datum<Feet>;
  readonly geoAltitudeFt?: Datum<Feet>;
  readonly onGround?: Datum<boolean>;
  readonly groundSpeedKt?: Datum<Knots>;
  readonly trackDeg?: Datum<Degrees>;
  readonly verticalRateFpm?: Datum<FeetPerMinute>;
  readonly selectedAltitudeFt?: Datum<Feet>;
  readonly nic?: Datum<number>;
  readonly nacP?: Datum<number>;

  readonly source: ReportSource;
  readonly feed: string;
  readonly phase: Phase;
  /** Reasons against the position shown now; empty when it was accepted. A suspect position moves the display only. */
  readonly suspect: readonly GateReason[];
  readonly firstHeardAt: EpochMs;
  readonly heardAt: EpochMs;
  /** Reports folded in, by verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Refusals and suspicions by reason: nothing is dropped silently. */
  readonly gated: Readonly<Record<string, number>>;
  /** The newest accepted fix: what continuity is tested against. */
  readonly lastFix?: Fix;
  /** The gate's own memory; absent until there was a position. */
  readonly continuity?: Continuity;
  /** The newest fixes in order of time, a few minutes of them, for the detectors. Watched aircraft only. */
  readonly recent: readonly Fix[];
  /** The path since it was first heard, thinned and bounded, for drawing: gaps stay gaps. Watched aircraft only. */
  readonly trail: readonly Fix[];
}

/** Beyond this age a datum is no longer shown or matched (CONTRACT §3); positions by ADS-C live longer. */
export const DATUM_LIFE_MS = 60_000;
export const ADSC_POSITION_LIFE_MS = 35 * 60_000;
/** readsb's TRACK_STALE: until then a datum counts as fresh. */
export const DATUM_FRESH_MS = 15_000;
