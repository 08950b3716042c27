/** Silences that mean something else, or nothing: holes, overflights, a loss near home, jets switched off, other fields, strangers. */
import { describe, expect, it } from 'vitest';
import { destinationPoint, distanceNm } from '../../../src/aero/geo.ts';
import type { Position } from '../../../src/aero/units.ts';
import type { FlightEvent } from '../../../src/events/types.ts';
import type { Observation } from '../../../src/events/world.ts';
import type { Report } from '../../../src/feeds/types.ts';
import { live, settingsFor, T0 } from '../../support/flown.ts';
import { fly, HOUR, heard, MINUTE, ofKind, outside, standing, WAYS } from '../../support/journeys.ts';

const at = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
const watch = (icao24: string) => settingsFor({ watch: [{ kind: 'icao24', icao24 }] });
const alerts = (events: readonly FlightEvent[]) => standing(events).filter(({ level }) => level === 'alert');

describe('a hole over Siberia', () => {
  it.each([15, 25, 40, 90])('of %i minutes means nothing', (minutes) => {
    const flight = fly({ from: 'UUMU', to: 'UHHH', by: WAYS.moscowSunan.slice(0, 6), startAt: T0 });
    const [from, to] = [T0 + 3 * HOUR, T0 + 3 * HOUR + minutes * MINUTE];
    const reports = flight.reports.filter((one) => one.at < from || one.at > to);
    const { events } = live(heard(reports, { fromAt: T0 - HOUR, toAt: flight.onAt + HOUR }), watch('15521f'));
    expect(ofKind(events, 'landing').map(({ place, basis }) => [place?.icao, basis])).toEqual([['UHHH', 'observed']]);
    expect(ofKind(events, 'take-off').map(({ place }) => place?.icao)).toEqual(['UUMU']);
    expect(ofKind(events, 'departure', 'overflight', 'went-dark')).toEqual([]);
  });
});

describe('lost in cruise near Yaroslavl', () => {
  it('is no landing: not there, and nowhere else', () => {
    const yaroslavl = at(57.6, 39.9);
    const by = [...WAYS.moscowSunan.slice(0, 6).toReversed(), yaroslavl];
    const flight = fly({ from: 'UHHH', to: 'UUMU', by, startAt: T0 });
    const lostAt =
      flight.reports.find(({ position }) => position !== undefined && distanceNm(position, yaroslavl) < 60)?.at ?? 0;
    expect(lostAt).toBeGreaterThan(T0);
    const reports = flight.reports.filter((one) => one.at < lostAt);
    const { events } = live(heard(reports, { fromAt: T0 - HOUR, toAt: lostAt + 6 * HOUR }), watch('15521f'));
    expect(ofKind(events, 'landing')).toEqual([]);
    expect(ofKind(events, 'lost').length).toBe(1);
  });

  it('is a landing at Chkalovsky once it is heard climbing out of there two days later', () => {
    const flight = fly({ from: 'UHHH', to: 'UUMU', by: WAYS.moscowSunan.slice(0, 6).toReversed(), startAt: T0 });
    const next = fly({ from: 'UUMU', to: 'USSS', startAt: T0 + 48 * HOUR });
    const reports = [
      ...flight.reports.filter((one) => one.at < flight.onAt - 20 * MINUTE),
      ...next.reports.filter((one) => one.at > next.offAt + 4 * MINUTE),
    ];
    const { events } = live(
      heard(reports, { fromAt: T0 - HOUR, toAt: next.onAt + HOUR, everyS: 120 }),
      watch('15521f'),
    );
    for (const landing of ofKind(events, 'landing')) expect(['UUMU', 'USSS']).toContain(landing.place?.icao);
    for (const leaving of ofKind(events, 'take-off')) expect(['UHHH', 'UUMU']).toContain(leaving.place?.icao);
    expect(ofKind(events, 'departure', 'visit-opened')).toEqual([]);
  });
});

describe('lost in cruise between Khabarovsk and Vladivostok', () => {
  it('is no landing, in the DPRK least of all', () => {
    const flight = fly({ from: 'UHHH', to: 'UHWW', by: [at(46.3, 135.6)], startAt: T0 });
    const reports = flight.reports.filter((one) => one.at < T0 + 22 * MINUTE);
    const { events } = live(heard(reports, { fromAt: T0 - HOUR, toAt: T0 + 8 * HOUR }), watch('15521f'));
    expect(ofKind(events, 'landing').map(({ text }) => text)).toEqual([]);
  });
});

