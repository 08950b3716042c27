/** The profile: what is drawn, what is left out, and that drawing leaves the process alone. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/charts/profile.ts';
import type { ProfileRequest } from '../../src/view/charts.ts';

const climb = Array.from({ length: 100 }, (_, slot) => slot * 340);
const request = (more: Partial<ProfileRequest> = {}): ProfileRequest => ({
  columns: 60,
  rows: 10,
  values: climb,
  fromLabel: '12:00Z',
  toLabel: '13:00Z',
  leastSpan: 2000,
  glyphs: 'unicode',
  ...more,
});
const chart = await loadProfile();
const hasDots = (text: string): boolean => /[\u2801-\u28ff]/.test(text);

describe('the profile chart', () => {
  it.each(['unicode', 'ascii'] as const)(
    'fills exactly the rows asked for and no more cells than asked for (%s)',
    (glyphs) => {
      for (const columns of [20, 33, 47, 60, 81, 200]) {
        for (const rows of [4, 5, 7, 12, 24]) {
          const lines = chart.draw(request({ columns, rows, glyphs }));
          expect(lines).toHaveLength(rows);
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
          expect(lines.join('')).not.toMatch(/\p{C}|null|NaN/u);
        }
      }
    },
  );

  it('prints both ends of what it draws, and both ends of the time', () => {
    const lines = chart.draw(request());
    expect(lines[0]).toMatch(/^33660 /);
    expect(lines.at(-3)).toMatch(/^ {4}0 /);
    expect(lines.at(-1)).toMatch(/^ +12:00Z +13:00Z$/);
  });

  it('leaves a gap in reception empty, from top to bottom', () => {
    const values = climb.map((value, slot) => (slot >= 40 && slot < 60 ? undefined : value));
    const lines = chart.draw(request({ values }));
    const margin = 6;
    const middle = lines.slice(0, -2).map((line) => line.slice(margin + 25, margin + 30));
    expect(hasDots(middle.join(''))).toBe(false);
    expect(
      hasDots(
        lines
          .slice(0, -2)
          .map((line) => line.slice(margin + 2, margin + 20))
          .join(''),
      ),
    ).toBe(true);
    expect(
      hasDots(
        lines
          .slice(0, -2)
          .map((line) => line.slice(margin + 35))
          .join(''),
      ),
    ).toBe(true);
  });

  it('draws a value that stands alone between two gaps', () => {
    const values = climb.map((value, slot) => (slot === 50 ? value : undefined));
    const above = chart
      .draw(request({ values }))
      .slice(0, -2)
      .map((line) => line.slice(8))
      .join('');
    expect(hasDots(above)).toBe(true);
  });

  it('draws a level flight as a level line, not as mountains', () => {
    const values = climb.map((_, slot) => 34_000 + (slot % 2) * 25);
    const rows = chart
      .draw(request({ values }))
      .slice(0, -2)
      .filter((line) => hasDots(line.slice(8)));
    expect(rows.length).toBeLessThanOrEqual(2);
  });

  it('says that nothing was received instead of drawing nothing', () => {
    expect(chart.draw(request({ values: climb.map(() => undefined) })).join('')).toBe(' not received');
  });

  it('is total: extreme, negative and zero values, tiny spaces', () => {
    for (const values of [[0], [0, 0], [-1000, 0], [Number.NaN, Number.POSITIVE_INFINITY, 3], [1e12, -1e12], []]) {
      for (const [columns, rows] of [
        [1, 1],
        [10, 4],
        [60, 10],
        [0, 0],
      ] as const) {
        const lines = chart.draw(request({ values, columns, rows }));
        expect(lines).toHaveLength(rows);
        expect(lines.every((line) => line.length <= columns)).toBe(true);
      }
    }
  });

  it('uses nothing but ASCII in the ASCII mode', () => {
    expect(chart.draw(request({ glyphs: 'ascii' })).join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('adds no listener to the process and prints nothing', () => {
    const profile = fileURLToPath(new URL('../../src/charts/profile.ts', import.meta.url));
    const script = `
      const listeners = () => JSON.stringify([...process.eventNames()].map((name) => [String(name), process.listenerCount(name)]).sort());
      const before = listeners();
      const { loadProfile } = await import(${JSON.stringify(profile)});
      const chart = await loadProfile();
      chart.draw({ columns: 60, rows: 10, values: [1, 2, 3], fromLabel: 'a', toLabel: 'b', leastSpan: 1, glyphs: 'unicode' });
      process.exitCode = listeners() === before ? 0 : 9;`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      { encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('draws fast enough for four frames a second', () => {
    chart.draw(request());
    const started = performance.now();
    for (let frame = 0; frame < 20; frame += 1) chart.draw(request({ columns: 80, rows: 12 }));
    expect((performance.now() - started) / 20).toBeLessThan(20);
  });
});
