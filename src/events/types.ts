/** A line in the log, and what finds it. Times here are epoch ms; `events/wire.ts` writes the contract's ISO form (CONTRACT §4). */
import type { EpochMs, NauticalMiles } from '../aero/units.ts';

export type EventLevel = 'info' | 'note' | 'warn' | 'alert';
export type EventStatus = 'provisional' | 'confirmed' | 'revised' | 'retracted';
/** `observed`: fixes show it. `inferred`: fixes before and after a silence imply it. `reported`: a person entered it. */
export type EventBasis = 'observed' | 'inferred' | 'reported';

export interface Place {
  readonly icao: string;
  readonly name: string;
}

export interface Candidate {
  readonly icao: string;
  readonly probability: number;
  readonly distanceNm: NauticalMiles;
}

export interface FlightEvent {
  /** Deterministic: the same happening seen again has the same id. */
  readonly id: string;
  /** A string, not a union: an old build shows a newer log. */
  readonly kind: string;
  readonly status: EventStatus;
  readonly supersedes?: string;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  /** The feed's time at which the program said so. */
  readonly detectedAt: EpochMs;
  readonly icao24?: string;
  readonly registration?: string;
  readonly callsign?: string;
  readonly typecode?: string;
  readonly basis: EventBasis;
  /** The program's own belief, 0…1. */
  readonly probability: number;
  readonly place?: Place;
  readonly candidates: readonly Candidate[];
  readonly level: EventLevel;
  /** One plain sentence whose words follow `probability`. */
  readonly text: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
