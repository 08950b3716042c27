/**
 * The file descriptor our bytes leave by: the terminal opened a second time, non-blocking, so that a terminal which stops
 * reading stops nobody else. Where that cannot be had it is plain stdout, and `blocking` says so.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface Descriptor {
  /** For `doctor`: which way the bytes go. */
  readonly name: string;
  /** True where a terminal that stops reading stops this process too. */
  readonly blocking: boolean;
  /** Writes what it can and returns how many bytes that were. Throws EAGAIN when the terminal takes none now. */
  readonly write: (bytes: Uint8Array) => number;
  readonly close: () => void;
}

const STDOUT = 1;
const CONTROLLING_TERMINAL = '/dev/tty';
/** Refused by the kernel to programs that changed their user id; absent outside Linux. */
const STDOUT_AGAIN = '/proc/self/fd/1';

/** Whether stdout is another terminal than the one that controls this process (Linux; false where it cannot be told). */
const isForeignTerminal = (): boolean => {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // proc(5): the fields after the command's closing parenthesis start with the 3rd, tty_nr is the 7th.
    const controlling = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4]);
    return controlling !== fstatSync(STDOUT).rdev;
  } catch {
    return false;
  }
};

const openPath = (path: string): Descriptor | undefined => {
  try {
    const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    return { name: path, blocking: false, write: (bytes) => writeSync(fd, bytes), close: () => closeSync(fd) };
  } catch {
    return undefined;
  }
};

const waysOut = (): readonly string[] => {
  if (process.platform === 'win32') return [];
  return isForeignTerminal() ? [STDOUT_AGAIN] : [CONTROLLING_TERMINAL, STDOUT_AGAIN];
};

/**
 * Opens the way out to the terminal: the controlling terminal, else stdout opened again, else stdout as it is.
 * Call it only where stdout is a terminal. Never throws.
 * @param paths tried in order
 */
export const openDescriptor = (paths: readonly string[] = waysOut()): Descriptor => {
  const plain: Descriptor = {
    name: 'stdout',
    blocking: true,
    write: (bytes) => writeSync(STDOUT, bytes),
    close: () => undefined,
  };
  for (const path of paths) {
    const opened = openPath(path);
    if (opened !== undefined) return opened;
  }
  return plain;
};

const DESCRIBED_WAYS: Readonly<Record<string, string>> = {
  '/dev/tty': 'output: /dev/tty, non-blocking',
  '/proc/self/fd/1': 'output: stdout opened again, non-blocking',
  stdout: 'output: plain stdout; if the terminal stops reading, the program waits for it',
};

/** What `doctor` says about a way out and about stdin. */
export const describeTerminal = (descriptor: Pick<Descriptor, 'name'>, hasKeys: boolean): readonly string[] => [
  DESCRIBED_WAYS[descriptor.name] ?? `output: ${descriptor.name}`,
  hasKeys ? 'input: terminal, keys work' : 'input: not a terminal, so there are no keys',
];
