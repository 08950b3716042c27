/**
 * `dprk-watch explain EVENT`: why an event fired, from what the log keeps of it. In: an id or its beginning. Out: the rule, the fixes,
 * the numbers, what would have changed the verdict. Exit 1 where there is no such event.
 */
import { clean } from '../../aero/clean.ts';
import { eventToJson } from '../../events/wire.ts';
import { explanationLines, explanationOf } from '../../visits/explain.ts';
import { DEAF_KINDS } from '../../visits/listened.ts';
import type { OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { jsonLine, plainLine } from '../sink-rows.ts';
import type { CommandIo } from './io.ts';
import { type StoreOrder, withStore } from './ledger.ts';

export interface ExplainOrder extends StoreOrder {
  readonly event: string;
  readonly output: OutputForm;
}

/** Prints the explanation. */
export function runExplain(order: ExplainOrder, io: CommandIo): Promise<ExitCode> {
  return withStore(order, io, 'look', (store) => {
    const event = store?.eventLike(order.event.trim().toLowerCase());
    if (store === undefined || event === undefined) {
      io.err(
        `dprk-watch: no event, or more than one, has an id that begins with ${clean(order.event, { cells: 60 })}.`,
      );
      io.err('`dprk-watch log --json` shows the ids.');
      return EXIT.nothing;
    }
    const explanation = explanationOf(event, [...store.eventsOfKinds([...new Set([event.kind, ...DEAF_KINDS])])]);
    if (order.output === 'json') io.out(jsonLine({ event: eventToJson(event), explanation }));
    else for (const line of explanationLines(explanation)) io.out(order.output === 'plain' ? plainLine([line]) : line);
    return EXIT.ok;
  });
}
