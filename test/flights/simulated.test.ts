/**
 * Simulated flights of the corpus' kinds with other aircraft, routes, floors of coverage, stays and noise: what is said must hold
 * the simulator's truth. What needs inference is asked as soon as a row of the table of detectors claims it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/aero/units.ts';
import { defaultWatch, type WatchRule } from '../../src/aero/watchlist.ts';
import { eventKinds } from '../../src/events/index.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyWorld, observe } from '../../src/events/world.ts';
import { tracksOf } from '../../src/tracks/fleet.ts';
import { holds, type Ran, run, saidOf } from '../support/scene-run.ts';
import { framesOf, observationsFrom, steady } from '../support/sky.ts';
import { decoyScenes, doubleScene, towScene, VISIT_ROUTES, visitScene } from '../support/sky-routes.ts';
import { strangersSky } from '../support/sky-week.ts';
import { weigh } from '../support/weigh.ts';

const claims = (kind: string): boolean => eventKinds.some((row) => row.kind === kind);
/** The rules that reason over a silence say all of this; one of them in the table means that they are there. */
const INFERS = claims('departure') || claims('overflight');
const VISITS = claims('visit-opened');

const FLOORS_FT = [0, 8000, 20_000, 31_000] as const;
const STAYS_H = [1, 2.5, 6, 20, 36, 48] as const;
const HOME = /^ZK|^KP-/;
/** A claim is what is more likely than not. */
const CLAIM = 0.5;
const LEAST_SHARE_HELD = 0.95;
const MISSING_MOST = 0.02;
/** CONTRACT and corpus: observed, lost low or within some 30 NM, lost in cruise. */
const WIDEST_MIN = { observed: 5, low: 50, cruise: 80 } as const;

const claimed = (ran: Ran, kinds: readonly string[]): readonly FlightEvent[] =>
  ran.stand.filter((event) => kinds.includes(event.kind) && event.probability >= CLAIM);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const widthMin = (event: FlightEvent): number => (event.toAt - event.fromAt) / MINUTE_MS;

/** What was said to have happened at a field where nothing of the kind did, within the hours around it. */
function invented(ran: Ran): readonly string[] {
  return ran.stand
    .filter((event) => event.kind === 'landing' || event.kind === 'take-off' || event.kind === 'departure')
    .filter((event) => event.probability >= CLAIM && event.place !== undefined)
    .filter(
      (event) =>
        !ran.truth.some(
          ({ kind, place, at }) =>
            (kind === 'landing') === (event.kind === 'landing') && place === event.place?.icao && holds(event, at),
        ),
    )
    .map(({ kind, place, fromAt, text }) => `${kind} ${place?.icao} ${new Date(fromAt).toISOString()}: ${text}`);
}

