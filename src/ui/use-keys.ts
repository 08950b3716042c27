/**
 * The hook to the keyboard: presses become messages. In: Ink's input. Out: at most one message a press, looked up in the state as it
 * stands at that press, so that several presses in one read each find the state that the one before left. A paste outside a prompt is
 * ignored, never run as keys.
 */
import { useInput, usePaste, useStdin } from 'ink';
import type { Press } from './chords.ts';
import { isPasteLike, pressesOf } from './chords.ts';
import type { KeyRow } from './keys.ts';
import { keyOf, msgOf } from './keys.ts';
import { editOf } from './prompt-keys.ts';
import { inContext } from './screen-size.ts';
import type { UiKernel } from './use-screen.ts';

/** What a person typed goes to the kernel; without a terminal to type at there are no keys, and nothing else changes. */
export function useKeys(kernel: UiKernel, table: readonly KeyRow[]): void {
  const { isRawModeSupported: isActive } = useStdin();
  useInput(
    (input, key) => {
      if (isPasteLike(input)) pasted(kernel, input);
      else for (const press of pressesOf(input, key)) pressed(kernel, table, press);
    },
    { isActive },
  );
  usePaste((text) => pasted(kernel, text), { isActive });
}

/** One press: an edit while a prompt is open, else what the table says. */
export function pressed(kernel: UiKernel, table: readonly KeyRow[], press: Press): void {
  const state = kernel.snapshot();
  const at = kernel.now();
  if (state.ui.prompt !== undefined) {
    const edit = editOf(press);
    if (edit !== undefined) {
      kernel.dispatch({ kind: 'prompt', at, ...edit });
      return;
    }
    // Of the table's keys only those that type nothing keep their meaning in a prompt: redraw, suspend.
    if (press.text !== undefined) return;
    const row = keyOf(press.chord, state, table);
    if (row?.command === 'redraw' || row?.command === 'suspend') kernel.dispatch(msgOf(row, press.chord, state, at));
    return;
  }
  const row = keyOf(press.chord, state, table);
  if (row !== undefined) kernel.dispatch(inContext(msgOf(row, press.chord, state, at), state));
}

function pasted(kernel: UiKernel, text: string): void {
  if (kernel.snapshot().ui.prompt === undefined) return;
  kernel.dispatch({ kind: 'prompt', at: kernel.now(), edit: 'insert', text });
}
