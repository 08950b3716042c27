import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from './support/shell-fixtures.ts';

const script = fileURLToPath(new URL('../../bin/dprk-watch.js', import.meta.url));
const folder = temporaryFolders();

/** The command in a folder of its own, with this as its dist/main.js. */
function installed(main: string | undefined): string {
  const dir = folder();
  mkdirSync(join(dir, 'bin'));
  cpSync(script, join(dir, 'bin', 'dprk-watch.js'));
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}');
  if (main !== undefined) {
    mkdirSync(join(dir, 'dist'));
    writeFileSync(join(dir, 'dist', 'main.js'), main);
  }
  return join(dir, 'bin', 'dprk-watch.js');
}

const run = (path: string, ...nodeOptions: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, path], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('the installed command', () => {
  it('starts the program, without a word about SQLite, and leaves other warnings alone', () => {
    const main =
      "import { DatabaseSync } from 'node:sqlite'; new DatabaseSync(':memory:').close(); process.emitWarning('mind this'); console.log('up'); process.exitCode = 7;";
    const { status, stdout, stderr } = run(installed(main));
    expect({ status, stdout }).toEqual({ status: 7, stdout: 'up\n' });
    expect(stderr).toContain('mind this');
    expect(stderr).not.toContain('SQLite');
  });

  it('without dist says so in one sentence, exit 2', () => {
    const { status, stdout, stderr } = run(installed(undefined));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^dprk-watch: dist\/main\.js is missing: run `npm ci`.*\n$/);
  });

  it('does not hide what is wrong inside dist', () => {
    const { status, stderr } = run(installed("import './no-such-chunk.js';"));
    expect(status).toBe(1);
    expect(stderr).toContain('no-such-chunk.js');
  });

  it.each(['22.12.0', '20.20.2', '12.22.12'])(
    'on Node %s says one plain sentence with the way out, exit 2, before any import',
    (version) => {
      const old = join(folder(), 'old.cjs');
      writeFileSync(
        old,
        `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
      );
      const { status, stdout, stderr } = run(installed("throw new Error('imported');"), '--require', old);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr).toContain(`this is Node ${version} and 22.13 or newer is needed`);
      expect(stderr).toContain('npx -p node@24 -p dprk-watch dprk-watch');
    },
  );

  it.each(['22.13.0', '23.0.0'])('starts on Node %s', (version) => {
    const young = join(folder(), 'young.cjs');
    writeFileSync(
      young,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
    );
    expect(run(installed("console.log('up');"), '--require', young)).toMatchObject({ status: 0, stdout: 'up\n' });
  });

  it('keeps to what Node 12 can parse: no import at the top, no newer operators', () => {
    const code = readFileSync(script, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code).not.toMatch(/^\s*(import|export)\s+[\w{*'"]/m);
    expect(code).not.toMatch(/\?\?|\?\.|^\s*await\b|\|\|=|&&=|#\w+\s*[=(]|\bstatic\s*\{/m);
  });
});
