/** Playing a recording for the screen, with the wall clock driven by the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayCommand } from '../../src/app/ui-msg.ts';
import type { ReplayNotice } from '../../src/feeds/types.ts';
import { planPace } from '../../src/shell/pace.ts';
import { createPlayer, type PlayerOptions } from '../../src/shell/player.ts';
import { recordingSource } from '../../src/shell/sources/recording.ts';
import type { SourceMsg } from '../../src/shell/sources/source.ts';
import { openTape, type TapeOptions } from '../../src/shell/tape.ts';
import { drivenClock } from '../support/clock.ts';
import { eventually, hear } from '../support/heard.ts';

const SECOND = 1_000;
const START = 1_690_000_000_000;
const COUNT = 2_000;

let folder = '';
let path = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'player-'));
  path = join(folder, 'r.ndjson');
  const line = (n: number): string =>
    `${JSON.stringify({ at: START + n * SECOND, feed: 'readsb', text: String(n) })}\n`;
  writeFileSync(path, Array.from({ length: COUNT }, (_, n) => line(n)).join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const notices = (all: readonly SourceMsg[]): ReplayNotice[] =>
  all.flatMap((msg) => (msg.kind === 'replay' ? [msg.notice] : []));

/** The frames that a monitor believes in, which keeps and restores its state as it is told. */
const believed = (all: readonly SourceMsg[]): readonly number[] => {
  let frames: number[] = [];
  const kept = new Map<number, number[]>();
  for (const msg of all) {
    if (msg.kind === 'frame') frames.push(Number(msg.text));
    if (msg.kind !== 'replay') continue;
    if (msg.notice.checkpoint !== undefined) kept.set(msg.notice.checkpoint, [...frames]);
    if (msg.notice.rewind === undefined) continue;
    const back = kept.get(msg.notice.rewind);
    if (back === undefined) throw new Error(`no state was kept under ${msg.notice.rewind}`);
    frames = [...back];
  }
  return frames;
};
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

