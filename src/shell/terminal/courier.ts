/**
 * Last bytes for a terminal that has stopped reading: a tiny detached process holds them until it reads again or is closed, so
 * that ours can end now. It runs no program text of ours, only `printf`.
 */
import { spawn } from 'node:child_process';

/** Printable ASCII stands for itself; everything else as octal, so that the argument is plain text. `%` and `\` too. */
const forPrintf = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, '0')}`,
    )
    .join('');

/**
 * Starts the process with this process's stdout as its own (blocking) one. Never throws: where no process can be started the
 * bytes are lost, as they would have been without it.
 */
export const deliverLater = (text: string): void => {
  try {
    const child = spawn('/bin/sh', ['-c', 'exec printf "$1"', 'sh', forPrintf(text)], {
      detached: true,
      stdio: ['ignore', 1, 'ignore'],
      cwd: '/',
    });
    child.on('error', () => undefined);
    child.unref();
  } catch {
    // Out of processes: nothing is left to try.
  }
};
