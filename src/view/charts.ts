/**
 * The shape of a chart that is drawn elsewhere: view says what to draw and gets lines back. `charts/profile` makes one; view never
 * imports it, the screen hands it in once it is loaded.
 */
export interface ProfileRequest {
  readonly columns: number;
  readonly rows: number;
  /** One value a slot of the window, the oldest first; `undefined` is a gap and stays one. */
  readonly values: readonly (number | undefined)[];
  /** What stands under the left and the right end. */
  readonly fromLabel: string;
  readonly toLabel: string;
  /** A narrower range of values is drawn as if it were this wide. */
  readonly leastSpan: number;
  readonly glyphs: 'unicode' | 'ascii';
}

export interface ProfileChart {
  /** Exactly `rows` lines of at most `columns` cells, without any escape; empty lines where the space is too small to draw in. */
  readonly draw: (request: ProfileRequest) => readonly string[];
}
