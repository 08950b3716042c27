/**
 * Where it is going, from the way it has flown (detection.md §5.4): who goes somewhere flies there without detours, so every mile
 * flown that does not bring it nearer to a goal speaks against that goal. In: a leg and its newest fix. Out: P(DPRK) and the
 * fields. Detours that all goals share are the route's, not evidence; "elsewhere" and "out and back" are hypotheses too.
 */
import { isInArea } from '../../aero/area-lookup.ts';
import { distanceNm } from '../../aero/geo.ts';
import type { Feet, NauticalMiles } from '../../aero/units.ts';
import type { Candidate } from '../types.ts';
import { DPRK, type Goal, goals, isDprk, type Prior } from './goals.ts';
import { aroundNm, directNm, startAt } from './route.ts';
import type { Belief, Leg, Waypoint } from './types.ts';

/** Detection.md §5.4: detours up to this are airways and vectors; beyond, each of the scale costs a factor e. */
const DETOUR_FREE_NM: NauticalMiles = 80;
const DETOUR_SCALE_NM: NauticalMiles = 50;
/** Detection.md §5.3, §5.4: descents are flown at about 320 ft a mile; too high to land by more than this speaks against it. */
export const DESCENT_FT_PER_NM = 320;
const TOO_HIGH_FT: Feet = 7000;
const TOO_HIGH_SCALE_FT: Feet = 2500;
/**
 * Who has come down from cruise lands soon: a goal farther than the flattest usual descent (250 ft a mile) and this much allow is
 * hardly the one. Who has only begun to come down may be changing levels; who is level and no lower than this has done so.
 */
const FLAT_DESCENT_FT_PER_NM = 250;
const HAS_DESCENDED_FT: Feet = 4000;
const CRUISES_ABOVE_FT: Feet = 26_000;
const BEGINS_DESCENT_FT: Feet = 1000;
const LEVEL_FPM = 500;
const EARLY_DESCENT_NM: NauticalMiles = 15;
const EARLY_SCALE_NM: NauticalMiles = 10;
const EARLY_LEAST = Math.exp(-4);
const LEVEL_CHANGE = 0.1;
/** Flights that come back to where they began, after about this far out. */
const OUT_AND_BACK = 0.08;
const OUT_SCALE_NM: NauticalMiles = 150;
/** Everywhere that is no goal. It gains when no goal explains the way. */
const ELSEWHERE = 0.003;
const ELSEWHERE_MOST = 0.05;
const UNEXPLAINED_NM: NauticalMiles = 150;
const UNEXPLAINED_SCALE_NM: NauticalMiles = 300;
/** A State's aircraft over the DPRK is bound for it; others also cross it (the Shanghai–Vladivostok cargo of scenario 14). */
const CROSSING = { state: Math.exp(-3), other: Math.exp(-1) } as const;
/** In the Pyongyang FIR: who goes to the South keeps out, China is reached otherwise, who goes to Japan sometimes clips it. */
const IN_FIR: Readonly<Record<string, number>> = { RU: 1, JP: Math.exp(-1) };
const IN_FIR_OTHERS = Math.exp(-2);
/** Flights out and back keep out of it as a rule. */
const IN_FIR_BACK = 0.5;
/** Goals that are weighed when it is asked how well any goal explains the way. */
const SERIOUS = 0.002;
/** Less is not listed. */
const LISTED = 0.005;

interface Hypothesis {
  readonly goal: Goal;
  readonly remainingNm: NauticalMiles;
  readonly prior: number;
  readonly aroundExcess: number;
  readonly directExcess: number;
}

/** A country that is in nobody's table. */
const OTHER_COUNTRY = 0.01;

function hypotheses(leg: Leg, now: Waypoint, prior: Prior, asked: readonly Goal[]): readonly Hypothesis[] {
  const from = startAt(leg.origin ?? leg.first.position);
  const here = startAt(now.position);
  const flown = leg.flownNm + distanceNm(leg.measured.position, now.position);
  return asked.map((goal) => {
    const direct = directNm(here, goal.way);
    const around = aroundNm(here, goal.way);
    return {
      goal,
      remainingNm: direct,
      prior: (prior.byCountry[goal.airport.country] ?? OTHER_COUNTRY) * goal.share,
      // Who goes to China does not go round it.
      aroundExcess:
        goal.airport.country === 'CN' ? Number.POSITIVE_INFINITY : flown + around - aroundNm(from, goal.way),
      directExcess: flown + direct - directNm(from, goal.way),
    };
  });
}

