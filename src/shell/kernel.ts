/**
 * The heart's outside: takes messages in order, lets `update` decide, has the effects carried out, and tells the screen at most a few times a
 * second that there is something new. It decides nothing itself and knows neither wire nor colour.
 */
import type { Effect } from '../app/effect.ts';
import type { Msg } from '../app/msg.ts';
import type { State } from '../app/state.ts';
import type { Step } from '../app/update.ts';
import type { Clock } from './sources/source.ts';

export interface Kernel {
  /** The newest state; immutable. */
  readonly snapshot: () => State;
  readonly dispatch: (msg: Msg) => void;
  /** Called after a change, at most at the publishing rate; keys and resizes at once. Returns the way out. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ends the publishing; messages after this are ignored. */
  readonly stop: () => void;
}

export interface KernelOptions {
  readonly initial: State;
  readonly update: (state: State, msg: Msg) => Step;
  readonly carryOut: (effect: Effect, dispatch: (msg: Msg) => void) => void;
  readonly clock: Clock;
  /** Least time between two frames, asked anew each time: slower over SSH, slower still when the terminal does not read. */
  readonly frameGapMs: () => number;
  /** Called after every message, before publishing: the sinks of a run without a screen listen here. */
  readonly onStep?: (step: Step, msg: Msg) => void;
}

export function createKernel(options: KernelOptions): Kernel {
  const { clock } = options;
  const listeners = new Set<() => void>();
  const queue: Msg[] = [];
  let state = options.initial;
  let busy = false;
  let stopped = false;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let timer: unknown;

  const publish = (): void => {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
    publishedAt = clock.now();
    for (const listener of listeners) listener();
  };

  const schedule = (urgent: boolean): void => {
    if (listeners.size === 0) return;
    const wait = urgent ? 0 : publishedAt + options.frameGapMs() - clock.now();
    if (wait <= 0) publish();
    else timer ??= clock.setTimeout(publish, wait);
  };

  /** Effects may dispatch; those messages wait their turn, so that every step sees a whole state. */
  const drain = (): void => {
    for (let msg = queue.shift(); msg !== undefined; msg = queue.shift()) {
      const before = state;
      const step = options.update(state, msg);
      state = step.state;
      for (const effect of step.effects) options.carryOut(effect, dispatch);
      options.onStep?.(step, msg);
      if (state !== before) schedule(msg.kind === 'act' || msg.kind === 'prompt' || msg.kind === 'resize');
    }
  };

  const dispatch = (msg: Msg): void => {
    if (stopped) return;
    queue.push(msg);
    if (busy) return;
    busy = true;
    try {
      drain();
    } finally {
      busy = false;
    }
  };

  return {
    snapshot: () => state,
    dispatch,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      stopped = true;
      if (timer !== undefined) clock.clearTimeout(timer);
      listeners.clear();
    },
  };
}

/** The outside clock and its timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  random: () => Math.random(),
};
