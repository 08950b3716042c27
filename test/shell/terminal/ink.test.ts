/** Real Ink on our stream shows what the same Ink shows when it draws from nothing on a plain terminal. */
import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { Box, type Instance, render, Text } from 'ink';
import { createElement, type ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { openTerminal } from '../../../src/shell/terminal/terminal.ts';
import { drivenClock } from '../../support/clock.ts';
import { type Glass, makeGlass } from '../../support/glass.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

const keyless = Object.assign(new EventEmitter(), { isTTY: false });
const sized = ({ columns, rows }: Size) => Object.assign(new EventEmitter(), { columns, rows });

const view = (lines: readonly string[]): ReactElement =>
  createElement(
    Box,
    { flexDirection: 'column' },
    ...lines.map((line, key) => createElement(Text, { key, wrap: 'truncate' }, line)),
  );

const start = (stdout: unknown, node: ReactElement): Instance =>
  render(node, {
    stdout: stdout as NodeJS.WriteStream,
    stdin: keyless as unknown as NodeJS.ReadStream,
    alternateScreen: true,
    incrementalRendering: false,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    maxFps: 1000,
  });

const plainCells = async (node: ReactElement, size: Size): Promise<readonly (readonly string[])[]> => {
  const glass = makeGlass(size.columns, size.rows);
  const write = (text: string, done?: () => void): boolean => {
    glass.feed(text.replaceAll('\n', '\r\n'));
    done?.();
    return true;
  };
  const instance = start(Object.assign(sized(size), { isTTY: true, writable: true, write }), node);
  await instance.waitUntilRenderFlush();
  const cells = await glass.cells();
  instance.unmount();
  return cells;
};

interface Rig {
  readonly glass: Glass;
  readonly show: (lines: readonly string[]) => Promise<void>;
  readonly resize: (size: Size) => void;
  readonly end: () => void;
  readonly frames: () => number;
}

const rig = (size: Size): Rig => {
  const glass = makeGlass(size.columns, size.rows);
  const clock = drivenClock();
  const stdout = sized(size);
  const terminal = openTerminal({
    stdin: keyless,
    stdout,
    clock,
    descriptor: glass.descriptor,
    quiet: () => undefined,
  });
  const instance = start(terminal.stream, view([]));
  return {
    glass,
    show: async (lines) => {
      instance.rerender(view(lines));
      await instance.waitUntilRenderFlush();
    },
    resize: (next) => {
      glass.resize(next.columns, next.rows);
      Object.assign(stdout, next);
      stdout.emit('resize');
      clock.advance(80);
    },
    end: () => {
      instance.unmount();
      terminal.leave();
    },
    frames: () => terminal.frames,
  };
};

const piece = fc.tuple(
  fc.constantFrom('', '\x1b[31m', '\x1b[1m', '\x1b[2;36m', '\x1b[7m', '\x1b[44m', '\x1b[38;5;208m'),
  fc.constantFrom('P-885 ', '34000→', '평양 ', '平壤机场', '⣀⡇⣿', '▁▂▃▅', '● LIVE', 'e\u0301t', '   ', '─────'),
);
const line = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.map(([sgr, text]) => `${sgr}${text}${sgr === '' ? '' : '\x1b[0m'}`).join(''));
const step = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 9 }),
  size: fc.option(fc.record({ columns: fc.integer({ min: 12, max: 70 }), rows: fc.integer({ min: 3, max: 12 }) })),
});

describe('Ink on our stream', () => {
  it('shows what plain Ink shows, frame after frame and size after size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        let size: Size = { columns: 60, rows: 10 };
        const { glass, show, resize, end } = rig(size);
        try {
          for (const { lines, size: next } of steps) {
            if (next !== null) {
              size = next;
              resize(size);
            }
            const fitting = lines.slice(0, size.rows - 1);
            await show(fitting);
            expect(await glass.cells()).toEqual(await plainCells(view(fitting), size));
          }
        } finally {
          end();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the whole picture in its place when it fills the last row too', async () => {
    const size: Size = { columns: 20, rows: 4 };
    const { glass, show, end } = rig(size);
    for (const last of ['d', 'e', 'ffffffffffffffffffff']) {
      await show(['a', 'b', 'c', last]);
      expect(await glass.rows()).toEqual(['a', 'b', 'c', last]);
    }
    await show(['a', 'b']);
    expect(await glass.rows()).toEqual(['a', 'b', '', '']);
    end();
  });

  it('sends nothing when Ink draws the same again', async () => {
    const { glass, show, end, frames } = rig({ columns: 40, rows: 6 });
    await show(['one', '\x1b[31mtwo\x1b[0m']);
    const before = [glass.taken().length, frames()];
    for (let again = 0; again < 20; again += 1) await show(['one', '\x1b[31mtwo\x1b[0m']);
    expect([glass.taken().length, frames()]).toEqual(before);
    end();
  });

  it('leaves with Ink, and draws nothing of its last frames on the earlier screen', async () => {
    const { glass, show, end } = rig({ columns: 40, rows: 6 });
    await show(['secret']);
    end();
    const text = glass.taken().toString();
    expect(text.endsWith('\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l')).toBe(true);
    expect(await glass.isAlternate()).toBe(false);
    expect((await glass.rows()).join('')).toBe('');
  });
});
