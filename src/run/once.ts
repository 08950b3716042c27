/**
 * `--once`: waits for the first complete picture, prints one aircraft a line, and ends: 0, or 1 if there was none. A feed that sends one aircraft
 * a message is complete when the wait is over or its input has ended (CONTRACT §3).
 */
import type { Milliseconds } from '../aero/units.ts';
import type { Msg } from '../app/msg.ts';
import type { State } from '../app/state.ts';
import { subjectOfTrack } from '../app/subject.ts';
import type { Step } from '../app/update.ts';
import { matches } from '../query/match.ts';
import { parse } from '../query/parse.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { aircraftPlain, aircraftToJson, isListed, jsonLine } from '../shell/sink-rows.ts';
import { createSink } from '../shell/sinks.ts';
import { tracksOf } from '../tracks/fleet.ts';
import type { Track } from '../tracks/types.ts';
import { countWords } from './counts.ts';
import type { Ground } from './ground.ts';
import { isOver, refusal } from './pipe.ts';
import type { Session } from './session.ts';

export interface OnceOptions {
  readonly ground: Ground;
  readonly form: 'json' | 'plain';
  readonly filter?: string;
  readonly all: boolean;
  readonly waitMs: Milliseconds;
  /** Formats whose every message is a whole picture. */
  readonly isSnapshot: (formatId: string) => boolean;
}

export interface Once {
  readonly onStep: (step: Step, msg: Msg) => void;
  readonly run: (session: Session) => Promise<number>;
}

/** The aircraft to print, by address: heard within 60 s, watched or all, and what the filter lets through. */
export function listed(state: State, all: boolean, filter?: string): readonly Track[] {
  const parsed = filter === undefined ? undefined : parse(filter);
  const query = parsed?.ok === true ? parsed.query : undefined;
  return [...tracksOf(state.world.fleet)]
    .filter((track) => (all || track.watched) && isListed(track, state.at))
    .filter((track) => query === undefined || matches(query, subjectOfTrack(track, state.at), { now: state.at }))
    .sort((a, b) => (a.icao24 < b.icao24 ? -1 : 1));
}

/** What kept each feed from answering, in words. */
const troubleOf = (state: State): readonly string[] =>
  [...state.links.values()].flatMap(({ label, status }) => {
    if (!('reason' in status)) return [];
    const until = status.state === 'waiting' ? ` until ${new Date(status.until).toISOString().slice(0, 19)}Z` : '';
    return [`${label}: ${status.reason}${until}`];
  });

/** Nothing is printed: an empty sky, or feeds that never said what their sky holds? Those are never "no aircraft". */
function nothingCode(state: State): number {
  const links = [...state.links.values()];
  if (links.some(({ frames, status }) => frames > 0 || status.state === 'ended')) return EXIT.nothing;
  return links.some(({ status }) => status.state === 'refused') ? EXIT.refused : EXIT.unreachable;
}

export function createOnce(options: OnceOptions): Once {
  const { ground } = options;
  let end: (code?: number) => void = () => undefined;
  const complete = new Promise<number | undefined>((resolve) => {
    end = resolve;
  });
  const sink = createSink(ground.stdout, () => end(EXIT.ok));
  const pictured = (state: State): boolean =>
    state.links.size > 0 &&
    [...state.links.values()].every(
      ({ frames, formatId, status }) =>
        status.state === 'ended' || (frames > 0 && formatId !== undefined && options.isSnapshot(formatId)),
    );

  return {
    onStep: ({ state }, msg) => {
      if (refusal(state) !== undefined) {
        ground.say(`dprk-watch: refused: ${refusal(state)}`);
        end(EXIT.refused);
      } else if (isOver(state) || (msg.kind === 'frame' && state.clock === 'live' && pictured(state))) end();
    },
    run: async (session) => {
      session.start();
      // A recording is over when it is over, however long that takes.
      if (session.kernel.snapshot().clock === 'live') ground.clock.setTimeout(() => end(), options.waitMs);
      const code = await complete;
      const state = session.kernel.snapshot();
      await session.stop();
      const tracks = code === undefined ? listed(state, options.all, options.filter) : [];
      for (const track of tracks) {
        const row = aircraftToJson(track, state.at);
        sink.line(options.form === 'json' ? jsonLine(row) : aircraftPlain(row));
        await sink.ready();
      }
      await sink.flush();
      for (const words of countWords(state)) ground.say(`dprk-watch: ${words}`);
      if (code === undefined) for (const words of troubleOf(state)) ground.say(`dprk-watch: ${words}`);
      sink.release();
      return code ?? (tracks.length > 0 ? EXIT.ok : nothingCode(state));
    },
  };
}
