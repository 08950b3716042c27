/** The words after a command: what `watch`, `config` and `filter` are told to do, and whether a word can be a feed at all. */
import type { WatchRule } from '../aero/watchlist.ts';
import { parseWatchRule } from '../aero/watchlist.ts';
import type { CliContext, ConfigOrder, WatchOrder } from './cli-command.ts';
import type { Word } from './cli-scan.ts';
import type { UsageError } from './cli-usage.ts';
import { nearest, usageError } from './cli-usage.ts';

const SCHEMES: readonly string[] = ['ws', 'wss', 'http', 'https', 'tcp', 'nats', 'nats+ws', 'nats+wss', 'file'];

/**
 * Why a word cannot be a feed; `undefined` when it can.
 * @param also other names that may have been meant (commands, where the word is the first one)
 */
export function refuseFeed(word: Word, context: CliContext, also: readonly string[]): UsageError | undefined {
  const { text, argument } = word;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    if (SCHEMES.includes(scheme)) {
      return text.length > scheme.length + '://'.length
        ? undefined
        : usageError('there is no host in this address', { argument }, 'For example: wss://example.org/feed');
    }
    const near = nearest(scheme, SCHEMES);
    const hint =
      near === undefined
        ? `A feed begins with one of ${SCHEMES.map((one) => `${one}://`).join(' ')}`
        : `Did you mean ${near}://?`;
    return usageError(`${scheme}:// is no kind of feed`, { argument, from: 0, to: scheme.length }, hint);
  }
  if (text === '-' || context.feedNames.includes(text.toLowerCase()) || context.isFile(text)) return undefined;
  if (/[/\\]|\.(ndjson|jsonl?|gz)$/i.test(text)) {
    return usageError(
      'there is no such file',
      { argument },
      'A feed is a URL, a name, a recording or -; see `dprk-watch --help`.',
    );
  }
  const near = nearest(text, [...also, ...context.feedNames]);
  const what = also.length > 0 ? 'there is no such command or feed' : 'there is no such feed';
  const hint =
    near === undefined ? '`dprk-watch --help` lists the commands and what a feed can be.' : `Did you mean ${near}?`;
  return usageError(what, { argument }, hint);
}

/** The word at the place of an order, against those there are. */
function orderWord<T extends string>(command: string, word: Word | undefined, orders: readonly T[]): T | UsageError {
  const known = `\`${command}\` knows ${orders.join(', ')}`;
  if (word === undefined) return usageError(known, undefined, `For example: dprk-watch ${command} ${orders[0]}`);
  const order = orders.find((one) => one === word.text);
  if (order !== undefined) return order;
  const near = nearest(word.text, orders);
  return usageError(known, { argument: word.argument }, near === undefined ? undefined : `Did you mean ${near}?`);
}

const tooMany = (word: Word): UsageError => usageError('this is one word too many', { argument: word.argument });

/** `list`, `add RULE…`, `remove RULE…`; a rule may hold commas. No order at all is `list`. */
export function readWatchOrder(words: readonly Word[]): WatchOrder | UsageError {
  const [first, ...rest] = words;
  if (first === undefined) return { do: 'list' };
  const order = orderWord('watch', first, ['list', 'add', 'remove']);
  if (typeof order !== 'string') return order;
  if (order === 'list') return rest[0] === undefined ? { do: 'list' } : tooMany(rest[0]);
  const rules: WatchRule[] = [];
  for (const word of rest) {
    for (const piece of word.text.split(',')) {
      const parsed = parseWatchRule(piece);
      if ('error' in parsed) return usageError(parsed.error.replace(/\.$/, ''), { argument: word.argument });
      rules.push(parsed.rule);
    }
  }
  if (rules.length > 0) return { do: order, rules };
  return usageError(
    `\`watch ${order}\` needs what to ${order}`,
    undefined,
    `For example: dprk-watch watch ${order} RA-86559`,
  );
}

/** `list`, `get KEY`, `set KEY VALUE`, `unset KEY`. Whether there is such a key, the settings know. */
export function readConfigOrder(words: readonly Word[]): ConfigOrder | UsageError {
  const [first, key, value, ...rest] = words;
  if (first === undefined) return { do: 'list' };
  const order = orderWord('config', first, ['list', 'get', 'set', 'unset']);
  if (typeof order !== 'string') return order;
  if (order === 'list') return key === undefined ? { do: 'list' } : tooMany(key);
  if (key === undefined)
    return usageError(`\`config ${order}\` needs a key`, undefined, '`dprk-watch config list` shows the keys.');
  if (order !== 'set') return value === undefined ? { do: order, key: key.text } : tooMany(value);
  if (value === undefined)
    return usageError('`config set` needs a value', undefined, `For example: dprk-watch config set units metric`);
  const [extra] = rest;
  return extra === undefined ? { do: 'set', key: key.text, value: value.text } : tooMany(extra);
}

/** `check QUERY`. A query whose quotes the shell has eaten arrives as several words: they are joined again. */
export function readFilterOrder(
  words: readonly Word[],
): { readonly query: string; readonly argument: number } | UsageError {
  const [first, query, ...rest] = words;
  const order = orderWord('filter', first, ['check']);
  if (typeof order !== 'string') return order;
  if (query === undefined) {
    return usageError(
      '`filter check` needs a filter',
      undefined,
      "For example: dprk-watch filter check 'type:IL62 alt>30000'",
    );
  }
  return { query: [query, ...rest].map((word) => word.text).join(' '), argument: query.argument };
}
