import { describe, expect, it } from 'vitest';
import type { ReplayNotice, Report, UpstreamLink } from '../../src/feeds/types.ts';
import { createBridge } from '../../src/run/bridge.ts';
import type { Relay } from '../../src/shell/relay.ts';

const T0 = 1_690_800_000_000;

/** A relay that remembers what it was told. */
function listener() {
  const heard: { reports: Report[]; links: UpstreamLink[]; notices: ReplayNotice[]; frames: number } = {
    reports: [],
    links: [],
    notices: [],
    frames: 0,
  };
  const relay = {
    feed: (reports: readonly Report[]) => {
      heard.frames += 1;
      heard.reports.push(...reports);
    },
    link: (link: UpstreamLink) => heard.links.push(link),
    replay: (notice: ReplayNotice) => heard.notices.push(notice),
  } as unknown as Relay;
  return { relay, heard };
}

const picture = (...hexes: readonly string[]): string =>
  JSON.stringify({
    now: T0 / 1000,
    messages: 1,
    aircraft: hexes.map((hex) => ({ hex, seen: 0, messages: 1, rssi: -10 })),
  });

describe('the bridge from sources to a relay', () => {
  it('hands on what a frame holds, under the upstream that it came from', () => {
    const { relay, heard } = listener();
    const bridge = createBridge({ relay });
    bridge.take({ kind: 'frame', feed: 'roof', text: picture('15521f', '7277a8'), at: T0 });
    expect(heard.reports.map((report) => report.icao24)).toEqual(['15521f', '7277a8']);
    expect(heard.frames).toBe(1);
  });

  it('hands on an empty sky, too: the clock moves', () => {
    const { relay, heard } = listener();
    createBridge({ relay }).take({ kind: 'frame', feed: 'roof', format: 'readsb', text: picture(), at: T0 });
    expect([heard.frames, heard.reports.length]).toEqual([1, 0]);
  });

  it('counts what it cannot use and hands on none of it', () => {
    const { relay, heard } = listener();
    const bridge = createBridge({ relay });
    bridge.take({ kind: 'frame', feed: 'roof', text: '<html>', at: T0 });
    bridge.take({ kind: 'frame', feed: 'roof', text: picture('nonsense'), at: T0 });
    bridge.take({ kind: 'refused-frame', feed: 'roof', at: T0, code: 'too-large', text: '' });
    expect(heard.reports).toEqual([]);
    expect(Object.values(bridge.rejects()).reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('says once that an upstream is gone and once that it is back', () => {
    const { relay, heard } = listener();
    const bridge = createBridge({ relay });
    const status = (state: 'up' | 'down') =>
      bridge.take({
        kind: 'link',
        feed: 'roof',
        at: T0,
        status: state === 'up' ? { state } : { state, reason: 'reset' },
      });
    for (const state of ['up', 'up', 'down', 'down', 'up'] as const) status(state);
    expect(heard.links.map(({ up, reason }) => [up, reason])).toEqual([
      [true, undefined],
      [false, 'reset'],
      [true, undefined],
    ]);
  });

  it('does not take the end of a recording for the loss of a feed, but does the end of an input', () => {
    const ended = { kind: 'link', feed: 'roof', at: T0, status: { state: 'ended' } } as const;
    const up = { kind: 'link', feed: 'roof', at: T0, status: { state: 'up' } } as const;
    const input = listener();
    const piped = createBridge({ relay: input.relay });
    piped.take(up);
    piped.take(ended);
    expect(input.heard.links.map((link) => link.up)).toEqual([true, false]);
    const story = listener();
    const played = createBridge({ relay: story.relay });
    const notice = {
      label: 'r',
      reconstruction: true,
      fromAt: 0,
      toAt: 9,
      at: 9,
      playing: false,
      speed: 1,
      ended: true,
    };
    played.take(up);
    played.take({ kind: 'replay', feed: 'player', notice });
    played.take(ended);
    expect(story.heard.links.map((link) => link.up)).toEqual([true]);
  });

  it('asks for a new connection where a relay upstream has a hole in its sequence', () => {
    const { relay } = listener();
    const asked: string[] = [];
    const bridge = createBridge({ relay, restart: (feed) => asked.push(feed) });
    const now = T0 / 1000;
    bridge.take({
      kind: 'frame',
      feed: 'far',
      text: JSON.stringify({ type: 'full', seq: 1, now, ac: [{ hex: '15521f', seen: 0 }] }),
      at: T0,
    });
    bridge.take({
      kind: 'frame',
      feed: 'far',
      text: JSON.stringify({ type: 'delta', seq: 3, now, new: [], update: [], remove: [] }),
      at: T0,
    });
    expect(asked).toEqual(['far']);
  });

  it('passes a player on, so that whoever attaches knows what it sees', () => {
    const { relay, heard } = listener();
    const notice = { label: 'r', reconstruction: true, fromAt: 0, toAt: 9, at: 1, playing: true, speed: 1 };
    createBridge({ relay }).take({ kind: 'replay', feed: 'player', notice });
    expect(heard.notices).toEqual([notice]);
  });
});