const detourFactor = (excess: NauticalMiles): number =>
  Math.exp(-Math.max(0, excess - DETOUR_FREE_NM) / DETOUR_SCALE_NM);

/** How well the height fits a landing `distance` ahead; 1 where nothing is known of it. */
export function heightFactor(leg: Pick<Leg, 'highestFt'>, now: Waypoint, distance: NauticalMiles): number {
  const height = now.altitudeFt;
  if (height === undefined) return 1;
  const tooHigh = Math.max(0, height - DESCENT_FT_PER_NM * distance - TOO_HIGH_FT);
  const high = Math.exp(-tooHigh / TOO_HIGH_SCALE_FT);
  const downFt = (leg.highestFt ?? height) - height;
  const rate = now.verticalRateFpm ?? 0;
  const descending = rate <= -LEVEL_FPM;
  const isLow = height < CRUISES_ABOVE_FT && rate < LEVEL_FPM;
  const descended = downFt >= HAS_DESCENDED_FT && (descending || isLow);
  const begins = downFt >= BEGINS_DESCENT_FT && descending;
  if (!descended && !begins) return high;
  const early = Math.max(0, distance - height / FLAT_DESCENT_FT_PER_NM - EARLY_DESCENT_NM);
  return high * Math.max(Math.exp(-early / EARLY_SCALE_NM), descended ? EARLY_LEAST : LEVEL_CHANGE);
}

/** Unnormalised: every hypothesis' weight, and that of "elsewhere or back". */
function weigh(
  leg: Leg,
  now: Waypoint,
  prior: Prior,
  asked: readonly Goal[],
): { readonly weights: readonly number[]; readonly rest: number } {
  const all = hypotheses(leg, now, prior, asked);
  const inDprk = isInArea(now.position, DPRK);
  const inFir = inDprk || isInArea(now.position, 'ZKKP');
  const crossing = prior.kind === 'state' ? CROSSING.state : CROSSING.other;
  let least = Number.POSITIVE_INFINITY;
  for (const one of all) {
    if (one.prior >= SERIOUS) least = Math.min(least, one.aroundExcess, one.directExcess);
  }
  const shared = Math.max(0, Number.isFinite(least) ? least : 0);
  const weights = all.map((one) => {
    const direct = detourFactor(one.directExcess - shared);
    const detour =
      one.goal.airport.country === 'CN'
        ? direct
        : prior.roundChina * detourFactor(one.aroundExcess - shared) + (1 - prior.roundChina) * direct;
    const airspace = isDprk(one.goal.airport)
      ? 1
      : (inDprk ? crossing : 1) * (inFir ? (IN_FIR[one.goal.airport.country] ?? IN_FIR_OTHERS) : 1);
    return one.prior * detour * airspace * heightFactor(leg, now, one.remainingNm);
  });
  const unexplained = 1 - Math.exp(-Math.max(0, shared - UNEXPLAINED_NM) / UNEXPLAINED_SCALE_NM);
  const start = leg.origin ?? leg.first.position;
  const back = leg.origin === undefined ? 0 : OUT_AND_BACK * Math.exp(-distanceNm(start, now.position) / OUT_SCALE_NM);
  const rest = ELSEWHERE + ELSEWHERE_MOST * unexplained + back * (inFir ? IN_FIR_BACK : 1);
  return { weights, rest: inDprk ? rest * crossing : rest };
}

/**
 * What is believed at this fix of the leg. The way may be of any length; nothing needs to be known of where it began.
 * @param also fields beside the usual goals, such as those near where it fell silent low
 */
export function beliefOf(leg: Leg, now: Waypoint, prior: Prior, also: readonly Goal[] = []): Belief {
  const asked = also.length === 0 ? goals() : [...goals(), ...also];
  const { weights, rest } = weigh(leg, now, prior, asked);
  const sum = weights.reduce((total, weight) => total + weight, rest);
  let dprk = 0;
  const listed: Candidate[] = [];
  for (const [index, goal] of asked.entries()) {
    const probability = (weights[index] ?? 0) / sum;
    if (isDprk(goal.airport)) dprk += probability;
    if (probability < LISTED) continue;
    const { icao } = goal.airport;
    listed.push({ icao, probability, distanceNm: distanceNm(now.position, goal.airport) });
  }
  return { at: now.at, dprk, goals: listed.sort((a, b) => b.probability - a.probability) };
}
