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