describe('simulated visits: 4 routes, floors of coverage 0 to 31,000 ft, stays of 1 to 48 h', () => {
  let visits: readonly Ran[] = [];
  beforeAll(() => {
    visits = VISIT_ROUTES.flatMap((route, routeIndex) =>
      FLOORS_FT.flatMap((floorFt, floorIndex) =>
        STAYS_H.map((stayH, stayIndex) =>
          run(visitScene(route, floorFt, stayH, 7000 + routeIndex * 100 + floorIndex * 10 + stayIndex)),
        ),
      ),
    );
  }, 120_000);

  const share = (tests: readonly boolean[]): number => tests.filter(Boolean).length / Math.max(tests.length, 1);
  const pairs = () =>
    visits.flatMap((ran) => ran.truth.map((happened) => ({ ran, happened, event: saidOf(ran, happened) })));

  it('what is observed holds the truth, and is no wider than five minutes', () => {
    const observed = pairs().flatMap(({ happened, event }) =>
      event?.basis === 'observed' ? [{ happened, event }] : [],
    );
    expect(observed.length).toBeGreaterThan(visits.length);
    expect(share(observed.map(({ happened, event }) => holds(event, happened.at)))).toBeGreaterThanOrEqual(
      LEAST_SHARE_HELD,
    );
    expect(Math.max(...observed.map(({ event }) => widthMin(event)))).toBeLessThanOrEqual(WIDEST_MIN.observed);
    expect(observed.filter(({ happened, event }) => event.place?.icao !== happened.place)).toEqual([]);
  });

  it('with coverage to the ground every landing and take-off is observed, once', () => {
    const whole = visits.filter(({ scene }) => scene.sky.floors?.every(({ floorFt }) => floorFt === 0) === true);
    expect(whole.length).toBe(VISIT_ROUTES.length * STAYS_H.length);
    for (const ran of whole) {
      const flown = claimed(ran, ['landing', 'take-off']);
      expect(
        flown.map(({ kind, place, basis }) => `${basis} ${kind} ${place?.icao}`),
        ran.scene.name,
      ).toEqual(ran.truth.map(({ kind, place }) => `observed ${kind} ${place}`));
    }
  });

  it('no landing, take-off or departure is invented', () => {
    const all = visits.flatMap((ran) => invented(ran).map((text) => `${ran.scene.name}: ${text}`));
    // The truth lies outside one interval in twenty at most; what is said of another field is worse than that.
    if (!INFERS) expect(all).toEqual([]);
    const elsewhere = all.filter((text) => !/ ZKPY /.test(text));
    expect(elsewhere.length / (visits.length * 4), elsewhere.join('\n')).toBeLessThanOrEqual(1 - LEAST_SHARE_HELD);
  });

  it('nothing is said of aircraft that are not watched', () => {
    const strangers = visits.flatMap(({ scene, said }) =>
      said.filter(({ icao24 }) => icao24 !== undefined && icao24 !== scene.icao24),
    );
    expect(strangers).toEqual([]);
  });

  it.runIf(INFERS)('every arrival and departure is found at its field, and 95 of 100 intervals hold it', () => {
    const home = pairs().filter(({ happened }) => HOME.test(happened.place));
    const missing = home.filter(({ event }) => event === undefined || event.probability < CLAIM);
    expect(
      missing.length / home.length,
      missing.map(({ ran, happened }) => `${ran.scene.name}: ${happened.kind}`).join('\n'),
    ).toBeLessThanOrEqual(MISSING_MOST);
    const found = home.flatMap(({ ran, happened, event }) => (event === undefined ? [] : [{ ran, happened, event }]));
    const outside = found.filter(({ happened, event }) => !holds(event, happened.at));
    expect(
      outside.length / found.length,
      outside.map(({ ran, happened }) => `${ran.scene.name}: ${happened.kind}`).join('\n'),
    ).toBeLessThanOrEqual(1 - LEAST_SHARE_HELD);
    const elsewhere = found.filter(
      ({ happened, event }) => event.place !== undefined && event.place.icao !== happened.place,
    );
    expect(
      elsewhere.length / found.length,
      elsewhere.map(({ ran, event }) => `${ran.scene.name}: ${event.text}`).join('\n'),
    ).toBeLessThanOrEqual(0.05);
  });

  it.runIf(INFERS)('intervals are narrow: 50 min when lost low, 80 min when lost in cruise (medians)', () => {
    const inferred = pairs().filter(({ event, happened }) => event?.basis === 'inferred' && HOME.test(happened.place));
    const widths = (low: boolean): readonly number[] =>
      inferred.flatMap(({ ran, event }) => {
        const isLow = (ran.scene.sky.floors?.[0]?.floorFt ?? 0) <= 8000;
        return event === undefined || isLow !== low ? [] : [widthMin(event)];
      });
    expect(median(widths(true))).toBeLessThanOrEqual(WIDEST_MIN.low);
    expect(median(widths(false))).toBeLessThanOrEqual(WIDEST_MIN.cruise);
  });

  it.runIf(VISITS)('each is one visit, and its intervals hold the truth', () => {
    let held = 0;
    let asked = 0;
    for (const ran of visits) {
      const [landing, takeOff] = ran.truth.filter(({ place }) => HOME.test(place));
      const standing = visitsIn(ran);
      expect(standing.length, ran.scene.name).toBe(1);
      const [visit] = standing;
      for (const [side, at] of [
        [visit?.arrived, landing?.at],
        [visit?.departed, takeOff?.at],
      ] as const) {
        asked += 1;
        const slack = 15_000;
        if (side && at !== undefined && Date.parse(side.from) - slack <= at && at <= Date.parse(side.to) + slack)
          held += 1;
      }
    }
    expect(held / asked).toBeGreaterThanOrEqual(LEAST_SHARE_HELD);
  });
});

