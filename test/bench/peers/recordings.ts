/** What the rules are run on: the corpus beside the checkout, or, without it or when asked, simulated visits and look-alikes. */
import { MINUTE_MS } from '../../../src/aero/units.ts';
import type { Observation } from '../../../src/events/world.ts';
import { corpusNames, observationsOf, type Pattern, truthOf } from '../../support/corpus.ts';
import { framesOf, observationsFrom } from '../../support/sky.ts';
import { decoyScenes, type Scene, VISIT_ROUTES, visitScene } from '../../support/sky-routes.ts';
import type { Call } from './calls.ts';
import type { Truth } from './score.ts';

export interface Recording {
  readonly name: string;
  readonly watched: readonly string[];
  readonly truths: readonly Truth[];
  /** Whether the truth rules a call out; what it neither asks for nor forbids is not judged. */
  readonly denies: (call: Call) => boolean;
  readonly observations: () => readonly Observation[];
}

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

const kindOf = (kinds: readonly string[]): Truth['kind'] | undefined =>
  kinds.includes('landing')
    ? 'landing'
    : kinds.some((kind) => kind === 'take-off' || kind === 'departure')
      ? 'take-off'
      : undefined;

/** The landings and take-offs that a truth file names with field and time (CONTRACT §6), each once. */
export function truthsOf(name: string): readonly Truth[] {
  const truths: Truth[] = [];
  for (const pattern of truthOf(name).expect) {
    const kind = kindOf(listOf(pattern.kind));
    const [from, to] = listOf(pattern.between).map(Date.parse);
    const places = listOf(pattern.place);
    if (kind === undefined || from === undefined || to === undefined || places.length === 0) continue;
    for (const icao24 of listOf(pattern.icao24)) {
      const known = truths.some(
        (one) =>
          one.kind === kind &&
          one.icao24 === icao24 &&
          one.fromAt <= to &&
          from <= one.toAt &&
          one.places.join() === places.join(),
      );
      if (!known) truths.push({ kind, icao24, places, fromAt: from, toAt: to });
    }
  }
  return truths;
}

/** Whether a truth file's `forbid` rules a call out. */
export function isForbidden(patterns: readonly Pattern[], { kind, icao24, place }: Call): boolean {
  const names: readonly string[] = kind === 'take-off' ? ['take-off', 'departure'] : ['landing'];
  return patterns.some((pattern) => {
    // "At most so many" is about counting, and one call is not a count.
    if (pattern.moreThan !== undefined || !listOf(pattern.kind).some((one) => names.includes(one))) return false;
    if (pattern.icao24 !== undefined && !listOf(pattern.icao24).includes(icao24)) return false;
    if (listOf(pattern.notIcao24).includes(icao24)) return false;
    if (pattern.place !== undefined && !listOf(pattern.place).includes(place ?? '')) return false;
    return !listOf(pattern.notPlace).includes(place ?? '');
  });
}

export const corpusRecordings = (): readonly Recording[] =>
  corpusNames.map((name) => ({
    name,
    watched: truthOf(name).watch,
    truths: truthsOf(name),
    denies: (call) => isForbidden(truthOf(name).forbid, call),
    observations: () => observationsOf(name),
  }));

/** As wide as the corpus asks: what is heard on the ground within 3 min, what nobody sees within 45. */
const HEARD_MIN = 3;
const UNHEARD_MIN = 45;
const HOME = /^ZK/;

const recordingOf = (scene: Scene): Recording => ({
  name: scene.name,
  watched: [scene.icao24],
  // The simulator's truth is whole: what is not in it did not happen.
  denies: () => true,
  truths: scene.flights.flatMap(({ plan, takeOffAt, landedAt }): readonly Truth[] => {
    const heard = (place: string): boolean => !HOME.test(place) || scene.sky.floors?.[0]?.floorFt === 0;
    const around = (kind: Truth['kind'], place: string, at: number): Truth => {
      const slack = (heard(place) ? HEARD_MIN : UNHEARD_MIN) * MINUTE_MS;
      return { kind, icao24: plan.icao24, places: [place], fromAt: at - slack, toAt: at + slack };
    };
    return [around('take-off', plan.from, takeOffAt), around('landing', plan.to, landedAt)];
  }),
  observations: () => [...observationsFrom(framesOf(scene.sky, scene.cadence))],
});

const FLOORS_FT = [0, 8000, 20_000, 31_000] as const;
const STAYS_H = [1, 4, 36] as const;

export function simulatedRecordings(seed: number): readonly Recording[] {
  const visits = VISIT_ROUTES.flatMap((route, index) =>
    FLOORS_FT.flatMap((floorFt) =>
      STAYS_H.map((hours) => visitScene(route, floorFt, hours, seed + index * 1000 + floorFt + hours)),
    ),
  );
  return [...visits, ...decoyScenes(seed), ...decoyScenes(seed + 1)].map(recordingOf);
}
