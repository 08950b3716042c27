/**
 * Regular expressions whose time grows with the length of the text and never faster: filters are shared, and a backtracking
 * engine can be made to hang by one line. In: a pattern (letters, `.`, classes, `\d \w \s`, groups, `|`,
 * `* + ? {m,n}`, `^ $`). Out: a test, case folded, that runs all ways at once (Thompson's construction). Refuses look-around,
 * back-references and patterns that grow too large.
 */
import { BadPattern, bad, type CharTest, parsePattern, type Tree } from './regex-parse.ts';

/** Long enough for any filter that a person types. */
export const MAX_PATTERN_LENGTH = 100;
/** Instructions after repetitions are written out: with 200 characters of text at most 80,000 steps. */
const MAX_PROGRAM = 400;
/** Longer texts are tested on their beginning. */
export const MAX_TEXT_LENGTH = 200;
type Instruction =
  | { readonly do: 'char'; readonly test: CharTest }
  | { readonly do: 'start' | 'end' | 'found' }
  /** Goes on at every one of these, counted from the beginning of the program. */
  | { do: 'split'; to: number[] };

/**
 * The test of a pattern, or why it is none. The test finds the pattern anywhere in a text that is already in lower case.
 */
export function compileRegex(
  pattern: string,
): { readonly test: (lowerCaseText: string) => boolean } | { readonly error: string } {
  if (pattern.length > MAX_PATTERN_LENGTH) return { error: `a pattern of at most ${MAX_PATTERN_LENGTH} characters` };
  try {
    const program: Instruction[] = [];
    emit(parsePattern(pattern), program);
    program.push({ do: 'found' });
    return { test: (text) => run(program, text) };
  } catch (error) {
    if (error instanceof BadPattern) return { error: error.message };
    throw error;
  }
}

function emit(tree: Tree, program: Instruction[]): void {
  if (program.length > MAX_PROGRAM) bad('a shorter pattern');
  switch (tree.kind) {
    case 'char':
      program.push({ do: 'char', test: tree.test });
      return;
    case 'start':
    case 'end':
      program.push({ do: tree.kind });
      return;
    case 'sequence':
      for (const part of tree.parts) emit(part, program);
      return;
    case 'choice': {
      const split: Instruction = { do: 'split', to: [] };
      program.push(split);
      const jumps = tree.parts.map((part) => {
        split.to.push(program.length);
        emit(part, program);
        const jump: Instruction = { do: 'split', to: [] };
        program.push(jump);
        return jump;
      });
      for (const jump of jumps) jump.to.push(program.length);
      return;
    }
    case 'repeat':
      emitRepeat(tree, program);
  }
}

function emitRepeat({ part, least, most }: Extract<Tree, { kind: 'repeat' }>, program: Instruction[]): void {
  for (let round = 0; round < least; round += 1) emit(part, program);
  if (!Number.isFinite(most)) {
    const loop: Instruction = { do: 'split', to: [program.length + 1] };
    const top = program.length;
    program.push(loop);
    emit(part, program);
    program.push({ do: 'split', to: [top] });
    loop.to.push(program.length);
    return;
  }
  const exits: { to: number[] }[] = [];
  for (let round = least; round < most; round += 1) {
    const split: Instruction = { do: 'split', to: [program.length + 1] };
    program.push(split);
    exits.push(split);
    emit(part, program);
  }
  for (const exit of exits) exit.to.push(program.length);
}

/** All ways at once: one pass over the text, each instruction at most once a character. */
function run(program: readonly Instruction[], wholeText: string): boolean {
  const text = wholeText.length > MAX_TEXT_LENGTH ? wholeText.slice(0, MAX_TEXT_LENGTH) : wholeText;
  const seen = new Int32Array(program.length).fill(-1);
  let here: number[] = [];
  let found = false;
  const add = (list: number[], start: number, position: number): void => {
    const stack = [start];
    while (stack.length > 0) {
      const index = stack.pop() ?? 0;
      if (seen[index] === position) continue;
      seen[index] = position;
      const instruction = program[index];
      if (instruction === undefined) continue;
      if (instruction.do === 'char') list.push(index);
      else if (instruction.do === 'found') found = true;
      else if (instruction.do === 'split') stack.push(...instruction.to);
      else if (instruction.do === 'start' ? position === 0 : position === text.length) stack.push(index + 1);
    }
  };
  for (let position = 0; position <= text.length; position += 1) {
    add(here, 0, position);
    if (found) return true;
    const code = text.charCodeAt(position);
    const after: number[] = [];
    if (position === text.length) break;
    for (const index of here) {
      const instruction = program[index];
      if (instruction?.do === 'char' && instruction.test(code)) add(after, index + 1, position + 1);
    }
    if (found) return true;
    here = after;
  }
  return false;
}
