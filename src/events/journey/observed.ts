/**
 * What the fixes show beyond doubt, taken over from `take-off-landing`: the landing gets the leg that it ends, the take-off begins
 * one, and leaving the DPRK is said. In: the drafts said of this report. Out: additions and drafts.
 */
import { type Airport, airportByIcao } from '../../aero/airports.ts';
import type { Draft } from '../detector.ts';
import { evidenceOf } from '../evidence.ts';
import { placeName } from '../say.ts';
import { DPRK } from './goals.ts';
import { change, type Hand } from './hand.ts';
import { detailOfLeg, endLeg, stayDetail } from './landed.ts';
import { startLeg } from './leg.ts';
import { draftOf, leavingText, notLandedText, revised } from './sayings.ts';
import type { Leg, Standing, Waypoint } from './types.ts';

const standingOf = (draft: Draft, airport: Airport | undefined): Standing => ({
  kind: draft.kind,
  root: Number(draft.key),
  version: 0,
  status: draft.status ?? 'confirmed',
  ...(draft.place === undefined ? {} : { place: draft.place }),
  candidates: draft.candidates ?? [],
  fromAt: draft.fromAt,
  toAt: draft.toAt,
  at: draft.at,
  probability: draft.probability,
  basis: 'observed',
  ...(airport === undefined ? {} : { country: airport.country }),
  detail: {},
});

/** A provisional landing proves wrong, or is replaced by what was seen. */
export function retract(hand: Hand, silentMs: number): void {
  const landing = hand.journey.stay?.landing;
  if (landing === undefined) return;
  change(hand, { stay: undefined });
  if (landing.basis === 'observed') return;
  const next = revised(landing, {}, 'retracted');
  hand.drafts.push(draftOf(hand.track, next, notLandedText(hand.track, landing, silentMs), landing));
}

/** A landing that was seen. */
export function seenLanding(hand: Hand, draft: Draft): void {
  const { leg, stay } = hand.journey;
  const airport = draft.place === undefined ? undefined : airportByIcao(draft.place.icao);
  if (stay?.landing.status === 'provisional') retract(hand, draft.at - (leg?.last.at ?? draft.at));
  const landing = standingOf(draft, airport);
  if (leg !== undefined) hand.adds.push({ to: draft, detail: { basedOn: 'observed', leg: detailOfLeg(leg, landing) } });
  endLeg(hand, leg, landing);
}

/** The field as a leg's origin. */
export const originOf = (airport: Airport, probability: number): NonNullable<Leg['origin']> => ({
  icao: airport.icao,
  probability,
  latitudeDeg: airport.latitudeDeg,
  longitudeDeg: airport.longitudeDeg,
  country: airport.country,
});

/** A take-off that was seen. `fix` is the newest one in the air. */
export function seenTakeOff(hand: Hand, draft: Draft, fix: Waypoint): void {
  const { track, journey } = hand;
  const airport = draft.place === undefined ? undefined : airportByIcao(draft.place.icao);
  const leg = startLeg(fix, airport === undefined ? undefined : originOf(airport, draft.probability), draft.at);
  const { stay } = journey;
  if (airport?.country === DPRK && draft.place !== undefined) {
    const standing: Standing = {
      ...standingOf(draft, airport),
      kind: 'departure',
      detail: {
        basedOn: 'observed',
        stay: stay === undefined ? null : stayDetail(stay),
        evidence: evidenceOf(
          'A take-off from a field of the DPRK was seen',
          [fix],
          { field: placeName(draft.place) },
          'None: it was seen.',
        ),
      },
    };
    const stayMs = stay === undefined ? undefined : standing.at - stay.landing.at;
    hand.drafts.push(draftOf(track, standing, leavingText(track, standing, undefined, stayMs)));
    change(hand, { left: stay === undefined ? undefined : { ...stay, departure: standing } });
  }
  change(hand, { leg, stay: undefined, again: undefined, parked: undefined, reviewAt: undefined });
}
