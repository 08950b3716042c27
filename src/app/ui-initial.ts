/** How the state is looked at when the program starts, and the names of the themes (their colours are `ui/theme`'s). */
import type { EventLevel } from '../events/types.ts';
import { filterOf } from './filter-text.ts';
import type { UiState } from './ui-state.ts';

export const THEME_NAMES = ['terminal', 'contrast', 'mono'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export interface UiOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** `--filter`; a bad one is the command line's to refuse, here it filters nothing. */
  readonly filter?: string;
  readonly units?: UiState['units'];
  readonly dense?: boolean;
  readonly theme?: string;
  readonly glyphs?: UiState['glyphs'];
  readonly eventLevel?: EventLevel;
  readonly sort?: UiState['sort'];
  readonly filterHistory?: readonly string[];
  /** In `demo` and `replay` the replay bar has the keys until Esc gives them back. */
  readonly replayKeys?: boolean;
}

/** The classic size, until the terminal has told its own. */
const COLUMNS = 80;
const ROWS = 24;

/** The screen as it opens: the table, unfiltered unless asked, highest aircraft first. */
export function initialUi(options: UiOptions = {}): UiState {
  return {
    columns: options.columns ?? COLUMNS,
    rows: options.rows ?? ROWS,
    view: 'main',
    back: [],
    focus: 'aircraft',
    zoomed: false,
    column: 'reg',
    sort: options.sort ?? { column: 'alt', descending: true },
    filter:
      options.filter === undefined ? { text: '', off: false } : filterOf(options.filter, { text: '', off: false }),
    filterHistory: options.filterHistory ?? [],
    commandHistory: [],
    search: '',
    marked: new Set(),
    onlyMarked: false,
    eventLevel: options.eventLevel ?? 'info',
    routeMode: 'spark',
    units: options.units ?? 'aviation',
    dense: options.dense ?? false,
    theme: options.theme ?? 'terminal',
    glyphs: options.glyphs ?? 'unicode',
    replayKeys: options.replayKeys ?? false,
    scroll: 0,
    quitAsked: false,
  };
}
