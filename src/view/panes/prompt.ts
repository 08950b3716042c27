/**
 * The line that a person types into: filter, command or search, with what Tab offers above and what is wrong below, at its place. In: the
 * state and the space. Out: lines; the input's own line is always among them.
 */
import { completionsOf } from '../../app/completion.ts';
import { listedTracks, visibleTracks } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import type { PromptState } from '../../app/ui-state.ts';
import { explain } from '../../query/explain.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, pad, said, span, spread, titleRule, wrapped } from '../line.ts';
import type { Line, Space } from '../types.ts';
import { firstRow } from './aircraft.ts';

const TITLES = { filter: 'filter', command: 'command', search: 'search' } as const;
const SIGNS = { filter: '/', command: ':', search: '/' } as const;
/** Cells of the completed word before its explanation. */
const INSERT_CELLS = 26;
const TEXT_CELLS = 500;

/** The prompt: at most `space.rows` lines; nothing where none is open. */
export function promptModel(state: State, space: Space): readonly Line[] {
  const { prompt } = state.ui;
  if (prompt === undefined) return [];
  const frame = frameOf(state);
  const input = inputLine(prompt, space.columns, frame);
  const below = isHalfTyped(state, prompt) ? [] : belowLines(state, prompt, space.columns, input.offset);
  if (space.rows === 1) return finish([input.line], space, frame.mode);
  if (space.rows < 4) return finish([input.line, below[0] ?? []], space, frame.mode);
  const rule = titleRule([span(TITLES[prompt.kind], 'accent')], countWords(state, prompt), space.columns, frame.glyphs);
  const rest = space.rows - 3;
  const tail = below.length === 0 ? [[]] : below;
  if (rest < 4) return finish([rule, input.line, ...tail], space, frame.mode);
  const offers = offerLines(state, prompt, rest - (tail.length - 1), space.columns, frame);
  return finish([...offers, rule, input.line, ...tail], space, frame.mode);
}

function countWords(state: State, prompt: PromptState): Line {
  if (prompt.kind !== 'filter') return [];
  return [span(`${visibleTracks(state).length}/${listedTracks(state).length} match`, 'note')];
}

/** The typed text with its cursor, scrolled so that the cursor is in view. */
function inputLine(
  prompt: PromptState,
  columns: number,
  { glyphs }: Frame,
): { readonly line: Line; readonly offset: number } {
  const characters = [...said(`|${prompt.text}|`, TEXT_CELLS)].slice(1, -1);
  const room = Math.max(1, columns - 5);
  const cursor = Math.max(0, Math.min(characters.length, prompt.cursor));
  const offset = Math.max(0, cursor - room + 1);
  const before = characters.slice(offset, cursor).join('');
  const after = characters.slice(cursor, offset + room).join('');
  return {
    line: [
      span(` ${SIGNS[prompt.kind]} `, 'key'),
      span(before, 'strong'),
      span(glyphs.cursor, 'accent'),
      span(after, 'strong'),
    ],
    offset,
  };
}

/** Whether what is wrong is the word under the cursor, which completion would go on with: it is judged once it is left. */
function isHalfTyped(state: State, { kind, error, text, cursor, typed }: PromptState): boolean {
  if (error === undefined) return false;
  const end = cursor + (/^\S*/.exec(text.slice(cursor))?.[0].length ?? 0);
  const start = cursor - (/\S*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);
  if (error.from < start || error.from > end || end === start) return false;
  const line = typed ?? { text, cursor };
  return completionsOf(state, kind, line.text, line.cursor).length > 0;
}

/** What is wrong, under its place; or the query in words; or nothing. */
function belowLines(state: State, prompt: PromptState, columns: number, offset: number): readonly Line[] {
  const { error } = prompt;
  if (error !== undefined) {
    // The cursor's own cell moves what stands behind it by one.
    const shift = error.from >= prompt.cursor ? 1 : 0;
    const at = Math.max(0, error.from - offset) + 3 + shift;
    const carets = '^'.repeat(Math.max(1, Math.min(error.to - error.from, columns)));
    const words = said(error.text, 200);
    const beside = at + carets.length + 1 + words.length <= columns;
    const kept = `  last good filter kept, ${visibleTracks(state).length} of ${listedTracks(state).length} shown`;
    const where: Line = [span(' '.repeat(Math.min(at, Math.max(0, columns - 2)))), span(carets, 'alert')];
    if (beside)
      return [[...where, span(` ${words}`, 'warn')], ...(prompt.kind === 'filter' ? [[span(kept, 'dim')]] : [])];
    return [
      where,
      ...wrapped(words, Math.max(1, columns - 4))
        .slice(0, 2)
        .map((row): Line => [span(`  ${row}`, 'warn')]),
    ];
  }
  if (!prompt.explained || prompt.kind !== 'filter' || state.ui.filter.query === undefined) return [];
  return wrapped(said(explain(state.ui.filter.query), 400), Math.max(1, columns - 4))
    .slice(0, 3)
    .map((row): Line => [span(`  ${row}`, 'note')]);
}

function offerLines(state: State, prompt: PromptState, rows: number, columns: number, frame: Frame): readonly Line[] {
  const blank = Array.from({ length: Math.max(0, rows) }, (): Line => []);
  const typed = prompt.typed ?? prompt;
  const offers = completionsOf(state, prompt.kind, typed.text, typed.cursor);
  if (offers.length === 0 || rows < 2) return blank;
  const room = rows - 1;
  const from = firstRow(offers.length, Math.max(0, prompt.completion), room);
  const rule = titleRule(
    [span('completion', 'title')],
    [span('tab', 'key'), span(' next', 'dim')],
    columns,
    frame.glyphs,
  );
  const lines = offers.slice(from, from + room).map(({ insert, help, count }, index): Line => {
    const chosen = from + index === prompt.completion;
    return spread(
      [
        span(` ${chosen ? frame.glyphs.pick : ' '} `, 'accent'),
        span(pad(said(insert, INSERT_CELLS), INSERT_CELLS), chosen ? 'selected' : 'strong'),
        span(` ${said(help, 100)}`, 'dim'),
      ],
      count === undefined ? [] : [span(`${count} match `, 'note')],
      columns,
    );
  });
  return [...blank.slice(0, rows - 1 - lines.length), rule, ...lines];
}
