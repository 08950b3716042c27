/**
 * `callsign-change`: three sightings of another callsign over half a minute (detection.md Q9). Blank is no callsign, and the
 * callsign of an aircraft whose address differs in one bit has leaked from it.
 */
import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import { type Fleet, trackOf } from '../tracks/fleet.ts';
import { defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { type Settled, settle } from './settled.ts';

const NEED = { times: 3, spanMs: 30 * SECOND_MS } as const;
const ADDRESS_BITS = 24;
const ADDRESS_DIGITS = 6;
/** A neighbour not heard for this long no longer leaks. */
const NEIGHBOUR_LIFE_MS = 600 * SECOND_MS;

/** True when an aircraft with a one-bit different address sends this very callsign (readsb #124). */
function isLeaked(fleet: Fleet, icao24: string, callsign: string, at: EpochMs): boolean {
  const address = Number.parseInt(icao24, 16);
  if (Number.isNaN(address)) return false;
  for (let bit = 0; bit < ADDRESS_BITS; bit += 1) {
    const neighbour = trackOf(fleet, (address ^ (1 << bit)).toString(16).padStart(ADDRESS_DIGITS, '0'));
    if (neighbour?.callsign?.value === callsign && at - neighbour.callsign.at <= NEIGHBOUR_LIFE_MS) return true;
  }
  return false;
}

export const callsignChange = defineDetector<Settled>({
  kinds: ['callsign-change'],
  level: 'info',
  why: 'A new callsign is a new leg, or a new purpose.',
  onSighting(memory = {}, { track, report }, { fleet }) {
    const { callsign, at } = report;
    if (callsign === undefined) return undefined;
    if (callsign !== memory.value && isLeaked(fleet, track.icao24, callsign, at)) return undefined;
    const { settled, change } = settle(memory, callsign, at, NEED);
    if (settled === memory) return undefined;
    if (change === undefined) return { memory: settled };
    return {
      memory: settled,
      drafts: [
        {
          kind: 'callsign-change',
          key: change.toAt,
          fromAt: change.fromAt,
          toAt: change.toAt,
          at: change.toAt,
          probability: 0.97,
          level: 'info',
          text: `${track.registration ?? track.icao24} changed its callsign from ${change.from} to ${change.to}.`,
          detail: {
            from: change.from,
            to: change.to,
            evidence: evidenceOf(
              'a new callsign, seen in three sightings over half a minute without the old one in between',
              track.lastFix === undefined ? [] : [track.lastFix],
              { 'seconds between the old one and the new one': Math.round((change.toAt - change.fromAt) / SECOND_MS) },
              'the old callsign in between, or fewer sightings of the new one',
            ),
          },
        },
      ],
    };
  },
});
