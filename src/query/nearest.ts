/** Which known word a person meant by a mistyped one. In: the word and the known ones. Out: the nearest, if it is near. */

/** More letters off than this is another word. */
const MAX_OFF = 2;

/** The known word with the fewest letters to change, `undefined` where more than two (of short words: one) would have to. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const limit = wanted.length <= 3 ? 1 : MAX_OFF;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    const tooLong = Math.abs(wanted.length - candidate.length) > MAX_OFF;
    const off = tooLong ? MAX_OFF + 1 : editDistance(wanted, candidate.toLowerCase());
    if (off < least) {
      least = off;
      best = candidate;
    }
  }
  return best ?? (wanted.length >= 3 ? known.find((candidate) => candidate.startsWith(wanted)) : undefined);
}

/** Letters to insert, delete, replace or swap with the next one, to make `a` into `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
