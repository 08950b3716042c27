/**
 * Editing of one line of text, as a prompt needs it. In: a text, a cursor and an edit. Out: the text and cursor after it. Offsets are
 * those of JavaScript strings, but never stand inside a surrogate pair. Refuses control characters and lines beyond 500 characters.
 */
export interface EditedLine {
  readonly text: string;
  readonly cursor: number;
}

export type LineEdit =
  | { readonly edit: 'insert'; readonly text: string }
  | {
      readonly edit:
        | 'backspace'
        | 'delete'
        | 'left'
        | 'right'
        | 'home'
        | 'end'
        | 'clear'
        | 'word-back'
        | 'word-left'
        | 'word-right';
    };

/** Far beyond any filter that a person reads; keeps a pasted file from becoming one. */
export const LINE_MOST = 500;

/** The line after an edit; the same object when nothing changes. */
export function edited(line: EditedLine, edit: LineEdit): EditedLine {
  const { text } = line;
  const cursor = within(text, line.cursor);
  switch (edit.edit) {
    case 'insert':
      return inserted(line, cursor, edit.text);
    case 'backspace':
      return cut(line, before(text, cursor), cursor);
    case 'delete':
      return cut(line, cursor, after(text, cursor));
    case 'clear':
      return cut(line, 0, text.length);
    case 'word-back':
      return cut(line, wordStart(text, cursor), cursor);
    case 'left':
      return at(line, before(text, cursor));
    case 'right':
      return at(line, after(text, cursor));
    case 'home':
      return at(line, 0);
    case 'end':
      return at(line, text.length);
    case 'word-left':
      return at(line, wordStart(text, cursor));
    case 'word-right':
      return at(line, wordEnd(text, cursor));
  }
}

/** A cursor that stands inside the text and between whole characters. */
export function within(text: string, cursor: number): number {
  if (!Number.isFinite(cursor)) return text.length;
  const inside = Math.max(0, Math.min(text.length, Math.trunc(cursor)));
  return isLow(text, inside) && isHigh(text, inside - 1) ? inside - 1 : inside;
}

const isHigh = (text: string, index: number): boolean => /^[\ud800-\udbff]$/.test(text[index] ?? '');
const isLow = (text: string, index: number): boolean => /^[\udc00-\udfff]$/.test(text[index] ?? '');

const before = (text: string, cursor: number): number => within(text, cursor - 1);
const after = (text: string, cursor: number): number =>
  Math.min(text.length, cursor + (isHigh(text, cursor) && isLow(text, cursor + 1) ? 2 : 1));

const wordStart = (text: string, cursor: number): number =>
  text.slice(0, cursor).replace(/\s+$/u, '').search(/\S+$/u) < 0
    ? 0
    : text.slice(0, cursor).replace(/\s+$/u, '').search(/\S+$/u);

function wordEnd(text: string, cursor: number): number {
  const match = /^\s*\S+/u.exec(text.slice(cursor));
  return match === null ? text.length : cursor + match[0].length;
}

const at = (line: EditedLine, cursor: number): EditedLine =>
  cursor === line.cursor ? line : { text: line.text, cursor };

const cut = (line: EditedLine, from: number, to: number): EditedLine =>
  from >= to ? at(line, from) : { text: line.text.slice(0, from) + line.text.slice(to), cursor: from };

/** Newlines become spaces: a paste of several lines is one line here. */
function inserted(line: EditedLine, cursor: number, text: string): EditedLine {
  const safe = text.replace(/\s*[\r\n\u2028\u2029]+\s*|\t/gu, ' ').replace(/\p{C}/gu, '');
  const room = Math.max(0, LINE_MOST - line.text.length);
  const kept = safe.slice(0, within(safe, room));
  if (kept === '') return at(line, cursor);
  return { text: line.text.slice(0, cursor) + kept + line.text.slice(cursor), cursor: cursor + kept.length };
}
