/** The text of `--help`, made from the tables: at most 79 columns, grouped, complete. No colour, so that it can be piped. */
import { cellWidth } from '../aero/clean.ts';
import type { CommandName, OptionGroup, OptionRow } from './cli-tables.ts';
import { COMMANDS, COMMANDS_TO_COME, OPTIONS, typedOption } from './cli-tables.ts';

const WIDTH = 79;
/** Where the words begin; a longer left side puts them on the next line. */
const LEFT = 26;

const GROUPS: readonly OptionGroup[] = [
  'Output',
  'What is shown',
  'Feeds',
  'Replay',
  'Evidence',
  'Storage',
  'Screen',
  'General',
];

/** Words in lines of at most `width` cells. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && cellWidth(line) + 1 + cellWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function row(left: string, does: string): readonly string[] {
  const [first = '', ...more] = wrap(does, WIDTH - LEFT);
  const indent = ' '.repeat(LEFT);
  const head = `  ${left}`;
  const rest = more.map((line) => indent + line);
  if (cellWidth(head) > LEFT - 2) return [head, indent + first, ...rest];
  return [head + ' '.repeat(LEFT - cellWidth(head)) + first, ...rest];
}

const optionLines = (options: readonly OptionRow[]): readonly string[] =>
  GROUPS.flatMap((group) => {
    const ofGroup = options.filter((option) => option.group === group);
    if (ofGroup.length === 0) return [];
    return ['', `${group}:`, ...ofGroup.flatMap((option) => row(typedOption(option), option.does))];
  });

const FEEDS = [
  '',
  'FEED is one of:',
  ...row('ws://… wss://…', 'a WebSocket feed; its format is found out from the first messages'),
  ...row('http://… https://…', 'asked again and again, politely'),
  ...row('tcp://HOST:PORT', 'lines of JSON, or SBS'),
  ...row('FILE or -', 'a recording, or standard input'),
];

const EXITS = [
  '',
  'Exit codes: 0 well; 1 nothing found; 2 wrong command line or filter; 3 settings',
  'or data folder; 4 refused by the feed; 5 feed unreachable; 128+n on signal n.',
];

/**
 * The help, line by line.
 * @param command that command's own; `undefined`: everything
 * @param feedNames feeds that have a name of their own, for the list of what FEED may be
 */
export function helpLines(command: CommandName | undefined, feedNames: readonly string[]): readonly string[] {
  const named = feedNames.length === 0 ? [] : row('a name', feedNames.join(', '));
  if (command !== undefined) {
    const about = COMMANDS.find((one) => one.name === command);
    const options = OPTIONS.filter((option) => option.commands.includes(command));
    const usage = wrap(`Usage: dprk-watch ${about?.usage ?? command} [options]`, WIDTH);
    const feeds = about?.usage.includes('FEED') === true ? [...FEEDS, ...named] : [];
    return [...usage, '', ...wrap(about?.does ?? '', WIDTH), ...feeds, ...optionLines(options)];
  }
  return [
    'dprk-watch watches aircraft that fly to and from the DPRK.',
    '',
    'Usage: dprk-watch [command] [options]',
    '',
    'Commands:',
    ...COMMANDS.flatMap((one) => row(one.usage, one.does)),
    ...row('to come', COMMANDS_TO_COME.join(', ')),
    ...FEEDS,
    ...named,
    ...optionLines(OPTIONS),
    ...EXITS,
  ];
}
