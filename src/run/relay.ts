/** `dprk-watch relay [FEED…]`: one set of upstreams, any number of monitors (CONTRACT §7). No screen; ends on a signal. */
import type { Command } from '../shell/cli-command.ts';
import { EXIT } from '../shell/cli-exit.ts';
import type { Feed } from '../shell/feed-names.ts';
import { createPlayer } from '../shell/player.ts';
import { startRelay } from '../shell/relay.ts';
import { errorWords } from '../shell/sources/reasons.ts';
import type { Source } from '../shell/sources/source.ts';
import { openTape } from '../shell/tape.ts';
import { createBridge } from './bridge.ts';
import { deskOf } from './desk.ts';
import { feedsOf } from './feeding.ts';
import type { Ground } from './ground.ts';
import { isReconstruction } from './replay.ts';
import { until } from './until.ts';

type RelayCommand = Extract<Command, { name: 'relay' }>;

/** A recording is served at the pace of its time, over and over: a relay stays up. */
async function sourceOf(ground: Ground, feed: Feed): Promise<Source> {
  if (feed.kind === 'live') return feed.source;
  const tape = await openTape([feed.path]);
  const reconstruction = isReconstruction(feed.path);
  return createPlayer({
    id: feed.id,
    label: feed.source.label,
    reconstruction,
    tape,
    clock: ground.clock,
    speed: 1,
    loop: true,
  });
}

export async function relay(ground: Ground, command: RelayCommand): Promise<number> {
  const found = feedsOf(ground, deskOf(ground, command, command.watch), command);
  if ('error' in found) {
    ground.say(`dprk-watch: ${found.error}`);
    ground.say(found.hint);
    return EXIT.usage;
  }
  try {
    const token = ground.env['DPRK_WATCH_RELAY_TOKEN'];
    const server = await startRelay({ ...command.listen, clock: ground.clock, ...(token ? { token } : {}) });
    const sources = await Promise.all(found.feeds.map((feed) => sourceOf(ground, feed)));
    const bridge = createBridge({
      relay: server,
      restart: (feed, reason) => sources.find((source) => source.id === feed)?.reconnect(reason),
    });
    ground.say(`dprk-watch: relaying on ${server.url}`);
    const code = await until({
      ground,
      sources,
      take: bridge.take,
      ...(command.giveUpMs === undefined ? {} : { giveUpMs: command.giveUpMs }),
    });
    await server.stop();
    const refused = Object.entries(bridge.rejects()).map(([reason, count]) => `${reason} ${count}`);
    if (refused.length > 0) ground.say(`dprk-watch: rejected: ${refused.join(', ')}`);
    return code;
  } catch (error) {
    ground.say(`dprk-watch: cannot listen on ${command.listen.host}:${command.listen.port}: ${errorWords(error)}`);
    return EXIT.nothing;
  }
}
