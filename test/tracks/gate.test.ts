import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Report } from '../../src/feeds/types.ts';
import { type Folded, foldReport } from '../../src/tracks/fold.ts';
import type { Track } from '../../src/tracks/types.ts';
import { leg, report, SUNAN, T0, TAIGA } from '../support/flown.ts';

const attention = { isWatched: () => true, followAll: false };
const fold = (before: Track | undefined, one: Report, receivedAt = one.at + 500): Folded =>
  foldReport(before, one, receivedAt, attention);
const folded = (reports: readonly Report[], before?: Track): Track => {
  let track = before;
  for (const one of reports) track = fold(track, one).track;
  if (track === undefined) throw new Error('no reports');
  return track;
};
const cruise = (fromS: number, forS: number, start = TAIGA, everyS = 10): Report[] =>
  leg({ start, trackDeg: 90, fromS, forS, everyS, speedKt: 450, altitudeFt: 33_000 });
const ahead = (nm: number, s: number): Report =>
  report(s, { position: destinationPoint(TAIGA, 90, nm), groundSpeedKt: 450 });

describe('the gate, one position', () => {
  it.each([
    ['the null island', { latitudeDeg: 0.004, longitudeDeg: -0.004 }, 'null-island'],
    ['beyond the pole', { latitudeDeg: 91, longitudeDeg: 10 }, 'bad-position'],
    ['beyond the antimeridian', { latitudeDeg: 10, longitudeDeg: 181 }, 'bad-position'],
    ['no number', { latitudeDeg: Number.NaN, longitudeDeg: 10 }, 'bad-position'],
  ])('refuses %s and counts it', (_name, position, reason) => {
    const { track, fix } = fold(undefined, report(0, { position }));
    expect(fix).toBeUndefined();
    expect(track.position).toBeUndefined();
    expect(track.counts.refused).toBe(1);
    expect(track.gated).toEqual({ [reason]: 1 });
  });

  it('takes a position 5 s ahead of receipt and refuses one 6 s ahead', () => {
    expect(fold(undefined, report(5, { position: SUNAN }), T0).track.counts.accepted).toBe(1);
    expect(fold(undefined, report(6, { position: SUNAN }), T0).track.gated).toEqual({ 'time-in-future': 1 });
  });

  it.each([
    [{ nacP: 7, nic: 6 }, 'accepted'],
    [{ nacP: 6 }, 'suspect'],
    [{ nic: 5 }, 'suspect'],
    [{ gpsLostAt: T0 }, 'suspect'],
    [{ nic: 0, source: 'mlat' }, 'accepted'],
    [{ source: 'estimated' }, 'suspect'],
  ] as const)('finds %j %s', (rest, verdict) => {
    const { fix, track } = fold(undefined, report(0, { position: SUNAN, ...rest }));
    expect(fix?.verdict).toBe(verdict);
    expect(track.position?.value).toEqual(SUNAN);
    expect(track.lastFix === undefined).toBe(verdict === 'suspect');
  });
});

