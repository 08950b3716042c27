/**
 * The terminal's size, told to the kernel at the start and at every change, never kept. The full repaint after a change is the shell's, whose
 * stream knows when the size has settled.
 */
import type { UiKernel } from './use-screen.ts';

/**
 * Follows a terminal's size.
 * @param draw draws what follows from a new size, before it returns
 * @returns how to stop
 */
export function followSize(stdout: NodeJS.WriteStream, kernel: UiKernel, draw: () => void): () => void {
  const resized = (): void => {
    if (tellSize(stdout, kernel)) draw();
  };
  // First of all listeners: Ink answers a new size with the frame it has, and that one has to fit already.
  stdout.prependListener('resize', resized);
  return () => stdout.off('resize', resized);
}

/** Tells the kernel the size if it has changed. A terminal that does not know its size says 0; the size before is the better guess. */
export function tellSize({ columns, rows }: NodeJS.WriteStream, kernel: UiKernel): boolean {
  const { ui } = kernel.snapshot();
  if (!(columns > 0 && rows > 0) || (ui.columns === columns && ui.rows === rows)) return false;
  kernel.dispatch({ kind: 'resize', at: kernel.now(), columns, rows });
  return true;
}
