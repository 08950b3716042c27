/**
 * A person's evidence into the world in hand: the detectors that want it are asked about the aircraft it names, also when nobody
 * ever heard it (CONTRACT §3 `--anchor`). In: an anchor. Out: events. Evidence about nobody, or about a place that is none, is
 * left alone: the door that took it from the person says so.
 */
import { aircraftOf } from '../aero/fleet.ts';
import { countryOf } from '../aero/icao24.ts';
import { icao24FromRegistration, normaliseRegistration, registrationFromIcao24 } from '../aero/registration.ts';
import type { EpochMs } from '../aero/units.ts';
import { trackOf, tracksOf } from '../tracks/fleet.ts';
import type { Track } from '../tracks/types.ts';
import { momentOf, question } from './ask.ts';
import type { Anchor } from './journey/types.ts';
import { cellsOf, withCells } from './recall.ts';
import type { Working } from './working.ts';

const ADDRESS = /^[0-9a-f]{6}$/;

/** The track of someone who was never heard: identity, and nothing else. */
function unheard(icao24: string, registration: string | undefined): Track {
  const listed = aircraftOf(icao24);
  const known = registration ?? listed?.registration ?? registrationFromIcao24(icao24);
  const country = countryOf(icao24)?.code;
  return {
    icao24,
    ...(known === undefined ? {} : { registration: known }),
    registrationDerived: registration === undefined,
    ...(listed === undefined ? {} : { typecode: listed.typecode, operator: listed.operator }),
    ...(country === undefined ? {} : { country }),
    watched: true,
    source: 'other',
    feed: '',
    phase: 'unknown',
    suspect: [],
    firstHeardAt: 0,
    heardAt: 0,
    counts: { accepted: 0, suspect: 0, refused: 0 },
    gated: {},
    recent: [],
    trail: [],
  };
}

/** Whom the evidence is about: by address, else by what is received or computed of the registration. */
function subjectOf(working: Working, anchor: Anchor): Track | undefined {
  const address = anchor.icao24?.toLowerCase();
  if (address !== undefined) {
    return ADDRESS.test(address)
      ? (trackOf(working.fleet, address) ?? unheard(address, anchor.registration))
      : undefined;
  }
  if (anchor.registration === undefined) return undefined;
  const wanted = normaliseRegistration(anchor.registration);
  for (const track of tracksOf(working.fleet)) {
    if (track.registration !== undefined && normaliseRegistration(track.registration) === wanted) return track;
  }
  const computed = icao24FromRegistration(anchor.registration);
  if (computed === undefined) return undefined;
  return trackOf(working.fleet, computed) ?? unheard(computed, anchor.registration);
}

/** Takes a person's evidence; the clock stands still. */
export function takeAnchor(working: Working, anchor: Anchor, at: EpochMs): void {
  const track = Number.isFinite(anchor.at) ? subjectOf(working, anchor) : undefined;
  if (track === undefined) return;
  const saidAt = Math.max(at, anchor.at);
  const moment = momentOf(working, saidAt);
  const before = cellsOf(working.recall, track.icao24);
  const after = question(working, track, before, moment, saidAt, (detector, cell, now) =>
    detector.onAnchor?.(cell, track, anchor, now),
  );
  if (after === before) return;
  working.recall = withCells(working.recall, new Map([[track.icao24, after]]));
  working.heard = new Set(working.heard).add(track.icao24);
}
