/** `emergency`: a minute of fresh reports, once an episode, and nobody's in a crowd. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Observation } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, inOrder, leg, live, SUNAN, settingsFor, TAIGA } from '../support/flown.ts';

const cruise = (fromS: number, forS: number, rest: Partial<Report> = {}, everyS = 10): Report[] =>
  leg({ start: TAIGA, trackDeg: 90, fromS, forS, everyS, speedKt: 450, altitudeFt: 33_000, rest });
const ofKind = (observations: readonly Observation[], kind: string, settings = settingsFor()) =>
  live(observations, settings).events.filter((event) => event.kind === kind);

describe('emergency', () => {
  const squawking = (fromS: number, forS: number, rest: Partial<Report> = {}): Report[] =>
    cruise(fromS, forS, { squawk: '7700', ...rest });
  const normal = (fromS: number, forS: number): Report[] => cruise(fromS, forS, { squawk: '1430' });

  it.each([
    [50, 0],
    [60, 1],
    [900, 1],
  ])('for %s s: %s', (forS, times) => {
    const events = ofKind(framesOf([...normal(0, 30), ...squawking(40, forS), ...normal(50 + forS, 120)]), 'emergency');
    expect(events.length).toBe(times);
    if (times > 0) expect(events[0]?.detail).toMatchObject({ squawk: '7700' });
  });

  it.each(['7500', '7600'])('%s is one, 7000 is none', (squawk) => {
    expect(ofKind(framesOf(squawking(0, 90, { squawk })), 'emergency').length).toBe(1);
    expect(ofKind(framesOf(squawking(0, 90, { squawk: '7000' })), 'emergency')).toEqual([]);
  });

  it('the word alone is one', () => {
    const [event] = ofKind(framesOf(cruise(0, 90, { squawk: '1430', emergency: 'lifeguard' })), 'emergency');
    expect(event?.detail).toMatchObject({ squawk: null, emergency: 'lifeguard' });
  });

  it('two sightings with more than a minute between are not a minute of fresh reports', () => {
    expect(ofKind(framesOf([...squawking(0, 0), ...squawking(70, 50)]), 'emergency')).toEqual([]);
  });

  it('a garbled code in between does not make it two, a minute without does', () => {
    const glitch = [...squawking(0, 100), ...normal(110, 20), ...squawking(140, 200)];
    expect(ofKind(framesOf(glitch), 'emergency').length).toBe(1);
    const twice = [...squawking(0, 100), ...normal(110, 80), ...squawking(200, 200)];
    expect(ofKind(framesOf(twice), 'emergency').length).toBe(2);
  });

  it('on the ground nothing is said', () => {
    expect(ofKind(framesOf(leg({ start: SUNAN, fromS: 0, forS: 200, rest: { squawk: '7700' } })), 'emergency')).toEqual(
      [],
    );
  });

  const crowd = (others: number, awayNm: number, fromS: number, forS: number): Observation[] =>
    Array.from({ length: others }, (_, index) =>
      framesOf(
        leg({
          start: destinationPoint(TAIGA, 180, awayNm),
          trackDeg: 90,
          fromS,
          forS,
          speedKt: 450,
          altitudeFt: 30_000,
          rest: { icao24: `15201${index}`, squawk: '7700' },
        }),
      ),
    ).flat();

  it('six at once within 100 NM are interference, five are not, nor six far away', () => {
    const with7700 = (others: number, awayNm: number) =>
      ofKind(inOrder(framesOf(squawking(0, 240)), crowd(others, awayNm, 0, 240)), 'emergency').length;
    expect(with7700(5, 30)).toBe(0);
    expect(with7700(4, 30)).toBe(1);
    expect(with7700(5, 130)).toBe(1);
  });

  it('one on the edge of the crowd belongs to it', () => {
    const crowded = inOrder(framesOf(squawking(0, 240)), crowd(6, 90, 0, 240));
    const alone = live(crowded, settingsFor({ eventsForAll: true })).events.filter(
      (event) => event.kind === 'emergency',
    );
    expect(alone).toEqual([]);
  });

  it('one that was said before the crowd joined in is taken back', () => {
    const events = ofKind(inOrder(framesOf(squawking(0, 300)), crowd(8, 20, 120, 180)), 'emergency');
    expect(events.map((event) => event.status)).toEqual(['confirmed', 'retracted']);
    expect(events[1]?.supersedes).toBe(events[0]?.id);
  });

  it('a crowd that comes after five minutes takes nothing back, and 7500 in a crowd stands', () => {
    const late = inOrder(framesOf(squawking(0, 600)), crowd(8, 20, 310, 200));
    expect(ofKind(late, 'emergency').map((event) => event.status)).toEqual(['confirmed']);
    const hijacked = inOrder(framesOf(squawking(0, 240, { squawk: '7500' })), crowd(8, 20, 0, 240));
    expect(ofKind(hijacked, 'emergency').length).toBe(1);
  });

  it('what a forger says from elsewhere is nobody’s emergency', () => {
    const forged = leg({
      start: SUNAN,
      fromS: 400,
      forS: 300,
      speedKt: 190,
      altitudeFt: 3000,
      rest: { squawk: '7700' },
    });
    expect(live(framesOf([...normal(0, 300), ...forged])).kinds).toEqual(['first-seen', 'teleport']);
  });
});
