/** Everything that can happen. Closed union, one exhaustive switch in `update`. Every message carries its own time. */
import type { EpochMs } from '../aero/units.ts';
import type { Anchor } from '../events/journey/types.ts';
import type { FlightEvent } from '../events/types.ts';
import type { World } from '../events/world.ts';
import type { ReplayNotice } from '../feeds/types.ts';
import type { VisitMemory } from '../visits/memory.ts';
import type { UiMsg } from './ui-msg.ts';

/** How a feed's connection stands. Words for a person are made in `view`. */
export type LinkStatus =
  | { readonly state: 'connecting'; readonly attempt: number }
  /** `via` and `credit`: who answers, and the credit its licence asks for, where a source is a chain of services. */
  | { readonly state: 'up'; readonly via?: string; readonly credit?: string }
  /** Lost; tried again at `retryAt`. */
  | { readonly state: 'down'; readonly reason: string; readonly retryAt?: EpochMs; readonly attempt?: number }
  /** Refused: a key rejected (`final`, waits for the user), or a 403 or an HTML page where data should be. */
  | {
      readonly state: 'refused';
      readonly reason: string;
      readonly code?: number;
      readonly final: boolean;
      readonly retryAt?: EpochMs;
    }
  /** Asked by the service to wait (429, Retry-After). */
  | { readonly state: 'waiting'; readonly reason: string; readonly until: EpochMs }
  /** The recording or the input is at its end. */
  | { readonly state: 'ended' };

export interface FrameMsg {
  readonly kind: 'frame';
  /** The source's id, as `LinkMsg.feed`. */
  readonly feed: string;
  /** The format's id where it is known (a recording, `--format`); sniffed otherwise. */
  readonly format?: string;
  readonly text: string;
  /** The frame as received where it was binary: what a recorder writes. `text` is its running UTF-8 reading. */
  readonly bytes?: Uint8Array;
  /** Receipt: the wall clock live, the recording's `at` in replay. */
  readonly at: EpochMs;
}

export interface LinkMsg {
  readonly kind: 'link';
  readonly feed: string;
  readonly at: EpochMs;
  readonly status: LinkStatus;
}

export type Msg =
  | FrameMsg
  | LinkMsg
  /** A frame that was dropped by the source itself (over the size limit), to be counted. */
  | {
      readonly kind: 'refused-frame';
      readonly feed: string;
      readonly at: EpochMs;
      readonly code: string;
      readonly text: string;
    }
  /** Time passes. Live: once a second; replay: derived from the recording. */
  | { readonly kind: 'tick'; readonly at: EpochMs }
  /** What a player of a recording says of itself. */
  | { readonly kind: 'replay'; readonly feed: string; readonly notice: ReplayNotice }
  /** Read from the store at the start. */
  | {
      readonly kind: 'history';
      readonly at: EpochMs;
      readonly events: readonly FlightEvent[];
      /** The visits, recalled from the whole log. */
      readonly visits?: VisitMemory;
      readonly sightings: ReadonlyMap<string, EpochMs>;
      readonly readMarkAt?: EpochMs;
    }
  /** A person's evidence: an aircraft was at a place at a time. */
  | { readonly kind: 'anchor'; readonly at: EpochMs; readonly anchor: Anchor }
  /** The world as it was before a restart, taken up again. */
  | { readonly kind: 'restored'; readonly at: EpochMs; readonly world: World }
  | { readonly kind: 'stored'; readonly at: EpochMs; readonly ids: readonly string[] }
  | { readonly kind: 'store-failed'; readonly at: EpochMs; readonly reason: string; readonly ids: readonly string[] }
  /** One line for the person at the screen. */
  | { readonly kind: 'notice'; readonly at: EpochMs; readonly tone: 'plain' | 'warn' | 'alert'; readonly text: string }
  | { readonly kind: 'resize'; readonly at: EpochMs; readonly columns: number; readonly rows: number }
  | UiMsg;
