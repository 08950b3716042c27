/**
 * The screen in Ink: one Text a row, each already filled and coloured. It reads the kernel's newest state and says what the person does;
 * it decides nothing. What is not in the state is not on the screen.
 */
import { Box, Text, useApp } from 'ink';
import type { ReactNode } from 'react';
import { memo, useEffect, useState } from 'react';
import type { ProfileChart } from '../view/charts.ts';
import { useKeys } from './use-keys.ts';
import type { Looks, UiKernel } from './use-screen.ts';
import { useScreen } from './use-screen.ts';

export interface AppProps {
  readonly kernel: UiKernel;
  readonly looks: Looks;
  /** Loaded after the first frame: the first paint does not wait for it. */
  readonly chart?: Promise<ProfileChart>;
  /** Told how to lend the terminal to the shell (^Z), once the screen is up. */
  readonly onReady: (suspend: Suspend) => void;
}

/** Gives the terminal back while `during` runs, and takes it again with a full repaint. */
export type Suspend = (during: () => Promise<void>) => Promise<void>;

export function App({ kernel, looks, chart, onReady }: AppProps): ReactNode {
  useKeys(kernel, looks.keys);
  const { suspendTerminal } = useApp();
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
  const { rows } = useScreen(kernel, looks, useLoaded(chart));
  return (
    <Box flexDirection="column">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
        <Row key={index} text={row} />
      ))}
    </Box>
  );
}

/** An empty Text has no height in Ink, so an empty row is one blank. */
const Row = memo(
  ({ text }: { readonly text: string }): ReactNode => <Text wrap="truncate">{text === '' ? ' ' : text}</Text>,
);

/** What a promise gave, `undefined` until then and when it failed: the panes have their sparklines without the chart. */
function useLoaded<T>(promise: Promise<T> | undefined): T | undefined {
  const [value, setValue] = useState<{ readonly loaded: T }>();
  useEffect(() => {
    let wanted = true;
    promise?.then(
      (loaded) => {
        if (wanted) setValue({ loaded });
      },
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [promise]);
  return value?.loaded;
}
