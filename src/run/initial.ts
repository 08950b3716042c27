/** How a session begins: the state before the first message, and what the store tells of earlier runs. */
import { newLink } from '../app/links.ts';
import type { Msg } from '../app/msg.ts';
import type { Link, State } from '../app/state.ts';
import { initialUi } from '../app/ui-initial.ts';
import { emptyWorld } from '../events/world.ts';
import type { Store } from '../shell/store.ts';
import { emptyVisits } from '../visits/memory.ts';
import type { SessionOptions } from './session.ts';

/** Log lines taken over from earlier runs. */
const EARLIER_EVENTS = 500;

/** What the store knows of earlier runs. */
export const earlier = (store: Store, at: number): Msg => {
  const readMarkAt = store.readMark();
  return {
    kind: 'history',
    at,
    events: store.recentEvents(EARLIER_EVENTS),
    sightings: store.sightings(),
    ...(readMarkAt === undefined ? {} : { readMarkAt }),
  };
};

/** The state before anything has happened. */
export function initialState(options: SessionOptions): State {
  const at = options.clock === 'live' ? options.ground.clock.now() : 0;
  const links = new Map<string, Link>();
  // The feeds of a recording are those of its lines.
  for (const source of options.clock === 'live' || options.ownClock ? options.sources : []) {
    links.set(source.id, { ...newLink(source.id, source.label, at, source.credit), ownClock: options.ownClock });
  }
  return {
    clock: options.clock,
    at,
    wallAt: options.ground.clock.now(),
    world: emptyWorld({ watch: options.rules, eventsForAll: options.eventsForAll, sightings: new Map() }),
    links,
    events: [],
    visits: options.visits ?? emptyVisits(),
    unstored: new Set(),
    readMarkAt: 0,
    checkpoints: new Map(),
    showAll: options.showAll,
    ui: initialUi(options.ui),
  };
}
