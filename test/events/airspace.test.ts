/** Crossing borders in the air: who is said to have entered what, when, how surely; and what garbage and silence do not say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthNm, distanceToBorderNm, isInArea } from '../../src/aero/area-lookup.ts';
import { bearingDeg, destinationPoint, distanceNm } from '../../src/aero/geo.ts';
import type { Position } from '../../src/aero/units.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, inOrder, leg, live, otherFrames, SUNAN, settingsFor, T0 } from '../support/flown.ts';

/** On the high seas, some 30 NM off the 12-mile line and deep in the FIR; its way to Sunan crosses the line after four minutes. */
const OFF_HAMHUNG: Position = { latitudeDeg: 39.7, longitudeDeg: 128.75 };
const TO_SUNAN = bearingDeg(OFF_HAMHUNG, SUNAN);
const SPEED = 450;

const flight = (fromS: number, forS: number, rest: Partial<Report> = {}, start = OFF_HAMHUNG, trackDeg = TO_SUNAN) =>
  leg({ start, trackDeg, fromS, forS, everyS: 10, speedKt: SPEED, altitudeFt: 31_000, rest });
const along = (fromS: number): Position => destinationPoint(OFF_HAMHUNG, TO_SUNAN, (SPEED * fromS) / 3600);
/** The part of one straight flight between two times. */
const part = (fromS: number, toS: number, rest: Partial<Report> = {}): Report[] =>
  flight(fromS, toS - fromS, rest, along(fromS), bearingDeg(along(fromS), SUNAN));
const said = (reports: readonly Report[], settings = settingsFor()): readonly FlightEvent[] =>
  live(
    inOrder(framesOf(reports), otherFrames(0, (reports.at(-1)?.at ?? T0) / 1000 - T0 / 1000 + 60)),
    settings,
  ).events.filter(({ kind }) => kind.startsWith('airspace-'));
const about = (events: readonly FlightEvent[], area: string): readonly FlightEvent[] =>
  events.filter(({ detail }) => detail.area === area);
const outline = ({ kind, detail, basis }: FlightEvent): string => `${kind} ${String(detail.area)} ${basis}`;
/** The second of the straight flight at which it crosses the 12-mile line. */
const CROSSING_S = Array.from({ length: 900 }, (_, s) => s).find((s) => isInArea(along(s), 'KP')) ?? 0;

describe('entering', () => {
  it('the country is said once, between two fixes, as an alert', () => {
    const [enter, ...more] = about(said(part(0, 900)), 'KP');
    expect(CROSSING_S).toBeGreaterThan(120);
    expect(more).toEqual([]);
    expect(enter).toMatchObject({ kind: 'airspace-enter', basis: 'observed', level: 'alert' });
    expect((enter?.toAt ?? 0) - (enter?.fromAt ?? 0)).toBe(10_000);
    expect(Math.abs((enter?.at ?? 0) - T0 - CROSSING_S * 1000)).toBeLessThan(2000);
    expect(enter?.text).toBe('RA-86559 entered North Korean airspace (land and 12 NM of sea).');
  });

  it('the FIR is another sentence, far out at sea and no alert', () => {
    const fromEast = { latitudeDeg: 40.4, longitudeDeg: 137.5 };
    const [enter, ...more] = said(flight(0, 1500, {}, fromEast, 265)).filter(
      ({ detail }) => detail.area !== 'sea-of-japan',
    );
    expect(more).toEqual([]);
    expect(enter).toMatchObject({ kind: 'airspace-enter', level: 'note', detail: { area: 'ZKKP' } });
    expect(enter?.text).toBe('RA-86559 entered the Pyongyang FIR.');
    expect(distanceToBorderNm(fromEast, 'KP')).toBeGreaterThan(300);
  });

  it('needs three fixes over a minute, the last 2 NM past the edge', () => {
    const entered = (untilS: number, everyS: number): number =>
      about(said(part(0, untilS).filter((_, index) => index % (everyS / 10) === 0)), 'KP').length;
    const firstInside = Math.ceil(CROSSING_S / 10) * 10;
    expect(entered(firstInside + 50, 10)).toBe(0);
    expect(entered(firstInside + 60, 10)).toBe(1);
    // One fix in 40 s: two of them span less than three need.
    expect(entered(Math.ceil(CROSSING_S / 40) * 40 + 40, 40)).toBe(0);
    expect(entered(Math.ceil(CROSSING_S / 40) * 40 + 80, 40)).toBe(1);
  });

  it('along the line, a mile inside, is not said; two miles and a half is', () => {
    const inside = (deep: number): Position => {
      let start = along(CROSSING_S);
      for (let step = 0; step < 400 && depthNm(start, 'KP') < deep; step += 1)
        start = destinationPoint(start, TO_SUNAN, 0.05);
      return start;
    };
    // Circling on the spot: slow, small, and always as deep.
    const circle = (deep: number): Report[] =>
      leg({ start: inside(deep), trackDeg: 0, fromS: CROSSING_S + 30, forS: 300, speedKt: 0.5, altitudeFt: 5000 });
    const approachTo = part(0, CROSSING_S - 10);
    expect(about(said([...approachTo, ...circle(1)]), 'KP')).toEqual([]);
    expect(about(said([...approachTo, ...circle(2.5)]), 'KP').length).toBe(1);
  });

  it('is no news of an aircraft that lives there', () => {
    const home = part(0, 900, { icao24: '7277a8' });
    const [enter] = about(said(home, settingsFor({ watch: [{ kind: 'icao24', icao24: '7277a8' }] })), 'KP');
    expect(enter?.level).toBe('info');
  });

  it('is not said of an aircraft first heard inside, nor of one that is not watched', () => {
    expect(about(said(part(CROSSING_S + 20, 900)), 'KP')).toEqual([]);
    expect(said(part(0, 900, { icao24: '71be17' }))).toEqual([]);
  });
});

