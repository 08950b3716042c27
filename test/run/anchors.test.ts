import { describe, expect, it } from 'vitest';
import type { Msg } from '../../src/app/msg.ts';
import { notedAnchors, withAnchors } from '../../src/run/anchors.ts';
import { MEMORY, openStore } from '../../src/shell/store.ts';
import { anchorEvent } from '../../src/visits/anchor.ts';

const T0 = 1_690_800_000_000;
const DAY_MS = 86_400_000;
const anchor = (at: number) => ({ icao24: '155221', place: 'ZKPY', at, onGround: true, source: 'satellite image' });
const frame = (at: number): Msg => ({ kind: 'frame', feed: 'f', text: '', at });

describe('evidence in a replay', () => {
  it('is entered as the clock of the recording passes it, in the order of its times', () => {
    const heard: Msg[] = [];
    const enter = withAnchors((msg) => heard.push(msg), [anchor(T0 + 20), anchor(T0 + 10)]);
    for (const at of [T0, T0 + 10, T0 + 30]) enter(frame(at));
    expect(heard.map((msg) => (msg.kind === 'anchor' ? msg.anchor.at - T0 : msg.kind))).toEqual([
      'frame',
      10,
      'frame',
      20,
      'frame',
    ]);
  });

  it('is entered anew after going back', () => {
    const heard: Msg[] = [];
    const enter = withAnchors((msg) => heard.push(msg), [anchor(T0)]);
    enter(frame(T0));
    const notice = {
      label: 'r',
      reconstruction: false,
      fromAt: T0,
      toAt: T0,
      at: T0,
      playing: true,
      speed: 1,
      rewind: 0,
    };
    enter({ kind: 'replay', feed: 'f', notice });
    enter(frame(T0));
    expect(heard.filter((msg) => msg.kind === 'anchor')).toHaveLength(2);
  });
});

describe('evidence in the store', () => {
  it('is read back as it was noted, as long as it may matter', () => {
    const store = openStore(MEMORY, { now: () => T0 });
    if ('kind' in store) throw new Error(store.reason);
    store.saveEvents([anchorEvent(anchor(T0), T0), anchorEvent(anchor(T0 - 40 * DAY_MS), T0)]);
    expect(notedAnchors(store, T0 + DAY_MS)).toEqual([anchor(T0)]);
    store.close();
  });
});
