/** Which way it came: areas crossed, States flown round, miles, holes in the track. In: a stay. Out: the summary of CONTRACT §5. */
import { type EpochMs, HOUR_MS, type Milliseconds } from '../aero/units.ts';
import { cutPath } from './areas.ts';
import type { Clue } from './clue.ts';
import type { LegView } from './leg.ts';
import { bestOf } from './spans.ts';
import type { Stay } from './stay.ts';
import type { Gap, RouteSummary, TimeSpan } from './types.ts';

/** The way in and the way out lie within this of the stay. */
const LEG_WITHIN_MS: Milliseconds = 16 * HOUR_MS;

/** The holes of a leg with their length where both ends are known; the last one, to the field, has no fix at its end. */
function gapsOf(leg: LegView): readonly Gap[] {
  const { holes } = cutPath(leg);
  const lengths = holes.map(({ fromAt, toAt, distanceNm }) => ({ fromAt, toAt, distanceNm }));
  const lastAt = leg.path.at(-1)?.at;
  return [...lengths, ...leg.gaps.filter(({ toAt }) => lastAt === undefined || toAt > lastAt)];
}

/** The route in, and the clues about it. */
export function routeOf(
  stay: Stay,
  avoided: readonly Clue[],
  arrived: TimeSpan | undefined,
  departed: TimeSpan | undefined,
): { readonly route: RouteSummary; readonly clues: readonly Clue[] } {
  const leg = bestOf(stay.arrivals)?.leg ?? bestOf(stay.departures)?.leg;
  const near = (at: EpochMs, span: TimeSpan | undefined): boolean =>
    span !== undefined && at >= span.fromAt - LEG_WITHIN_MS && at <= span.toAt + LEG_WITHIN_MS;
  const clues = avoided.filter(({ at }) => near(at, arrived) || near(at, departed));
  const states = new Set([...(leg?.avoided ?? []), ...clues.flatMap(({ state }) => state ?? [])]);
  return {
    clues,
    route: {
      areas: leg?.areas ?? [],
      avoided: [...states].sort(),
      ...(leg?.flownNm === undefined ? {} : { flownNm: Math.round(leg.flownNm) }),
      ...(leg?.directNm === undefined ? {} : { directNm: Math.round(leg.directNm) }),
      gaps: leg === undefined ? [] : gapsOf(leg),
    },
  };
}
