/**
 * The one function that decides everything: what happened goes in, the new state and what has to be done outside come out. Pure.
 * Formats and the folding of keys are handed in as tables, so that this room knows no wire and no screen.
 */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import type { Observation } from '../events/world.ts';
import { observe } from '../events/world.ts';
import type { Decoded, FeedFormat } from '../feeds/types.ts';
import type { Effect } from './effect.ts';
import { delivers, newLink, withDecoded, withReject, withStatus } from './links.ts';
import type { FrameMsg, LinkMsg, Msg } from './msg.ts';
import { replayed } from './replayed.ts';
import type { Link, State } from './state.ts';
import type { UiMsg } from './ui-msg.ts';
import { withoutStaleNotice } from './ui-step.ts';

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export interface Tables {
  readonly formatById: (id: string) => FeedFormat | undefined;
  /** The format that a connection's first message is in. */
  readonly sniff: (text: string) => FeedFormat | undefined;
  /** Counts a message that no format knows. */
  readonly decodeUnknown: (text: string, at: EpochMs, feed: string) => Decoded;
  readonly updateUi: (state: State, msg: UiMsg) => Step;
}

/** Log lines kept in memory; the store has them all. */
const KEPT_EVENTS = 2000;

const nothing = (state: State): Step => ({ state, effects: [] });

export function update(state: State, msg: Msg, tables: Tables): Step {
  switch (msg.kind) {
    case 'frame':
      return frame(state, msg, tables);
    case 'link':
      return link(state, msg);
    case 'refused-frame':
      return nothing(
        withLink(state, msg.feed, msg.at, (book) =>
          withReject(book, { feed: msg.feed, code: msg.code, at: msg.at, text: msg.text }),
        ),
      );
    case 'tick':
      return tick(state, msg.at);
    case 'replay':
      return nothing(replayed(state, msg.notice));
    case 'history':
      return nothing(history(state, msg));
    case 'stored':
      return nothing(stored(state, msg.ids));
    case 'store-failed':
      return nothing({ ...state, storeTrouble: msg.reason });
    case 'notice':
      return nothing({ ...state, ui: { ...state.ui, notice: { text: msg.text, tone: msg.tone, at: msg.at } } });
    case 'resize':
      return nothing({ ...state, ui: { ...state.ui, columns: msg.columns, rows: msg.rows } });
    case 'act':
    case 'prompt':
      return tables.updateUi({ ...state, wallAt: Math.max(state.wallAt, msg.at) }, msg);
  }
}

/** Decodes one frame and lets the world see what is in it. */
function frame(state: State, msg: FrameMsg, tables: Tables): Step {
  const before = state.links.get(msg.feed) ?? newLink(msg.feed, msg.feed, msg.at);
  const known = msg.format ?? before.formatId;
  const format = (known === undefined ? undefined : tables.formatById(known)) ?? tables.sniff(msg.text);
  const at = before.ownClock ? (format?.clockOf?.(msg.text) ?? state.at) : msg.at;
  const decoded =
    format === undefined ? tables.decodeUnknown(msg.text, at, msg.feed) : format.decode(msg.text, at, before.memory);
  let book = withDecoded(
    before,
    decoded,
    at,
    decoded.reports.length > 0 || known !== undefined ? format?.id : undefined,
  );
  if (book.status.state !== 'up' && decoded.rows > 0) book = { ...book, status: { state: 'up' }, statusAt: at };
  const effects: Effect[] = [];
  if (decoded.restart !== undefined) effects.push({ kind: 'reconnect', feed: msg.feed, reason: decoded.restart });

  let next: State = { ...state, links: new Map(state.links).set(msg.feed, book) };
  if (decoded.replay !== undefined) next = replayed(ownClock(next, msg.feed), decoded.replay);
  if (delivers(before) !== delivers(book) && decoded.upstream !== undefined) {
    const reason = decoded.upstream.find((upstream) => !upstream.up)?.reason;
    const seen = see(next, {
      kind: 'link',
      feed: msg.feed,
      up: delivers(book),
      at,
      ...(reason === undefined ? {} : { reason }),
    });
    next = seen.state;
    effects.push(...seen.effects);
  }
  if (decoded.rows > 0 || decoded.clockAt !== undefined) {
    const seen = see(next, {
      kind: 'reports',
      feed: msg.feed,
      reports: decoded.reports,
      receivedAt: at,
      ...(decoded.clockAt === undefined ? {} : { clockAt: decoded.clockAt }),
    });
    next = seen.state;
    effects.push(...seen.effects);
  }
  return { state: held(next, decoded.reports.length), effects };
}