/** Fields that lie on the way to Sunan, and near each other: how often one may be named where it was another. */
const OTHER_FIELDS = [
  { to: 'ZKWS', misnamedMost: 0.05 },
  // The way in leads past Wonsan's door, and Wonsan is the likelier of the two by far.
  { to: 'ZKSD', misnamedMost: 0.2 },
] as const;
const NEAR_NM = 30;

describe.runIf(INFERS).each(OTHER_FIELDS)('simulated visits to $to, unheard from 8000 ft or higher', (asked) => {
  const { to, misnamedMost } = asked;
  let happenings: readonly { readonly name: string; readonly at: number; readonly event: FlightEvent | undefined }[] =
    [];
  beforeAll(() => {
    happenings = VISIT_ROUTES.flatMap((route, routeIndex) =>
      FLOORS_FT.slice(1).flatMap((floorFt, floorIndex) =>
        STAYS_H.slice(0, 4).flatMap((stayH, stayIndex) => {
          const seed = 8000 + routeIndex * 100 + floorIndex * 10 + stayIndex;
          const ran = run(visitScene(route, floorFt, stayH, seed, to));
          return ran.truth
            .filter(({ place }) => place === to)
            .map((happened) => ({
              name: `${ran.scene.name}: ${happened.kind}`,
              at: happened.at,
              event: saidOf(ran, happened),
            }));
        }),
      ),
    );
  }, 120_000);
  const found = () => happenings.flatMap(({ event, ...rest }) => (event === undefined ? [] : [{ ...rest, event }]));
  const shareOf = (wrong: readonly unknown[]): number => wrong.length / happenings.length;

  it('are found, their intervals hold the truth, and the field is among the candidates', () => {
    expect(happenings.length).toBe(VISIT_ROUTES.length * 3 * 4 * 2);
    const missing = happenings.filter(({ event }) => event === undefined || event.probability < CLAIM);
    expect(shareOf(missing), missing.map(({ name }) => name).join('\n')).toBeLessThanOrEqual(MISSING_MOST);
    const outside = found().filter(({ event, at }) => !holds(event, at));
    expect(shareOf(outside), outside.map(({ name }) => name).join('\n')).toBeLessThanOrEqual(1 - LEAST_SHARE_HELD);
    const unlisted = found().filter(({ event }) => !event.candidates.some(({ icao }) => icao === to));
    expect(shareOf(unlisted), unlisted.map(({ name }) => name).join('\n')).toBeLessThanOrEqual(1 - LEAST_SHARE_HELD);
  });

  it('are seldom given to another field, and never by wide intervals', () => {
    const misnamed = found().filter(({ event }) => event.place !== undefined && event.place.icao !== to);
    const texts = misnamed.map(({ name, event }) => `${name}: ${event.text}`).join('\n');
    expect(shareOf(misnamed), texts).toBeLessThanOrEqual(misnamedMost);
    for (const { name, event } of found()) {
      const near = event.place !== undefined && (event.candidates[0]?.distanceNm ?? NEAR_NM) < NEAR_NM;
      const most = near && event.kind === 'landing' ? 45 : WIDEST_MIN.cruise;
      expect(widthMin(event), name).toBeLessThanOrEqual(most);
    }
  });
});

