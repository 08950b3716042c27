import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glyphText } from '../../../src/shell/terminal/glyph.ts';
import { blankGrid } from '../../../src/shell/terminal/grid.ts';
import { type Canvas, draw } from '../../../src/shell/terminal/parse.ts';
import { openScreen } from '../../../src/shell/terminal/screen.ts';
import { drivenClock } from '../../support/clock.ts';
import { makeGlass } from '../../support/glass.ts';

const rowsOf = (
  text: string,
  columns = 20,
  rows = 3,
): { readonly rows: readonly string[]; readonly modes: readonly string[] } => {
  const canvas: Canvas = { grid: blankGrid(columns, rows), row: 0, column: 0, style: 0 };
  const modes: string[] = [];
  draw(canvas, text, (mode, isOn) => modes.push(`${mode}${isOn ? 'h' : 'l'}`));
  const shown = Array.from({ length: rows }, (_, row) =>
    [...canvas.grid.glyphs.subarray(row * columns, (row + 1) * columns)].map(glyphText).join('').trimEnd(),
  );
  return { rows: shown, modes };
};

const HOSTILE: readonly (readonly [string, string, string])[] = [
  ['a clipboard write', 'a\x1b]52;c;cm0gLXJm\x07b', 'ab'],
  ['a window title', 'a\x1b]0;title\x1b\\b', 'ab'],
  ['a link', 'a\x1b]8;;https://example.org\x1b\\b\x1b]8;;\x1b\\', 'ab'],
  ['an unterminated OSC', 'a\x1b]52;c;cm0gLXJm', 'a'],
  ['a C1 OSC', 'a\x9d52;c;cm0g\x9cb', 'ab'],
  ['a C1 CSI', 'a\x9b6nb', 'ab'],
  ['a device status report', 'a\x1b[6nb', 'ab'],
  ['a device attributes query', 'a\x1b[>cb', 'ab'],
  ['a DCS to tmux', 'a\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\b', 'ab'],
  ['a reset', 'a\x1bcb', 'ab'],
  ['a charset switch', 'a\x1b(0b', 'ab'],
  ['an APC', 'a\x1b_Gi=1\x1b\\b', 'ab'],
  ['a mouse mode', 'a\x1b[?1003hb', 'ab'],
  ['a scroll region', 'a\x1b[1;2rb', 'ab'],
  ['a bell', 'a\x07b', 'ab'],
  ['a backspace', 'a\x08b', 'ab'],
  ['a NUL', 'a\0b', 'ab'],
  ['a DEL', 'a\x7fb', 'ab'],
  ['a bidi override', 'a\u202eb', 'ab'],
  ['a zero-width space', 'a\u200bb', 'ab'],
  ['tag characters', 'a\u{e0041}\u{e0042}b', 'ab'],
  ['a torn sequence', 'a\x1b[31', 'a'],
  ['an SGR with an intermediate', 'a\x1b[1 mb', 'ab'],
  ['a lone escape', 'a\x1b', 'a'],
];

describe('reading what Ink writes', () => {
  it.each(HOSTILE)('drops %s', (_name, text, expected) => {
    expect(rowsOf(text).rows[0]).toBe(expected);
  });

  it.each(HOSTILE)('lets nothing of %s reach the terminal', (_name, text) => {
    const glass = makeGlass(40, 4);
    const screen = openScreen({
      descriptor: glass.descriptor,
      clock: drivenClock(),
      columns: 40,
      rows: 4,
      deliver: () => undefined,
      nap: () => undefined,
      onGone: () => undefined,
    });
    screen.enter();
    screen.write(text);
    screen.flush();
    const body = glass.taken().toString().replace('\x1b[?1049h\x1b[?7l\x1b[?25l', '');
    expect(body.replaceAll(/\x1b\[[\d;]*[mHJKABCDG]|[\r\n\b]/g, '')).toMatch(/^[ -~]*$/);
    expect(body).not.toContain('cm0g');
  });

  it('reports the modes Ink switches and no others', () => {
    expect(rowsOf('\x1b[?1049h\x1b[?25l\x1b[?2026hx\x1b[?2026l\x1b[?2004h\x1b[>1u').modes).toEqual([
      '1049h',
      '25l',
      '2026h',
      '2026l',
      '2004h',
    ]);
  });

  it('cuts what does not fit instead of wrapping it', () => {
    expect(rowsOf('abcdef\nx', 4, 3).rows).toEqual(['abcd', 'x', '']);
    expect(rowsOf('abc평x\ny', 4, 3).rows).toEqual(['abc', 'y', '']);
  });

  it('scrolls at the last row, as a terminal does', () => {
    expect(rowsOf('1\n2\n3\n4', 4, 3).rows).toEqual(['2', '3', '4']);
  });

  it('never leaves half of a wide glyph', () => {
    expect(rowsOf('평양\x1b[2Gx', 8, 1).rows).toEqual([' x양']);
    expect(rowsOf('평z\x1b[1Gx', 8, 1).rows).toEqual(['x z']);
  });

  it('keeps at most a cluster of 24 units', () => {
    expect(rowsOf(`a${'\u0301'.repeat(500)}b`).rows[0]).toBe('ab');
  });

  it('takes any text without throwing', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\x1b[',
        '\x1b]',
        '\x1b',
        '\n',
        '\r',
        '\x9b',
        '9999999999999',
        ';',
        '?',
        'A',
        'J',
        'K',
        'm',
        'H',
        '平',
        '\ud800',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        (pieces, columns, rows) => {
          const canvas: Canvas = { grid: blankGrid(columns, rows), row: 0, column: 0, style: 0 };
          draw(canvas, pieces.join(''), () => undefined);
          expect(canvas.row).toBeGreaterThanOrEqual(0);
          expect(canvas.row).toBeLessThan(rows);
          expect(canvas.column).toBeLessThanOrEqual(columns);
          expect(canvas.grid.glyphs).toHaveLength(columns * rows);
          expect([...canvas.grid.glyphs].map(glyphText).join('')).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
