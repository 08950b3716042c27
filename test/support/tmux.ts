/** A private tmux server with one window and a plain shell in it; gone with everything in it after `close`, whatever happened. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

export interface Tmux {
  readonly folder: string;
  readonly keys: (...keys: readonly string[]) => void;
  readonly type: (command: string) => void;
  readonly screen: () => readonly string[];
  /** What `capture-pane -p` gives with more flags: `-e` with the attributes, `-S -` with the scrollback. */
  readonly capture: (...flags: readonly string[]) => string;
  /** A format of tmux(1), such as `#{alternate_on}`. */
  readonly ask: (format: string) => string;
  readonly resize: (columns: number, rows: number) => void;
  /** The terminal stops reading, and reads again. */
  readonly stop: () => void;
  readonly go: () => void;
  readonly close: () => void;
}

const POLL_MS = 25;

/** Waits for what another process does: asks again and again until it holds, or fails with what was seen last. */
export const until = async <T>(
  look: () => T,
  holds: (seen: T) => boolean,
  what: string,
  withinMs = 25_000,
): Promise<T> => {
  const end = Date.now() + withinMs; // a loaded machine is slow, a broken program never gets there
  for (;;) {
    const seen = look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs} ms; last seen ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};

export const contentOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

export const openTmux = (columns: number, rows: number): Tmux => {
  const folder = mkdtempSync(join(tmpdir(), 'dprk-watch-tmux-'));
  const socket = join(folder, 'socket');
  const { TMUX: _inside, CI: _ci, ...environment } = process.env;
  const run = (...args: readonly string[]): string =>
    spawnSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      timeout: 5000,
      env: { ...environment, LC_ALL: 'C.UTF-8', PS1: '$ ', ENV: '' },
    }).stdout.trimEnd();
  run('new-session', '-d', '-x', String(columns), '-y', String(rows), 'exec sh -i');
  const server = Number(run('display-message', '-p', '#{pid}'));
  // If this process is killed before `close`, the server must go too, even a stopped one.
  const watch = `while kill -0 ${process.pid} && kill -0 ${server}; do sleep 1; done; kill -9 ${server}`;
  const watchdog = spawn('/bin/sh', ['-c', watch], { detached: true, stdio: 'ignore' });
  watchdog.unref();
  let isStopped = false;
  const go = (): void => {
    if (isStopped) process.kill(server, 'SIGCONT');
    isStopped = false;
  };
  return {
    folder,
    keys: (...keys) => void run('send-keys', ...keys),
    type: (command) => void run('send-keys', command, 'Enter'),
    screen: () => run('capture-pane', '-p').split('\n'),
    capture: (...flags) => run('capture-pane', '-p', ...flags),
    ask: (format) => run('display-message', '-p', format),
    resize: (newColumns, newRows) => void run('resize-window', '-x', String(newColumns), '-y', String(newRows)),
    stop: () => {
      process.kill(server, 'SIGSTOP');
      isStopped = true;
    },
    go,
    close: () => {
      go();
      const pane = Number(run('display-message', '-p', '#{pane_pid}'));
      run('kill-server');
      watchdog.kill();
      if (Number.isInteger(pane) && pane > 1)
        try {
          process.kill(-pane, 'SIGKILL');
        } catch {
          // Ended with its terminal, as it should.
        }
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
