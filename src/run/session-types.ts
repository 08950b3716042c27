/** What a session is made of, what a screen or a pipe can do with it, and how it ends. */
import type { WatchRule } from '../aero/watchlist.ts';
import type { Msg } from '../app/msg.ts';
import type { UiOptions } from '../app/ui-initial.ts';
import type { Step } from '../app/update.ts';
import type { Anchor } from '../events/journey/types.ts';
import type { Kernel } from '../shell/kernel.ts';
import type { Player } from '../shell/player.ts';
import type { SettingsFile } from '../shell/settings.ts';
import type { Source } from '../shell/sources/source.ts';
import type { Store } from '../shell/store.ts';
import type { VisitMemory } from '../visits/memory.ts';
import type { Ground } from './ground.ts';

export interface SessionOptions {
  readonly ground: Ground;
  readonly clock: 'live' | 'recording';
  /** The sources live in the clock of their messages, not in ours. */
  readonly ownClock: boolean;
  readonly sources: readonly Source[];
  readonly player?: Player;
  readonly store: Store;
  readonly settings: SettingsFile;
  readonly rules: readonly WatchRule[];
  /** The visits known at the start: from the store's log, imports and the shipped history. */
  readonly visits?: VisitMemory;
  /** A person's evidence, entered as the recording's clock passes it. */
  readonly anchors?: readonly Anchor[];
  readonly showAll: boolean;
  readonly eventsForAll: boolean;
  /** Under which name what is believed outlives the run (restart.ts); absent: it does not. */
  readonly worldName?: string;
  readonly ui: UiOptions;
  readonly frameGapMs?: () => number;
  readonly onStep?: (step: Step, msg: Msg) => void;
}

/** What only a face can do; a pipe has none of it. */
export interface Face {
  readonly redraw: () => void;
  readonly suspend: () => void;
}

export type Ending = { readonly next?: 'demo' };

export interface Session {
  readonly kernel: Kernel;
  readonly face: (face: Face) => void;
  readonly start: () => void;
  /** Settles when somebody quits. */
  readonly quit: Promise<Ending>;
  /** Stops the sources and stores what is left; answers how many events could not be stored. Idempotent. */
  readonly stop: () => Promise<number>;
}
