/** The README says what the program is: its made parts stand as `npm run readme` makes them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readmeText } from '../src/build/readme.ts';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('shows the screen, commands, options, keys, fields and events of this build (else: npm run readme)', async () => {
    expect(await readmeText(text)).toBe(text);
  });

  it('names every npm script that it tells a newcomer to run', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, name] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([name ?? '']);
    expect(scripts).toHaveProperty('test');
  });
});
