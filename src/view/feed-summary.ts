/**
 * All feeds in one: what the header's one slot says. In: the state. Out: the best feed's words, how many deliver, when the last data came. Nothing
 * is softened: when no feed delivers, what is on the screen is called frozen.
 */
import type { EpochMs } from '../aero/units.ts';
import { shownAt } from '../app/select.ts';
import type { Link, State } from '../app/state.ts';
import type { Condition, Connection } from './connection.ts';
import { connectionOf } from './connection.ts';
import { clockTime, stepped } from './format.ts';
import { said } from './line.ts';

/** The nearer to data the earlier: which feed speaks for all when none delivers. */
const NEARNESS: readonly Condition[] = [
  'live',
  'lagging',
  'idle',
  'stale',
  'upstream-down',
  'no-data',
  'connecting',
  'reconnecting',
  'waiting',
  'refused',
  'ended',
];

export interface FeedSummary extends Connection {
  readonly feeds: number;
  readonly delivering: number;
  /** When the last data came, over any feed. */
  readonly lastDataAt?: EpochMs;
  /** Nothing delivers although something was shown before: for how long. */
  readonly frozenMs?: number;
}

/** How a feed of this state stands: a relay that plays a recording to its end is neither up nor down, the recording has ended. */
export function connectionIn(state: State, link: Link): Connection {
  const connection = connectionOf(link, shownAt(state));
  if (state.replay?.ended !== true || !link.ownClock || !PLAYED_OUT.has(connection.condition)) return connection;
  return {
    condition: 'ended',
    sign: 'paused',
    word: 'REPLAY ended',
    reason: 'the recording is at its end',
    tone: 'note',
    delivers: false,
  };
}

/** What the end of the recording explains; a lost connection is one all the same. */
const PLAYED_OUT: ReadonlySet<Condition> = new Set([
  'live',
  'idle',
  'lagging',
  'stale',
  'no-data',
  'upstream-down',
  'ended',
]);

/** All feeds in one: the best of them speaks; where some do not deliver that is said. */
export function feedSummary(state: State): FeedSummary {
  const now = shownAt(state);
  const all = [...state.links.values()].map((link) => ({ link, connection: connectionIn(state, link) }));
  const none: Connection = { condition: 'none', sign: 'down', word: 'NO FEED', tone: 'warn', delivers: false };
  const rank = ({ connection }: (typeof all)[number]): number => NEARNESS.indexOf(connection.condition);
  const best = all.toSorted((a, b) => rank(a) - rank(b))[0];
  const delivering = all.filter(({ connection }) => connection.delivers).length;
  // A frame whose clock stands still brings nothing new.
  const times = all.flatMap(({ link }) => link.clockMovedAt ?? link.lastFrameAt ?? []);
  const lastDataAt = times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b));
  const broken = all.find(({ connection }) => !connection.delivers);
  const partial = delivering > 0 && broken !== undefined;
  return {
    ...(best?.connection ?? none),
    ...(partial ? partly(broken, delivering, all.length) : {}),
    feeds: all.length,
    delivering,
    ...(lastDataAt === undefined ? {} : { lastDataAt }),
    ...(delivering === 0 && lastDataAt !== undefined && state.clock === 'live'
      ? { frozenMs: Math.max(0, now - lastDataAt) }
      : {}),
  };
}

function partly(
  broken: { readonly link: Link; readonly connection: Connection },
  delivering: number,
  feeds: number,
): Partial<Connection> {
  const { word, reason } = broken.connection;
  return {
    sign: 'part',
    word: 'LIVE',
    when: `${delivering} of ${feeds} feeds`,
    reason: `${said(broken.link.label, 40)}: ${word}${reason === undefined ? '' : `, ${reason}`}`,
    tone: 'warn',
  };
}

/** Where the frozen data are from, in words. */
export const frozenWords = (summary: FeedSummary): string | undefined =>
  summary.frozenMs === undefined ? undefined : `FROZEN ${stepped(summary.frozenMs)}`;

/** `last data 14:21:12Z`. */
export const lastDataWords = (summary: FeedSummary): string =>
  summary.lastDataAt === undefined ? 'nothing received yet' : `last data ${clockTime(summary.lastDataAt)}`;
