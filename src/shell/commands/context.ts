/**
 * `dprk-watch context`: the dated entries that visits are compared with. In: one entry, a file of them, or nothing. Out: the list, each
 * with where it comes from. Entries of the same words and days are one.
 */
import { clean } from '../../aero/clean.ts';
import type { ContextEntry } from '../../visits/context.ts';
import { shippedContext } from '../../visits/history.ts';
import { importContext } from '../../visits/import.ts';
import type { OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { jsonLine, plainLine } from '../sink-rows.ts';
import type { CommandIo } from './io.ts';
import { formFor } from './io.ts';
import { type StoreOrder, withStore } from './ledger.ts';
import { importFile } from './visits.ts';

export type ContextOrder =
  | { readonly do: 'list' }
  | { readonly do: 'add'; readonly entry: ContextEntry }
  | { readonly do: 'import'; readonly file: string };

export interface ContextRun extends StoreOrder {
  readonly order: ContextOrder;
  readonly output: OutputForm;
  /** False: without what is shipped. */
  readonly history: boolean;
}

function printed(entry: ContextEntry, form: 'json' | 'plain' | 'people'): string {
  const { label, from, to, kind, source, url, note } = entry;
  const origin = entry.shipped === true ? 'shipped' : 'yours';
  if (form === 'json') {
    const rest = { kind: kind ?? null, source: source ?? null, url: url ?? null, note: note ?? null };
    return jsonLine({ label, from, to, ...rest, origin });
  }
  if (form === 'plain') return plainLine([from, to, label, kind, source, url, note, origin]);
  const days = from === to ? from : `${from} – ${to}`;
  const words = [label, ...(kind === undefined ? [] : [`(${kind})`])].join(' ');
  return `${days.padEnd(23)}  ${origin.padEnd(7)}  ${clean(words)}${source === undefined ? '' : `; ${clean(source)}`}`;
}

/** Carries the order out. Exit 0; 1 for an empty list; 2 for a file of which nothing is good; 3 when the store fails. */
export function runContext(run: ContextRun, io: CommandIo): Promise<ExitCode> {
  const { order } = run;
  if (order.do === 'list') {
    return withStore(run, io, 'look', (store) => {
      const entries = [...(store?.notes.context() ?? []), ...(run.history ? shippedContext : [])];
      const form = formFor(run.output, io.isTerminal);
      const byDay = (a: ContextEntry, b: ContextEntry): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);
      for (const entry of entries.toSorted(byDay)) io.out(printed(entry, form));
      if (entries.length === 0) io.err('dprk-watch: there is no dated entry.');
      return entries.length === 0 ? EXIT.nothing : EXIT.ok;
    });
  }
  return withStore(run, io, 'write', (store) => {
    const keep = (entries: readonly ContextEntry[]): string | undefined => {
      const done = store?.notes.addContext(entries);
      return done?.ok === false ? done.trouble.reason : undefined;
    };
    if (order.do === 'import') return importFile(order.file, importContext, keep, ['entry', 'entries'], io);
    const trouble = keep([order.entry]);
    if (trouble === undefined) return EXIT.ok;
    io.err(`dprk-watch: ${trouble} (${run.storeFile})`);
    return EXIT.settings;
  });
}
