/**
 * `duplicate-address`: two tracks under one address at the same time, more than 50 NM apart, both heard again and again (detection.md
 * Q10). A forger who comes after the aircraft fell silent is a `teleport`; here both are on the air. Once per episode.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, type NauticalMiles, SECOND_MS } from '../aero/units.ts';
import { isStanding } from '../tracks/continuity.ts';
import type { Fix } from '../tracks/types.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { miles, nameOf } from './say.ts';

const APART_NM: NauticalMiles = 50;
/** Detection.md §3, last line: no event on fewer than three fixes over half a minute, and this is about two tracks. */
const FIXES = 3;
const SPAN_MS = 30 * SECOND_MS;
/** Both were heard within this of each other: at the same time. */
const TOGETHER_MS = 5 * MINUTE_MS;
/** Heard so again within the hour it is the same episode. */
const EPISODE_MS = HOUR_MS;

interface Memory {
  /** The challenger that these counts go with. */
  readonly sinceAt: EpochMs;
  /** Fixes of the accepted track since that challenger appeared. */
  readonly own: number;
  readonly firstOwn?: Fix;
  readonly toldAt?: EpochMs;
}

export const duplicateAddress = defineDetector<Memory>({
  kinds: ['duplicate-address'],
  level: 'warn',
  why: 'Two aircraft use one address: what is said of either may be of the other.',
  hearsForeign: true,
  onSighting(memory, { track, fix, takeover }) {
    const challenger = track.continuity?.challenger;
    if (challenger === undefined || takeover) return undefined;
    const sinceAt = challenger.first.at;
    const toldAt = memory?.toldAt;
    const before: Memory =
      memory?.sinceAt === sinceAt ? memory : { sinceAt, own: 0, ...(toldAt === undefined ? {} : { toldAt }) };
    const isOwn = fix?.verdict === 'accepted' && fix.at > sinceAt;
    const next: Memory = isOwn ? { ...before, own: before.own + 1, firstOwn: before.firstOwn ?? fix } : before;
    const own = track.lastFix;
    const { firstOwn } = next;
    if (own === undefined || firstOwn === undefined || next.own < FIXES || own.at - firstOwn.at < SPAN_MS)
      return next === memory ? undefined : { memory: next };
    const together =
      isStanding(challenger) &&
      Math.abs(own.at - challenger.last.at) <= TOGETHER_MS &&
      distanceNm(own.position, challenger.last.position) > APART_NM;
    if (!together) return next === memory ? undefined : { memory: next };
    const now = Math.max(own.at, challenger.last.at);
    if (toldAt !== undefined && now - toldAt <= EPISODE_MS) return { memory: { ...next, toldAt: now } };
    const apart = distanceNm(own.position, challenger.last.position);
    return {
      memory: { ...next, toldAt: now },
      drafts: [
        {
          kind: 'duplicate-address',
          key: sinceAt,
          fromAt: Math.min(sinceAt, firstOwn.at),
          toAt: now,
          at: sinceAt,
          probability: 0.9,
          level: 'warn',
          text: `Two aircraft send the address of ${nameOf(track)} at the same time, ${miles(apart)} apart.`,
          detail: {
            distanceNm: Math.round(apart),
            own: own.position,
            other: challenger.last.position,
            evidence: evidenceOf(
              'Two tracks under one address, each three fixes or more over 30 s, heard within 5 min of each other, more than 50 NM apart.',
              [firstOwn, own, challenger.first, challenger.last],
              {
                distanceNm: Math.round(apart),
                ownFixes: next.own,
                otherFixes: challenger.fixes,
                otherUnreachable: String(challenger.unreachable),
              },
              'Only one of the two on the air: then the other one is a teleport, or the aircraft itself.',
            ),
          },
        },
      ],
    };
  },
});
