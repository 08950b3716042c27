/**
 * The command line as two tables: what can be ordered, and with which options. Parser, help, README and completion are all made
 * from these, so they cannot disagree (CONTRACT §3).
 */

export type CommandName =
  | 'monitor'
  | 'demo'
  | 'replay'
  | 'record'
  | 'relay'
  | 'log'
  | 'visits'
  | 'report'
  | 'note'
  | 'context'
  | 'explain'
  | 'doctor'
  | 'watch'
  | 'filter'
  | 'config';

export interface CommandRow {
  readonly name: CommandName;
  /** As typed after `dprk-watch`. */
  readonly usage: string;
  readonly does: string;
}

export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'monitor',
    usage: '[FEED…]',
    does: 'the monitor: full screen on a terminal, otherwise one event a line',
  },
  { name: 'demo', usage: 'demo', does: 'the monitor on a recording that comes with it; needs no network' },
  { name: 'replay', usage: 'replay FILE…', does: 'the same, fed by recordings, in the order of their clocks' },
  { name: 'record', usage: 'record FILE [FEED…]', does: 'write what is received to FILE, without a screen' },
  { name: 'relay', usage: 'relay [FEED…]', does: 'serve what is received as a WebSocket feed to other monitors' },
  { name: 'log', usage: 'log', does: 'the event log, from the store; needs no feed' },
  { name: 'visits', usage: 'visits [import FILE]', does: 'every visit to the DPRK that is known; or add earlier ones' },
  {
    name: 'report',
    usage: 'report [VISIT]',
    does: 'a page about one visit that can be checked line by line; or a map file',
  },
  {
    name: 'note',
    usage: 'note ICAO24|REG --on-ground PLACE --at ISO --source TEXT',
    does: 'evidence of your own: seen on the ground at a place and time',
  },
  {
    name: 'context',
    usage: 'context list | add LABEL --from DAY [--to DAY] | import FILE',
    does: 'dated entries that visits are compared with',
  },
  { name: 'explain', usage: 'explain EVENT', does: 'why an event fired, and what would have changed the verdict' },
  {
    name: 'doctor',
    usage: 'doctor [FEED…]',
    does: 'look at terminal, folders, store and feeds, and say what is wrong',
  },
  { name: 'watch', usage: 'watch list | add RULE… | remove RULE…', does: 'the watchlist that is kept in the settings' },
  { name: 'filter', usage: 'filter check QUERY', does: 'say in words what a filter means, or where it is wrong' },
  {
    name: 'config',
    usage: 'config list | get KEY | set KEY VALUE | unset KEY',
    does: 'the settings',
  },
];

/** Named in the contract and not there yet: refused with a sentence, not as unknown. */
export const COMMANDS_TO_COME: readonly string[] = ['completion'];

const EVERY: readonly CommandName[] = COMMANDS.map((row) => row.name);
const FEEDING: readonly CommandName[] = ['monitor', 'demo', 'replay'];
const LISTENING: readonly CommandName[] = ['monitor', 'record', 'relay'];
const LEDGER: readonly CommandName[] = ['visits', 'report', 'context'];
const PRINTING: readonly CommandName[] = [
  ...[...FEEDING, 'log' as const, 'doctor' as const, 'watch' as const, 'filter' as const, 'config' as const],
  ...(['visits', 'note', 'context', 'explain'] as const),
];

export type OptionGroup =
  | 'Output'
  | 'What is shown'
  | 'Feeds'
  | 'Replay'
  | 'Evidence'
  | 'Storage'
  | 'Screen'
  | 'General';

export interface OptionRow {
  /** As typed, without the leading dashes and without `no-`. */
  readonly flag: string;
  /** What the value is called; absent: a switch. */
  readonly value?: string;
  readonly short?: string;
  /** `--no-FLAG` is how it is typed (`only`), or may be typed too (`also`). */
  readonly negated?: 'only' | 'also';
  readonly repeatable?: boolean;
  readonly group: OptionGroup;
  readonly does: string;
  readonly commands: readonly CommandName[];
}

