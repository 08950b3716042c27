/**
 * Plays a recording for the screen: play and pause, seek, step, faster and slower. Out: its frames under the recording's own times,
 * and what it does, at most four times a second. Going back it asks the monitor to return to a state that it kept (`checkpoint`,
 * `rewind`) and feeds from there at full speed. Holds the event loop for no longer than a slice.
 */

import type { EpochMs } from '../aero/units.ts';
import type { ReplayCommand } from '../app/ui-msg.ts';
import type { ReplayNotice } from '../feeds/types.ts';
import type { Pace } from './pace.ts';
import { madeConnection, oneTurn, recordedMsg, SLICE_MS } from './sources/recording.ts';
import type { Clock, Source, SourceMsg } from './sources/source.ts';
import type { Tape } from './tape.ts';

/** Recording seconds per second. */
export const SPEEDS: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 3600, 7200];
/** A pace is hurried or slowed by halves and doubles within these bounds. */
const LEAST_FACTOR = 1 / 8;
const MOST_FACTOR = 16;
const NOTICE_EVERY_MS = 250;
/** Looking more often than this would show nothing more. */
const LOOK_EVERY_MS = 10;
/** Lines between two kept states, at least; a long recording keeps no more states than `MOST_CHECKPOINTS`. */
const CHECKPOINT_LINES = 256;
const MOST_CHECKPOINTS = 400;

export interface PlayerOptions {
  readonly id: string;
  readonly label: string;
  readonly reconstruction: boolean;
  readonly tape: Tape;
  readonly clock: Clock;
  /** Playing begins here; what lies before is fed at once. */
  readonly fromAt?: EpochMs;
  /** Recording seconds per second, or Infinity. */
  readonly speed?: number;
  /** Instead of a speed: see pace.ts. */
  readonly pace?: Pace;
  readonly loop?: boolean;
  readonly paused?: boolean;
}

export interface Player extends Source {
  readonly command: (command: ReplayCommand) => void;
}

/** Ten seconds of `max` are not to be had: they count as of the usual speed. */
const finite = (speed: number): number => (Number.isFinite(speed) ? speed : 60);

