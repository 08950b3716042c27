/** What has to be done outside, as values: `update` returns them, the shell's kernel carries them out. */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import type { ReplayCommand } from './ui-msg.ts';

export type Effect =
  /** Store these; answered by `stored` or `store-failed`. */
  | { readonly kind: 'store'; readonly events: readonly FlightEvent[] }
  | { readonly kind: 'sighting'; readonly icao24: string; readonly at: EpochMs }
  | { readonly kind: 'read-mark'; readonly at: EpochMs }
  /** A key of the settings file. */
  | { readonly kind: 'setting'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'watch-add'; readonly rule: string }
  /** Close this feed's connection (or every feed's) and make it anew, now. */
  | { readonly kind: 'reconnect'; readonly feed?: string; readonly reason: string }
  | { readonly kind: 'replay'; readonly command: ReplayCommand }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'suspend' }
  /** Leave; `next` starts another session in the same terminal. */
  | { readonly kind: 'quit'; readonly next?: 'demo' };
