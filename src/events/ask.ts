/**
 * Asking the table of detectors, and putting what they say into the log. In: the world in hand, an aircraft, its cells. Out: the
 * cells after; events are added to the world in hand, in the order of the table.
 */
import type { EpochMs } from '../aero/units.ts';
import type { Track } from '../tracks/types.ts';
import { compose } from './compose.ts';
import type { Detector, Draft, Moment, Step } from './detector.ts';
import { detectors } from './index.ts';
import type { Cells } from './recall.ts';
import type { Working } from './working.ts';

/** What the detectors may look at, now. */
export const momentOf = (working: Working, at: EpochMs): Moment => ({
  at,
  fleet: working.fleet,
  health: working.health,
  sightings: working.settings.sightings,
  coverage: working.coverage,
  said: NOTHING,
});

const NOTHING: readonly Draft[] = [];

/** Asks every detector one question about one aircraft; the cells change only where a detector says so. */
export function question(
  working: Working,
  track: Track,
  cells: Cells,
  moment: Moment,
  at: EpochMs,
  ask: (detector: Detector, cell: unknown, moment: Moment) => Step<unknown> | undefined,
): Cells {
  let next: unknown[] | undefined;
  let said: Draft[] = [];
  let now = moment;
  for (let index = 0; index < detectors.length; index += 1) {
    const detector = detectors[index];
    const step = detector === undefined ? undefined : ask(detector, cells[index], now);
    if (step === undefined) continue;
    next ??= cells.slice();
    next[index] = step.memory;
    for (const { to, detail } of step.adds ?? []) {
      said = said.map((draft) => (draft === to ? { ...draft, detail: { ...draft.detail, ...detail } } : draft));
    }
    if (step.drafts === undefined || step.drafts.length === 0) continue;
    said = [...said, ...step.drafts];
    now = { ...moment, said };
  }
  for (const draft of said) working.events.push(compose(draft, track.icao24, track, at));
  return next ?? cells;
}

/** Events about feeds: nobody's, so without an aircraft. */
export function sayAboutFeeds(working: Working, drafts: readonly Draft[], at: EpochMs): void {
  for (const draft of drafts) working.events.push(compose(draft, 'feeds', undefined, at));
}
