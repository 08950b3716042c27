/**
 * `teleport`: a second track under the same address, several fixes that agree with each other and lie where the aircraft cannot
 * be (detection.md Q4–Q6). One line for the whole episode; the accepted track waits for the aircraft to come back.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../aero/units.ts';
import { isStanding } from '../tracks/continuity.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { duration, miles } from './say.ts';

/** Odd positions that come back within the hour are the same episode. */
const EPISODE_MS = HOUR_MS;

interface Episode {
  readonly startAt: EpochMs;
  readonly lastAt: EpochMs;
}

export const teleport = defineDetector<Episode>({
  kinds: ['teleport'],
  level: 'warn',
  why: 'Someone forges or jams positions, or two aircraft use one address.',
  hearsForeign: true,
  onSighting(memory, { track }) {
    const challenger = track.continuity?.challenger;
    if (challenger === undefined || !challenger.unreachable || !isStanding(challenger)) return undefined;
    const { first, last, against } = challenger;
    if (memory !== undefined && first.at - memory.lastAt <= EPISODE_MS) {
      return last.at > memory.lastAt ? { memory: { ...memory, lastAt: last.at } } : undefined;
    }
    const distance = distanceNm(against.position, first.position);
    const elapsed = Math.max(first.at - against.at, 1);
    return {
      memory: { startAt: first.at, lastAt: last.at },
      drafts: [
        {
          kind: 'teleport',
          key: first.at,
          fromAt: against.at,
          toAt: first.at,
          at: first.at,
          probability: 0.95,
          level: 'warn',
          text:
            `Positions under the address of ${track.registration ?? track.icao24} appear ${miles(distance)} from where it was ` +
            `${elapsed < MINUTE_MS ? 'less than a minute' : duration(elapsed)} before: it cannot be there.`,
          detail: {
            distanceNm: Math.round(distance),
            elapsedSeconds: Math.round(elapsed / 1000),
            from: against.position,
            to: first.position,
            evidence: evidenceOf(
              'farther from the last accepted fix than 600 kt and 20 NM allow, in three fixes over half a minute that agree with each other',
              [against, first, last],
              {
                'distance in NM': Math.round(distance),
                'seconds between': Math.round(elapsed / 1000),
                'knots that it would take': Math.round(distance / (elapsed / 3_600_000)),
              },
              'fewer fixes there, or enough time to fly there',
            ),
          },
        },
      ],
    };
  },
});
