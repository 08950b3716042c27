/** The rule about two jets in tow: same field, same half hour, same way. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Position } from '../../src/aero/units.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, inOrder, leg, live, OURS, SUNAN, settingsFor } from '../support/flown.ts';

const OTHER = '155221';
const watch = settingsFor({ watch: [OURS, OTHER].map((icao24) => ({ kind: 'icao24', icao24 }) as const) });

/** Off from `start` at `fromS` and away, three quarters of an hour and more of straight flight. */
function flight(
  icao24: string,
  fromS: number,
  trackDeg: number,
  start: Position = SUNAN,
  heardDeparture = true,
): Report[] {
  const rest = { icao24 };
  const ground = leg({ start, trackDeg, fromS: fromS - 120, forS: 110, speedKt: 15, rest });
  const up = leg({ start, trackDeg, fromS, forS: 600, speedKt: 300, altitudeFt: 500, rateFpm: 2500, rest });
  const top = destinationPoint(start, trackDeg, 50);
  const away = leg({
    start: top,
    trackDeg,
    fromS: fromS + 610,
    forS: 4200,
    everyS: 20,
    speedKt: 450,
    altitudeFt: 26_000,
    rest,
  });
  return heardDeparture ? [...ground, ...up, ...away] : away;
}
const pairs = (...flights: readonly Report[][]) =>
  live(inOrder(...flights.map(framesOf)), watch).events.filter(({ kind }) => kind === 'pair');

describe('pair', () => {
  it('a second jet in tow is said once, of the one that left later', () => {
    const [event, ...more] = pairs(flight(OURS, 200, 30), flight(OTHER, 1400, 32));
    expect(more).toEqual([]);
    expect([event?.icao24, event?.probability, event?.place?.icao]).toEqual([OTHER, 0.8, 'ZKPY']);
    expect(event?.text).toBe('RA-86561 follows RA-86559 from Pyongyang Sunan (ZKPY), 20 min behind, on the same way.');
  });

  it('where the departures were not heard it is less sure', () => {
    const [event] = pairs(flight(OURS, 200, 30, SUNAN, false), flight(OTHER, 800, 30, SUNAN, false));
    expect([event?.icao24, event?.probability, event?.place]).toEqual([OTHER, 0.6, undefined]);
  });

  it('is not said of half an hour and more, of another way, or of another field', () => {
    expect(pairs(flight(OURS, 200, 30), flight(OTHER, 2100, 30))).toEqual([]);
    expect(pairs(flight(OURS, 200, 30), flight(OTHER, 800, 75))).toEqual([]);
    expect(
      pairs(flight(OURS, 200, 30), flight(OTHER, 800, 30, { latitudeDeg: 37.469, longitudeDeg: 126.451 })),
    ).toEqual([]);
  });

  it('is taken back when their ways part within 600 NM', () => {
    const bent = flight(OTHER, 800, 30).map((one, _, all) => {
      const turn = all[all.length - 100];
      if (turn?.position === undefined || one.at <= turn.at) return one;
      return {
        ...one,
        position: destinationPoint(turn.position, 120, (450 * (one.at - turn.at)) / 3_600_000),
        trackDeg: 120,
      };
    });
    const [said, back, ...more] = pairs(flight(OURS, 200, 30), bent);
    expect(more).toEqual([]);
    expect([said?.status, back?.status, back?.supersedes]).toEqual(['confirmed', 'retracted', said?.id]);
  });

  it('is not said of an aircraft that nobody watches', () => {
    const alone = live(inOrder(framesOf(flight(OURS, 200, 30)), framesOf(flight(OTHER, 800, 30))), settingsFor());
    expect(alone.kinds.filter((kind) => kind === 'pair')).toEqual([]);
  });
});
