/** A session that ends in the middle of something, and one that goes on: one log, as if nobody had pressed the key. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../src/aero/units.ts';
import { defaultWatch } from '../../src/aero/watchlist.ts';
import { eventToJson } from '../../src/events/wire.ts';
import type { Ground } from '../../src/run/ground.ts';
import { worldName } from '../../src/run/restart.ts';
import { createSession, type Session } from '../../src/run/session.ts';
import { resolvePaths } from '../../src/shell/paths.ts';
import { readSettings } from '../../src/shell/settings.ts';
import { recordingSource } from '../../src/shell/sources/recording.ts';
import type { Clock, Source, SourceMsg } from '../../src/shell/sources/source.ts';
import { openStore, type Store } from '../../src/shell/store.ts';
import { temporaryFolders } from '../shell/support/shell-fixtures.ts';
import { type DrivenClock, drivenClock } from '../support/clock.ts';
import { pictureOf, recordedLine, rowAt } from '../support/live-feed.ts';

const folder = temporaryFolders();
const T0 = Date.UTC(2024, 0, 20, 3);

interface Run {
  readonly session: Session;
  readonly store: Store;
  /** A frame of one aircraft, now. */
  readonly frame: (second: number, squawk: string) => void;
  readonly notices: readonly string[];
}

const groundIn = (dir: string, clock: Clock): Ground => ({
  version: '0.0.0',
  userAgent: 'dprk-watch/0.0.0',
  argv: [],
  env: {},
  home: dir,
  cwd: dir,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock,
  say: () => undefined,
});

function openedIn(dir: string, clock: Clock): Store {
  const store = openStore(join(dir, 'store.sqlite'), { now: clock.now });
  if ('kind' in store) throw new Error(store.reason);
  return store;
}

const settingsIn = (dir: string, clock: Clock) =>
  readSettings(resolvePaths({ env: {}, home: dir, cwd: dir }), { now: clock.now, keep: false });

function begin(dir: string, clock: DrivenClock, name = worldName('live', undefined)): Run {
  let emit: ((msg: SourceMsg) => void) | undefined;
  const source: Source = {
    id: 'feed',
    label: 'ws://127.0.0.1:7700/',
    start: (listener) => {
      emit = listener;
      listener({ kind: 'link', feed: 'feed', at: clock.now(), status: { state: 'up' } });
    },
    reconnect: () => undefined,
    stop: async () => {
      emit = undefined;
    },
  };
  const store = openedIn(dir, clock);
  const notices: string[] = [];
  const session = createSession({
    ground: groundIn(dir, clock),
    clock: 'live',
    ownClock: false,
    sources: [source],
    store,
    settings: settingsIn(dir, clock),
    rules: defaultWatch,
    showAll: false,
    eventsForAll: false,
    worldName: name,
    ui: {},
    onStep: (_step, msg) => {
      if (msg.kind === 'notice') notices.push(msg.text);
    },
  });
  session.start();
  return {
    session,
    store,
    notices,
    frame: (second, squawk) =>
      emit?.({
        kind: 'frame',
        feed: 'feed',
        at: clock.now(),
        text: pictureOf(clock.now() - 300, [rowAt(0, second, { squawk })]),
      }),
  };
}

/** A frame every five seconds; one aircraft, that squawks 7700 from the 100th second on. */
function fly(run: Run, clock: DrivenClock, fromS: number, toS: number): void {
  for (let second = fromS; second < toS; second += 5) {
    run.frame(second, second < 100 ? '2000' : '7700');
    clock.advance(5 * SECOND_MS);
  }
}

const ASKED = new Set(['first-seen', 're-seen', 'squawk-change', 'emergency', 'lost', 'feed-gap', 'feed-restored']);
const lines = (store: Store): readonly (readonly [string, number])[] =>
  store
    .recentEvents(100)
    .filter(({ kind }) => ASKED.has(kind))
    .map(({ kind, at }) => [kind, Math.round((at - T0) / SECOND_MS)] as const);

