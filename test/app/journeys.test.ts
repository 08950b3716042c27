/** What the log says of where an aircraft comes from and goes to, and where it has to say "nobody knows". */
import { describe, expect, it } from 'vitest';
import { type Journey, journeyNow, journeysOf } from '../../src/app/journeys.ts';
import { isDerived, journeys } from '../../src/app/select.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyFleet, withTracks } from '../../src/tracks/fleet.ts';
import { eventWith, fixAt, stateWith, trackWith } from '../support/states.ts';

const HOUR = 3600;
const UUMU = { icao: 'UUMU', name: 'Chkalovsky' };
const ZKPY = { icao: 'ZKPY', name: 'Pyongyang Sunan' };
const at = (hoursAgo: number, kind: string, more: Partial<FlightEvent> = {}): FlightEvent =>
  eventWith(`${kind}/${hoursAgo}`, kind, hoursAgo * HOUR, '', { icao24: '15521f', ...more });
const ends = (events: readonly FlightEvent[]): string => route(journeysOf(events).get('15521f'));
const route = (journey: Journey | undefined): string =>
  `${journey?.from?.icao ?? '?'}>${journey?.to?.icao ?? '?'}${journey?.toBasis === 'expected' ? '?' : ''}`;

const out = at(57, 'take-off', { place: UUMU });
const heading = at(48, 'heading-for-dprk', {
  basis: 'inferred',
  probability: 0.87,
  candidates: [
    { icao: 'ZKPY', probability: 0.74, distanceNm: 300 },
    { icao: 'ZKWS', probability: 0.06, distanceNm: 260 },
  ],
  detail: { stage: 'likely', eta: ['2026-10-09T15:00:00Z', '2026-10-09T15:24:00Z'], remainingNm: 330 },
});
const arrival = at(47, 'landing', { basis: 'inferred', probability: 0.83, place: ZKPY });
const back = at(9.6, 're-seen', { detail: { awayHours: 37.5 } });
const left = at(10, 'departure', { basis: 'inferred', probability: 0.87, place: ZKPY });
const home = at(0.1, 'landing', { place: UUMU });

describe('the journey there and back', () => {
  it.each<[string, readonly FlightEvent[]]>([
    ['UUMU>?', [out]],
    ['UUMU>ZKPY?', [out, heading]],
    ['UUMU>ZKPY', [out, heading, arrival]],
    ['?>?', [out, heading, arrival, back]],
    ['ZKPY>?', [out, heading, arrival, back, left]],
    ['ZKPY>UUMU', [out, heading, arrival, back, left, home]],
    // The log's order is that in which things were said: the landing is confirmed after the return is heard.
    ['ZKPY>UUMU', [out, heading, back, arrival, left, home, at(10, 'visit-closed', { place: ZKPY, probability: 0.9 })]],
    // The landing that it returns with is one landing.
    ['ZKPY>UUMU', [out, arrival, back, left, home, at(0.1, 'return', { place: UUMU })]],
  ])('reads %s', (words, events) => {
    expect(ends(events)).toBe(words);
  });

  it('forgets its origin where the departure was not seen', () => {
    expect(ends([out, arrival, home])).toBe('?>UUMU');
    expect(ends([out, back])).toBe('?>?');
    expect(ends([out, back, home])).toBe('?>UUMU');
  });

  it('names no field below even odds', () => {
    expect(ends([at(5, 'take-off', { place: UUMU, probability: 0.4, basis: 'inferred' })])).toBe('?>?');
    expect(ends([out, at(4, 'landing', { place: ZKPY, probability: 0.45, basis: 'inferred' })])).toBe('UUMU>?');
  });

  it('names the country where the evidence is a set of its fields', () => {
    const candidates = [
      { icao: 'ZKPY', probability: 0.4, distanceNm: 100 },
      { icao: 'ZKWS', probability: 0.4, distanceNm: 60 },
    ];
    expect(ends([out, at(4, 'landing', { probability: 0.8, candidates, basis: 'inferred' })])).toBe('UUMU>DPRK');
  });

  it('believes the landing itself of where it came from', () => {
    const told = at(1, 'landing', { place: UUMU, detail: { leg: { origin: { icao: 'ZKPY', probability: 0.9 } } } });
    expect(ends([told])).toBe('ZKPY>UUMU');
    expect(ends([at(1, 'landing', { place: UUMU, detail: { leg: null } })])).toBe('?>UUMU');
  });
});

describe('a goal', () => {
  it('comes with its stage, its interval and how much longer than the direct way it is', () => {
    expect(journeysOf([out, heading]).get('15521f')).toMatchObject({
      probability: 0.74,
      goal: {
        stage: 'likely',
        probability: 0.87,
        etaFromAt: Date.UTC(2026, 9, 9, 15),
        etaToAt: Date.UTC(2026, 9, 9, 15, 24),
        detour: 1.1,
      },
    });
  });
  it('is not named while it is only watched', () => {
    expect(ends([out, { ...heading, probability: 0.55, detail: { stage: 'watch' } }])).toBe('UUMU>?');
  });
  it('is gone once it is withdrawn', () => {
    expect(ends([out, heading, at(47.5, 'heading-withdrawn')])).toBe('UUMU>?');
    expect(ends([out, arrival, at(46, 'heading-withdrawn')])).toBe('UUMU>ZKPY');
  });
  it.each([[undefined], ['soon'], [[null, 3]], [['2026', 'never']]])(
    'has no interval where its detail holds %j',
    (eta) => {
      const journey = journeysOf([{ ...heading, detail: { stage: 'likely', eta } }]).get('15521f');
      expect(journey?.goal).toMatchObject({ stage: 'likely', detour: 1 });
      expect(journey?.goal).not.toHaveProperty('etaFromAt');
    },
  );
});

describe('an aircraft that is heard in the air after its landing', () => {
  const flown = (minutes: number, onGround: boolean) =>
    trackWith('15521f', 0, { lastFix: fixAt(home.toAt + minutes * 60_000, { onGround }) });
  const journey = journeysOf([out, home]).get('15521f') ?? {};
  it.each([
    [3, false, '?>?'],
    [1, false, 'UUMU>UUMU'],
    [30, true, 'UUMU>UUMU'],
  ])('%i min later, on the ground %s: %s', (minutes, onGround, words) => {
    expect(route(journeyNow(journey, flown(minutes, onGround)))).toBe(words);
  });
  it('is so in what the screen asks', () => {
    const base = stateWith({ events: [out, home] });
    const fleet = withTracks(emptyFleet, [flown(4, false)]);
    expect(route(journeys(base).get('15521f'))).toBe('UUMU>UUMU');
    expect(route(journeys({ ...base, world: { ...base.world, fleet } }).get('15521f'))).toBe('?>?');
  });
});

it('knows of a log line whether its registration was derived from the address', () => {
  const state = stateWith();
  const line = (icao24: string, registration: string) => eventWith('x', 'lost', 1, '', { icao24, registration });
  expect(isDerived(state, line('15521f', 'RA-86559'))).toBe(true);
  expect(isDerived(state, line('15521f', 'RA-86560'))).toBe(false);
  expect(isDerived(state, line('155221', 'RA-86561'))).toBe(false);
  expect(isDerived(state, line('000001', 'X'))).toBe(false);
});
