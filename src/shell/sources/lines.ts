/**
 * Text that arrives in pieces of any size, cut at line ends: standard input and TCP feeds (`docs/feeds.md` §1.2, §4). In: bytes.
 * Out: as many whole lines as a piece completes, joined as received; JSON that spans lines is for the format's reader to join.
 * A line over the limit is refused and skipped up to its end.
 */
import { StringDecoder } from 'node:string_decoder';

/** An object of net-json is at most 8 KiB; a whole picture on one line may be as large as any frame. */
export const MAX_LINE_CHARS = 16 * 1024 * 1024;

export interface LineCutter {
  /** Whole lines that this piece completes, without the last line end; `undefined` where it completes none. */
  readonly push: (bytes: Uint8Array) => string | undefined;
  /** What stood without a line end when the input ended. */
  readonly end: () => string | undefined;
  /** Lines refused since last asked. */
  readonly refused: () => number;
}

/** A cutter for one connection. */
export const lineCutter = (maxChars: number = MAX_LINE_CHARS): LineCutter => {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let held = 0;
  let skipping = false;
  let refusals = 0;
  const take = (text: string): string | undefined => {
    const cut = text.lastIndexOf('\n');
    if (cut < 0) {
      parts.push(text);
      held += text.length;
      if (held > maxChars) {
        if (!skipping) refusals += 1;
        skipping = true;
        parts = [];
        held = 0;
      }
      return undefined;
    }
    const first = skipping ? text.indexOf('\n') + 1 : 0;
    const lines = parts.join('') + text.slice(first, Math.max(first, cut));
    skipping = false;
    parts = [text.slice(cut + 1)];
    held = text.length - cut - 1;
    return lines.trim() === '' ? undefined : lines;
  };
  return {
    push: (bytes) => take(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))),
    end: () => {
      const rest = skipping ? '' : parts.join('') + decoder.end();
      parts = [];
      held = 0;
      return rest.trim() === '' ? undefined : rest;
    },
    refused: () => {
      const count = refusals;
      refusals = 0;
      return count;
    },
  };
};
