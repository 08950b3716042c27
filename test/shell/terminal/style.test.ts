import { describe, expect, it } from 'vitest';
import { moveBetween } from '../../../src/shell/terminal/move.ts';
import { blankStyle, readSgr, sgrBetween } from '../../../src/shell/terminal/style.ts';

const style = (...sequences: readonly string[]): number => sequences.reduce(readSgr, 0);

describe('the way from one style to another', () => {
  it.each([
    [[], ['31'], '\x1b[31m'],
    [['31'], [], '\x1b[m'],
    [['31'], ['32'], '\x1b[32m'],
    [['31', '1'], ['31'], '\x1b[22m'],
    [['1', '2'], ['2'], '\x1b[0;2m'],
    [['31', '1', '44'], ['31', '44'], '\x1b[22m'],
    [['38;5;208'], ['38;5;208', '4'], '\x1b[4m'],
    [['31', '44', '1', '4'], ['3'], '\x1b[0;3m'],
    [['1;31'], ['1;31'], ''],
  ])('from %j to %j is %j', (from, to, bytes) => {
    expect(sgrBetween(style(...from), style(...to))).toBe(bytes);
  });

  it.each([
    ['38:5:12', '38;5;12'],
    ['38:2::1:2:3', '38;2;1;2;3'],
    ['4:3', '4'],
    ['01', '1'],
    ['', '0'],
    ['31;;1', '1'],
    ['999', '0'],
    ['38;5;999', '0'],
    ['38;9', '0'],
    ['58;5;1;3', '3'],
  ])('reads %s like %s', (left, right) => {
    expect(style(left)).toBe(style(right));
  });

  it('knows what of a style is seen on a blank cell', () => {
    expect(blankStyle(style('1;3;31'))).toBe(0);
    expect(blankStyle(style('31;44'))).toBe(style('44'));
    expect(blankStyle(style('31;4;1'))).toBe(style('31;4'));
  });
});

describe('the way from one cell to another', () => {
  it.each([
    [3, 5, 3, 5, ''],
    [3, 5, 3, 6, '\x1b[C'],
    [3, 5, 3, 4, '\b'],
    [3, 5, 3, 0, '\r'],
    [3, 50, 3, 20, '\x1b[21G'],
    [3, -1, 3, 9, '\x1b[10G'],
    [3, 5, 4, 0, '\r\n'],
    [3, 5, 4, 5, '\x1b[B'],
    [3, 5, 2, 5, '\x1b[A'],
    [9, 40, 10, 35, '\x1b[B\x1b[5D'],
    [3, 5, 0, 0, '\x1b[H'],
    [-1, -1, 5, 7, '\x1b[6;8H'],
    [3, 5, 20, 0, '\x1b[21H'],
  ])('from %i,%i to %i,%i', (fromRow, fromColumn, toRow, toColumn, bytes) => {
    expect(moveBetween(fromRow, fromColumn, toRow, toColumn)).toHaveLength(bytes.length);
  });
});
