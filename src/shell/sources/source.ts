/** What every source of frames is: it starts, says what happens as messages, and stops. It owns a socket or a file and nothing else. */
import type { FrameMsg, LinkMsg, Msg } from '../../app/msg.ts';

export type SourceMsg = FrameMsg | LinkMsg | Extract<Msg, { kind: 'refused-frame' | 'replay' }>;

export interface Source {
  readonly id: string;
  /** For people and logs: never holds credentials, tokens or query secrets. */
  readonly label: string;
  /** The credit that the data's licence asks for. */
  readonly credit?: string;
  /** Idempotent. `emit` is called in order; nothing is emitted after `stop()` has returned. */
  readonly start: (emit: (msg: SourceMsg) => void) => void;
  /** Closes the connection and makes it anew without waiting. */
  readonly reconnect: (reason: string) => void;
  readonly stop: () => Promise<void>;
}

/** The outside clock and timers, handed in so that tests drive them. */
export interface Clock {
  readonly now: () => number;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
}
