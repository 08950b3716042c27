/**
 * A kernel with hands: its sources, its store, its player. In: what was prepared. Out: a running program without a face; a screen or a pipe is put
 * on top of it. Ends when somebody quits, or when all its inputs have ended.
 */

import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import type { Effect } from '../app/effect.ts';
import type { Msg } from '../app/msg.ts';
import { createKeeper } from '../shell/keeper.ts';
import { createKernel } from '../shell/kernel.ts';
import type { SettingKey } from '../shell/settings.ts';
import { isSettingKey } from '../shell/settings-keys.ts';
import type { SourceMsg } from '../shell/sources/source.ts';
import { notedAnchors, withAnchors } from './anchors.ts';
import { earlier, initialState } from './initial.ts';
import { createRestart } from './restart.ts';
import type { Ending, Face, Session, SessionOptions } from './session-types.ts';
import { updateWithTables } from './tables.ts';

export type { Ending, Session, SessionOptions } from './session-types.ts';

/** How often the store hears when aircraft were last heard. */
const SIGHTINGS_EVERY_TICKS = 30;
/** How often notes of a person are looked for. */
const NOTES_EVERY_TICKS = 10;
/** Events of one frame are kept together; a sky of 15,000 aircraft takes 50 ms to keep, so not after each. */
const KEEP_AFTER_MS = 500;
/** How often what is believed is kept for a restart. */
const WORLD_EVERY_TICKS = 60;
/** Frames at most four times a second (measured: a frame costs 5 to 9 ms whatever changed). */
const FRAME_GAP_MS = 250;

export function createSession(options: SessionOptions): Session {
  const { ground, store, settings, sources, player } = options;
  const { clock } = ground;
  let face: Face | undefined;
  let quit: (ending: Ending) => void = () => undefined;
  const quitting = new Promise<Ending>((resolve) => {
    quit = resolve;
  });
  let timer: unknown;
  let ticks = 0;
  let stopping: Promise<number> | undefined;

  const say = (text: string, dispatch: (msg: Msg) => void): void =>
    dispatch({ kind: 'notice', at: clock.now(), tone: 'warn', text });

  let keeping: unknown;
  /** What was concluded and what it rests on are kept together: after a kill the one is worth nothing without the other. */
  const keepSoon = (): void => {
    if (options.clock !== 'live') return;
    keeping ??= clock.setTimeout(() => {
      keeping = undefined;
      sight();
      restart.keep(kernel.snapshot());
    }, KEEP_AFTER_MS);
  };

  const carryOut = (effect: Effect, dispatch: (msg: Msg) => void): void => {
    switch (effect.kind) {
      case 'store':
        // A live run that finds itself attached to a played recording: none of that belongs into the user's log.
        if (options.clock === 'live' && kernel.snapshot().clock === 'recording') {
          return dispatch({ kind: 'stored', at: clock.now(), ids: effect.events.map((event) => event.id) });
        }
        keeper.save(effect.events);
        return keepSoon();
      case 'sighting':
        return store.sighting({ icao24: effect.icao24, heardAt: effect.at });
      case 'read-mark':
        return keeper.readMark(effect.at);
      case 'setting': {
        const key = effect.key;
        const written = isSettingKey(key) ? settings.set(key satisfies SettingKey, effect.value) : undefined;
        return written === undefined ? undefined : say(written.trouble, dispatch);
      }
      case 'watch-add': {
        const written = settings.update('watch', (rules) => [...new Set([...rules, effect.rule])]);
        return written === undefined ? undefined : say(written.trouble, dispatch);
      }
      case 'reconnect':
        for (const source of sources)
          if (effect.feed === undefined || source.id === effect.feed) source.reconnect(effect.reason);
        return undefined;
      case 'replay':
        return player?.command(effect.command);
      case 'redraw':
        return face?.redraw();
      case 'suspend':
        return face?.suspend();
      case 'quit':
        return quit(effect.next === undefined ? {} : { next: effect.next });
    }
  };

  const kernel = createKernel({
    initial: initialState(options),
    update: updateWithTables,
    carryOut,
    clock,
    frameGapMs: options.frameGapMs ?? (() => FRAME_GAP_MS),
    ...(options.onStep === undefined ? {} : { onStep: options.onStep }),
  });
  const keeper = createKeeper(store, clock, kernel.dispatch);
  const restart = createRestart({
    store,
    clock: options.clock,
    ...(options.worldName === undefined ? {} : { name: options.worldName }),
    say: (text) => say(text, kernel.dispatch),
  });
  const takeUp = (at: EpochMs): void => {
    const world = restart.taken(kernel.snapshot(), at);
    if (world === undefined) return;
    // A recording that goes on where the last one ended has that one's log behind it.
    if (options.clock === 'recording') kernel.dispatch(earlier(store, at));
    kernel.dispatch({ kind: 'restored', at, world });
  };
  let begun = options.clock === 'live';
  const enter = withAnchors(kernel.dispatch, options.anchors ?? []);
  const hear = (msg: SourceMsg): void => {
    // When a recording begins is known from its first line.
    if (!begun && msg.kind === 'frame') {
      begun = true;
      takeUp(msg.at);
    }
    enter(msg);
  };

  const sight = (): void => {
    const state = kernel.snapshot();
    if (state.clock === 'live') keeper.sight(state.world.fleet);
  };
  const noted = new Set<string>();
  /** Notes are entered by another process, the `note` command: each is taken once. */
  const takeNotes = (): void => {
    for (const anchor of notedAnchors(store, clock.now())) {
      const key = JSON.stringify(anchor);
      if (noted.has(key)) continue;
      noted.add(key);
      kernel.dispatch({ kind: 'anchor', at: clock.now(), anchor });
    }
  };
  const tick = (): void => {
    timer = clock.setTimeout(tick, SECOND_MS);
    kernel.dispatch({ kind: 'tick', at: clock.now() });
    ticks += 1;
    if (ticks % SIGHTINGS_EVERY_TICKS === 0) sight();
    if (ticks % NOTES_EVERY_TICKS === 0 && options.clock === 'live') takeNotes();
    if (ticks % WORLD_EVERY_TICKS === 0 && options.clock === 'live') restart.keep(kernel.snapshot());
  };

  return {
    kernel,
    quit: quitting,
    face: (given) => {
      face = given;
    },
    start: () => {
      if (options.clock === 'live') {
        kernel.dispatch(earlier(store, clock.now()));
        takeUp(clock.now());
        takeNotes();
      }
      for (const notice of [...settings.notices, ...store.notices]) say(notice, kernel.dispatch);
      tick();
      for (const source of sources) source.start(hear);
    },
    stop: () => {
      stopping ??= (async () => {
        if (timer !== undefined) clock.clearTimeout(timer);
        if (keeping !== undefined) clock.clearTimeout(keeping);
        await Promise.all(sources.map((source) => source.stop()));
        sight();
        restart.keep(kernel.snapshot());
        kernel.stop();
        return keeper.close();
      })();
      return stopping;
    },
  };
}
