/**
 * How a run is looked at: on a screen, as lines in a pipe, or once. In: what was ordered, a desk, sources. Out: an exit code, and whether another
 * run is to follow in the same terminal.
 */

import type { Anchor } from '../events/journey/types.ts';
import type { CommonOptions, ViewingOptions } from '../shell/cli-command.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { visitSources } from '../shell/commands/ledger.ts';
import type { Player } from '../shell/player.ts';
import type { Source } from '../shell/sources/source.ts';
import { KEYS } from '../ui/keys.ts';
import { rebind } from '../ui/rebind.ts';
import { recallVisits } from '../visits/fold.ts';
import { VISIT_KINDS } from '../visits/memory.ts';
import type { Desk, StoreKind } from './desk.ts';
import { storeOf } from './desk.ts';
import type { Ground } from './ground.ts';
import { isScreen } from './ground.ts';
import { colourLevel, glyphLevel } from './looks.ts';
import { createOnce } from './once.ts';
import type { PipeOptions } from './pipe.ts';
import { createPipe } from './pipe.ts';
import { worldName } from './restart.ts';
import type { ScreenEnd } from './screen.ts';
import type { SessionOptions } from './session.ts';
import { createSession } from './session.ts';

export interface Look {
  readonly ground: Ground;
  readonly desk: Desk;
  readonly options: CommonOptions & ViewingOptions;
  readonly clock: 'live' | 'recording';
  /** The sources live in the clock of their messages: a relay that plays a recording. */
  readonly ownClock?: boolean;
  readonly sources: readonly Source[];
  readonly player?: Player;
  readonly store: StoreKind;
  /** A person's evidence (`--anchor`). */
  readonly anchors?: readonly Anchor[];
  readonly fromAt?: number;
  readonly giveUpMs?: number;
}

/** Whether it will be a screen: a terminal to draw on, and nothing ordered that wants lines. */
export const wantsScreen = (ground: Ground, options: CommonOptions & ViewingOptions): boolean =>
  isScreen(ground) && options.output === 'auto' && !options.once && !options.screenReader;

/** Formats whose every message is the whole picture of what is heard. */
const SNAPSHOTS: readonly string[] = ['readsb', 'adsbx', 'relay'];

export async function look(given: Look): Promise<ScreenEnd> {
  const { ground, desk, options } = given;
  const store = storeOf(ground, desk, given.store);
  if ('trouble' in store) {
    ground.say(`dprk-watch: the event log: ${store.trouble}. \`--no-store\` runs without it.`);
    return { code: EXIT.settings };
  }
  const filter = options.filter === undefined ? {} : { filter: options.filter };
  const base: Omit<SessionOptions, 'ui'> = {
    ground,
    clock: given.clock,
    ownClock: given.ownClock ?? false,
    sources: given.sources,
    ...(given.player === undefined ? {} : { player: given.player }),
    store,
    settings: desk.settings,
    rules: desk.rules,
    visits: recallVisits(store.eventsOfKinds(VISIT_KINDS), visitSources(store, options.history)),
    anchors: given.anchors ?? [],
    showAll: options.all,
    eventsForAll: options.eventsForAll,
  };
  // A look at one moment leaves no trace; a player on a screen goes back and forth.
  const outlives = given.store !== 'memory' && !options.once && given.player === undefined && given.ownClock !== true;
  const named = outlives ? { ...base, worldName: worldName(given.clock, options.watch) } : base;
  const form = options.output === 'plain' ? 'plain' : 'json';
  if (options.once) {
    const once = createOnce({
      ground,
      form,
      ...filter,
      all: options.all,
      waitMs: options.waitMs,
      isSnapshot: (formatId) => SNAPSHOTS.includes(formatId),
    });
    return { code: await once.run(createSession({ ...base, ui: {}, onStep: once.onStep })) };
  }
  if (!wantsScreen(ground, options)) {
    const limits: Pick<PipeOptions, 'fromAt' | 'giveUpMs'> = {
      ...(given.fromAt === undefined ? {} : { fromAt: given.fromAt }),
      ...(given.giveUpMs === undefined ? {} : { giveUpMs: given.giveUpMs }),
    };
    const lines = options.screenReader && options.output === 'auto' ? 'people' : form;
    const pipe = createPipe({ ground, form: lines, ...filter, ...limits });
    return { code: await pipe.run(createSession({ ...named, ui: {}, onStep: pipe.onStep })) };
  }
  return onScreen(given, named);
}

/** Ink and all that hangs on it are loaded only where there is a screen. */
async function onScreen({ ground, desk, options, clock }: Look, base: Omit<SessionOptions, 'ui'>): Promise<ScreenEnd> {
  const { createScreen } = await import('./screen.ts');
  const { theme, units, glyphs, color, filterHistory, keys } = desk.settings.settings;
  const colour = colourLevel(options.color ?? (color === 'auto' ? undefined : color === 'always'), ground.env);
  const rebound = rebind(KEYS, keys);
  const screen = createScreen(
    { ground, colour, keys: rebound.table, ...(options.keep ? { paths: desk.paths } : {}) },
    options.slow,
  );
  const { columns, rows } = ground.stdout;
  const session = createSession({
    ...base,
    frameGapMs: screen.frameGapMs,
    ui: {
      columns,
      rows,
      ...(options.filter === undefined ? {} : { filter: options.filter }),
      units,
      theme: options.theme ?? theme,
      glyphs: glyphLevel(options.glyphs ?? (glyphs === 'auto' ? undefined : glyphs), ground.env),
      filterHistory,
      replayKeys: clock === 'recording',
    },
  });
  for (const conflict of rebound.conflicts)
    session.kernel.dispatch({ kind: 'notice', at: ground.clock.now(), tone: 'warn', text: conflict });
  return screen.run(session);
}
