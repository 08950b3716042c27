/** What a relay sends, read back: a monitor behind a relay knows what a monitor at the feed knows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relay } from '../../src/feeds/relay.ts';
import {
  concerns,
  deltaMessage,
  EXPIRY_MS,
  emptyDelta,
  fold,
  fullMessage,
  linkMessage,
  type RelayDelta,
  relayState,
  replayMessage,
  watchKey,
  watchOf,
} from '../../src/feeds/relay-wire.ts';
import { readRow } from '../../src/feeds/row.ts';
import { rowOf } from '../../src/feeds/row-out.ts';
import type { Report, ReportSource } from '../../src/feeds/types.ts';

const AT = Date.parse('2023-07-31T22:51:00.000Z');
const report = (icao24: string, more: Partial<Report> = {}): Report => ({
  icao24,
  at: AT,
  source: 'adsb',
  feed: 'readsb',
  ...more,
});

const optional = <T>(arbitrary: fc.Arbitrary<T>, name: string) => arbitrary.map((value) => ({ [name]: value }));
const part = (...choices: fc.Arbitrary<object>[]) => fc.oneof(fc.constant({}), ...choices);
const integer = (min: number, max: number) => fc.integer({ min, max });

/** Any report that a decoder can give, heard in the last two minutes before AT. */
const anyReport: fc.Arbitrary<Report> = fc
  .tuple(
    fc.record({
      icao24: fc.constantFrom('15521f', '155221', '7277a8', '~00ab12', '14fc12'),
      at: integer(AT - 120_000, AT),
      source: fc.constantFrom<ReportSource[]>('adsb', 'mlat', 'tisb', 'adsc', 'mode-s', 'other', 'estimated'),
      feed: fc.constantFrom('readsb', 'adsbx', 'north hill'),
    }),
    part(
      fc.tuple(integer(1, 80), integer(-179, 179), integer(0, 500_000)).map(([lat, lon, age]) => ({ lat, lon, age })),
    ),
    part(optional(fc.constantFrom('RFF7081', 'KOR 1'), 'callsign')),
    part(optional(fc.constantFrom('RA-86559', 'P-632'), 'registration')),
    part(optional(fc.constantFrom('IL62', 'T204'), 'typecode')),
    part(optional(fc.constantFrom('0412', '7700'), 'squawk'), fc.constant({ squawk: '7600', emergency: 'nordo' })),
    part(
      optional(fc.constantFrom('고려항공', 'Air Koryo'), 'operator'),
      fc.constant({ description: 'Il-62', military: false }),
    ),
    part(
      fc.constant({ onGround: true }),
      fc.constant({ onGround: false }),
      integer(-1500, 60_000).map((altitudeFt) => ({ altitudeFt, onGround: false })),
    ),
    part(
      integer(0, 600).map((kt) => ({ groundSpeedKt: kt, trackDeg: kt / 2, verticalRateFpm: 64 - kt, mach: kt / 1000 })),
    ),
    part(
      integer(0, 11).map((n) => ({
        nic: n,
        nacP: n,
        containmentRadiusM: 7 + n,
        category: 'A5',
        geoAltitudeFt: n,
        selectedAltitudeFt: n,
      })),
    ),
    part(fc.constant({ gpsLostAt: AT - 600_000, rssiDbfs: -22.5, messages: 12, military: true })),
  )
  .map(([base, place, ...parts]) => {
    const { lat, lon, age } = place as { lat?: number; lon?: number; age?: number };
    const where =
      lat === undefined || lon === undefined || age === undefined
        ? {}
        : { position: { latitudeDeg: lat, longitudeDeg: lon }, positionAt: base.at - age };
    return Object.assign({}, base, where, ...parts) as Report;
  });

/** A monitor: the latest report of each aircraft that it was told of. */
const monitor = () => {
  const known = new Map<string, Report>();
  let memory: unknown;
  const read = (text: string, at: number) => {
    const decoded = relay.decode(text, at, memory);
    memory = decoded.memory;
    for (const one of decoded.reports) known.set(one.icao24, one);
    return decoded;
  };
  return { known, read };
};

