import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openScreen, type Screen } from '../../../src/shell/terminal/screen.ts';
import { type DrivenClock, drivenClock } from '../../support/clock.ts';
import { eraseLines, type Glass, makeGlass } from '../../support/glass.ts';

/** Wider than any generated line, so that the reference never wraps; it is cut to size afterwards. */
const WIDEST = 160;

interface Rig {
  readonly screen: Screen;
  readonly glass: Glass;
  readonly clock: DrivenClock;
  readonly delivered: string[];
  readonly gone: string[];
  /** Writes a frame as Ink does: erases the one before it, then all lines. */
  readonly frame: (lines: readonly string[]) => void;
  readonly bytesOf: (act: () => void) => string;
}

const rig = (columns = 40, rows = 8): Rig => {
  const glass = makeGlass(columns, rows);
  const clock = drivenClock();
  const delivered: string[] = [];
  const gone: string[] = [];
  const screen = openScreen({
    descriptor: glass.descriptor,
    clock,
    columns,
    rows,
    deliver: (text) => delivered.push(text),
    nap: (ms) => clock.advance(ms),
    onGone: (code) => gone.push(code),
  });
  let previous = 0;
  const frame = (lines: readonly string[]): void => {
    screen.write('\x1b[?2026h');
    screen.write(`${eraseLines(previous)}${lines.join('\n')}\n`);
    screen.write('\x1b[?2026l');
    previous = Math.max(1, lines.length) + 1;
  };
  const bytesOf = (act: () => void): string => {
    const before = glass.taken().length;
    act();
    return glass.taken().subarray(before).toString();
  };
  screen.write('\x1b[?1049h\x1b[?25l');
  screen.flush();
  return { screen, glass, clock, delivered, gone, frame, bytesOf };
};

const SGR = [
  '',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '31',
  '38;5;208',
  '38;2;1;2;3',
  '44',
  '48;5;17',
  '1;32',
  '0',
  '7;36',
  '22',
  '39',
];
const TEXTS = [
  'P-885',
  'RA-86539',
  '   ',
  ' ',
  '34000',
  '▁▂▃▅▇',
  '─ 1 Aircraft ─',
  '⠁⣀⡇⣿',
  '平壤国际机场',
  '평양 국제비행장',
  'ピョンヤン',
  'é',
  'e\u0301a\u0308',
  '●→▌',
  'ｆｕｌｌ',
  'àéîõü',
  'Пхеньян',
];
const DOUBTFUL = ['👩‍👩‍👧‍👦', '👍🏽', '🇰🇵', '✈️', '1️⃣', 'न्ग', '한'];

const segment = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...SGR), fc.constantFrom(...texts)).map(([sgr, text]) => `\x1b[${sgr}m${text}`);
const line = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.array(segment(texts), { maxLength: 7 }).map((parts) => `${parts.join('')}\x1b[0m`);
const framesOf = (texts: readonly string[]): fc.Arbitrary<readonly (readonly string[])[]> =>
  fc.array(fc.array(line(texts), { maxLength: 7 }), { minLength: 1, maxLength: 8 });

/** The same lines drawn from nothing by plain means: what the terminal ought to show. */
const plainCells = async (
  lines: readonly string[],
  columns: number,
  rows: number,
): Promise<readonly (readonly string[])[]> => {
  const reference = makeGlass(WIDEST, rows);
  reference.feed(lines.map((text, row) => `\x1b[m\x1b[${row + 1}H${text}`).join(''));
  return (await reference.cells()).map((cells) =>
    cells.slice(0, columns).map((cell, column) => {
      const isCut = column === columns - 1 && /^[^_]2 /u.test(cell);
      if (!isCut) return cell;
      const [, background, line_, foreground] = cell.split(' ');
      return `_1 ${background} ${line_} ${line_ === '0000' ? '' : foreground}`;
    }),
  );
};

