/** Composition root: the command line becomes one way of running. Everything else is somewhere else. */
import { statSync } from 'node:fs';
import { THEME_NAMES } from './app/ui-initial.ts';
import { FORMATS } from './feeds/index.ts';
import { explain } from './query/explain.ts';
import { parse } from './query/parse.ts';
import type { Ground } from './run/ground.ts';
import { groundOf } from './run/ground.ts';
import { printing } from './run/printing.ts';
import { readCommandLine } from './shell/cli.ts';
import type { CliContext, Command } from './shell/cli-command.ts';
import { isUsageError } from './shell/cli-command.ts';
import { EXIT } from './shell/cli-exit.ts';
import { helpLines } from './shell/cli-help.ts';
import { usageLines } from './shell/cli-usage.ts';
import type { FilterLanguage } from './shell/commands/filter.ts';
import { FEED_NAMES } from './shell/feed-names.ts';

const checkFilter: CliContext['checkFilter'] = (text) => {
  const parsed = parse(text);
  return parsed.ok ? undefined : parsed.error;
};
const language: FilterLanguage = {
  check: checkFilter,
  explain: (text) => {
    const parsed = parse(text);
    return parsed.ok ? explain(parsed.query) : parsed.error.text;
  },
};
const context: CliContext = {
  feedNames: FEED_NAMES,
  formats: FORMATS.map((format) => format.id),
  themes: THEME_NAMES,
  checkFilter,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
};

async function run(ground: Ground, command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      return printing(ground, (io) => {
        for (const line of helpLines(command.of, FEED_NAMES)) io.out(line);
        return EXIT.ok;
      });
    case 'version':
      return printing(ground, (io) => {
        io.out(`dprk-watch ${ground.version} (Node ${process.versions.node})`);
        return EXIT.ok;
      });
    case 'filter': {
      const { runFilterCheck } = await import('./shell/commands/filter.ts');
      return printing(ground, (io) => runFilterCheck(command.query, command.output, language, io));
    }
    case 'log':
    case 'visits':
    case 'report':
    case 'note':
    case 'context':
    case 'explain':
    case 'watch':
    case 'config': {
      const { fromFiles } = await import('./run/files.ts');
      return fromFiles(ground, command);
    }
    case 'doctor': {
      const { doctor } = await import('./run/doctor.ts');
      return doctor(ground, command);
    }
    case 'replay': {
      const { replay } = await import('./run/replay.ts');
      return followed(ground, await replay(ground, command));
    }
    case 'demo': {
      const { demo } = await import('./run/demo.ts');
      return (await demo(ground, command)).code;
    }
    case 'monitor': {
      const { monitor } = await import('./run/monitor.ts');
      return followed(ground, await monitor(ground, command));
    }
    case 'record': {
      const { record } = await import('./run/record.ts');
      return record(ground, command);
    }
    case 'relay': {
      const { relay } = await import('./run/relay.ts');
      return relay(ground, command);
    }
  }
}

/** A run may ask for the demo to follow in the same terminal. */
async function followed(ground: Ground, ending: { readonly code: number; readonly next?: 'demo' }): Promise<number> {
  if (ending.next === undefined) return ending.code;
  const demo = readCommandLine(['demo'], context);
  return isUsageError(demo) ? ending.code : run(ground, demo);
}

const ground = groundOf(process);
const line = readCommandLine(ground.argv, context);
if (isUsageError(line)) {
  for (const words of usageLines(line, ground.argv)) ground.say(words);
  process.exitCode = EXIT.usage;
} else {
  // Timers of what has ended must not hold the process: the exit code is the end.
  process.exit(await run(ground, line));
}
