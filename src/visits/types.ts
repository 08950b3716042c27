/**
 * A visit: one stay of a foreign aircraft in the DPRK, and all that is said of it (CONTRACT §5, detection.md §5.6). Times are epoch
 * ms; `wire.ts` writes the contract's form. Absent is unknown: a time that nobody heard is not made up.
 */
import type { EpochMs, NauticalMiles } from '../aero/units.ts';
import type { Candidate, EventBasis } from '../events/types.ts';

/** When something happened: the truth lies in [fromAt, toAt], `at` is the best estimate. */
export interface TimeSpan {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  readonly basis: EventBasis;
  readonly probability: number;
}

export interface HourSpan {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

export interface End {
  readonly icao: string;
  readonly probability: number;
  /** Where it had come from when it only stopped at `icao` for a few hours. */
  readonly before?: string;
}

/** A hole in the track: nothing was received between these times. */
export interface Gap {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly distanceNm?: NauticalMiles;
}

export interface RouteSummary {
  readonly areas: readonly string[];
  /** States round which it flew although the great circle crosses them. */
  readonly avoided: readonly string[];
  readonly flownNm?: NauticalMiles;
  readonly directNm?: NauticalMiles;
  readonly gaps: readonly Gap[];
}

export type RarityScope = 'tail' | 'type' | 'operator' | 'state-aircraft' | 'any' | 'route';

/** A statement about how rare this is, never about more than the log can know. */
export interface Rarity {
  readonly text: string;
  readonly scope: RarityScope;
  /** `YYYY-MM-DD`, or `YYYY-MM` where no more is known: the visit that the statement looks back to. */
  readonly since?: string;
  /** `YYYY-MM-DD`: where the log starts. */
  readonly horizon: string;
  readonly basis: string;
}

export interface DayRange {
  readonly from: number;
  readonly to: number;
}

export type ContextRelation = 'after-end' | 'before-start' | 'during';

/** A dated entry near the visit. Distances in days, never a cause. */
export interface ContextNote {
  readonly label: string;
  readonly days: DayRange;
  readonly relation: ContextRelation;
  /** Days from the entry's start to the arrival; negative: the arrival came first. */
  readonly sinceStart: DayRange;
  readonly sinceEnd: DayRange;
  readonly text: string;
  /** Share of the days within half a year of the arrival that lie as near to some entry. */
  readonly baseRate: number;
  readonly source?: string;
  readonly url?: string;
}

/** What the visit rests on: an event of the log, a person's note, or a published report. */
export interface VisitEvidence {
  /** Id of the event; absent for a published report. */
  readonly event?: string;
  /** The first event of its chain of revisions: what keeps the visit's id. */
  readonly root?: string;
  readonly kind: string;
  readonly basis: EventBasis;
  readonly probability: number;
  readonly at?: EpochMs;
  readonly fromAt?: EpochMs;
  readonly toAt?: EpochMs;
  readonly text: string;
  readonly source?: string;
  readonly url?: string;
}

export interface Conflict {
  readonly text: string;
  readonly source?: string;
}

/** `log`: this program's own. `imported`: a person's file. `shipped`: the history that comes with the package. */
export type Provenance = 'log' | 'imported' | 'shipped';

export interface Visit {
  readonly id: string;
  readonly icao24?: string;
  readonly registration?: string;
  readonly typecode?: string;
  readonly operator?: string;
  /** The field, where one of the candidates is clearly ahead; absent: see the candidates. */
  readonly airport?: string;
  readonly candidates: readonly Candidate[];
  /** That it was on the ground in the DPRK at all. */
  readonly probability: number;
  readonly basis: EventBasis;
  readonly arrived?: TimeSpan;
  readonly departed?: TimeSpan;
  /** Still there, as far as anyone heard. */
  readonly open: boolean;
  /** Reported on the ground at these times. */
  readonly seenAt: readonly EpochMs[];
  readonly groundHours?: HourSpan;
  readonly origin?: End;
  readonly next?: End;
  readonly route: RouteSummary;
  readonly rarity: readonly Rarity[];
  readonly context: readonly ContextNote[];
  readonly evidence: readonly VisitEvidence[];
  readonly conflicts: readonly Conflict[];
  readonly provenance: Provenance;
  /** In words, of a report that is not ours. */
  readonly certainty?: string;
}
