/** The rule about circling: how long, how round, how wide, and that it is one event from beginning to end. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, leg, live, report, SUNAN, T0, TAIGA } from '../support/flown.ts';

/** Round and round a point: one turn of `turnS` seconds. */
function circle({ forS = 600, turnS = 240, radiusNm = 2, everyS = 10, fromS = 0 }): Report[] {
  const reports: Report[] = [];
  const speedKt = (2 * Math.PI * radiusNm * 3600) / turnS;
  for (let s = 0; s <= forS; s += everyS) {
    const angle = (360 * s) / turnS;
    const position = destinationPoint(TAIGA, angle % 360, radiusNm);
    reports.push(
      report(fromS + s, {
        position,
        onGround: false,
        altitudeFt: 9000,
        groundSpeedKt: speedKt,
        trackDeg: (angle + 90) % 360,
        verticalRateFpm: 0,
      }),
    );
  }
  return reports;
}
const said = (reports: readonly Report[]) => live(framesOf(reports)).events.filter(({ kind }) => kind === 'holding');

describe('holding', () => {
  it.each([
    ['ten minutes of two and a half turns', {}, 1],
    ['not five minutes', { forS: 300 }, 0],
    ['six and a half minutes', { forS: 390 }, 1],
    ['not most of one turn in seven minutes', { forS: 420, turnS: 540, radiusNm: 3.5 }, 0],
    ['not wider than 4 NM', { turnS: 400, radiusNm: 4.6 }, 0],
    ['not the jitter of a parked aircraft', { radiusNm: 0.3 }, 0],
    ['not across holes in which nobody counts the turns', { everyS: 50 }, 0],
  ] as const)('%s', (_, options, count) => expect(said(circle(options)).length).toBe(count));

  it('is one event for forty minutes, and says at the end how long it was', () => {
    const round = circle({ forS: 2400 });
    const away = leg({ start: TAIGA, trackDeg: 90, fromS: 2410, forS: 400, speedKt: 300, altitudeFt: 9000 });
    const events = said([...round, ...away]);
    expect(events.map(({ status }) => status)).toEqual(['confirmed', 'revised']);
    expect(events[1]?.supersedes).toBe(events[0]?.id);
    expect(events[1]?.fromAt).toBe(T0);
    expect(Math.abs((events[1]?.toAt ?? 0) - T0 - 2_500_000)).toBeLessThan(120_000);
    expect(events[1]?.text).toContain('circled in one place for 4');
  });

  it('is said of nobody who flies straight, and of nobody on the ground', () => {
    expect(said(leg({ start: TAIGA, trackDeg: 90, fromS: 0, forS: 1800, speedKt: 300, altitudeFt: 9000 }))).toEqual([]);
    expect(said(leg({ start: SUNAN, fromS: 0, forS: 1800 }))).toEqual([]);
  });
});
