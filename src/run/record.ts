/** `dprk-watch record FILE [FEED…]`: what is received, as it is received, into a recording (CONTRACT §1). No screen. */
import { statSync } from 'node:fs';
import { clean } from '../aero/clean.ts';
import type { Command } from '../shell/cli-command.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { openRecorder } from '../shell/recorder.ts';
import { deskOf } from './desk.ts';
import { feedsOf } from './feeding.ts';
import type { Ground } from './ground.ts';
import { until } from './until.ts';

type RecordCommand = Extract<Command, { name: 'record' }>;

export async function record(ground: Ground, command: RecordCommand): Promise<number> {
  const found = feedsOf(ground, deskOf(ground, command, command.watch), command);
  if ('error' in found) {
    ground.say(`dprk-watch: ${found.error}`);
    ground.say(found.hint);
    return EXIT.usage;
  }
  let broken: (code: number) => void = () => undefined;
  const end = new Promise<number>((resolve) => {
    broken = resolve;
  });
  if ((statSync(command.file, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    ground.say(`dprk-watch: ${clean(command.file, { cells: 200 })} is there already; what is received is added to it`);
  }
  try {
    const recorder = await openRecorder({
      path: command.file,
      clock: ground.clock,
      onTrouble: (reason) => {
        ground.say(`dprk-watch: the recording had to end: ${reason}`);
        broken(EXIT.nothing);
      },
    });
    const code = await until({
      ground,
      sources: found.feeds.map((feed) => feed.source),
      take: recorder.write,
      end,
      ...(command.giveUpMs === undefined ? {} : { giveUpMs: command.giveUpMs }),
    });
    await recorder.close();
    const { written, dropped } = recorder.counts();
    ground.say(`dprk-watch: ${written} lines written${dropped > 0 ? `, ${dropped} lost` : ''}`);
    return code;
  } catch (error) {
    ground.say(`dprk-watch: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.nothing;
  }
}
