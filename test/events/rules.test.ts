/** The rules about one aircraft's signals: contact, silence, callsign, squawk, emergency, teleport. Boundaries on both sides. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Observation } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, inOrder, leg, live, otherFrames, report, SUNAN, settingsFor, T0, TAIGA } from '../support/flown.ts';

const cruise = (fromS: number, forS: number, rest: Partial<Report> = {}, everyS = 10): Report[] =>
  leg({ start: TAIGA, trackDeg: 90, fromS, forS, everyS, speedKt: 450, altitudeFt: 33_000, rest });
const ofKind = (observations: readonly Observation[], kind: string, settings = settingsFor()) =>
  live(observations, settings).events.filter((event) => event.kind === kind);

describe('first-seen and re-seen', () => {
  it('needs three fixes over half a minute', () => {
    expect(live(framesOf(cruise(0, 10))).kinds).toEqual([]);
    expect(live(framesOf(cruise(0, 29, {}, 7))).kinds).toEqual([]);
    expect(live(framesOf(cruise(0, 30, {}, 15))).kinds).toEqual(['first-seen']);
    expect(live(framesOf(cruise(0, 3000))).kinds).toEqual(['first-seen']);
  });

  it('is said of nobody who is not watched, and of everyone with events for all', () => {
    const strangers = framesOf(cruise(0, 60, { icao24: '71be17' }));
    expect(live(strangers).kinds).toEqual([]);
    expect(live(strangers, settingsFor({ eventsForAll: true })).kinds).toEqual(['first-seen']);
  });

  it('is re-seen after six hours and a minute, not after six hours less a minute', () => {
    const away = (s: number) => ofKind(framesOf([...cruise(0, 60), ...cruise(60 + s, 60)]), 're-seen');
    expect(away(6 * 3600 - 60)).toEqual([]);
    expect(away(6 * 3600 + 60).length).toBe(1);
    expect(away(300 * 3600)[0]?.text).toBe('RA-86559 is heard again after 12 d 12 h.');
  });

  it('knows from the store when it was heard before this run', () => {
    const since = (s: number) =>
      live(framesOf(cruise(0, 60)), settingsFor({ sightings: new Map([['15521f', T0 - s * 1000]]) })).kinds;
    expect(since(3600)).toEqual([]);
    expect(since(7 * 3600)).toEqual(['re-seen']);
    expect(since(-3600)).toEqual(['first-seen']);
  });
});

describe('lost', () => {
  const silent = (s: number, more: readonly Observation[] = []) =>
    ofKind(inOrder(framesOf(cruise(0, 60)), otherFrames(70, 60 + s), more), 'lost');

  it('is said at 15 minutes of silence, not at 14:30, and once', () => {
    expect(silent(870)).toEqual([]);
    const [lost, ...more] = silent(4000);
    expect(more).toEqual([]);
    expect([lost?.fromAt, lost?.toAt, lost?.at]).toEqual([T0 + 60_000, T0 + 120_000, T0 + 60_000]);
    expect(lost?.text).toContain('last at FL330');
  });

  it('is not said of an aircraft on the ground', () => {
    expect(ofKind(inOrder(framesOf(leg({ start: SUNAN, fromS: 0, forS: 60 })), otherFrames(70, 4000)), 'lost')).toEqual(
      [],
    );
  });

  it('does not count the silence of the feed', () => {
    const before = [...framesOf(cruise(0, 60)), ...otherFrames(70, 300)];
    expect(ofKind([...before, ...otherFrames(8000, 8480)], 'lost')).toEqual([]);
    const [lost] = ofKind([...before, ...otherFrames(8000, 8700)], 'lost');
    expect(lost?.fromAt).toBe(T0 + 60_000);
  });

  it('of an aircraft that fell silent with its feed says that it may have been at any time of the gap', () => {
    const [lost] = ofKind([...framesOf(cruise(0, 60)), ...otherFrames(8000, 9000)], 'lost');
    expect(lost?.toAt).toBe(T0 + 8_000_000);
  });

  it('concludes nothing from the end of a recording', () =>
    expect(ofKind(framesOf(cruise(0, 600)), 'lost')).toEqual([]));
});

describe('callsign-change', () => {
  const calls = (...rows: readonly (readonly [s: number, callsign: string | undefined])[]): Report[] =>
    rows.map(([s, callsign]) => report(s, callsign === undefined ? {} : { callsign }));
  const first = calls([0, 'RFF7081'], [15, 'RFF7081'], [30, 'RFF7081']);

  it('needs three sightings over half a minute', () => {
    const changed = (...rows: readonly (readonly [number, string | undefined])[]) =>
      ofKind(framesOf([...first, ...calls(...rows)]), 'callsign-change');
    expect(changed([40, 'RFF7082'], [75, 'RFF7082'])).toEqual([]);
    expect(changed([40, 'RFF7082'], [50, 'RFF7082'], [69, 'RFF7082'])).toEqual([]);
    const [event] = changed([40, 'RFF7082'], [50, 'RFF7082'], [70, 'RFF7082']);
    expect(event?.detail).toMatchObject({ from: 'RFF7081', to: 'RFF7082' });
    expect([event?.fromAt, event?.toAt]).toEqual([T0 + 30_000, T0 + 40_000]);
  });

  it('blank is no callsign, and one that comes and goes is none either', () => {
    expect(
      ofKind(framesOf([...first, ...calls([40, undefined], [80, undefined], [120, undefined])]), 'callsign-change'),
    ).toEqual([]);
    const bleeding = calls(
      [40, 'SHU4320'],
      [50, 'RFF7081'],
      [60, 'SHU4320'],
      [70, 'RFF7081'],
      [80, 'SHU4320'],
      [90, 'RFF7081'],
    );
    expect(ofKind(framesOf([...first, ...bleeding]), 'callsign-change')).toEqual([]);
  });

  it('the callsign of a neighbour one bit away has leaked; that of another aircraft has not', () => {
    const with7000 = (icao24: string): Observation[] => {
      const theirs = [35, 60, 90].map((s) => report(s, { icao24, callsign: 'AFL7000' }));
      return inOrder(
        framesOf(first),
        framesOf(theirs),
        framesOf(calls([40, 'AFL7000'], [65, 'AFL7000'], [95, 'AFL7000'])),
      );
    };
    expect(ofKind(with7000('15521e'), 'callsign-change')).toEqual([]);
    expect(ofKind(with7000('15521c'), 'callsign-change').length).toBe(1);
  });
});

describe('squawk-change', () => {
  const codes = (...rows: readonly (readonly [s: number, squawk: string])[]): Observation[] =>
    framesOf([
      ...[0, 20].map((s) => report(s, { squawk: '1430' })),
      ...rows.map(([s, squawk]) => report(s, { squawk })),
    ]);

  it('needs two sightings, ten seconds apart', () => {
    expect(ofKind(codes([30, '1431']), 'squawk-change')).toEqual([]);
    expect(ofKind(codes([30, '1431'], [39, '1431']), 'squawk-change')).toEqual([]);
    expect(ofKind(codes([30, '1431'], [40, '1431']), 'squawk-change').length).toBe(1);
  });
  it('a knob turned through codes is one change', () => {
    const turned = codes([30, '1530'], [33, '2530'], [36, '2541'], [50, '2541'], [60, '2541']);
    expect(ofKind(turned, 'squawk-change').map((event) => event.detail)).toMatchObject([{ from: '1430', to: '2541' }]);
  });
});

describe('teleport', () => {
  const elsewhere = (fromS: number, forS: number): Report[] =>
    leg({ start: SUNAN, trackDeg: 10, fromS, forS, everyS: 20, speedKt: 190, altitudeFt: 3000 });

  it('needs three odd fixes that agree', () => {
    const odd = (forS: number) => ofKind(framesOf([...cruise(0, 300), ...elsewhere(2700, forS)]), 'teleport').length;
    expect([odd(0), odd(20), odd(40)]).toEqual([0, 0, 1]);
  });

  it('is said once for a spoof that lasts, pauses, and alternates with the true aircraft', () => {
    const truth = cruise(0, 7200, {}, 30);
    const spoof = [...elsewhere(605, 600), ...elsewhere(3605, 900)];
    const events = ofKind(inOrder(framesOf(truth), framesOf(spoof)), 'teleport');
    expect(events.length).toBe(1);
    expect(events[0]?.text).toContain('it cannot be there');
  });

  it('single garbage positions all over the world are none', () => {
    const garbage = [100, 200, 300, 400].map((s) =>
      report(s + 5, { position: destinationPoint(TAIGA, s, 1000 + 5 * s), groundSpeedKt: 450 }),
    );
    expect(ofKind(inOrder(framesOf(cruise(0, 600)), framesOf(garbage)), 'teleport')).toEqual([]);
  });

  it('a forged landing at Sunan is no landing', () => {
    const forged = [
      ...leg({
        start: destinationPoint(SUNAN, 0, 2.5),
        trackDeg: 180,
        fromS: 2700,
        forS: 50,
        speedKt: 145,
        altitudeFt: 900,
        rateFpm: -800,
      }),
      ...leg({ start: SUNAN, fromS: 2760, forS: 600, speedKt: 5 }),
    ];
    const all = inOrder(framesOf([...cruise(0, 300), ...forged]), otherFrames(0, 3400));
    expect(live(all).kinds).toEqual(['first-seen', 'lost', 'teleport']);
  });
});
