/** `dprk-watch filter check QUERY`: what a filter means in words, or where it is wrong. The language itself is handed in. */
import type { FilterFault, OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { usageError, usageLines } from '../cli-usage.ts';
import { jsonLine, plainLine } from '../sink-rows.ts';
import type { CommandIo } from './io.ts';

export interface FilterLanguage {
  /** `undefined`: well formed. */
  readonly check: (text: string) => FilterFault | undefined;
  /** One sentence, of a well-formed filter. */
  readonly explain: (text: string) => string;
}

/** Explains, exit 0; or points at the fault on stderr, exit 2. With `--json` the fault is on standard output, too. */
export function runFilterCheck(query: string, output: OutputForm, language: FilterLanguage, io: CommandIo): ExitCode {
  const fault = language.check(query);
  if (fault === undefined) {
    const words = language.explain(query);
    if (output === 'json') io.out(jsonLine({ ok: true, query, words }));
    else io.out(plainLine([words]));
    return EXIT.ok;
  }
  if (output === 'json') io.out(jsonLine({ ok: false, query, from: fault.from, to: fault.to, error: fault.text }));
  const argv = ['filter', 'check', query];
  const place = { argument: 2, from: fault.from, to: fault.to };
  const hint = 'Filters need quotes: the shell takes !, <, > and * for itself.';
  for (const line of usageLines(usageError(fault.text.replace(/\.$/, ''), place, hint), argv)) io.err(line);
  return EXIT.usage;
}
