/** Refused notes as conflicts of the visit that is nearest in time. In: visits and refused notes. Out: the visits, nothing else moved. */
import type { EpochMs, Milliseconds } from '../aero/units.ts';
import type { Refused } from './sift.ts';
import type { Visit } from './types.ts';

/** How far a time lies from a visit; 0 inside. */
function awayFrom(visit: Visit, at: EpochMs): Milliseconds {
  const times = [visit.arrived, visit.departed].flatMap((span) => (span === undefined ? [] : [span.fromAt, span.toAt]));
  const all = [...times, ...visit.seenAt];
  const last = visit.open ? Number.POSITIVE_INFINITY : Math.max(...all);
  return Math.max(0, Math.min(...all) - at, at - last);
}

/** The visits with what was refused as a conflict of the visit that is nearest in time. */
export function withRefused(visits: readonly Visit[], refused: readonly Refused[]): readonly Visit[] {
  const nearest = new Map<Refused, Visit | undefined>(
    refused.map((one) => [one, visits.toSorted((a, b) => awayFrom(a, one.note.at) - awayFrom(b, one.note.at))[0]]),
  );
  return visits.map((visit) => {
    const own = refused.filter((one) => nearest.get(one) === visit);
    if (own.length === 0) return visit;
    const added = own.map(({ note, text }) => ({
      text,
      ...(note.source === undefined ? {} : { source: note.source }),
    }));
    return { ...visit, conflicts: [...visit.conflicts, ...added] };
  });
}
