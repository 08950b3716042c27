/**
 * What the detectors remember of each aircraft, one cell for each row of the table: an immutable map in 256 leaves like the
 * fleet, so that one changed aircraft copies a leaf and not the map.
 */
export type Cells = readonly unknown[];

export interface Recall {
  readonly leaves: readonly (ReadonlyMap<string, Cells> | undefined)[];
}

const LEAVES = 256;
const leafOf = (icao24: string): number => Number.parseInt(icao24.slice(-2), 16) & (LEAVES - 1);
const NO_CELLS: Cells = [];

export const emptyRecall: Recall = { leaves: [] };

/** The cells of an aircraft; empty for one not met yet. */
export const cellsOf = (recall: Recall, icao24: string): Cells =>
  recall.leaves[leafOf(icao24)]?.get(icao24) ?? NO_CELLS;

/** With these cells in place of the ones of the same aircraft. */
export function withCells(recall: Recall, changed: ReadonlyMap<string, Cells>): Recall {
  if (changed.size === 0) return recall;
  const leaves = recall.leaves.slice();
  const copied = new Map<number, Map<string, Cells>>();
  for (const [icao24, cells] of changed) {
    const index = leafOf(icao24);
    let leaf = copied.get(index);
    if (leaf === undefined) {
      leaf = new Map(leaves[index]);
      copied.set(index, leaf);
      leaves[index] = leaf;
    }
    leaf.set(icao24, cells);
  }
  return { leaves };
}

/** Without the aircraft for which `kept` does not hold. */
export const recallOnly = (recall: Recall, kept: (icao24: string) => boolean): Recall => ({
  leaves: recall.leaves.map((leaf) => {
    if (leaf === undefined) return leaf;
    const rest = [...leaf].filter(([icao24]) => kept(icao24));
    return rest.length === leaf.size ? leaf : new Map(rest);
  }),
});