export const OPTIONS: readonly OptionRow[] = [
  { flag: 'json', group: 'Output', does: 'one JSON object a line', commands: [...PRINTING, 'report'] },
  { flag: 'plain', group: 'Output', does: 'tab-separated columns, no header line', commands: PRINTING },
  {
    flag: 'once',
    group: 'Output',
    does: 'print the first complete picture, one aircraft a line; exit 1 if none',
    commands: FEEDING,
  },
  {
    flag: 'wait',
    value: 'SECONDS',
    group: 'Output',
    does: 'how long --once waits for a picture (10), and doctor for a feed',
    commands: [...FEEDING, 'doctor'],
  },
  { flag: 'limit', value: 'N', group: 'Output', does: 'the newest N events only', commands: ['log'] },
  {
    flag: 'filter',
    value: 'QUERY',
    group: 'What is shown',
    does: "only what matches, as in 'type:IL62 alt>30000'",
    commands: [...FEEDING, 'log'],
  },
  {
    flag: 'watch',
    value: 'LIST',
    group: 'What is shown',
    does: 'watch these in this run, not the watchlist: addresses, registrations or type:IL62, with commas between',
    commands: [...FEEDING, 'record', 'relay'],
  },
  {
    flag: 'all',
    group: 'What is shown',
    does: 'every aircraft heard, not the watched ones only',
    commands: FEEDING,
  },
  {
    flag: 'events-for-all',
    group: 'What is shown',
    does: 'events for every aircraft heard, too',
    commands: FEEDING,
  },
  {
    flag: 'history',
    negated: 'only',
    group: 'What is shown',
    does: 'without the history of visits and context that is shipped',
    commands: [...FEEDING, ...LEDGER],
  },
  {
    flag: 'format',
    value: 'ID',
    group: 'Feeds',
    does: 'the format of the feed, instead of finding out from its first messages; of a report: md, json, geojson, kml, gpx',
    commands: [...FEEDING, 'record', 'relay', 'doctor', 'report'],
  },
  {
    flag: 'give-up',
    value: 'SECONDS',
    group: 'Feeds',
    does: 'exit 5 when no feed could be reached for so long',
    commands: LISTENING,
  },
  {
    flag: 'token-file',
    value: 'FILE',
    group: 'Feeds',
    does: 'the key of the feed, in a file only you can read; keys do not belong in a command line',
    commands: [...LISTENING, 'doctor'],
  },
  {
    flag: 'listen',
    value: 'HOST:PORT',
    group: 'Feeds',
    does: 'where the relay serves (127.0.0.1:7700)',
    commands: ['relay'],
  },
  {
    flag: 'speed',
    value: 'N',
    group: 'Replay',
    does: 'recording seconds per second, as 10, ×10 or max',
    commands: ['replay', 'demo'],
  },
  {
    flag: 'from',
    value: 'ISO',
    group: 'Replay',
    does: 'start at this time, UTC unless it says otherwise; what lies before is taken in silently',
    commands: ['replay', 'demo', 'log', 'context'],
  },
  {
    flag: 'to',
    value: 'ISO',
    group: 'Replay',
    does: 'end at this time',
    commands: ['replay', 'demo', 'log', 'context'],
  },
  { flag: 'loop', group: 'Replay', does: 'begin again at the end', commands: ['replay', 'demo'] },
  {
    flag: 'anchor',
    value: 'JSON',
    repeatable: true,
    group: 'Replay',
    does: "a person's evidence, taken in as the recording's clock passes it",
    commands: ['replay'],
  },
  {
    flag: 'import',
    group: 'Replay',
    does: 'keep the events in your own store',
    commands: ['replay', 'demo'],
  },
  {
    flag: 'on-ground',
    value: 'PLACE',
    group: 'Evidence',
    does: 'the field where it was seen: ZKPY, FNJ or a name',
    commands: ['note'],
  },
  { flag: 'at', value: 'ISO', group: 'Evidence', does: 'when, UTC unless it says otherwise', commands: ['note'] },
  { flag: 'source', value: 'TEXT', group: 'Evidence', does: 'who says so', commands: ['note', 'context'] },
  { flag: 'url', value: 'URL', group: 'Evidence', does: 'where that can be read', commands: ['note', 'context'] },
  {
    flag: 'announcement',
    group: 'Evidence',
    does: 'the entry is a public announcement of a visit',
    commands: ['context'],
  },
  {
    flag: 'output',
    value: 'FILE',
    group: 'Output',
    does: 'into this file instead of standard output',
    commands: ['report'],
  },
  {
    flag: 'data-dir',
    value: 'DIR',
    group: 'Storage',
    does: 'settings, store and recordings all under DIR; nothing is read or written elsewhere',
    commands: EVERY,
  },
  {
    flag: 'store',
    negated: 'only',
    group: 'Storage',
    does: 'keep nothing: no event log on disk, no settings written',
    commands: [...FEEDING, 'record', 'relay', 'doctor'],
  },
  {
    flag: 'color',
    negated: 'also',
    group: 'Screen',
    does: 'with or without colour, whatever NO_COLOR and the terminal say',
    commands: [...FEEDING, 'log', 'doctor'],
  },
  {
    flag: 'glyphs',
    value: 'SET',
    group: 'Screen',
    does: 'unicode or ascii, instead of what the locale says',
    commands: [...FEEDING, 'log', 'doctor'],
  },
  { flag: 'theme', value: 'NAME', group: 'Screen', does: 'the colours', commands: FEEDING },
  { flag: 'slow', group: 'Screen', does: 'one frame a second at most, for thin lines', commands: FEEDING },
  {
    flag: 'screen-reader',
    group: 'Screen',
    does: 'lines one after the other instead of a screen that changes',
    commands: FEEDING,
  },
  {
    flag: 'help',
    short: 'h',
    group: 'General',
    does: 'this help; after a command, the help of that command',
    commands: EVERY,
  },
  { flag: 'version', short: 'v', group: 'General', does: 'the version', commands: EVERY },
];

/** An option as it is typed: `--no-store`, `--filter QUERY`, `--color, --no-color`. */
export function typedOption(option: OptionRow): string {
  const value = option.value === undefined ? '' : ` ${option.value}`;
  if (option.negated === 'only') return `--no-${option.flag}`;
  if (option.negated === 'also') return `--${option.flag}, --no-${option.flag}`;
  const short = option.short === undefined ? '' : `, -${option.short}`;
  return `--${option.flag}${short}${value}`;
}

/** Rows of the README's table of commands, made of the same table as the help. */
export const commandRows: readonly { readonly usage: string; readonly does: string }[] = COMMANDS.map((row) => ({
  usage: `dprk-watch ${row.usage}`,
  does: row.does,
}));

/** Rows of the README's table of options. */
export const optionRows: readonly { readonly option: string; readonly does: string; readonly group: OptionGroup }[] =
  OPTIONS.map((option) => ({ option: typedOption(option), does: option.does, group: option.group }));
