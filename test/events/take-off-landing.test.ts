import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Report } from '../../src/feeds/types.ts';
import { approach, framesOf, inOrder, leg, live, otherFrames, report, SUNAN, T0, TAIGA } from '../support/flown.ts';

const roll = (fromS: number, speeds: readonly number[], everyS = 10): Report[] =>
  speeds.map((groundSpeedKt, index) =>
    report(fromS + index * everyS, {
      position: destinationPoint(SUNAN, 180, index * 0.2),
      onGround: true,
      groundSpeedKt,
    }),
  );
const parked = (fromS: number, forS: number): Report[] => leg({ start: SUNAN, fromS, forS });
const climb = (fromS: number, forS = 60): Report[] =>
  leg({ start: destinationPoint(SUNAN, 0, 1), fromS, forS, speedKt: 170, altitudeFt: 300, rateFpm: 2000 });
const said = (reports: readonly Report[]) =>
  live(framesOf(reports)).events.filter((one) => ['take-off', 'landing'].includes(one.kind));

describe('an observed landing', () => {
  it('is said once, at the field, with an interval around the touch-down', () => {
    const events = said([...approach(0), ...roll(2, [130, 100, 70, 30]), ...parked(60, 3600)]);
    expect(events.map((one) => [one.kind, one.place?.icao, one.basis])).toEqual([['landing', 'ZKPY', 'observed']]);
    const [landing] = events;
    expect(landing?.fromAt).toBe(T0 - 20_000);
    expect(landing?.toAt).toBe(T0 + 12_000);
    expect(landing?.level).toBe('alert');
  });

  it('holds airborne while it rolls at 80 kt, lands when it is slower', () => {
    expect(said([...approach(0), ...roll(2, [130, 100, 80])])).toEqual([]);
    expect(said([...approach(0), ...roll(2, [130, 100, 79])]).length).toBe(1);
  });

  it('holds airborne for one ground row, and for two that are 4 s apart; lands with 5 s', () => {
    expect(said([...approach(0), ...roll(2, [60])])).toEqual([]);
    expect(said([...approach(0), ...roll(2, [75, 60], 4)])).toEqual([]);
    expect(said([...approach(0), ...roll(2, [75, 60], 5)]).length).toBe(1);
  });

  it('is said a minute after a fast roll-out that was not heard to its end, and not after 50 s', () => {
    const heard = framesOf([...approach(0), ...roll(2, [130, 100])]);
    const until = (s: number) => live(inOrder(heard, otherFrames(20, s))).kinds.filter((kind) => kind === 'landing');
    expect(until(60)).toEqual([]);
    expect(until(90)).toEqual(['landing']);
  });

  it('a touch-and-go is neither a landing nor a take-off', () => {
    expect(said([...approach(0), ...roll(2, [130, 120, 135]), ...climb(32)])).toEqual([]);
  });

  it('a go-around without a ground row is nothing', () => {
    expect(
      said([
        ...approach(0),
        ...climb(0),
        ...leg({ start: SUNAN, fromS: 70, forS: 60, speedKt: 200, altitudeFt: 2000 }),
      ]),
    ).toEqual([]);
  });

  it('a flag that flickers in the roll-out changes nothing', () => {
    const flicker = report(15, {
      position: destinationPoint(SUNAN, 180, 0.3),
      onGround: false,
      altitudeFt: 100,
      groundSpeedKt: 70,
    });
    const [first, second, ...rest] = roll(2, [110, 70, 50, 30]);
    const events = said([
      ...approach(0),
      first ?? report(2),
      second ?? report(12),
      flicker,
      ...rest,
      ...parked(60, 60),
    ]);
    expect(events.map((one) => one.kind)).toEqual(['landing']);
  });

  it('is not claimed 6 NM from every field, nor as observed over a hole of more than five minutes', () => {
    const far = [
      ...leg({ start: TAIGA, fromS: -60, forS: 50, speedKt: 145, altitudeFt: 900, rateFpm: -700 }),
      ...leg({ start: TAIGA, fromS: 2, forS: 60 }),
    ];
    expect(said(far)).toEqual([]);
    expect(said([...approach(0), ...parked(295, 60)]).map(({ basis }) => basis)).toEqual(['inferred']);
    expect(said([...approach(0), ...parked(200, 60)]).map(({ basis }) => basis)).toEqual(['observed']);
  });

  it('is never claimed of an aircraft that was not heard in the air', () => {
    expect(said([...parked(0, 60), ...roll(70, [10, 15, 5])])).toEqual([]);
  });

  it('works without a ground flag, by speed and height at the field', () => {
    const flagless = [...approach(0), ...roll(2, [130, 90, 45, 20, 10, 5])].map(({ onGround, ...rest }) =>
      onGround === true ? { ...rest, altitudeFt: 150 } : rest,
    );
    expect(said(flagless).map((one) => one.kind)).toEqual(['landing']);
  });
});