describe('the screen', () => {
  it('shows each frame exactly as if it had been drawn from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(framesOf(TEXTS), async (frames) => {
        const { frame, glass } = rig(40, 8);
        for (const lines of frames) {
          frame(lines);
          expect(await glass.cells()).toEqual(await plainCells(lines, 40, 8));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows each frame right after resizes too', async () => {
    const sizes = fc.array(
      fc.record({
        columns: fc.integer({ min: 2, max: 60 }),
        rows: fc.integer({ min: 2, max: 12 }),
        lines: fc.array(line(TEXTS), { maxLength: 12 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(sizes, async (steps) => {
        const { frame, glass, screen } = rig(40, 8);
        for (const { columns, rows, lines } of steps) {
          screen.freeze();
          glass.resize(columns, rows);
          screen.thaw(columns, rows);
          const fitting = lines.slice(0, rows - 1);
          frame(fitting);
          expect(await glass.cells()).toEqual(await plainCells(fitting, columns, rows));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is right once the terminal has read all, whatever byte it stopped at', async () => {
    const before = ['\x1b[31mP-885\x1b[39m 34000 평양', 'RA-86539 ▁▂▃ 北', ''];
    const after = ['\x1b[32mP-886\x1b[39m 33975 평성', '\x1b[1;44mRA-86540\x1b[0m ▂▃▅ 南京', '─ e\u0301vents'];
    const last = ['nothing', '', 'left \x1b[7mhere\x1b[0m'];
    const whole = rig(40, 5);
    whole.frame(before);
    const length = whole.bytesOf(() => whole.frame(after)).length;
    const expected = await plainCells(last, 40, 5);
    for (let stop = 0; stop <= length; stop += 1) {
      const { frame, glass, clock, screen } = rig(40, 5);
      frame(before);
      glass.allow = stop;
      frame(after);
      frame(last);
      expect(screen.waiting() === undefined).toBe(stop >= length && glass.allow > 0);
      clock.advance(20);
      glass.allow = Number.POSITIVE_INFINITY;
      clock.advance(20);
      expect(screen.waiting()).toBeUndefined();
      expect(await glass.cells(), `stopped after ${stop} bytes`).toEqual(expected);
    }
  });

  it('leaves every other cell in its place beside a glyph whose width terminals do not agree on', async () => {
    const row = fc
      .tuple(line(TEXTS), fc.constantFrom(...DOUBTFUL), fc.constantFrom('', 'x', 'ab 평양', '─────────────'))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row, { maxLength: 6 }), { minLength: 1, maxLength: 5 }), async (frames) => {
        const { frame, glass } = rig(WIDEST, 8);
        for (const lines of frames) {
          frame([...lines, '|23456789 below']);
          const shown = await glass.rows();
          expect(shown[lines.length]).toBe('|23456789 below');
          for (const [index, text] of lines.entries()) {
            const after = text.slice(
              Math.max(
                ...DOUBTFUL.map((glyph) => (text.lastIndexOf(glyph) < 0 ? -1 : text.lastIndexOf(glyph) + glyph.length)),
              ),
            );
            expect(shown[index]?.endsWith(after), `${JSON.stringify(shown[index])} ends with ${after}`).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not count on the width of such a glyph between two changes', async () => {
    const { frame, glass } = rig();
    frame(['1⌚2 end']);
    frame(['3⌚4 end']);
    expect((await glass.rows())[0]?.replace(/⌚ */, '·')).toBe('3·4 end');
    expect((await glass.cells())[0]?.[3]).toContain('41 ');
  });

  it('fills the last cell of the last row without scrolling', async () => {
    const { screen, glass } = rig(10, 3);
    screen.write('\x1b[Haaaaaaaaaa\nbbbbbbbbbb\ncccccccccc');
    screen.flush();
    expect(await glass.rows()).toEqual(['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc']);
    screen.write('\x1b[Haaaaaaaaaa\nbbbbbbbbbb\nccccccccc평');
    screen.flush();
    expect(await glass.rows()).toEqual(['aaaaaaaaaa', 'bbbbbbbbbb', 'ccccccccc']);
  });

  it('sends nothing for an equal frame, and nothing for the erasing before it', () => {
    const { frame, bytesOf, screen } = rig();
    frame(['\x1b[1mone\x1b[0m', 'two  ']);
    const frames = screen.frames();
    expect(bytesOf(() => frame(['\x1b[1mone\x1b[22m', 'two']))).toBe('');
    expect(screen.frames()).toBe(frames);
  });

  it.each([
    ['one digit', ['a 34000 ft'], ['a 34001 ft'], 8],
    ['a digit in each of two rows', ['a 34000', 'b 120'], ['a 34001', 'b 121'], 14],
    ['a coloured word', ['\x1b[32mLIVE\x1b[39m now'], ['\x1b[31mLOST\x1b[39m now'], 13],
    ['a row that became empty', ['some long row of text'], [''], 7],
    ['two digits four cells apart', ['1 abc 1'], ['2 abc 2'], 12],
  ])('sends at most a few bytes for %s', (_name, before, after, most) => {
    const { frame, bytesOf } = rig();
    frame(before);
    expect(bytesOf(() => frame(after)).length).toBeLessThanOrEqual(most);
  });

  it('shows the cursor where Ink shows it, and hides it again', () => {
    const { frame, bytesOf, screen } = rig();
    frame(['/ filter', 'x']);
    const shown = bytesOf(() => {
      screen.write('\x1b[2A\x1b[9G\x1b[?25h');
      screen.flush();
    });
    expect(shown).toBe('\x1b[;9H\x1b[?25h');
    expect(
      bytesOf(() => {
        screen.write('\x1b[?25l\x1b[2B\x1b[G');
        screen.flush();
      }),
    ).toBe('\x1b[?25l');
  });

  it('draws everything again on redraw', async () => {
    const { frame, glass, screen } = rig(20, 4);
    frame(['one', 'two']);
    glass.feed('\x1b[Hgarbage\r\ngarbage\r\ngarbage\r\ngarbage');
    screen.redraw();
    screen.flush();
    expect(await glass.rows()).toEqual(['one', 'two', '', '']);
  });

  it('draws the newest frame only, once a terminal that stopped reading reads again', async () => {
    const { frame, glass, clock, screen } = rig(20, 4);
    frame(['0']);
    glass.allow = 3;
    for (let tick = 1; tick <= 500; tick += 1) {
      frame([`tick ${tick}`, '\x1b[1mbold\x1b[0m']);
      clock.advance(50);
    }
    const { bytes, since } = screen.waiting() ?? { bytes: 0, since: 0 };
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(60);
    expect(clock.now() - since).toBeGreaterThan(24_000);
    const before = glass.taken().length;
    glass.allow = Number.POSITIVE_INFINITY;
    clock.advance(20);
    expect(await glass.rows()).toEqual(['tick 500', 'bold', '', '']);
    expect(glass.taken().length - before).toBeLessThan(80);
  });

  it('gives the terminal back once, and draws nothing after', async () => {
    const { frame, glass, screen, bytesOf } = rig();
    frame(['hello']);
    expect(bytesOf(() => screen.write('\x1b[?2004h'))).toBe('');
    screen.flush();
    const left = bytesOf(() => screen.write('\x1b[?1049l'));
    expect(left).toBe('\x1b[?2004l\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l');
    expect(await glass.isAlternate()).toBe(false);
    expect(bytesOf(() => expect(screen.leave()).toBe(false))).toBe('');
    frame(['late']);
    screen.redraw();
    screen.flush();
    expect(bytesOf(() => screen.flush())).toBe('');
    expect(glass.taken().toString().endsWith('\x1b[?1049l')).toBe(true);
  });

  it('leaves at once when the terminal does not read, and hands the leaving bytes to the courier', () => {
    const { frame, glass, clock, screen, delivered } = rig();
    frame(['hello']);
    glass.allow = 5;
    frame(['a new frame that is cut']);
    clock.advance(1000);
    const at = clock.now();
    screen.leave();
    expect(clock.now() - at).toBe(0);
    expect(delivered).toEqual(['\x18\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l']);
    expect(screen.isStuck()).toBe(true);
  });

  it('waits for a terminal that is only slow', () => {
    const { frame, glass, screen, delivered } = rig();
    frame(['hello']);
    glass.allow = 5;
    frame(['a new frame that is cut']);
    glass.allow = Number.POSITIVE_INFINITY;
    screen.leave();
    expect(delivered).toEqual([]);
    expect(glass.taken().toString()).toMatch(/a new frame that is cut.*\x1b\[\?1049l$/s);
  });

  it.each(['EIO', 'EPIPE'])('says once that the terminal is gone on %s, and writes no more', (code) => {
    const { frame, glass, clock, screen, gone } = rig();
    glass.error = code;
    frame(['one']);
    glass.error = undefined;
    frame(['two']);
    clock.advance(1000);
    expect(gone).toEqual([code]);
    expect(screen.waiting()).toBeUndefined();
    expect(glass.taken().toString()).not.toContain('two');
  });
});
