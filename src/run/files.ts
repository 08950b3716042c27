/** The commands that read and write files only: `log`, `watch`, `config`. No feed is needed and none is opened. */
import { matches } from '../query/match.ts';
import { parse } from '../query/parse.ts';
import type { Command } from '../shell/cli-command.ts';
import { runConfig } from '../shell/commands/config.ts';
import { runLog } from '../shell/commands/log.ts';
import { runWatch } from '../shell/commands/watch.ts';
import { deskOf } from './desk.ts';
import type { Ground } from './ground.ts';
import { printing } from './printing.ts';

type FileCommand = Extract<Command, { name: 'log' | 'watch' | 'config' }>;

export function fromFiles(ground: Ground, command: FileCommand): Promise<number> {
  const { paths, settings } = deskOf(ground, command);
  return printing(ground, (io) => {
    for (const notice of settings.notices) io.err(`dprk-watch: ${notice}`);
    switch (command.name) {
      case 'log': {
        const parsed = command.filter === undefined ? undefined : parse(command.filter);
        const now = ground.clock.now();
        const query = parsed?.ok === true ? parsed.query : undefined;
        return runLog(
          {
            ...command,
            storeFile: paths.storeFile,
            now: ground.clock.now,
            ...(query === undefined ? {} : { matches: (subject) => matches(query, subject, { now }) }),
          },
          io,
        );
      }
      case 'watch':
        return runWatch(command.order, command.output, settings, io);
      case 'config':
        return runConfig(command.order, command.output, settings, io);
    }
  });
}
