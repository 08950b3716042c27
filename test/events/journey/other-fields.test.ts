/** What the height, the way out and the fields nearby say of a landing that nobody heard: which fields are meant, and when. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airportByIcao } from '../../../src/aero/airports.ts';
import { destinationPoint, distanceNm } from '../../../src/aero/geo.ts';
import { outboundFactor } from '../../../src/events/journey/ends.ts';
import { arrivalSpan, covering } from '../../../src/events/journey/intervals.ts';
import { heightFactor } from '../../../src/events/journey/posterior.ts';
import { live, settingsFor, T0 } from '../../support/flown.ts';
import { field, fly, HOUR, heard, MINUTE, ofKind, outside, WAYS } from '../../support/journeys.ts';

const fix = (rest: object = {}) => ({ at: T0, position: field('ZKWS'), ...rest });
const spanAt = (distance: number) => arrivalSpan(fix(), distance, 490, 445);
const widthMin = ({ fromAt, toAt }: { readonly fromAt: number; readonly toAt: number }) => (toAt - fromAt) / MINUTE;

describe('the interval over several fields', () => {
  it('is that of the likeliest where it is the only one', () => {
    expect(covering([spanAt(70)], 70)).toEqual(spanAt(70));
    expect(covering([], 0)).toBeUndefined();
  });

  it('reaches from the earliest to the latest, with the estimate of the likeliest', () => {
    const [far, near] = [spanAt(110), spanAt(30)];
    expect(covering([far, near], 110)).toEqual({ fromAt: near.fromAt, toAt: far.toAt, at: far.at });
    expect(covering([near, far], 40)).toEqual({ fromAt: near.fromAt, toAt: far.toAt, at: near.at });
  });

  it('is never wider than 80 min, 45 within 30 NM, unless the likeliest alone is, and never loses what that allows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 260, noNaN: true }), { minLength: 1, maxLength: 6 }),
        (distances) => {
          const [first = 0] = distances;
          const own = spanAt(first);
          const all = covering(distances.map(spanAt), first);
          if (all === undefined) throw new Error('an interval was expected');
          const most = Math.max(first <= 30 ? 45 : 80, widthMin(own));
          expect(widthMin(all)).toBeLessThanOrEqual(most + 0.001);
          expect(all.fromAt).toBeLessThanOrEqual(own.fromAt);
          expect(all.toAt).toBeGreaterThanOrEqual(own.toAt);
          expect(all.at).toBe(own.at);
        },
      ),
    );
  });
});

describe('the height of the last fix', () => {
  const came = { highestFt: 33_000 };

  it.each([
    [8000, 40, 'allows', 0.9, 1],
    [8000, 75, 'speaks against', 0, 0.1],
    [8000, 106, 'speaks against', 0, 0.02],
    [20_000, 90, 'allows', 0.9, 1],
    [20_000, 130, 'speaks against', 0, 0.1],
    [31_000, 30, 'speaks against', 0, 0.05],
  ])('coming down, %i ft at %i NM %s it', (altitudeFt, distance, _word, least, most) => {
    const factor = heightFactor(came, fix({ altitudeFt, verticalRateFpm: -1500 }), distance);
    expect(factor).toBeGreaterThanOrEqual(least);
    expect(factor).toBeLessThanOrEqual(most);
  });

  it('says nothing of a goal far ahead in level flight, and a change of level says little', () => {
    expect(heightFactor({ highestFt: 31_000 }, fix({ altitudeFt: 31_000, verticalRateFpm: 0 }), 400)).toBe(1);
    expect(heightFactor({ highestFt: 35_000 }, fix({ altitudeFt: 29_000, verticalRateFpm: 0 }), 400)).toBe(1);
    expect(heightFactor(came, fix({ altitudeFt: 31_500, verticalRateFpm: -1000 }), 400)).toBeCloseTo(0.1, 5);
  });
});

describe('the first fixes on the way out', () => {
  const sunan = airportByIcao('ZKPY');
  const factor = (distance: number, trackDeg: number, altitudeFt: number): number => {
    if (sunan === undefined) throw new Error('no Sunan');
    const first = fix({ position: destinationPoint(sunan, 90, distance), trackDeg, altitudeFt });
    return outboundFactor(first, true, sunan);
  };

  it('near the field may still be turning round it; far away they lead away from it', () => {
    expect(factor(15, 270, 8000)).toBeGreaterThan(0.3);
    expect(factor(35, 180, 10_000)).toBeGreaterThan(0.3);
    expect(factor(120, 270, 30_000)).toBeLessThan(0.02);
    expect(factor(120, 90, 30_000)).toBeGreaterThan(0.9);
  });

  it('speak against a field that they are far too high or too low for', () => {
    expect(factor(10, 90, 31_000)).toBeLessThan(0.05);
    expect(factor(100, 90, 8000)).toBeLessThan(0.05);
    expect(factor(30, 90, 8000)).toBeGreaterThan(0.9);
  });
});

describe('heard again where nothing says from where', () => {
  const inbound = fly({ from: 'UHWW', to: 'ZKPY', by: WAYS.vladivostokSunan, startAt: T0 });
  const elsewhere = { latitudeDeg: 55, longitudeDeg: 90 };
  const lateAt = inbound.onAt + 50 * HOUR;
  /** Days later in cruise over Siberia, eastbound: no flight out of Sunan looks like that. */
  const later = fly({ from: elsewhere, to: destinationPoint(elsewhere, 95, 300), startAt: lateAt });
  const { events } = live(
    heard([...inbound.reports.filter(outside(60)), ...later.reports], {
      fromAt: T0 - HOUR,
      toAt: lateAt + HOUR,
      everyS: 60,
    }),
    settingsFor({ watch: [{ kind: 'icao24', icao24: '15521f' }] }),
  );

  it('the landing at Sunan stands: fifty hours are no flight onward', () => {
    const landings = events.filter(({ kind }) => kind === 'landing');
    expect(landings.map(({ status, place }) => [status, place?.icao])).toEqual([['provisional', 'ZKPY']]);
    expect(ofKind(events, 'overflight')).toEqual([]);
  });

  it('and it left some time in between, with the way that it had to fly', () => {
    const [leaving, ...more] = ofKind(events, 'departure');
    expect(more).toEqual([]);
    expect(leaving?.place?.icao).toBe('ZKPY');
    expect(leaving?.probability).toBeLessThanOrEqual(0.7);
    expect(leaving?.fromAt).toBeLessThanOrEqual(inbound.onAt + 20 * MINUTE);
    const way = distanceNm(field('ZKPY'), elsewhere);
    expect(leaving?.toAt).toBeLessThan(lateAt - (way / 540) * HOUR + MINUTE);
    expect(leaving?.toAt).toBeGreaterThan(lateAt - (way / 300) * HOUR);
  });
});
