/**
 * The command line, understood: argv in, one `Command` out, or a usage error with its place. Reads no settings, opens nothing,
 * prints nothing. Values are checked here, so that nobody further in meets a wrong one.
 */
import type { CliContext, Command, CommandLine } from './cli-command.ts';
import { REPORT_FORMATS } from './cli-command.ts';
import type { Values } from './cli-given.ts';
import { givenValues } from './cli-given.ts';
import { readContextOrder, readNote, readVisitsOrder } from './cli-notes.ts';
import { readConfigOrder, readFilterOrder, readWatchOrder, refuseFeed } from './cli-orders.ts';
import type { Scanned, Word } from './cli-scan.ts';
import { scan } from './cli-scan.ts';
import { common, DEFAULT_WAIT_MS, feeding, playing, readFilter, readText, viewing } from './cli-shared.ts';
import type { CommandName } from './cli-tables.ts';
import { COMMANDS, COMMANDS_TO_COME, typedOption } from './cli-tables.ts';
import type { UsageError } from './cli-usage.ts';
import { usageError } from './cli-usage.ts';
import { readCount, readDuration, readListen, readOneOf, readTime } from './cli-values.ts';

const DEFAULT_LISTEN = { host: '127.0.0.1', port: 7700 };

/** The command word, and the words after it. A first word that is no command is a feed of the monitor, or a mistake. */
function commandOf(
  scanned: Scanned,
  context: CliContext,
): { readonly name: CommandName; readonly words: readonly Word[] } | UsageError {
  const [first, ...rest] = scanned.words;
  if (first === undefined) return { name: 'monitor', words: [] };
  const command = COMMANDS.find((row) => row.name === first.text && row.name !== 'monitor');
  if (command !== undefined) return { name: command.name, words: rest };
  if (COMMANDS_TO_COME.includes(first.text)) {
    const built = COMMANDS.map((row) => row.name).filter((name) => name !== 'monitor');
    return usageError(
      `\`${first.text}\` is not built yet`,
      { argument: first.argument },
      `There is: ${built.join(', ')}.`,
    );
  }
  const wrong = refuseFeed(
    first,
    context,
    COMMANDS.map((row) => row.name),
  );
  return wrong ?? { name: 'monitor', words: scanned.words };
}

const firstFault = (words: readonly Word[], context: CliContext): UsageError | undefined =>
  words.map((word) => refuseFeed(word, context, [])).find((fault) => fault !== undefined);

const needs = (what: string, example: string): UsageError =>
  usageError(what, undefined, `For example: dprk-watch ${example}`);

