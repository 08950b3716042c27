/**
 * The help: every key that works here, in groups, from the same rows that dispatch them; then the signs and the columns. In: the state,
 * the space, the rows. Out: lines, scrolled by `ui.scroll`; a search leaves what holds it. A blocked key stays and says why.
 */
import type { State } from '../../app/state.ts';
import { counted } from '../format.ts';
import { frameOf } from '../frame.ts';
import type { Glyphs } from '../glyphs.ts';
import { cutLine, finish, pad, said, span, titleRule, widthOf, wrapped } from '../line.ts';
import type { Line, Space } from '../types.ts';
import { columnHelp } from './aircraft.ts';

/** One key as it stands now: the screen shows only this of the key table. */
export interface KeyRow {
  readonly id: string;
  readonly chords: readonly string[];
  readonly help: string;
  readonly group: string;
  /** Why it does nothing now. */
  readonly blocked?: string;
}

const GROUP_TITLES: Readonly<Record<string, string>> = {
  move: 'MOVE',
  filter: 'FIND AND FILTER',
  view: 'VIEW',
  aircraft: 'AIRCRAFT',
  events: 'EVENTS',
  time: 'TIME',
  app: 'APP',
};

/** Signs for chords that are words in the key table; the ASCII mode keeps the words. */
const CHORD_SIGNS: Readonly<Record<string, string>> = {
  enter: '⏎',
  down: '↓',
  up: '↑',
  left: '←',
  right: '→',
  'shift-left': '⇧←',
  'shift-right': '⇧→',
};

/** A chord as it is shown. */
export const chordText = (chord: string, mode: 'unicode' | 'ascii'): string =>
  said(mode === 'ascii' ? chord : (CHORD_SIGNS[chord] ?? chord), 12);

/** A chord, its meaning and most of a reason why it is blocked. */
const COLUMN_CELLS = 38;
const CHORD_CELLS = 9;

/** The help view: at most `space.rows` lines of at most `space.columns` cells. */
export function helpModel(state: State, space: Space, keyRows: readonly KeyRow[]): readonly Line[] {
  const { glyphs, mode } = frameOf(state);
  const search = state.ui.search.trim().toLowerCase();
  const holds = (...texts: readonly string[]): boolean =>
    search === '' || texts.some((text) => text.toLowerCase().includes(search));
  const rows = keyRows.filter(({ chords, help, group, id }) => holds(help, group, id, ...chords));
  const right =
    search === ''
      ? [span('/', 'key'), span(' search  '), span('esc', 'key'), span(' back')]
      : [span(`"${said(search, 20)}" ${counted(rows.length, 'key')}`, 'note')];
  const rule = titleRule(
    [span('Help', 'accent'), span('  every key also has a name behind :', 'dim')],
    right,
    space.columns,
    glyphs,
  );
  const body: Line[] = [...keyLines(rows, space.columns, mode)];
  const signs = signLines(glyphs).filter(([sign, words]) => holds(sign, words));
  if (signs.length > 0)
    body.push(
      [],
      [span(' SIGNS', 'title')],
      ...signs.map(([sign, words]): Line => [span(`  ${pad(sign, CHORD_CELLS)}`, 'key'), span(words)]),
    );
  const columns = columnHelp.filter(({ title, help }) => holds(title, help));
  if (columns.length > 0)
    body.push(
      [],
      [span(' COLUMNS', 'title')],
      ...columns.map(({ title, help }): Line => [span(`  ${pad(title, CHORD_CELLS)}`, 'key'), span(help)]),
    );
  const filters = FILTER_WORDS.filter(([example, words]) => holds(example, words, 'filter'));
  if (filters.length > 0)
    body.push(
      [],
      [span(' FILTERS', 'title')],
      ...filters.map(([example, words]): Line => [span(`  ${pad(example, FILTER_CELLS)}`, 'key'), span(words)]),
    );
  if (body.length === 0) body.push([span(' Nothing holds that.', 'dim')]);
  const first = Math.max(0, Math.min(state.ui.scroll, body.length - (space.rows - 1)));
  return finish([rule, ...body.slice(first)], space, mode);
}

const FILTER_CELLS = 28;
const FILTER_WORDS: readonly (readonly [string, string])[] = [
  ['type:IL62,T204 alt>30000', 'a space means and, a comma means or'],
  ['near:FNJ<300km', 'within 300 km of Pyongyang'],
  ['!alt>1', 'keeps aircraft of unknown altitude; alt<=1 drops them'],
  ['alt:?', 'altitude unknown (also on the ground)'],
  ['reg:RA-86*  call:/^RFF/', 'globs and regular expressions'],
  ['(squawk:7700 or gs<100) air', 'groups; flags air ground mlat mil stale marked watched emergency'],
];

const signLines = (glyphs: Glyphs): readonly (readonly [string, string])[] => [
  [glyphs.selected, 'selected row'],
  ['*', 'marked'],
  ['!', 'alert: emergency, or an unread alert'],
  ['?', 'position is suspect; the details say why'],
  ['~', 'stale: not heard for 15 s'],
  ["P-885'", 'registration computed from the address, not received'],
  ['ZKPY?', 'expected there by a detector, not landed'],
  [glyphs.unread, 'unread event'],
  ['~14:20Z', 'happened about then: inferred, not observed'],
];

/** The groups side by side, as many as fit. */
function keyLines(rows: readonly KeyRow[], columns: number, mode: 'unicode' | 'ascii'): readonly Line[] {
  const groups = new Map<string, KeyRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  const across = Math.max(1, Math.floor(columns / COLUMN_CELLS));
  const cells = across === 1 ? columns : Math.floor(columns / across);
  const blocks = [...groups].map(([group, members]): readonly Line[] => [
    [span(` ${GROUP_TITLES[group] ?? said(group.toUpperCase(), 20)}`, 'title')],
    ...members.flatMap((row) => keyRowLines(row, cells - 1, mode)),
    [],
  ]);
  const stacks: Line[][] = Array.from({ length: across }, () => []);
  for (const block of blocks) shortest(stacks).push(...block);
  const height = Math.max(0, ...stacks.map((stack) => stack.length));
  return Array.from({ length: height }, (_, index) =>
    stacks.flatMap((stack) => {
      const line = cutLine(stack[index] ?? [], cells - 1);
      return [...line, span(' '.repeat(Math.max(0, cells - widthOf(line))))];
    }),
  );
}

const shortest = (stacks: Line[][]): Line[] =>
  stacks.reduce((best, stack) => (stack.length < best.length ? stack : best));

/** A key and its meaning; the reason why it is blocked beside it, or under it where it does not fit. */
function keyRowLines({ chords, help, blocked }: KeyRow, cells: number, mode: 'unicode' | 'ascii'): readonly Line[] {
  const keys = chords.map((chord) => chordText(chord, mode)).join(' ');
  // A chord longer than its column keeps a blank between itself and its meaning.
  const chord = `  ${keys.length < CHORD_CELLS ? pad(keys, CHORD_CELLS) : `${keys} `}`;
  const words = said(help, 40);
  if (blocked === undefined) return [[span(chord, 'key'), span(words)]];
  const reason = `(${said(blocked, 60)})`;
  const line: Line = [span(chord, 'dim'), span(words, 'dim')];
  if (widthOf(line) + 1 + reason.length <= cells) return [[...line, span(` ${reason}`, 'dim')]];
  const indent = ' '.repeat(CHORD_CELLS + 2);
  const room = Math.max(1, cells - indent.length);
  return [line, ...wrapped(reason, room).map((row): Line => [span(indent + row, 'dim')])];
}
