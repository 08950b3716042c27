/** The corpus: recordings with a known truth, judged by the corpus' own scorer. What later rules bring is not asked yet. */
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/events/world.ts';
import {
  corpusFolder,
  corpusNames,
  eventsOf,
  observationsOf,
  type Pattern,
  truthOf,
  watchOf,
} from '../support/corpus.ts';

interface Scorer {
  readonly judge: (truth: unknown, events: readonly unknown[]) => { readonly short: readonly string[] };
}

/** These hold whole: they ask for nothing that is not detected yet. */
const WHOLE = new Set(['12', '15', '18', '20', '21', '25', '36']);
const KINDS_SO_FAR = new Set(['take-off', 'landing', 'emergency', 'teleport', 'feed-gap', 'feed-restored']);
/** Wider windows are for landings that nobody saw. */
const OBSERVED_MIN = 6;

const isAsked = (pattern: Pattern): boolean => {
  const kinds = Array.isArray(pattern.kind) ? pattern.kind : [pattern.kind];
  if (!kinds.some((kind: string) => KINDS_SO_FAR.has(kind))) return false;
  const flown = kinds.some((kind: string) => kind === 'take-off' || kind === 'landing');
  return !flown || (pattern.maxWidthMin !== undefined && pattern.maxWidthMin <= OBSERVED_MIN);
};

describe.skipIf(corpusNames.length === 0)('the corpus (skipped: no ../shared/corpus beside the checkout)', () => {
  it.each(corpusNames)('%s: what is observed is said, and nothing that is forbidden', async (name) => {
    const { judge } = (await import(new URL('score.mjs', corpusFolder).href)) as Scorer;
    const truth = truthOf(name);
    const { events } = eventsOf(observationsOf(name), watchOf(truth));
    const { visits: _visits, ...rest } = truth;
    const asked = WHOLE.has(name.slice(0, 2)) ? truth : { ...rest, expect: truth.expect.filter(isAsked) };
    expect(judge(asked, events).short).toEqual([]);
    expect(events.length).toBeGreaterThan(0);
  });

  it.each(['23', '25', '26', '36'])(
    '%s…: the clock asked between the frames as often as one likes gives the same log',
    (start) => {
      const name = corpusNames.find((one) => one.startsWith(start)) ?? '';
      const watch = watchOf(truthOf(name));
      const observations = observationsOf(name);
      const timeOf = (one: Observation): number => (one.kind === 'reports' ? one.receivedAt : one.at);
      const ticked = observations.flatMap((one, index): Observation[] => {
        const next = observations[index + 1];
        if (next === undefined || timeOf(next) <= timeOf(one)) return [one];
        const step = Math.max((timeOf(next) - timeOf(one)) / 7, 3000);
        const clocks: Observation[] = [];
        for (let at = timeOf(one) + step; at < timeOf(next); at += step) clocks.push({ kind: 'clock', at });
        return [one, ...clocks];
      });
      expect(ticked.length).toBeGreaterThan(observations.length);
      expect(eventsOf(ticked, watch).events).toEqual(eventsOf(observations, watch).events);
    },
  );
});
