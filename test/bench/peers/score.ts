/** Calls held against what truly happened: right, at the wrong field, said twice, or about nothing. In: truth and calls. Out: counts. */
import type { EpochMs } from '../../../src/aero/units.ts';
import type { Call } from './calls.ts';

export interface Truth {
  readonly kind: Call['kind'];
  readonly icao24: string;
  /** Any of these is right. */
  readonly places: readonly string[];
  /** A call is about it when it lies in between. */
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

export interface Score {
  readonly asked: number;
  readonly right: number;
  /** The right aircraft at the right time at another field. */
  readonly wrongField: number;
  /** It did not happen, or it was said before. */
  readonly false: number;
  /** Said, and the truth neither asks for it nor forbids it. */
  readonly unjudged: number;
}

export const NOTHING: Score = { asked: 0, right: 0, wrongField: 0, false: 0, unjudged: 0 };

export const plus = (a: Score, b: Score): Score => ({
  asked: a.asked + b.asked,
  right: a.right + b.right,
  wrongField: a.wrongField + b.wrongField,
  false: a.false + b.false,
  unjudged: a.unjudged + b.unjudged,
});

const isAbout = (truth: Truth, call: Call): boolean =>
  truth.kind === call.kind && truth.icao24 === call.icao24 && truth.fromAt <= call.at && call.at <= truth.toAt;

/**
 * Each truth takes one call, one at the right field before others. What is left over is false where the truth says so or where it was
 * said before.
 * @param denies whether the truth rules the call out
 */
export function score(truths: readonly Truth[], calls: readonly Call[], denies: (call: Call) => boolean): Score {
  const left = new Set(calls);
  const take = (truth: Truth, fits: (call: Call) => boolean): boolean => {
    const call = [...left].find((one) => isAbout(truth, one) && fits(one));
    return call !== undefined && left.delete(call);
  };
  const open = truths.filter(
    (truth) => !take(truth, ({ place }) => place !== undefined && truth.places.includes(place)),
  );
  const elsewhere = open.filter((truth) => take(truth, () => true));
  const wrong = [...left].filter((call) => denies(call) || truths.some((truth) => isAbout(truth, call)));
  return {
    asked: truths.length,
    right: truths.length - open.length,
    wrongField: elsewhere.length,
    false: wrong.length,
    unjudged: left.size - wrong.length,
  };
}

/** Of what was said, what was right; `undefined` when nothing was said. */
export const precisionOf = ({ right, wrongField, false: wrong }: Score): number | undefined =>
  right + wrongField + wrong === 0 ? undefined : right / (right + wrongField + wrong);

/** Of what happened, what was said rightly; `undefined` when nothing happened. */
export const recallOf = ({ asked, right }: Score): number | undefined => (asked === 0 ? undefined : right / asked);
