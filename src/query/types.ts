/** What the filter language asks about: an aircraft, an event or a visit, flattened to the fields of the grammar. Absent is unknown. */
import type { Degrees, EpochMs, Feet, FeetPerMinute, Knots, Milliseconds, Position } from '../aero/units.ts';

export interface Subject {
  readonly icao24?: string;
  readonly registration?: string;
  readonly callsign?: string;
  readonly typecode?: string;
  readonly operator?: string;
  readonly country?: string;
  readonly description?: string;
  readonly altitudeFt?: Feet;
  readonly groundSpeedKt?: Knots;
  readonly verticalRateFpm?: FeetPerMinute;
  readonly trackDeg?: Degrees;
  readonly mach?: number;
  readonly position?: Position;
  readonly squawk?: string;
  readonly source?: string;
  readonly onGround?: boolean;
  readonly heardAt?: EpochMs;
  readonly firstHeardAt?: EpochMs;
  readonly gapMs?: Milliseconds;
  readonly from?: string;
  readonly to?: string;
  readonly via?: readonly string[];
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly rule?: string;
  /** Of an event. */
  readonly kind?: string;
  readonly level?: string;
  readonly text?: string;
  readonly military?: boolean;
  readonly stale?: boolean;
  readonly marked?: boolean;
  readonly watched?: boolean;
  readonly emergency?: boolean;
}

/** What a match needs beside the subject: the clock for ages, and what `@sel` and named areas mean. */
export interface MatchContext {
  readonly now: EpochMs;
  readonly selected?: Position;
  readonly areas?: Readonly<Record<string, readonly Position[]>>;
}
