/** A command that prints and ends: its lines to standard output, its words to standard error, and everything flushed before the exit. */

import { EXIT } from '../shell/cli-exit.ts';
import type { CommandIo, CommandResult } from '../shell/commands/io.ts';
import { createSink } from '../shell/sinks.ts';
import type { Ground } from './ground.ts';

/** Runs it; answers its exit code, or 0 where the reader of the pipe has gone. */
export async function printing(ground: Ground, command: (io: CommandIo) => CommandResult): Promise<number> {
  const sink = createSink(ground.stdout, (end) => {
    if (end.how === 'failed') ground.say(`dprk-watch: standard output: ${end.reason}`);
  });
  const code = await command({
    out: sink.line,
    ready: sink.ready,
    gone: () => sink.ended() !== undefined,
    err: ground.say,
    isTerminal: ground.stdout.isTTY === true,
  });
  await sink.flush();
  sink.release();
  const end = sink.ended();
  if (end === undefined) return code;
  return end.how === 'reader-gone' ? EXIT.ok : EXIT.nothing;
}
