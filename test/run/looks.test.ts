import { describe, expect, it } from 'vitest';
import { colourLevel, glyphLevel } from '../../src/run/looks.ts';

describe('how the screen may look', () => {
  it.each([
    ['nothing said, 16 colours', undefined, { TERM: 'xterm' }, '16'],
    ['nothing said, 256 colours', undefined, { TERM: 'tmux-256color' }, '256'],
    ['nothing said, true colour', undefined, { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
    ['a dumb terminal', undefined, { TERM: 'dumb' }, 'none'],
    ['NO_COLOR', undefined, { TERM: 'xterm', NO_COLOR: '1' }, 'none'],
    ['an empty NO_COLOR is none', undefined, { TERM: 'xterm', NO_COLOR: '' }, '16'],
    ['NO_COLOR before FORCE_COLOR', undefined, { TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: '3' }, 'none'],
    ['FORCE_COLOR before the terminal', undefined, { TERM: 'xterm', FORCE_COLOR: '3' }, 'truecolor'],
    ['FORCE_COLOR=0', undefined, { TERM: 'xterm-256color', FORCE_COLOR: '0' }, 'none'],
    ['a FORCE_COLOR that means nothing', undefined, { TERM: 'xterm-256color', FORCE_COLOR: 'teal' }, '256'],
    ['--no-color before everything', false, { TERM: 'xterm', FORCE_COLOR: '3' }, 'none'],
    ['--color before NO_COLOR', true, { TERM: 'xterm-256color', NO_COLOR: '1' }, '256'],
    ['--color on a terminal that says nothing', true, {}, '16'],
  ] as const)('colour: %s', (_, ordered, env, level) => {
    expect(colourLevel(ordered, env)).toBe(level);
  });

  it.each([
    ['a UTF-8 locale', undefined, { LANG: 'ru_RU.UTF-8', TERM: 'xterm' }, 'unicode'],
    ['LC_ALL before LANG', undefined, { LANG: 'en_US.UTF-8', LC_ALL: 'C', TERM: 'xterm' }, 'ascii'],
    ['no locale', undefined, { TERM: 'xterm' }, 'ascii'],
    ['the console', undefined, { LANG: 'en_US.utf8', TERM: 'linux' }, 'ascii'],
    ['a DEC terminal', undefined, { LANG: 'en_US.utf8', TERM: 'vt220' }, 'ascii'],
    ['as ordered', 'unicode', { TERM: 'linux' }, 'unicode'],
  ] as const)('glyphs: %s', (_, ordered, env, level) => {
    expect(glyphLevel(ordered, env)).toBe(level);
  });
});