describe('an observed take-off', () => {
  it('is said once, from the field of the last ground fix', () => {
    const events = said([...parked(0, 120), ...roll(130, [40, 90, 140]), ...climb(160, 300)]);
    expect(events.map((one) => [one.kind, one.place?.icao])).toEqual([['take-off', 'ZKPY']]);
    expect([events[0]?.fromAt, events[0]?.toAt]).toEqual([T0 + 140_000, T0 + 170_000]);
  });

  it('needs two rows, 100 kt and 200 ft of climb', () => {
    const air = (s: number, groundSpeedKt: number, altitudeFt: number): Report =>
      report(s, { position: SUNAN, onGround: false, groundSpeedKt, altitudeFt });
    const start = parked(0, 60);
    expect(said([...start, air(70, 150, 200)])).toEqual([]);
    expect(
      said([...start, air(70, 150, 200), { ...air(80, 99, 500), position: destinationPoint(SUNAN, 0, 0.4) }]),
    ).toEqual([]);
    expect(
      said([...start, air(70, 150, 200), { ...air(80, 150, 399), position: destinationPoint(SUNAN, 0, 0.4) }]),
    ).toEqual([]);
    expect(
      said([...start, air(70, 150, 200), { ...air(80, 150, 400), position: destinationPoint(SUNAN, 0, 0.4) }]).length,
    ).toBe(1);
  });

  it('is said although the position is jammed: the flag and the barometer are not', () => {
    const jammed = climb(160, 60).map((one) => ({ ...one, nacP: 0 }));
    const events = said([...parked(0, 150), ...jammed]);
    expect(events.map((one) => [one.kind, one.place?.icao])).toEqual([['take-off', 'ZKPY']]);
  });

  it('is only inferred in place when the aircraft was jammed on the ground too', () => {
    const events = said([...parked(0, 150), ...climb(160, 60)].map((one) => ({ ...one, nacP: 0 })));
    expect(events.map((one) => [one.kind, one.probability])).toEqual([['take-off', 0.9]]);
    expect(events[0]?.text).toContain('took off (inferred)');
  });

  it('is not claimed of an aircraft first heard in the air', () => expect(said(climb(0, 300))).toEqual([]));
});

describe('hazards that are neither', () => {
  const flight = leg({ start: TAIGA, trackDeg: 90, fromS: 0, forS: 600, speedKt: 450, altitudeFt: 33_000 });
  const ground = (from: number, rows: number): Report[] =>
    flight.map((one, index) => {
      if (index < from || index >= from + rows) return one;
      const { altitudeFt: _height, verticalRateFpm: _rate, ...rest } = one;
      return { ...rest, onGround: true };
    });

  it.each([1, 2, 3, 4])('%s ground rows in a row at FL330', (rows) => expect(said(ground(20, rows))).toEqual([]));
  it('ground rows without a speed, just after a silence', () => {
    const { groundSpeedKt: _s, ...mute } = ground(40, 4)[40] ?? report(0);
    expect(said([...flight.slice(0, 10), mute, ...ground(40, 4).slice(41)])).toEqual([]);
  });
  it('twelve hours on the apron with a receiver that wanders', () => {
    const wandering = parked(0, 43_200 / 4).map((one, index) => ({
      ...one,
      position: destinationPoint(SUNAN, (index * 137) % 360, 0.02 * (index % 5)),
      groundSpeedKt: index % 9 === 0 ? 3 : 0,
    }));
    expect(said(wandering)).toEqual([]);
  });
});