describe('crossing the DPRK', () => {
  const by = [at(34, 122.8), at(37.5, 123.3), at(39.6, 126.6), at(41.5, 130.6)];
  const flight = fly({ icao24: '152c16', from: 'ZSPD', to: 'UHWW', by, startAt: T0, cruiseFt: 29_000 });

  it.each([60, 120, 180])('unheard within %i NM of Sunan is an overflight, not a visit', (radiusNm) => {
    const reports = flight.reports.filter(outside(radiusNm));
    const { events } = live(heard(reports, { fromAt: T0 - HOUR, toAt: flight.onAt + HOUR }), watch('152c16'));
    expect(ofKind(events, 'landing').map(({ place }) => place?.icao)).toEqual(['UHWW']);
    expect(ofKind(events, 'departure')).toEqual([]);
    expect(ofKind(events, 'overflight').length).toBe(1);
  });

  it('takes back a landing that it had concluded, when the crossing took long enough for one', () => {
    const state = fly({
      from: 'UHHH',
      to: at(38.2, 121),
      by: [...WAYS.khabarovskSunan, at(38.6, 124)],
      startAt: T0,
      cruiseKt: 440,
    });
    const lostAt =
      state.reports.find(({ position }) => position !== undefined && (position.longitudeDeg ?? 0) < 128.4)?.at ?? 0;
    const late = lostAt + 68 * MINUTE;
    // It comes out as far on as 68 minutes of flight bring it.
    const out = destinationPoint(at(39.6, 128.2), 245, 440 * (68 / 60));
    const after = fly({ from: out, to: destinationPoint(out, 245, 150), startAt: late });
    const reports = [...state.reports.filter((one) => one.at < lostAt), ...after.reports];
    const { events } = live(heard(reports, { fromAt: T0 - HOUR, toAt: late + HOUR }), watch('15521f'));
    const landings = events.filter(({ kind }) => kind === 'landing');
    expect(landings.map(({ status }) => status)).toEqual(['provisional', 'retracted']);
    expect(ofKind(events, 'landing', 'departure')).toEqual([]);
  });
});

describe('a dark stop on the east coast', () => {
  it('names several fields and no single one, and the farmland not at all', () => {
    const flight = fly({
      icao24: '155221',
      from: 'UHWW',
      to: at(39.45, 127.5),
      by: WAYS.wonsan,
      startAt: T0,
      cruiseFt: 28_000,
    });
    const coast = at(39.45, 127.5);
    // Down to 11,000 ft, 40 NM off a point half way between Wonsan and Hamhung, then nothing.
    const reports = flight.reports
      .filter(({ position }) => position !== undefined && distanceNm(position, coast) > 38)
      .map((one): Report => {
        const left = one.position === undefined ? 0 : distanceNm(one.position, coast);
        const altitudeFt = Math.min(one.altitudeFt ?? 0, 250 * left + 500);
        return altitudeFt < (one.altitudeFt ?? 0) ? { ...one, altitudeFt, verticalRateFpm: -1800 } : one;
      });
    const { events } = live(heard(reports, { fromAt: T0 - HOUR, toAt: T0 + 6 * HOUR }), watch('155221'));
    const [landing, ...more] = ofKind(events, 'landing');
    expect(more).toEqual([]);
    expect(landing?.place).toBeUndefined();
    expect(landing?.candidates.map(({ icao }) => icao)).toEqual(expect.arrayContaining(['ZKWS', 'ZKSD']));
    expect(landing?.text).toContain('not known');
    expect(landing?.probability).toBeGreaterThanOrEqual(0.6);
  });
});