describe('leaving', () => {
  const back = (fromS: number, forS: number, rest: Partial<Report> = {}): Report[] =>
    leg({
      start: SUNAN,
      trackDeg: bearingDeg(SUNAN, OFF_HAMHUNG),
      fromS,
      forS,
      speedKt: SPEED,
      altitudeFt: 9000,
      rest,
    });

  it('is said once, though it was first heard inside', () => {
    const [exit, ...more] = about(said(back(0, 1500)), 'KP');
    expect(more).toEqual([]);
    expect(exit).toMatchObject({ kind: 'airspace-exit', basis: 'observed', level: 'note' });
    expect(exit?.text).toBe('RA-86559 left North Korean airspace (land and 12 NM of sea).');
  });

  it('is not invented from silence', () => {
    const silent = inOrder(framesOf(back(0, 300)), otherFrames(0, 30_000));
    expect(live(silent).events.filter(({ kind }) => kind.startsWith('airspace-'))).toEqual([]);
  });

  it('of an aircraft heard again outside is inferred, shortly before, within what it can fly', () => {
    const reheardS = 8 * 3600;
    const again = flight(reheardS, 300, {}, OFF_HAMHUNG, 80);
    const [exit, ...more] = about(said([...back(0, 300), ...again]), 'KP');
    expect(more).toEqual([]);
    expect(exit).toMatchObject({ kind: 'airspace-exit', basis: 'inferred', probability: 0.7 });
    const away = distanceToBorderNm(OFF_HAMHUNG, 'KP');
    expect(exit?.toAt).toBe(T0 + reheardS * 1000 - Math.floor((away / 600) * 3_600_000));
    expect(exit?.fromAt).toBeGreaterThan(T0 + 300_000);
    expect(exit?.at).toBeGreaterThan(T0 + reheardS * 1000 - 600_000);
    expect(exit?.text).toBe(
      'RA-86559 probably left North Korean airspace (land and 12 NM of sea), unheard for 7 h 55 min.',
    );
  });
});

