/** Words and tones: what a pane says, before any colour. A line is never wider than the space it was made for. */
export type Tone =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'accent'
  | 'title'
  | 'good'
  | 'note'
  | 'warn'
  | 'alert'
  | 'selected'
  | 'key';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

/** Cells available to a pane, its title rule included. */
export interface Space {
  readonly columns: number;
  readonly rows: number;
}
