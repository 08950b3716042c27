/**
 * A detector's draft as an event of the log: who, an id that is the same for the same happening, the time of saying. In: a draft
 * and the track. Out: a `FlightEvent`. Its interval is put in order and its probability into 0…1, whatever a detector computed.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Track } from '../tracks/types.ts';
import type { Draft } from './detector.ts';
import type { FlightEvent } from './types.ts';

const HASH_MULTIPLIERS = [0x01000193, 0x85ebca6b] as const;
const HASH_STARTS = [0x811c9dc5, 0x9747b28c] as const;

/** Two runs of FNV-1a's scheme (public domain) with different constants: 64 bits, 16 hex digits. Not for secrets. */
function hash(text: string): string {
  return HASH_STARTS.map((start, run) => {
    let value: number = start;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), HASH_MULTIPLIERS[run] ?? 1);
      value ^= value >>> 15;
    }
    return (value >>> 0).toString(16).padStart(8, '0');
  }).join('');
}

/** The id of a happening: of what kind, with whom, and which one. A revised or retracted one has another. */
export const eventId = (kind: string, subject: string, key: string | number, status = 'confirmed'): string =>
  hash(`${kind}|${subject}|${key}${status === 'confirmed' ? '' : `|${status}`}`);

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/**
 * @param track whom it is about; `undefined` for an event about a feed
 * @param subject what goes into the id: the address, or the feed's name
 */
export function compose(draft: Draft, subject: string, track: Track | undefined, detectedAt: EpochMs): FlightEvent {
  const { supersedesKey, place } = draft;
  const fromAt = Math.min(draft.fromAt, draft.toAt);
  const toAt = Math.max(draft.fromAt, draft.toAt);
  return {
    id: eventId(draft.kind, subject, draft.key, draft.status),
    kind: draft.kind,
    status: draft.status ?? 'confirmed',
    ...(supersedesKey === undefined
      ? {}
      : { supersedes: eventId(draft.kind, subject, supersedesKey, draft.supersedesStatus) }),
    fromAt,
    toAt,
    at: clamp(draft.at, fromAt, toAt),
    detectedAt,
    ...(track === undefined ? {} : { icao24: track.icao24 }),
    ...(track?.registration === undefined ? {} : { registration: track.registration }),
    ...(track?.callsign === undefined ? {} : { callsign: track.callsign.value }),
    ...(track?.typecode === undefined ? {} : { typecode: track.typecode }),
    basis: draft.basis ?? 'observed',
    probability: clamp(draft.probability, 0, 1),
    ...(place === undefined ? {} : { place }),
    candidates: draft.candidates ?? [],
    level: draft.level,
    text: draft.text,
    // A registration that was computed from the address is not one that was received.
    detail: { ...draft.detail, ...(track?.registrationDerived === true ? { registrationDerived: true } : {}) },
  };
}
