/** The peers' rules as restated, on both sides of each of their lines, and the counting: a comparison with straw men is worth nothing. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../../src/aero/geo.ts';
import type { Report } from '../../../src/feeds/types.ts';
import { clock, framesOf, inOrder, leg, OURS, otherFrames, SUNAN, T0 } from '../../support/flown.ts';
import { type Call, type Rules, traceOf } from './calls.ts';
import { opdi } from './opdi.ts';
import { ours } from './ours.ts';
import { planeNotify } from './plane-notify.ts';
import { privateJets } from './private-jets.ts';
import { readsbLegs } from './readsb-legs.ts';
import { isForbidden } from './recordings.ts';
import { score, type Truth } from './score.ts';

/** Level, then down towards Sunan from the north until `untilNm` short of it, at 30 s and 300 kt. */
function inbound(untilNm: number, fromS: number, topFt = 33_000): Report[] {
  const reports: Report[] = [];
  for (let index = 0; 150 - index * 2.5 > untilNm; index += 1) {
    const toGoNm = 150 - index * 2.5;
    const altitudeFt = Math.min(topFt, 117 + toGoNm * 318);
    reports.push(
      ...leg({
        start: destinationPoint(SUNAN, 0, toGoNm),
        trackDeg: 180,
        fromS: fromS + index * 30,
        forS: 0,
        speedKt: 300,
        altitudeFt,
      }),
    );
  }
  return reports;
}
const endS = (reports: readonly Report[]): number => ((reports.at(-1)?.at ?? T0) - T0) / 1000;
/** The same way back, from `fromNm` on. */
const outbound = (fromNm: number, fromS: number, topFt = 33_000): Report[] =>
  inbound(fromNm, 0, topFt)
    .reverse()
    .map((one, index) => ({
      ...one,
      at: T0 + (fromS + index * 30) * 1000,
      positionAt: T0 + (fromS + index * 30) * 1000,
    }));
const parked = (fromS: number, forS: number): Report[] => leg({ start: SUNAN, fromS, forS, everyS: 30, speedKt: 5 });

const said = (rules: Rules, reports: readonly Report[], untilS = endS(reports)): readonly string[] =>
  rules
    .run(inOrder(framesOf(reports), otherFrames(-100, untilS, 30)), [OURS])
    .map(({ kind, place }) => `${kind} ${place}`);

describe('the way in and out heard to the ground', () => {
  const down = inbound(1, 0);
  // A transponder is off for most of a stay; OPDI cuts flights by such holes alone.
  const stay = [...parked(endS(down) + 30, 600), ...parked(endS(down) + 2400, 600)];
  const whole = [...down, ...stay, ...outbound(1, endS(stay) + 60)];
  it.each([planeNotify, readsbLegs, privateJets, opdi, ours])(
    '$name finds the landing and the take-off at Sunan',
    (rules) => {
      expect(said(rules, whole)).toEqual(['landing ZKPY', 'take-off ZKPY']);
    },
  );
});

describe('lost in cruise 100 NM out, heard again there two hours later', () => {
  const down = inbound(100, 0, 30_000);
  const whole = [...down, ...outbound(100, endS(down) + 7200, 30_000)];
  it.each([planeNotify, readsbLegs, privateJets, opdi])('$name says nothing', (rules) =>
    expect(said(rules, whole)).toEqual([]),
  );

  it('private-jets says something after ten hours and a minute, at the field nearest to the last fix', () => {
    const later = (s: number) => said(privateJets, [...down, ...outbound(100, endS(down) + s, 30_000)]);
    expect(later(36_000)).toEqual([]);
    expect(later(36_060).map((call) => call.split(' ')[0])).toEqual(['landing', 'take-off']);
    expect(later(36_060).join()).not.toContain('ZKPY');
  });
});

describe('lost at about 8,000 ft 25 NM out, heard again there', () => {
  const down = inbound(25, 0);
  const again = (s: number) => [...down, ...outbound(25, endS(down) + s)];

  it('plane-notify says it after five minutes, at the wrong field', () => {
    expect(said(planeNotify, down, endS(down) + 240)).toEqual([]);
    const calls = said(planeNotify, down, endS(down) + 420);
    expect(calls.length).toBe(1);
    expect(calls[0]).toMatch(/^landing (?!ZKPY)/);
  });

  it('readsb makes two legs of it when the climb comes 12 min after the descent, with a hole of five in between', () => {
    expect(said(readsbLegs, again(3600)).map((call) => call.split(' ')[0])).toEqual(['landing', 'take-off']);
    expect(said(readsbLegs, again(240))).toEqual([]);
  });

  it('private-jets splits at five minutes, OPDI knows no field', () => {
    expect(said(privateJets, again(330)).length).toBe(2);
    expect(said(privateJets, again(290))).toEqual([]);
    expect(said(opdi, again(3600))).toEqual([]);
  });
});

describe('the trace', () => {
  it('holds each time once, in order, whatever comes twice and late', () => {
    const reports = inbound(100, 0);
    const twice = [...reports, ...[...reports].reverse()];
    expect(traceOf(framesOf(twice), OURS).map(({ at }) => at)).toEqual(reports.map(({ at }) => at));
    expect(traceOf([...framesOf(reports), clock(9999)], '71be17')).toEqual([]);
  });
});

describe('the score', () => {
  const truth: Truth = { kind: 'landing', icao24: OURS, places: ['ZKPY'], fromAt: 100, toAt: 200 };
  const call = (rest: Partial<Call> = {}): Call => ({ kind: 'landing', icao24: OURS, at: 150, place: 'ZKPY', ...rest });
  const always = () => true;

  it.each([
    ['right', [call()], [1, 0, 0]],
    ['right at the edge', [call({ at: 200 })], [1, 0, 0]],
    ['too late', [call({ at: 201 })], [0, 0, 1]],
    ['another aircraft', [call({ icao24: '15521e' })], [0, 0, 1]],
    ['a take-off', [call({ kind: 'take-off' })], [0, 0, 1]],
    ['the wrong field', [call({ place: 'ZKSC' })], [0, 1, 0]],
    ['the wrong field first, then the right one', [call({ place: 'ZKSC' }), call({ at: 160 })], [1, 0, 1]],
    ['said twice', [call(), call({ at: 160 })], [1, 0, 1]],
    ['nothing said', [], [0, 0, 0]],
  ] as const)('%s', (_, calls, [right, wrongField, wrong]) => {
    expect(score([truth], calls, always)).toEqual({ asked: 1, right, wrongField, false: wrong, unjudged: 0 });
  });

  it('what the truth neither asks for nor forbids is not judged, and a second time is false all the same', () => {
    expect(score([truth], [call(), call({ at: 900 })], () => false)).toMatchObject({ right: 1, false: 0, unjudged: 1 });
    expect(score([truth], [call(), call()], () => false)).toMatchObject({ right: 1, false: 1, unjudged: 0 });
  });

  it('reads what a truth file forbids', () => {
    expect(isForbidden([{ kind: 'landing', icao24: OURS, notPlace: ['ZKPY'] }], call())).toBe(false);
    expect(isForbidden([{ kind: 'landing', icao24: OURS, notPlace: ['ZKPY'] }], call({ place: 'ZKSC' }))).toBe(true);
    expect(isForbidden([{ kind: ['visit-opened', 'landing'], icao24: OURS }], call())).toBe(true);
    expect(isForbidden([{ kind: 'landing', notIcao24: [OURS] }], call())).toBe(false);
    expect(isForbidden([{ kind: 'landing', icao24: OURS, moreThan: 2 }], call())).toBe(false);
  });
});
