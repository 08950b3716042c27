/**
 * The prompt: the filter's, the command line's and the search's. In: edits of its line. Out: the state with the line edited and, for the
 * filter and the search, with what is typed in force at once. A wrong filter changes nothing on the table; the error has its place.
 */
import type { EpochMs } from '../aero/units.ts';
import { fieldNames } from '../query/fields.ts';
import { matches } from '../query/match.ts';
import { isFault } from './command-arguments.ts';
import { completionsOf } from './completion.ts';
import { filterError, filterOf } from './filter-text.ts';
import type { EditedLine } from './line-edit.ts';
import { edited, within } from './line-edit.ts';
import { orderOf } from './order.ts';
import { listedSubjects, matchContext } from './select.ts';
import type { State } from './state.ts';
import { findFirst } from './ui-move.ts';
import type { PromptEdit, UiAct } from './ui-msg.ts';
import { sortBy } from './ui-sort.ts';
import type { PromptState, UiState } from './ui-state.ts';
import { look, say } from './ui-step.ts';
import { openView } from './ui-views.ts';

/** Lines of each history that are kept. */
const HISTORY_MOST = 50;

export interface Prompted {
  readonly state: State;
  /** What the command line orders, to be done by the caller. */
  readonly order?: UiAct;
}

/** A filter is about the table, a search about the log or the help: the prompt opens there. */
function subjectOfPrompt(state: State, kind: PromptState['kind']): State {
  const { view } = state.ui;
  if (kind === 'filter') return openView(state, 'main');
  return kind === 'search' && view !== 'events' && view !== 'help' ? openView(state, 'events') : state;
}

/** Opens a prompt; the filter's begins with the filter in force. */
export function openPrompt(state: State, kind: PromptState['kind'], text?: string): State {
  const given = text ?? (kind === 'filter' ? state.ui.filter.text : '');
  const line = edited({ text: '', cursor: 0 }, { edit: 'insert', text: given });
  const prompt: PromptState = {
    kind,
    text: line.text,
    cursor: line.text.length,
    explained: false,
    completion: -1,
    ...(kind === 'filter' ? { before: state.ui.filter } : {}),
  };
  const there = subjectOfPrompt(state, kind);
  return withLine(look(there, { prompt, notice: undefined, quitAsked: false }), prompt, line.text, line.text.length);
}

/** One edit of the open prompt; without one, nothing happens (a paste outside the prompt is not run as keys). */
export function editPrompt(state: State, edit: PromptEdit, at: EpochMs): Prompted {
  const { prompt } = state.ui;
  if (prompt === undefined) return { state };
  switch (edit.edit) {
    case 'apply':
      return apply(state, prompt, at);
    case 'cancel':
      return { state: cancel(state, prompt) };
    case 'explain':
      return { state: look(state, { prompt: { ...prompt, explained: !prompt.explained } }) };
    case 'complete':
      return { state: complete(state, prompt) };
    case 'history-back':
      return { state: recall(state, prompt, 1) };
    case 'history-on':
      return { state: recall(state, prompt, -1) };
    default: {
      const line = edited(prompt, edit);
      if (line === prompt) return { state };
      const { typed: _typed, historyIndex: _index, ...rest } = prompt;
      const settled: PromptState = { ...rest, completion: -1 };
      if (line.text === prompt.text) return { state: look(state, { prompt: { ...settled, cursor: line.cursor } }) };
      return { state: withLine(state, settled, line.text, line.cursor) };
    }
  }
}

/** The state with this line in the prompt, and what the line means in force. */
function withLine(state: State, prompt: PromptState, text: string, cursor: number): State {
  const { error: _old, ...rest } = prompt;
  const next: PromptState = { ...rest, text, cursor: within(text, cursor) };
  if (prompt.kind === 'search') return findFirst(look(state, { prompt: next, search: text }));
  if (prompt.kind === 'command') return look(state, { prompt: next });
  const error = filterError(text);
  return look(state, {
    prompt: error === undefined ? next : { ...next, error },
    filter: filterWhileTyping(state, next),
    heldOrder: undefined,
  });
}

/**
 * The filter of a text that is being typed. A word at its end that may yet become a field (`al` of `alt>30000`) and that nothing answers
 * to as it stands is left out, so that the table is not emptied under the hands of who types it; Enter takes it at its word.
 */
