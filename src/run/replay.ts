/** `dprk-watch replay FILE…`: recordings on the screen with a player, or into a pipe as fast as they are read. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { clean } from '../aero/clean.ts';
import type { Command } from '../shell/cli-command.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { createPlayer } from '../shell/player.ts';
import { faultWords } from '../shell/recording.ts';
import { recordingSource } from '../shell/sources/recording.ts';
import { openTape } from '../shell/tape.ts';
import type { StoreKind } from './desk.ts';
import { deskOf } from './desk.ts';
import type { Ground } from './ground.ts';
import type { ScreenEnd } from './screen.ts';
import { look, wantsScreen } from './viewing.ts';

type Replay = Extract<Command, { name: 'replay' }>;

/** A recording made from reports and not received says so in its name. */
export const isReconstruction = (path: string): boolean => /reconstruction/i.test(basename(path));

/** Recording seconds per second on a screen where none was ordered: an hour's flight in a minute. */
const USUAL_SPEED = 60;

/** The store of a replay: one that ends with it, its own under `--data-dir`, or with `--import` the user's. */
export const replayStore = (options: Pick<Replay, 'keep' | 'import' | 'dataDir'>): StoreKind => {
  if (!options.keep) return 'memory';
  if (options.import) return 'own';
  return options.dataDir === undefined ? 'memory' : 'replay';
};

export async function replay(ground: Ground, command: Replay): Promise<ScreenEnd> {
  for (const file of command.files) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) continue;
    ground.say(`dprk-watch: there is no recording ${clean(file, { cells: 200 })}`);
    return { code: EXIT.usage };
  }
  const desk = deskOf(ground, command, command.watch);
  const head = {
    id: 'replay',
    label: command.files.map((file) => basename(file)).join(', '),
    reconstruction: command.files.some(isReconstruction),
  };
  const toAt = command.toAt === undefined ? {} : { toAt: command.toAt };
  const fromAt = command.fromAt === undefined ? {} : { fromAt: command.fromAt };
  const base = {
    ground,
    desk,
    options: command,
    clock: 'recording' as const,
    store: replayStore(command),
    anchors: command.anchors,
  };
  const atOnce = command.speed === undefined || command.speed === Number.POSITIVE_INFINITY;
  if (!wantsScreen(ground, command) && atOnce && !command.loop) {
    const source = recordingSource({ ...head, paths: command.files, ...toAt });
    const ending = await look({ ...base, sources: [source], ...fromAt });
    const faults = source.faults();
    const words = faultWords(faults);
    if (words !== undefined) ground.say(`dprk-watch: ${words}`);
    const isEmpty = faults.unreadable > 0 && source.lines() === 0;
    return faults.damaged.length > 0 || isEmpty ? { code: EXIT.nothing } : ending;
  }
  const tape = await openTape(command.files, toAt);
  const words = faultWords(tape.faults);
  if (words !== undefined) ground.say(`dprk-watch: ${words}`);
  if (tape.length === 0) {
    ground.say('dprk-watch: nothing in it can be played');
    return { code: EXIT.nothing };
  }
  const player = createPlayer({
    ...head,
    tape,
    clock: ground.clock,
    speed: command.speed ?? USUAL_SPEED,
    loop: command.loop,
    ...fromAt,
  });
  return look({ ...base, sources: [player], player, ...fromAt });
}
