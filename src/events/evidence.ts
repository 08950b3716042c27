/** What an event rests on, in the form that `explain` prints (`detail.evidence`). In: fixes and numbers. Out: plain data. */
import type { Fix } from '../tracks/types.ts';
import type { Evidence, EvidenceFix } from './journey/types.ts';

/** More fixes than this say no more; the first and the last ones are kept. */
const FIXES_MOST = 8;
const DEGREES_PLACES = 5;

/** What of a fix is evidence. */
type Seen = Pick<Fix, 'at' | 'position' | 'altitudeFt' | 'groundSpeedKt'>;

const place = (degrees: number): number => Number(degrees.toFixed(DEGREES_PLACES));

/** A fix as evidence: when, where, how high, how fast. */
export const evidenceFix = ({ at, position, altitudeFt, groundSpeedKt }: Seen): EvidenceFix => ({
  at,
  latitudeDeg: place(position.latitudeDeg),
  longitudeDeg: place(position.longitudeDeg),
  ...(altitudeFt === undefined ? {} : { altitudeFt }),
  ...(groundSpeedKt === undefined ? {} : { groundSpeedKt }),
});

/**
 * The evidence of one event.
 * @param rule the rule in one sentence, with its thresholds
 * @param otherwise what would have changed the verdict, in one sentence
 */
export function evidenceOf(
  rule: string,
  fixes: readonly Seen[],
  numbers: Evidence['numbers'],
  otherwise: string,
): Evidence {
  const half = FIXES_MOST / 2;
  const kept = fixes.length <= FIXES_MOST ? fixes : [...fixes.slice(0, half), ...fixes.slice(-half)];
  return { rule, fixes: kept.map(evidenceFix), numbers, otherwise };
}
