/** Options that several commands share, made of what was given. In: the given values. Out: parts of a `Command`. */
import type { WatchRule } from '../aero/watchlist.ts';
import { parseWatchList } from '../aero/watchlist.ts';
import type { CliContext, CommonOptions, FeedOptions, PlayingOptions, ViewingOptions } from './cli-command.ts';
import type { Values } from './cli-given.ts';
import type { Word } from './cli-scan.ts';
import type { Read } from './cli-values.ts';
import { readAnchor, readDuration, readOneOf, readSpeed, readTime } from './cli-values.ts';

/** CONTRACT §3: how long `--once` waits. */
export const DEFAULT_WAIT_MS = 10_000;

/** Any text that is not empty. */
export const readText = (text: string): Read<string> =>
  text === '' ? { ok: false, expected: 'something' } : { ok: true, value: text };

function readWatch(text: string): Read<readonly WatchRule[]> {
  const parsed = parseWatchList(text);
  return 'error' in parsed
    ? { ok: false, expected: `addresses, registrations or types. ${parsed.error.replace(/\.$/, '')}` }
    : { ok: true, value: parsed.rules };
}

/** A filter, checked by the language itself; its place is kept for the caret. */
export const readFilter =
  (context: CliContext) =>
  (text: string): Read<string> => {
    const fault = context.checkFilter(text);
    return fault === undefined
      ? { ok: true, value: text }
      : { ok: false, expected: `a filter: ${fault.text.replace(/\.$/, '')}`, from: fault.from, to: fault.to };
  };

/** Of every command. */
export const common = (values: Values): CommonOptions => ({
  output: values.is('json') === true ? 'json' : values.is('plain') === true ? 'plain' : 'auto',
  keep: values.is('store') ?? true,
  ...values.read('dataDir', 'data-dir', readText),
  ...(values.is('color') === undefined ? {} : { color: values.is('color') === true }),
  ...values.read('glyphs', 'glyphs', readOneOf<'unicode' | 'ascii'>(['unicode', 'ascii'])),
});

/** Of the monitor, `demo` and `replay`. */
export const viewing = (values: Values, context: CliContext): ViewingOptions => ({
  ...values.read('filter', 'filter', readFilter(context)),
  once: values.is('once') === true,
  waitMs: values.read('waitMs', 'wait', readDuration).waitMs ?? DEFAULT_WAIT_MS,
  ...values.read('watch', 'watch', readWatch),
  all: values.is('all') === true,
  eventsForAll: values.is('events-for-all') === true,
  history: values.is('history') ?? true,
  ...values.read('theme', 'theme', context.themes.length === 0 ? readText : readOneOf(context.themes)),
  slow: values.is('slow') === true,
  screenReader: values.is('screen-reader') === true,
});

/** Of whatever opens feeds; `words` are the feeds. */
export const feeding = (values: Values, context: CliContext, words: readonly Word[]): FeedOptions => ({
  feeds: words.map((word) => word.text),
  ...values.read('format', 'format', readOneOf(context.formats)),
  ...values.read('tokenFile', 'token-file', readText),
  ...values.read('giveUpMs', 'give-up', readDuration),
  ...values.read('watch', 'watch', readWatch),
});

/** Of whatever plays a recording. */
export const playing = (values: Values, context: CliContext): PlayingOptions => ({
  ...values.read('speed', 'speed', readSpeed),
  ...values.read('fromAt', 'from', readTime),
  ...values.read('toAt', 'to', readTime),
  loop: values.is('loop') === true,
  import: values.is('import') === true,
  ...values.read('format', 'format', readOneOf(context.formats)),
  anchors: values.readAll('anchor', readAnchor),
});
