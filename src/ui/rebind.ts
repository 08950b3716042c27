/**
 * A person's own chords for rows of the key table. In: the table and, by row id, the chords wanted instead. Out: a table in which no two
 * rows that are active together share a chord, and what could not be had, in words. Refuses chords of Alt, Meta and F-keys.
 */
import type { KeyRow } from './keys.ts';

export interface Rebound {
  readonly table: readonly KeyRow[];
  /** One sentence each; what is named here stayed as it was. */
  readonly conflicts: readonly string[];
}

const UNUSABLE = /^(?:alt|meta|option|super|hyper)-|^M-|^f\d{1,2}$/i;
/** Always leaves: a binding must not lock anyone in. */
const FIXED: ReadonlySet<string> = new Set(['^c', 'esc']);

/** Whether two rows can be active in one view and one layer. */
export function meet(a: KeyRow, b: KeyRow): boolean {
  if ((a.layer ?? 'table') !== (b.layer ?? 'table')) return false;
  const { views: inA } = a;
  const { views: inB } = b;
  return inA === undefined || inB === undefined || inA.some((view) => inB.includes(view));
}

/** The table with `overrides` (row id → chords); a row whose new chords clash keeps its own, and the clash is told. */
export function rebind(table: readonly KeyRow[], overrides: Readonly<Record<string, readonly string[]>>): Rebound {
  const conflicts: string[] = [];
  const wanted = new Map<string, readonly string[]>();
  for (const [id, chords] of Object.entries(overrides)) {
    const row = table.find((key) => key.id === id);
    if (row === undefined) conflicts.push(`no key row "${id}"`);
    else if (chords.length === 0) conflicts.push(`${id}: no chord given`);
    else {
      const bad = chords.find(
        (chord) => chord === '' || UNUSABLE.test(chord) || (FIXED.has(chord) && !row.chords.includes(chord)),
      );
      const lost = row.chords.find((chord) => FIXED.has(chord) && !chords.includes(chord));
      if (bad !== undefined) conflicts.push(`${id}: "${bad}" cannot be bound`);
      else if (lost !== undefined) conflicts.push(`${id}: "${lost}" has to stay`);
      else wanted.set(id, chords);
    }
  }
  // Taking back one override may free or break another, so it is tried again until nothing clashes; each round takes one back.
  for (;;) {
    const tried = table.map((row) => ({ ...row, chords: wanted.get(row.id) ?? row.chords }));
    const clash = clashIn(tried, wanted);
    if (clash === undefined) return { table: tried, conflicts };
    wanted.delete(clash.id);
    conflicts.push(`${clash.id}: "${clash.chord}" is ${clash.other}'s`);
  }
}

function clashIn(
  table: readonly KeyRow[],
  wanted: ReadonlyMap<string, readonly string[]>,
): { readonly id: string; readonly chord: string; readonly other: string } | undefined {
  for (const row of table) {
    if (!wanted.has(row.id)) continue;
    for (const other of table) {
      if (other.id === row.id || !meet(row, other)) continue;
      const chord = row.chords.find((one) => other.chords.includes(one));
      if (chord !== undefined) return { id: row.id, chord, other: other.id };
    }
  }
  return undefined;
}
