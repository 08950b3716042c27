/**
 * Every aircraft heard, by address: an immutable map in 256 leaves (by the last byte of the address), so that one changed
 * aircraft copies a leaf and not the map.
 */
import type { Track } from './types.ts';

export interface Fleet {
  readonly size: number;
  readonly leaves: readonly (ReadonlyMap<string, Track> | undefined)[];
}

const LEAVES = 256;
const leafOf = (icao24: string): number => Number.parseInt(icao24.slice(-2), 16) & (LEAVES - 1);

export const emptyFleet: Fleet = { size: 0, leaves: [] };

/** The track of an address, `undefined` if it was never heard. */
export const trackOf = (fleet: Fleet, icao24: string): Track | undefined => fleet.leaves[leafOf(icao24)]?.get(icao24);

/** The fleet with these tracks in place of the ones of the same addresses; `fleet` itself is unchanged. */
export function withTracks(fleet: Fleet, tracks: readonly Track[]): Fleet {
  if (tracks.length === 0) return fleet;
  const leaves = fleet.leaves.slice();
  const copied = new Map<number, Map<string, Track>>();
  let size = fleet.size;
  for (const track of tracks) {
    const index = leafOf(track.icao24);
    let leaf = copied.get(index);
    if (leaf === undefined) {
      leaf = new Map(leaves[index]);
      copied.set(index, leaf);
      leaves[index] = leaf;
    }
    if (!leaf.has(track.icao24)) size += 1;
    leaf.set(track.icao24, track);
  }
  return { size, leaves };
}

/** The fleet without the aircraft for which `gone` holds. */
export function withoutTracks(fleet: Fleet, gone: (track: Track) => boolean): Fleet {
  let size = 0;
  let changed = false;
  const leaves = fleet.leaves.map((leaf) => {
    if (leaf === undefined) return leaf;
    const kept = [...leaf].filter(([, track]) => !gone(track));
    size += kept.length;
    if (kept.length === leaf.size) return leaf;
    changed = true;
    return new Map(kept);
  });
  return changed ? { size, leaves } : fleet;
}

/** Every track, in no particular order. */
export function* tracksOf(fleet: Fleet): Generator<Track> {
  for (const leaf of fleet.leaves) if (leaf !== undefined) yield* leaf.values();
}
