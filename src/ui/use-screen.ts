/**
 * The hook to the kernel: which screen belongs to the newest published state. In: the kernel, the palette's colours, the key table, the
 * chart. Out: a Screen that is the same object until something visible changes, so that React renders nothing in between.
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Msg } from '../app/msg.ts';
import type { State } from '../app/state.ts';
import type { ProfileChart } from '../view/charts.ts';
import type { KeyRow } from './keys.ts';
import { contextOf } from './pane-context.ts';
import type { Screen } from './screen.ts';
import { screenOf } from './screen.ts';
import type { ColourLevel } from './theme.ts';
import { paletteOf } from './theme.ts';

/** The part of the kernel that the screen sees: the newest state, when it changes, and a way to say what the person does. */
export interface UiKernel {
  /** After `dispatch` of a key it is already the state that follows from it. */
  readonly snapshot: () => State;
  /** Calls `listener` after each published state; returns how to stop it. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (msg: Msg) => void;
  /** The wall clock, epoch ms. */
  readonly now: () => number;
}

export interface Looks {
  readonly colour: ColourLevel;
  readonly keys: readonly KeyRow[];
}

/** The screen to show now. */
export function useScreen(kernel: UiKernel, looks: Looks, chart: ProfileChart | undefined): Screen {
  const screen = useMemo(() => {
    let state: State | undefined;
    let last: Screen | undefined;
    return (): Screen => {
      const newest = kernel.snapshot();
      if (last !== undefined && newest === state) return last;
      const context = contextOf(newest, looks.keys, chart);
      last = screenOf(newest, context, paletteOf(newest.ui.theme, looks.colour), last);
      // Only now: React asks twice after a throw, and must be told of it the second time too.
      state = newest;
      return last;
    };
  }, [kernel, looks, chart]);
  const subscribe = useCallback((listener: () => void) => kernel.subscribe(listener), [kernel]);
  return useSyncExternalStore(subscribe, screen);
}