function build(name: CommandName, words: readonly Word[], values: Values, context: CliContext): CommandLine {
  const [first, ...rest] = words;
  const extra =
    first === undefined ? undefined : usageError(`\`${name}\` takes nothing more`, { argument: first.argument });
  switch (name) {
    case 'monitor': {
      const command = { name, ...common(values), ...viewing(values, context), ...feeding(values, context, words) };
      return firstFault(words, context) ?? command;
    }
    case 'demo':
      return extra ?? { name, ...common(values), ...viewing(values, context), ...playing(values, context) };
    case 'replay':
      if (first === undefined) return needs('`replay` needs a recording', 'replay flight.ndjson.gz');
      return {
        name,
        files: words.map((word) => word.text),
        ...common(values),
        ...viewing(values, context),
        ...playing(values, context),
      };
    case 'record':
      if (first === undefined)
        return needs('`record` needs a file to write to', 'record flight.ndjson.gz wss://example.org/feed');
      return (
        firstFault(rest, context) ?? { name, file: first.text, ...common(values), ...feeding(values, context, rest) }
      );
    case 'relay': {
      const listen = values.read('listen', 'listen', readListen).listen ?? DEFAULT_LISTEN;
      return firstFault(words, context) ?? { name, listen, ...common(values), ...feeding(values, context, words) };
    }
    case 'log':
      return (
        extra ?? {
          name,
          ...common(values),
          ...values.read('filter', 'filter', readFilter(context)),
          ...values.read('limit', 'limit', readCount),
          ...values.read('fromAt', 'from', readTime),
          ...values.read('toAt', 'to', readTime),
        }
      );
    case 'visits': {
      const order = readVisitsOrder(words);
      return 'kind' in order ? order : { name, ...order, ...common(values), history: values.is('history') ?? true };
    }
    case 'report': {
      const format =
        values.read('format', 'format', readOneOf(REPORT_FORMATS)).format ?? (values.is('json') ? 'json' : 'md');
      const tooMuch = rest[0];
      if (tooMuch !== undefined) return usageError('`report` takes one visit', { argument: tooMuch.argument });
      return {
        name,
        ...(first === undefined ? {} : { visit: first.text }),
        format,
        ...values.read('outputFile', 'output', readText),
        ...common(values),
        history: values.is('history') ?? true,
      };
    }
    case 'note': {
      const note = readNote(words, values);
      return 'kind' in note ? note : { name, note, ...common(values) };
    }
    case 'context': {
      const order = readContextOrder(words, values);
      return 'kind' in order ? order : { name, order, ...common(values), history: values.is('history') ?? true };
    }
    case 'explain':
      if (first === undefined) return needs('`explain` needs the id of an event', 'explain 3f2a9c01');
      return rest[0] === undefined
        ? { name, event: first.text, ...common(values) }
        : usageError('`explain` takes one event', { argument: rest[0].argument });
    case 'doctor': {
      const { feeds, format, tokenFile } = feeding(values, context, words);
      const waitMs = values.read('waitMs', 'wait', readDuration).waitMs ?? DEFAULT_WAIT_MS;
      const optional = {
        ...(format === undefined ? {} : { format }),
        ...(tokenFile === undefined ? {} : { tokenFile }),
      };
      return firstFault(words, context) ?? { name, feeds, waitMs, ...optional, ...common(values) };
    }
    case 'watch': {
      const order = readWatchOrder(words);
      return 'kind' in order ? order : { name, order, ...common(values) };
    }
    case 'filter': {
      const order = readFilterOrder(words);
      return 'kind' in order ? order : { name, ...order, ...common(values) };
    }
    case 'config': {
      const order = readConfigOrder(words);
      return 'kind' in order ? order : { name, order, ...common(values) };
    }
  }
}

/** What contradicts itself although each part is right. */
function clash(command: Command, values: Values): UsageError | undefined {
  const at = (flag: string) => ({ argument: values.given(flag)?.argument ?? 0 });
  if (values.is('json') === true && values.is('plain') === true) {
    return usageError('--json and --plain exclude each other', at('plain'), 'Give one of them.');
  }
  if ('import' in command && command.import && !command.keep) {
    return usageError('--import and --no-store exclude each other', at('import'), 'Give one of them.');
  }
  if ('fromAt' in command && 'toAt' in command && (command.fromAt ?? 0) >= (command.toAt ?? 0)) {
    return usageError('--to has to be later than --from', at('to'));
  }
  return undefined;
}

/**
 * What the arguments order.
 * @param argv without node and script
 */
export function readCommandLine(argv: readonly string[], context: CliContext): CommandLine {
  const scanned = scan(argv);
  if (scanned.kind === 'usage-error') return scanned;
  const on = (flag: string): boolean => scanned.options.some((one) => one.option.flag === flag);
  if (on('version')) return { name: 'version' };
  if (on('help')) {
    const of = COMMANDS.find((row) => row.name === scanned.words[0]?.text)?.name;
    return of === undefined ? { name: 'help' } : { name: 'help', of };
  }
  const chosen = commandOf(scanned, context);
  if ('kind' in chosen) return chosen;
  const misplaced = scanned.options.find((one) => !one.option.commands.includes(chosen.name));
  if (misplaced !== undefined) {
    const where = misplaced.option.commands
      .map((name) => (name === 'monitor' ? 'the monitor' : `\`${name}\``))
      .join(', ');
    const option = typedOption(misplaced.option).replace(/[ ,].*/, '');
    return usageError(
      `${option} means nothing to \`${chosen.name}\``,
      { argument: misplaced.argument },
      `It belongs to ${where}.`,
    );
  }
  const values = givenValues(scanned);
  const command = build(chosen.name, chosen.words, values, context);
  if ('kind' in command) return command;
  return values.fault() ?? clash(command, values) ?? command;
}
