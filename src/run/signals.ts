/** The signals that end a run without a screen. In: what is to happen. Out: how to stop listening. A screen has its guard for them. */
import { constants } from 'node:os';
import { exitOfSignal } from '../shell/cli-exit.ts';
import { ENDING } from '../shell/terminal/guard.ts';

/** Calls `end` with the exit code of the signal that came; answers the way to take the listeners off again. */
export function onEndingSignal(end: (code: number) => void): () => void {
  const listeners = ENDING.map((name) => [name, () => end(exitOfSignal(constants.signals[name]))] as const);
  for (const [name, listener] of listeners) process.on(name, listener);
  return () => {
    for (const [name, listener] of listeners) process.off(name, listener);
  };
}
