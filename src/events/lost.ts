/**
 * `lost`: an airborne aircraft is silent while its feed delivers, said once per silence. The silence of the feed does not count
 * (detection.md Q12), silence on the ground is parking. Says where and how high it was; what that means is for later rules.
 */
import { airportsNear } from '../aero/airports.ts';
import { type EpochMs, MINUTE_MS, type Milliseconds, type NauticalMiles } from '../aero/units.ts';
import { type Coverage, coverageAt } from '../tracks/coverage.ts';
import type { Track } from '../tracks/types.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { deliveredMs, deliveringAfter } from './health.ts';
import { duration, height, miles, nameOf, placeName } from './say.ts';

/** Detection.md §5.2 for cells where aircraft are seldom heard; a model of coverage may shorten it later. */
const SILENT_MS: Milliseconds = 15 * MINUTE_MS;
/** Reports by satellite contract come every quarter of an hour or so. */
const SILENT_ADSC_MS: Milliseconds = 70 * MINUTE_MS;
/** It fell silent within this of its last report, or it would have been heard again. */
const NEXT_REPORT_MS: Milliseconds = MINUTE_MS;
/** An airport farther than this is no landmark. */
const LANDMARK_NM: NauticalMiles = 60;
const LEAST_SUPPORT = 3;
/** Detection.md §5.2, §5.5: from here aircraft are normally heard; below that seldom, and silence says nothing. */
const WELL_HEARD = 0.8;
const SELDOM_HEARD = 0.3;

interface Silence {
  readonly sinceAt: EpochMs;
}

/** What the silence is worth, by where aircraft are normally heard; empty where that is not known. */
function worthOf(share: number, learned: boolean): string {
  if (share <= SELDOM_HEARD) return '; there are hardly any receivers there: silence says nothing';
  return learned && share >= WELL_HEARD ? '; aircraft are normally heard there' : '';
}

function whereOf(
  track: Track,
  coverage: Coverage,
): { readonly text: string; readonly detail: Readonly<Record<string, unknown>> } {
  const fix = track.lastFix;
  if (fix === undefined) return { text: '', detail: {} };
  const near = airportsNear(fix.position, LANDMARK_NM)[0];
  const altitudeFt = fix.altitudeFt ?? track.altitudeFt?.value;
  const parts = [
    ...(altitudeFt === undefined ? [] : [`at ${height(altitudeFt)}`]),
    ...(near === undefined ? [] : [`${miles(near.distanceNm)} from ${placeName(near.airport)}`]),
  ];
  const there = coverageAt(coverage, fix.position, altitudeFt ?? 0);
  return {
    text: `${parts.length === 0 ? '' : `, last ${parts.join(', ')}`}${worthOf(there.share, there.learned)}`,
    detail: {
      ...fix.position,
      altitudeFt: altitudeFt ?? null,
      phase: track.phase,
      coverage: Math.round(there.share * 100) / 100,
      coverageLearned: there.learned,
      evidence: evidenceOf(
        'in the air and not heard for 15 minutes (by satellite contract: 70) while its feed delivered',
        [fix],
        {
          'share of time in which aircraft are heard there': Math.round(there.share * 100) / 100,
          learned: there.learned ? 'yes' : 'no, assumed',
        },
        'a report within that time, a gap of the feed, or the ground',
      ),
    },
  };
}

export const lost = defineDetector<Silence>({
  kinds: ['lost'],
  level: 'note',
  why: 'Where the signal ended is where the search begins.',
  onTick(memory, track, { at, health, coverage }) {
    if (track.heardAt === memory?.sinceAt || track.lastFix === undefined) return undefined;
    const limit = track.source === 'adsc' ? SILENT_ADSC_MS : SILENT_MS;
    if (at - track.heardAt < limit) return undefined;
    if (track.onGround?.value === true || track.lastFix.onGround === true) return undefined;
    if (track.altitudeFt === undefined && track.onGround === undefined) return undefined;
    if ((track.continuity?.support ?? 0) < LEAST_SUPPORT) return undefined;
    if (deliveredMs(health, track.feed, track.heardAt, at) < limit) return undefined;
    const sinceAt = track.heardAt;
    const toAt = deliveringAfter(health, track.feed, sinceAt + NEXT_REPORT_MS) ?? at;
    const where = whereOf(track, coverage);
    return {
      memory: { sinceAt },
      drafts: [
        {
          kind: 'lost',
          key: sinceAt,
          fromAt: sinceAt,
          toAt,
          at: sinceAt,
          probability: 0.9,
          level: 'note',
          text: `${nameOf(track)} has not been heard for ${duration(at - sinceAt)}${where.text}.`,
          detail: where.detail,
        },
      ],
    };
  },
});