describe('the gate, one position after another', () => {
  it('reaches 600 kt and 20 NM far over a gap of any length, and no farther', () => {
    const start = folded(cruise(0, 0));
    for (const hours of [1, 6, 12]) {
      expect(fold(start, ahead(600 * hours + 19, hours * 3600)).fix?.verdict).toBe('accepted');
      expect(fold(start, ahead(600 * hours + 21, hours * 3600)).track.gated).toEqual({ teleport: 1 });
    }
  });

  it('gives a jet stream what is reported, up to 700 kt, and a forged speed no more', () => {
    const start = folded([report(0, { position: TAIGA, groundSpeedKt: 630 })]);
    const there = (nm: number, groundSpeedKt: number): Report => ({ ...ahead(nm, 3600), groundSpeedKt });
    expect(fold(start, there(650, 630)).fix?.verdict).toBe('accepted');
    expect(fold(start, there(735, 5000)).track.gated).toEqual({ teleport: 1 });
  });

  it('refuses a hop that no jet makes: 10 s and 2.9 NM pass, 3.1 NM do not', () => {
    const start = folded(cruise(0, 0));
    expect(fold(start, ahead(2.9, 10)).track.counts.refused).toBe(0);
    expect(fold(start, ahead(3.1, 10)).track.gated).toEqual({ 'implausible-speed': 1 });
  });

  it('crosses the antimeridian and nears the pole without a jump', () => {
    const anadyr = leg({
      start: { latitudeDeg: 64.7, longitudeDeg: 179.8 },
      trackDeg: 80,
      fromS: 0,
      forS: 300,
      speedKt: 450,
      altitudeFt: 33_000,
    });
    const pole = leg({
      start: { latitudeDeg: 89.7, longitudeDeg: 10 },
      trackDeg: 3,
      fromS: 0,
      forS: 300,
      speedKt: 450,
      altitudeFt: 33_000,
      rest: {},
    });
    expect(folded(anadyr).counts.refused).toBe(0);
    expect(folded(pole).counts.refused).toBe(0);
  });

  it('a repeated fix refreshes the hearing and not the position, also when it claims to be new while moving', () => {
    const track = folded(cruise(0, 60));
    const last = cruise(0, 60).at(-1);
    const again = fold(track, report(70, { ...last, at: T0 + 70_000 }));
    expect(again.fix).toBeUndefined();
    expect(again.track.heardAt).toBe(T0 + 70_000);
    expect(again.track.position?.at).toBe(T0 + 60_000);
    const forged = fold(track, report(90, { position: last?.position ?? SUNAN, groundSpeedKt: 450 }));
    expect(forged.fix).toBeUndefined();
    expect(forged.track.gated).toEqual({ 'repeated-fix': 1 });
  });

  it('a parked aircraft may be in the very same place again', () => {
    const parked = (s: number): Report => report(s, { position: SUNAN, onGround: true, groundSpeedKt: 0 });
    expect(folded([parked(0), parked(30)]).position?.at).toBe(T0 + 30_000);
  });

  it('a late report is counted, fills the trail, and moves nothing back', () => {
    const reports = cruise(0, 300);
    const missing = reports.filter((_, index) => index < 10 || index > 20);
    const track = folded(missing);
    const late = fold(track, reports[15] ?? report(0), T0 + 400_000);
    expect(late.fix).toBeUndefined();
    expect(late.track.gated).toEqual({ late: 1 });
    expect(late.track.position).toEqual(track.position);
    expect(late.track.lastFix).toBe(track.lastFix);
    expect(late.track.recent.length).toBe(track.recent.length + 1);
    const times = late.track.recent.map((fix) => fix.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('the same frames again change nothing but the counts (property)', () => {
    const reports = cruise(0, 600);
    const track = folded(reports);
    const { counts: _c, gated: _g, ...kept } = track;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: reports.length - 1 }), { maxLength: 30 }), (order) => {
        const again = folded(
          order.map((index) => reports[index] ?? report(0)),
          track,
        );
        const { counts, gated: _, ...rest } = again;
        expect(rest).toEqual(kept);
        expect(counts.accepted + counts.suspect + counts.refused).toBe(reports.length + order.length);
      }),
      { numRuns: 50 },
    );
  });

  it('in any order within ten minutes the newest state is the same (property)', () => {
    const reports = cruise(0, 400, TAIGA, 20);
    const state = (track: Track) => [track.position, track.altitudeFt, track.heardAt, track.lastFix?.at];
    const newest = reports.at(-1) ?? report(0);
    fc.assert(
      fc.property(fc.shuffledSubarray(reports.slice(1, -1)), (middle) => {
        const track = folded([reports[0] ?? report(0), ...middle, newest]);
        expect(state(track)).toEqual(state(folded(reports)));
      }),
      { numRuns: 50 },
    );
  });

  it('hostile numbers never throw and never reach the state (property)', () => {
    const odd = fc.oneof(fc.double(), fc.constant(Number.NaN), fc.constant(Number.POSITIVE_INFINITY));
    const any = fc.record({
      latitudeDeg: odd,
      longitudeDeg: odd,
      altitudeFt: odd,
      groundSpeedKt: odd,
      s: fc.integer({ min: -99, max: 9999 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (rows) => {
        let track = folded(cruise(0, 30));
        for (const { latitudeDeg, longitudeDeg, altitudeFt, groundSpeedKt, s } of rows) {
          track = fold(
            track,
            report(s, { position: { latitudeDeg, longitudeDeg }, altitudeFt, groundSpeedKt, onGround: s % 2 === 0 }),
          ).track;
        }
        const { position } = track;
        expect(Number.isFinite(position?.value.latitudeDeg) && Number.isFinite(position?.value.longitudeDeg)).toBe(
          true,
        );
      }),
    );
  });
});
