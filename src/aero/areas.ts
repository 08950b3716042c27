/**
 * Named areas for the filter's `in:`. Rings of corners, closed by themselves, for looking at, not for events: where an area is
 * approximate it says so. Countries with their 12 NM of sea are not here.
 */
import type { Position } from './units.ts';

export interface NamedArea {
  /** As typed: lower case. */
  readonly id: string;
  readonly name: string;
  /** Which of its edges are ours and how wrong they may be; absent where the edges are published coordinates. */
  readonly approximate?: string;
  readonly ring: readonly Position[];
}

type Corner = readonly [latitudeDeg: number, longitudeDeg: number];
const ringOf = (corners: readonly Corner[]): readonly Position[] =>
  corners.map(([latitudeDeg, longitudeDeg]) => ({ latitudeDeg, longitudeDeg }));

export const namedAreas: readonly NamedArea[] = [
  {
    id: 'zkkp',
    name: 'Pyongyang FIR',
    approximate:
      'East side: corners of detection.md §4.4 (as the simulation community publishes them). The rest is our own: land borders along Tumen, Yalu and the Demarcation Line within some 10 NM, the west side at 124° E within some 20 NM.',
    ring: ringOf([
      // East side, north to south.
      [42.152, 130.881],
      [41.669, 131.514],
      [40.502, 135.93],
      [39.83, 135.087],
      [38.636, 133.647],
      [38.633, 128.367],
      // Demarcation Line, east to west.
      [38.32, 127.75],
      [38.3, 127.15],
      [37.95, 126.67],
      [37.75, 126.15],
      [37.62, 125.4],
      [37.95, 124.9],
      // West side.
      [38.0, 124.0],
      [39.7, 124.0],
      // Yalu and Tumen, upstream and down.
      [40.1, 124.38],
      [40.95, 125.9],
      [41.8, 126.75],
      [41.42, 128.1],
      [42.0, 128.1],
      [42.0, 128.95],
      [42.45, 129.35],
      [43.0, 129.85],
      [42.6, 130.5],
    ]),
  },
  {
    id: 'koreabay',
    name: 'Korea Bay',
    approximate: 'Drawn by hand from Liaodong to Changsan: a view of the bay and its coasts, 20 NM.',
    ring: ringOf([
      [38.75, 121.15],
      [38.1, 124.4],
      [38.2, 124.9],
      [38.75, 125.15],
      [39.55, 125.2],
      [39.75, 124.7],
      [39.95, 124.3],
      [39.7, 123.4],
      [39.4, 122.4],
      [38.95, 121.6],
    ]),
  },
  {
    id: 'sea-of-japan',
    name: 'Sea of Japan (East Sea)',
    approximate: 'Drawn by hand along the coasts from Korea Strait to La Pérouse Strait: 20 NM.',
    ring: ringOf([
      [35.1, 129.2],
      [36.0, 129.55],
      [37.5, 129.1],
      [38.6, 128.4],
      [39.2, 127.5],
      [39.8, 127.6],
      [40.8, 129.6],
      [41.8, 129.9],
      [42.6, 130.7],
      [43.1, 131.9],
      [42.75, 133.1],
      [43.6, 135.2],
      [45.4, 137.1],
      [48.3, 140.0],
      [50.0, 140.5],
      [50.0, 142.1],
      [46.0, 142.0],
      [45.4, 141.7],
      [43.3, 141.2],
      [42.2, 139.8],
      [41.2, 140.2],
      [39.8, 139.9],
      [38.2, 139.4],
      [37.2, 137.2],
      [36.0, 136.0],
      [35.5, 133.2],
      [34.4, 131.0],
      [34.3, 130.0],
    ]),
  },
];

const byId = new Map(namedAreas.map((area) => [area.id, area]));

/** The area of a name as typed (any case), `undefined` if there is none. */
export const areaOf = (id: string): NamedArea | undefined => byId.get(id.trim().toLowerCase());

/** All areas as the filter's context wants them: rings by name. */
export const areaRings: Readonly<Record<string, readonly Position[]>> = Object.fromEntries(
  namedAreas.map(({ id, ring }) => [id, ring]),
);
