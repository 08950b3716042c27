/** The relay's frames, as a monitor reads them. */
import { describe, expect, it } from 'vitest';
import { relay } from '../../src/feeds/relay.ts';
import type { Decoded } from '../../src/feeds/types.ts';

const AT = Date.parse('2023-07-31T22:51:00.000Z');
const IL62 = {
  hex: '15521f',
  feed: 'readsb',
  seen: 1,
  lat: 43.1,
  lon: 131.9,
  seen_pos: 2,
  gs: 470,
  squawk: '0412',
  alt_baro: 34000,
};
const P632 = { hex: '7277a8', feed: 'adsbx', seen: 30 };

const FULL = { type: 'full', seq: 10, now: AT / 1000, ac: [IL62, P632] };
const delta = (seq: number, afterS: number, more: object = {}) => ({
  ...{ type: 'delta', seq, now: AT / 1000 + afterS, new: [], update: [], remove: [] },
  ...more,
});

/** Feeds the frames through one connection, each received 200 ms after its `now`. */
const run = (frames: readonly object[]): readonly Decoded[] => {
  let memory: unknown;
  return frames.map((frame) => {
    const now = (frame as { now?: number }).now ?? AT / 1000;
    const decoded = relay.decode(JSON.stringify(frame), now * 1000 + 200, memory);
    memory = decoded.memory;
    return decoded;
  });
};
const last = (frames: readonly object[]): Decoded => run(frames).at(-1) as Decoded;

describe('a full picture', () => {
  it('gives a report a row, each with its upstream', () => {
    expect(last([FULL])).toMatchObject({
      snapshot: true,
      clockAt: AT,
      rows: 2,
      rejects: [],
      reports: [
        { icao24: '15521f', feed: 'readsb', at: AT - 1000, positionAt: AT - 2000 },
        { icao24: '7277a8', feed: 'adsbx', at: AT - 30_000 },
      ],
    });
  });

  it('starts over, whatever its number', () => {
    const again = run([FULL, { ...FULL, seq: 3, ac: [P632] }, delta(4, 1, { update: [{ hex: '15521f', gs: 1 }] })]);
    expect(again[1]?.restart).toBeUndefined();
    expect(again[2]?.rejects.map(({ code }) => code)).toEqual(['unknown-aircraft']);
  });
});

describe('a delta', () => {
  it('gives reports for what is new or changed only', () => {
    const decoded = last([
      FULL,
      delta(11, 5, { new: [{ hex: '155221', seen: 0 }], update: [{ hex: '15521F', gs: 471, seen: 0.5 }] }),
    ]);
    expect(decoded).toMatchObject({ rows: 2, snapshot: false, clockAt: AT + 5000, rejects: [] });
    expect(decoded.reports).toMatchObject([
      { icao24: '155221', at: AT + 5000 },
      { icao24: '15521f', groundSpeedKt: 471, squawk: '0412', at: AT + 4500 },
    ]);
  });

  it('lets what it does not name grow old', () => {
    const [report] = last([
      FULL,
      delta(11, 20),
      delta(12, 40, { update: [{ hex: '15521f', gs: 471, seen: 0 }] }),
    ]).reports;
    expect(report).toMatchObject({ at: AT + 40_000, positionAt: AT - 2000, position: { latitudeDeg: 43.1 } });
  });

  it('takes the position anew when it is sent anew, even where its age did not change', () => {
    const [report] = last([FULL, delta(11, 20, { update: [{ hex: '15521f', lat: 43.2 }] })]).reports;
    expect(report).toMatchObject({
      at: AT + 19_000,
      positionAt: AT + 18_000,
      position: { latitudeDeg: 43.2, longitudeDeg: 131.9 },
    });
  });

  it('does not take a removed key for a sign of life', () => {
    const [report] = last([FULL, delta(11, 20, { update: [{ hex: '15521f', squawk: null }] })]).reports;
    expect(report).toMatchObject({ at: AT - 1000, groundSpeedKt: 470 });
    expect(report).not.toHaveProperty('squawk');
  });

  it('ages a lastPosition too', () => {
    const row = { hex: '15521f', seen: 0, lastPosition: { lat: 43, lon: 131, seen_pos: 100 } };
    const [report] = last([
      { ...FULL, ac: [row] },
      delta(11, 60, { update: [{ hex: '15521f', seen: 0, gs: 1 }] }),
    ]).reports;
    expect(report).toMatchObject({ positionAt: AT - 100_000, at: AT + 60_000 });
  });

  it.each(['15521f', '15521F'])('removes %s in any case', (hex) => {
    const decoded = last([FULL, delta(11, 1, { remove: [hex] }), delta(12, 2, { update: [{ hex: '15521f', gs: 1 }] })]);
    expect(decoded.rejects.map(({ code }) => code)).toEqual(['unknown-aircraft']);
    expect([decoded.rows, decoded.reports]).toEqual([1, []]);
  });

  it('counts the removal of nothing and of what is no address', () => {
    expect(last([FULL, delta(11, 1, { remove: ['155221', 7] })]).faults).toEqual({
      'remove:unknown': 1,
      'remove:unusable': 1,
    });
  });

  it('refuses patches that are none', () => {
    const decoded = last([FULL, delta(11, 1, { update: [5, {}, { hex: 'xyz' }] })]);
    expect(decoded.rejects.map(({ code }) => code)).toEqual(['not-an-object', 'no-address', 'bad-address']);
    expect(decoded.rows).toBe(3);
  });

  it('is not fooled by a __proto__ key', () => {
    const frame = JSON.stringify(delta(11, 1, { update: [{ hex: '15521f', seen: 0 }] })).replace(
      '"seen"',
      '"__proto__":{"gs":9},"seen"',
    );
    const { memory } = last([FULL]);
    const [report] = relay.decode(frame, AT + 1200, memory).reports;
    expect(report).toMatchObject({ groundSpeedKt: 470 });
  });
});

