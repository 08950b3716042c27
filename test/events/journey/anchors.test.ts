/** A person's evidence: what it bounds, what it settles, and that it stands alone where nothing was ever heard. */
import { describe, expect, it } from 'vitest';
import type { Anchor } from '../../../src/events/journey/types.ts';
import { eventToJson } from '../../../src/events/wire.ts';
import type { Observation } from '../../../src/events/world.ts';
import { live, T0, timeOf } from '../../support/flown.ts';
import { fly, HOUR, heard, holds, MINUTE, ofKind, outside, WAYS, widthMin } from '../../support/journeys.ts';

const by = WAYS.vladivostokSunan;
const inbound = fly({ from: 'UHWW', to: 'ZKPY', by, startAt: T0 });
const outbound = fly({ from: 'ZKPY', to: 'UHWW', by: by.toReversed(), startAt: inbound.onAt + 6 * HOUR });
const reports = [...inbound.reports, ...outbound.reports].filter(outside(110));
const frames = heard(reports, { fromAt: T0, toAt: outbound.onAt + 10 * MINUTE });

const seen = (at: number, rest: Partial<Anchor> = {}): Observation => ({
  kind: 'anchor',
  anchor: { icao24: '15521f', place: 'ZKPY', at, onGround: true, source: 'satellite image', ...rest },
});
/** The evidence comes in at the time it speaks of, or later. */
const withEvidence = (...anchors: readonly (readonly [Observation, number])[]): Observation[] => {
  const all = frames.map((one) => [one, timeOf(one)] as const);
  return [...all, ...anchors].toSorted((a, b) => a[1] - b[1]).map(([one]) => one);
};

describe('evidence during a stay', () => {
  const plain = live(frames).events;

  it('bounds the landing from above and makes it nearly sure', () => {
    const at = inbound.onAt + 2 * MINUTE;
    const { events } = live(withEvidence([seen(at), at]));
    const [landing, ...more] = ofKind(events, 'landing').filter(({ place }) => place?.icao === 'ZKPY');
    expect(more).toEqual([]);
    expect(landing?.probability).toBeCloseTo(0.98);
    expect(landing?.toAt).toBeLessThanOrEqual(at);
    expect(holds(landing, inbound.onAt)).toBe(true);
    expect(widthMin(landing)).toBeLessThan(widthMin(ofKind(plain, 'landing')[0]));
    expect(ofKind(events, 'departure').map(({ place }) => place?.icao)).toEqual(['ZKPY']);
  });

  it('entered after it has left bounds both ends all the same', () => {
    const late = outbound.offAt - 3 * MINUTE;
    const { events } = live(withEvidence([seen(late), outbound.onAt]));
    const [landing] = ofKind(events, 'landing').filter(({ place }) => place?.icao === 'ZKPY');
    const [leaving, ...more] = ofKind(events, 'departure');
    expect(more).toEqual([]);
    expect(landing?.probability).toBeCloseTo(0.98);
    expect(leaving?.fromAt).toBeGreaterThanOrEqual(late);
    expect(holds(leaving, outbound.offAt)).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('of not being there, or from before the arrival, bounds nothing', () => {
    const early = T0 + 10 * MINUTE;
    const { events } = live(
      withEvidence([seen(early, { onGround: false }), early], [seen(early - MINUTE), outbound.onAt]),
    );
    const width = (all: typeof plain): number =>
      widthMin(ofKind(all, 'landing').find(({ place }) => place?.icao === 'ZKPY'));
    expect(width(events)).toBe(width(plain));
  });
});

describe('the same evidence again', () => {
  it('adds nothing', () => {
    const at = inbound.onAt + 2 * MINUTE;
    const once = live(withEvidence([seen(at), at])).events;
    const thrice = live(withEvidence([seen(at), at], [seen(at), at + HOUR], [seen(at), outbound.onAt])).events;
    expect(thrice).toEqual(once);
  });
});

describe('evidence alone', () => {
  it('of an aircraft that was never heard is an event with its identity', () => {
    const { events } = live([
      ...heard([], { fromAt: T0, toAt: T0 + HOUR }),
      seen(T0 + HOUR, { url: 'https://example.org/1' }),
    ]);
    expect(
      events.map(({ kind, basis, place, icao24, registration }) => [kind, basis, place?.icao, icao24, registration]),
    ).toEqual([['anchor', 'reported', 'ZKPY', '15521f', 'RA-86559']]);
    expect(eventToJson(events[0] as NonNullable<(typeof events)[0]>).detail).toMatchObject({
      onGround: true,
      source: 'satellite image',
      url: 'https://example.org/1',
    });
  });

  it('by registration finds the same aircraft', () => {
    const anchor: Observation = {
      kind: 'anchor',
      anchor: { registration: 'RA-86559', place: 'FNJ', at: T0, onGround: true, source: 'photo' },
    };
    expect(live([anchor]).events.map(({ icao24, place }) => [icao24, place?.icao])).toEqual([['15521f', 'ZKPY']]);
  });

  it.each([
    { place: 'XXXX' },
    { icao24: 'nonsense' },
    { icao24: '', registration: '' },
    { at: Number.NaN },
    { at: Number.POSITIVE_INFINITY },
  ])('that makes no sense says nothing and breaks nothing: %j', (rest) => {
    expect(live([seen(T0, rest)]).events).toEqual([]);
  });

  it('settles where it landed when it fell silent far from anywhere', () => {
    const lost = inbound.reports.filter(({ at }) => at < T0 + 30 * MINUTE);
    const at = T0 + 5 * HOUR;
    const { events } = live([...heard(lost, { fromAt: T0, toAt: at }), seen(at, { place: 'ZKWS' })]);
    const [landing, ...more] = ofKind(events, 'landing');
    expect(more).toEqual([]);
    expect([landing?.place?.icao, landing?.basis]).toEqual(['ZKWS', 'inferred']);
    expect(landing?.toAt).toBeLessThanOrEqual(at);
  });
});

describe('what the journey remembers', () => {
  it('survives being written down as JSON', () => {
    const half = Math.floor(frames.length * 0.45);
    const first = live(frames.slice(0, half));
    const memory = first.world.memory as {
      readonly recall: { readonly leaves: readonly (ReadonlyMap<string, readonly unknown[]> | undefined)[] };
    };
    const cells = memory.recall.leaves.flatMap((leaf) => (leaf === undefined ? [] : [...leaf.values()]));
    const journeys = cells.flat().filter((cell) => typeof cell === 'object' && cell !== null && 'dprkLegs' in cell);
    expect(journeys.length).toBe(1);
    expect(JSON.parse(JSON.stringify(journeys[0]))).toEqual(journeys[0]);
  });
});
