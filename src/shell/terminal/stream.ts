/**
 * What Ink takes for `stdout`: a writable stream with a size that follows the terminal's. It only passes text on; the drawing is
 * `screen.ts`. Ink is to be run with `alternateScreen: true`, `incrementalRendering: false` and `interactive: true`.
 */
import { Writable } from 'node:stream';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Emits `resize` when a new size has settled. */
export class TerminalStream extends Writable {
  readonly isTTY = true;
  readonly #size: () => Size;
  readonly #onText: (text: string) => void;

  constructor(size: () => Size, onText: (text: string) => void) {
    super({ decodeStrings: false });
    this.#size = size;
    this.#onText = onText;
  }

  get columns(): number {
    return this.#size().columns;
  }

  get rows(): number {
    return this.#size().rows;
  }

  getWindowSize(): [number, number] {
    const { columns, rows } = this.#size();
    return [columns, rows];
  }

  override _write(chunk: string | Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#onText(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    done();
  }
}
