/** Leaving, and going from event to event in a recording. */
import type { EpochMs } from '../aero/units.ts';
import { noRecording } from './command-reasons.ts';
import type { State } from './state.ts';
import type { UiStep } from './ui-step.ts';
import { look, say, step } from './ui-step.ts';

/** What would be lost or cut short by leaving, in words; a recording that is played can be played again. */
function unfinished(state: State): string | undefined {
  if (state.clock === 'recording') return undefined;
  const count = state.unstored.size;
  if (count > 0) return `${count} ${count === 1 ? 'event is' : 'events are'} not stored yet`;
  return state.recordingTo === undefined ? undefined : 'a recording is being written';
}

/** Leaves at once where nothing is unfinished or the question was answered; else asks. A second ^C or q is an answer. */
export function quit(state: State, force: boolean, at: EpochMs): UiStep {
  const reason = force || state.ui.quitAsked ? undefined : unfinished(state);
  if (reason === undefined) return step(state, { kind: 'quit' });
  return step(say(look(state, { quitAsked: true }), `${reason}. Quit? y yes  n no`, at, 'warn'));
}

/** The next event must lie beyond this (ms), or one would stay where one is; the one before, too. */
const BESIDE_MS = 1000;

/** To the nearest event before or after the recording's clock, among those that were played up to now. */
export function replayEvent(state: State, by: -1 | 1, at: EpochMs): UiStep {
  const reason = noRecording(state);
  if (reason !== undefined) return step(say(state, reason, at));
  let nearest: EpochMs | undefined;
  const logs = [state.events, ...[...state.checkpoints.values()].map(({ events }) => events)];
  for (const events of logs) {
    for (const { detectedAt } of events) {
      const distance = (detectedAt - state.at) * by;
      if (distance < BESIDE_MS) continue;
      if (nearest === undefined || distance < (nearest - state.at) * by) nearest = detectedAt;
    }
  }
  if (nearest !== undefined) return step(state, { kind: 'replay', command: { to: 'seek-at', at: nearest } });
  return step(
    say(state, by < 0 ? 'no event before this' : 'no later event is known yet: it has to be played first', at),
  );
}
