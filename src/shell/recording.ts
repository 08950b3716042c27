/**
 * Reads recordings as they stream from disk: several files as one, in the order of their clocks, gzip or not (told by its magic). Out:
 * batches of lines, and at the end what could not be read. A torn end is dropped and counted; a damaged file is read up to the damage.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { constants, createGunzip } from 'node:zlib';
import type { EpochMs } from '../aero/units.ts';
import { parseRecordedLine, type RecordedLine, runningText } from './recording-line.ts';
import { errorWords } from './sources/reasons.ts';

/** A line over this is no message of any feed (frames are limited to 16 MiB, JSON escapes double that at worst). */
const MAX_LINE_CHARS = 64 * 1024 * 1024;

export interface ReadingFaults {
  /** Files whose last line was torn off. */
  readonly torn: number;
  /** Lines that are neither of a recording nor of a feed. */
  readonly unreadable: number;
  /** The first of them, in words: "line 17 of x.ndjson". */
  readonly firstUnreadable?: string;
  /** Files that could not be read to their end, and why. */
  readonly damaged: readonly string[];
}

export interface Reading {
  readonly batches: AsyncIterable<readonly RecordedLine[]>;
  /** Complete once `batches` is at its end. */
  readonly faults: () => ReadingFaults;
}

interface Count {
  torn: number;
  unreadable: number;
  firstUnreadable?: string;
  damaged: string[];
}

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
};

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const gzip = await isGzip(path);
  const raw = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!gzip) {
    yield* raw;
    return;
  }
  // A recorder that was killed leaves gzip without an end: what is there is read, and the missing end is no error.
  const unzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 256 * 1024 });
  raw.once('error', (error) => unzip.destroy(error));
  try {
    yield* raw.pipe(unzip);
  } finally {
    raw.destroy();
  }
}

async function* linesOf(path: string, count: Count): AsyncGenerator<readonly RecordedLine[]> {
  const decoder = new StringDecoder('utf8');
  const textOf = runningText();
  const name = basename(path);
  let rest = '';
  let number = 0;
  const read = (line: string): RecordedLine | undefined => {
    number += 1;
    if (line.trim() === '') return undefined;
    const parsed = parseRecordedLine(line, textOf);
    if (parsed === undefined) {
      count.unreadable += 1;
      count.firstUnreadable ??= `line ${number} of ${name}`;
    }
    return parsed;
  };
  try {
    for await (const bytes of bytesOf(path)) {
      const pieces = (rest + decoder.write(bytes)).split('\n');
      rest = pieces.pop() ?? '';
      const batch = pieces.flatMap((line) => read(line) ?? []);
      if (rest.length > MAX_LINE_CHARS) {
        rest = '';
        count.unreadable += 1;
        count.firstUnreadable ??= `line ${number + 1} of ${name}`;
      }
      if (batch.length > 0) yield batch;
    }
  } catch (error) {
    count.damaged.push(`${name}: ${errorWords(error)}`);
  }
  if (rest.trim() === '') return;
  // Without a line end it is either whole (an editor left the end out) or torn.
  const last = parseRecordedLine(rest, textOf);
  if (last === undefined) count.torn += 1;
  else yield [last];
}

/** Lines of several files by their clocks; within a file the order of receipt stands. */
async function* merged(paths: readonly string[], count: Count): AsyncGenerator<readonly RecordedLine[]> {
  const heads: {
    batch: readonly RecordedLine[];
    next: number;
    readonly source: AsyncGenerator<readonly RecordedLine[]>;
  }[] = [];
  try {
    for (const path of paths) {
      const source = linesOf(path, count);
      const first = await source.next();
      if (!first.done) heads.push({ batch: first.value, next: 0, source });
    }
    while (heads.length > 1) {
      heads.sort((a, b) => (a.batch[a.next]?.at ?? 0) - (b.batch[b.next]?.at ?? 0));
      const [head, other] = heads;
      if (head === undefined || other === undefined) break;
      const limit = other.batch[other.next]?.at ?? Number.POSITIVE_INFINITY;
      const from = head.next;
      while ((head.batch[head.next]?.at ?? Number.POSITIVE_INFINITY) <= limit && head.next < head.batch.length)
        head.next += 1;
      yield head.batch.slice(from, head.next);
      if (head.next < head.batch.length) continue;
      const more = await head.source.next();
      if (more.done) heads.shift();
      else Object.assign(head, { batch: more.value, next: 0 });
    }
    const [last] = heads;
    if (last === undefined) return;
    yield last.batch.slice(last.next);
    yield* last.source;
  } finally {
    for (const head of heads) await head.source.return(undefined);
  }
}

async function* upTo(
  batches: AsyncIterable<readonly RecordedLine[]>,
  toAt: EpochMs,
): AsyncGenerator<readonly RecordedLine[]> {
  for await (const batch of batches) {
    const end = batch.findIndex((line) => line.at > toAt);
    if (end < 0) yield batch;
    else {
      if (end > 0) yield batch.slice(0, end);
      return;
    }
  }
}

/**
 * Opens recordings for one pass. What lies before a `--from` is part of it: the player folds it.
 * @param paths in any order
 * @param toAt lines later than this are left out
 * @returns batches of at least one line; a file that cannot be opened is in `faults().damaged`
 */
export const readRecordings = (paths: readonly string[], toAt: EpochMs = Number.POSITIVE_INFINITY): Reading => {
  const count: Count = { torn: 0, unreadable: 0, damaged: [] };
  const batches = paths.length === 1 ? linesOf(paths[0] ?? '', count) : merged(paths, count);
  return {
    batches: toAt === Number.POSITIVE_INFINITY ? batches : upTo(batches, toAt),
    faults: () => ({ ...count, damaged: [...count.damaged] }),
  };
};

/** The faults in one line for stderr, `undefined` where there were none. */
export const faultWords = (faults: ReadingFaults): string | undefined => {
  const parts: string[] = [];
  if (faults.torn > 0) parts.push(`${faults.torn} torn last line${faults.torn === 1 ? '' : 's'} dropped`);
  if (faults.unreadable > 0) {
    const plural = faults.unreadable === 1 ? '' : 's';
    parts.push(`${faults.unreadable} unreadable line${plural} skipped (first: ${faults.firstUnreadable ?? 'unknown'})`);
  }
  return [...parts, ...faults.damaged].join('; ') || undefined;
};
