/** TABLE of the keys of an open prompt: everything else that types something is typed. In: a press. Out: the edit it makes. */
import type { PromptEdit } from '../app/ui-msg.ts';
import type { Press } from './chords.ts';

export interface PromptKey {
  readonly chords: readonly string[];
  readonly edit: Exclude<PromptEdit['edit'], 'insert'>;
  readonly help: string;
}

const key = (chords: string, edit: PromptKey['edit'], help: string): PromptKey => ({
  chords: chords.split(' '),
  edit,
  help,
});

export const PROMPT_KEYS: readonly PromptKey[] = [
  key('enter', 'apply', 'apply'),
  // ^C in a prompt gives the prompt up, as in a shell; the next one quits.
  key('esc ^c', 'cancel', 'cancel'),
  key('tab', 'complete', 'complete'),
  key('up ^r ^p', 'history-back', 'earlier line'),
  key('down ^n', 'history-on', 'later line'),
  key('^u', 'clear', 'clear'),
  key('^w', 'word-back', 'delete word'),
  key('^t', 'explain', 'explain'),
  key('backspace', 'backspace', 'delete before'),
  key('delete ^d', 'delete', 'delete after'),
  key('left ^b', 'left', 'left'),
  key('right ^f', 'right', 'right'),
  key('ctrl-left', 'word-left', 'word left'),
  key('ctrl-right', 'word-right', 'word right'),
  key('home ^a', 'home', 'to the start'),
  key('end ^e', 'end', 'to the end'),
];

/** The edit of a press in a prompt, `undefined` if it has none there. */
export function editOf(press: Press): PromptEdit | undefined {
  const found = PROMPT_KEYS.find(({ chords }) => chords.includes(press.chord));
  if (found !== undefined) return { edit: found.edit };
  return press.text === undefined ? undefined : { edit: 'insert', text: press.text };
}
