/**
 * `dprk-watch log`: the event log from the store, oldest first, no feed needed. In: the store's file, a filter. Out: one event a line;
 * exit 1 when there is none. A store that was never made is an empty one, and is not made by looking.
 */
import { existsSync } from 'node:fs';
import type { EpochMs } from '../../aero/units.ts';
import { subjectOfEvent } from '../../app/subject.ts';
import type { FlightEvent } from '../../events/types.ts';
import { eventToJson } from '../../events/wire.ts';
import type { Subject } from '../../query/types.ts';
import type { LogOptions, OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { eventForPeople, eventPlain, jsonLine } from '../sink-rows.ts';
import type { Store } from '../store.ts';
import { openStore } from '../store.ts';
import { troubleOf } from '../store-trouble.ts';
import type { CommandIo } from './io.ts';
import { formFor } from './io.ts';

export interface LogOrder extends LogOptions {
  readonly output: OutputForm;
  readonly storeFile: string;
  readonly now: () => EpochMs;
  /** The filter, ready to be asked; absent: everything. */
  readonly matches?: (subject: Subject) => boolean;
}

const LINES = {
  json: (event: FlightEvent): string => jsonLine(eventToJson(event)),
  plain: eventPlain,
  people: eventForPeople,
};

/** The newest `limit` of what matches, without holding more than those. */
function* chosen(store: Store, order: LogOrder): Generator<FlightEvent> {
  const { fromAt, toAt, matches, limit } = order;
  const range = { ...(fromAt === undefined ? {} : { fromAt }), ...(toAt === undefined ? {} : { toAt }) };
  const newest: FlightEvent[] = [];
  for (const event of store.eventsWhere(range)) {
    if (matches !== undefined && !matches(subjectOfEvent(event))) continue;
    if (limit === undefined) yield event;
    else {
      newest.push(event);
      if (newest.length >= limit * 2) newest.splice(0, newest.length - limit);
    }
  }
  if (limit !== undefined) yield* newest.slice(-limit);
}

/** Prints the log. Exit 0, 1 when nothing was found, 3 when the store cannot be read. */
export async function runLog(order: LogOrder, io: CommandIo): Promise<ExitCode> {
  const nothing = (): ExitCode => {
    io.err('dprk-watch: no event in the log matches.');
    return EXIT.nothing;
  };
  if (!existsSync(order.storeFile)) return nothing();
  const store = openStore(order.storeFile, { now: order.now, leaveDamaged: true });
  if ('kind' in store) {
    io.err(`dprk-watch: ${store.reason} (${order.storeFile})`);
    return EXIT.settings;
  }
  const lineOf = LINES[formFor(order.output, io.isTerminal)];
  let printed = 0;
  try {
    for (const event of chosen(store, order)) {
      printed += 1;
      if (!io.out(lineOf(event))) await io.ready();
      if (io.gone()) return EXIT.ok;
    }
  } catch (error) {
    io.err(`dprk-watch: ${troubleOf(error).reason} (${order.storeFile})`);
    return EXIT.settings;
  } finally {
    store.close();
  }
  return printed > 0 ? EXIT.ok : nothing();
}
