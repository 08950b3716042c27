/** How much a value holds: everything reachable from it, each object once. In: any value. Out: counts, for tests of memory. */
export interface Weight {
  /** Objects, arrays, maps and sets. */
  readonly objects: number;
  /** Entries of all of them together. */
  readonly entries: number;
}

/**
 * The weight of `value`; what several places share counts once.
 * @param without names of properties that are left out, because they are bounded and measured on their own
 */
export function weigh(value: unknown, without: readonly string[] = []): Weight {
  const seen = new Set<object>();
  const open: unknown[] = [value];
  let entries = 0;
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    const inside: readonly unknown[] =
      one instanceof Map
        ? [...one.keys(), ...one.values()]
        : one instanceof Set
          ? [...one]
          : Object.entries(one).flatMap(([key, held]) => (without.includes(key) ? [] : [held]));
    entries += inside.length;
    for (const next of inside) open.push(next);
  }
  return { objects: seen.size, entries };
}
