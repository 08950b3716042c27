/** What a command that prints and ends needs from outside: where to, in which form, and the exit code it answers with. */

import type { OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';

export interface CommandIo {
  /** One line to standard output; false: wait for `ready`. */
  readonly out: (line: string) => boolean;
  readonly ready: () => Promise<void>;
  /** True when the reader of standard output has gone. */
  readonly gone: () => boolean;
  /** One line to standard error. */
  readonly err: (line: string) => void;
  readonly isTerminal: boolean;
}

export type CommandResult = ExitCode | Promise<ExitCode>;

/** In which form lines are printed: as ordered, or for people on a terminal and in columns into a pipe. */
export const formFor = (output: OutputForm, isTerminal: boolean): 'json' | 'plain' | 'people' =>
  output !== 'auto' ? output : isTerminal ? 'people' : 'plain';
