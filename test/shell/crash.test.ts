import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Crash } from '../../src/shell/crash.ts';
import { crashText, reportCrash } from '../../src/shell/crash.ts';
import { DAY_AT, HOSTILE, OBEYED, temporaryFolders } from './support/shell-fixtures.ts';

const folder = temporaryFolders();
const crash = (more: Partial<Crash> = {}): Crash => ({
  error: new TypeError('a broken invariant'),
  version: '0.1.0',
  argv: ['wss://me:hunter2@example.org/?key=hunter2', '--token', 'hunter2'],
  notices: ['the feed wss://x:hunter2@example.org was lost', HOSTILE],
  at: DAY_AT,
  surroundings: { node: '24.0.0' },
  ...more,
});

describe('a crash', () => {
  it('leaves a report for its owner only, one line that says where, and exit 1', () => {
    const dir = join(folder(), 'state');
    const path = join(dir, 'crash-20240120T000000-000Z.txt');
    const report = reportCrash(crash(), dir);
    expect(report).toEqual({
      stderr: [`dprk-watch: a fault of its own ended it (TypeError: a broken invariant); the report is ${path}`],
      exitCode: 1,
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toMatch(
      /version: 0\.1\.0[\s\S]*TypeError: a broken invariant\n {4}at [\s\S]*last notices:/,
    );
  });

  it('tells no secret and holds nothing that a terminal obeys, whatever was thrown', () => {
    const thrown = [
      new Error('cannot open wss://me:hunter2@example.org/?token=hunter2', {
        cause: new Error('Bearer hunter2hunter2'),
      }),
      { authorization: 'Bearer hunter2hunter2' },
      HOSTILE,
      undefined,
      Object.create(null),
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
    ];
    for (const error of thrown) {
      const text = crashText(crash({ error }));
      expect(text).not.toContain('hunter2');
      expect(text).not.toMatch(OBEYED);
      for (const line of reportCrash(crash({ error }), undefined).stderr) {
        expect(line).not.toContain('hunter2');
        expect(line).not.toMatch(OBEYED);
      }
    }
  });

  it('follows no link that was laid in its way, and then says everything on stderr', () => {
    const dir = folder();
    symlinkSync(join(dir, 'target'), join(dir, 'crash-20240120T000000-000Z.txt'));
    const { stderr } = reportCrash(crash(), dir);
    expect(stderr[0]).toMatch(/the report could not be written/);
    expect(stderr.join('\n')).toContain('a broken invariant');
    expect(existsSync(join(dir, 'target'))).toBe(false);
  });

  it('without a folder goes to stderr whole', () => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    expect(reportCrash(crash(), join(dir, 'file', 'x')).stderr.length).toBeGreaterThan(5);
    expect(reportCrash(crash(), undefined).stderr.join('\n')).toContain('last notices:');
  });
});
