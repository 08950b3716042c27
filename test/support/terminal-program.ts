/**
 * A small real program on the terminal, for tests: a table that ticks ten times a second, and a file of ticks that shows whether
 * it lives. Keys: q leaves, t throws, r rejects, b breaks a component, w warns, ^Z suspends, ^L redraws. Arguments: the tick file.
 */
import { appendFileSync } from 'node:fs';
import { Box, render, Text, useInput } from 'ink';
import { createElement, useEffect, useState } from 'react';
import { guard } from '../../src/shell/terminal/guard.ts';
import { openTerminal } from '../../src/shell/terminal/terminal.ts';

const [, , tickFile = '/dev/null'] = process.argv;
const clock = {
  now: Date.now,
  setTimeout: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
  clearTimeout: (handle: unknown): void => clearTimeout(handle as NodeJS.Timeout),
};

const terminal = openTerminal({
  stdin: process.stdin,
  stdout: process.stdout,
  clock,
  onStray: (text) => appendFileSync(tickFile, `stray ${text.trim()}\n`),
});
for (const sentence of terminal.describe()) appendFileSync(tickFile, `${sentence}\n`);
const guarded = guard(terminal, {
  clock,
  onSignal: (signal) => appendFileSync(tickFile, `${signal}\n`),
  onCrash: (error) => {
    appendFileSync(tickFile, `crash ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  },
});

let ticks = 0;
const listeners = new Set<() => void>();
setInterval(() => {
  ticks += 1;
  appendFileSync(tickFile, `${ticks}\n`);
  const { stalled } = terminal;
  if (stalled !== undefined && Date.now() - stalled.since > 1000)
    appendFileSync(tickFile, `stalled ${stalled.bytes}\n`);
  for (const listener of listeners) listener();
}, 100);

function Table(): React.ReactElement {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const listener = (): void => setTick(ticks);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) throw new Error('a component broke');
  useInput((input, key) => {
    if (input === 'b') setBroken(true);
    if (input === 'w') process.emitWarning('a stray warning');
    if (input === 'q') instance.unmount();
    if (input === 't') setTimeout(() => JSON.parse('{'), 0);
    if (input === 'r') void Promise.reject(new Error('nobody caught this'));
    if (key.ctrl && input === 'z') terminal.suspend('job');
    if (key.ctrl && input === 'l') terminal.redraw();
  });
  const rows = Array.from({ length: terminal.rows - 2 }, (_, row) =>
    createElement(
      Text,
      { key: row, wrap: 'truncate' },
      `\x1b[3${row % 8}mrow ${row}\x1b[39m ${(tick * (row + 7)) % 100_000} ─ 평양`,
    ),
  );
  return createElement(
    Box,
    { flexDirection: 'column' },
    createElement(Text, null, `tick ${tick} size ${terminal.columns}x${terminal.rows}`),
    ...rows,
  );
}

const instance = render(createElement(Table), {
  stdout: terminal.stream as unknown as NodeJS.WriteStream,
  stdin: process.stdin,
  alternateScreen: true,
  incrementalRendering: false,
  exitOnCtrlC: false,
  patchConsole: false,
  interactive: true,
});
instance.waitUntilExit().then(
  () => {
    terminal.leave();
    process.exit(0);
  },
  (error: unknown) => guarded.crash(error),
);
