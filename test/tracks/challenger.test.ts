/** The second track under one address: when it is shown, when it takes over, and when never. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Position } from '../../src/aero/units.ts';
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

describe('two tracks under one address', () => {
  /** Forty minutes after the Urals the address circles at Sunan, with good integrity. */
  const spoof = (fromS: number, forS: number): Report[] =>
    leg({
      start: SUNAN,
      trackDeg: 30,
      fromS,
      forS,
      everyS: 20,
      speedKt: 190,
      altitudeFt: 3000,
      rest: { nacP: 9, nic: 8 },
    });

  it('never follows one that started where it could not be, however long it lasts, and goes on with the true one', () => {
    const before = folded(cruise(0, 300));
    // Six hours on, Sunan has come within reach of the last true fix.
    const during = folded(spoof(2700, 6 * 3600), before);
    expect(during.lastFix).toBe(before.lastFix);
    expect(during.continuity?.challenger?.unreachable).toBe(true);
    expect(during.suspect).toEqual(['teleport']);
    expect(during.altitudeFt).toEqual(before.altitudeFt);
    const back = folded(cruise(7 * 3600, 60, destinationPoint(TAIGA, 90, 3000)), during);
    expect(back.suspect).toEqual([]);
    expect(back.counts.accepted).toBe(before.counts.accepted + 7);
  });

  it('shows the second track, marked, only when three fixes over half a minute agree', () => {
    const before = folded(cruise(0, 300));
    const [first, second, third] = spoof(2700, 40);
    const two = folded([first ?? report(0), second ?? report(0)], before);
    expect(two.position).toEqual(before.position);
    expect(fold(two, third ?? report(0)).track.position?.value).toEqual(third?.position);
  });

  it('takes over with the fifth of five reachable fixes over a minute, not with the fourth', () => {
    const before = folded(cruise(0, 60));
    // 15 NM beside the track: too far for one hop, near enough to be the truth.
    const beside = leg({
      start: destinationPoint(TAIGA, 30, 17),
      trackDeg: 90,
      fromS: 61,
      forS: 60,
      everyS: 15,
      speedKt: 450,
      altitudeFt: 33_000,
    });
    const four = folded(beside.slice(0, 4), before);
    expect(four.lastFix).toBe(before.lastFix);
    expect(folded(beside, before).lastFix?.at).toBe(T0 + 121_000);
  });

  it('yields to a standing second track when it is itself one lonely fix', () => {
    const garbage = folded([report(0, { position: { latitudeDeg: -30, longitudeDeg: 20 }, groundSpeedKt: 400 })]);
    expect(folded(cruise(10, 80), garbage).lastFix?.at).toBe(T0 + 90_000);
  });

  it('single jumps of multilateration by 15 NM leave the track where it is', () => {
    const reports = cruise(0, 600).map((one, index) => {
      const jump = index % 4 === 2 ? 4 + (index % 12) : 0;
      return { ...one, source: 'mlat' as const, position: destinationPoint(one.position ?? TAIGA, index * 77, jump) };
    });
    const track = folded(reports);
    expect(track.gated['implausible-speed']).toBe(15);
    expect(track.counts.accepted + track.counts.suspect).toBe(46);
    expect(track.continuity?.challenger).toBeUndefined();
  });

  it('suspects a path that contradicts the reported speed from the third fix on', () => {
    const crawling = leg({
      start: TAIGA,
      trackDeg: 90,
      fromS: 0,
      forS: 60,
      speedKt: 250,
      altitudeFt: 33_000,
      rest: { groundSpeedKt: 450 },
    });
    expect(folded(crawling.slice(0, 3)).suspect).toEqual([]);
    expect(folded(crawling.slice(0, 4)).suspect).toEqual(['speed-mismatch']);
  });

  it('suspects a path that contradicts the reported track, and not a turn', () => {
    const sideways = leg({
      start: TAIGA,
      trackDeg: 90,
      fromS: 0,
      forS: 60,
      speedKt: 450,
      altitudeFt: 33_000,
      rest: { trackDeg: 140 },
    });
    expect(folded(sideways).suspect).toEqual(['track-mismatch']);
    expect(folded(cruise(0, 60)).suspect).toEqual([]);
  });

  it('after a hole goes back to the way from before it when what came first falls silent (a phantom over Poltava)', () => {
    const crimea = { latitudeDeg: 44.5, longitudeDeg: 37 };
    const poltava = { latitudeDeg: 49.6, longitudeDeg: 34.5 };
    const flying = (start: Position, fromS: number, forS: number): Report[] =>
      leg({ start, trackDeg: 120, fromS, forS, speedKt: 450, altitudeFt: 33_000 });
    const before = folded(flying(crimea, 0, 300));
    const phantom = folded(flying(poltava, 2700, 60), before);
    expect(phantom.lastFix?.at).toBe(T0 + 2_760_000);
    const truth = flying(destinationPoint(crimea, 120, 330), 2800, 60);
    expect(folded(truth.slice(0, 6), phantom).lastFix?.at).toBe(T0 + 2_760_000);
    const back = folded(truth, phantom);
    expect(back.lastFix?.at).toBe(T0 + 2_860_000);
    const heavy = folded(flying(poltava, 2700, 1200), before);
    expect(folded(flying(destinationPoint(crimea, 120, 500), 3960, 1500), heavy).lastFix?.at).toBe(T0 + 3_900_000);
    expect(back.suspect).toEqual([]);
  });
});
