/**
 * From a command line to what it orders. In: what was typed after `:`. Out: a `UiAct`, or a sentence that says what is wrong and
 * names the nearest command; nothing is ever guessed and done.
 */
import type { Fault } from './command-arguments.ts';
import { isFault } from './command-arguments.ts';
import type { Command } from './commands.ts';
import { COMMANDS } from './commands.ts';
import type { State } from './state.ts';
import type { UiAct } from './ui-msg.ts';

const byName: ReadonlyMap<string, Command> = new Map(COMMANDS.map((command) => [command.name, command]));

/** Short forms that fingers know from vi. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['q', 'quit'],
  ['q!', 'quit!'],
  ['h', 'help'],
  ['doctor', 'feeds'],
]);

/** The command of a name or an alias; `undefined` if there is none. */
export const commandNamed = (name: string): Command | undefined => byName.get(ALIASES.get(name) ?? name);

/** The command line's name and argument: `sort -alt` gives `['sort', '-alt']`. */
export function splitCommand(line: string): readonly [name: string, argument: string] {
  const text = line.trim().replace(/^:+\s*/, '');
  const space = text.search(/\s/);
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).trim()];
}

/**
 * What a command line orders.
 * @returns the act, or what is wrong: unknown name (with the nearest one), bad argument, or why it cannot be done now
 */
export function orderOf(line: string, state: State): UiAct | Fault {
  const [name, argument] = splitCommand(line);
  const command = commandNamed(name);
  if (command === undefined) {
    const near = nearestCommand(name);
    return { fault: `no command "${name}"${near === undefined ? '' : `: did you mean :${near}?`}` };
  }
  const reason = command.blocked?.(state);
  if (reason !== undefined) return { fault: `:${command.name}: ${reason}` };
  const act = command.act(argument, state);
  return isFault(act) && command.usage !== undefined ? { fault: `${act.fault} (${command.usage})` } : act;
}

/** Edits beyond which a name is not taken for a misspelling. */
const NEAR_EDITS = 3;

/** The command whose name is fewest edits away, or begins alike; `undefined` if none is near. */
export function nearestCommand(name: string): string | undefined {
  if (name === '') return undefined;
  const begun = COMMANDS.find((command) => command.name.startsWith(name));
  if (begun !== undefined) return begun.name;
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const { name: known } of COMMANDS) {
    const edits = editsBetween(name, known);
    if (best === undefined || edits < best.edits) best = { name: known, edits };
  }
  return best !== undefined && best.edits <= Math.min(NEAR_EDITS, Math.ceil(name.length / 2)) ? best.name : undefined;
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