/** A player of this tape. `reconnect` does nothing; `stop` closes the tape. */
export const createPlayer = (options: PlayerOptions): Player => {
  const { id, tape, clock, pace } = options;
  const fromAt = Math.min(Math.max(options.fromAt ?? tape.fromAt, tape.fromAt), tape.toAt);
  /** Lines before the beginning; one stride holds the lines between two checkpoints. */
  const startCount = fromAt > tape.fromAt ? tape.countUpTo(fromAt - 1) : 0;
  const stride = Math.max(CHECKPOINT_LINES, Math.ceil(tape.length / MOST_CHECKPOINTS));
  const commands: ReplayCommand[] = [];
  let emit: ((msg: SourceMsg) => void) | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let wake: (() => void) | undefined;
  /** Lines fed; lines to be fed by now; the clock of the recording, and the wall's when it was set. */
  let fed = 0;
  let goal = startCount;
  let at = fromAt;
  let wallAt = 0;
  /** On the way to where somebody wants to be, at full speed; the clock stands meanwhile. */
  let seeking = true;
  let playing = options.paused !== true;
  let ended = false;
  let speed = options.speed ?? 60;
  let factor = 1;
  let kept = -1;
  let noticeAt = Number.NEGATIVE_INFINITY;
  let noticeDue = true;

  const notice = (more: Partial<Pick<ReplayNotice, 'checkpoint' | 'rewind'>> = {}): void => {
    noticeAt = clock.now();
    noticeDue = false;
    const behind = fed < goal;
    const current: ReplayNotice = {
      label: options.label,
      reconstruction: options.reconstruction,
      fromAt,
      toAt: tape.toAt,
      at: !behind ? at : fed === 0 ? fromAt : Math.max(fromAt, tape.at(fed - 1)),
      playing: playing && !ended,
      speed: seeking ? Number.POSITIVE_INFINITY : pace === undefined ? speed : pace.speedAt(at) * factor,
      ...more,
      ...(ended ? { ended: true } : {}),
    };
    emit?.({ kind: 'replay', feed: id, notice: current });
  };
  const setClock = (to: EpochMs): void => {
    at = Math.min(Math.max(to, fromAt), tape.toAt);
    wallAt = clock.now();
    noticeDue = true;
  };
  /** Plays on from after `count` lines, with the clock at `to`. */
  const goTo = (count: number, to: EpochMs): void => {
    ended = false;
    goal = Math.max(count, startCount);
    seeking = true;
    setClock(to);
    if (goal >= fed) return;
    const checkpoint = Math.floor(goal / stride);
    fed = checkpoint * stride;
    notice({ rewind: checkpoint });
  };
  const seek = (to: EpochMs): void => {
    const bounded = Math.min(Math.max(to, fromAt), tape.toAt);
    goTo(tape.countUpTo(bounded), bounded);
  };
  /** While lines are still being fed at full speed, the clock is where the last of them is. */
  const settle = (): void => {
    const behind = fed < goal;
    if (behind) goal = Math.max(fed, startCount);
    setClock(!behind ? at : fed === 0 ? fromAt : tape.at(fed - 1));
  };
  const changeSpeed = (to: 'faster' | 'slower'): void => {
    if (pace !== undefined) {
      factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, to === 'faster' ? factor * 2 : factor / 2));
    } else if (to === 'faster') speed = SPEEDS.find((step) => step > speed) ?? speed;
    else speed = SPEEDS.findLast((step) => step < speed) ?? speed;
    setClock(at);
  };
  const obey = (command: ReplayCommand): void => {
    switch (command.to) {
      case 'toggle':
        if (ended) {
          playing = true;
          seek(fromAt);
          break;
        }
        // A seek goes on to where it was wanted, whether it plays there or not.
        if (playing && !seeking) settle();
        playing = !playing;
        setClock(at);
        break;
      case 'speed':
        if (pace === undefined) speed = command.speed;
        else factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, command.speed / pace.speedAt(at)));
        setClock(at);
        break;
      case 'seek-by':
        seek(at + command.ms);
        break;
      case 'watch-by':
        seek(pace === undefined ? at + command.ms * Math.max(1, finite(speed)) : pace.advance(at, command.ms));
        break;
      case 'seek-at':
        seek(command.at);
        break;
      case 'seek-percent':
        seek(fromAt + ((tape.toAt - fromAt) * command.percent) / 100);
        break;
      case 'faster':
      case 'slower':
        changeSpeed(command.to);
        break;
      case 'step':
      case 'step-back': {
        playing = false;
        // Several steps may come before the first is fed.
        const now = seeking ? goal : fed;
        const count = Math.min(tape.length, Math.max(startCount, command.to === 'step' ? now + 1 : now - 1));
        goTo(count, count === 0 ? fromAt : tape.at(count - 1));
        break;
      }
    }
  };
  /** Moves the recording's clock on by what the wall's has moved. */
  const tick = (): void => {
    if (!playing || ended || seeking) return;
    const wallMs = clock.now() - wallAt;
    wallAt = clock.now();
    if (pace !== undefined) at = pace.advance(at, wallMs, factor);
    else at = speed === Number.POSITIVE_INFINITY ? tape.toAt : at + wallMs * speed;
    at = Math.min(at, tape.toAt);
    goal = Math.max(goal, tape.countUpTo(at));
  };
  /** Feeds up to the goal until a slice is over, a command has come, or the player was stopped. */
  const feedSlice = async (): Promise<void> => {
    const lines = await tape.lines(fed);
    if (lines.length === 0) goal = fed;
    const sliceFrom = performance.now();
    for (const line of lines) {
      if (stopped || commands.length > 0 || fed >= goal || performance.now() - sliceFrom > SLICE_MS) break;
      if (fed % stride === 0 && fed / stride > kept) {
        kept = fed / stride;
        notice({ checkpoint: kept });
      }
      if (tape.isFirst(fed) && line.kind === 'frame') emit?.(madeConnection(line));
      fed += 1;
      emit?.(recordedMsg(line));
    }
    await oneTurn();
  };
  const finish = (): void => {
    if (options.loop === true && tape.length > 0 && tape.toAt > fromAt) {
      seek(fromAt);
      return;
    }
    ended = true;
    notice();
    for (const feed of tape.sources) emit?.({ kind: 'link', feed, at: tape.toAt, status: { state: 'ended' } });
  };
  /** Until a command comes, or a line or a notice is due. */
  const idle = async (): Promise<void> => {
    const noticeIn = noticeAt + NOTICE_EVERY_MS - clock.now();
    const moving = playing && !ended;
    const rate = pace === undefined ? speed : pace.speedAt(at) * factor;
    const lineIn = (tape.at(fed) - at) / rate;
    const waits = [...(noticeDue || moving ? [noticeIn] : []), ...(moving && fed < tape.length ? [lineIn] : [])];
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (waits.length > 0) timer = clock.setTimeout(resolve, Math.max(LOOK_EVERY_MS, Math.min(...waits)));
    });
    clock.clearTimeout(timer);
    wake = undefined;
  };
  let timer: unknown;

  const run = async (): Promise<void> => {
    await oneTurn();
    wallAt = clock.now();
    while (!stopped) {
      for (let command = commands.shift(); command !== undefined && !stopped; command = commands.shift()) obey(command);
      if (seeking && fed >= goal) {
        seeking = false;
        setClock(at);
      }
      tick();
      if (clock.now() - noticeAt >= NOTICE_EVERY_MS && (noticeDue || (playing && !ended))) notice();
      if (stopped || commands.length > 0) continue;
      if (fed < goal) await feedSlice();
      else if (playing && !ended && fed >= tape.length && at >= tape.toAt) finish();
      else await idle();
    }
    await tape.close();
  };

  return {
    id,
    label: options.label,
    start: (listener) => {
      if (emit !== undefined || stopped) return;
      emit = listener;
      running = run();
    },
    reconnect: () => undefined,
    command: (command) => {
      if (stopped || emit === undefined) return;
      commands.push(command);
      wake?.();
    },
    stop: async () => {
      stopped = true;
      emit = undefined;
      wake?.();
      await running;
    },
  };
};
