/**
 * What Tab offers in a prompt: for the filter fields, values that are present and places; for the command line names and their values.
 * In: the line and the cursor. Out: whole new lines, best first; none in a search.
 */
import { complete } from '../query/complete.ts';
import { COMMANDS } from './commands.ts';
import { commandNamed } from './order.ts';
import { listedSubjects, matchContext } from './select.ts';
import type { State } from './state.ts';
import type { PromptState } from './ui-state.ts';

export interface Completion {
  /** The whole new line, and the cursor in it. */
  readonly text: string;
  readonly cursor: number;
  /** What stands in place of the piece at the cursor. */
  readonly insert: string;
  readonly help: string;
  /** How many listed aircraft it holds for, where that can be said. */
  readonly count?: number;
}

/** The completions of a line at its cursor. */
export function completionsOf(
  state: State,
  kind: PromptState['kind'],
  text: string,
  cursor: number,
): readonly Completion[] {
  if (kind === 'search') return [];
  return kind === 'command' ? commandCompletions(state, text, cursor) : filterCompletions(state, text, cursor);
}

/** The line with the piece from `from` to the cursor replaced. */
const replaced = (text: string, from: number, cursor: number, insert: string, help: string): Completion => ({
  text: text.slice(0, from) + insert + text.slice(cursor),
  cursor: from + insert.length,
  insert,
  help,
});

function commandCompletions(state: State, text: string, cursor: number): readonly Completion[] {
  const start = Math.min(cursor, /^[\s:]*/.exec(text)?.[0].length ?? 0);
  const typed = text.slice(start, cursor);
  const space = typed.search(/\s/);
  if (space < 0) {
    return COMMANDS.filter(({ name }) => name.startsWith(typed) && name !== typed).map((command) =>
      replaced(text, start, cursor, command.name, command.blocked?.(state) ?? command.help),
    );
  }
  const command = commandNamed(typed.slice(0, space));
  const argumentAt = cursor - typed.slice(space).trimStart().length;
  if (command?.name === 'filter') return filterCompletions(state, text, cursor, argumentAt);
  const argument = text.slice(argumentAt, cursor);
  const sign = /^[+-]/.exec(argument)?.[0] ?? '';
  return (command?.values ?? [])
    .filter((value) => value.startsWith(argument.slice(sign.length)) && sign + value !== argument)
    .map((value) => replaced(text, argumentAt, cursor, sign + value, command?.help ?? ''));
}

/** @param offset where in the line the filter begins */
function filterCompletions(state: State, text: string, cursor: number, offset = 0): readonly Completion[] {
  const found = complete(text.slice(offset), cursor - offset, {
    subjects: listedSubjects(state),
    context: matchContext(state),
  });
  return found.map(({ text: line, cursor: at, insert, label, count }) => ({
    text: text.slice(0, offset) + line,
    cursor: at + offset,
    insert,
    help: label,
    ...(count === undefined ? {} : { count }),
  }));
}
