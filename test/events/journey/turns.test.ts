/** What follows from the way it turns: headings taken back, crossings that only skirt, returns no surer than their visits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceNm } from '../../../src/aero/geo.ts';
import type { Position } from '../../../src/aero/units.ts';
import { crossingBetween } from '../../../src/events/journey/allowed-ways.ts';
import { openDprk, type Ways, waysWith } from '../../../src/events/journey/turned.ts';
import type { Waypoint } from '../../../src/events/journey/types.ts';
import { duration } from '../../../src/events/say.ts';
import type { FlightEvent } from '../../../src/events/types.ts';
import type { Observation } from '../../../src/events/world.ts';
import { live, settingsFor, T0 } from '../../support/flown.ts';
import { type Flown, field, fly, HOUR, heard, MINUTE, ofKind, outside, WAYS } from '../../support/journeys.ts';

const at = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
const watch = (icao24: string) => settingsFor({ watch: [{ kind: 'icao24', icao24 }] });
const saidOf = (flight: Flown, is: (report: Flown['reports'][number]) => boolean = () => true) =>
  live(heard(flight.reports.filter(is), { fromAt: T0, toAt: flight.onAt + HOUR }), watch('15521f')).events;
const headings = (events: readonly FlightEvent[]) =>
  events.filter(({ kind }) => kind === 'heading-for-dprk' || kind === 'heading-withdrawn');
/** When it was nearest to Sunan. */
const nearestAt = ({ reports }: Flown): number => {
  let [best, bestAt] = [Number.POSITIVE_INFINITY, 0];
  for (const { at: time, position } of reports) {
    const distance = position === undefined ? best : distanceNm(position, field('ZKPY'));
    if (distance < best) [best, bestAt] = [distance, time];
  }
  return bestAt;
};

const OUT = [at(45.2, 135.6), at(42.5, 132.5), at(41.2, 131.6), at(40.2, 130.3)] as const;
const BACK = OUT.toReversed().slice(1);

describe('a flight that turns back', () => {
  const flight = fly({ from: 'UHHH', to: 'UHHH', by: [...OUT, ...BACK], startAt: T0, cruiseKt: 450 });

  it('is withdrawn within a quarter of an hour of turning, in words that say so, and not announced again', () => {
    const said = headings(saidOf(flight));
    const withdrawn = said.filter(({ kind }) => kind === 'heading-withdrawn');
    expect(said.length).toBeGreaterThan(1);
    expect(withdrawn.length).toBe(1);
    expect(said.at(-1)).toBe(withdrawn[0]);
    expect(withdrawn[0]?.at).toBeGreaterThan(nearestAt(flight));
    expect(withdrawn[0]?.at).toBeLessThan(nearestAt(flight) + 15 * MINUTE);
    expect(withdrawn[0]?.text).toMatch(/turned away 2\d\d NM from Pyongyang Sunan \(ZKPY\)/);
    expect(withdrawn[0]?.probability).toBeGreaterThan(0.9);
  });

  it('that turned where nobody hears it is withdrawn within a quarter of an hour of being heard again', () => {
    const isHeard = outside(270);
    const again = flight.reports.find((one) => one.at > nearestAt(flight) && isHeard(one))?.at ?? 0;
    const [withdrawn, ...more] = headings(saidOf(flight, isHeard)).filter(({ kind }) => kind === 'heading-withdrawn');
    expect(more).toEqual([]);
    expect(withdrawn?.at).toBeGreaterThan(again);
    expect(withdrawn?.at).toBeLessThan(again + 15 * MINUTE);
  });

  it('and then goes there after all is announced again, from the beginning', () => {
    const twice = fly({
      from: 'UHHH',
      to: 'ZKPY',
      by: [...OUT, at(42.2, 132.3), ...OUT.slice(2), at(39.6, 128.2)],
      startAt: T0,
    });
    const said = headings(saidOf(twice));
    const withdrawnAt = said.findIndex(({ kind }) => kind === 'heading-withdrawn');
    const again = said.slice(withdrawnAt + 1);
    expect(withdrawnAt).toBeGreaterThan(0);
    expect(again.length).toBeGreaterThan(0);
    expect(again.map(({ kind }) => kind)).not.toContain('heading-withdrawn');
    expect((again[0]?.at ?? 0) - (said[withdrawnAt]?.at ?? 0)).toBeGreaterThan(5 * MINUTE);
    expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
  });
});

