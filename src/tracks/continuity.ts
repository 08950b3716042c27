/**
 * Whether a position can follow another one, over a gap of any length (detection.md Q4), and the second track that grows when
 * positions under one address contradict each other (Q6). The accepted track is the incumbent; a challenger takes its place
 * only after several fixes that agree with each other, and never if it started where no aircraft could have been.
 */
import { distanceNm } from '../aero/geo.ts';
import {
  type EpochMs,
  HOUR_MS,
  type Knots,
  MINUTE_MS,
  type NauticalMiles,
  type Position,
  SECOND_MS,
} from '../aero/units.ts';
import type { Challenger, Continuity, Fix } from './types.ts';

/** Detection.md Q4: what a jet covers over the ground in the long run … */
const REACH_KT: Knots = 600;
/** … or a little more than it says, in a jet stream, but a forged speed buys no more than this. */
const REACH_MOST_KT: Knots = 700;
const REACH_OF_REPORTED = 1.1;
/** Room for multilateration and old clocks, which jump by up to 15 NM (detection.md §6, scenario 20). */
const REACH_SLACK_NM: NauticalMiles = 20;
/** Detection.md Q4, from one fix to the next: 1.3 × the speed reported + 50 kt, at least 700 kt, after 1 NM of noise. */
const HOP_LEAST_KT: Knots = 700;
const HOP_OF_REPORTED = 1.3;
const HOP_EXTRA_KT: Knots = 50;
const HOP_NOISE_NM: NauticalMiles = 1;
/** A reported speed above this is noise itself and widens nothing. */
const BELIEVABLE_KT: Knots = 700;

/** A challenger that is not heard for this long is over; the next odd position starts another. */
const CHALLENGER_LIFE_MS = 30 * MINUTE_MS;
/** Detection.md Q6: five fixes that agree, over a minute. */
const TAKEOVER_FIXES = 5;
const TAKEOVER_SPAN_MS = MINUTE_MS;
/** No event on fewer than three fixes over half a minute (detection.md §3, last line): below that a challenger is noise. */
const STANDING_FIXES = 3;
const STANDING_SPAN_MS = 30 * SECOND_MS;
/** An incumbent of fewer fixes than this may itself be the garbage, and yields to any standing challenger. */
const WEAK_SUPPORT = 3;
/** An incumbent of more fixes than this since the last hole has shown itself long enough: only its own silence ends it. */
const LIGHT_SUPPORT = 100;
/** After a day without one accepted fix an incumbent says nothing any more. */
const INCUMBENT_LIFE_MS = 24 * HOUR_MS;

/** Longer than this without an accepted fix is a hole: nobody saw how it came to the other side. */
export const HOLE_MS = 5 * MINUTE_MS;

export type Contradiction = 'teleport' | 'implausible-speed';

/**
 * Why `position` at `at` cannot follow `from`, `undefined` if it can. `teleport`: farther than 600 kt and 20 NM allow, whatever
 * the gap (detection.md Q4); `implausible-speed`: reachable in the long run, but not in one hop. Positive time only.
 */
export function contradiction(
  from: Fix,
  position: Position,
  at: EpochMs,
  groundSpeedKt?: Knots,
): Contradiction | undefined {
  const distance = distanceNm(from.position, position);
  if (distance <= HOP_NOISE_NM) return undefined;
  const hours = Math.max(at - from.at, SECOND_MS) / HOUR_MS;
  const reported = Math.min(Math.max(groundSpeedKt ?? 0, from.groundSpeedKt ?? 0), BELIEVABLE_KT);
  const reach = Math.min(Math.max(REACH_OF_REPORTED * reported, REACH_KT), REACH_MOST_KT);
  if (distance > reach * hours + REACH_SLACK_NM) return 'teleport';
  const hop = Math.max(HOP_OF_REPORTED * reported + HOP_EXTRA_KT, HOP_LEAST_KT);
  return (distance - HOP_NOISE_NM) / hours > hop ? 'implausible-speed' : undefined;
}

/** True when a challenger is more than noise: three fixes or more that agree, over half a minute or more. */
export const isStanding = (challenger: Challenger): boolean =>
  challenger.fixes >= STANDING_FIXES && challenger.last.at - challenger.first.at >= STANDING_SPAN_MS;

/**
 * After a hole the forger may have come first (RA-86559 over Poltava): a challenger that could be reached from before the hole is
 * then as good as the incumbent, and better once the incumbent is silent and was not heard more often.
 */
function fitsBeforeHole(challenger: Challenger, incumbent: Fix, memory: Continuity): boolean {
  const { beforeHole } = memory;
  if (beforeHole === undefined || challenger.last.at - incumbent.at < TAKEOVER_SPAN_MS) return false;
  if (memory.support > LIGHT_SUPPORT || challenger.fixes < memory.support) return false;
  const { first } = challenger;
  return (
    first.at > beforeHole.at && contradiction(beforeHole, first.position, first.at, first.groundSpeedKt) === undefined
  );
}

const mayTakeOver = (challenger: Challenger, incumbent: Fix, memory: Continuity): boolean =>
  challenger.fixes >= TAKEOVER_FIXES &&
  challenger.last.at - challenger.first.at >= TAKEOVER_SPAN_MS &&
  (!challenger.unreachable ||
    (memory.support < WEAK_SUPPORT && memory.beforeHole === undefined) ||
    challenger.last.at - challenger.against.at > INCUMBENT_LIFE_MS ||
    fitsBeforeHole(challenger, incumbent, memory));

/** Which of the two tracks a fix belongs to. */
export type Placement =
  | { readonly kind: 'incumbent'; readonly challenger?: Challenger }
  | { readonly kind: 'takeover' }
  | { readonly kind: 'challenger'; readonly challenger: Challenger; readonly reason: Contradiction };

/**
 * Puts a fix (newer than every fix before) on the incumbent's or the challenger's track.
 * @param incumbent the newest accepted fix
 * @returns `takeover` when the challenger has earned the place; its fix is then the incumbent's
 */
export function placeFix(incumbent: Fix, memory: Continuity, fix: Fix): Placement {
  const objection = contradiction(incumbent, fix.position, fix.at, fix.groundSpeedKt);
  const known = memory.challenger;
  const alive = known !== undefined && fix.at - known.last.at <= CHALLENGER_LIFE_MS ? known : undefined;
  const follows =
    alive !== undefined && contradiction(alive.last, fix.position, fix.at, fix.groundSpeedKt) === undefined;
  if (objection === undefined) {
    if (alive === undefined || !alive.unreachable) return { kind: 'incumbent' };
    // Time alone brings the incumbent's reach to where a forger sits: the nearer of the two tracks has the better claim.
    const nearer = distanceNm(alive.last.position, fix.position) < distanceNm(incumbent.position, fix.position);
    if (!follows || !nearer) return { kind: 'incumbent', challenger: alive };
  }
  const reason = objection ?? 'teleport';
  const challenger: Challenger =
    alive !== undefined && follows
      ? { ...alive, last: fix, fixes: alive.fixes + 1 }
      : { first: fix, last: fix, fixes: 1, against: incumbent, unreachable: objection === 'teleport' };
  if (mayTakeOver(challenger, incumbent, memory)) return { kind: 'takeover' };
  return { kind: 'challenger', challenger, reason: challenger.unreachable ? 'teleport' : reason };
}
