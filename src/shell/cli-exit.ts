/** What the process answers with when it ends (CONTRACT §3). A closed pipe is 0; a signal n is 128 + n. */
export const EXIT = {
  ok: 0,
  /** `--once`, `log` or `visits` found nothing; also a crash, which says so on stderr. */
  nothing: 1,
  usage: 2,
  /** Settings, or the folder they and the store live in, cannot be used. */
  settings: 3,
  refused: 4,
  unreachable: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const SIGNAL_BASE = 128;

/** The exit code of a process ended by signal number `n` (1 … 64). */
export const exitOfSignal = (n: number): number => SIGNAL_BASE + n;
