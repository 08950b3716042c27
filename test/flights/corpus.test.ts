/** The corpus: recordings with a known truth, judged by the corpus' own scorer. */
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/events/world.ts';
import { corpusFolder, corpusNames, eventsOf, observationsOf, truthOf, watchOf } from '../support/corpus.ts';
import { timeOf } from '../support/flown.ts';

interface Scorer {
  readonly judge: (truth: unknown, events: readonly unknown[]) => { readonly short: readonly string[] };
}

describe.skipIf(corpusNames.length === 0)('the corpus (skipped: no ../shared/corpus beside the checkout)', () => {
  it.each(corpusNames)(
    '%s: everything that is asked of events is said, and nothing that is forbidden',
    async (name) => {
      const { judge } = (await import(new URL('score.mjs', corpusFolder).href)) as Scorer;
      const truth = truthOf(name);
      const { events } = eventsOf(observationsOf(name), watchOf(truth));
      // The visits are made of these events, in a room of their own.
      const { visits: _visits, ...rest } = truth;
      expect(judge(rest, events).short).toEqual([]);
      expect(events.length).toBeGreaterThan(0);
    },
  );

  it.each(['23', '25', '26', '36'])(
    '%s…: the clock asked between the frames as often as one likes gives the same log',
    (start) => {
      const name = corpusNames.find((one) => one.startsWith(start)) ?? '';
      const watch = watchOf(truthOf(name));
      const observations = observationsOf(name);
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
