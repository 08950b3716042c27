/**
 * The one function that decides everything: what happened goes in, the new state and what has to be done outside come out. Pure.
 * Formats and the folding of keys are handed in as tables, so that this room knows no wire and no screen.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Decoded, FeedFormat } from '../feeds/types.ts';
import type { Effect } from './effect.ts';
import { restored, stored, withHistory } from './kept.ts';
import { delivers, newLink, withDecoded, withReject, withStatus } from './links.ts';
import type { FrameMsg, LinkMsg, Msg } from './msg.ts';
import { replayed } from './replayed.ts';
import { see } from './see.ts';
import type { Link, State } from './state.ts';
import type { Step } from './step.ts';
import type { UiMsg } from './ui-msg.ts';
import { withoutStaleNotice } from './ui-step.ts';

export type { Step };

export interface Tables {
  readonly formatById: (id: string) => FeedFormat | undefined;
  /** The format that a connection's first message is in. */
  readonly sniff: (text: string) => FeedFormat | undefined;
  /** Counts a message that no format knows. */
  readonly decodeUnknown: (text: string, at: EpochMs, feed: string) => Decoded;
  readonly updateUi: (state: State, msg: UiMsg) => Step;
}

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
      return atEnd(replayed(state, msg.notice), msg.notice.ended === true);
    case 'history':
      return nothing(withHistory(state, msg));
    case 'anchor':
      return see(state, { kind: 'anchor', anchor: msg.anchor });
    case 'restored':
      return nothing(restored(state, msg.world));
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
  if (decoded.replay !== undefined) {
    const played = atEnd(replayed(ownClock(next, msg.feed), decoded.replay), decoded.replay.ended === true);
    next = played.state;
    effects.push(...played.effects);
  }
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
  if (msg.status.state === 'ended') return atEnd(next, everyInputEnded(next));
  if (msg.status.state === 'connecting' || delivers(before) === delivers(book)) return nothing(next);
  const reason = 'reason' in msg.status ? msg.status.reason : undefined;
  return see(next, {
    kind: 'link',
    feed: msg.feed,
    up: delivers(book),
    at,
    ...(reason === undefined ? {} : { reason }),
  });
}

const everyInputEnded = (state: State): boolean =>
  [...state.links.values()].every((book) => book.status.state === 'ended');

/** At the end of everything the detectors see what they were still waiting with. */
const atEnd = (state: State, ended: boolean): Step =>
  ended ? see(state, { kind: 'end', at: state.world.at }) : nothing(state);

/** Live, time passes with the wall clock; in a recording only its own lines move the time. */
function tick(state: State, at: EpochMs): Step {
  const next: State = withoutStaleNotice({ ...state, wallAt: at }, at);
  return state.clock === 'recording' ? nothing(next) : see(next, { kind: 'clock', at });
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