describe('a flight that does not turn back', () => {
  it.each([
    ['from Vladivostok', 'UHWW', WAYS.vladivostokSunan],
    ['from Khabarovsk', 'UHHH', WAYS.khabarovskSunan],
    ['from Moscow, round China', 'UUMU', WAYS.moscowSunan],
    [
      'to circle twice near Sunan',
      'UHHH',
      [...WAYS.khabarovskSunan, at(39.5, 126), at(39, 126.2), at(39.5, 125.8), at(39, 125.4)],
    ],
  ] as const)('%s keeps its heading', (_, from, by) => {
    const flight = fly({ from, to: 'ZKPY', by, startAt: T0 });
    const said = headings(saidOf(flight));
    expect(said.length).toBeGreaterThan(0);
    expect(said.map(({ kind }) => kind)).not.toContain('heading-withdrawn');
  });
});

const waypoint = (position: Position, minutes: number): Waypoint => ({ at: T0 + minutes * MINUTE, position });

describe('the ways to the fields of the DPRK', () => {
  it('are turned from after 40 NM, and open again after 40 NM back', () => {
    const belief = { at: T0, dprk: 0.9, goals: [{ icao: 'ZKPY', probability: 0.9, distanceNm: 200 }] };
    let ways: Ways | undefined;
    const open: number[] = [];
    // A degree of latitude is 60 NM: 6 NM a minute, two hundred miles away.
    for (const [minute, latitudeDeg] of [
      41, 40.9, 40.8, 40.9, 41, 41.1, 41.2, 41.3, 41.4, 41.5, 41.4, 41.2, 41, 40.8, 40.7,
    ].entries()) {
      ways = waysWith(ways, waypoint(at(latitudeDeg, 131), minute));
      open.push(openDprk(belief, ways));
    }
    expect(open[0]).toBe(0.9);
    expect(open[6]).toBe(0.9);
    expect(open[9]).toBe(0);
    expect(open[11]).toBe(0);
    expect(open.at(-1)).toBe(0.9);
  });

  it('are never turned from within 40 NM of a field', () => {
    let ways: Ways | undefined;
    for (let minute = 0; minute < 60; minute += 1) {
      const angle = (minute / 20) * 2 * Math.PI;
      ways = waysWith(ways, waypoint(at(39.2 + 0.4 * Math.cos(angle), 125.7 + 0.4 * Math.sin(angle)), minute));
    }
    expect(Object.values(ways ?? {}).filter(({ turnedAt }) => turnedAt !== undefined)).toEqual([]);
  });
});

