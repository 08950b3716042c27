/** The rule about broken-off approaches: what is one, and what only looks like one. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, leg, live, SUNAN, T0 } from '../support/flown.ts';

const FIELD_FT = 117;

/** Down a slope from the north, then up again past the field: heights above the field, times in seconds. */
function attempt({ fromFt = 3500, lowFt = 600, climbFpm = 1500, everyS = 10, offNm = 0, speedKt = 150 }): Report[] {
  const downS = Math.ceil(((fromFt - lowFt) / 800) * 6) * 10;
  const start = destinationPoint(destinationPoint(SUNAN, 90, offNm), 0, (speedKt * (downS + 60)) / 3600);
  const down = leg({
    start,
    trackDeg: 180,
    fromS: 0,
    forS: downS,
    everyS,
    speedKt,
    altitudeFt: FIELD_FT + fromFt,
    rateFpm: -((fromFt - lowFt) / downS) * 60,
  });
  const low = down.at(-1);
  const up = leg({
    start: destinationPoint(low?.position ?? SUNAN, 180, (speedKt * everyS) / 3600),
    trackDeg: 180,
    fromS: downS + everyS,
    forS: 180,
    everyS,
    speedKt,
    altitudeFt: FIELD_FT + lowFt + (climbFpm * everyS) / 60,
    rateFpm: climbFpm,
  });
  return [...down, ...up];
}
const said = (reports: readonly Report[]) => live(framesOf(reports)).events.filter(({ kind }) => kind === 'go-around');

describe('go-around', () => {
  it('is said once, with the field, and its interval holds the lowest point', () => {
    const reports = attempt({});
    const [event, ...more] = said(reports);
    expect(more).toEqual([]);
    expect(event?.place?.icao).toBe('ZKPY');
    const lowest = reports.reduce((a, b) => ((b.altitudeFt ?? 0) < (a.altitudeFt ?? 0) ? b : a));
    expect([event?.fromAt, event?.at]).toEqual([lowest.at, lowest.at]);
    expect((event?.toAt ?? 0) - (event?.fromAt ?? 0)).toBeLessThanOrEqual(10_000);
    expect(event?.detail.evidence).toMatchObject({ numbers: { lowestAboveFieldFt: 600 } });
  });

  it.each([
    ['at 2,400 ft above the field', { fromFt: 5000, lowFt: 2400 }, 1],
    ['not at 2,600 ft', { fromFt: 5000, lowFt: 2600 }, 0],
    ['climbing 1,000 ft in two minutes', { climbFpm: 500 }, 1],
    ['not climbing 1,000 ft in four', { climbFpm: 250 }, 0],
    ['not after a descent of 800 ft', { fromFt: 1400 }, 0],
    ['not with a hole of more than a minute in the climb', { everyS: 70 }, 0],
    ['not 12 NM off', { offNm: 12 }, 0],
    ['not at 300 kt', { speedKt: 300 }, 0],
  ] as const)('%s', (_, options, count) => expect(said(attempt(options)).length).toBe(count));

  it('is no take-off, no landing and no touch-and-go', () => {
    const ground = leg({ start: SUNAN, trackDeg: 180, fromS: 0, forS: 60, speedKt: 100 });
    const off = leg({
      start: SUNAN,
      trackDeg: 180,
      fromS: 70,
      forS: 300,
      speedKt: 180,
      altitudeFt: 300,
      rateFpm: 1500,
    });
    expect(said([...ground, ...off])).toEqual([]);
    const down = attempt({ lowFt: 100 }).filter(({ verticalRateFpm }) => (verticalRateFpm ?? 0) < 0);
    const touchS = ((down.at(-1)?.at ?? T0) - T0) / 1000 + 10;
    const touched = leg({ start: SUNAN, trackDeg: 180, fromS: touchS, forS: 20, speedKt: 130 });
    const again = leg({
      start: SUNAN,
      trackDeg: 180,
      fromS: touchS + 30,
      forS: 120,
      speedKt: 150,
      altitudeFt: 300,
      rateFpm: 1500,
    });
    expect(said([...down, ...touched])).toEqual([]);
    expect(said([...down, ...touched, ...again])).toEqual([]);
  });
});
