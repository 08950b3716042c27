/** All that the program knows at one moment, immutable. The world is what it believes; the rest is how it is looked at. */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import type { World } from '../events/world.ts';
import type { FieldFaults, Reject, ReplayNotice } from '../feeds/types.ts';
import type { VisitMemory } from '../visits/memory.ts';
import type { LinkStatus } from './msg.ts';
import type { UiState } from './ui-state.ts';

/** A state of what is believed, kept to come back to. */
export interface Checkpoint {
  readonly at: EpochMs;
  readonly world: World;
  readonly events: readonly FlightEvent[];
  readonly visits: VisitMemory;
  readonly links: ReadonlyMap<string, Link>;
}

/** One feed: its connection, what came over it and what was refused. */
export interface Link {
  readonly feed: string;
  /** For people: without credentials and query secrets. */
  readonly label: string;
  /** The credit that the data's licence asks for, and its licence. */
  readonly credit?: string;
  readonly status: LinkStatus;
  readonly statusAt: EpochMs;
  readonly formatId?: string;
  /** The decoder's memory. */
  readonly memory?: unknown;
  readonly frames: number;
  readonly rows: number;
  readonly reports: number;
  readonly rejectsByCode: Readonly<Record<string, number>>;
  readonly faults: FieldFaults;
  /** The last 50. */
  readonly rejects: readonly Reject[];
  readonly lastFrameAt?: EpochMs;
  /** The feed's own clock in its last frame, and when it last moved: a frozen clock is a stalled feeder. */
  readonly clockAt?: EpochMs;
  readonly clockMovedAt?: EpochMs;
  readonly reconnects: number;
  /** The source lives in the clock of its messages (a relay that plays a recording), not in ours. */
  readonly ownClock: boolean;
  /** What a relay says of its upstreams. */
  readonly upstream: ReadonlyMap<string, { readonly up: boolean; readonly reason?: string; readonly at: EpochMs }>;
}

export interface State {
  /** `recording`: time is the recording's, and the screen says REPLAY. */
  readonly clock: 'live' | 'recording';
  /** Feed time: the wall clock live, the recording's in replay. */
  readonly at: EpochMs;
  /** The wall clock as of the last tick, key or frame: for what belongs to the screen and not to the data. */
  readonly wallAt: EpochMs;
  readonly world: World;
  readonly links: ReadonlyMap<string, Link>;
  readonly replay?: ReplayNotice;
  /** The log as it stands, oldest first, bounded; superseded and retracted lines stay, marked by their successors. */
  readonly events: readonly FlightEvent[];
  /** The visits that the log tells of, with the history they are measured against. */
  readonly visits: VisitMemory;
  /** Ids handed to the store and not yet acknowledged. */
  readonly unstored: ReadonlySet<string>;
  readonly storeTrouble?: string;
  /** The file that the frames are being recorded to. */
  readonly recordingTo?: string;
  readonly readMarkAt: EpochMs;
  /** States kept for going back in a recording, by number. */
  readonly checkpoints: ReadonlyMap<number, Checkpoint>;
  /** Every aircraft in the table, not the watched ones only (`--all`). */
  readonly showAll: boolean;
  readonly ui: UiState;
}
