/**
 * What time a message's `now` really means. In: the value as it was sent, the time of receipt, and the clock of the message before.
 * Out: the moment from which the ages in the message count back. Refuses clocks that are ahead of us, broken or absurd: then receipt
 * is the only honest time.
 */
import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from '../aero/units.ts';

/** Seconds stay below it until the year 5138, milliseconds have been above it since 1973. */
const LEAST_AS_MS = 1e11;
/** 2000-01-01 and 2100-01-01: outside it is no clock but a counter, an underflow or a default. */
const EARLIEST_AT = 946_684_800_000;
const LATEST_AT = 4_102_444_800_000;
/** Two clocks kept by NTP differ by less; above it the feed's is ahead (detection paper Q2). */
const AHEAD_MS = 5 * SECOND_MS;
/**
 * A feed that reconnects may send half an hour again, in its own true time. A clock that goes back and is then further behind than
 * this was set wrongly.
 */
const SET_BACK_MS = HOUR_MS;
/** A stalled feeder may lag for days and its old time is true; a receiver that never learnt the time is off by months or years. */
const FAR_OFF_MS = 30 * DAY_MS;

export interface FeedClock {
  /** What the ages in the message count back from; never after receipt. */
  readonly nowAt: EpochMs;
  /** The feed's own clock as sent, where it is one. */
  readonly clockAt?: EpochMs;
  /** Why `nowAt` is the time of receipt instead, as a field fault. */
  readonly fault?: string;
}

/**
 * A wire time as epoch ms: seconds or milliseconds, whole or not, told apart by magnitude.
 * `undefined`: not a number, or not between 2000 and 2100 (18446744072021792.0 was seen).
 */
export const epochMsOf = (value: unknown): EpochMs | undefined => {
  if (typeof value !== 'number') return undefined;
  const at = Math.round(value > LEAST_AS_MS ? value : value * SECOND_MS);
  return at >= EARLIEST_AT && at <= LATEST_AT ? at : undefined;
};

/**
 * The clock of one message.
 * @param now the message's `now`, whatever it is
 * @param receivedAt bounds the answer
 * @param previousAt the clock of the message before on this connection, if any
 */
export const readClock = (now: unknown, receivedAt: EpochMs, previousAt?: EpochMs): FeedClock => {
  if (now === undefined || now === null) return { nowAt: receivedAt, fault: 'now:missing' };
  const clockAt = epochMsOf(now);
  if (clockAt === undefined) return { nowAt: receivedAt, fault: 'now:unusable' };
  const lagMs = receivedAt - clockAt;
  if (Math.abs(lagMs) > FAR_OFF_MS) return { nowAt: receivedAt, fault: 'now:far-off' };
  if (lagMs < -AHEAD_MS) return { nowAt: receivedAt, clockAt, fault: 'now:ahead' };
  if (lagMs > SET_BACK_MS && previousAt !== undefined && clockAt < previousAt)
    return { nowAt: receivedAt, clockAt, fault: 'now:backwards' };
  return { nowAt: Math.min(clockAt, receivedAt), clockAt };
};
