/**
 * Keeps what has to be kept: events into the store at once, and again and again while the store refuses; sightings and the read mark now and
 * then. In: events, tracks. Out: `stored` and `store-failed` as messages. Nothing is given up on before the program ends.
 */

import type { EpochMs } from '../aero/units.ts';
import type { Msg } from '../app/msg.ts';
import type { FlightEvent } from '../events/types.ts';
import type { Fleet } from '../tracks/fleet.ts';
import { tracksOf } from '../tracks/fleet.ts';
import type { Clock } from './sources/source.ts';
import type { Store } from './store.ts';

export interface Keeper {
  readonly save: (events: readonly FlightEvent[]) => void;
  /** Notes when the watched aircraft were last heard; written with the next event, and at the end. */
  readonly sight: (fleet: Fleet) => void;
  readonly readMark: (at: EpochMs) => void;
  /** One last try; returns how many events could not be stored. */
  readonly close: () => number;
}

/** A full disk is emptied by a person, not in milliseconds. */
const RETRY_MS = 5_000;

export function createKeeper(store: Store, clock: Clock, dispatch: (msg: Msg) => void): Keeper {
  let waiting: readonly FlightEvent[] = [];
  let timer: unknown;
  const sighted = new Map<string, EpochMs>();

  const attempt = (): void => {
    timer = undefined;
    if (waiting.length === 0) return;
    const batch = waiting;
    const saved = store.saveEvents(batch);
    if (saved.ok) {
      waiting = [];
      dispatch({ kind: 'stored', at: clock.now(), ids: saved.ids });
      return;
    }
    dispatch({ kind: 'store-failed', at: clock.now(), reason: saved.trouble.reason, ids: saved.ids });
    timer = clock.setTimeout(attempt, RETRY_MS);
  };

  return {
    save: (events) => {
      waiting = [...waiting, ...events];
      if (timer === undefined) attempt();
    },
    sight: (fleet) => {
      for (const { icao24, watched, heardAt, registration, typecode, callsign } of tracksOf(fleet)) {
        if (!watched || sighted.get(icao24) === heardAt) continue;
        sighted.set(icao24, heardAt);
        store.sighting({
          icao24,
          heardAt,
          ...(registration === undefined ? {} : { registration }),
          ...(typecode === undefined ? {} : { typecode }),
          ...(callsign === undefined ? {} : { callsign: callsign.value }),
        });
      }
      store.flush();
    },
    readMark: (at) => {
      store.setReadMark(at);
    },
    close: () => {
      if (timer !== undefined) clock.clearTimeout(timer);
      const left = waiting;
      waiting = [];
      const saved = left.length === 0 ? undefined : store.saveEvents(left);
      store.close();
      return saved?.ok === false ? left.length : 0;
    },
  };
}