describe('a row', () => {
  it('is read back as the report it was made of', () => {
    fc.assert(
      fc.property(anyReport, integer(0, 3000), (original, laterMs) => {
        const row: unknown = JSON.parse(JSON.stringify(rowOf(original, AT + laterMs)));
        const reading = readRow(row, { nowAt: AT + laterMs, receivedAt: AT + laterMs, feed: 'relay', rowFeed: true });
        expect(reading).toEqual({ report: original, faults: [] });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a picture and its deltas', () => {
  it('tell a monitor what was reported', () => {
    const rounds = fc.array(fc.array(anyReport, { maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rounds, (batches) => {
        let state = relayState(AT);
        const { known, read } = monitor();
        read(fullMessage(state, 0), AT);
        let seq = 0;
        for (const [round, batch] of batches.entries()) {
          const nowAt = AT + round * 1000;
          const folded = fold(state, batch, nowAt);
          state = folded.state;
          seq += 1;
          const decoded = read(deltaMessage(folded.delta ?? emptyDelta(nowAt), seq), nowAt + 50);
          expect([decoded.rejects, decoded.faults, decoded.restart]).toEqual([[], {}, undefined]);
          const truth = new Map([...state.entries].map(([icao24, entry]) => [icao24, entry.report]));
          expect(known).toEqual(truth);
          const fresh = monitor();
          fresh.read(fullMessage(state, seq), nowAt + 50);
          expect(fresh.known).toEqual(truth);
        }
      }),
      { numRuns: 200 },
    );
  });

  const patches = (delta: RelayDelta | undefined) => delta?.updated.map(({ patch }) => patch);

  it('say nothing where nothing changed', () => {
    const { state } = fold(relayState(AT), [report('15521f')], AT);
    expect(fold(state, [report('15521f')], AT + 1000).delta).toBeUndefined();
    expect(fold(state, [], AT + 1000).delta).toBeUndefined();
  });

  it('send changed keys only, and null for a key that went', () => {
    const { state } = fold(relayState(AT), [report('15521f', { groundSpeedKt: 470, squawk: '0412' })], AT);
    const { delta } = fold(state, [report('15521f', { groundSpeedKt: 471, at: AT + 500 })], AT + 1000);
    expect(patches(delta)).toEqual([{ hex: '15521f', gs: 471, squawk: null, seen: 0.5 }]);
  });

  it('do not go back to an older report', () => {
    const { state } = fold(relayState(AT), [report('15521f', { groundSpeedKt: 470 })], AT);
    expect(fold(state, [report('15521f', { groundSpeedKt: 1, at: AT - 1 })], AT + 1000).delta).toBeUndefined();
  });

  it('keep an aircraft for 5 min unheard, and an ADS-C one for 35', () => {
    const { state } = fold(relayState(AT), [report('15521f'), report('155221', { source: 'adsc' })], AT);
    expect(fold(state, [], AT + EXPIRY_MS).delta).toBeUndefined();
    expect(fold(state, [], AT + EXPIRY_MS + 1).delta?.removed).toEqual(['15521f']);
    expect(fold(state, [], AT + 35 * 60_000 + 1).delta?.removed).toEqual(['15521f', '155221']);
  });

  it('never take up what is too old already', () => {
    expect(fold(relayState(AT), [report('15521f', { at: AT - EXPIRY_MS - 1 })], AT).delta).toBeUndefined();
  });

  it('leave the state before as it was', () => {
    const { state } = fold(relayState(AT), [report('15521f')], AT);
    fold(state, [report('155221')], AT + EXPIRY_MS + 1);
    expect([...state.entries.keys()]).toEqual(['15521f']);
  });
});

describe('the filter of a client', () => {
  it.each([
    [undefined, undefined, []],
    [null, undefined, []],
    ['', undefined, []],
    ['15521f,7277A8', ['15521f', '7277a8'], []],
    [' 15521f , RA-86559', ['15521f'], ['RA-86559']],
  ])('of %j', (list, watch, unusable) => {
    const found = watchOf(list);
    expect([found.watch === undefined ? undefined : [...found.watch], found.unusable]).toEqual([watch, unusable]);
  });

  it('is one key for all who ask for the same', () => {
    expect(watchKey(watchOf('7277a8,15521F').watch)).toBe(watchKey(watchOf('15521f,7277a8').watch));
    expect(watchKey(undefined)).not.toBe(watchKey(new Set()));
  });

  it('keeps everything else out of pictures and deltas', () => {
    const { state, delta } = fold(relayState(AT), [report('15521f'), report('155221')], AT);
    const watch = new Set(['155221']);
    expect(JSON.parse(fullMessage(state, 1, watch)).ac).toMatchObject([{ hex: '155221' }]);
    expect(JSON.parse(deltaMessage(delta ?? emptyDelta(AT), 2, watch)).new).toMatchObject([{ hex: '155221' }]);
    expect([concerns(delta ?? emptyDelta(AT), watch), concerns(delta ?? emptyDelta(AT), new Set(['7277a8']))]).toEqual([
      true,
      false,
    ]);
  });
});

describe('other frames', () => {
  it('tell of an upstream', () => {
    const link = { feed: 'readsb', up: false, reason: 'closed', at: AT };
    expect(relay.decode(linkMessage(link), AT, undefined).upstream).toEqual([link]);
  });

  it.each([1, 60, 0, Number.POSITIVE_INFINITY])('tell of a recording at speed %d', (speed) => {
    const notice = {
      label: 'x',
      reconstruction: false,
      fromAt: AT,
      toAt: AT + 1,
      at: AT,
      playing: false,
      speed,
      rewind: 2,
      ended: true,
    };
    expect(relay.decode(replayMessage(notice), AT, undefined).replay).toEqual(notice);
    expect(relay.clockOf?.(replayMessage({ ...notice, at: AT + 1 }))).toBe(AT + 1);
  });
});
