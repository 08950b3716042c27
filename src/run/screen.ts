/**
 * A session with a screen on it: takes the terminal, puts Ink on the stream that sends changed cells only, and gives the terminal back on every
 * way out. In: a session. Out: how it ended.
 */

import { appendFileSync } from 'node:fs';
import { loadProfile } from '../charts/profile.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { reportCrash } from '../shell/crash.ts';
import type { Paths } from '../shell/paths.ts';
import { ensurePrivateDir, PRIVATE_FILE_MODE } from '../shell/paths.ts';
import { guard } from '../shell/terminal/guard.ts';
import { openTerminal } from '../shell/terminal/terminal.ts';
import type { KeyRow } from '../ui/keys.ts';
import { startUi } from '../ui/start.tsx';
import type { ColourLevel } from '../ui/theme.ts';
import { countWords } from './counts.ts';
import type { Ground } from './ground.ts';
import type { Ending, Session } from './session.ts';

export interface ScreenOptions {
  readonly ground: Ground;
  readonly colour: ColourLevel;
  readonly keys: readonly KeyRow[];
  /** Where a crash report goes; absent with `--no-store`. */
  readonly paths?: Paths;
}

export type ScreenEnd = Ending & { readonly code: number };

/** Frames: four a second, two over SSH, one while the terminal does not take what it is sent (rendering paper, §(d)). */
const FRAME_GAP_MS = { usual: 250, overSsh: 500, stalled: 1000 } as const;

/** Adds to the log file; a log that cannot be written is not worth a word on the screen. */
function logged(paths: Paths | undefined, text: string): void {
  if (paths === undefined) return;
  try {
    ensurePrivateDir(paths.stateDir);
    appendFileSync(paths.logFile, text, { mode: PRIVATE_FILE_MODE });
  } catch {
    // Nothing to be done.
  }
}

/** A screen waiting for its session: made first, because the session's frame rate follows the terminal. */
export function createScreen(options: ScreenOptions, slow: boolean) {
  const { ground } = options;
  // What libraries and Node say on their own must not tear the picture: it goes to the log.
  const onStray = (text: string): void => logged(options.paths, text);
  const terminal = openTerminal({ stdin: ground.stdin, stdout: ground.stdout, clock: ground.clock, onStray });
  const overSsh = ground.env['SSH_CONNECTION'] !== undefined;

  const frameGapMs = (): number => {
    if (slow || terminal.stalled !== undefined) return FRAME_GAP_MS.stalled;
    return overSsh ? FRAME_GAP_MS.overSsh : FRAME_GAP_MS.usual;
  };

  const run = async (session: Session): Promise<ScreenEnd> => {
    const { kernel } = session;
    const notices = (): readonly string[] => {
      const notice = kernel.snapshot().ui.notice;
      return notice === undefined ? [] : [notice.text];
    };
    const crash = async (error: unknown): Promise<number> => {
      await session.stop().catch(() => undefined);
      const surroundings = { node: process.version, platform: process.platform, TERM: ground.env['TERM'] ?? '' };
      const { version, argv, clock } = ground;
      const report = reportCrash(
        { error, version, argv, notices: notices(), at: clock.now(), surroundings },
        options.paths?.crashDir,
      );
      for (const line of report.stderr) ground.say(line);
      return report.exitCode;
    };
    const watch = guard(terminal, {
      clock: ground.clock,
      onSignal: async () => void (await session.stop()),
      onCrash: crash,
    });
    const ui = startUi({
      stdout: terminal.stream as unknown as NodeJS.WriteStream,
      stdin: ground.stdin,
      kernel: { ...kernel, now: ground.clock.now },
      colour: options.colour,
      keys: options.keys,
      chart: loadProfile(),
    });
    session.face({ redraw: terminal.redraw, suspend: () => terminal.suspend('job') });
    session.start();
    const failed = ui.waitUntilExit().then(
      () => new Promise<never>(() => undefined),
      (error: unknown) => ({ error }),
    );
    const ending = await Promise.race([session.quit, failed]);
    ui.unmount();
    terminal.leave();
    if ('error' in ending) {
      watch.crash(ending.error);
      return new Promise<never>(() => undefined);
    }
    watch.release();
    const unstored = await session.stop();
    for (const words of countWords(kernel.snapshot())) ground.say(`dprk-watch: ${words}`);
    if (unstored > 0) ground.say(`dprk-watch: ${unstored} events could not be stored`);
    return { ...ending, code: unstored > 0 ? EXIT.nothing : EXIT.ok };
  };

  return { frameGapMs, run };
}
