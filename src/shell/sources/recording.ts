/**
 * A recording as a source without a screen: all of it, in order, as fast as it is taken, with no timers. Out: its frames and links
 * under the recording's own times, and an end from whose silence nothing follows. The screen's way through a recording is player.ts.
 */
import type { EpochMs } from '../../aero/units.ts';
import type { ReplayNotice } from '../../feeds/types.ts';
import { type ReadingFaults, readRecordings } from '../recording.ts';
import { knownFormat, type RecordedLine } from '../recording-line.ts';
import type { Source, SourceMsg } from './source.ts';

/** After this long without a pause signals, sockets and standard output get their turn. */
export const SLICE_MS = 15;

/** The line as a message; its time is the recording's. */
export const recordedMsg = (line: RecordedLine): SourceMsg => {
  if (line.kind === 'frame') {
    const format = knownFormat(line.format);
    return {
      kind: 'frame',
      feed: line.source,
      text: line.text,
      at: line.at,
      ...(format === undefined ? {} : { format }),
    };
  }
  const status = line.up
    ? ({ state: 'up' } as const)
    : ({ state: 'down', reason: line.reason ?? 'the connection was lost' } as const);
  return { kind: 'link', feed: line.source, at: line.at, status };
};

/** Said before a feed's first frame: a recording begins with its connections made. */
export const madeConnection = (line: RecordedLine): SourceMsg => ({
  kind: 'link',
  feed: line.source,
  at: line.at,
  status: { state: 'up' },
});

/** Lets everything else that waits have its turn. */
export const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface RecordingOptions {
  readonly id: string;
  readonly label: string;
  readonly reconstruction: boolean;
  readonly paths: readonly string[];
  readonly toAt?: EpochMs;
}

export interface RecordingSource extends Source {
  /** What could not be read; complete at the end. */
  readonly faults: () => ReadingFaults;
  /** Lines that could be read so far. */
  readonly lines: () => number;
}

/** One or several recordings, streamed, as one `Source`. Memory does not grow with the recording. */
export const recordingSource = (options: RecordingOptions): RecordingSource => {
  const reading = readRecordings(options.paths, options.toAt);
  let emit: ((msg: SourceMsg) => void) | undefined;
  let stopped = false;
  let lines = 0;
  let running: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    const feeds = new Set<string>();
    let fromAt: EpochMs | undefined;
    let at: EpochMs = 0;
    let sliceFrom = performance.now();
    for await (const batch of reading.batches) {
      for (const line of batch) {
        if (stopped) return;
        lines += 1;
        fromAt ??= line.at;
        at = Math.max(at, line.at);
        if (!feeds.has(line.source)) {
          feeds.add(line.source);
          if (line.kind === 'frame') emit?.(madeConnection(line));
        }
        emit?.(recordedMsg(line));
        if (performance.now() - sliceFrom > SLICE_MS) {
          await oneTurn();
          sliceFrom = performance.now();
        }
      }
    }
    const { label, reconstruction } = options;
    const notice: ReplayNotice = {
      label,
      reconstruction,
      fromAt: fromAt ?? at,
      toAt: at,
      at,
      playing: false,
      speed: Number.POSITIVE_INFINITY,
      ended: true,
    };
    emit?.({ kind: 'replay', feed: options.id, notice });
    for (const feed of feeds.size === 0 ? [options.id] : feeds) {
      emit?.({ kind: 'link', feed, at, status: { state: 'ended' } });
    }
  };

  return {
    id: options.id,
    label: options.label,
    faults: reading.faults,
    lines: () => lines,
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      running = oneTurn().then(run);
    },
    reconnect: () => undefined,
    stop: async () => {
      stopped = true;
      emit = undefined;
      await running;
    },
  };
};