function filterWhileTyping(state: State, { text, cursor }: PromptState): UiState['filter'] {
  const filter = filterOf(text, state.ui.filter);
  const { query } = filter;
  const word = cursor < text.length ? undefined : /(?<![^\s(])\p{L}+$/u.exec(text)?.[0].toLowerCase();
  if (word === undefined || query === undefined || !fieldNames.some((name) => name.startsWith(word))) return filter;
  const context = matchContext(state);
  if (listedSubjects(state).some((subject) => matches(query, subject, context))) return filter;
  return filterOf(text.slice(0, -word.length), state.ui.filter);
}

/** Tab: the next completion of the line as it was typed; after the last one comes the line itself again. */
function complete(state: State, prompt: PromptState): State {
  const typed: EditedLine = prompt.typed ?? { text: prompt.text, cursor: prompt.cursor };
  const found = completionsOf(state, prompt.kind, typed.text, typed.cursor);
  if (found.length === 0) return state;
  const index = prompt.completion + 1 >= found.length ? -1 : prompt.completion + 1;
  const chosen = found[index];
  const line: EditedLine = chosen ?? typed;
  const { historyIndex: _index, ...rest } = prompt;
  // A single completion is final: the next Tab goes on from there.
  if (found.length === 1) return withLine(state, without({ ...rest, completion: -1 }), line.text, line.cursor);
  return withLine(state, { ...rest, completion: index, typed }, line.text, line.cursor);
}

const without = ({ typed: _typed, ...rest }: PromptState): PromptState => rest;

const historyOf = (ui: UiState, kind: PromptState['kind']): readonly string[] =>
  kind === 'filter' ? ui.filterHistory : kind === 'command' ? (ui.commandHistory ?? []) : [];

/** One line back (1) or on (-1) in the history; before the newest stands what was being typed. */
function recall(state: State, prompt: PromptState, by: 1 | -1): State {
  const history = historyOf(state.ui, prompt.kind);
  const index = Math.min(history.length - 1, (prompt.historyIndex ?? -1) + by);
  if (history.length === 0 || index < -1) return state;
  const typed = prompt.typed ?? { text: prompt.text, cursor: prompt.cursor };
  const { historyIndex: _index, typed: _typed, ...rest } = prompt;
  if (index === -1) return withLine(state, { ...rest, completion: -1 }, typed.text, typed.cursor);
  const text = history[index] ?? '';
  return withLine(state, { ...rest, completion: -1, typed, historyIndex: index }, text, text.length);
}

/** Enter. A wrong filter keeps the prompt open, with its error; a wrong command says so and keeps the line for mending. */
function apply(state: State, prompt: PromptState, at: EpochMs): Prompted {
  const text = prompt.text.trim();
  const closed = look(state, { prompt: undefined });
  if (prompt.kind === 'search') return { state: look(closed, { search: text }) };
  if (prompt.kind === 'filter') {
    if (prompt.error !== undefined) return { state };
    const filter = filterOf(text, state.ui.filter);
    const kept = look(closed, { filter, filterHistory: remembered(state.ui.filterHistory, text) });
    const sort = filter.query?.view.sort;
    return { state: sort === undefined ? kept : sortBy(kept, sort.column, sort.descending) };
  }
  if (text === '') return { state: closed };
  const order = orderOf(text, state);
  if (isFault(order)) {
    const error = { from: 0, to: prompt.text.length, text: order.fault };
    return { state: say(look(state, { prompt: { ...prompt, error } }), order.fault, at, 'warn') };
  }
  return { state: look(closed, { commandHistory: remembered(state.ui.commandHistory ?? [], text) }), order };
}

/** Esc: the filter from before the prompt is back; a search is given up. */
function cancel(state: State, prompt: PromptState): State {
  const closed = look(state, { prompt: undefined });
  if (prompt.kind === 'search') return look(closed, { search: '' });
  return prompt.before === undefined ? closed : look(closed, { filter: prompt.before, heldOrder: undefined });
}

/** The newest first, each line once. */
const remembered = (history: readonly string[], text: string): readonly string[] =>
  text === '' || history[0] === text
    ? history
    : [text, ...history.filter((line) => line !== text)].slice(0, HISTORY_MOST);