describe('first heard in a climb', () => {
  it('over Hwangju at 13,000 ft southbound has left Sunan', () => {
    const hwangju = at(38.6528, 125.7905);
    const reports = fly({
      icao24: '15770e',
      from: 'ZKPY',
      to: 'UHHH',
      by: [hwangju, at(38.4, 127), at(38.7, 129), at(41, 132.5)],
      startAt: T0,
    }).reports.filter(({ position, altitudeFt = 0 }) => position !== undefined && altitudeFt >= 12_000);
    const { events } = live(heard(reports, { fromAt: T0, toAt: T0 + 3 * HOUR }), watch('15770e'));
    const [leaving, ...more] = ofKind(events, 'departure', 'take-off');
    expect(more).toEqual([]);
    expect([leaving?.kind, leaving?.place?.icao, leaving?.basis]).toEqual(['departure', 'ZKPY', 'inferred']);
    expect(leaving?.probability).toBeGreaterThanOrEqual(0.8);
    expect(leaving !== undefined && leaving.fromAt <= T0 && leaving.toAt >= T0).toBe(true);
  });

  it('in cruise in the middle of nowhere has left nothing that is known', () => {
    const reports = fly({ from: at(58, 100), to: at(56, 115), startAt: T0 }).reports;
    expect(ofKind(live(heard(reports, { fromAt: T0, toAt: T0 + 2 * HOUR })).events, 'take-off', 'departure')).toEqual(
      [],
    );
  });
});

describe('heading for the DPRK', () => {
  it('is withdrawn when it descends to Vladivostok, and was never near-certain', () => {
    const flight = fly({ from: 'UHHH', to: 'UHWW', by: [at(46, 136), at(44.3, 134.6)], startAt: T0 });
    const { events } = live(heard(flight.reports, { fromAt: T0, toAt: flight.onAt + HOUR }), watch('15521f'));
    expect(events.map(({ detail }) => detail['stage'])).not.toContain('near-certain');
    const said = events.filter(({ kind }) => kind === 'heading-for-dprk').length;
    expect(events.filter(({ kind }) => kind === 'heading-withdrawn').length).toBe(said > 0 ? 1 : 0);
    expect(ofKind(events, 'landing').map(({ place }) => place?.icao)).toEqual(['UHWW']);
  });

  it('that turns back over the sea is withdrawn', () => {
    const [a, b, c] = WAYS.vladivostokSunan;
    const flight = fly({ from: 'UHWW', to: 'UHWW', by: [a, b, c, b, a], startAt: T0 });
    const { events } = live(heard(flight.reports, { fromAt: T0, toAt: flight.onAt + HOUR }), watch('15521f'));
    const kinds = events.map(({ kind }) => kind);
    expect(kinds).toContain('heading-for-dprk');
    expect(kinds.lastIndexOf('heading-withdrawn')).toBeGreaterThan(kinds.lastIndexOf('heading-for-dprk'));
    expect(ofKind(events, 'landing').map(({ place }) => place?.icao)).toEqual(['UHWW']);
    expect(ofKind(events, 'departure')).toEqual([]);
  });

  it('is a diversion when it was bound for it long enough and lands at Yanji', () => {
    const flight = fly({
      from: 'UHHH',
      to: 'ZYYJ',
      by: [...WAYS.khabarovskSunan.slice(0, 5), at(40.8, 131.2)],
      startAt: T0,
    });
    const { events } = live(heard(flight.reports, { fromAt: T0, toAt: flight.onAt + HOUR }), watch('15521f'));
    const kinds = standing(events).map(({ kind }) => kind);
    expect(kinds).toContain('heading-withdrawn');
    expect(kinds).toContain('diversion');
    expect(ofKind(events, 'landing').map(({ place }) => place?.icao)).toEqual(['ZYYJ']);
  });

  it('is not said of an aircraft that lives there, whose landing at home is no alert', () => {
    const flight = fly({ icao24: '7277a8', from: 'UHWW', to: 'ZKPY', by: WAYS.vladivostokSunan, startAt: T0 });
    const reports = flight.reports.filter(outside(110));
    const { events } = live(heard(reports, { fromAt: T0, toAt: flight.onAt + 2 * HOUR }), watch('7277a8'));
    expect(ofKind(events, 'heading-for-dprk')).toEqual([]);
    expect(ofKind(events, 'landing').map(({ place, level }) => [place?.icao, level])).toEqual([['ZKPY', 'info']]);
    expect(alerts(events)).toEqual([]);
  });
});

