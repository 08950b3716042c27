/**
 * Simulated flights of several routes, floors of coverage and holes: every crossing of a border that is said holds one that truly
 * happened, in that direction; and where the border was flown over in good hearing, it is said.
 */
import { describe, expect, it } from 'vitest';
import { isInArea } from '../../src/aero/area-lookup.ts';
import { crossingPoint } from '../../src/aero/route-areas.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../src/aero/units.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { type Ran, run } from '../support/scene-run.ts';
import { isHeard } from '../support/sky.ts';
import { decoyScenes, type Scene, VISIT_ROUTES, visitScene } from '../support/sky-routes.ts';

const AREAS = ['KP', 'ZKKP', 'sea-of-japan', 'CN'] as const;
const STEP_MS = 10 * SECOND_MS;
/** Feeds round the ages of what they send. */
const ROUNDING_MS = 15 * SECOND_MS;
/** A border is flown over in good hearing when everything was heard for so long before and after. */
const HEARD_MS = 4 * MINUTE_MS;

interface Crossed {
  readonly area: string;
  readonly kind: string;
  readonly at: EpochMs;
  /** Heard for minutes on both sides, and on the other side for minutes. */
  readonly plain: boolean;
}

/** Where the simulator's flights truly crossed. */
function crossedIn({ flights, sky, icao24 }: Scene): readonly Crossed[] {
  return flights.flatMap((flown) => {
    const pointAt = (at: EpochMs) => {
      const position = flown.stateAt(at)?.position;
      return position === undefined ? undefined : { ...position, at };
    };
    const heardAt = (at: EpochMs): boolean => {
      const state = flown.stateAt(at);
      return state !== undefined && isHeard(sky, icao24, state, at);
    };
    const plainAt = (at: EpochMs, area: string, entered: boolean): boolean => {
      for (let off = -HEARD_MS; off <= HEARD_MS; off += STEP_MS) {
        const point = pointAt(at + off);
        if (point === undefined || !heardAt(at + off)) return false;
        if (Math.abs(off) >= STEP_MS && isInArea(point, area) !== (off > 0 === entered)) return false;
      }
      return true;
    };
    const crossed: Crossed[] = [];
    for (let at = flown.onAt; at + STEP_MS <= flown.offAt; at += STEP_MS) {
      const [a, b] = [pointAt(at), pointAt(at + STEP_MS)];
      if (a === undefined || b === undefined) continue;
      for (const area of AREAS) {
        const entered = isInArea(b, area);
        if (isInArea(a, area) === entered) continue;
        const crossing = crossingPoint(a, b, area).at;
        const kind = entered ? 'airspace-enter' : 'airspace-exit';
        crossed.push({ area, kind, at: crossing, plain: plainAt(crossing, area, entered) });
      }
    }
    return crossed;
  });
}

const holdsOne = (event: FlightEvent, crossed: readonly Crossed[]): boolean =>
  crossed.some(
    ({ area, kind, at }) =>
      area === event.detail.area &&
      kind === event.kind &&
      at >= event.fromAt - ROUNDING_MS &&
      at <= event.toAt + ROUNDING_MS,
  );
const saidIn = (ran: Ran): readonly FlightEvent[] => ran.stand.filter(({ kind }) => kind.startsWith('airspace-'));

const FLOORS_FT = [0, 8000, 31_000] as const;
const scenes: readonly Scene[] = [
  ...VISIT_ROUTES.flatMap((route, index) =>
    FLOORS_FT.map((floorFt, floor) => visitScene(route, floorFt, 2.5, 4100 + 10 * index + floor)),
  ),
  ...decoyScenes(51),
  ...decoyScenes(52),
];

describe('crossings of borders in simulated flights', () => {
  it.each(scenes.map((scene, index) => [`${index}: ${scene.name}`, scene] as const))('%s', (_name, scene) => {
    const crossed = crossedIn(scene);
    const said = saidIn(run(scene));
    const outline = (event: FlightEvent): string =>
      `${event.kind} ${String(event.detail.area)} ${event.basis} ${event.text}`;
    expect(said.filter((event) => !holdsOne(event, crossed)).map(outline)).toEqual([]);
    const missed = crossed.filter(
      (one) =>
        one.plain &&
        !said.some((event) => event.kind === one.kind && event.detail.area === one.area && holdsOne(event, [one])),
    );
    expect(missed).toEqual([]);
    const keys = said.map(({ kind, detail, fromAt }) => `${kind} ${String(detail.area)} ${fromAt}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('there are enough of them for this to mean something', () => {
    const crossed = scenes.flatMap(crossedIn);
    expect(crossed.filter(({ plain }) => plain).length).toBeGreaterThan(60);
    expect(crossed.filter(({ area }) => area === 'KP').length).toBeGreaterThan(20);
  });
});
