import { describe, expect, it } from 'vitest';
import type { InkKey } from '../../src/ui/chords.ts';
import { isPasteLike, pressesOf } from '../../src/ui/chords.ts';

const none: InkKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
};
const chords = (input: string, key: Partial<InkKey> = {}): readonly string[] =>
  pressesOf(input, { ...none, ...key }).map(({ chord }) => chord);

describe('chords', () => {
  it.each([
    ['j', {}, ['j']],
    ['G', { shift: true }, ['G']],
    [' ', {}, ['space']],
    ['', { downArrow: true }, ['down']],
    ['', { leftArrow: true, shift: true }, ['shift-left']],
    ['', { leftArrow: true, ctrl: true }, ['ctrl-left']],
    ['', { tab: true, shift: true }, ['shift-tab']],
    ['', { pageDown: true }, ['pgdn']],
    ['\r', { return: true }, ['enter']],
    ['', { escape: true }, ['esc']],
    ['d', { ctrl: true }, ['^d']],
    ['\n', {}, ['enter']],
  ] as const)('%j with %j is %j', (input, key, expected) => {
    expect(chords(input, key)).toEqual(expected);
  });

  it('tells the presses of one chunk apart, over a link that gathers them', () => {
    expect(chords('jj/IL62\r')).toEqual(['j', 'j', '/', 'I', 'L', '6', '2', 'enter']);
    expect(chords('\u0015x\t')).toEqual(['^u', 'x', 'tab']);
  });

  it('takes Esc and a key in one chunk for the two that they are, not for Meta', () => {
    expect(chords('j', { meta: true })).toEqual(['esc', 'j']);
    expect(chords('', { escape: true, meta: true })).toEqual(['esc', 'esc']);
  });

  it('refuses releases and the super and hyper keys', () => {
    expect(chords('j', { eventType: 'release' })).toEqual([]);
    expect(chords('j', { super: true })).toEqual([]);
    expect(chords('j', { hyper: true })).toEqual([]);
  });

  it('keeps characters beyond the basic plane whole', () => {
    expect(pressesOf('a𝄞b', none)).toEqual([
      { chord: 'a', text: 'a' },
      { chord: '𝄞', text: '𝄞' },
      { chord: 'b', text: 'b' },
    ]);
  });

  it('knows an unmarked paste from a key that is held down', () => {
    expect(isPasteLike('j'.repeat(500))).toBe(false);
    expect(isPasteLike('jjkk/type:IL62\r')).toBe(false);
    expect(isPasteLike('curl https://example.org/install | sh\n'.repeat(3))).toBe(true);
  });
});
