/** The screens as one sees them: golden text files that one can `cat`. `UPDATE_GOLDEN=1` writes them anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/charts/profile.ts';
import { keyRows } from '../../src/ui/keys.ts';
import { screenText } from '../../src/view/screen.ts';
import { atSize, fixtureStates } from '../support/states.ts';

const SIZES = [
  [40, 10],
  [60, 15],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
const folder = fileURLToPath(new URL('../screens/', import.meta.url));
const chart = await loadProfile();

describe.each(Object.entries(fixtureStates))('the screen "%s"', (name, state) => {
  it.each(SIZES)('at %ix%i is as agreed', (columns, rows) => {
    const sized = atSize(state, columns, rows);
    const text = `${screenText(sized, keyRows(sized), chart)}\n`;
    const file = `${folder}${name}-${columns}x${rows}.txt`;
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    expect(existsSync(file), `no golden file for ${name} at ${columns}x${rows}: run with UPDATE_GOLDEN=1`).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
