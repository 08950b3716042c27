/**
 * A session without a screen: one event a line on standard output, messages on standard error, never an escape byte. Ends at the end of its
 * inputs, at a signal, when the reader has gone, or when a feed refuses the key.
 */
import type { EpochMs, Milliseconds } from '../aero/units.ts';
import type { Msg } from '../app/msg.ts';
import type { State } from '../app/state.ts';
import { subjectOfEvent } from '../app/subject.ts';
import type { Step } from '../app/update.ts';
import type { FlightEvent } from '../events/types.ts';
import { eventToJson } from '../events/wire.ts';
import { matches } from '../query/match.ts';
import { parse } from '../query/parse.ts';
import { EXIT } from '../shell/cli-exit.ts';
import { eventForPeople, eventPlain, jsonLine } from '../shell/sink-rows.ts';
import { createSink } from '../shell/sinks.ts';
import { countWords } from './counts.ts';
import type { Ground } from './ground.ts';
import type { Session } from './session.ts';
import { onEndingSignal } from './signals.ts';

export interface PipeOptions {
  readonly ground: Ground;
  /** `people`: a sentence a line, for a screen reader or a terminal that cannot be drawn on. */
  readonly form: 'json' | 'plain' | 'people';
  /** Checked by the command line. */
  readonly filter?: string;
  /** Events said before are folded and not printed. */
  readonly fromAt?: EpochMs;
  /** A feed that never comes up is given up after this: exit 5. */
  readonly giveUpMs?: Milliseconds;
}

export interface Pipe {
  /** For the session: prints what a step brought about. */
  readonly onStep: (step: Step, msg: Msg) => void;
  /** Starts the session and runs it to its end; answers the exit code. */
  readonly run: (session: Session) => Promise<number>;
}

const LINES: Readonly<Record<PipeOptions['form'], (event: FlightEvent) => string>> = {
  json: (event) => jsonLine(eventToJson(event)),
  plain: eventPlain,
  people: eventForPeople,
};
/**
 * There is nothing more to come: every input is at its end, or the recording that a relay plays is. The relay itself stays up (the demo's
 * too), so its own link never says so.
 */
export const isOver = (state: State): boolean =>
  (state.clock === 'recording' && state.replay?.ended === true) ||
  (state.links.size > 0 && [...state.links.values()].every((link) => link.status.state === 'ended'));

/** Why the run cannot go on: a key that was refused, as the exit code of CONTRACT §3. */
export function refusal(state: State): string | undefined {
  for (const { label, status } of state.links.values()) {
    if (status.state === 'refused' && status.final) return `${label}: ${status.reason}`;
  }
  return undefined;
}

export function createPipe(options: PipeOptions): Pipe {
  const { ground } = options;
  const parsed = options.filter === undefined ? undefined : parse(options.filter);
  const query = parsed?.ok === true ? parsed.query : undefined;
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const sink = createSink(ground.stdout, (how) => {
    if (how.how === 'failed') ground.say(`dprk-watch: standard output: ${how.reason}`);
    end(how.how === 'reader-gone' ? EXIT.ok : EXIT.nothing);
  });
  const line = LINES[options.form];
  const wanted = (event: FlightEvent, state: State): boolean =>
    (options.fromAt === undefined || event.detectedAt >= options.fromAt) &&
    (query === undefined || matches(query, subjectOfEvent(event), { now: state.at }));

  const onStep = ({ state, effects }: Step, msg: Msg): void => {
    for (const effect of effects) {
      if (effect.kind !== 'store') continue;
      for (const event of effect.events) if (wanted(event, state)) sink.line(line(event));
    }
    if (msg.kind === 'store-failed') ground.say(`dprk-watch: the event log: ${msg.reason}`);
    if (msg.kind === 'notice') ground.say(`dprk-watch: ${msg.text}`);
    if (isOver(state)) end(EXIT.ok);
    if (msg.kind !== 'link' || isOver(state)) return;
    const refused = refusal(state);
    if (refused !== undefined) {
      ground.say(`dprk-watch: refused: ${refused}`);
      end(EXIT.refused);
    } else if (msg.status.state === 'down' || msg.status.state === 'waiting' || msg.status.state === 'refused') {
      ground.say(`dprk-watch: ${state.links.get(msg.feed)?.label ?? msg.feed}: ${msg.status.reason}`);
    }
  };

  const giveUp = (session: Session): void => {
    if (options.giveUpMs === undefined) return;
    ground.clock.setTimeout(() => {
      const links = [...session.kernel.snapshot().links.values()];
      if (links.some((link) => link.frames > 0)) return;
      ground.say('dprk-watch: no feed could be reached');
      end(EXIT.unreachable);
    }, options.giveUpMs);
  };

  return {
    onStep,
    run: async (session) => {
      const unlisten = onEndingSignal(end);
      session.start();
      giveUp(session);
      const code = await ended;
      const unstored = await session.stop();
      await sink.flush();
      for (const words of countWords(session.kernel.snapshot())) ground.say(`dprk-watch: ${words}`);
      if (unstored > 0) ground.say(`dprk-watch: ${unstored} events could not be stored`);
      unlisten();
      sink.release();
      return code;
    },
  };
}
