/**
 * One line of a recording (CONTRACT §1), both ways: what was received, or how a connection stood. In: text. Out: a value, or
 * `undefined` where the line is neither one of ours nor a feed's message with a clock. Never throws.
 */
import type { EpochMs } from '../aero/units.ts';
import { epochMsOf } from '../feeds/clock.ts';
import { formatById, sniff } from '../feeds/index.ts';
import { reasonText } from './sources/reasons.ts';

export interface RecordedFrame {
  readonly kind: 'frame';
  readonly at: EpochMs;
  /** The format's id; `UNKNOWN_FORMAT` where the recorder could not tell. */
  readonly format: string;
  /** The source it came from; the format's id in recordings that do not say. */
  readonly source: string;
  readonly text: string;
}

export interface RecordedLink {
  readonly kind: 'link';
  readonly at: EpochMs;
  readonly format: string;
  readonly source: string;
  readonly up: boolean;
  readonly reason?: string;
}

export type RecordedLine = RecordedFrame | RecordedLink;

/** Stands for the format of frames that no format claimed; a reader sniffs those anew. */
export const UNKNOWN_FORMAT = 'unknown';
/** ±1e8 days around 1970: all that a `Date` can be (ECMA-262 §21.4.1.1). */
const LATEST_AT = 8.64e15;

/** Turns each source's binary frames into running text; make one for each pass over a recording. */
export type TextOf = (source: string, base64: string) => string;

export const runningText = (): TextOf => {
  const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  return (source, base64) => {
    const decoder = decoders.get(source) ?? new TextDecoder();
    decoders.set(source, decoder);
    return decoder.decode(Buffer.from(base64, 'base64'), { stream: true });
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where feeds keep their own clock; readsb and its kin `now`, OpenSky `time`, jet1090 `timestamp`, Stratux `Timestamp`. */
const CLOCK_KEYS = ['now', 'time', 'timestamp', 'Timestamp', 'lastseen'];

const bareLine = (text: string, value: Record<string, unknown>): RecordedLine | undefined => {
  const own = CLOCK_KEYS.map((key) => value[key]).find((clock) => clock !== undefined && clock !== null);
  const at = epochMsOf(typeof own === 'string' ? Date.parse(own) : own);
  const format = at === undefined ? undefined : sniff(text)?.format.id;
  return at === undefined || format === undefined ? undefined : { kind: 'frame', at, format, source: format, text };
};

/**
 * The line as a value; a bare feed message is sniffed and its own clock is `at`. `undefined`: unreadable.
 * @param text one line without its line end
 */
export const parseRecordedLine = (text: string, textOf: TextOf): RecordedLine | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { at, feed, link } = value;
  const ours = typeof value.text === 'string' || typeof value.base64 === 'string' || link === 'up' || link === 'down';
  if (typeof at !== 'number' || typeof feed !== 'string' || !ours) return bareLine(text, value);
  if (!(Math.abs(at) <= LATEST_AT)) return undefined;
  const head = { at, format: feed, source: typeof value.source === 'string' ? value.source : feed };
  if (typeof value.text === 'string') return { kind: 'frame', ...head, text: value.text };
  if (typeof value.base64 === 'string') return { kind: 'frame', ...head, text: textOf(head.source, value.base64) };
  const reason = typeof value.reason === 'string' ? { reason: reasonText(value.reason) } : {};
  return { kind: 'link', ...head, up: link === 'up', ...reason };
};

/** A frame to be written: `bytes` where it was binary. */
export interface WritableFrame {
  readonly at: EpochMs;
  readonly format: string;
  readonly source: string;
  readonly text: string;
  readonly bytes?: Uint8Array;
}

/** `source` is written only where it says more than `feed`, the format's id. */
const headOf = (line: { readonly at: EpochMs; readonly format: string; readonly source: string }): object =>
  line.source === line.format
    ? { at: line.at, feed: line.format }
    : { at: line.at, feed: line.format, source: line.source };

/** The frame as a line with its line end. */
export const frameLine = (frame: WritableFrame): string => {
  const held =
    frame.bytes === undefined ? { text: frame.text } : { base64: Buffer.from(frame.bytes).toString('base64') };
  return `${JSON.stringify({ ...headOf(frame), ...held })}\n`;
};

/** The turn of a connection as a line with its line end. Secrets in the reason do not get in. */
export const linkLine = (link: Omit<RecordedLink, 'kind'>): string => {
  const reason = link.reason === undefined ? {} : { reason: reasonText(link.reason) };
  return `${JSON.stringify({ ...headOf(link), link: link.up ? 'up' : 'down', ...reason })}\n`;
};

/** The format's id as a frame message wants it: `undefined` where no table row has it, so that it is sniffed. */
export const knownFormat = (format: string): string | undefined => formatById(format)?.id;
