/**
 * Putting the screen up. In: the terminal's streams (stdout is the shell's own, which sends only changed cells), the kernel, colours and
 * keys. Out: a handle to take it down. Refuses mouse, kitty's keyboard protocol and Ink's own ^C: leaving is the kernel's to decide.
 */
import { render } from 'ink';
import type { ProfileChart } from '../view/charts.ts';
import type { Suspend } from './app.tsx';
import { App } from './app.tsx';
import type { KeyRow } from './keys.ts';
import { KEYS } from './keys.ts';
import { followSize, tellSize } from './size.ts';
import type { ColourLevel } from './theme.ts';
import type { UiKernel } from './use-screen.ts';

export interface UiStart {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr?: NodeJS.WriteStream;
  readonly kernel: UiKernel;
  readonly colour: ColourLevel;
  /** The key table, rebound or not. */
  readonly keys?: readonly KeyRow[];
  readonly chart?: Promise<ProfileChart>;
}

export interface UiHandle {
  /** Leaves the alternate screen, raw mode and paste mode. */
  readonly unmount: () => void;
  /** Settles when it is down; rejects with what a component threw (our bug). */
  readonly waitUntilExit: () => Promise<unknown>;
  /** Settles when what was drawn has been handed to stdout. */
  readonly flushed: () => Promise<void>;
  /** Forgets the frame, so that the next one is drawn whole. */
  readonly clear: () => void;
  /** ^Z: gives the terminal back while `during` runs. */
  readonly suspend: Suspend;
}

/**
 * The kernel draws at most four times a second; this is only the floor between two frames, and a key pressed right after a frame must
 * not wait for more than about 30 ms.
 */
const FRAMES_PER_SECOND_MOST = 30;

/** Puts the screen up in the alternate buffer. */
export function startUi({ stdout, stdin, stderr, kernel, colour, keys = KEYS, chart }: UiStart): UiHandle {
  tellSize(stdout, kernel);
  let suspend: Suspend | undefined;
  const ready = (given: Suspend): void => {
    suspend = given;
  };
  const looks = { colour, keys };
  const app = <App kernel={kernel} looks={looks} onReady={ready} {...(chart === undefined ? {} : { chart })} />;
  const instance = render(app, {
    stdout,
    stdin,
    ...(stderr === undefined ? {} : { stderr }),
    alternateScreen: true,
    incrementalRendering: false,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: FRAMES_PER_SECOND_MOST,
    interactive: true,
  });
  // Rendering the same element again changes nothing but that what is pending is drawn now.
  const unfollow = followSize(stdout, kernel, () => instance.rerender(app));
  return {
    unmount: () => {
      unfollow();
      instance.unmount();
    },
    waitUntilExit: () => instance.waitUntilExit(),
    flushed: () => instance.waitUntilRenderFlush(),
    clear: () => instance.clear(),
    suspend: async (during) => {
      if (suspend === undefined) await during();
      else await suspend(during);
    },
  };
}
