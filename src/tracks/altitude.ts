/**
 * What to believe of a reported height and of the ground flag (detection.md Q7, Q8). Heights come garbled, and transponders
 * blink "ground" in cruise: neither may end a flight. In: a report and the track so far. Out: what is believed, and why not.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, type Feet, type FeetPerMinute, HOUR_MS, type Knots, MINUTE_MS } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import type { Continuity, Track } from './types.ts';

/** Detection.md Q7 gives 46,000 ft for the Il-62M; business jets and research aircraft go higher. */
const LOWEST_FT: Feet = -1500;
const HIGHEST_FT: Feet = 60_000;
/** Detection.md Q7 and readsb's altitude filter. */
const FASTEST_FPM: FeetPerMinute = 12_500;
const ALWAYS_FINE_FT: Feet = 300;
/** The same odd height so often in a row is the height. */
const ODD_TIMES = 3;
/** Detection.md Q8: above this on the ground is a glitch. Every transport touches down below it. */
const FASTEST_ON_GROUND_KT: Knots = 200;
/** The speed between two fixes says nothing when they are this far apart. */
const DERIVED_SPEED_WITHIN_MS = 2 * MINUTE_MS;
const DERIVED_SPEED_AFTER_MS = 3000;
/** Height is barometric and fields lie up to 15,000 ft: what could not be lost on the way down to this is not lost. */
const GROUND_BELOW_FT: Feet = 15_000;

const plausible = (value: Feet, before: Feet, elapsedMs: number): boolean =>
  Math.abs(value - before) < ALWAYS_FINE_FT || Math.abs(value - before) <= (FASTEST_FPM * elapsedMs) / MINUTE_MS;

export interface BelievedAltitude {
  readonly altitudeFt?: Feet;
  readonly odd?: Continuity['oddAltitude'];
  readonly jumped: boolean;
}

/** The reported barometric height if it can be true, and what is remembered of one that cannot yet. */
export function believeAltitude(before: Track | undefined, value: Feet | undefined, at: EpochMs): BelievedAltitude {
  const odd = before?.continuity?.oddAltitude;
  if (value === undefined) return { jumped: false, ...(odd === undefined ? {} : { odd }) };
  if (!(value >= LOWEST_FT && value <= HIGHEST_FT)) return { jumped: true, ...(odd === undefined ? {} : { odd }) };
  const known = before?.altitudeFt;
  // A late row is for the trail only: it neither proves nor disproves what is known since.
  if (known !== undefined && at <= known.at)
    return { altitudeFt: value, jumped: false, ...(odd === undefined ? {} : { odd }) };
  if (known === undefined || plausible(value, known.value, Math.max(at - known.at, 0))) {
    return { altitudeFt: value, jumped: false };
  }
  const agrees = odd !== undefined && plausible(value, odd.value, Math.max(at - odd.at, 0));
  const times = agrees ? odd.times + 1 : 1;
  if (times >= ODD_TIMES) return { altitudeFt: value, jumped: false };
  return { jumped: true, odd: { value, at, times } };
}

/**
 * Whether a ground flag is a glitch: too fast for a runway, by what is reported or, where that is missing, by the way since the
 * last fix; or so soon after a height in cruise that nothing falls that fast (detection.md Q8).
 */
export function isGroundGlitch(before: Track | undefined, report: Report): boolean {
  if (report.onGround !== true) return false;
  if (report.groundSpeedKt !== undefined && report.groundSpeedKt > FASTEST_ON_GROUND_KT) return true;
  const height = before?.altitudeFt;
  if (height !== undefined && before?.onGround?.value !== true && report.at >= height.at) {
    const elapsed = report.at - height.at;
    if (height.value - (FASTEST_FPM * elapsed) / MINUTE_MS > GROUND_BELOW_FT) return true;
  }
  const latest = before?.continuity?.latest;
  if (report.groundSpeedKt !== undefined || latest === undefined || report.position === undefined) return false;
  const elapsed = (report.positionAt ?? report.at) - latest.at;
  if (elapsed < DERIVED_SPEED_AFTER_MS || elapsed > DERIVED_SPEED_WITHIN_MS) return false;
  return distanceNm(latest.position, report.position) / (elapsed / HOUR_MS) > FASTEST_ON_GROUND_KT;
}
