/** `feed-gap` and `feed-restored`: the silence of everything, told from the silence of one. */
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/events/world.ts';
import { clock, inOrder, live, otherFrames, T0 } from '../support/flown.ts';

const link = (s: number, up: boolean, feed = 'readsb'): Observation => ({
  kind: 'link',
  feed,
  up,
  at: T0 + s * 1000,
  ...(up ? {} : { reason: 'read ECONNRESET' }),
});
const gaps = (observations: readonly Observation[]) =>
  live(observations).events.filter((event) => event.kind.startsWith('feed-'));

describe('a feed gap', () => {
  it('is said 30 s after the link was lost, not before, and ends with data, not with the link', () => {
    const start = [...otherFrames(0, 60), link(65, false)];
    // The detectors live 8 s behind the clock.
    expect(gaps([...start, clock(107)])).toEqual([]);
    const [gap] = gaps([...start, clock(108)]);
    expect([gap?.kind, gap?.icao24, gap?.fromAt, gap?.toAt, gap?.at]).toEqual([
      'feed-gap',
      undefined,
      T0 + 60_000,
      T0 + 65_000,
      T0 + 65_000,
    ]);
    const back = gaps([...start, clock(108), link(200, true), ...otherFrames(230, 240)]);
    expect(back.map((event) => [event.kind, event.at])).toEqual([
      ['feed-gap', T0 + 65_000],
      ['feed-restored', T0 + 230_000],
    ]);
  });

  it('a reconnect within seconds is no news', () => {
    expect(gaps([...otherFrames(0, 60), link(65, false), link(70, true), ...otherFrames(71, 300)])).toEqual([]);
  });

  it('is said of a feed that delivers nothing for two minutes', () => {
    expect(gaps([...otherFrames(0, 60), ...otherFrames(175, 200)])).toEqual([]);
    expect(gaps([...otherFrames(0, 60), ...otherFrames(200, 220)]).map((event) => event.kind)).toEqual([
      'feed-gap',
      'feed-restored',
    ]);
  });

  it('a slow feed may be silent for three of its pauses', () => {
    const slow = otherFrames(0, 900, 100);
    expect(gaps([...slow, ...otherFrames(1190, 1300, 100)])).toEqual([]);
    expect(gaps([...slow, ...otherFrames(1220, 1300, 100)]).length).toBe(2);
  });

  it('is none while another feed lives, and is one when the last one dies', () => {
    const two = inOrder(otherFrames(0, 600, 10, 'readsb'), otherFrames(0, 300, 10, 'opensky'));
    expect(gaps([...two, link(605, false, 'opensky'), clock(650)])).toEqual([]);
    const [gap] = gaps([...two, link(605, false, 'readsb'), clock(650)]);
    expect(gap?.fromAt).toBe(T0 + 600_000);
  });

  it('a recording that ends is no gap', () => expect(gaps(otherFrames(0, 600))).toEqual([]));

  it('behind a relay the upstream counts, not the connection', () => {
    const relayed = otherFrames(0, 60).map(
      (one): Observation => (one.kind === 'reports' ? { ...one, feed: 'relay' } : one),
    );
    const { world } = live(relayed);
    expect([...world.health.keys()]).toEqual(['readsb']);
  });
});
