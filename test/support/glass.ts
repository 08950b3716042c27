/** A terminal made of glass: a headless one that takes bytes (as many as a test lets it) and tells what each cell shows. */
import xterm from '@xterm/headless';
import type { Descriptor } from '../../src/shell/terminal/descriptor.ts';

export interface Glass {
  readonly descriptor: Descriptor;
  /** Every byte taken so far. */
  readonly taken: () => Buffer;
  /** How many more bytes it takes before it answers EAGAIN. */
  allow: number;
  /** Answered instead of taking anything: EIO, EPIPE. */
  error: string | undefined;
  /** Feeds it bytes that come by another way than the descriptor. */
  readonly feed: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** All rows as text, trailing blanks cut. */
  readonly rows: () => Promise<readonly string[]>;
  /** All rows, each cell as text with width, colours and attributes. */
  readonly cells: () => Promise<readonly (readonly string[])[]>;
  readonly isAlternate: () => Promise<boolean>;
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

export const makeGlass = (columns: number, rows: number): Glass => {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: false,
    scrollback: 50,
  });
  const chunks: Buffer[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => terminal.write('', resolve));
  const glass: Glass = {
    allow: Number.POSITIVE_INFINITY,
    error: undefined,
    descriptor: {
      name: 'glass',
      blocking: false,
      write: (bytes) => {
        if (glass.error !== undefined) throw failure(glass.error);
        const count = Math.min(bytes.length, glass.allow);
        if (count <= 0) throw failure('EAGAIN');
        glass.allow -= count;
        const part = Buffer.from(bytes.subarray(0, count));
        chunks.push(part);
        terminal.write(part);
        return count;
      },
      close: () => undefined,
    },
    taken: () => Buffer.concat(chunks),
    feed: (text) => terminal.write(text),
    resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
    rows: async () => {
      await settled();
      const { active } = terminal.buffer;
      return Array.from(
        { length: terminal.rows },
        (_, row) =>
          active
            .getLine(active.baseY + row)
            ?.translateToString(true)
            .trimEnd() ?? '',
      );
    },
    cells: async () => {
      await settled();
      const { active } = terminal.buffer;
      return Array.from({ length: terminal.rows }, (_, row) => {
        const line = active.getLine(active.baseY + row);
        return Array.from({ length: terminal.cols }, (_unused, column) => {
          const cell = line?.getCell(column);
          if (cell === undefined) return '?';
          const isBlank = cell.getChars() === '' || cell.getChars() === ' ';
          const background = `${cell.getBgColorMode()}/${cell.getBgColor()}`;
          const foreground = `${cell.getFgColorMode()}/${cell.getFgColor()}`;
          const line_ = [cell.isUnderline(), cell.isInverse(), cell.isStrikethrough(), cell.isOverline()]
            .map(Number)
            .join('');
          const rest = [cell.isBold(), cell.isDim(), cell.isItalic(), cell.isBlink(), cell.isInvisible()]
            .map(Number)
            .join('');
          if (isBlank) return `_${cell.getWidth()} ${background} ${line_} ${line_ === '0000' ? '' : foreground}`;
          return `${cell.getChars()}${cell.getWidth()} ${background} ${line_} ${foreground} ${rest}`;
        });
      });
    },
    isAlternate: async () => {
      await settled();
      return terminal.buffer.active.type === 'alternate';
    },
  };
  return glass;
};

/** What Ink writes before a frame to erase the one before it, which had `count` lines (the empty one after the last newline too). */
export const eraseLines = (count: number): string =>
  count === 0 ? '' : `${'\x1b[2K\x1b[1A'.repeat(count - 1)}\x1b[2K\x1b[G`;
