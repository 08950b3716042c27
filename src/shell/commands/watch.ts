/** `dprk-watch watch`: the watchlist, which is the shipped one, with what the user added and without what the user took out. */
import type { WatchRule } from '../../aero/watchlist.ts';
import { defaultWatch, formatRule, parseWatchRule } from '../../aero/watchlist.ts';
import type { OutputForm, WatchOrder } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import type { Settings, SettingsFile } from '../settings.ts';
import { jsonLine, plainLine } from '../sink-rows.ts';
import type { CommandIo } from './io.ts';
import { formFor } from './io.ts';

const ruleOf = (text: string): readonly WatchRule[] => {
  const parsed = parseWatchRule(text);
  return 'rule' in parsed ? [parsed.rule] : [];
};

/** Rules as text and one spelling, so that `P632` and `p-632` are the same entry where `formatRule` says so. */
const spelled = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.flatMap(ruleOf).map(formatRule));

/** What is watched by these settings: the shipped rules that were not taken out, then the user's own, each once. */
export function watchedRules(settings: Pick<Settings, 'watch' | 'unwatch'>): readonly WatchRule[] {
  const out = spelled(settings.unwatch);
  const shipped = defaultWatch.filter((rule) => !out.has(formatRule(rule)));
  const known = new Set(shipped.map(formatRule));
  const own = [...new Map(settings.watch.flatMap(ruleOf).map((rule) => [formatRule(rule), rule])).values()];
  return [...shipped, ...own.filter((rule) => !known.has(formatRule(rule)))];
}

function list(settings: Settings, output: OutputForm, io: CommandIo): ExitCode {
  const own = spelled(settings.watch);
  const form = formFor(output, io.isTerminal);
  for (const rule of watchedRules(settings)) {
    const text = formatRule(rule);
    const origin = own.has(text) ? 'added' : 'shipped';
    const note = rule.note ?? '';
    if (form === 'json') io.out(jsonLine({ rule: text, origin, note: rule.note ?? null }));
    else if (form === 'plain') io.out(plainLine([text, origin, note]));
    else io.out(`${text.padEnd(22)}  ${origin.padEnd(7)}  ${note}`.trimEnd());
  }
  return EXIT.ok;
}

/** Adds to what the user added, or takes back what the user took out; `undefined`: done. */
function add(file: SettingsFile, texts: readonly string[]): { readonly trouble: string } | undefined {
  const wanted = new Set(texts);
  const shipped = new Set(defaultWatch.map(formatRule));
  const back = file.update('unwatch', (out) =>
    out.filter((text) => !ruleOf(text).some((rule) => wanted.has(formatRule(rule)))),
  );
  return (
    back ??
    file.update('watch', (before) => {
      const there = spelled(before);
      return [...before, ...texts.filter((text) => !there.has(text) && !shipped.has(text))];
    })
  );
}

function remove(file: SettingsFile, texts: readonly string[]): { readonly trouble: string } | undefined {
  const unwanted = new Set(texts);
  const shipped = new Set(defaultWatch.map(formatRule));
  const gone = file.update('watch', (own) =>
    own.filter((text) => !ruleOf(text).some((rule) => unwanted.has(formatRule(rule)))),
  );
  return (
    gone ??
    file.update('unwatch', (before) => {
      const there = spelled(before);
      return [...before, ...texts.filter((text) => shipped.has(text) && !there.has(text))];
    })
  );
}

/** Carries the order out. Exit 0; 2 when what is to be removed is not watched; 3 when the settings cannot be written. */
export function runWatch(order: WatchOrder, output: OutputForm, file: SettingsFile, io: CommandIo): ExitCode {
  if (order.do === 'list') return list(file.settings, output, io);
  const texts = [...new Set(order.rules.map(formatRule))];
  const watched = new Set(watchedRules(file.settings).map(formatRule));
  if (order.do === 'remove') {
    const strangers = texts.filter((text) => !watched.has(text));
    if (strangers.length > 0) {
      io.err(`dprk-watch: not in the watchlist: ${strangers.join(', ')}`);
      io.err('`dprk-watch watch list` shows what is.');
      return EXIT.usage;
    }
  }
  const written = order.do === 'add' ? add(file, texts) : remove(file, texts);
  if (written !== undefined) {
    io.err(`dprk-watch: ${written.trouble}`);
    return EXIT.settings;
  }
  const fresh = texts.filter((text) => !watched.has(text));
  const already = texts.filter((text) => watched.has(text));
  if (order.do === 'remove') io.err(`no longer watched: ${texts.join(', ')}`);
  else {
    if (fresh.length > 0) io.err(`now watched: ${fresh.join(', ')}`);
    if (already.length > 0) io.err(`watched already: ${already.join(', ')}`);
  }
  return EXIT.ok;
}
