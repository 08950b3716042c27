/**
 * The ledger of visits as the commands see it: the store's log, a person's imports, the shipped history. In: the store's file. Out: the
 * ledger and the open store, or the sentence why not. A store that was never made is an empty one, and is not made by looking.
 */
import { existsSync } from 'node:fs';
import type { EpochMs } from '../../aero/units.ts';
import type { FlightEvent } from '../../events/types.ts';
import { ledgerOf, recallVisits, settleAll } from '../../visits/fold.ts';
import { shippedContext, shippedHistory } from '../../visits/history.ts';
import type { Ledger } from '../../visits/ledger.ts';
import { emptyVisits, VISIT_KINDS, type VisitMemory, type VisitSources } from '../../visits/memory.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { openStore, type Store } from '../store.ts';
import { troubleOf } from '../store-trouble.ts';
import type { CommandIo } from './io.ts';

export interface StoreOrder {
  readonly storeFile: string;
  readonly now: () => EpochMs;
}

export interface LedgerOrder extends StoreOrder {
  /** False: without what is shipped. */
  readonly history: boolean;
}

/** What the fold of visits starts from: shipped, imported, and when the log began. */
export function visitSources(store: Store | undefined, history: boolean): VisitSources {
  const events = store?.eventsWhere({});
  const oldest = events?.next();
  // A statement that is left half read keeps the file's older state alive.
  events?.return(undefined);
  const beganAt = oldest === undefined || oldest.done === true ? undefined : oldest.value.detectedAt;
  return {
    history: [...(store?.notes.visits() ?? []), ...(history ? shippedHistory() : [])],
    context: [...(store?.notes.context() ?? []), ...(history ? shippedContext : [])],
    ...(beganAt === undefined ? {} : { beganAt }),
  };
}

export interface Opened {
  readonly store: Store | undefined;
  readonly memory: VisitMemory;
  readonly ledger: Ledger;
}

/** The visits of a store as they follow from its log now, whatever was said of them before. */
export function memoryOf(store: Store | undefined, history: boolean, now: EpochMs): VisitMemory {
  const sources = visitSources(store, history);
  if (store === undefined) return emptyVisits(sources);
  return settleAll(recallVisits(store.eventsOfKinds(VISIT_KINDS), sources), now).memory;
}

/** Runs `work` on the ledger of a store, and closes the store. Exit 3 where the store cannot be read. */
export async function withLedger(
  order: LedgerOrder,
  io: CommandIo,
  work: (opened: Opened) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  return withStore(order, io, 'look', (store) => {
    const memory = memoryOf(store, order.history, order.now());
    return work({ store, memory, ledger: ledgerOf(memory) });
  });
}

/** Opens the store, made where there is none if it is to be written; whatever it throws is a sentence and exit 3. */
export async function withStore(
  order: StoreOrder,
  io: CommandIo,
  what: 'look' | 'write',
  work: (store: Store | undefined) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  if (what === 'look' && !existsSync(order.storeFile)) return work(undefined);
  const store = openStore(order.storeFile, { now: order.now, leaveDamaged: true });
  if ('kind' in store) {
    io.err(`dprk-watch: ${store.reason} (${order.storeFile})`);
    return EXIT.settings;
  }
  try {
    return await work(store);
  } catch (error) {
    io.err(`dprk-watch: ${troubleOf(error).reason} (${order.storeFile})`);
    return EXIT.settings;
  } finally {
    store.close();
  }
}

/** The log's lines about one aircraft's landings and departures, for a report. */
export const eventsAbout = (store: Store | undefined, icao24: string | undefined): readonly FlightEvent[] =>
  store === undefined || icao24 === undefined
    ? []
    : [...store.eventsOfKinds(VISIT_KINDS)].filter((event) => event.icao24 === icao24);
