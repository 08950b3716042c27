/** How the state is looked at: selection, filter, prompt, panes. Nothing here changes what is believed or stored. */
import type { EpochMs } from '../aero/units.ts';
import type { EventLevel, FlightEvent } from '../events/types.ts';
import type { World } from '../events/world.ts';
import type { Query } from '../query/parse.ts';
import type { PaneId, ViewId } from './ui-msg.ts';

export interface PromptState {
  readonly kind: 'filter' | 'command' | 'search';
  readonly text: string;
  /** Characters before the cursor. */
  readonly cursor: number;
  /** What is wrong and where, in characters of `text`; the last good filter stays in force. */
  readonly error?: { readonly from: number; readonly to: number; readonly text: string };
  readonly explained: boolean;
  readonly completion: number;
  readonly historyIndex?: number;
  /** The line as it was typed, while the history is walked or completions are tried on. */
  readonly typed?: { readonly text: string; readonly cursor: number };
  /** The filter from before the prompt was opened, which Esc restores. */
  readonly before?: UiState['filter'];
}

export interface UiState {
  readonly columns: number;
  readonly rows: number;
  readonly view: ViewId;
  /** Views to go back to. */
  readonly back: readonly ViewId[];
  readonly focus: PaneId;
  readonly zoomed: boolean;
  /** Selection is by address: it survives filter, sort, reconnect and replay. */
  readonly selected?: string;
  readonly selectedEvent?: string;
  readonly column: string;
  readonly sort: { readonly column: string; readonly descending: boolean };
  /** The order of rows held while the cursor moves, so that nobody hits the wrong aircraft. */
  readonly heldOrder?: { readonly icao24s: readonly string[]; readonly until: EpochMs };
  readonly filter: { readonly text: string; readonly query?: Query; readonly off: boolean };
  readonly filterHistory: readonly string[];
  readonly commandHistory?: readonly string[];
  readonly prompt?: PromptState;
  readonly search: string;
  readonly marked: ReadonlySet<string>;
  readonly onlyMarked: boolean;
  readonly followed?: string;
  readonly eventLevel: EventLevel;
  /** The screen is held; data is still taken in and stored. */
  readonly paused?: {
    readonly at: EpochMs;
    readonly world: World;
    readonly events: readonly FlightEvent[];
    readonly held: number;
  };
  readonly routeMode: 'spark' | 'profile';
  readonly units: 'aviation' | 'metric';
  readonly dense: boolean;
  readonly theme: string;
  readonly glyphs: 'unicode' | 'ascii';
  /** The replay bar has the keys. */
  readonly replayKeys: boolean;
  readonly scroll: number;
  readonly notice?: { readonly text: string; readonly tone: 'plain' | 'warn' | 'alert'; readonly at: EpochMs };
  readonly quitAsked: boolean;
}
