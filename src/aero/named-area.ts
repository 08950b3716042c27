/** A named area that is drawn as one ring of corners: a FIR or a sea. Where its edges are approximate it says so. */
import type { Degrees, Position } from './units.ts';

export interface NamedArea {
  /** As typed in a filter: lower case. */
  readonly id: string;
  /** As events and routes name it (CONTRACT §4): a FIR in capitals, a sea in lower case. */
  readonly area: string;
  readonly name: string;
  /** Which of its edges are ours and how wrong they may be; absent where the edges are published coordinates. */
  readonly approximate?: string;
  /** Corners, closed by themselves. */
  readonly ring: readonly Position[];
}

/** Corners as maps print them: latitude, then longitude. */
export const ringOfCorners = (
  corners: readonly (readonly [latitudeDeg: Degrees, longitudeDeg: Degrees])[],
): readonly Position[] => corners.map(([latitudeDeg, longitudeDeg]) => ({ latitudeDeg, longitudeDeg }));
