import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/feeds/types.ts';
import { type Attention, foldReport } from '../../src/tracks/fold.ts';
import { phaseOf, verticalRateOf } from '../../src/tracks/phase.ts';
import { recentWith, trailWith } from '../../src/tracks/trail.ts';
import type { Fix, Track } from '../../src/tracks/types.ts';
import { leg, report, SUNAN, T0, TAIGA } from '../support/flown.ts';

const watching: Attention = { isWatched: () => true, followAll: false };
const passing: Attention = { isWatched: () => false, followAll: false };
const folded = (reports: readonly Report[], attention = watching): Track => {
  let track: Track | undefined;
  for (const one of reports) track = foldReport(track, one, one.at + 500, attention).track;
  if (track === undefined) throw new Error('no reports');
  return track;
};
const cruise = (forS: number, rest: Partial<Report> = {}): Report[] =>
  leg({ start: TAIGA, trackDeg: 90, fromS: 0, forS, speedKt: 450, altitudeFt: 33_000, rest });

describe('a datum', () => {
  it('gives way only to a newer one, each by itself', () => {
    const track = folded([
      report(10, { squawk: '1430', callsign: 'RFF7081' }),
      report(5, { squawk: '7700', altitudeFt: 9000 }),
      report(20, { callsign: 'RFF7082' }),
    ]);
    expect(track.squawk).toEqual({ value: '1430', at: T0 + 10_000 });
    expect(track.callsign).toEqual({ value: 'RFF7082', at: T0 + 20_000 });
    expect(track.altitudeFt).toEqual({ value: 9000, at: T0 + 5000 });
    expect([track.firstHeardAt, track.heardAt]).toEqual([T0 + 5000, T0 + 20_000]);
  });

  it('unknown stays unknown, and is not 0', () => {
    const track = folded([report(0)]);
    expect(track.altitudeFt).toBeUndefined();
    expect(track.position).toBeUndefined();
    expect(track.phase).toBe('unknown');
  });

  it('on the ground is a fact and clears the height', () => {
    const track = folded([report(0, { altitudeFt: 400 }), report(10, { onGround: true, groundSpeedKt: 90 })]);
    expect(track.altitudeFt).toBeUndefined();
    expect(track.onGround?.value).toBe(true);
    expect(track.phase).toBe('ground');
  });

  it('the emergency word goes with the next squawk that comes without it', () => {
    const track = folded([report(0, { squawk: '7700', emergency: 'general' }), report(10, { squawk: '1430' })]);
    expect(track.emergency).toBeUndefined();
  });
});

describe('height', () => {
  it.each([
    ['200 ft in a second', 1, 200, true],
    ['2,000 ft in 10 s', 10, 2000, true],
    ['2,200 ft in 10 s', 10, 2200, false],
  ])('%s: %s s, %s ft, believed %s', (_name, s, step, believed) => {
    const track = folded([report(0, { altitudeFt: 10_000 }), report(s, { altitudeFt: 10_000 + step })]);
    expect(track.altitudeFt?.value).toBe(believed ? 10_000 + step : 10_000);
    expect(track.gated['altitude-jump'] ?? 0).toBe(believed ? 0 : 1);
  });

  it('believes an odd height when it comes the third time', () => {
    const odd = (s: number): Report => report(s, { altitudeFt: 25_000 });
    const start = report(0, { altitudeFt: 5000 });
    expect(folded([start, odd(1), odd(2)]).altitudeFt?.value).toBe(5000);
    expect(folded([start, odd(1), odd(2), odd(3)]).altitudeFt?.value).toBe(25_000);
  });

  it.each([-1501, 60_001])('refuses %s ft', (altitudeFt) => {
    expect(folded([report(0, { altitudeFt })]).altitudeFt).toBeUndefined();
  });
});

describe('the ground flag', () => {
  const flagged = (s: number, rest: Partial<Report>): Report => report(s, { onGround: true, ...rest });

  it('is believed at 200 kt and a glitch at 201 kt', () => {
    expect(folded([flagged(0, { groundSpeedKt: 200 })]).onGround?.value).toBe(true);
    const fast = folded([flagged(0, { groundSpeedKt: 201 })]);
    expect(fast.onGround).toBeUndefined();
    expect(fast.gated['ground-flag-glitch']).toBe(1);
  });

  it('is a glitch without a speed when it comes out of cruise, and keeps the height', () => {
    const track = folded([...cruise(60), flagged(70, {})]);
    expect(track.altitudeFt?.value).toBe(33_000);
    expect(track.onGround?.value).toBe(false);
  });

  it('is a glitch without a speed when the way since the last fix was flown', () => {
    const low = leg({ start: SUNAN, fromS: 0, forS: 40, speedKt: 300, altitudeFt: 2000 });
    const last = low.at(-1);
    const { groundSpeedKt: _speed, altitudeFt: _height, ...rest } = last ?? report(40);
    const track = folded([...low.slice(0, -1), { ...rest, onGround: true }]);
    expect(track.onGround?.value).toBe(false);
  });
});

