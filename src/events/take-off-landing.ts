/**
 * `take-off` and `landing` as observed: fixes on both sides of the change, minutes apart at most, at a known field (detection.md
 * §5.2). Their interval is from the last fix before to the first fix after. A wider hole is not observed, and nothing is said here.
 */
import { type EpochMs, type FeetPerMinute, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import type { Fix, Track } from '../tracks/types.ts';
import { type Draft, defineDetector, type Step } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { type Field, fieldAt } from './fields.ts';
import { contactAt, contactWith, type GroundContact, type SideChange } from './ground-contact.ts';
import { levelOf } from './journey/sayings.ts';
import { asBelieved, nameOf, placeName } from './say.ts';

/** Wider than this is inferred, not observed. */
const OBSERVED_MS = 5 * MINUTE_MS;
/** Squat switches, the transponder's own rules and a feed's rounded ages lag the wheels by seconds, either way. */
const FLAG_LAG_MS = 10 * SECOND_MS;
/** A vertical rate below this says nothing about when the wheels touched. */
const USEFUL_FPM: FeetPerMinute = 200;
const PROBABILITY = 0.99;
/** The place comes from jammed positions. */
const JAMMED_PROBABILITY = 0.9;

/** When it left or met the runway, by height and vertical rate of the airborne fix; the middle where those are unknown. */
function estimate(change: SideChange, before: Fix, field: Field): EpochMs {
  const airborne = change.to === 'air' ? change.first : before;
  const middle = (before.at + change.first.at) / 2;
  const elevation = field.airport.elevationFt;
  const rate = airborne.verticalRateFpm;
  if (airborne.altitudeFt === undefined || elevation === undefined || rate === undefined) return middle;
  if (Math.abs(rate) < USEFUL_FPM || Math.sign(rate) !== (change.to === 'air' ? 1 : -1)) return middle;
  return airborne.at - ((airborne.altitudeFt - elevation) / rate) * MINUTE_MS;
}

function draftOf(track: Track, change: SideChange): Draft | undefined {
  const { before, first, placed, to } = change;
  const ground = to === 'ground' ? first : before;
  if (before === undefined || ground === undefined) return undefined;
  const fromAt = before.at - FLAG_LAG_MS;
  const toAt = (first.heardAt ?? first.at) + FLAG_LAG_MS;
  if (toAt - fromAt > OBSERVED_MS) return undefined;
  const field = placed === undefined ? undefined : fieldAt(placed.position);
  if (placed === undefined || field === undefined) return undefined;
  const probability = placed.verdict === 'accepted' ? PROBABILITY : JAMMED_PROBABILITY;
  const at = Math.min(Math.max(Math.round(estimate(change, before, field)), fromAt), toAt);
  const verb = to === 'air' ? asBelieved('took off', probability) : asBelieved('landed', probability);
  return {
    kind: to === 'air' ? 'take-off' : 'landing',
    key: first.at,
    fromAt,
    toAt,
    at,
    probability,
    place: field.place,
    candidates: field.candidates.map((candidate) => ({
      ...candidate,
      probability: candidate.probability * probability,
    })),
    level: levelOf(track, field.airport.country),
    text: `${nameOf(track)} ${verb} ${to === 'air' ? 'from' : 'at'} ${placeName(field.place)}.`,
    detail: {
      groundSpeedKt: first.groundSpeedKt ?? null,
      positionSource: first.source,
      evidence: evidenceOf(
        'Two fixes or more on either side that agree over five seconds, at most five minutes apart, within 5 NM of a known field',
        [before, first],
        {
          fieldDistanceNm: field.candidates[0]?.distanceNm ?? null,
          apartS: Math.round((first.at - before.at) / SECOND_MS),
        },
        'A wider hole between the two sides would have made it inferred.',
      ),
    },
  };
}

/** Jamming spoils the position, not the ground flag and the barometer: such fixes still tell ground from air. */
const tellsSide = (fix: Fix): boolean =>
  fix.verdict === 'accepted' ||
  (fix.verdict === 'suspect' && fix.reasons.every((reason) => reason === 'low-integrity'));

function step(
  track: Track,
  memory: GroundContact,
  turn: ReturnType<typeof contactAt>,
): Step<GroundContact> | undefined {
  if (turn.contact === memory) return undefined;
  const draft = turn.change === undefined ? undefined : draftOf(track, turn.change);
  return { memory: turn.contact, drafts: draft === undefined ? [] : [draft] };
}

export const takeOffLanding = defineDetector<GroundContact>({
  kinds: ['take-off', 'landing'],
  level: 'note',
  why: 'Where a flight begins and ends, and when.',
  onSighting(memory, { track, fix, takeover }) {
    if (fix === undefined || !tellsSide(fix)) return undefined;
    const before = takeover ? {} : (memory ?? {});
    return step(track, before, contactWith(before, fix));
  },
  onTick(memory, track, { at }) {
    return memory === undefined ? undefined : step(track, memory, contactAt(memory, at));
  },
});
