/**
 * `signal-suspect`: for two minutes or more the aircraft itself says that its position is poor, or its path contradicts the speed and
 * track it reports (detection.md Q5): jamming, forgery, a broken receiver. Once per episode; over after ten clean minutes. Positions
 * by multilateration are rough by nature, and under a hangar's roof GPS is poor: neither says anything.
 */
import { type EpochMs, MINUTE_MS } from '../aero/units.ts';
import type { Fix } from '../tracks/types.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { duration, nameOf } from './say.ts';

const LASTS_MS = 2 * MINUTE_MS;
const FIXES = 4;
/** Suspect fixes farther apart than this are not one stretch. */
const HOLE_MS = 2 * MINUTE_MS;
const CLEAN_MS = 10 * MINUTE_MS;
/** One clean row between suspect ones is a garbled field; so many are a recovery. */
const CLEAN_FIXES = 3;
const PROBABILITY = 0.9;
const REASONS = new Set(['low-integrity', 'speed-mismatch', 'track-mismatch']);

interface Memory {
  readonly first?: Fix;
  readonly lastAt: EpochMs;
  readonly fixes: number;
  readonly clean: number;
  readonly told: boolean;
}

const isSuspect = (fix: Fix): boolean =>
  fix.verdict === 'suspect' &&
  fix.source === 'adsb' &&
  fix.onGround !== true &&
  fix.reasons.some((reason) => REASONS.has(reason));

const inWords = (fix: Fix): string =>
  fix.reasons.includes('low-integrity')
    ? 'reports that its own position is poor'
    : 'moves in a way that its reported speed and track contradict';

/** A clean fix: it ends the stretch after a few, and the episode after ten minutes of them. */
function cleaned(memory: Memory | undefined, fix: Fix): { readonly memory: Memory } | undefined {
  if (memory === undefined || fix.source !== 'adsb' || fix.at <= memory.lastAt) return undefined;
  if (memory.told) {
    return fix.at - memory.lastAt > CLEAN_MS
      ? { memory: { lastAt: fix.at, fixes: 0, clean: 0, told: false } }
      : undefined;
  }
  const { first, ...rest } = memory;
  if (first === undefined) return undefined;
  return {
    memory: memory.clean + 1 >= CLEAN_FIXES ? { ...rest, fixes: 0, clean: 0 } : { ...memory, clean: memory.clean + 1 },
  };
}

export const signalSuspect = defineDetector<Memory>({
  kinds: ['signal-suspect'],
  level: 'note',
  why: 'Its positions may be wrong: nothing is concluded from them while that lasts.',
  onSighting(memory, { track, fix, report }) {
    if (fix === undefined) return undefined;
    if (fix.verdict === 'accepted') return cleaned(memory, fix);
    if (!isSuspect(fix)) return undefined;
    const episode = memory?.told === true && fix.at - memory.lastAt <= CLEAN_MS;
    if (episode) return { memory: { ...memory, lastAt: Math.max(fix.at, memory.lastAt) } };
    const known = memory?.told === true ? undefined : memory;
    const goesOn = known?.first !== undefined && fix.at - known.lastAt <= HOLE_MS;
    const first = goesOn ? known.first : fix;
    const fixes = goesOn ? known.fixes + 1 : 1;
    const next: Memory = { ...(first === undefined ? {} : { first }), lastAt: fix.at, fixes, clean: 0, told: false };
    if (first === undefined || fixes < FIXES || fix.at - first.at < LASTS_MS) return { memory: next };
    return {
      memory: { ...next, told: true },
      drafts: [
        {
          kind: 'signal-suspect',
          key: first.at,
          fromAt: first.at,
          toAt: fix.at,
          at: first.at,
          probability: PROBABILITY,
          level: 'note',
          text: `${nameOf(track)} ${inWords(fix)}, for ${duration(fix.at - first.at)} so far.`,
          detail: {
            reasons: fix.reasons,
            nic: report.nic ?? null,
            nacP: report.nacP ?? null,
            evidence: evidenceOf(
              'Four suspect fixes or more over 2 min: NACp 6 or less, NIC 5 or less, GPS lost, or a path 80 kt or 45° off what is reported.',
              [first, fix],
              {
                fixes,
                seconds: Math.round((fix.at - first.at) / 1000),
                nic: report.nic ?? null,
                nacP: report.nacP ?? null,
                reasons: fix.reasons.join(', '),
              },
              'Three clean fixes in a row, or a shorter stretch; once said, ten clean minutes begin a new episode.',
            ),
          },
        },
      ],
    };
  },
});
