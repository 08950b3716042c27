/** The commands that read and write files only, the store among them. No feed is needed and none is opened. */
import { matches } from '../query/match.ts';
import { parse } from '../query/parse.ts';
import type { Command } from '../shell/cli-command.ts';
import { runConfig } from '../shell/commands/config.ts';
import { runContext } from '../shell/commands/context.ts';
import { runExplain } from '../shell/commands/explain.ts';
import { runLog } from '../shell/commands/log.ts';
import { runNote } from '../shell/commands/note.ts';
import { runReport } from '../shell/commands/report.ts';
import { runVisits, runVisitsImport } from '../shell/commands/visits.ts';
import { runWatch } from '../shell/commands/watch.ts';
import { deskOf } from './desk.ts';
import type { Ground } from './ground.ts';
import { printing } from './printing.ts';

type FileCommand = Extract<
  Command,
  { name: 'log' | 'watch' | 'config' | 'visits' | 'report' | 'note' | 'context' | 'explain' }
>;

export function fromFiles(ground: Ground, command: FileCommand): Promise<number> {
  const { paths, settings } = deskOf(ground, command);
  const store = { storeFile: paths.storeFile, now: ground.clock.now };
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
      case 'visits': {
        const { importFile } = command;
        return importFile === undefined
          ? runVisits({ ...command, ...store }, io)
          : runVisitsImport(importFile, store, io);
      }
      case 'report':
        return runReport({ ...command, ...store }, io);
      case 'note':
        return runNote({ ...command, ...store }, io);
      case 'context':
        return runContext({ ...command, ...store }, io);
      case 'explain':
        return runExplain({ ...command, ...store }, io);
      case 'watch':
        return runWatch(command.order, command.output, settings, io);
      case 'config':
        return runConfig(command.order, command.output, settings, io);
    }
  });
}
