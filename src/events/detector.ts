/**
 * What a detector is: a pure rule that looks at one aircraft's new report, or at the clock, with a memory of its own, and says
 * what happened. The table of them is `index.ts`. Memory is typed inside a detector and opaque to everyone else.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import type { Coverage } from '../tracks/coverage.ts';
import type { Fleet } from '../tracks/fleet.ts';
import type { Fix, Track } from '../tracks/types.ts';
import type { Health } from './health.ts';
import type { Anchor } from './journey/types.ts';
import type { Candidate, EventBasis, EventLevel, EventStatus, Place } from './types.ts';

/** One report as it was folded. */
export interface Sighting {
  readonly track: Track;
  readonly report: Report;
  /** The position as judged, when it is news in order of time: accepted or suspect. */
  readonly fix?: Fix;
  /** The accepted track was replaced by its challenger: what was known of the way before is void. */
  readonly takeover: boolean;
}

/** What else a detector may look at. */
export interface Moment {
  /** The clock of the observations. */
  readonly at: EpochMs;
  /** Everyone, this frame folded in. */
  readonly fleet: Fleet;
  readonly health: Health;
  /** When each aircraft was last heard before this run. */
  readonly sightings: ReadonlyMap<string, EpochMs>;
  /** Where aircraft are normally heard, learned from all traffic. */
  readonly coverage: Coverage;
  /** What the detectors asked before have just said of this aircraft. */
  readonly said: readonly Draft[];
}

/** An event as a detector says it; who it is about, its id and the time of saying are added by `compose`. */
export interface Draft {
  readonly kind: string;
  /** What makes this happening this happening: the same from the same frames, whenever and however they come. */
  readonly key: string | number;
  readonly status?: EventStatus;
  /** The key of the earlier event of the same kind and aircraft that this one replaces. */
  readonly supersedesKey?: string | number;
  /** The status with which that one was said, where it was not `confirmed`: it is part of its id. */
  readonly supersedesStatus?: EventStatus;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  readonly basis?: EventBasis;
  readonly probability: number;
  readonly place?: Place;
  readonly candidates?: readonly Candidate[];
  readonly level: EventLevel;
  readonly text: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The memory to keep and what is to be said. */
export interface Step<M> {
  readonly memory: M;
  readonly drafts?: readonly Draft[];
  /** What is added to the detail of a draft of `moment.said` before it becomes an event. */
  readonly adds?: readonly { readonly to: Draft; readonly detail: Readonly<Record<string, unknown>> }[];
}

/** One row of the table. A method that returns `undefined` changes nothing and says nothing. */
export interface Detector<M = unknown> {
  readonly kinds: readonly string[];
  /** The level its events usually have. */
  readonly level: EventLevel;
  /** Why anyone wants to know, in one sentence. */
  readonly why: string;
  /** True for the one that wants reports from where the aircraft cannot be; nobody else believes anything of them. */
  readonly hearsForeign?: true;
  /** Asked for every report of a followed aircraft, in order of receipt. */
  onSighting?(memory: M | undefined, sighting: Sighting, moment: Moment): Step<M> | undefined;
  /** Asked for every followed aircraft at every point of the clock's grid. */
  onTick?(memory: M | undefined, track: Track, moment: Moment): Step<M> | undefined;
  /** Asked when a person's evidence about an aircraft comes in; of an aircraft never heard the track holds its identity alone. */
  onAnchor?(memory: M | undefined, track: Track, anchor: Anchor, moment: Moment): Step<M> | undefined;
}

/** Identity with a type check: the memory's type is known inside, and nobody outside can look into it. */
export const defineDetector = <M>(detector: Detector<M>): Detector => detector as Detector;
