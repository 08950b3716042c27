/** What was ordered, once it has been understood: one of these, and nothing half read (CONTRACT §3). */

import type { EpochMs, Milliseconds } from '../aero/units.ts';
import type { WatchRule } from '../aero/watchlist.ts';
import type { Note } from '../visits/anchor.ts';
import type { CommandName } from './cli-tables.ts';
import type { UsageError } from './cli-usage.ts';
import type { Anchor, ListenAddress } from './cli-values.ts';
import type { ContextOrder } from './commands/context.ts';

/** `auto`: for people on a terminal, else what the command prints into a pipe. */
export type OutputForm = 'auto' | 'json' | 'plain';

export interface CommonOptions {
  readonly output: OutputForm;
  readonly dataDir?: string;
  /** False with `--no-store`. */
  readonly keep: boolean;
  /** Absent: decided by NO_COLOR, FORCE_COLOR and the terminal. */
  readonly color?: boolean;
  readonly glyphs?: 'unicode' | 'ascii';
}

/** How aircraft and events are looked at: monitor, demo and replay. */
export interface ViewingOptions {
  /** Checked; as typed. */
  readonly filter?: string;
  readonly once: boolean;
  readonly waitMs: Milliseconds;
  /** Replaces the watchlist for this run. */
  readonly watch?: readonly WatchRule[];
  readonly all: boolean;
  readonly eventsForAll: boolean;
  /** False with `--no-history`. */
  readonly history: boolean;
  readonly theme?: string;
  readonly slow: boolean;
  readonly screenReader: boolean;
}

export interface FeedOptions {
  /** As typed: URLs, names, files, `-`. Empty: those of the settings. May hold secrets: show with `redactUrl`. */
  readonly feeds: readonly string[];
  /** Id of the format; absent: sniffed. */
  readonly format?: string;
  readonly tokenFile?: string;
  /** Absent: tried for ever. */
  readonly giveUpMs?: Milliseconds;
  readonly watch?: readonly WatchRule[];
}

export interface PlayingOptions {
  /** Recording seconds per second, Infinity for `max`; absent: 1 on a terminal, else `max`. */
  readonly speed?: number;
  readonly fromAt?: EpochMs;
  readonly toAt?: EpochMs;
  readonly loop: boolean;
  /** Into the user's own store. */
  readonly import: boolean;
  readonly format?: string;
  readonly anchors: readonly Anchor[];
}

export type Command =
  | ({ readonly name: 'monitor' } & CommonOptions & ViewingOptions & FeedOptions)
  | ({ readonly name: 'demo' } & CommonOptions & ViewingOptions & PlayingOptions)
  | ({ readonly name: 'replay'; readonly files: readonly string[] } & CommonOptions & ViewingOptions & PlayingOptions)
  | ({ readonly name: 'record'; readonly file: string } & CommonOptions & FeedOptions)
  | ({ readonly name: 'relay'; readonly listen: ListenAddress } & CommonOptions & FeedOptions)
  | ({ readonly name: 'log' } & CommonOptions & LogOptions)
  | ({ readonly name: 'visits'; readonly history: boolean; readonly importFile?: string } & CommonOptions)
  | ({
      readonly name: 'report';
      readonly history: boolean;
      readonly visit?: string;
      readonly format: ReportFormat;
      readonly outputFile?: string;
    } & CommonOptions)
  | ({ readonly name: 'note'; readonly note: Note } & CommonOptions)
  | ({ readonly name: 'context'; readonly history: boolean; readonly order: ContextOrder } & CommonOptions)
  | ({ readonly name: 'explain'; readonly event: string } & CommonOptions)
  | ({
      readonly name: 'doctor';
      readonly feeds: readonly string[];
      readonly waitMs: Milliseconds;
      readonly format?: string;
      readonly tokenFile?: string;
    } & CommonOptions)
  | ({ readonly name: 'watch'; readonly order: WatchOrder } & CommonOptions)
  | ({
      readonly name: 'filter';
      readonly query: string /** Where the query is in argv, for the caret. */;
      readonly argument: number;
    } & CommonOptions)
  | ({ readonly name: 'config'; readonly order: ConfigOrder } & CommonOptions)
  | { readonly name: 'help'; readonly of?: CommandName }
  | { readonly name: 'version' };

/** Of `report`. */
export const REPORT_FORMATS = ['md', 'json', 'geojson', 'kml', 'gpx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface LogOptions {
  readonly filter?: string;
  readonly limit?: number;
  readonly fromAt?: EpochMs;
  readonly toAt?: EpochMs;
}

export type WatchOrder =
  | { readonly do: 'list' }
  | { readonly do: 'add' | 'remove'; readonly rules: readonly WatchRule[] };

export type ConfigOrder =
  | { readonly do: 'list' }
  | { readonly do: 'get' | 'unset'; readonly key: string }
  | { readonly do: 'set'; readonly key: string; readonly value: string };

/** What only other rooms know, handed in: names, formats, themes, the filter language, the disk. */
export interface CliContext {
  readonly feedNames: readonly string[];
  readonly formats: readonly string[];
  readonly themes: readonly string[];
  /** `undefined`: the filter is well formed; else what is wrong and which characters. */
  readonly checkFilter: (text: string) => FilterFault | undefined;
  readonly isFile: (path: string) => boolean;
}

export interface FilterFault {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export type CommandLine = Command | UsageError;

export const isUsageError = (line: CommandLine): line is UsageError => 'kind' in line;
