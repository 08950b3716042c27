import { describe, expect, it } from 'vitest';
import type { ColourLevel } from '../../src/ui/theme.ts';
import { paint, paletteOf, THEMES } from '../../src/ui/theme.ts';
import type { Line } from '../../src/view/types.ts';

const LEVELS: readonly ColourLevel[] = ['none', '16', '256', 'truecolor'];
const COLOUR = /(?:^|;)(?:3\d|4\d|9\d|10\d)(?:;|$)/;

describe('themes', () => {
  it('without colour only bold, dim and inverse remain, in every theme', () => {
    for (const variants of Object.values(THEMES)) {
      for (const sgr of Object.values(variants.none)) expect(sgr).toMatch(/^(?:(?:1|2|7)(?:;(?:1|2|7))*)?$/);
    }
  });

  it('mono has no colour at any level', () => {
    for (const level of LEVELS) for (const sgr of Object.values(THEMES.mono[level])) expect(sgr).not.toMatch(COLOUR);
  });

  it('the 16-colour rows use the palette of the terminal only, and never black or white, which are lost on one ground or the other', () => {
    for (const variants of Object.values(THEMES)) {
      for (const sgr of Object.values(variants['16'])) expect(sgr).not.toMatch(/(?:^|;)(?:[34][0789]|9[07])(?:;|$)/);
    }
  });

  it('an alert never differs from plain text by colour alone', () => {
    for (const variants of Object.values(THEMES)) {
      for (const level of LEVELS) expect(variants[level].alert).toMatch(/(?:^|;)[17](?:;|$)/);
    }
  });

  it('an unknown theme, from an old settings file, is the terminal theme', () => {
    expect(paletteOf('solarized', '16').tones).toBe(THEMES.terminal['16']);
    expect(paletteOf('toString', '16').tones).toBe(THEMES.terminal['16']);
  });
});

describe('paint', () => {
  const line: Line = [
    { text: 'a', tone: 'plain' },
    { text: 'b', tone: 'alert' },
    { text: 'c', tone: 'alert' },
    { text: '', tone: 'dim' },
    { text: 'd', tone: 'plain' },
  ];

  it('joins spans of one tone, and ends each run', () => {
    expect(paint(line, paletteOf('terminal', '16'))).toBe('a\u001b[1;31mbc\u001b[0md');
  });

  it('plain text has no escape at all', () => {
    expect(paint([{ text: 'x', tone: 'plain' }], paletteOf('terminal', 'truecolor'))).toBe('x');
  });

  it('paints a line once', () => {
    const palette = paletteOf('terminal', '16');
    expect(paletteOf('terminal', '16')).toBe(palette);
    paint(line, palette);
    expect(palette.painted.has(line)).toBe(true);
  });
});