describe('a hole over the border', () => {
  it('of five minutes is observed, of more is inferred where the straight way crosses', () => {
    const holed = (fromS: number, toS: number) =>
      about(said([...part(0, 900)].filter((_, index) => index * 10 <= fromS || index * 10 >= toS)), 'KP');
    const [seen] = holed(CROSSING_S - 100, CROSSING_S + 190);
    expect(seen?.basis).toBe('observed');
    const [guessed, ...more] = holed(CROSSING_S - 200, CROSSING_S + 300);
    expect(more).toEqual([]);
    expect(guessed?.basis).toBe('inferred');
    expect(Math.abs((guessed?.at ?? 0) - T0 - CROSSING_S * 1000)).toBeLessThan(15_000);
    expect(guessed?.fromAt).toBeLessThanOrEqual(T0 + CROSSING_S * 1000);
    expect(guessed?.toAt).toBeGreaterThanOrEqual(T0 + CROSSING_S * 1000);
    expect(guessed?.text).toContain('probably entered');
  });

  it('holds the truth wherever the hole lies and whatever way was flown in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fc.integer({ min: 20, max: 300 }),
        fc.integer({ min: 60, max: 900 }),
        (before, after, waitS) => {
          // It waits at the line for a while, unheard, and flies on: the truth is when it waited.
          const heard = part(0, CROSSING_S - before);
          const later = part(CROSSING_S + after, CROSSING_S + after + 300).map((one) => ({
            ...one,
            at: one.at + waitS * 1000,
            positionAt: one.at + waitS * 1000,
          }));
          const [enter] = about(said([...heard, ...later]), 'KP');
          const crossed = [T0 + CROSSING_S * 1000, T0 + (CROSSING_S + waitS) * 1000] as const;
          expect(enter?.fromAt).toBeLessThanOrEqual(crossed[0]);
          expect(enter?.toAt).toBeGreaterThanOrEqual(crossed[1]);
          expect(enter?.at).toBeGreaterThanOrEqual(enter?.fromAt ?? 0);
          expect(enter?.at).toBeLessThanOrEqual(enter?.toAt ?? 0);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('of more than a week says nothing', () => {
    const nextWeek = part(CROSSING_S + 60, CROSSING_S + 360).map((one) => {
      const at = one.at + 8 * 24 * 3_600_000;
      return { ...one, at, positionAt: at };
    });
    const heard = framesOf([...part(0, CROSSING_S - 60), ...nextWeek]);
    expect(about(live(heard).events, 'KP')).toEqual([]);
  });
});

describe('garbage', () => {
  /** Along the coast, 4 to 26 NM outside the 12-mile line. */
  const coast = (): Position[] => {
    const start = { latitudeDeg: 40.9, longitudeDeg: 130.3 };
    const course = 222;
    return Array.from({ length: 120 }, (_, index) => destinationPoint(start, course, index * 1.25)).filter(
      (position) => distanceToBorderNm(position, 'KP') > 3.5,
    );
  };

  it('multilateration that jumps by 15 NM along the coast never enters the country', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 120, maxLength: 120 }), (jumps) => {
        const reports = coast().map((position, index): Report => {
          const at = T0 + index * 10_000;
          return {
            icao24: '15521f',
            at,
            positionAt: at,
            position: destinationPoint(position, 310, jumps[index] ?? 0),
            groundSpeedKt: SPEED,
            altitudeFt: 31_000,
            onGround: false,
            source: 'mlat',
            feed: 'readsb',
          };
        });
        expect(about(said(reports), 'KP')).toEqual([]);
        expect(about(said(reports), 'ZKKP')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('multilateration that means it enters, once it is 15 NM past the edge', () => {
    const [enter, ...more] = about(said(part(-200, 900, { source: 'mlat' })), 'KP');
    expect(more).toEqual([]);
    expect(enter?.kind).toBe('airspace-enter');
    expect(enter?.fromAt).toBeLessThanOrEqual(T0 + CROSSING_S * 1000);
    expect(enter?.toAt).toBeGreaterThanOrEqual(T0 + CROSSING_S * 1000);
    const entered = destinationPoint(OFF_HAMHUNG, TO_SUNAN, (SPEED * ((enter?.toAt ?? 0) - T0)) / 3_600_000);
    expect(depthNm(entered, 'KP')).toBeGreaterThan(14.9);
  });

  it('a circle at Sunan under its address, 3,000 NM away, enters nothing', () => {
    const taiga = { latitudeDeg: 58.3, longitudeDeg: 60 };
    const forged = leg({ start: SUNAN, trackDeg: 10, fromS: 2700, forS: 600, speedKt: 190, altitudeFt: 3000 });
    expect(distanceNm(taiga, SUNAN)).toBeGreaterThan(2500);
    expect(said([...flight(0, 300, {}, taiga, 90), ...forged])).toEqual([]);
  });

  it('suspect positions neither enter nor leave', () => {
    const jammed = [...part(0, CROSSING_S - 20), ...part(CROSSING_S - 10, 900, { nacP: 0 })];
    expect(about(said(jammed), 'KP')).toEqual([]);
  });
});

describe('a clip', () => {
  it('of the FIR’s eastern corner is one entry and one exit, however it brushes the edge', () => {
    const start = { latitudeDeg: 39.2, longitudeDeg: 136.0 };
    const events = about(said(flight(0, 2000, {}, start, 345)), 'ZKKP');
    expect(events.map(outline)).toEqual(['airspace-enter ZKKP observed', 'airspace-exit ZKKP observed']);
    expect(about(events, 'KP')).toEqual([]);
  });

  it('the log is the same however often the clock is asked', () => {
    const frames = framesOf(part(0, 900));
    const ticks = Array.from({ length: 900 }, (_, s) => ({ kind: 'clock' as const, at: T0 + s * 1000 + 700 }));
    expect(live(inOrder(frames, ticks)).events).toEqual(live(frames).events);
  });
});