describe('a restart in the middle of an emergency', () => {
  it('says it once, from its beginning: the minute runs on', async () => {
    const dir = folder();
    const clock = drivenClock(T0);
    const first = begin(dir, clock);
    fly(first, clock, 0, 140);
    expect(await first.session.stop()).toBe(0);
    clock.advance(3 * SECOND_MS);
    const second = begin(dir, clock);
    fly(second, clock, 145, 200);
    expect(lines(second.store).map(([kind]) => kind)).toEqual(['first-seen', 'squawk-change', 'emergency']);
    expect(lines(second.store).find(([kind]) => kind === 'emergency')?.[1]).toBe(100);
    await second.session.stop();
  });

  it('without a word of goodbye costs at most the last minute', async () => {
    const dir = folder();
    const clock = drivenClock(T0);
    const first = begin(dir, clock);
    fly(first, clock, 0, 125);
    // Killed: nothing is stopped, and the file stays as it is. Sixty seconds of a run have been kept twice.
    const second = begin(dir, clock);
    fly(second, clock, 125, 200);
    expect(lines(second.store).map(([kind]) => kind)).toEqual(['first-seen', 'squawk-change', 'emergency']);
    await second.session.stop();
    await first.session.stop();
  });

  it('takes an hour without the program for a gap of the feed', async () => {
    const dir = folder();
    const clock = drivenClock(T0);
    const first = begin(dir, clock);
    fly(first, clock, 0, 60);
    await first.session.stop();
    clock.advance(60 * MINUTE_MS);
    const second = begin(dir, clock);
    clock.advance(MINUTE_MS);
    fly(second, clock, 0, 60);
    expect(lines(second.store).map(([kind]) => kind)).toEqual(['first-seen', 'feed-gap', 'feed-restored']);
    await second.session.stop();
  });

  it('under another watchlist leaves the world of the usual one alone', async () => {
    const dir = folder();
    const clock = drivenClock(T0);
    const first = begin(dir, clock);
    fly(first, clock, 0, 60);
    await first.session.stop();
    const kept = first.session.kernel.snapshot().world.fleet.size;
    expect(kept).toBe(1);
    const other = begin(dir, clock, worldName('live', []));
    expect(other.session.kernel.snapshot().world.fleet.size).toBe(0);
    await other.session.stop();
    const again = begin(dir, clock);
    expect(again.session.kernel.snapshot().world.fleet.size).toBe(1);
    expect(again.notices).toEqual([]);
    await again.session.stop();
  });

  it('leaves out what is of another version or of a later time, and says so', async () => {
    const dir = folder();
    const clock = drivenClock(T0);
    const first = begin(dir, clock);
    fly(first, clock, 0, 60);
    first.store.keepSnapshot('odd', T0, { version: 0 });
    first.store.keepSnapshot('later', T0 + 3_600_000, { version: 0 });
    await first.session.stop();
    const odd = begin(dir, clock, 'odd');
    expect(odd.notices).toEqual(['what was known before the restart is of another version and was left out']);
    await odd.session.stop();
    const later = begin(dir, clock, 'later');
    expect(later.notices).toEqual(['what was known before the restart is of a later time than now and was left out']);
    await later.session.stop();
  });
});

describe('a recording in two parts', () => {
  const recorded = Array.from({ length: 40 }, (_, step) => {
    const second = step * 5;
    return recordedLine(T0 + second * 1000, [rowAt(0, second, { squawk: second < 60 ? '2000' : '7700' })]);
  });

  /** Replays these lines into the store of the folder; what was said, line by line. */
  async function replayed(dir: string, lines: readonly string[]): Promise<readonly string[]> {
    const clock = drivenClock(T0);
    const path = join(dir, 'part.ndjson');
    writeFileSync(path, `${lines.join('\n')}\n`);
    const said: string[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const session = createSession({
      ground: groundIn(dir, clock),
      clock: 'recording',
      ownClock: false,
      sources: [recordingSource({ id: 'replay', label: 'part.ndjson', reconstruction: false, paths: [path] })],
      store: openedIn(dir, clock),
      settings: settingsIn(dir, clock),
      rules: defaultWatch,
      showAll: false,
      eventsForAll: false,
      worldName: worldName('recording', undefined),
      ui: {},
      onStep: ({ effects }, msg) => {
        for (const effect of effects)
          if (effect.kind === 'store') said.push(...effect.events.map((event) => JSON.stringify(eventToJson(event))));
        if (msg.kind === 'link' && msg.status.state === 'ended') end();
      },
    });
    session.start();
    await ended;
    await session.stop();
    return said;
  }

  it('says what one recording says, wherever it was cut', async () => {
    const whole = await replayed(folder(), recorded);
    expect(whole.some((line) => line.includes('"kind":"emergency"'))).toBe(true);
    for (const cut of [3, 13, 20, 24, 39]) {
      const dir = folder();
      const first = await replayed(dir, recorded.slice(0, cut));
      expect([...first, ...(await replayed(dir, recorded.slice(cut)))]).toEqual(whole);
    }
  });

  it('of another day begins with nothing', async () => {
    const dir = folder();
    const whole = await replayed(dir, recorded);
    const earlierDay = recorded.map((line) =>
      line
        .replaceAll(/170\d{10}/g, (at) => String(Number(at) - 86_400_000))
        .replaceAll(/"now\\":(\d+)/g, (_, now) => `"now\\":${Number(now) - 86_400}`),
    );
    const other = await replayed(dir, earlierDay);
    expect(other.length).toBe(whole.length);
  });
});
