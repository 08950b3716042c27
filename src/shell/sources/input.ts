/** Standard input as a feed (`-`): lines as they come, the end as an end. In: a readable stream. It is never read before `start`. */
import type { Readable } from 'node:stream';
import { lineCutter } from './lines.ts';
import { errorWords } from './reasons.ts';
import type { Clock, Source, SourceMsg } from './source.ts';

export interface InputOptions {
  readonly id: string;
  readonly input: Readable;
  readonly clock: Clock;
  readonly format?: string;
  readonly maxLineChars?: number;
}

/** One stream of lines as a `Source`. `reconnect` does nothing: an input cannot be had anew. */
export const inputSource = (options: InputOptions): Source => {
  const { id, clock, input } = options;
  const cutter = lineCutter(options.maxLineChars);
  const format = options.format === undefined ? {} : { format: options.format };
  let emit: ((msg: SourceMsg) => void) | undefined;
  let stopped = false;

  const frame = (text: string | undefined): void => {
    const refused = cutter.refused();
    if (refused > 0)
      emit?.({ kind: 'refused-frame', feed: id, at: clock.now(), code: 'too-large', text: 'a line over the limit' });
    if (text !== undefined) emit?.({ kind: 'frame', feed: id, text, at: clock.now(), ...format });
  };
  const onData = (bytes: Buffer): void => frame(cutter.push(bytes));
  const onEnd = (): void => {
    frame(cutter.end());
    emit?.({ kind: 'link', feed: id, at: clock.now(), status: { state: 'ended' } });
  };
  const onError = (error: unknown): void =>
    emit?.({ kind: 'link', feed: id, at: clock.now(), status: { state: 'down', reason: errorWords(error) } });

  return {
    id,
    label: 'standard input',
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      emit({ kind: 'link', feed: id, at: clock.now(), status: { state: 'up' } });
      input.on('data', onData).once('end', onEnd).once('error', onError);
    },
    reconnect: () => undefined,
    stop: () => {
      stopped = true;
      emit = undefined;
      input.off('data', onData).off('end', onEnd);
      input.pause();
      return Promise.resolve();
    },
  };
};