describe('a silence that it flew on through', () => {
  it('is no overflight where the straight way only cuts a corner and the flight stayed in China', () => {
    const by = [at(37.3, 121), at(39.6, 122.9), at(41.6, 125.2), at(43.3, 128.6), at(43.7, 130.8), at(43.6, 131.3)];
    const flight = fly({ from: 'ZSQD', to: 'UHWW', by, startAt: T0 });
    const isDark = ({ latitudeDeg, longitudeDeg }: Position) => latitudeDeg >= 39.2 && longitudeDeg <= 130.5;
    const events = saidOf(flight, ({ position }) => position === undefined || !isDark(position));
    expect(ofKind(events, 'overflight')).toEqual([]);
    expect(ofKind(events, 'landing').map(({ place }) => place?.icao)).toEqual(['UHWW']);
  });

  it('is one, inferred, where every way that its speed allows crosses the land', () => {
    const by = [at(34, 122.8), at(37.5, 123.3), at(39.6, 126.6), at(41.5, 130.6)];
    const flight = fly({ from: 'ZSPD', to: 'UHWW', by, startAt: T0, cruiseFt: 29_000 });
    const [over, ...more] = ofKind(saidOf(flight, outside(250)), 'overflight');
    expect(more).toEqual([]);
    expect(over?.basis).toBe('inferred');
    expect(over?.probability).toBeGreaterThan(0.8);
    expect(over?.text).toMatch(/crossed \(inferred\) the DPRK .* the straight way between crosses the land for \d+ NM/);
  });

  it('has a share of crossing ways between 0 and 1, 1 from inside, and more the deeper the straight way crosses', () => {
    const anywhere = fc.record({
      latitudeDeg: fc.double({ min: 33, max: 46, noNaN: true }),
      longitudeDeg: fc.double({ min: 118, max: 136, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, anywhere, fc.double({ min: 0.75, max: 1, noNaN: true }), (from, to, rho) => {
        const { share, insideNm } = crossingBetween(waypoint(from, 0), waypoint(to, 60), distanceNm(from, to) / rho);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        expect(insideNm).toBeLessThanOrEqual(distanceNm(from, to) + 1e-6);
      }),
      { numRuns: 100 },
    );
    expect(crossingBetween(waypoint(field('ZKPY'), 0), waypoint(at(43, 132), 60), 500).share).toBe(1);
    const deep = crossingBetween(waypoint(at(37.5, 123), 0), waypoint(at(41, 131), 60), 450);
    const clipped = crossingBetween(waypoint(at(40, 123.5), 0), waypoint(at(43.2, 130.9), 60), 410);
    expect(deep.share).toBeGreaterThan(0.95);
    expect(clipped.share).toBeLessThan(deep.share);
  });
});

interface Round {
  readonly events: readonly FlightEvent[];
  readonly onAt: number;
}

/** Khabarovsk, Sunan, Khabarovsk; heard beyond `edgeNm` from Sunan. A person's evidence comes once it is on the way home. */
function round(edgeNm: number, evidence: (onAt: number) => readonly Observation[] = () => []): Round {
  const by = WAYS.khabarovskSunan;
  const inbound = fly({ from: 'UHHH', to: 'ZKPY', by, startAt: T0 });
  const outbound = fly({ from: 'ZKPY', to: 'UHHH', by: by.toReversed(), startAt: inbound.onAt + 4 * HOUR });
  const reports = [...inbound.reports, ...outbound.reports].filter(outside(edgeNm));
  const frames = heard(reports, { fromAt: T0 - 5 * MINUTE, toAt: outbound.onAt + 10 * MINUTE });
  const homeward = frames.findIndex((one) => one.kind === 'reports' && one.receivedAt > outbound.onAt - 30 * MINUTE);
  const all = [...frames.slice(0, homeward), ...evidence(inbound.onAt), ...frames.slice(homeward)];
  return { events: live(all, watch('15521f')).events, onAt: inbound.onAt };
}

describe('coming home', () => {
  it.each([0, 60, 156, 220])('heard to %i NM of Sunan, is no surer than the visit that it ends', (edgeNm) => {
    const { events } = round(edgeNm);
    const [visit] = ofKind(events, 'landing').filter(({ place }) => place?.icao === 'ZKPY');
    const [back] = ofKind(events, 'return');
    expect(visit).toBeDefined();
    expect(back?.probability).toBeLessThanOrEqual(visit?.probability ?? 0);
    expect(back?.basis).toBe(visit?.basis);
    if (visit?.basis === 'observed') expect(back?.text).toMatch(/ is back from the DPRK/);
    else expect(back?.text).toMatch(/ is (probably back|back \(inferred\)) from the DPRK/);
  });

  it('avoids airspace as surely as its ends are known, a person’s evidence included', () => {
    const anchor = (onAt: number): Observation[] => [
      {
        kind: 'anchor',
        anchor: { icao24: '15521f', place: 'ZKPY', at: onAt + HOUR, onGround: true, source: 'a picture' },
      },
    ];
    const homeward = ({ events }: Round) => ofKind(events, 'avoided-airspace').at(-1);
    const [plain, seen] = [homeward(round(220)), homeward(round(220, anchor))];
    expect(plain?.text).toContain('from Pyongyang Sunan');
    expect(seen?.text).toContain('from Pyongyang Sunan');
    expect(seen?.probability).toBeGreaterThan((plain?.probability ?? 1) + 0.02);
    expect(seen?.probability).toBeGreaterThan(0.92);
  });
});

describe('words', () => {
  it.each([
    [36.8, '1 d 13 h'],
    [47.7, '2 d'],
    [24, '1 d'],
    [23.99, '23 h 59 min'],
    [3.34, '3 h 20 min'],
  ])('%f hours are "%s"', (hours, words) => {
    expect(duration(hours * HOUR)).toBe(words);
  });

  it('put the doubt with the verb: "took off (inferred) from"', () => {
    const inbound = fly({ from: 'UHWW', to: 'UHHH', startAt: T0 });
    const isHeard = ({ onGround, altitudeFt }: Flown['reports'][number]) =>
      onGround !== true && (altitudeFt ?? 0) > 6000;
    const texts = saidOf(inbound, isHeard)
      .filter(({ kind }) => kind === 'take-off')
      .map(({ text }) => text);
    expect(texts.length).toBe(1);
    expect(texts[0]).toMatch(/took off( \(inferred\))? from Vladivostok/);
    expect(texts[0]).not.toContain('from (inferred)');
  });
});