describe('identity', () => {
  it('computes a registration that was not received, and says so', () => {
    const track = folded([report(0)]);
    expect([track.registration, track.registrationDerived, track.typecode, track.country]).toEqual([
      'RA-86559',
      true,
      'IL62',
      'RU',
    ]);
  });

  it('a received registration beats the computed one, and asks the watchlist anew', () => {
    const asked: (string | undefined)[] = [];
    const attention: Attention = { isWatched: ({ registration }) => asked.push(registration) > 1, followAll: false };
    const track = folded(
      [report(0), report(10), report(20, { registration: 'RA-86559' }), report(30, { registration: 'RA-86559' })],
      attention,
    );
    expect(track.registrationDerived).toBe(false);
    expect(asked).toEqual([undefined, 'RA-86559']);
    expect(track.watched).toBe(true);
  });
});

describe('the path', () => {
  it('an unwatched aircraft has none', () => {
    const track = folded(cruise(600), passing);
    expect([track.recent.length, track.trail.length]).toEqual([0, 0]);
    expect(track.position).toBeDefined();
  });

  it('keeps ten minutes of every fix and a point a minute of the rest', () => {
    const track = folded(cruise(3600));
    expect(track.recent.length).toBe(61);
    expect(track.trail.length).toBe(61);
  });

  it('is bounded, whatever comes', () => {
    const fix = (s: number): Fix => ({
      at: T0 + s * 1000,
      position: TAIGA,
      source: 'adsb',
      verdict: 'accepted',
      reasons: [],
    });
    let trail: readonly Fix[] = [];
    let recent: readonly Fix[] = [];
    for (let index = 0; index < 6000; index += 1) {
      trail = trailWith(trail, fix(index * 60));
      recent = recentWith(recent, fix(index));
    }
    expect(trail.length).toBeLessThanOrEqual(1500);
    expect(trail[0]?.at).toBe(T0);
    expect(recent.length).toBeLessThanOrEqual(400);
  });

  it('a gap stays a gap', () => {
    const track = folded([
      ...cruise(60),
      ...leg({ start: TAIGA, fromS: 7200, forS: 60, speedKt: 450, altitudeFt: 33_000 }),
    ]);
    const steps = track.trail.map((fix, index) => fix.at - (track.trail[index - 1]?.at ?? fix.at));
    expect(Math.max(...steps)).toBe(7_140_000);
  });

  it('twelve hours on the apron add one point', () => {
    expect(folded(leg({ start: SUNAN, fromS: 0, forS: 43_200, everyS: 60 })).trail.length).toBe(1);
  });
});

describe('the phase of flight', () => {
  it.each([
    [{ onGround: true, altitudeFt: 100 }, 'ground'],
    [{ altitudeFt: 9000, verticalRateFpm: 500 }, 'climb'],
    [{ altitudeFt: 9000, verticalRateFpm: -500 }, 'descent'],
    [{ altitudeFt: 9000, verticalRateFpm: 299 }, 'level'],
    [{ altitudeFt: 20_001, verticalRateFpm: -299 }, 'cruise'],
    [{ altitudeFt: 30_000 }, 'unknown'],
    [{}, 'unknown'],
  ] as const)('%j is %s', (now, phase) => expect(phaseOf('unknown', now)).toBe(phase));

  it('keeps the climb at 400 ft a minute, and begins none', () => {
    expect(phaseOf('climb', { altitudeFt: 9000, verticalRateFpm: 400 })).toBe('climb');
    expect(phaseOf('cruise', { altitudeFt: 30_000, verticalRateFpm: 400 })).toBe('cruise');
  });

  it('takes the median of a minute: one wild rate is no descent', () => {
    const reports = cruise(60);
    const wild = reports.map((one, index) => (index === 4 ? { ...one, verticalRateFpm: -6000 } : one));
    const track = folded(wild);
    expect(track.phase).toBe('cruise');
    expect(verticalRateOf(track.recent, T0 + 60_000)).toBe(0);
  });

  it('takes the rate from the heights where none is reported', () => {
    const climbing = leg({ start: TAIGA, fromS: 0, forS: 60, speedKt: 300, altitudeFt: 8000, rateFpm: 1800 });
    const track = folded(climbing.map(({ verticalRateFpm: _rate, ...rest }) => rest));
    expect(track.phase).toBe('climb');
  });
});
