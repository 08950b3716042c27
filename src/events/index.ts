/**
 * The table of detectors. A new kind of event is one file and one row here; the log line, the filter, the colour and the README
 * row come from the row.
 */
import { airspace } from './airspace.ts';
import { callsignChange } from './callsign-change.ts';
import { contact } from './contact.ts';
import type { Detector } from './detector.ts';
import { duplicateAddress } from './duplicate-address.ts';
import { emergency } from './emergency.ts';
import { feedGapKinds } from './feed-gap.ts';
import { goAround } from './go-around.ts';
import { holding } from './holding.ts';
import { identityConflict } from './identity-conflict.ts';
import { journey, journeyKinds } from './journey/journey.ts';
import { lost } from './lost.ts';
import { pair } from './pair.ts';
import { positionConflict } from './position-conflict.ts';
import { signalSuspect } from './signal-suspect.ts';
import { squawkChange } from './squawk-change.ts';
import { takeOffLanding } from './take-off-landing.ts';
import { teleport } from './teleport.ts';
import type { EventLevel } from './types.ts';

/** In the order in which they are asked, which is the order of their events within one report. */
export const detectors: readonly Detector[] = [
  contact,
  takeOffLanding,
  callsignChange,
  squawkChange,
  emergency,
  teleport,
  positionConflict,
  duplicateAddress,
  signalSuspect,
  identityConflict,
  goAround,
  holding,
  airspace,
  lost,
  journey,
  pair,
];

/** Every kind of event that this build can say, with its usual level and why anyone wants to know. */
export const eventKinds: readonly { readonly kind: string; readonly level: EventLevel; readonly why: string }[] = [
  ...detectors,
  feedGapKinds,
  ...journeyKinds,
].flatMap(({ kinds, level, why }) => kinds.map((kind) => ({ kind, level, why })));
