/**
 * `first-seen` and `re-seen`: three accepted fixes over half a minute after never, or after six hours (detection.md §5.2). What
 * was heard before this run comes from the store. Silence of less than six hours is the next detector's matter.
 */
import { type EpochMs, HOUR_MS, type Milliseconds, SECOND_MS } from '../aero/units.ts';
import type { Track } from '../tracks/types.ts';
import { type Draft, defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { duration, nameOf } from './say.ts';

const FIXES = 3;
const SPAN_MS = 30 * SECOND_MS;
const AWAY_MS = 6 * HOUR_MS;

interface Contact {
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly fixes: number;
  readonly told: boolean;
  /** The end of the contact before, in this run. */
  readonly previousAt?: EpochMs;
}

const evidence = (track: Track, away?: Milliseconds) =>
  evidenceOf(
    'three accepted fixes over half a minute, after never or after six hours of silence',
    track.recent.filter((fix) => fix.verdict === 'accepted').slice(-FIXES),
    { 'hours of silence before': away === undefined ? null : Number((away / HOUR_MS).toFixed(2)) },
    'a contact within the six hours before, or fewer fixes',
  );

function draftOf(track: Track, firstAt: EpochMs, previousAt: EpochMs | undefined): Draft | undefined {
  const base = { key: firstAt, fromAt: firstAt, toAt: firstAt, at: firstAt, probability: 1, level: 'note' } as const;
  const name = nameOf(track);
  if (previousAt === undefined)
    return {
      ...base,
      kind: 'first-seen',
      text: `${name} is heard for the first time in this log.`,
      detail: { evidence: evidence(track) },
    };
  const away = firstAt - previousAt;
  if (away <= AWAY_MS) return undefined;
  return {
    ...base,
    kind: 're-seen',
    text: `${name} is heard again after ${duration(away)}.`,
    detail: { awayHours: Number((away / HOUR_MS).toFixed(2)), evidence: evidence(track, away) },
  };
}

export const contact = defineDetector<Contact>({
  kinds: ['first-seen', 're-seen'],
  level: 'note',
  why: 'A watched aircraft is on the air.',
  onSighting(memory, { track, fix }, { sightings }) {
    if (fix?.verdict !== 'accepted') return undefined;
    if (memory === undefined || fix.at - memory.lastAt > AWAY_MS) {
      const previous = memory === undefined ? {} : { previousAt: memory.lastAt };
      return { memory: { firstAt: fix.at, lastAt: fix.at, fixes: 1, told: false, ...previous } };
    }
    const next: Contact = { ...memory, lastAt: fix.at, fixes: memory.fixes + 1 };
    if (next.told || next.fixes < FIXES || fix.at - next.firstAt < SPAN_MS) return { memory: next };
    const stored = sightings.get(track.icao24);
    // A sighting after these fixes is of a later flight than this recording's.
    const before = next.previousAt ?? (stored !== undefined && stored < next.firstAt ? stored : undefined);
    const draft = draftOf(track, next.firstAt, before);
    return { memory: { ...next, told: true }, drafts: draft === undefined ? [] : [draft] };
  },
});
