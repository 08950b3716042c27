/** `dprk-watch [FEED…]`: the monitor on live feeds. Recordings named as feeds are played. */
import type { Command } from '../shell/cli-command.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { deskOf } from './desk.ts';
import { feedsOf } from './feeding.ts';
import type { Ground } from './ground.ts';
import { replay } from './replay.ts';
import type { ScreenEnd } from './screen.ts';
import { look } from './viewing.ts';

type Monitor = Extract<Command, { name: 'monitor' }>;

export async function monitor(ground: Ground, command: Monitor): Promise<ScreenEnd> {
  const desk = deskOf(ground, command, command.watch);
  const found = feedsOf(ground, desk, command);
  if ('error' in found) {
    ground.say(`dprk-watch: ${found.error}`);
    ground.say(found.hint);
    return { code: EXIT.usage };
  }
  const recordings = found.feeds.flatMap((feed) => (feed.kind === 'recording' ? [feed.path] : []));
  if (recordings.length === found.feeds.length) {
    return replay(ground, { ...command, name: 'replay', files: recordings, loop: false, import: false, anchors: [] });
  }
  if (recordings.length > 0) {
    ground.say('dprk-watch: a recording and a live feed are of different times');
    ground.say('play the recording by itself: dprk-watch replay FILE');
    return { code: EXIT.usage };
  }
  return look({
    ground,
    desk,
    options: command,
    clock: 'live',
    sources: found.feeds.map((feed) => feed.source),
    store: command.keep ? 'own' : 'memory',
    ...(command.giveUpMs === undefined ? {} : { giveUpMs: command.giveUpMs }),
  });
}
