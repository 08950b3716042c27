/**
 * `dprk-watch demo`: the reconstruction of August 2023, told in about three minutes. A player feeds a relay on a loopback port, and the monitor
 * attaches to that relay over a real WebSocket as to any other feed. Touches neither the user's store nor the network.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseWatchRule } from '../aero/watchlist.ts';
import type { Command } from '../shell/cli-command.ts';
import { planPace } from '../shell/pace.ts';
import { createPlayer } from '../shell/player.ts';
import { startRelay } from '../shell/relay.ts';
import type { Source } from '../shell/sources/source.ts';
import { webSocketSource } from '../shell/sources/websocket.ts';
import { openTape } from '../shell/tape.ts';
import { createBridge } from './bridge.ts';
import { deskOf } from './desk.ts';
import type { Ground } from './ground.ts';
import { replayStore } from './replay.ts';
import type { ScreenEnd } from './screen.ts';
import { look, wantsScreen } from './viewing.ts';

type Demo = Extract<Command, { name: 'demo' }>;

/** The whole story: two flights of ten hours and a day and a half on the ground. */
const STORY_MS = 180_000;
const RECORDING = 'august-2023.ndjson.gz';
const LABEL = 'RA-86559, Moscow – Pyongyang – Moscow, August 2023';
const SUBJECT = '15521f';

/** The recording beside the bundle, or beside the sources. */
function recordingPath(): string {
  const places = ['./recordings/', '../recordings/'].map((place) =>
    fileURLToPath(new URL(place + RECORDING, import.meta.url)),
  );
  return places.find((path) => existsSync(path)) ?? RECORDING;
}

/** A relay of one recording, played; `url` is where to attach. */
export async function startStory(
  ground: Ground,
  command: Pick<Demo, 'speed' | 'loop' | 'fromAt' | 'toAt'>,
  speed?: number,
) {
  const { clock } = ground;
  const tape = await openTape([recordingPath()], {
    mentions: (text) => text.includes(`"hex":"${SUBJECT}"`),
    ...(command.toAt === undefined ? {} : { toAt: command.toAt }),
  });
  // The audience is this process: it is never dropped for being behind, it only reads later.
  const relay = await startRelay({ port: 0, clock, behindBytes: Number.POSITIVE_INFINITY });
  const player = createPlayer({
    id: 'player',
    label: LABEL,
    reconstruction: true,
    tape,
    clock,
    loop: command.loop,
    ...(speed === undefined ? { pace: planPace(tape.moments, STORY_MS) } : { speed }),
    ...(command.fromAt === undefined ? {} : { fromAt: command.fromAt }),
  });
  // Whoever attaches is told first what it is that plays, and at which time.
  const { fromAt, toAt } = tape;
  relay.replay({
    label: LABEL,
    reconstruction: true,
    fromAt,
    toAt,
    at: command.fromAt ?? fromAt,
    playing: false,
    speed: 1,
  });
  const bridge = createBridge({ relay });
  return { relay, player, play: () => player.start(bridge.take) };
}

export async function demo(ground: Ground, command: Demo): Promise<ScreenEnd> {
  const subject = parseWatchRule(SUBJECT);
  const desk = deskOf(ground, command, command.watch ?? ('rule' in subject ? [subject.rule] : []));
  const story = await startStory(
    ground,
    command,
    command.speed ?? (wantsScreen(ground, command) ? undefined : Number.POSITIVE_INFINITY),
  );
  const socket = webSocketSource({
    id: 'demo',
    url: new URL(story.relay.url),
    clock: ground.clock,
    userAgent: ground.userAgent,
    env: {},
  });
  // The story begins when somebody listens: nothing of it is missed.
  let begun = false;
  const audience: Source = {
    ...socket,
    start: (emit) =>
      socket.start((msg) => {
        emit(msg);
        if (begun || msg.kind !== 'frame') return;
        begun = true;
        story.play();
      }),
    stop: async () => {
      await story.player.stop();
      await socket.stop();
      await story.relay.stop();
    },
  };
  return look({
    ground,
    desk,
    options: command,
    clock: 'recording',
    ownClock: true,
    sources: [audience],
    player: story.player,
    store: replayStore(command),
    ...(command.fromAt === undefined ? {} : { fromAt: command.fromAt }),
  });
}
