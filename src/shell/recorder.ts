/**
 * Writes what is received to a recording (CONTRACT §1), as received. In: what sources say. Out: lines on disk, gzip where the file is
 * named `.gz`, flushed so that a killed recorder loses a few seconds and the file still reads. It appends and never overwrites. A full
 * disk ends the recording in words, and nothing else.
 */
import {
  close,
  createReadStream,
  createWriteStream,
  fstatSync,
  ftruncate,
  openSync,
  readSync,
  renameSync,
  rmSync,
  write,
} from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, createGunzip, createGzip, type Gzip } from 'node:zlib';
import type { EpochMs } from '../aero/units.ts';
import { sniff } from '../feeds/index.ts';
import { frameLine, linkLine, UNKNOWN_FORMAT } from './recording-line.ts';
import { errorWords } from './sources/reasons.ts';
import type { Clock, SourceMsg } from './sources/source.ts';

/** What a kill may cost at most. */
const FLUSH_EVERY_MS = 2_000;
/** More than this waiting is written without waiting for the clock. */
const FLUSH_CHARS = 1024 * 1024;
const OWNER_ONLY = 0o600;

const writeTo = promisify(write);
const truncateTo = promisify(ftruncate);
const closeFile = promisify(close);

export interface Recorder {
  /** Frames and turns of connections are written; everything else is passed over. */
  readonly write: (msg: SourceMsg) => void;
  /** Lines written to disk, and lines dropped after trouble. */
  readonly counts: () => { readonly written: number; readonly dropped: number };
  /** Writes what is left and closes. Idempotent. */
  readonly close: () => Promise<void>;
}

export interface RecorderOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Told once, in words, when the recording had to end. */
  readonly onTrouble: (reason: string) => void;
}

/** Makes gzip that a killed recorder left without an end whole again, so that a new member can follow it. */
const mendGzip = async (path: string): Promise<void> => {
  const sink = async (chunks: AsyncIterable<unknown>): Promise<void> => {
    for await (const _ of chunks);
  };
  try {
    await pipeline(createReadStream(path), createGunzip(), sink);
    return;
  } catch {
    // Torn: what can be read is written anew beside it and takes its place.
  }
  const mended = `${path}.mending`;
  const lenient = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  await pipeline(createReadStream(path), lenient, createGzip(), createWriteStream(mended, { mode: OWNER_ONLY }));
  renameSync(mended, path);
};

/** True where the last byte ends no line: the recorder before us was killed in the middle of one. */
const endsTorn = (fd: number, size: number): boolean => {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
};

/** Lines appended to gzip that bears another name would be lost. */
const beginsAsGzip = (fd: number, size: number): boolean => {
  const magic = Buffer.alloc(2);
  return size > 1 && readSync(fd, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
};

/**
 * Opens a recording for appending; a new file is for its owner only (0600).
 * @throws Error in words where the file cannot be opened or is damaged
 */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const { path, clock } = options;
  let gzip = path.endsWith('.gz');
  let fd: number;
  let size: number;
  try {
    fd = openSync(path, 'a+', OWNER_ONLY);
    size = fstatSync(fd).size;
    gzip ||= beginsAsGzip(fd, size);
    if (gzip && size > 0) {
      await closeFile(fd);
      await mendGzip(path);
      fd = openSync(path, 'a+', OWNER_ONLY);
      size = fstatSync(fd).size;
    }
  } catch (error) {
    rmSync(`${path}.mending`, { force: true });
    throw new Error(`cannot record to ${basename(path)}: ${errorWords(error)}`);
  }
  const formats = new Map<string, string>();
  let waiting = !gzip && endsTorn(fd, size) ? '\n' : '';
  let lines = 0;
  let written = 0;
  let dropped = 0;
  let broken = false;
  let closed: Promise<void> | undefined;
  let timer: unknown;
  let busy: Promise<void> = Promise.resolve();

  const zip: Gzip | undefined = gzip ? createGzip() : undefined;
  const zipped: Buffer[] = [];
  zip?.on('data', (chunk: Buffer) => zipped.push(chunk));
  const compress = (text: string, last: boolean): Promise<Buffer> =>
    new Promise((resolve) => {
      if (zip === undefined) return resolve(Buffer.from(text));
      const done = (): void => resolve(Buffer.concat(zipped.splice(0)));
      if (last) zip.once('end', done).end(text);
      else {
        zip.write(text);
        zip.flush(constants.Z_SYNC_FLUSH, done);
      }
    });
  const append = async (text: string, count: number, last: boolean): Promise<void> => {
    if (broken) {
      dropped += count;
      return;
    }
    try {
      const bytes = await compress(text, last);
      for (let done = 0; done < bytes.length; )
        done += (await writeTo(fd, bytes, done, bytes.length - done, null)).bytesWritten;
      size += bytes.length;
      written += count;
    } catch (error) {
      broken = true;
      dropped += count;
      // Half a line, or half a block of gzip, would spoil what is there.
      await truncateTo(fd, size).catch(() => undefined);
      options.onTrouble(
        `recording to ${basename(path)} has ended: ${errorWords(error)}; what was written before is kept`,
      );
    }
  };
  const flush = (last = false): Promise<void> => {
    clock.clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    const count = lines;
    waiting = '';
    lines = 0;
    busy = busy.then(() => append(text, count, last));
    return busy;
  };
  const add = (line: string): void => {
    if (closed !== undefined || broken) {
      dropped += 1;
      return;
    }
    waiting += line;
    lines += 1;
    if (waiting.length > FLUSH_CHARS) void flush();
    else timer ??= clock.setTimeout(() => void flush(), FLUSH_EVERY_MS);
  };
  /** The format of a source's frames: said by the source, else told from the first message of a connection. */
  const formatOf = (msg: Extract<SourceMsg, { kind: 'frame' }>): string => {
    const known = msg.format ?? formats.get(msg.feed) ?? sniff(msg.text)?.format.id;
    if (known !== undefined) formats.set(msg.feed, known);
    return known ?? UNKNOWN_FORMAT;
  };
  /** How each source's connection stood last, and which of it is on file; an `up` waits for the frame that tells the format. */
  const standing = new Map<string, { up: boolean; at: EpochMs; onFile: boolean }>();
  const turn = (msg: Extract<SourceMsg, { kind: 'link' }>): void => {
    const { feed, at, status } = msg;
    if (status.state === 'connecting' || status.state === 'ended') return;
    const up = status.state === 'up';
    const before = standing.get(feed);
    const format = formats.get(feed);
    // Every further failed try says nothing new, and before the first frame there is nothing that could have been lost.
    if (before?.up === up || (!up && (before === undefined || !before.onFile))) return;
    standing.set(feed, { up, at, onFile: format !== undefined });
    if (format === undefined) return;
    add(linkLine({ at, format, source: feed, up, ...(status.state === 'up' ? {} : { reason: status.reason }) }));
  };

  return {
    write: (msg) => {
      if (msg.kind === 'link') turn(msg);
      if (msg.kind !== 'frame') return;
      const format = formatOf(msg);
      const stands = standing.get(msg.feed);
      if (stands?.up === true && !stands.onFile) {
        stands.onFile = true;
        add(linkLine({ at: stands.at, format, source: msg.feed, up: true }));
      }
      const bytes = msg.bytes === undefined ? {} : { bytes: msg.bytes };
      add(frameLine({ at: msg.at, format, source: msg.feed, text: msg.text, ...bytes }));
    },
    counts: () => ({ written, dropped }),
    close: () => {
      closed ??= flush(true).then(async () => {
        await closeFile(fd).catch(() => undefined);
      });
      return closed;
    },
  };
};
