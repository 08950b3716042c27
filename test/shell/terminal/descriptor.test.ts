import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeTerminal, openDescriptor } from '../../../src/shell/terminal/descriptor.ts';

describe('the way out to the terminal', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dprk-watch-descriptor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the first path that opens, and writes there', () => {
    const path = join(folder, 'terminal');
    writeFileSync(path, '');
    const descriptor = openDescriptor([join(folder, 'absent'), path]);
    expect([descriptor.name, descriptor.blocking]).toEqual([path, false]);
    expect(descriptor.write(Buffer.from('hello'))).toBe(5);
    descriptor.close();
    expect(readFileSync(path, 'utf8')).toBe('hello');
  });

  it('falls back to plain stdout, and says what that means', () => {
    const descriptor = openDescriptor([join(folder, 'absent')]);
    expect([descriptor.name, descriptor.blocking]).toEqual(['stdout', true]);
    expect(describeTerminal(descriptor, true)).toEqual([
      'output: plain stdout; if the terminal stops reading, the program waits for it',
      'input: terminal, keys work',
    ]);
  });
});
