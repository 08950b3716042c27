/** Someone who presses keys one after the other, as values: what the state is then, and what was to be done outside. */
import type { Effect } from '../../src/app/effect.ts';
import { visibleTracks } from '../../src/app/select.ts';
import type { State } from '../../src/app/state.ts';
import type { PromptEdit, UiAct, UiMsg } from '../../src/app/ui-msg.ts';
import { updateUi } from '../../src/app/update-ui.ts';

export interface Person {
  state: State;
  readonly effects: Effect[];
  readonly does: (...acts: readonly UiAct[]) => Person;
  readonly edits: (...edits: readonly PromptEdit[]) => Person;
  readonly types: (text: string) => Person;
}

/** Someone who presses keys one after the other, a tenth of a second apart. */
export function person(state: State): Person {
  let at = state.wallAt;
  const send = (msg: UiMsg): void => {
    const step = updateUi({ ...one.state, wallAt: Math.max(one.state.wallAt, msg.at) }, msg);
    one.state = step.state;
    one.effects.push(...step.effects);
  };
  const next = (): number => {
    at += 100;
    return at;
  };
  const one: Person = {
    state,
    effects: [],
    does: (...acts) => {
      for (const act of acts) send({ kind: 'act', at: next(), ...act });
      return one;
    },
    edits: (...edits) => {
      for (const edit of edits) send({ kind: 'prompt', at: next(), ...edit });
      return one;
    },
    types: (text) => one.edits(...[...text].map((letter) => ({ edit: 'insert' as const, text: letter }))),
  };
  return one;
}

export const down: UiAct = { act: 'move', by: 1 };
export const back: UiAct = { act: 'back' };

/** The registrations in the table, top to bottom. */
export const regs = (state: State): readonly (string | undefined)[] =>
  visibleTracks(state).map(({ registration }) => registration);
