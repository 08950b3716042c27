/**
 * What a person does, after the key table has turned a chord into its meaning. No chord names here: they live in `ui/keys`.
 * `at` is the wall clock (in replay too: it moves nothing but the screen).
 */
import type { EpochMs } from '../aero/units.ts';
import type { EventLevel } from '../events/types.ts';
import type { LineEdit } from './line-edit.ts';

export type PaneId = 'aircraft' | 'route' | 'events';
export type ViewId = 'main' | 'details' | 'events' | 'feeds' | 'help';

export type UiAct =
  | {
      readonly act: 'move';
      readonly by: number | 'page-down' | 'page-up' | 'half-down' | 'half-up' | 'top' | 'bottom';
      /** Rows that the screen shows of what is moved through. */
      readonly page?: number;
      /** How far the text can be scrolled. */
      readonly most?: number;
    }
  /** `among`: the columns that the screen shows, in its order. */
  | { readonly act: 'column'; readonly by: -1 | 1; readonly among?: readonly string[] }
  | { readonly act: 'focus'; readonly pane: PaneId | 'next' | 'previous' }
  | { readonly act: 'zoom' }
  | { readonly act: 'open'; readonly view: ViewId }
  /** Enter: the details of what is selected. */
  | { readonly act: 'enter' }
  /** One level back. Never quits. */
  | { readonly act: 'back' }
  | { readonly act: 'sort'; readonly reverse: boolean }
  /** `:sort alt`, `:sort -alt`: this column, in the order given or in the column's natural one. */
  | { readonly act: 'sort-by'; readonly column: string; readonly descending?: boolean }
  | { readonly act: 'mark' }
  | { readonly act: 'only-marked' }
  | { readonly act: 'follow' }
  | { readonly act: 'watch' }
  | { readonly act: 'pause' }
  | { readonly act: 'profile' }
  | { readonly act: 'units' }
  | { readonly act: 'dense' }
  /** The next theme, or the one named. */
  | { readonly act: 'theme'; readonly name?: string }
  | { readonly act: 'glyphs'; readonly to?: 'unicode' | 'ascii' }
  | { readonly act: 'prompt'; readonly prompt: 'filter' | 'command' | 'search'; readonly text?: string }
  /** `:filter …`: in force at once, without the prompt; an empty text removes the filter. */
  | { readonly act: 'filter'; readonly text: string }
  | { readonly act: 'filter-cell'; readonly exclude: boolean }
  | { readonly act: 'filter-toggle' }
  | { readonly act: 'find'; readonly by: -1 | 1 }
  | { readonly act: 'next-unread' }
  | { readonly act: 'read-all' }
  /** The next level, or the one named. */
  | { readonly act: 'level'; readonly to?: EventLevel }
  | { readonly act: 'replay-bar' }
  | { readonly act: 'replay'; readonly command: ReplayCommand }
  /** To the event before or after the recording's clock, among those known. */
  | { readonly act: 'replay-event'; readonly by: -1 | 1 }
  | { readonly act: 'reconnect' }
  /** One line for the person: why a key did nothing. */
  | { readonly act: 'say'; readonly text: string }
  | { readonly act: 'demo' }
  | { readonly act: 'redraw' }
  | { readonly act: 'suspend' }
  | { readonly act: 'quit'; readonly force: boolean };

export type ReplayCommand =
  | { readonly to: 'toggle' }
  | { readonly to: 'seek-by'; readonly ms: number }
  /** So much time of watching: at ×500 ten seconds are more than an hour of flight. */
  | { readonly to: 'watch-by'; readonly ms: number }
  | { readonly to: 'seek-at'; readonly at: EpochMs }
  | { readonly to: 'seek-percent'; readonly percent: number }
  /** Recording seconds per second; Infinity for as fast as it goes. */
  | { readonly to: 'speed'; readonly speed: number }
  | { readonly to: 'faster' | 'slower' | 'step' | 'step-back' };

/** Editing of the prompt's line. `cursor` counts characters. */
export type PromptEdit =
  | LineEdit
  | { readonly edit: 'complete' | 'history-back' | 'history-on' | 'explain' | 'apply' | 'cancel' };

export type UiMsg =
  | ({ readonly kind: 'act'; readonly at: EpochMs } & UiAct)
  | ({ readonly kind: 'prompt'; readonly at: EpochMs } & PromptEdit);