function link(state: State, msg: LinkMsg): Step {
  const before = state.links.get(msg.feed) ?? newLink(msg.feed, msg.feed, msg.at);
  const at = before.ownClock ? state.at : msg.at;
  const book = withStatus(before, msg.status, msg.at);
  const next: State = { ...state, links: new Map(state.links).set(msg.feed, book) };
  // An input's end is no gap: nothing may be concluded from the silence after the last line (CONTRACT §2).
  if (msg.status.state === 'ended' || msg.status.state === 'connecting' || delivers(before) === delivers(book))
    return nothing(next);
  const reason = 'reason' in msg.status ? msg.status.reason : undefined;
  return see(next, {
    kind: 'link',
    feed: msg.feed,
    up: delivers(book),
    at,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Live, time passes with the wall clock; in a recording only its own lines move the time. */
function tick(state: State, at: EpochMs): Step {
  const next: State = withoutStaleNotice({ ...state, wallAt: at }, at);
  return state.clock === 'recording' ? nothing(next) : see(next, { kind: 'clock', at });
}

/** Lets the world take in an observation, and logs what follows from it. */
function see(state: State, observation: Observation): Step {
  const { world, events } = observe(state.world, observation);
  const at = Math.max(state.at, world.at);
  const known = new Set(events.length === 0 ? [] : state.events.map((event) => event.id));
  const fresh = events.filter((event) => !known.has(event.id));
  if (fresh.length === 0) return nothing({ ...state, world, at });
  return {
    state: {
      ...state,
      world,
      at,
      events: [...state.events, ...fresh].slice(-KEPT_EVENTS),
      unstored: new Set([...state.unstored, ...fresh.map((event) => event.id)]),
    },
    effects: [{ kind: 'store', events: fresh }],
  };
}

function history(state: State, msg: Extract<Msg, { kind: 'history' }>): State {
  const known = new Set(state.events.map((event) => event.id));
  const earlier: readonly FlightEvent[] = msg.events.filter((event) => !known.has(event.id));
  return {
    ...state,
    events: [...earlier, ...state.events].slice(-KEPT_EVENTS),
    readMarkAt: msg.readMarkAt ?? state.readMarkAt,
    world: { ...state.world, settings: { ...state.world.settings, sightings: msg.sightings } },
  };
}

function stored(state: State, ids: readonly string[]): State {
  const { storeTrouble: _mended, ...rest } = state;
  const unstored = new Set(state.unstored);
  for (const id of ids) unstored.delete(id);
  return { ...rest, unstored };
}

const withLink = (state: State, feed: string, at: EpochMs, change: (link: Link) => Link): State => ({
  ...state,
  links: new Map(state.links).set(feed, change(state.links.get(feed) ?? newLink(feed, feed, at))),
});

const ownClock = (state: State, feed: string): State =>
  withLink(state, feed, state.at, (book) => ({ ...book, ownClock: true }));

/** While the screen is paused, what goes on behind it is counted. */
const held = (state: State, reports: number): State =>
  state.ui.paused === undefined || reports === 0
    ? state
    : { ...state, ui: { ...state.ui, paused: { ...state.ui.paused, held: state.ui.paused.held + reports } } };
