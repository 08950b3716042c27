/**
 * `holding`: a full turn or more within 4 NM of one point, for six minutes or more, and wider than 0.4 NM (detection.md §5.2).
 * Said when it is clear, and again, revised, when it is over. In: accepted fixes in the air. A hole of more than 45 s hides
 * turns, so the count starts anew after it.
 */
import { angleDifference, bearingDeg, destinationPoint, distanceNm } from '../aero/geo.ts';
import {
  type Degrees,
  type EpochMs,
  type Knots,
  MINUTE_MS,
  type NauticalMiles,
  type Position,
  SECOND_MS,
} from '../aero/units.ts';
import type { Fix, Track } from '../tracks/types.ts';
import { type Draft, defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { sideOf } from './ground-contact.ts';
import { duration, nameOf } from './say.ts';

const WITHIN_NM: NauticalMiles = 4;
const LEAST_MS = 6 * MINUTE_MS;
const FULL_TURN_DEG: Degrees = 360;
/** Less is a parked aircraft's jitter, or a helicopter's hover. */
const SPREAD_NM: NauticalMiles = 0.4;
const SLOWEST_KT: Knots = 60;
/** Between two fixes farther apart it may have turned either way. */
const HOLE_MS = 45 * SECOND_MS;
/** Closer fixes than this add nothing to a turn of minutes. */
const CLOSEST_MS = 5 * SECOND_MS;
/** Looked at so often, in the fixes' own time: turns take minutes. */
const LOOK_EVERY_MS = 30 * SECOND_MS;
/** It has left the hold when it is this far from its middle, or was not looked at for this long. */
const LEFT_NM: NauticalMiles = 10;
const FORGOTTEN_MS = 15 * MINUTE_MS;
const PROBABILITY = 0.85;

interface Hold {
  readonly firstAt: EpochMs;
  readonly centre: Position;
  readonly lastAt: EpochMs;
  readonly turnDeg: Degrees;
}

interface Memory {
  readonly lookedAt: EpochMs;
  readonly hold?: Hold;
}

interface Circling {
  readonly fixes: readonly Fix[];
  readonly centre: Position;
  readonly turnDeg: Degrees;
  readonly spreadNm: NauticalMiles;
}

/** The middle of some positions that lie close together. */
function middleOf(fixes: readonly Fix[]): Position {
  const first = fixes[0]?.position ?? { latitudeDeg: 0, longitudeDeg: 0 };
  let north = 0;
  let east = 0;
  for (const { position } of fixes) {
    const away = distanceNm(first, position);
    const bearing = (bearingDeg(first, position) * Math.PI) / 180;
    north += away * Math.cos(bearing);
    east += away * Math.sin(bearing);
  }
  const count = Math.max(fixes.length, 1);
  const towards = (Math.atan2(east, north) * 180) / Math.PI;
  return destinationPoint(first, towards, Math.hypot(north, east) / count);
}

const directionOf = (before: Fix, fix: Fix): Degrees => fix.trackDeg ?? bearingDeg(before.position, fix.position);

/** The newest stretch of flight without holes that stays near where it is now, if it goes round and round. */
function circling(recent: readonly Fix[], now: Fix): Circling | undefined {
  const fixes: Fix[] = [];
  let after: Fix | undefined;
  for (let index = recent.length - 1; index >= 0; index -= 1) {
    const fix = recent[index];
    if (fix === undefined || fix.verdict !== 'accepted' || fix.reasons.length > 0) continue;
    if (sideOf(fix) !== 'air' || (fix.groundSpeedKt ?? SLOWEST_KT) < SLOWEST_KT) break;
    if (after !== undefined && after.at - fix.at < CLOSEST_MS) continue;
    if (after !== undefined && after.at - fix.at > HOLE_MS) break;
    if (distanceNm(fix.position, now.position) > 2 * WITHIN_NM) break;
    fixes.push(fix);
    after = fix;
  }
  fixes.reverse();
  const first = fixes[0];
  if (first === undefined || now.at - first.at < LEAST_MS) return undefined;
  const centre = middleOf(fixes);
  const spreadNm = Math.max(...fixes.map(({ position }) => distanceNm(centre, position)));
  if (spreadNm > WITHIN_NM || spreadNm < SPREAD_NM) return undefined;
  let turnDeg = 0;
  for (let index = 2; index < fixes.length; index += 1) {
    const [a, b, c] = [fixes[index - 2], fixes[index - 1], fixes[index]];
    if (a === undefined || b === undefined || c === undefined) continue;
    turnDeg += angleDifference(directionOf(a, b), directionOf(b, c));
  }
  return Math.abs(turnDeg) < FULL_TURN_DEG ? undefined : { fixes, centre, turnDeg, spreadNm };
}

function draftOf(track: Track, { fixes, centre, turnDeg, spreadNm }: Circling): Draft {
  const firstAt = fixes[0]?.at ?? 0;
  const lastAt = fixes.at(-1)?.at ?? firstAt;
  return {
    kind: 'holding',
    key: firstAt,
    fromAt: firstAt,
    toAt: lastAt,
    at: firstAt,
    probability: PROBABILITY,
    level: 'note',
    text: `${nameOf(track)} is circling in one place, for ${duration(lastAt - firstAt)} so far.`,
    detail: {
      centre,
      turnDeg: Math.round(turnDeg),
      evidence: evidenceOf(
        'A full turn or more within 4 NM of one point for 6 min or more, wider than 0.4 NM, in the air.',
        fixes,
        {
          minutes: Number(((lastAt - firstAt) / MINUTE_MS).toFixed(1)),
          turnDeg: Math.round(turnDeg),
          spreadNm: Number(spreadNm.toFixed(2)),
        },
        'Less than 360° of turn in one direction, a wider path, or a hole of more than 45 s in it.',
      ),
    },
  };
}

function overOf(track: Track, hold: Hold): Draft {
  const lasted = hold.lastAt - hold.firstAt;
  return {
    kind: 'holding',
    key: hold.firstAt,
    status: 'revised',
    supersedesKey: hold.firstAt,
    fromAt: hold.firstAt,
    toAt: hold.lastAt,
    at: hold.firstAt,
    probability: PROBABILITY,
    level: 'note',
    text: `${nameOf(track)} circled in one place for ${duration(lasted)}.`,
    detail: {
      centre: hold.centre,
      evidence: evidenceOf(
        'A full turn or more within 4 NM of one point for 6 min or more; over when it was 10 NM away, on the ground, or unheard for 15 min.',
        [],
        { minutes: Number((lasted / MINUTE_MS).toFixed(1)), turnDegAtFirst: Math.round(hold.turnDeg) },
        'Fixes that stay near the middle would have made it longer.',
      ),
    },
  };
}

export const holding = defineDetector<Memory>({
  kinds: ['holding'],
  level: 'note',
  why: 'It waits, looks at something, or burns fuel before a landing.',
  onSighting(memory, { track, fix, takeover }) {
    if (fix === undefined || fix.verdict !== 'accepted') return undefined;
    const hold = takeover ? undefined : memory?.hold;
    if (hold !== undefined) {
      const isOver =
        sideOf(fix) === 'ground' ||
        fix.at - hold.lastAt > FORGOTTEN_MS ||
        distanceNm(hold.centre, fix.position) > LEFT_NM;
      if (isOver) return { memory: { lookedAt: fix.at }, drafts: [overOf(track, hold)] };
    }
    if (memory !== undefined && !takeover && fix.at - memory.lookedAt < LOOK_EVERY_MS) return undefined;
    const lookedAt = fix.at;
    if (hold !== undefined) {
      const isNear = distanceNm(hold.centre, fix.position) <= 2 * WITHIN_NM;
      return { memory: { lookedAt, hold: isNear ? { ...hold, lastAt: fix.at } : hold } };
    }
    const round = circling(track.recent, fix);
    if (round === undefined) return { memory: { lookedAt } };
    const { centre, turnDeg, fixes } = round;
    const firstAt = fixes[0]?.at ?? fix.at;
    return {
      memory: { lookedAt, hold: { firstAt, centre, turnDeg, lastAt: fix.at } },
      drafts: [draftOf(track, round)],
    };
  },
});