describe('switched off among others', () => {
  const crowd = (fromAt: number, toAt: number, speed = 440): readonly Report[] =>
    Array.from({ length: 6 }, (_, index) => index).flatMap((index) => {
      const reports: Report[] = [];
      for (let time = fromAt; time <= toAt; time += 30_000) {
        const flown = (((time - fromAt) / HOUR) * speed + index * 70) % 400;
        reports.push({
          icao24: `3c644${index}`,
          at: time,
          positionAt: time,
          position: destinationPoint(at(55, 82), 90, flown),
          altitudeFt: 32_000,
          onGround: false,
          groundSpeedKt: speed,
          trackDeg: 90,
          source: 'adsb',
          feed: 'readsb',
        });
      }
      return reports;
    });
  const ours = fly({
    from: at(55, 82),
    to: destinationPoint(at(55, 82), 90, 400),
    startAt: T0 + 3 * HOUR,
    cruiseFt: 32_000,
  }).reports.filter((one) => one.at < T0 + 3 * HOUR + 15 * MINUTE);
  const dark = (frames: readonly Observation[]) => ofKind(live(frames, watch('15521f')).events, 'went-dark');

  it('went dark at ten minutes, where all the others are heard', () => {
    const frames = heard([...crowd(T0, T0 + 4 * HOUR), ...ours], { fromAt: T0, toAt: T0 + 4 * HOUR });
    const [said, ...more] = dark(frames);
    expect(more).toEqual([]);
    const lastAt = ours.at(-1)?.at ?? 0;
    expect(said?.detectedAt).toBeGreaterThanOrEqual(lastAt + 10 * MINUTE);
    expect(said?.detectedAt).toBeLessThan(lastAt + 12 * MINUTE);
  });

  it('did not where nobody else is heard, nor when the link is down', () => {
    expect(dark(heard(ours, { fromAt: T0, toAt: T0 + 4 * HOUR }))).toEqual([]);
    const lastAt = ours.at(-1)?.at ?? 0;
    const down = heard([...crowd(T0, T0 + 4 * HOUR), ...ours], {
      fromAt: T0,
      toAt: T0 + 4 * HOUR,
      out: [[lastAt + MINUTE, lastAt + 30 * MINUTE]],
    });
    expect(dark(down)).toEqual([]);
  });
});

describe('strangers', () => {
  it('60 aircraft on unrelated ways, with events for all: no landing in the DPRK, no alert', () => {
    const yellowSea = at(37.1, 123.4);
    const ways: readonly (readonly [string, string, ...Position[]])[] = [
      ['RKSI', 'RJCC', at(37.5, 129), at(40.2, 136.3)],
      ['RKSI', 'ZBAA', yellowSea],
      ['ZBAA', 'RJTT', at(37.4, 122.5), at(36.3, 128)],
      ['ZYTX', 'RKSI', at(39, 121.6), yellowSea],
      ['UHWW', 'UHSS'],
      ['UHWW', 'UHHH'],
      ['ZSPD', 'RKSI'],
      ['UUEE', 'UHHH'],
      ['ZBAA', 'ZYHB'],
      ['RJTT', 'RKPK'],
      ['ZMCK', 'ZBAA'],
      ['ZYTL', 'ZSQD'],
      ['UHHH', 'UHWW', at(46, 135.5)],
      ['RJCC', 'RKSI', at(40.2, 136.3), at(37.5, 129)],
      ['ZYYJ', 'ZBAA'],
    ];
    const reports = Array.from({ length: 60 }, (_, index) => {
      const [from, to, ...by] = ways[index % ways.length] ?? ['RKSI', 'RJCC'];
      const icao24 = (0x400000 + index * 4099).toString(16);
      const flight = fly({
        icao24,
        from,
        to,
        by,
        startAt: T0 + index * 3 * MINUTE,
        cruiseKt: 420 + (index % 7) * 10,
        everyS: 30,
      });
      // Every third is heard in cruise only, as over the sea and in the mountains.
      return index % 3 === 0 ? flight.reports.filter(({ altitudeFt = 0 }) => altitudeFt > 24_000) : flight.reports;
    }).flat();
    const frames = heard(reports, { fromAt: T0 - HOUR, toAt: T0 + 13 * HOUR });
    const { events } = live(frames, settingsFor({ eventsForAll: true }));
    const inDprk = ofKind(events, 'landing', 'departure', 'heading-for-dprk').filter(
      ({ kind, place, candidates }) =>
        kind === 'heading-for-dprk' || (place?.icao ?? candidates[0]?.icao ?? '').startsWith('ZK'),
    );
    expect(inDprk.map(({ text }) => text)).toEqual([]);
    expect(alerts(events).map(({ text }) => text)).toEqual([]);
  });
});
