/**
 * What a person does, after the key table has turned a chord into its meaning. No chord names here: they live in `ui/keys`.
 * `at` is the wall clock (in replay too: it moves nothing but the screen).
 */
import type { EpochMs } from '../aero/units.ts';

export type PaneId = 'aircraft' | 'route' | 'events';
export type ViewId = 'main' | 'details' | 'events' | 'feeds' | 'help';

export type UiAct =
  | { readonly act: 'move'; readonly by: number | 'page-down' | 'page-up' | 'half-down' | 'half-up' | 'top' | 'bottom' }
  | { readonly act: 'column'; readonly by: -1 | 1 }
  | { readonly act: 'focus'; readonly pane: PaneId | 'next' | 'previous' }
  | { readonly act: 'zoom' }
  | { readonly act: 'open'; readonly view: ViewId }
  /** Enter: the details of what is selected. */
  | { readonly act: 'enter' }
  /** One level back. Never quits. */
  | { readonly act: 'back' }
  | { readonly act: 'sort'; readonly reverse: boolean }
  | { readonly act: 'mark' }
  | { readonly act: 'only-marked' }
  | { readonly act: 'follow' }
  | { readonly act: 'watch' }
  | { readonly act: 'pause' }
  | { readonly act: 'profile' }
  | { readonly act: 'units' }
  | { readonly act: 'dense' }
  | { readonly act: 'theme' }
  | { readonly act: 'prompt'; readonly prompt: 'filter' | 'command' | 'search'; readonly text?: string }
  | { readonly act: 'filter-cell'; readonly exclude: boolean }
  | { readonly act: 'filter-toggle' }
  | { readonly act: 'find'; readonly by: -1 | 1 }
  | { readonly act: 'next-unread' }
  | { readonly act: 'read-all' }
  | { readonly act: 'level' }
  | { readonly act: 'replay-bar' }
  | { readonly act: 'replay'; readonly command: ReplayCommand }
  | { readonly act: 'reconnect' }
  | { readonly act: 'demo' }
  | { readonly act: 'redraw' }
  | { readonly act: 'suspend' }
  | { readonly act: 'quit'; readonly force: boolean };

export type ReplayCommand =
  | { readonly to: 'toggle' }
  | { readonly to: 'seek-by'; readonly ms: number }
  | { readonly to: 'seek-at'; readonly at: EpochMs }
  | { readonly to: 'seek-percent'; readonly percent: number }
  | { readonly to: 'faster' | 'slower' | 'step' | 'step-back' };

/** Editing of the prompt's line. `cursor` counts characters. */
export type PromptEdit =
  | { readonly edit: 'insert'; readonly text: string }
  | { readonly edit: 'backspace' | 'delete' | 'left' | 'right' | 'home' | 'end' | 'clear' | 'word-back' | 'word-left' | 'word-right' }
  | { readonly edit: 'complete' | 'history-back' | 'history-on' | 'explain' | 'apply' | 'cancel' };

export type UiMsg =
  | ({ readonly kind: 'act'; readonly at: EpochMs } & UiAct)
  | ({ readonly kind: 'prompt'; readonly at: EpochMs } & PromptEdit);
