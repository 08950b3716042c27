/** `squawk-change`: the same other code twice, ten seconds apart or more (detection.md §5.2); a knob turned past codes is none. */
import { SECOND_MS } from '../aero/units.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { nameOf } from './say.ts';
import { type Settled, settle } from './settled.ts';

const NEED = { times: 2, spanMs: 10 * SECOND_MS } as const;

export const squawkChange = defineDetector<Settled>({
  kinds: ['squawk-change'],
  level: 'info',
  why: 'A new transponder code is a new controller, or a message.',
  onSighting(memory = {}, { track, report }) {
    if (report.squawk === undefined) return undefined;
    const { settled, change } = settle(memory, report.squawk, report.at, NEED);
    if (settled === memory) return undefined;
    if (change === undefined) return { memory: settled };
    return {
      memory: settled,
      drafts: [
        {
          kind: 'squawk-change',
          key: change.toAt,
          fromAt: change.fromAt,
          toAt: change.toAt,
          at: change.toAt,
          probability: 0.97,
          level: 'info',
          text: `${nameOf(track)} changed its squawk from ${change.from} to ${change.to}.`,
          detail: {
            from: change.from,
            to: change.to,
            evidence: evidenceOf(
              'a new squawk, seen in two sightings over ten seconds without the old one in between',
              track.lastFix === undefined ? [] : [track.lastFix],
              { 'seconds between the old one and the new one': Math.round((change.toAt - change.fromAt) / SECOND_MS) },
              'the old squawk in between, or fewer sightings of the new one',
            ),
          },
        },
      ],
    };
  },
});
