/** What the recorder leaves on disk, also when it is killed, and when the disk is full. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecorder, type Recorder } from '../../src/shell/recorder.ts';
import { readRecordings } from '../../src/shell/recording.ts';
import type { RecordedLine } from '../../src/shell/recording-line.ts';
import { recordedMsg } from '../../src/shell/sources/recording.ts';
import type { SourceMsg } from '../../src/shell/sources/source.ts';
import { drivenClock } from '../support/clock.ts';
import { eventually } from '../support/heard.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const frame = (at: number, text = `{"now":${at},"aircraft":[]}`): SourceMsg => ({
  kind: 'frame',
  feed: 'attic',
  format: 'readsb',
  text,
  at,
});

const open = async (name: string) => {
  const path = join(folder, name);
  const clock = drivenClock();
  const troubles: string[] = [];
  const recorder = await openRecorder({ path, clock, onTrouble: (reason) => troubles.push(reason) });
  /** As after a kill: what was flushed is there, nothing is closed. */
  const flushed = async (count: number): Promise<void> => {
    clock.advance(2_000);
    await eventually(() => recorder.counts().written === count);
  };
  return { path, recorder, troubles, flushed };
};

const read = async (path: string) => {
  const reading = readRecordings([path]);
  const lines: RecordedLine[] = [];
  for await (const batch of reading.batches) lines.push(...batch);
  return { lines, faults: reading.faults() };
};

const writeAll = (recorder: Recorder, msgs: readonly SourceMsg[]): void => {
  for (const msg of msgs) recorder.write(msg);
};

describe('a recorder', () => {
  it.each(['a.ndjson', 'a.ndjson.gz'])(
    'writes %s for its owner only, to be read as what was received',
    async (name) => {
      const { path, recorder } = await open(name);
      const bytes = Buffer.from([0xd0, 0x99, 0xff]);
      const msgs: readonly SourceMsg[] = [
        { kind: 'link', feed: 'attic', at: 1, status: { state: 'up' } },
        frame(2, '{"text":"with \\"quotes\\", a line\nend and Й"}'),
        { kind: 'frame', feed: 'attic', format: 'readsb', text: 'Й\ufffd', at: 3, bytes },
        {
          kind: 'link',
          feed: 'attic',
          at: 4,
          status: { state: 'down', reason: 'lost wss://a:geheim@h/?token=geheim' },
        },
      ];
      writeAll(recorder, msgs);
      await recorder.close();
      expect(statSync(path).mode & 0o777).toBe(0o600);
      const raw = readFileSync(path);
      const text = name.endsWith('.gz') ? gunzipSync(raw).toString() : raw.toString();
      expect(text).not.toContain('geheim');
      expect(JSON.parse(text.split('\n')[1] ?? '')).toEqual({
        at: 2,
        feed: 'readsb',
        source: 'attic',
        text: '{"text":"with \\"quotes\\", a line\nend and Й"}',
      });
      expect(JSON.parse(text.split('\n')[2] ?? '')).toMatchObject({ base64: bytes.toString('base64') });
      const { lines } = await read(path);
      expect(lines.map(recordedMsg)).toEqual([
        msgs[0],
        msgs[1],
        { kind: 'frame', feed: 'attic', format: 'readsb', text: 'Й\ufffd', at: 3 },
        { kind: 'link', feed: 'attic', at: 4, status: { state: 'down', reason: 'lost wss://…@h/?token=…' } },
      ]);
    },
  );

  it('writes one line for a loss, however many tries fail after it', async () => {
    const { path, recorder } = await open('tries.ndjson');
    const down = (at: number): SourceMsg => ({
      kind: 'link',
      feed: 'attic',
      at,
      status: { state: 'down', reason: 'gone' },
    });
    writeAll(recorder, [
      { kind: 'link', feed: 'attic', at: 1, status: { state: 'connecting', attempt: 1 } },
      { kind: 'link', feed: 'attic', at: 2, status: { state: 'up' } },
      frame(3),
      down(4),
      down(5),
      down(6),
      { kind: 'link', feed: 'attic', at: 7, status: { state: 'up' } },
      frame(8),
    ]);
    await recorder.close();
    const { lines } = await read(path);
    expect(lines.map((line) => [line.at, line.kind === 'link' ? line.up : 'frame'])).toEqual([
      [2, true],
      [3, 'frame'],
      [4, false],
      [7, true],
      [8, 'frame'],
    ]);
  });

  it.each(['k.ndjson', 'k.ndjson.gz'])(
    'loses only what was not flushed when it is killed, and %s can be gone on with',
    async (name) => {
      const { path, recorder, flushed } = await open(name);
      writeAll(recorder, [frame(1), frame(2)]);
      await flushed(2);
      recorder.write(frame(3));
      expect((await read(path)).lines.map((line) => line.at)).toEqual([1, 2]);
      // Killed in the middle of a write.
      appendFileSync(path, name.endsWith('.gz') ? Buffer.from([0x55, 0x01]) : '{"at":3,"feed":"re');
      const next = await open(name);
      writeAll(next.recorder, [frame(4), frame(5)]);
      await next.recorder.close();
      const { lines, faults } = await read(path);
      expect(lines.map((line) => line.at).filter((at) => at !== 3)).toEqual([1, 2, 4, 5]);
      expect(faults.damaged).toEqual([]);
      await recorder.close();
    },
  );

  it.each(['w.ndjson', 'w.ndjson.gz'])('appends to a whole recording and overwrites nothing (%s)', async (name) => {
    for (const at of [1, 2, 3]) {
      const { recorder } = await open(name);
      recorder.write(frame(at));
      await recorder.close();
    }
    const { lines, faults } = await read(join(folder, name));
    expect(lines.map((line) => line.at)).toEqual([1, 2, 3]);
    expect(faults).toEqual({ torn: 0, unreadable: 0, damaged: [] });
  });

  it.skipIf(!existsSync('/dev/full'))(
    'says once that the disk is full, goes on living, and counts what it dropped',
    async () => {
      const troubles: string[] = [];
      const clock = drivenClock();
      const recorder = await openRecorder({ path: '/dev/full', clock, onTrouble: (reason) => troubles.push(reason) });
      recorder.write(frame(1));
      clock.advance(2_000);
      await eventually(() => troubles.length === 1);
      recorder.write(frame(2));
      await recorder.close();
      expect(troubles).toEqual(['recording to full has ended: disk full; what was written before is kept']);
      expect(recorder.counts()).toEqual({ written: 0, dropped: 2 });
    },
  );

  it('says in words why it cannot begin', async () => {
    await expect(open('none/x.ndjson')).rejects.toThrow('cannot record to x.ndjson: no such file');
    writeFileSync(join(folder, 'text.gz'), 'this is no gzip');
    await expect(open('text.gz')).rejects.toThrow('cannot record to text.gz');
    expect(readFileSync(join(folder, 'text.gz'), 'utf8')).toBe('this is no gzip');
  });
});
