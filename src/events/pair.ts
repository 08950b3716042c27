/**
 * `pair`: two watched aircraft leave the same field within half an hour of each other and keep to one corridor (detection.md §5.2,
 * "second jet in tow"). Looked at every ten minutes, said once, by the one that left later, and taken back when their ways part soon
 * after. What is not heard is not compared.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, MINUTE_MS, type NauticalMiles } from '../aero/units.ts';
import { tracksOf } from '../tracks/fleet.ts';
import type { Track } from '../tracks/types.ts';
import { type Draft, defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { type LegStart, legStartOf, offPath } from './pair-legs.ts';
import { duration, miles, nameOf, placeName } from './say.ts';

const LOOK_EVERY_MS = 10 * MINUTE_MS;
const APART_MS = 30 * MINUTE_MS;
const CORRIDOR_NM: NauticalMiles = 60;
/** Where the take-offs were not heard: the first fixes lie so near to each other. */
const SAME_START_NM: NauticalMiles = 60;
/** Everyone leaves a field by one of a few ways: only the way after them says something. */
const FLOWN_NM: NauticalMiles = 150;
const LOOKS = 3;
/** Ways that part before this were those of everyone who leaves in that direction. */
const PARTED_NM: NauticalMiles = 600;
const PROBABILITY = 0.8;
const PROBABILITY_UNHEARD = 0.6;
const HEARD_WITHIN_MS = 3 * MINUTE_MS;
/** Nobody flies in tow of more. */
const OTHERS_MOST = 6;

interface Together {
  readonly icao24: string;
  readonly legAt: EpochMs;
  readonly looks: number;
  readonly widestNm: NauticalMiles;
  /** Said, or said and taken back. */
  readonly told?: 'pair' | 'parted';
}

interface Memory {
  readonly lookedAt: EpochMs;
  readonly others: readonly Together[];
}

const isFlying = (track: Track, at: EpochMs): boolean =>
  track.onGround?.value !== true && track.lastFix !== undefined && at - track.lastFix.at <= HEARD_WITHIN_MS;

/** Whether two flights began at one place, about the same time. */
function sameStart(own: LegStart, other: LegStart): boolean {
  if (own.at - other.at > APART_MS || own.at < other.at) return false;
  if (own.place !== undefined && other.place !== undefined) return own.place.icao === other.place.icao;
  return distanceNm(own.fix.position, other.fix.position) <= SAME_START_NM;
}

function draftOf(track: Track, other: Track, own: LegStart, leg: LegStart, together: Together, at: EpochMs): Draft {
  const heard = own.place !== undefined && leg.place !== undefined;
  const apart = duration(own.at - leg.at);
  const from = own.place === undefined ? 'from about the same place' : `from ${placeName(own.place)}`;
  return {
    kind: 'pair',
    key: `${other.icao24}|${leg.at}`,
    fromAt: own.at,
    toAt: at,
    at: own.at,
    probability: heard ? PROBABILITY : PROBABILITY_UNHEARD,
    ...(own.place === undefined ? {} : { place: own.place }),
    level: 'note',
    text: `${nameOf(track)} follows ${nameOf(other)} ${from}, ${apart} behind, on the same way.`,
    detail: {
      other: { icao24: other.icao24, registration: other.registration ?? null },
      behindMinutes: Math.round((own.at - leg.at) / MINUTE_MS),
      evidence: evidenceOf(
        'Two watched aircraft from one place within 30 min, on ways no more than 60 NM apart at three looks or more, 10 min apart, beyond 150 NM.',
        [leg.fix, own.fix, ...(track.lastFix === undefined ? [] : [track.lastFix])],
        {
          behindMinutes: Math.round((own.at - leg.at) / MINUTE_MS),
          widestNm: Math.round(together.widestNm),
          looks: together.looks,
        },
        `A way more than ${miles(CORRIDOR_NM)} from the other's at any look.`,
      ),
    },
  };
}

interface Look {
  readonly together?: Together;
  readonly draft?: Draft;
}

/** What one more look says of the two. */
function look(
  before: Together | undefined,
  track: Track,
  other: Track,
  own: LegStart,
  leg: LegStart,
  at: EpochMs,
): Look {
  const known = before !== undefined && before.legAt === leg.at ? before : undefined;
  const base: Together = known ?? { icao24: other.icao24, legAt: leg.at, looks: 0, widestNm: 0 };
  const here = track.lastFix;
  if (base.told === 'parted' || here === undefined) return { together: base };
  const flown = distanceNm(own.fix.position, here.position);
  const off = flown < FLOWN_NM ? undefined : offPath(here, other.trail, leg.at);
  if (off === undefined) return { together: base };
  if (base.told === 'pair') {
    if (off <= CORRIDOR_NM || flown > PARTED_NM) return { together: base };
    const draft = draftOf(track, other, own, leg, base, at);
    const text = `${nameOf(track)} and ${nameOf(other)} parted: no pair.`;
    return {
      together: { ...base, told: 'parted' },
      draft: { ...draft, status: 'retracted', supersedesKey: draft.key, probability: 0.1, level: 'info', text },
    };
  }
  if (off > CORRIDOR_NM) return {};
  const together: Together = { ...base, looks: base.looks + 1, widestNm: Math.max(base.widestNm, off) };
  if (together.looks < LOOKS) return { together };
  return { together: { ...together, told: 'pair' }, draft: draftOf(track, other, own, leg, together, at) };
}

export const pair = defineDetector<Memory>({
  kinds: ['pair'],
  level: 'note',
  why: 'A second jet in tow makes it a delegation.',
  onTick(memory, track, { at, fleet }) {
    if (memory !== undefined && at - memory.lookedAt < LOOK_EVERY_MS) return undefined;
    if (!track.watched || !isFlying(track, at)) return undefined;
    const own = legStartOf(track.trail);
    if (own === undefined) return { memory: { lookedAt: at, others: memory?.others ?? [] } };
    const others: Together[] = [];
    const drafts: Draft[] = [];
    for (const other of tracksOf(fleet)) {
      if (!other.watched || other.icao24 === track.icao24 || other.trail.length === 0) continue;
      const leg = legStartOf(other.trail);
      if (leg === undefined || !sameStart(own, leg)) continue;
      if (own.at === leg.at && track.icao24 < other.icao24) continue;
      const before = memory?.others.find(({ icao24 }) => icao24 === other.icao24);
      const { together, draft } = look(before, track, other, own, leg, at);
      if (together !== undefined) others.push(together);
      if (draft !== undefined) drafts.push(draft);
    }
    const inOrder = (a: { readonly icao24: string }, b: { readonly icao24: string }): number =>
      a.icao24 < b.icao24 ? -1 : 1;
    others.sort(inOrder);
    drafts.sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
    return { memory: { lookedAt: at, others: others.slice(0, OTHERS_MOST) }, drafts };
  },
});
