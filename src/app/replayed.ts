/**
 * A player of a recording speaks: time is the recording's from then on, states are kept under the numbers it gives, and going back means
 * taking the kept state up again. What is believed is never edited, only exchanged whole.
 */
import { emptyWorld } from '../events/world.ts';
import type { ReplayNotice } from '../feeds/types.ts';
import { emptyVisits } from '../visits/memory.ts';
import type { Checkpoint, State } from './state.ts';

/** The state after a player's notice. A `rewind` to a number that was never kept changes nothing but the bar. */
export function replayed(state: State, notice: ReplayNotice): State {
  const next: State = { ...(state.clock === 'live' ? outOfTheLive(state) : state), clock: 'recording', replay: notice };
  if (notice.checkpoint !== undefined) {
    const kept: Checkpoint = {
      at: notice.at,
      world: state.world,
      events: state.events,
      visits: state.visits,
      links: state.links,
    };
    return { ...next, checkpoints: new Map(state.checkpoints).set(notice.checkpoint, kept) };
  }
  if (notice.rewind === undefined) return next;
  const back = state.checkpoints.get(notice.rewind);
  if (back === undefined) return next;
  return {
    ...next,
    world: back.world,
    events: back.events,
    visits: back.visits,
    links: relinked(state, back),
    at: back.world.at,
  };
}

/** What is live and what is played never mix: a live run that is shown a recording begins with nothing. */
const outOfTheLive = (state: State): State => ({
  ...state,
  at: 0,
  world: emptyWorld({ ...state.world.settings, sightings: new Map() }),
  events: [],
  visits: emptyVisits({ history: state.visits.history, context: state.visits.context }),
  checkpoints: new Map(),
});

/** Counts and decoders go back with the world; how each connection stands does not. */
function relinked(state: State, back: Checkpoint): State['links'] {
  const links = new Map(back.links);
  for (const [feed, now] of state.links) {
    const then = links.get(feed);
    links.set(
      feed,
      then === undefined ? now : { ...then, status: now.status, statusAt: now.statusAt, ownClock: now.ownClock },
    );
  }
  return links;
}
