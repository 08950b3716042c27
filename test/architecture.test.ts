/** The house's own rules, read from the code: who may import whom, what is pure, how long a file may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));

const PURE = ['aero', 'feeds', 'tracks', 'events', 'visits', 'query', 'app', 'view'];
/** Room → rooms it may import. A trailing `?` means types only. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  aero: [],
  feeds: ['aero'],
  tracks: ['aero', 'feeds?'],
  events: ['aero', 'feeds?', 'tracks'],
  visits: ['aero', 'feeds?', 'tracks', 'events'],
  query: ['aero'],
  app: ['aero', 'feeds?', 'tracks', 'events', 'visits', 'query'],
  view: ['aero', 'feeds?', 'tracks', 'events', 'visits', 'query', 'app'],
  charts: ['aero', 'view'],
  ui: ['view', 'charts', 'app', 'query?', 'aero?'],
  shell: ['aero', 'feeds', 'tracks', 'events', 'app', 'query', 'visits'],
  run: ['aero', 'feeds', 'tracks', 'events', 'visits', 'query', 'app', 'view', 'charts', 'ui', 'shell'],
  build: ['aero', 'feeds', 'tracks', 'events', 'visits', 'query', 'app', 'view', 'charts', 'ui', 'shell', 'run'],
};
const SOFT_LINES = 200;
const HARD_LINES = 350;

const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : 'main');
const text = (file: string): string => readFileSync(join(src, file), 'utf8');

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}
function importsOf(file: string): readonly Import[] {
  const found = text(file).matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
  );
  return [...found].map((match) => ({ from: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined }));
}

describe('the house', () => {
  it.each(files)('%s imports only what its room may', (file) => {
    const room = roomOf(file);
    if (room === 'main') return;
    const allowed = ALLOWED[room];
    expect(allowed, `no such room: ${room}`).toBeDefined();
    const strangers = importsOf(file)
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from, typeOnly }) => ({
        room: roomOf(relative(src, normalize(join(src, dirname(file), from)))),
        from,
        typeOnly,
      }))
      .filter(
        ({ room: other, typeOnly }) =>
          other !== room && !allowed?.includes(other) && !(typeOnly && allowed?.includes(`${other}?`)),
      )
      .map(({ from }) => from);
    expect(strangers).toEqual([]);
  });

  it.each(files.filter((file) => PURE.includes(roomOf(file))))('%s is pure', (file) => {
    const outside = importsOf(file).filter(({ from }) => /^(node:|ws$|conf$|meow$|ink$|react$|undici$)/.test(from));
    expect(outside).toEqual([]);
    const code = text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(
      code.match(/Date\.now|new Date\(\)|Math\.random|\bprocess\.|\bconsole\.|\bset(?:Timeout|Interval)\(/g) ?? [],
    ).toEqual([]);
  });

  it('keeps every file short enough to read at one sitting', () => {
    const long = files
      .map((file) => ({ file, lines: text(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > SOFT_LINES);
    expect(long.filter(({ lines }) => lines > HARD_LINES)).toEqual([]);
    expect(long.length).toBeLessThanOrEqual(files.length / 20);
  });

  it('has an opening comment in every file', () => {
    expect(files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(text(file)))).toEqual([]);
  });

  it('knows blessed in the charts only', () => {
    expect(
      files.filter(
        (file) => roomOf(file) !== 'charts' && importsOf(file).some(({ from }) => from.startsWith('blessed')),
      ),
    ).toEqual([]);
  });

  it('has no enum, no any, no non-null assertion', () => {
    const bad = files.filter((file) =>
      /(^|\n)\s*(export )?(const )?enum |: any\b|<any>|as any\b/.test(text(file).replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    expect(bad).toEqual([]);
  });
});
