/** Visits that end where nobody listens: whatever the airframe, the way, the speed and the edge of coverage, the truth is inside. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlightEvent } from '../../../src/events/types.ts';
import { live, settingsFor, T0 } from '../../support/flown.ts';
import { fly, HOUR, heard, holds, MINUTE, ofKind, outside, WAYS, widthMin } from '../../support/journeys.ts';

const watch = (icao24: string) => settingsFor({ watch: [{ kind: 'icao24', icao24 }] });

interface Visit {
  readonly icao24: string;
  readonly origin: 'UHWW' | 'UHHH' | 'UUMU';
  readonly edgeNm: number;
  readonly stayMs: number;
  readonly cruiseKt: number;
  readonly cruiseFt: number;
  readonly everyS?: number;
  readonly out?: readonly (readonly [number, number])[];
}

const wayOf = { UHWW: WAYS.vladivostokSunan, UHHH: WAYS.khabarovskSunan, UUMU: WAYS.moscowSunan } as const;

function visit(plan: Visit): {
  readonly events: readonly FlightEvent[];
  readonly arrivedAt: number;
  readonly leftAt: number;
} {
  const { icao24, origin, edgeNm, stayMs, cruiseKt, cruiseFt, everyS = 20 } = plan;
  const by = wayOf[origin];
  const common = { icao24, cruiseKt, cruiseFt, everyS };
  const inbound = fly({ ...common, from: origin, to: 'ZKPY', by, startAt: T0 });
  const outbound = fly({ ...common, from: 'ZKPY', to: origin, by: by.toReversed(), startAt: inbound.onAt + stayMs });
  const reports = [...inbound.reports, ...outbound.reports].filter(outside(edgeNm));
  const frames = heard(reports, {
    fromAt: T0 - 5 * MINUTE,
    toAt: outbound.onAt + 10 * MINUTE,
    everyS: stayMs > 12 * HOUR ? 60 : 30,
    ...(plan.out === undefined ? {} : { out: plan.out.map(([a, b]) => [inbound.onAt + a, inbound.onAt + b] as const) }),
  });
  const { events } = live(frames, watch(icao24));
  return { events, arrivedAt: inbound.onAt, leftAt: outbound.offAt };
}

const dprk = (events: readonly FlightEvent[], ...kinds: readonly string[]): readonly FlightEvent[] =>
  ofKind(events, ...kinds).filter(({ place, candidates }) =>
    (place?.icao ?? candidates[0]?.icao ?? '').startsWith('ZK'),
  );

describe('a visit that nobody hears the end of', () => {
  it.each([
    ['15521f', 'UHWW', 25, 45],
    ['15521f', 'UHWW', 110, 60],
    ['15770e', 'UHHH', 156, 80],
    ['154f53', 'UHWW', 60, 60],
    ['14fc12', 'UHHH', 8, 45],
    ['15521f', 'UUMU', 156, 80],
  ] as const)(
    '%s from %s, heard to %i NM: one landing at Sunan within %i min, and one leaving',
    (icao24, origin, edgeNm, most) => {
      const { events, arrivedAt, leftAt } = visit({
        icao24,
        origin,
        edgeNm,
        stayMs: 5 * HOUR,
        cruiseKt: 445,
        cruiseFt: 31_000,
      });
      const landings = dprk(events, 'landing');
      const leavings = dprk(events, 'departure', 'take-off');
      expect(landings.map(({ place, basis }) => [place?.icao, basis])).toEqual([['ZKPY', 'inferred']]);
      expect(leavings.map(({ place, kind }) => [place?.icao, kind])).toEqual([['ZKPY', 'departure']]);
      expect(holds(landings[0], arrivedAt)).toBe(true);
      expect(holds(leavings[0], leftAt)).toBe(true);
      expect(widthMin(landings[0])).toBeLessThanOrEqual(most);
      expect(widthMin(leavings[0])).toBeLessThanOrEqual(most);
      expect(ofKind(events, 'return').map(({ place }) => place?.icao)).toEqual([origin]);
      expect(ofKind(events, 'landing').filter(({ place }) => place?.icao !== 'ZKPY' && place?.icao !== origin)).toEqual(
        [],
      );
    },
  );

  it('holds the truth for any edge of coverage, stay, speed, height and rate of reports', () => {
    const misses: string[] = [];
    let asked = 0;
    const plan = fc.record({
      icao24: fc.constantFrom('15521f', '155221', '15770e', '154f53', '14fc12', '14fa3a'),
      origin: fc.constantFrom('UHWW' as const, 'UHHH' as const),
      edgeNm: fc.integer({ min: 5, max: 230 }),
      stayMs: fc.integer({ min: 50, max: 20 * 60 }).map((minutes) => minutes * MINUTE),
      cruiseKt: fc.integer({ min: 400, max: 490 }),
      cruiseFt: fc.integer({ min: 27, max: 37 }).map((thousands) => thousands * 1000),
      everyS: fc.constantFrom(10, 20, 60),
    });
    for (const one of fc.sample(plan, { numRuns: 40, seed: 7 })) {
      const { events, arrivedAt, leftAt } = visit(one);
      const landing = dprk(events, 'landing');
      const leaving = dprk(events, 'departure', 'take-off');
      expect(landing.length, JSON.stringify(one)).toBe(1);
      expect(leaving.length, JSON.stringify(one)).toBe(1);
      expect(landing[0]?.place?.icao, JSON.stringify(one)).toBe('ZKPY');
      asked += 2;
      if (!holds(landing[0], arrivedAt)) misses.push(`landing ${JSON.stringify(one)}`);
      if (!holds(leaving[0], leftAt)) misses.push(`leaving ${JSON.stringify(one)}`);
    }
    expect(misses.length / asked, misses.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('says so while it is still there, provisionally, and revises when it is heard on the way out', () => {
    const { events } = visit({
      icao24: '15521f',
      origin: 'UHWW',
      edgeNm: 110,
      stayMs: 5 * HOUR,
      cruiseKt: 440,
      cruiseFt: 31_000,
    });
    const versions = events.filter(({ kind, basis }) => kind === 'landing' && basis === 'inferred');
    expect(versions.map(({ status }) => status)).toEqual(['provisional', 'revised']);
    expect(versions[1]?.supersedes).toBe(versions[0]?.id);
    expect(versions[1]?.probability).toBeGreaterThan(versions[0]?.probability ?? 1);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('bounds the arrival of a one-hour stop by the turn-round', () => {
    const { events, arrivedAt, leftAt } = visit({
      icao24: '15521f',
      origin: 'UHWW',
      edgeNm: 150,
      stayMs: 40 * MINUTE,
      cruiseKt: 440,
      cruiseFt: 31_000,
    });
    const [landing] = dprk(events, 'landing');
    const [leaving] = dprk(events, 'departure');
    expect(holds(landing, arrivedAt)).toBe(true);
    expect(holds(leaving, leftAt)).toBe(true);
    expect(landing?.toAt).toBeLessThan(leaving?.toAt ?? 0);
  });

  it('is less sure, and gives more room, when the link was down over the arrival', () => {
    const plain = visit({
      icao24: '15521f',
      origin: 'UHWW',
      edgeNm: 110,
      stayMs: 9 * HOUR,
      cruiseKt: 440,
      cruiseFt: 31_000,
    });
    const down = visit({
      icao24: '15521f',
      origin: 'UHWW',
      edgeNm: 110,
      stayMs: 9 * HOUR,
      cruiseKt: 440,
      cruiseFt: 31_000,
      out: [[-25 * MINUTE, 3 * HOUR]],
    });
    const [before] = plain.events.filter(({ kind, status }) => kind === 'landing' && status === 'provisional');
    const [after] = down.events.filter(({ kind, status }) => kind === 'landing' && status === 'provisional');
    expect(after?.probability).toBeLessThan(before?.probability ?? 0);
    expect(widthMin(after)).toBeGreaterThan(widthMin(before));
    const [landing] = dprk(down.events, 'landing');
    expect(holds(landing, down.arrivedAt)).toBe(true);
    expect(down.events.map(({ kind }) => kind)).not.toContain('went-dark');
  });

  it('stays a visit when it is next heard parked at Vladivostok, with time for both flights', () => {
    const by = WAYS.vladivostokSunan;
    const inbound = fly({ from: 'UHWW', to: 'ZKPY', by, startAt: T0 });
    const parked = fly({ from: 'UHWW', to: 'UHHH', startAt: T0 + 20 * HOUR });
    const seenAt = parked.reports[0]?.at ?? 0;
    const reports = [...inbound.reports.filter(outside(110)), ...parked.reports];
    const { events } = live(heard(reports, { fromAt: T0, toAt: parked.onAt + 10 * MINUTE, everyS: 60 }));
    expect(dprk(events, 'landing').map(({ place }) => place?.icao)).toEqual(['ZKPY']);
    const [leaving, ...more] = ofKind(events, 'departure');
    expect(more).toEqual([]);
    expect(leaving !== undefined && leaving.fromAt > inbound.onAt - HOUR && leaving.toAt < seenAt).toBe(true);
    const others = ofKind(events, 'landing').filter(({ place }) => place?.icao !== 'ZKPY');
    expect(others.map(({ place }) => place?.icao)).toEqual(['UHWW', 'UHHH']);
    expect(ofKind(events, 'take-off').map(({ place }) => place?.icao)).toEqual(['UHWW', 'UHWW']);
  });

  it('is a possibility and no more when the feed was out over all of it', () => {
    const { events } = visit({
      icao24: '15521f',
      origin: 'UHWW',
      edgeNm: 110,
      stayMs: HOUR,
      cruiseKt: 440,
      cruiseFt: 31_000,
      out: [[-55 * MINUTE, HOUR + 55 * MINUTE]],
    });
    for (const one of dprk(events, 'landing', 'departure')) expect(one.probability).toBeLessThanOrEqual(0.6);
    expect(ofKind(events, 'landing').map(({ place }) => place?.icao)).toContain('UHWW');
  });
});
