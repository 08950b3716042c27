/** What was refused in a run, a line a feed, for standard error: nothing is dropped without being counted. */
import type { State } from '../app/state.ts';

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** A sentence for each feed that had something refused; none where all was used. */
export function countWords(state: State): readonly string[] {
  return [...state.links.values()].flatMap(({ label, rows, rejectsByCode, faults }) => {
    const rejected = total(rejectsByCode);
    const faulty = total(faults);
    const parts = [
      ...(rejected > 0 ? [`${rejected} rejected (${listed(rejectsByCode)})`] : []),
      ...(faulty > 0 ? [`${faulty} fields unusable (${listed(faults)})`] : []),
    ];
    return parts.length === 0 ? [] : [`${label}: of ${rows} rows ${parts.join(', ')}`];
  });
}
