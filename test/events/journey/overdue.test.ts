/** `overdue`: bound for a field where aircraft are heard down to 5,000 ft, silent on the way, and not heard there long after it was due. */
import { describe, expect, it } from 'vitest';
import { destinationPoint, distanceNm } from '../../../src/aero/geo.ts';
import type { Report } from '../../../src/feeds/types.ts';
import { live, settingsFor, T0 } from '../../support/flown.ts';
import { field, fly, HOUR, heard, MINUTE, ofKind, WAYS } from '../../support/journeys.ts';

const watch = settingsFor({ watch: [{ kind: 'icao24', icao24: '15521f' }] });
/** From Khabarovsk over the Sea of Okhotsk to Petropavlovsk: nothing else lies that way. */
const flight = fly({ from: 'UHHH', to: 'UHPP', startAt: T0, cruiseKt: 440 });
const lost = flight.reports.filter(
  ({ position }) => position !== undefined && distanceNm(position, field('UHPP')) > 250,
);
const lastAt = lost.at(-1)?.at ?? 0;
const untilAt = flight.onAt + 4 * HOUR;

/** Another aircraft low over a field for an hour before: what was heard there is what can be heard there. */
const circling = (icao: string, altitudeFt = 6000): readonly Report[] => {
  const centre = destinationPoint(field(icao), 180, 3);
  return Array.from({ length: 120 }, (_, index): Report => {
    const time = T0 + index * 30_000;
    const trackDeg = (index * 24) % 360;
    return {
      icao24: '155a31',
      at: time,
      positionAt: time,
      position: destinationPoint(centre, trackDeg - 90, 4.4),
      altitudeFt,
      onGround: false,
      groundSpeedKt: 220,
      trackDeg,
      source: 'adsb',
      feed: 'readsb',
    };
  });
};

const said = (
  reports: readonly Report[],
  options: Partial<Parameters<typeof heard>[1]> = {},
): ReturnType<typeof ofKind> =>
  ofKind(live(heard(reports, { fromAt: T0 - HOUR, toAt: untilAt, ...options }), watch).events, 'overdue');

describe('overdue', () => {
  it('is said once, three quarters of an hour after the latest arrival, of the field that it was bound for', () => {
    const [overdue, ...more] = said([...lost, ...circling('UHPP')]);
    expect(more).toEqual([]);
    expect(overdue?.place?.icao).toBe('UHPP');
    expect(overdue?.level).toBe('warn');
    expect(overdue?.probability).toBeGreaterThanOrEqual(0.5);
    expect(overdue?.text).toContain('should have been heard at');
    // It would have been down at `onAt`: due no earlier than that, and said 45 to 75 minutes after it was due.
    expect(overdue?.fromAt).toBeGreaterThanOrEqual(flight.onAt - MINUTE);
    expect(overdue?.fromAt).toBeLessThan(flight.onAt + 20 * MINUTE);
    const lateMin = ((overdue?.detectedAt ?? 0) - (overdue?.fromAt ?? 0)) / MINUTE;
    expect(lateMin).toBeGreaterThanOrEqual(45);
    expect(lateMin).toBeLessThan(75);
  });

  it.each([
    ['nobody has been heard low there', lost, {}],
    ['others are heard there in cruise only', [...lost, ...circling('UHPP', 31_000)], {}],
    ['it is heard at its destination', [...flight.reports, ...circling('UHPP')], {}],
    [
      'the feed was out when it should have arrived',
      [...lost, ...circling('UHPP')],
      { out: [[lastAt + 20 * MINUTE, lastAt + 60 * MINUTE] as const] },
    ],
    ['it is over before it is due', [...lost, ...circling('UHPP')], { toAt: flight.onAt + 30 * MINUTE }],
  ])('is not said when %s', (_why, reports, options) => {
    expect(said(reports, options).map(({ text }) => text)).toEqual([]);
  });

  it('is not said of a flight to the DPRK, where nobody would have heard it', () => {
    const toSunan = fly({ from: 'UHHH', to: 'ZKPY', by: WAYS.khabarovskSunan, startAt: T0 });
    const reports = toSunan.reports.filter(
      ({ position }) => position !== undefined && distanceNm(position, field('ZKPY')) > 110,
    );
    expect(said([...reports, ...circling('UHPP')]).map(({ text }) => text)).toEqual([]);
  });
});
