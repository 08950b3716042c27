import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineEdit } from '../../src/app/line-edit.ts';
import { edited, LINE_MOST } from '../../src/app/line-edit.ts';

const result = (marked: string, edit: LineEdit): string => {
  const cursor = marked.indexOf('|');
  const line = edited({ text: marked.replace('|', ''), cursor }, edit);
  return `${line.text.slice(0, line.cursor)}|${line.text.slice(line.cursor)}`;
};

describe('editing a line', () => {
  it.each([
    ['ab|c', { edit: 'insert', text: 'X' }, 'abX|c'],
    ['ab|c', { edit: 'backspace' }, 'a|c'],
    ['|abc', { edit: 'backspace' }, '|abc'],
    ['ab|c', { edit: 'delete' }, 'ab|'],
    ['abc|', { edit: 'delete' }, 'abc|'],
    ['a|bc', { edit: 'left' }, '|abc'],
    ['a|bc', { edit: 'right' }, 'ab|c'],
    ['a|bc', { edit: 'home' }, '|abc'],
    ['a|bc', { edit: 'end' }, 'abc|'],
    ['a|bc', { edit: 'clear' }, '|'],
    ['type:IL62 alt>3|', { edit: 'word-back' }, 'type:IL62 |'],
    ['type:IL62   |', { edit: 'word-back' }, '|'],
    ['type:IL62 al|t', { edit: 'word-left' }, 'type:IL62 |alt'],
    ['ty|pe:IL62 alt', { edit: 'word-right' }, 'type:IL62| alt'],
    ['a𝄞|b', { edit: 'backspace' }, 'a|b'],
    ['a|𝄞b', { edit: 'right' }, 'a𝄞|b'],
    ['a|𝄞b', { edit: 'delete' }, 'a|b'],
  ] as const)('%s after %j is %s', (before, edit, expected) => {
    expect(result(before, edit)).toBe(expected);
  });

  it('makes one line of a paste, and takes no control characters', () => {
    expect(result('|', { edit: 'insert', text: 'type:IL62\r\n  alt>3\tair\n' })).toBe('type:IL62 alt>3 air |');
    expect(result('|', { edit: 'insert', text: '\u001b]52;c;aGk=\u0007x\u202e' })).toBe(']52;c;aGk=x|');
  });

  it('grows no longer than its most', () => {
    const line = edited({ text: '', cursor: 0 }, { edit: 'insert', text: 'x'.repeat(LINE_MOST * 2) });
    expect(line.text).toHaveLength(LINE_MOST);
    expect(edited(line, { edit: 'insert', text: 'y' })).toBe(line);
  });

  it('keeps the cursor inside the text and between whole characters, whatever is done', () => {
    const edit: fc.Arbitrary<LineEdit> = fc.oneof(
      fc.record({ edit: fc.constant('insert' as const), text: fc.string({ unit: 'grapheme', maxLength: 8 }) }),
      fc.record({
        edit: fc.constantFrom(
          ...([
            'backspace',
            'delete',
            'left',
            'right',
            'home',
            'end',
            'clear',
            'word-back',
            'word-left',
            'word-right',
          ] as const),
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        let line = { text: '', cursor: 0 };
        for (const one of edits) {
          line = { ...edited(line, one) };
          expect(line.cursor).toBeGreaterThanOrEqual(0);
          expect(line.cursor).toBeLessThanOrEqual(line.text.length);
          expect(line.text.slice(0, line.cursor).isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
