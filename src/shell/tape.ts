/**
 * A recording that can be played from any place: where its lines stand in time, and the lines themselves from memory, or from disk
 * where they are too many. In: paths. Out: an index in time, and batches of lines from a given one on.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Moment } from './pace.ts';
import { type ReadingFaults, readRecordings } from './recording.ts';
import type { RecordedLine } from './recording-line.ts';
import { oneTurn, SLICE_MS } from './sources/recording.ts';

/** Text kept in memory at most; a recording of more is read from disk again for every way back. */
const MEMORY_CHARS = 64 * 1024 * 1024;
/** Lines handed out at once. */
const BATCH_LINES = 256;

export interface Tape {
  readonly length: number;
  /** Of the first line, and of the last; 0 for an empty recording. */
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  /** When line `index` is played: its clock, or that of a line before where the recorder's clock went back. */
  readonly at: (index: number) => EpochMs;
  /** How many lines are played by then. */
  readonly countUpTo: (at: EpochMs) => number;
  /** True for the first line of its source. */
  readonly isFirst: (index: number) => boolean;
  readonly sources: readonly string[];
  /** Lines from this index on, at least one; none at the end. */
  readonly lines: (index: number) => Promise<readonly RecordedLine[]>;
  readonly faults: ReadingFaults;
  /** For `planPace`: every frame's time, and whether `mentions` said so. */
  readonly moments: readonly Moment[];
  readonly close: () => Promise<void>;
}

export interface TapeOptions {
  readonly toAt?: EpochMs;
  readonly mentions?: (text: string) => boolean;
  readonly memoryChars?: number;
}

type Batches = AsyncIterator<readonly RecordedLine[]>;

/** Lines in order from disk: goes on where it stands, begins anew for a place before that. */
const fromDisk = (paths: readonly string[], toAt: EpochMs | undefined) => {
  let batches: Batches | undefined;
  let held: readonly RecordedLine[] = [];
  let heldFrom = 0;
  return {
    lines: async (index: number): Promise<readonly RecordedLine[]> => {
      if (batches === undefined || index < heldFrom) {
        await batches?.return?.(undefined);
        batches = readRecordings(paths, toAt).batches[Symbol.asyncIterator]();
        held = [];
        heldFrom = 0;
      }
      while (index >= heldFrom + held.length) {
        const next = await batches.next();
        if (next.done) return [];
        heldFrom += held.length;
        held = next.value;
      }
      return held.slice(index - heldFrom, index - heldFrom + BATCH_LINES);
    },
    close: async (): Promise<void> => {
      await batches?.return?.(undefined);
      batches = undefined;
    },
  };
};

/** Reads the recording once, yielding to everything else as it goes. Never rejects: what could not be read is in `faults`. */
export const openTape = async (paths: readonly string[], options: TapeOptions = {}): Promise<Tape> => {
  const memoryChars = options.memoryChars ?? MEMORY_CHARS;
  const reading = readRecordings(paths, options.toAt);
  const times: number[] = [];
  const moments: Moment[] = [];
  const first = new Map<string, number>();
  let kept: RecordedLine[] | undefined = [];
  let chars = 0;
  let sliceFrom = performance.now();
  for await (const batch of reading.batches) {
    for (const line of batch) {
      if (!first.has(line.source)) first.set(line.source, times.length);
      times.push(Math.max(line.at, times.at(-1) ?? line.at));
      if (line.kind === 'frame') {
        if (options.mentions !== undefined) moments.push({ at: line.at, watched: options.mentions(line.text) });
        chars += line.text.length;
      }
      if (chars > memoryChars) kept = undefined;
      kept?.push(line);
      if (performance.now() - sliceFrom > SLICE_MS) {
        await oneTurn();
        sliceFrom = performance.now();
      }
    }
  }
  const firsts = new Set(first.values());
  const disk = fromDisk(paths, options.toAt);
  const memory = kept;
  return {
    length: times.length,
    fromAt: times[0] ?? 0,
    toAt: times.at(-1) ?? 0,
    at: (index) => times[Math.min(Math.max(index, 0), times.length - 1)] ?? 0,
    countUpTo: (at) => {
      let low = 0;
      let high = times.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((times[middle] ?? 0) <= at) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    isFirst: (index) => firsts.has(index),
    sources: [...first.keys()],
    lines: memory === undefined ? disk.lines : (index) => Promise.resolve(memory.slice(index, index + BATCH_LINES)),
    faults: reading.faults(),
    moments,
    close: disk.close,
  };
};