const play = async (more: Partial<PlayerOptions> = {}, tapeOptions: TapeOptions = {}) => {
  const tape = await openTape([path], tapeOptions);
  const clock = drivenClock();
  const player = createPlayer({ id: 'replay', label: 'r', reconstruction: false, tape, clock, ...more });
  cleanUps.push(player.stop);
  const heard = hear(player);
  const idle = (): Promise<void> => eventually(() => clock.pending() === 1);
  /** Lets `ms` of wall time pass in looks of at most 250 ms. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 50) {
      await idle();
      clock.advance(Math.min(50, left));
    }
    await idle();
  };
  return { clock, player, heard, idle, pass };
};

describe('a player', () => {
  it('plays at its speed, under the recording’s own times, with the connection said first', async () => {
    const { heard, pass } = await play({ speed: 10 });
    await pass(2_000);
    expect(believed(heard.all)).toEqual(upTo(21));
    const [link] = heard.all.filter((msg) => msg.kind !== 'replay');
    expect(link).toEqual({ kind: 'link', feed: 'readsb', at: START, status: { state: 'up' } });
    expect(heard.all.filter((msg) => msg.kind === 'frame')[20]).toEqual({
      kind: 'frame',
      feed: 'readsb',
      format: 'readsb',
      text: '20',
      at: START + 20 * SECOND,
    });
  });

  it('says where it is at most four times a second', async () => {
    const { heard, pass } = await play({ speed: 1 });
    await pass(10_000);
    const said = notices(heard.all).filter((notice) => notice.checkpoint === undefined);
    expect(said.length).toBeGreaterThan(30);
    expect(said.length).toBeLessThanOrEqual(42);
    expect(said.at(-1)).toMatchObject({ playing: true, speed: 1, fromAt: START, toAt: START + 1_999 * SECOND });
  });

  it('feeds what lies before its beginning at once, and begins there', async () => {
    const { heard, pass } = await play({ speed: 1, fromAt: START + 500 * SECOND });
    await pass(250);
    expect(believed(heard.all)).toEqual(upTo(501));
    expect(notices(heard.all).at(-1)).toMatchObject({ fromAt: START + 500 * SECOND, playing: true });
  });

  it('goes on to where it was sent when it is stopped on the way', async () => {
    const { clock, player, heard } = await play({ speed: 1 });
    player.command({ to: 'seek-at', at: START + 1_500 * SECOND });
    player.command({ to: 'toggle' });
    await eventually(() => believed(heard.all).length === 1_501);
    await eventually(() => {
      clock.advance(250);
      return notices(heard.all).at(-1)?.at === START + 1_500 * SECOND;
    });
    expect(notices(heard.all).at(-1)?.playing).toBe(false);
    expect(believed(heard.all)).toHaveLength(1_501);
  });

  it('steps by time of watching: ten seconds at ×60 are ten minutes', async () => {
    const { player, heard } = await play({ speed: 60, paused: true });
    player.command({ to: 'watch-by', ms: 10 * SECOND });
    await eventually(() => believed(heard.all).length === 601);
    player.command({ to: 'watch-by', ms: -10 * SECOND });
    await eventually(() => believed(heard.all).length === 1);
  });

  it('seeks forward, back, by percent and while it seeks, and the monitor ends with exactly the frames up to there', async () => {
    const { clock, player, heard } = await play({ speed: 1, paused: true });
    const at = (n: number): ReplayCommand => ({ to: 'seek-at', at: START + n * SECOND });
    for (const command of [at(1_500), at(3), at(1_900), { to: 'seek-by', ms: -1_000 * SECOND } as const])
      player.command(command);
    await eventually(() => believed(heard.all).length === 901 && clock.pending() <= 1);
    expect(believed(heard.all)).toEqual(upTo(901));
    player.command({ to: 'seek-percent', percent: 50 });
    await eventually(() => believed(heard.all).length === 1_000);
    expect(believed(heard.all)).toEqual(upTo(1_000));
    clock.advance(1_000);
    await eventually(() => notices(heard.all).at(-1)?.speed === 1);
    expect(notices(heard.all).at(-1)).toMatchObject({ playing: false, at: START + 999_500 });
  });

  it('steps one frame on and one back, paused', async () => {
    const { player, heard } = await play({ speed: 60, paused: true });
    for (let i = 0; i < 300; i += 1) player.command({ to: 'step' });
    await eventually(() => believed(heard.all).length === 300);
    for (let i = 0; i < 60; i += 1) player.command({ to: 'step-back' });
    await eventually(() => believed(heard.all).length === 240);
    expect(believed(heard.all)).toEqual(upTo(240));
  });

  it('goes through its speeds and no further, and stops the clock while paused', async () => {
    const { clock, player, heard, pass } = await play({ speed: 1 });
    await pass(250);
    player.command({ to: 'slower' });
    for (let i = 0; i < 3; i += 1) player.command({ to: 'faster' });
    await pass(500);
    expect(notices(heard.all).at(-1)?.speed).toBe(10);
    player.command({ to: 'toggle' });
    await eventually(() => clock.pending() <= 1);
    clock.advance(250);
    await eventually(() => notices(heard.all).at(-1)?.playing === false && clock.pending() === 0);
    const before = heard.all.length;
    clock.advance(3_600_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard.all.length).toBe(before);
  });

  it('ends at the end, without a word on the silence after it, and begins again when asked', async () => {
    const { player, heard } = await play({ speed: Number.POSITIVE_INFINITY });
    await heard.link('ended');
    expect(believed(heard.all)).toEqual(upTo(COUNT));
    expect(notices(heard.all).at(-1)).toMatchObject({ ended: true, playing: false, at: START + 1_999 * SECOND });
    expect(heard.all.at(-1)).toEqual({
      kind: 'link',
      feed: 'readsb',
      at: START + 1_999 * SECOND,
      status: { state: 'ended' },
    });
    player.command({ to: 'toggle' });
    await eventually(() => notices(heard.all).filter((notice) => notice.ended).length === 2);
    expect(notices(heard.all).some((notice) => notice.rewind === 0)).toBe(true);
    expect(believed(heard.all)).toEqual(upTo(COUNT));
  });

  it('begins again by itself where it loops', async () => {
    const { heard } = await play({ speed: Number.POSITIVE_INFINITY, loop: true });
    await eventually(() => notices(heard.all).filter((notice) => notice.rewind === 0).length === 3);
    expect(heard.lastLink()?.state).toBe('up');
  });

  it('plays a recording that is too long for memory from disk, to the same frames', async () => {
    const { player, heard } = await play({ paused: true }, { memoryChars: 100 });
    player.command({ to: 'seek-percent', percent: 100 });
    await eventually(() => believed(heard.all).length === COUNT);
    player.command({ to: 'seek-at', at: START + 700 * SECOND });
    await eventually(() => believed(heard.all).length === 701);
    expect(believed(heard.all)).toEqual(upTo(701));
  });

  it('takes the time that a pace plans, within 10 %', async () => {
    const tape = await openTape([path], { mentions: (text) => Number(text) < 300 });
    const { clock, heard, idle } = await play({ pace: planPace(tape.moments, 20_000) });
    const from = clock.now();
    while (heard.lastLink()?.state !== 'ended') {
      await idle().catch(() => undefined);
      clock.advance(50);
      for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
      if (heard.lastLink()?.state === 'ended') break;
    }
    expect(clock.now() - from).toBeGreaterThan(18_000);
    expect(clock.now() - from).toBeLessThan(22_000);
  });

  it('leaves the monitor with the frames up to its clock after any commands', async () => {
    const command: fc.Arbitrary<ReplayCommand> = fc.oneof(
      fc.record({ to: fc.constant('seek-by' as const), ms: fc.integer({ min: -600_000, max: 600_000 }) }),
      fc.record({ to: fc.constant('seek-percent' as const), percent: fc.integer({ min: -20, max: 120 }) }),
      fc.record({ to: fc.constantFrom('step' as const, 'step-back' as const, 'faster' as const, 'slower' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 12 }), async (commands) => {
        const { clock, player, heard } = await play({ paused: true });
        for (const one of commands) {
          player.command(one);
          await new Promise((resolve) => setImmediate(resolve));
        }
        player.command({ to: 'seek-by', ms: 0 });
        const settled = (): boolean => {
          clock.advance(250);
          const last = notices(heard.all).at(-1);
          const expected = last === undefined ? -1 : Math.floor((last.at - START) / SECOND) + 1;
          return (
            last !== undefined && last.speed !== Number.POSITIVE_INFINITY && believed(heard.all).length === expected
          );
        };
        await eventually(settled);
        expect(believed(heard.all)).toEqual(upTo(believed(heard.all).length));
        await player.stop();
      }),
      { numRuns: 25 },
    );
  });

  it('says nothing once stop has returned', async () => {
    const { clock, player, heard } = await play({ speed: Number.POSITIVE_INFINITY });
    await heard.until((all) => all.some((msg) => msg.kind === 'frame'));
    await player.stop();
    const before = heard.all.length;
    clock.advance(60_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard.all.length).toBe(before);
  });
});

describe('a recording without a screen', () => {
  it('gives every frame in order, then its end, and sets no timer', async () => {
    const source = recordingSource({ id: 'replay', label: 'r', reconstruction: true, paths: [path] });
    const heard = hear(source);
    await heard.link('ended');
    expect(believed(heard.all)).toEqual(upTo(COUNT));
    expect(notices(heard.all)).toMatchObject([
      { ended: true, reconstruction: true, fromAt: START, speed: Number.POSITIVE_INFINITY },
    ]);
    await source.stop();
  });
});
