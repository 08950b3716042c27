import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type Guard, type GuardOptions, guard } from '../../../src/shell/terminal/guard.ts';
import type { Terminal } from '../../../src/shell/terminal/terminal.ts';
import { type DrivenClock, drivenClock } from '../../support/clock.ts';

interface Rig {
  readonly ender: EventEmitter;
  readonly clock: DrivenClock;
  readonly log: string[];
  readonly goneWith: (code: string) => void;
  readonly guarded: Guard;
}

const rig = (options: Partial<GuardOptions> = {}): Rig => {
  const log: string[] = [];
  const clock = drivenClock();
  let gone: (code: string) => void = () => undefined;
  const ender = Object.assign(new EventEmitter(), { exit: (code: number) => void log.push(`exit ${code}`) });
  const terminal: Pick<Terminal, 'leave' | 'suspend' | 'resume' | 'onGone'> = {
    leave: () => {
      log.push('leave');
      return { stalled: false };
    },
    suspend: (whom) => log.push(`suspend ${whom}`),
    resume: () => log.push('resume'),
    onGone: (listener) => {
      gone = listener;
    },
  };
  const guarded = guard(terminal, {
    clock,
    process: ender,
    onSignal: (signal) => void log.push(signal),
    onCrash: (error) => {
      log.push(String(error));
      return undefined;
    },
    ...options,
  });
  return { ender, clock, log, goneWith: (code) => gone(code), guarded };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the guard', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ])('gives the terminal back on %s before anything else and exits with %i', async (signal, code) => {
    const { ender, log } = rig();
    ender.emit(signal);
    await turn();
    expect(log).toEqual(['leave', signal, `exit ${code}`]);
  });

  it.each(['uncaughtException', 'unhandledRejection'])(
    'gives the terminal back before it reports an %s',
    async (event) => {
      const { ender, log } = rig();
      ender.emit(event, new Error('ours'));
      await turn();
      expect(log).toEqual(['leave', 'Error: ours', 'exit 1']);
    },
  );

  it('takes an error that somebody else caught the same way', async () => {
    const { guarded, log } = rig();
    guarded.crash(new Error('caught by Ink'));
    await turn();
    expect(log).toEqual(['leave', 'Error: caught by Ink', 'exit 1']);
  });

  it('exits with the code that the crash report gives', async () => {
    const { ender, log } = rig({ onCrash: async () => 70 });
    ender.emit('uncaughtException', new Error('ours'));
    await turn();
    expect(log).toEqual(['leave', 'exit 70']);
  });

  it('ends even if the goodbye throws', async () => {
    const { ender, log } = rig({
      onCrash: () => {
        throw new Error('the report failed too');
      },
    });
    ender.emit('uncaughtException', new Error('ours'));
    await turn();
    expect(log).toEqual(['leave', 'exit 1']);
  });

  it('waits for a slow goodbye, but not for more than 700 ms', async () => {
    const { ender, log, clock } = rig({ onSignal: () => new Promise(() => undefined) });
    ender.emit('SIGTERM');
    await turn();
    clock.advance(699);
    expect(log).toEqual(['leave']);
    clock.advance(1);
    expect(log).toEqual(['leave', 'exit 143']);
  });

  it('ends at once on a second signal', async () => {
    const { ender, log } = rig({ onSignal: () => new Promise(() => undefined) });
    ender.emit('SIGTERM');
    ender.emit('SIGINT');
    expect(log).toEqual(['leave', 'exit 130']);
  });

  it('takes a closed terminal for SIGHUP', async () => {
    const { goneWith, log } = rig();
    goneWith('EIO');
    await turn();
    expect(log).toEqual(['leave', 'SIGHUP', 'exit 129']);
  });

  it('gives the terminal back on a plain exit', () => {
    const { ender, log } = rig();
    ender.emit('exit', 0);
    expect(log).toEqual(['leave']);
  });

  it('passes SIGTSTP and SIGCONT on', () => {
    const { ender, log } = rig();
    ender.emit('SIGTSTP');
    ender.emit('SIGCONT');
    expect(log).toEqual(['suspend self', 'resume']);
  });

  it('stands down when released', () => {
    const { ender, guarded } = rig();
    guarded.release();
    expect(ender.eventNames()).toEqual([]);
  });
});
