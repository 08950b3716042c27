import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Msg } from '../../src/app/msg.ts';
import type { State } from '../../src/app/state.ts';
import { createKernel } from '../../src/shell/kernel.ts';
import { drivenClock } from '../support/clock.ts';

const FRAME_GAP_MS = 250;

/** A kernel over a state that is only a count: what is tested is order, effects and rate. */
function counting() {
  const clock = drivenClock();
  const carried: Effect[] = [];
  const kernel = createKernel({
    initial: { at: 0 } as State,
    clock,
    frameGapMs: () => FRAME_GAP_MS,
    update: (state, msg) => ({
      state: { ...state, at: state.at + 1 },
      effects: msg.kind === 'notice' ? [{ kind: 'redraw' }] : [],
    }),
    carryOut: (effect, dispatch) => {
      carried.push(effect);
      dispatch({ kind: 'tick', at: clock.now() });
    },
  });
  let published = 0;
  kernel.subscribe(() => {
    published += 1;
  });
  return { kernel, clock, carried, published: () => published };
}

const tick: Msg = { kind: 'tick', at: 1 };
const key: Msg = { kind: 'act', at: 1, act: 'redraw' };

describe('the kernel', () => {
  it('publishes at most once a frame gap, however many messages come', () => {
    const { kernel, clock, published } = counting();
    for (let i = 0; i < 1000; i += 1) kernel.dispatch(tick);
    expect(published()).toBe(1);
    clock.advance(FRAME_GAP_MS);
    expect(published()).toBe(2);
    clock.advance(10 * FRAME_GAP_MS);
    expect(published()).toBe(2);
    expect(kernel.snapshot().at).toBe(1000);
  });

  it('paints a key at once', () => {
    const { kernel, published } = counting();
    kernel.dispatch(tick);
    kernel.dispatch(key);
    kernel.dispatch(key);
    expect(published()).toBe(3);
  });

  it('gives an effect a whole state: what it dispatches waits its turn', () => {
    const { kernel, carried } = counting();
    kernel.dispatch({ kind: 'notice', at: 1, tone: 'plain', text: 'x' });
    expect(carried).toEqual([{ kind: 'redraw' }]);
    expect(kernel.snapshot().at).toBe(2);
  });

  it('says nothing after it was stopped', () => {
    const { kernel, clock, published } = counting();
    kernel.dispatch(tick);
    kernel.dispatch(tick);
    kernel.stop();
    kernel.dispatch(tick);
    clock.advance(10_000);
    expect(published()).toBe(1);
    expect(kernel.snapshot().at).toBe(2);
    expect(clock.pending()).toBe(0);
  });
});
