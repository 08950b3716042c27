/**
 * `position-conflict`: several fixes that agree with each other contradict the accepted track, and yet the aircraft could be there
 * (detection.md Q6): too fast for one hop, not too far for an aircraft. Which of the two is true is not known yet; where the other
 * one lies out of reach it is a `teleport`. Once per episode.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, HOUR_MS, type NauticalMiles, SECOND_MS } from '../aero/units.ts';
import { isStanding } from '../tracks/continuity.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { miles, nameOf } from './say.ts';

/** Below this nobody is misled. */
const LEAST_NM: NauticalMiles = 5;
/** Multilateration jumps by up to 15 NM (detection.md §6, scenario 20), two of its fixes by twice that: noise and no conflict. */
const LEAST_MLAT_NM: NauticalMiles = 30;
const EPISODE_MS = HOUR_MS;

export const positionConflict = defineDetector<EpochMs>({
  kinds: ['position-conflict'],
  level: 'note',
  why: 'Where it is depends on whom one believes.',
  hearsForeign: true,
  onSighting(lastAt, { track }) {
    const challenger = track.continuity?.challenger;
    if (challenger === undefined || challenger.unreachable || !isStanding(challenger)) return undefined;
    const { first, last, against, fixes } = challenger;
    if (lastAt !== undefined && last.at - lastAt <= EPISODE_MS)
      return last.at > lastAt ? { memory: last.at } : undefined;
    const apart = distanceNm(against.position, first.position);
    const isRough = [first, last, against].some(({ source }) => source === 'mlat');
    if (apart < (isRough ? LEAST_MLAT_NM : LEAST_NM)) return undefined;
    return {
      memory: last.at,
      drafts: [
        {
          kind: 'position-conflict',
          key: first.at,
          fromAt: against.at,
          toAt: last.at,
          at: first.at,
          probability: 0.8,
          level: 'note',
          text: `Two sets of positions of ${nameOf(track)} contradict each other, ${miles(apart)} apart.`,
          detail: {
            distanceNm: Math.round(apart),
            elapsedSeconds: Math.round((first.at - against.at) / SECOND_MS),
            from: against.position,
            to: first.position,
            evidence: evidenceOf(
              'Three fixes or more over 30 s that agree with each other and cannot follow the accepted track in one hop, but could be reached.',
              [against, first, last],
              {
                distanceNm: Math.round(apart),
                elapsedSeconds: Math.round((first.at - against.at) / SECOND_MS),
                fixes,
              },
              'Farther than 600 kt and 20 NM allow it would be a teleport; five fixes over a minute move the track.',
            ),
          },
        },
      ],
    };
  },
});
