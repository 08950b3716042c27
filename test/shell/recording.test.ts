/** Reading recordings from disk: whole, torn, damaged, bare, several. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultWords, readRecordings } from '../../src/shell/recording.ts';
import type { RecordedLine } from '../../src/shell/recording-line.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const readAll = async (paths: readonly string[], toAt?: number) => {
  const reading = readRecordings(paths, toAt);
  const lines: RecordedLine[] = [];
  for await (const batch of reading.batches) lines.push(...batch);
  return { lines, faults: reading.faults() };
};

const frame = (at: number, text = '{}'): string => `${JSON.stringify({ at, feed: 'readsb', text })}\n`;
const MANY = Array.from({ length: 5_000 }, (_, i) => frame(i, `{"n":${i}}`)).join('');

describe('reading a recording', () => {
  it('tells gzip by its magic and never by its name', async () => {
    const zipped = await readAll([put('plain-name.ndjson', gzipSync(MANY))]);
    const plain = await readAll([put('gz-name.ndjson.gz', MANY)]);
    expect(zipped.lines).toHaveLength(5_000);
    expect(plain.lines).toEqual(zipped.lines);
    expect(faultWords(plain.faults)).toBeUndefined();
  });

  it('reads links, sources and binary frames, whose running text may split a letter', async () => {
    const bytes = Buffer.from('Й');
    const half = (from: number, to?: number) => bytes.subarray(from, to).toString('base64');
    const path = put(
      'mixed.ndjson',
      [
        { at: 1, feed: 'readsb', base64: half(0, 1) },
        { at: 2, feed: 'readsb', base64: half(1) },
        { at: 3, feed: 'readsb', link: 'down', reason: 'gone\u001b[2J wss://a:b@h/?token=c' },
        { at: 4, feed: 'readsb', source: 'attic', link: 'up' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const { lines, faults } = await readAll([path]);
    expect(lines.map((line) => (line.kind === 'frame' ? line.text : line.up))).toEqual(['', 'Й', false, true]);
    expect(lines[2]).toMatchObject({ reason: 'gone wss://…@h/?token=…' });
    expect(lines[3]).toMatchObject({ format: 'readsb', source: 'attic' });
    expect(faultWords(faults)).toBeUndefined();
  });

  it('drops and counts a torn last line, in plain text and in gzip cut off anywhere', async () => {
    const torn = await readAll([put('torn.ndjson', `${frame(1)}{"at":2,"feed":"re`)]);
    expect(torn.lines).toHaveLength(1);
    expect(torn.faults).toMatchObject({ torn: 1, unreadable: 0 });
    const whole = gzipSync(MANY);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = await readAll([put('cut.gz', whole.subarray(0, Math.floor(whole.length * share)))]);
      expect(cut.faults.damaged).toEqual([]);
      expect(cut.faults.unreadable).toBe(0);
      expect(cut.lines).toEqual((await readAll([put('all.gz', whole)])).lines.slice(0, cut.lines.length));
    }
  });

  it('reads members of gzip that were appended one after the other', async () => {
    const { lines } = await readAll([put('members.gz', Buffer.concat([gzipSync(frame(1)), gzipSync(frame(2))]))]);
    expect(lines.map((line) => line.at)).toEqual([1, 2]);
  });

  it('skips unreadable lines, counts them and names the first', async () => {
    const path = put(
      'bad.ndjson',
      `${frame(1)}not json\n\n[1]\n{"at":"x","feed":1}\n${frame(2)}{"at":1e300,"feed":"x","text":""}\n`,
    );
    const { lines, faults } = await readAll([path]);
    expect(lines.map((line) => line.at)).toEqual([1, 2]);
    expect(faultWords(faults)).toBe('4 unreadable lines skipped (first: line 2 of bad.ndjson)');
  });

  it('says of a file that is not there, or is damaged inside, what could be read', async () => {
    const whole = gzipSync(MANY);
    whole.fill(0xff, whole.length - 40, whole.length - 20);
    const damaged = await readAll([put('damaged.gz', whole)]);
    expect(damaged.faults.damaged).toHaveLength(1);
    const missing = await readAll([join(folder, 'none.ndjson')]);
    expect(missing.faults.damaged).toEqual(['none.ndjson: no such file']);
  });

  it('accepts bare feed messages, whose own clock is the time of receipt', async () => {
    const document = (now: number) =>
      JSON.stringify({ now, messages: 1, aircraft: [{ hex: '15521f', type: 'adsb_icao', seen: 0.1 }] });
    const { lines } = await readAll([put('bare.ndjson', `${document(1690800000.5)}\n${document(1690800001.5)}\n`)]);
    expect(lines).toMatchObject([
      { kind: 'frame', at: 1690800000500, format: 'readsb' },
      { kind: 'frame', at: 1690800001500, format: 'readsb' },
    ]);
  });

  it('plays several files in the order of their clocks, up to a time', async () => {
    const a = put('a.ndjson', frame(1, 'a') + frame(4, 'a') + frame(5, 'a'));
    const b = put('b.ndjson.gz', gzipSync(frame(2, 'b') + frame(3, 'b') + frame(9, 'b')));
    const { lines } = await readAll([b, a]);
    expect(lines.map((line) => line.at)).toEqual([1, 2, 3, 4, 5, 9]);
    expect((await readAll([a, b], 4)).lines.map((line) => line.at)).toEqual([1, 2, 3, 4]);
  });

  const corpus = new URL('../../../shared/corpus/25-reconnect-replays.ndjson.gz', import.meta.url);
  it.skipIf(!existsSync(corpus))(
    'reads every line of a corpus recording (skipped: the corpus is not beside the checkout)',
    async () => {
      const { readFileSync } = await import('node:fs');
      const expected = gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n').length;
      const { lines, faults } = await readAll([corpus.pathname]);
      expect(lines).toHaveLength(expected - faults.torn - faults.unreadable);
    },
  );
});