describe('a hole in the sequence', () => {
  it.each([12, 10, 9])('number %i after 10 asks for a restart, once', (seq) => {
    const [, hole, after] = run([FULL, delta(seq, 1, { new: [P632] }), delta(seq + 1, 2, { new: [P632] })]);
    expect(hole).toMatchObject({ restart: `delta ${seq} after 10`, reports: [], rows: 0 });
    expect(after?.restart).toBeUndefined();
    expect([hole, after].flatMap((decoded) => decoded?.rejects.map(({ code }) => code))).toEqual([
      'sequence-gap',
      'sequence-gap',
    ]);
  });

  it('is a delta before any full picture', () => {
    expect(last([delta(11, 1)]).restart).toBe('delta 11 before any full picture');
  });

  it('is healed by a full picture', () => {
    expect(last([delta(5, 1), FULL, delta(11, 1, { new: [IL62] })])).toMatchObject({ rows: 1, rejects: [] });
  });
});

describe('what a relay says of its upstreams', () => {
  it('is told, cleaned, and bounded by receipt', () => {
    const frame = { type: 'link', feed: 'read\x1b[2Jsb', up: false, reason: 'closed\r\n', at: AT + 9_999_999 };
    expect(last([FULL, frame])).toMatchObject({
      rows: 0,
      upstream: [{ feed: 'readsb', up: false, reason: 'closed·', at: AT + 200 }],
    });
  });

  it('may stand with other frames in one text', () => {
    const text = `${JSON.stringify({ type: 'link', feed: 'readsb', up: true, at: AT })}\n${JSON.stringify(FULL)}`;
    expect(relay.decode(text, AT, undefined)).toMatchObject({
      rows: 2,
      upstream: [{ feed: 'readsb', up: true, at: AT }],
    });
  });
});

describe('a recording that is played', () => {
  const frame = {
    type: 'replay',
    label: 'August 2023',
    reconstruction: true,
    from: AT,
    to: AT + 86_400_000,
    at: AT + 5,
    playing: true,
    speed: 'max',
  };

  it('is announced in its own clock', () => {
    expect(last([{ ...frame, checkpoint: 3 }]).replay).toEqual({
      ...{ label: 'August 2023', reconstruction: true, fromAt: AT, toAt: AT + 86_400_000, at: AT + 5, playing: true },
      ...{ speed: Number.POSITIVE_INFINITY, checkpoint: 3 },
    });
  });

  it('says its time cheaply', () => {
    expect(relay.clockOf?.(JSON.stringify(frame))).toBe(AT + 5);
    expect(relay.clockOf?.(JSON.stringify(FULL))).toBe(AT);
    expect(relay.clockOf?.(JSON.stringify({ type: 'replay', label: '"at":1' }))).toBeUndefined();
    expect(relay.clockOf?.('<html>')).toBeUndefined();
  });

  it('goes back by a full picture after its notice', () => {
    const [, , back] = run([FULL, { ...frame, rewind: 3 }, { ...FULL, seq: 2 }]);
    expect(back).toMatchObject({ rows: 2, rejects: [] });
  });

  it('is refused without usable times', () => {
    expect(last([{ ...frame, from: 'yesterday' }]).rejects.map(({ code }) => code)).toEqual(['unknown-shape']);
  });
});

describe('what is no frame', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['HTML', '<html>', 'html'],
    ['half a frame', '{"type":"full","seq":1,', 'not-json'],
    ['an unknown type', '{"type":"error","message":"no"}', 'unknown-shape'],
    ['a full picture without number', '{"type":"full","ac":[]}', 'unknown-shape'],
    ['a number that is none', '{"type":"delta","seq":"11"}', 'unknown-shape'],
    ['a link without state', '{"type":"link","feed":"x"}', 'unknown-shape'],
    ['a picture', '{"now":1,"aircraft":[]}', 'unknown-shape'],
  ])('%s is counted', (_name, text, code) => {
    const decoded = relay.decode(text, AT, undefined);
    expect(decoded.rejects.map((reject) => reject.code)).toEqual([code]);
    expect(decoded.rows).toBe(0);
  });
});
