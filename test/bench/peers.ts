/**
 * `node test/bench/peers.ts [--simulated] [--seed N] [--each] [--json]`: the rules of four peers, restated, and ours on the same
 * recordings: precision and recall of landings and take-offs side by side. Right is the kind, the aircraft, the field, and a time
 * inside the truth's interval. Without the corpus beside the checkout the recordings are simulated.
 */
import { parseArgs } from 'node:util';
import type { Call } from './peers/calls.ts';
import { opdi } from './peers/opdi.ts';
import { ours } from './peers/ours.ts';
import { planeNotify } from './peers/plane-notify.ts';
import { privateJets } from './peers/private-jets.ts';
import { readsbLegs } from './peers/readsb-legs.ts';
import { corpusRecordings, type Recording, simulatedRecordings } from './peers/recordings.ts';
import { NOTHING, plus, precisionOf, recallOf, type Score, score, type Truth } from './peers/score.ts';

const ALL = [planeNotify, readsbLegs, privateJets, opdi, ours] as const;
const NAME_WIDTH = 14;

const { values } = parseArgs({
  options: {
    simulated: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    each: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const corpus = values.simulated ? [] : corpusRecordings();
const recordings: readonly Recording[] = corpus.length > 0 ? corpus : simulatedRecordings(Number(values.seed));
const print = (text: string): void => {
  if (!values.json) process.stdout.write(`${text}\n`);
};

/** What is counted apart: all of a kind, and those in the DPRK. */
const SLICES = ['landing', 'take-off', 'landing in the DPRK', 'take-off in the DPRK'] as const;
type Slice = (typeof SLICES)[number];
const home = (place: string | undefined): boolean => /^(ZK|KP-)/.test(place ?? '');
const inSlice = (
  slice: Slice,
  { kind, place }: { readonly kind: Call['kind']; readonly place: string | undefined },
): boolean => slice.startsWith(kind) && (!slice.endsWith('DPRK') || home(place));
const placeOf = (one: Truth): { readonly kind: Call['kind']; readonly place: string | undefined } => ({
  kind: one.kind,
  place: one.places[0],
});

const totals = new Map<string, Map<Slice, Score>>(ALL.map(({ name }) => [name, new Map()]));
for (const { name, observations, watched, truths, denies } of recordings) {
  const seen = observations();
  for (const rules of ALL) {
    const calls = rules.run(seen, watched);
    for (const slice of SLICES) {
      const asked = truths.filter((one) => inSlice(slice, placeOf(one)));
      // A landing said to be elsewhere than in the DPRK, when it was there, is a wrong field there too.
      const said = calls.filter((call) =>
        slice.endsWith('DPRK')
          ? call.kind === slice.split(' ')[0] &&
            (home(call.place) ||
              asked.some((one) => one.fromAt <= call.at && call.at <= one.toAt && one.icao24 === call.icao24))
          : call.kind === slice,
      );
      const one = score(asked, said, denies);
      const sums = totals.get(rules.name);
      sums?.set(slice, plus(sums.get(slice) ?? NOTHING, one));
      if (values.each && !slice.endsWith('DPRK')) {
        print(
          `${name}: ${rules.name}, ${slice}: ${one.right} of ${one.asked}, wrong field ${one.wrongField}, false ${one.false}`,
        );
      }
    }
  }
}

const percent = (share: number | undefined): string => (share === undefined ? '–' : `${(share * 100).toFixed(0)} %`);
const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => (index === 0 ? cell.padEnd(NAME_WIDTH) : cell.padStart(index === 3 || index === 5 ? 13 : 11)))
    .join('');
print(`${recordings.length} recordings, ${corpus.length > 0 ? 'the corpus' : `simulated, seed ${values.seed}`}.`);
for (const slice of SLICES) {
  print(
    `\n${slice}s: ${totals.get(ours.name)?.get(slice)?.asked ?? 0} happened`
      .replace('landing in the DPRKs', 'landings in the DPRK')
      .replace('take-off in the DPRKs', 'take-offs in the DPRK'),
  );
  print(row(['', 'said', 'right', 'wrong field', 'false', 'not judged', 'recall', 'precision']));
  for (const { name } of ALL) {
    const one = totals.get(name)?.get(slice) ?? NOTHING;
    const said = one.right + one.wrongField + one.false + one.unjudged;
    print(
      row([
        name,
        ...[said, one.right, one.wrongField, one.false, one.unjudged].map(String),
        percent(recallOf(one)),
        percent(precisionOf(one)),
      ]),
    );
  }
}
if (values.json) {
  const plain = [...totals].map(([name, sums]) => ({ name, ...Object.fromEntries(sums) }));
  process.stdout.write(`${JSON.stringify({ recordings: recordings.length, rules: plain })}\n`);
}
