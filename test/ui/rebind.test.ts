import { describe, expect, it } from 'vitest';
import { KEYS } from '../../src/ui/keys.ts';
import { rebind } from '../../src/ui/rebind.ts';

const chordsOf = (table: ReturnType<typeof rebind>['table'], id: string) => table.find((key) => key.id === id)?.chords;

describe('rebinding', () => {
  it('gives a row other chords', () => {
    const { table, conflicts } = rebind(KEYS, { previousEvent: [], 'filter-toggle': ['F'] });
    expect(chordsOf(table, 'filter-toggle')).toEqual(['F']);
    expect(conflicts).toEqual(['no key row "previousEvent"']);
  });

  it('tells a clash, and leaves the row as it was', () => {
    const { table, conflicts } = rebind(KEYS, { zoom: ['q'] });
    expect(chordsOf(table, 'zoom')).toEqual(['z']);
    expect(conflicts).toEqual(['zoom: "q" is quit\'s']);
  });

  it('lets two rows change places', () => {
    const { table, conflicts } = rebind(KEYS, { zoom: ['m'], profile: ['z'] });
    expect(conflicts).toEqual([]);
    expect(chordsOf(table, 'zoom')).toEqual(['m']);
    expect(chordsOf(table, 'profile')).toEqual(['z']);
  });

  it('lets one chord mean two things in two views, as / does', () => {
    expect(rebind(KEYS, { 'find-next': ['z'] }).conflicts).toEqual([]);
    expect(rebind(KEYS, { 'find-next': ['p'] }).conflicts).toEqual(['find-next: "p" is pause\'s']);
  });

  it.each([['alt-x'], ['M-x'], ['meta-q'], ['f5'], ['F12'], ['']])('refuses %j', (chord) => {
    expect(rebind(KEYS, { zoom: [chord] }).conflicts).toHaveLength(1);
  });

  it('locks nobody in: ^C and Esc stay where they are', () => {
    expect(rebind(KEYS, { interrupt: ['X'] }).conflicts).toHaveLength(1);
    expect(rebind(KEYS, { back: ['X'] }).conflicts).toHaveLength(1);
    expect(rebind(KEYS, { zoom: ['^c'] }).conflicts).toHaveLength(1);
    expect(chordsOf(rebind(KEYS, { back: ['esc', 'b'] }).table, 'back')).toEqual(['esc', 'b']);
  });
});
