import { describe, expect, it } from 'vitest';
import { newLink, withDecoded, withReject, withStatus } from '../../src/app/links.ts';
import type { Msg } from '../../src/app/msg.ts';
import type { State } from '../../src/app/state.ts';
import type { Tables } from '../../src/app/update.ts';
import { update } from '../../src/app/update.ts';
import { emptyWorld } from '../../src/events/world.ts';
import type { Decoded, FeedFormat } from '../../src/feeds/types.ts';
import { emptyVisits } from '../../src/visits/memory.ts';

const T0 = 1_690_800_000_000;
const decoded = (more: Partial<Decoded> = {}): Decoded => ({
  reports: [],
  rejects: [],
  rows: 0,
  faults: {},
  snapshot: true,
  ...more,
});

/** A format whose messages are JSON of what it is to decode into; it remembers how many messages it saw. */
const echo: FeedFormat = {
  id: 'echo',
  title: 'echo',
  sniff: (text) => (text.startsWith('{') ? 1 : 0),
  clockOf: (text) => (JSON.parse(text) as { clockAt?: number }).clockAt,
  decode: (text, receivedAt, memory) => ({
    ...decoded(JSON.parse(text) as Partial<Decoded>),
    memory: { seen: ((memory as { seen: number } | undefined)?.seen ?? 0) + 1, receivedAt },
  }),
};
const tables: Tables = {
  formatById: (id) => (id === 'echo' ? echo : undefined),
  sniff: (text) => (echo.sniff(text) > 0 ? echo : undefined),
  decodeUnknown: (text, at, feed) => decoded({ rows: 1, rejects: [{ feed, code: 'not-json', at, text }] }),
  updateUi: (state) => ({ state, effects: [] }),
};

const fresh = {
  clock: 'live',
  at: T0,
  wallAt: T0,
  world: emptyWorld({ watch: [], eventsForAll: false, sightings: new Map() }),
  links: new Map(),
  events: [],
  visits: emptyVisits(),
  unstored: new Set(),
  readMarkAt: 0,
  checkpoints: new Map(),
  showAll: false,
  ui: {},
} as unknown as State;

const play = (msgs: readonly Msg[], from = fresh): State =>
  msgs.reduce((state, msg) => update(state, msg, tables).state, from);
const frame = (content: object | string, at = T0): Msg => ({
  kind: 'frame',
  feed: 'f',
  at,
  text: typeof content === 'string' ? content : JSON.stringify(content),
});
const notice = (more: object) => ({
  replay: { label: 'r', reconstruction: true, fromAt: 0, toAt: 9, at: 1, playing: true, speed: 1, ...more },
});

describe('update', () => {
  it('counts a message that no format knows, and keeps what it was', () => {
    const state = play([frame('<html>')]);
    expect(state.links.get('f')).toMatchObject({ frames: 1, rows: 1, reports: 0, rejectsByCode: { 'not-json': 1 } });
    expect(state.links.get('f')?.rejects[0]?.text).toBe('<html>');
  });

  it('hands a decoder its own memory, and none after the connection was made anew', () => {
    const up: Msg = { kind: 'link', feed: 'f', at: T0, status: { state: 'up' } };
    const down: Msg = { kind: 'link', feed: 'f', at: T0, status: { state: 'down', reason: 'x' } };
    const memory = (state: State) => (state.links.get('f')?.memory as { seen: number } | undefined)?.seen;
    expect(memory(play([up, frame({}), frame({}), frame({})]))).toBe(3);
    expect(memory(play([up, frame({}), down, up, frame({})]))).toBe(1);
    expect(play([up, frame({}), down, up]).links.get('f')?.reconnects).toBe(1);
  });

  it('asks for a new connection where a decoder says so', () => {
    const step = update(fresh, frame({ restart: 'hole after 10' }), tables);
    expect(step.effects).toEqual([{ kind: 'reconnect', feed: 'f', reason: 'hole after 10' }]);
  });

  it('lives in the clock of a recording from the moment a player speaks', () => {
    const state = play([frame(notice({})), frame({ clockAt: 5000 }, T0 + 1)]);
    expect(state.clock).toBe('recording');
    expect(state.links.get('f')?.memory).toMatchObject({ receivedAt: 5000 });
    const ticked = play([{ kind: 'tick', at: T0 + 60_000 }], state);
    expect(ticked.world).toBe(state.world);
    expect(ticked.wallAt).toBe(T0 + 60_000);
  });

  it('goes back to the very state it kept, whatever came after', () => {
    const kept = play([frame(notice({ checkpoint: 3 })), frame({ clockAt: 1000 })]);
    const later = play([frame(notice({ checkpoint: 4 })), frame({ clockAt: 2000 }), frame('junk')], kept);
    const back = play([frame(notice({ rewind: 3 }))], later);
    expect(back.world).toBe(kept.checkpoints.get(3)?.world);
    expect(back.events).toBe(kept.checkpoints.get(3)?.events);
    const astray = play([frame(notice({ rewind: 99 }))], later);
    expect(astray.world).toBe(later.world);
  });

  it('does not take the end of an input for a gap', () => {
    const step = update(play([frame({})]), { kind: 'link', feed: 'f', at: T0, status: { state: 'ended' } }, tables);
    expect(step.state.events).toEqual([]);
    expect(step.state.links.get('f')?.status.state).toBe('ended');
  });

  it('keeps what the store refused in mind until it is stored', () => {
    const open = { ...fresh, unstored: new Set(['a', 'b']) };
    const failed = play([{ kind: 'store-failed', at: T0, reason: 'disk full', ids: ['a', 'b'] }], open);
    expect([failed.storeTrouble, failed.unstored.size]).toEqual(['disk full', 2]);
    const mended = play([{ kind: 'stored', at: T0, ids: ['a', 'b'] }], failed);
    expect([mended.storeTrouble, mended.unstored.size]).toEqual([undefined, 0]);
  });
});

describe('the book of a feed', () => {
  it('counts every refusal and keeps the last fifty', () => {
    let book = newLink('f', 'f', T0);
    for (let i = 0; i < 60; i += 1)
      book = withReject(book, { feed: 'f', code: i % 2 === 0 ? 'html' : 'empty', at: T0, text: `${i}` });
    expect(book.rejectsByCode).toEqual({ html: 30, empty: 30 });
    expect(book.rejects).toHaveLength(50);
    expect(book.rejects.at(-1)?.text).toBe('59');
  });

  it('adds up field faults and notices when the feed stops its clock', () => {
    const first = withDecoded(newLink('f', 'f', T0), decoded({ clockAt: 1, faults: { 'squawk:bad': 2 } }), T0, 'echo');
    const second = withDecoded(
      first,
      decoded({ clockAt: 1, faults: { 'squawk:bad': 1, 'lat:range': 1 } }),
      T0 + 10,
      'echo',
    );
    expect(second.faults).toEqual({ 'squawk:bad': 3, 'lat:range': 1 });
    expect([second.clockAt, second.clockMovedAt, second.lastFrameAt]).toEqual([1, T0, T0 + 10]);
  });

  it('says since when a state holds', () => {
    const down = withStatus(newLink('f', 'f', T0), { state: 'down', reason: 'a' }, T0 + 1);
    const again = withStatus(down, { state: 'down', reason: 'b', retryAt: 9 }, T0 + 2);
    expect([down.statusAt, again.statusAt]).toEqual([T0 + 1, T0 + 1]);
  });
});
