/**
 * JSON values out of a stream that may be cut anywhere (TCP, a WebSocket bridge) or come as one value a message. In: a chunk and what
 * the last one left. Out: whole values, junk, and the unfinished rest. A rest that a whole message follows will never be finished.
 */
import { type JsonPiece, jsonPieces, parseJson } from './json-values.ts';

export interface JsonStream {
  readonly pieces: readonly JsonPiece[];
  readonly tail: string;
  readonly tooLarge?: string;
}

/**
 * The values that the chunk completes.
 * @param isMessage whether a value can stand alone in this format; a chunk that is one ends whatever was unfinished
 * @param maxTailChars an unfinished value that is longer will never be whole
 */
export const jsonStream = (
  chunk: string,
  tail: string,
  isMessage: (value: unknown) => boolean,
  maxTailChars: number,
): JsonStream => {
  if (tail !== '') {
    const alone = parseJson(chunk);
    if (alone !== undefined && isMessage(alone))
      return { pieces: [{ text: tail }, { text: chunk, value: alone }], tail: '' };
  }
  const { pieces, rest } = jsonPieces(tail + chunk);
  return rest.length > maxTailChars ? { pieces, tail: '', tooLarge: rest } : { pieces, tail: rest };
};
