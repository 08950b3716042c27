/** Runs without a face, until a signal: what `record` and `relay` have in common. In: sources. Out: the exit code. */
import type { LinkStatus } from '../app/msg.ts';
import { EXIT } from '../shell/cli-exit.ts';
import type { Source, SourceMsg } from '../shell/sources/source.ts';
import type { Ground } from './ground.ts';
import { onEndingSignal } from './signals.ts';

export interface UntilOptions {
  readonly ground: Ground;
  readonly sources: readonly Source[];
  readonly take: (msg: SourceMsg) => void;
  /** Every feed that never delivers is given up after this. */
  readonly giveUpMs?: number;
  readonly end?: Promise<number>;
}

const words = (label: string, status: LinkStatus): string | undefined => {
  if (status.state === 'up') return `${label}: connected`;
  if (status.state === 'ended') return `${label}: at its end`;
  return 'reason' in status ? `${label}: ${status.reason}` : undefined;
};

/** Feeds every message to `take` until a signal, the end of every input, or a refused key. Answers the exit code. */
export async function until({ ground, sources, take, giveUpMs, end }: UntilOptions): Promise<number> {
  let finish: (code: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const labels = new Map(sources.map((source) => [source.id, source.label]));
  const open = new Map<string, boolean>();
  let heard = false;
  const unlisten = onEndingSignal(finish);
  for (const source of sources) {
    source.start((msg) => {
      take(msg);
      if (msg.kind === 'frame') {
        heard = true;
        if (!open.has(msg.feed)) open.set(msg.feed, true);
      }
      if (msg.kind === 'replay' && msg.notice.ended === true) finish(EXIT.ok);
      if (msg.kind !== 'link') return;
      const said = words(labels.get(msg.feed) ?? msg.feed, msg.status);
      if (said !== undefined) ground.say(`dprk-watch: ${said}`);
      open.set(msg.feed, msg.status.state !== 'ended');
      if (msg.status.state === 'refused' && msg.status.final) finish(EXIT.refused);
      if (open.size >= sources.length && [...open.values()].every((isOpen) => !isOpen)) finish(EXIT.ok);
    });
  }
  if (giveUpMs !== undefined) {
    ground.clock.setTimeout(() => {
      if (!heard) finish(EXIT.unreachable);
    }, giveUpMs);
  }
  const code = await (end === undefined ? finished : Promise.race([finished, end]));
  await Promise.all(sources.map((source) => source.stop()));
  unlisten();
  return code;
}
