/**
 * One step of a journey at work: what is remembered and what is to be said, in the hand of one rule after the other, and given
 * back as a step. Nothing of it outlives the call.
 */
import type { EpochMs } from '../../aero/units.ts';
import type { Track } from '../../tracks/types.ts';
import type { Draft, Moment, Step } from '../detector.ts';
import { type Prior, priorOf } from './goals.ts';
import type { Journey } from './types.ts';

export const START: Journey = { legs: 0, dprkLegs: 0 };

export interface Hand {
  journey: Journey;
  readonly track: Track;
  readonly moment: Moment;
  readonly drafts: Draft[];
  readonly adds: { readonly to: Draft; readonly detail: Readonly<Record<string, unknown>> }[];
}

export const handOf = (memory: Journey | undefined, track: Track, moment: Moment): Hand => ({
  journey: memory ?? START,
  track,
  moment,
  drafts: [],
  adds: [],
});

/** The step, `undefined` when nothing changed. */
export function stepOf(hand: Hand, memory: Journey | undefined): Step<Journey> | undefined {
  if (hand.journey === (memory ?? START) && hand.drafts.length === 0 && hand.adds.length === 0) return undefined;
  return { memory: hand.journey, drafts: hand.drafts, adds: hand.adds };
}

/** Changes what is remembered; a key given as `undefined` is forgotten. */
export function change(hand: Hand, next: { readonly [K in keyof Journey]?: Journey[K] | undefined }): void {
  const changed: { [key: string]: unknown } = { ...hand.journey, ...next };
  for (const key in next) if (changed[key] === undefined) delete changed[key];
  hand.journey = changed as unknown as Journey;
}

/** What is believed of this aircraft's flights before this one. */
export const priorIn = ({ journey, track }: Hand): Prior => priorOf(track, journey.legs, journey.dprkLegs);

/** When it was last heard at all. */
export const heardAt = ({ track, journey }: Hand): EpochMs => Math.max(track.heardAt, journey.leg?.last.at ?? 0);