interface Side {
  readonly from: string;
  readonly to: string;
}
interface VisitShape {
  readonly id?: string;
  readonly arrived?: Side | null;
  readonly departed?: Side | null;
}

/** The last standing record of each visit (CONTRACT §5). */
function visitsIn(ran: Ran): readonly VisitShape[] {
  const byId = new Map<string, VisitShape>();
  for (const event of ran.stand) {
    const visit = event.detail.visit as VisitShape | undefined;
    if ((event.kind === 'visit-opened' || event.kind === 'visit-closed') && visit)
      byId.set(visit.id ?? event.id, visit);
  }
  return [...byId.values()];
}

describe('simulated flights that only look like a visit', () => {
  const seeds = [11, 12, 13, 14] as const;
  let decoys: readonly Ran[] = [];
  beforeAll(() => {
    decoys = seeds.flatMap((seed) => decoyScenes(seed)).map(run);
  }, 60_000);

  it('no landing in the DPRK, no visit, no departure from it, none taken for one at the end', () => {
    const wrong = decoys.flatMap((ran) =>
      ran.stand
        .filter(
          ({ kind, probability }) =>
            ['landing', 'visit-opened', 'visit-closed', 'departure'].includes(kind) && probability >= CLAIM,
        )
        .filter(({ kind, place }) => kind.startsWith('visit') || HOME.test(place?.icao ?? ''))
        .map(({ kind, place, text }) => `${ran.scene.name}: ${kind} ${place?.icao}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it('what is observed at both ends is said once and holds the truth', () => {
    for (const ran of decoys) {
      const observed = claimed(ran, ['landing', 'take-off']).filter(({ basis }) => basis === 'observed');
      expect(observed.length, ran.scene.name).toBeGreaterThanOrEqual(1);
      for (const event of observed) {
        const fits = ran.truth.some(
          ({ kind, place, at }) => kind === event.kind && place === event.place?.icao && holds(event, at),
        );
        expect(fits, `${ran.scene.name}: ${event.text}`).toBe(true);
      }
    }
  });

  it.runIf(claims('heading-withdrawn'))('a heading for the DPRK that was called is withdrawn', () => {
    const open = decoys.filter(({ stand }) => {
      const heading = stand.filter(({ kind }) => kind === 'heading-for-dprk').at(-1);
      const withdrawn = stand.filter(({ kind }) => kind === 'heading-withdrawn').at(-1);
      return heading !== undefined && (withdrawn === undefined || withdrawn.detectedAt < heading.detectedAt);
    });
    expect(open.map(({ scene }) => scene.name)).toEqual([]);
  });
});

describe('simulated delegations and doubles', () => {
  it.each([12, 25])(
    'two jets, the second %i min behind, are said to be a pair on each way they were heard',
    (behindMin) => {
      const ran = run(towScene(behindMin, behindMin));
      const pairs = ran.stand.filter(({ kind }) => kind === 'pair');
      expect(pairs.map(({ icao24 }) => icao24)).toEqual(['155221', '155221']);
      expect(pairs[0]?.place?.icao).toBe('UUMU');
      const [leader, follower] = ['15521f', '155221'].map((icao24) =>
        ran.stand.filter(
          (event) => event.icao24 === icao24 && event.basis === 'observed' && event.place?.icao === 'UUMU',
        ),
      );
      expect(
        [leader, follower].map((events) =>
          events?.flatMap(({ kind }) => (kind === 'take-off' || kind === 'landing' ? [kind] : [])),
        ),
      ).toEqual([
        ['take-off', 'landing'],
        ['take-off', 'landing'],
      ]);
    },
  );

  it('another aircraft under the same address over Europe is called that, and nothing else is said of its way', () => {
    const ran = run(doubleScene(7));
    expect(ran.stand.filter(({ kind }) => kind === 'duplicate-address').length).toBe(1);
    expect(ran.stand.some(({ kind }) => kind === 'teleport')).toBe(true);
    const places = claimed(ran, ['landing', 'take-off', 'departure']).map(({ place }) => place?.icao);
    expect(places.filter((place) => place === 'EPWA' || place === 'LEMD')).toEqual([]);
    for (const happened of ran.truth) {
      const event = saidOf(ran, happened);
      if (event === undefined)
        expect(INFERS && HOME.test(happened.place), `${happened.kind} ${happened.place}`).toBe(false);
      else expect(holds(event, happened.at), event.text).toBe(true);
    }
  });
});

/** None of it happened in that week. */
const NOTHING_LIKE: readonly string[] = [
  ...['visit-opened', 'visit-closed', 'departure', 'emergency', 'heading-for-dprk', 'go-around', 'holding'],
  ...['teleport', 'position-conflict', 'duplicate-address', 'identity-conflict', 'signal-suspect'],
];

describe('a week of 60 unrelated aircraft, all of them watched', () => {
  const DAYS = 7;
  const { sky, fromAt, toAt } = strangersSky(60, 60, DAYS);
  const said: FlightEvent[] = [];
  const weights: number[] = [];
  let trails = 0;
  let recents = 0;
  let aircraft = 0;
  beforeAll(() => {
    const strangers = [...new Set(sky.flights.map(({ plan }) => plan.icao24))];
    const watch: readonly WatchRule[] = [
      ...defaultWatch,
      ...strangers.map((icao24) => ({ kind: 'icao24', icao24 }) as const),
    ];
    let world = emptyWorld({ watch, eventsForAll: false, sightings: new Map() });
    let nextAt = fromAt;
    for (const observation of observationsFrom(framesOf(sky, steady(fromAt, toAt, MINUTE_MS)))) {
      const step = observe(world, observation);
      world = step.world;
      said.push(...step.events);
      if (world.at < nextAt) continue;
      nextAt += 12 * HOUR_MS;
      weights.push(weigh(world, ['trail']).objects);
      const tracks = [...tracksOf(world.fleet)];
      trails = Math.max(trails, ...tracks.map(({ trail }) => trail.length));
      recents = Math.max(recents, ...tracks.map(({ recent }) => recent.length));
      aircraft = Math.max(aircraft, tracks.length);
    }
  }, 120_000);

  it('no visit, no landing in the DPRK, no alert', () => {
    expect(said.length).toBeGreaterThan(500);
    const wrong = said.filter(
      ({ kind, level, place }) => level === 'alert' || NOTHING_LIKE.includes(kind) || HOME.test(place?.icao ?? ''),
    );
    expect(wrong.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([]);
  });

  it('no observed landing or take-off that did not happen there and then (twin fields count as one)', () => {
    const flights = sky.flights.flatMap(({ plan, takeOffAt, landedAt }) => [
      { kind: 'take-off', icao24: plan.icao24, place: plan.from, at: takeOffAt },
      { kind: 'landing', icao24: plan.icao24, place: plan.to, at: landedAt },
    ]);
    const observed = said.filter(
      ({ kind, basis }) => basis === 'observed' && (kind === 'landing' || kind === 'take-off'),
    );
    expect(observed.length).toBeGreaterThan(500);
    const wrong = observed.filter(
      (event) =>
        !flights.some(
          ({ kind, icao24, place, at }) =>
            kind === event.kind &&
            icao24 === event.icao24 &&
            event.candidates.some((candidate) => candidate.icao === place) &&
            holds(event, at),
        ),
    );
    expect(wrong.map(({ text, fromAt }) => `${new Date(fromAt).toISOString()} ${text}`)).toEqual([]);
  });

  it('the memory is bounded: the world of the last day weighs what that of the second does', () => {
    expect(aircraft).toBe(60);
    expect(trails).toBeLessThanOrEqual(1500);
    expect(recents).toBeLessThanOrEqual(400);
    const second = Math.max(...weights.slice(3, 5));
    expect(Math.max(...weights.slice(-4))).toBeLessThan(second * 1.25);
  });
});
