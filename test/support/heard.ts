/** Keeps what a source says and waits, without sleeping, until it has said what a test asks for. */
import type { LinkStatus } from '../../src/app/msg.ts';
import type { Source, SourceMsg } from '../../src/shell/sources/source.ts';

export interface Heard {
  readonly all: SourceMsg[];
  readonly emit: (msg: SourceMsg) => void;
  /** Resolves as soon as `test` holds for all that was heard (at once if it does). */
  readonly until: (test: (all: readonly SourceMsg[]) => boolean) => Promise<void>;
  readonly frames: () => readonly string[];
  readonly links: () => readonly LinkStatus[];
  readonly lastLink: () => LinkStatus | undefined;
  /** Resolves at the next message that makes the last link status this state. */
  readonly link: <S extends LinkStatus['state']>(state: S) => Promise<Extract<LinkStatus, { state: S }>>;
}

export const listen = (): Heard => {
  const all: SourceMsg[] = [];
  const waiting = new Set<() => void>();
  const links = (): readonly LinkStatus[] => all.flatMap((msg) => (msg.kind === 'link' ? [msg.status] : []));
  const until: Heard['until'] = (test) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!test(all)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    all,
    emit: (msg) => {
      all.push(msg);
      for (const look of [...waiting]) look();
    },
    until,
    frames: () => all.flatMap((msg) => (msg.kind === 'frame' ? [msg.text] : [])),
    links,
    lastLink: () => links().at(-1),
    link: async <S extends LinkStatus['state']>(state: S) => {
      await until(() => links().at(-1)?.state === state);
      return links().at(-1) as Extract<LinkStatus, { state: S }>;
    },
  };
};

/** Starts a source and listens. */
export const hear = (source: Source): Heard => {
  const heard = listen();
  source.start(heard.emit);
  return heard;
};

/** Waits for what happens outside the sources (a server that notices a loss), one turn of the event loop at a time. */
export const eventually = async (test: () => boolean): Promise<void> => {
  const from = performance.now();
  while (!test()) {
    if (performance.now() - from > 10_000) throw new Error('it did not happen in 10 s');
    await new Promise((resolve) => setImmediate(resolve));
  }
};
