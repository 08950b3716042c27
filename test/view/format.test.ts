/** Numbers and times as words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as format from '../../src/view/format.ts';
import { glyphsOf } from '../../src/view/glyphs.ts';

const NOW = Date.UTC(2026, 9, 11, 14, 22, 7, 400);
const glyphs = glyphsOf('unicode');

describe('ages', () => {
  it.each([
    [-5000, 'now'],
    [0, 'now'],
    [14_999, 'now'],
    [15_000, '10s'],
    [19_999, '10s'],
    [20_000, '20s'],
    [59_999, '50s'],
    [60_000, '1m'],
    [3_599_999, '59m'],
    [3_600_000, '1h'],
    [47 * 3_600_000, '47h'],
    [48 * 3_600_000, '2d'],
  ])('%i ms ago is "%s"', (passed, words) => {
    expect(format.age(NOW - passed, NOW)).toBe(words);
  });
  it('of what was never is a dash', () => {
    expect(format.age(undefined, NOW)).toBe('-');
  });
});

describe('values', () => {
  it.each([
    [format.altitude(34_000, 'aviation'), '34000'],
    [format.altitude(34_000, 'metric'), '10363'],
    [format.altitude(undefined, 'aviation'), '-'],
    [format.altitude(Number.NaN, 'aviation'), '-'],
    [format.altitude(-0.2, 'aviation'), '0'],
    [format.flightLevel(34_000, 'aviation'), 'F340'],
    [format.flightLevel(4500, 'aviation'), '4500 ft'],
    [format.flightLevel(34_000, 'metric'), '10363 m'],
    [format.speed(472, 'metric'), '874'],
    [format.distance(1742, 'aviation'), '1 742'],
    [format.distance(100, 'metric'), '185'],
    [format.verticalRate(-1400, 'aviation'), '-1400'],
    [format.verticalRate(1000, 'metric'), '+5.1'],
    [format.degrees(359.7), '000'],
    [format.degrees(-10), '350'],
    [format.degrees(7), '007'],
    [format.coordinates({ latitudeDeg: -1.5, longitudeDeg: 108.4464 }), '1.500S 108.446E'],
    [format.duration(41_000), '41s'],
    [format.duration(7_260_000), '2h01m'],
    [format.duration(725_000), '12m05s'],
    [format.clockTime(NOW), '14:22:07Z'],
    [format.clockMinute(NOW), '14:22Z'],
    [format.day(NOW), '2026-10-11'],
    [format.shortDay(NOW), '11 Oct'],
    [format.timeNear(NOW - 86_400_000, NOW), '10 Oct 14:22Z'],
    [format.percent(0.934), '93 %'],
    [format.roughly(7), '7'],
    [format.roughly(212), '200+'],
    [format.roughly(18_204), '10000+'],
    [format.orderWords(7), '7'],
    [format.orderWords(212), '100+'],
    [format.orderWords(18_204), '10000+'],
    [format.counted(1, 'report'), '1 report'],
    [format.counted(0, 'report'), '0 reports'],
    [format.counted(18_204, 'report'), '18 204 reports'],
    [format.counted('1', 'report'), '1 report'],
    [format.counted('10+', 'report'), '10+ reports'],
  ])('%s', (said, words) => {
    expect(said).toBe(words);
  });
  it.each([
    [0, '→'],
    [249, '→'],
    [250, '↗'],
    [-250, '↘'],
    [undefined, '·'],
  ])('a vertical rate of %s shows %s', (rate, sign) => {
    expect(format.trend(rate, glyphs)).toBe(sign);
  });
  it('never throws and never says NaN, whatever the number', () => {
    const any = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 8.64e15, 8.65e15, undefined),
    );
    fc.assert(
      fc.property(any, any, (a, b) => {
        const value = a as number;
        const words = [
          format.altitude(a, 'metric'),
          format.flightLevel(a, 'aviation'),
          format.speed(a, 'metric'),
          format.distance(a, 'metric'),
          format.verticalRate(a, 'metric'),
          format.degrees(a),
          format.age(a, b as number),
          format.stepped(value),
          format.duration(a),
          format.clockTime(value),
          format.clockMinute(value),
          format.day(value),
          format.shortDay(value),
          format.timeNear(value, b as number),
          format.percent(value),
          format.roughly(value),
          format.orderWords(value),
          format.coordinates({ latitudeDeg: value, longitudeDeg: value }),
        ].join(' ');
        expect(words).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});
