/**
 * Fixes on the ground at a known field: where it is parked, and, after a silence in the air, where it landed unheard. In: fixes.
 * Out: a landing that is bounded by having been seen there. A landing that the silence had been taken for is replaced by it, or,
 * when there was time for both, followed by it.
 */
import { type Airport, airportByIcao } from '../../aero/airports.ts';
import { distanceNm } from '../../aero/geo.ts';
import { MINUTE_MS, type Milliseconds, SECOND_MS } from '../../aero/units.ts';
import { evidenceOf } from '../evidence.ts';
import { fieldAt } from '../fields.ts';
import type { Place } from '../types.ts';
import { againWith, OBSERVED_MS } from './again.ts';
import { feedBackAt } from './dark.ts';
import { DPRK } from './goals.ts';
import { change, type Hand } from './hand.ts';
import { arrivalSpan, leastMs, SHORTEST_STAY_MS, spanOf } from './intervals.ts';
import { detailOfLeg, endLeg, stayDetail } from './landed.ts';
import { capKt, cruiseKt } from './leg.ts';
import { draftOf, landingText, leavingText } from './sayings.ts';
import type { Again, BasedOn, Leg, Standing, Waypoint } from './types.ts';

const GROUND_FIXES = 2;
const GROUND_SPAN_MS: Milliseconds = 5 * SECOND_MS;
const PARKED_KT = 100;
const SEEN_ON_GROUND = 0.97;
/** From here a field was where it was going. */
const BOUND_FOR = 0.3;

/**
 * Taken to have landed in the DPRK, and next heard on the ground elsewhere: it flew there in between, if there was time for that,
 * and nobody heard it. Says that it left and landed; `false` when there was not the time.
 */
function wentOnTo(hand: Hand, leg: Leg, before: Standing, again: Again, airport: Airport, place: Place): boolean {
  const from = before.place === undefined ? undefined : airportByIcao(before.place.icao);
  if (from === undefined || from.country !== DPRK || from.icao === airport.icao) return false;
  const between = leastMs(distanceNm(from, airport), capKt(leg));
  const leaving = spanOf(before.fromAt + SHORTEST_STAY_MS, again.first.at - between, before.toAt + SHORTEST_STAY_MS);
  if (again.first.at - between < before.fromAt + SHORTEST_STAY_MS) return false;
  const { track } = hand;
  endLeg(hand, leg, { ...before, status: 'confirmed' });
  const { stay } = hand.journey;
  const rule =
    'Taken to have landed there, and next heard on the ground elsewhere, with time for the flight in between';
  const numbers = { betweenNm: Math.round(distanceNm(from, airport)), flightMin: Math.round(between / MINUTE_MS) };
  const otherwise = 'Too little time for both would have taken the first landing back.';
  const evidence = evidenceOf(rule, [leg.last, again.first], numbers, otherwise);
  const departure: Standing = {
    ...before,
    kind: 'departure',
    root: again.first.at,
    version: 0,
    status: 'confirmed',
    ...leaving,
    detail: {
      basedOn: 'seen-on-ground' satisfies BasedOn,
      stay: stay === undefined ? null : stayDetail(stay),
      evidence,
    },
  };
  hand.drafts.push(draftOf(track, departure, leavingText(track, departure, undefined)));
  change(hand, { left: stay === undefined ? undefined : { ...stay, departure }, stay: undefined });
  const landing: Standing = {
    kind: 'landing',
    root: again.first.at,
    version: 0,
    status: 'confirmed',
    place,
    candidates: [{ icao: place.icao, probability: SEEN_ON_GROUND, distanceNm: 0 }],
    ...spanOf(leaving.fromAt + between, again.first.at, again.first.at),
    probability: SEEN_ON_GROUND,
    basis: 'inferred',
    country: airport.country,
    detail: { basedOn: 'seen-on-ground' satisfies BasedOn, evidence },
  };
  hand.drafts.push(draftOf(track, landing, landingText(track, landing, undefined, ', then heard on the ground')));
  endLeg(hand, undefined, landing);
  return true;
}

/** Heard on the ground after a silence in the air: it landed in between, and that is where. */
function seenOnGround(hand: Hand, leg: Leg, again: Again): void {
  const field = fieldAt(again.first.position);
  if (field === undefined) return;
  const { airport, place } = field;
  const { stay } = hand.journey;
  const before = stay?.landing.status === 'provisional' ? stay.landing : undefined;
  if (before !== undefined && wentOnTo(hand, leg, before, again, airport, place)) return;
  const usual = arrivalSpan(leg.last, distanceNm(leg.last.position, airport), capKt(leg), cruiseKt(leg));
  // Where it was bound for it came straight; elsewhere it may have come by another field: only being on the ground bounds it.
  const bound = leg.belief?.goals.some(({ icao, probability }) => icao === airport.icao && probability >= BOUND_FOR);
  const outBack = feedBackAt(hand.moment.health, hand.track.feed, leg.last.at, again.first.at);
  const latest = bound === true && outBack === undefined ? Math.min(usual.toAt, again.first.at) : again.first.at;
  const span = spanOf(Math.min(usual.fromAt, latest), latest, usual.at);
  const standing: Standing = {
    kind: 'landing',
    root: leg.last.at,
    version: before === undefined ? 0 : before.version + 1,
    status: before === undefined ? 'confirmed' : 'revised',
    place,
    candidates: field.candidates.map((one) => ({ ...one, probability: one.probability * SEEN_ON_GROUND })),
    ...span,
    probability: SEEN_ON_GROUND,
    basis: 'inferred',
    country: airport.country,
    detail: {},
  };
  const detail = {
    basedOn: 'seen-on-ground' satisfies BasedOn,
    lostAt: leg.last.at,
    leg: detailOfLeg(leg, standing),
    evidence: evidenceOf(
      'In the air, silent, then on the ground there',
      [leg.last, again.first],
      { silentMin: Math.round((again.first.at - leg.last.at) / MINUTE_MS) },
      'A fix on the runway would have given the minute.',
    ),
  };
  const said = { ...standing, detail };
  hand.drafts.push(
    draftOf(hand.track, said, landingText(hand.track, said, leg.last, ', then heard on the ground'), before),
  );
  endLeg(hand, leg, said);
}

/** One more fix on the ground. */
export function onGround(hand: Hand, fix: Waypoint): void {
  const { leg } = hand.journey;
  if ((fix.groundSpeedKt ?? 0) > PARKED_KT || fieldAt(fix.position) === undefined) return;
  change(hand, { parked: fix });
  if (leg === undefined || fix.at - leg.last.at < OBSERVED_MS) return;
  const again = againWith(hand.journey.again, fix, true);
  change(hand, { again });
  const patient = again.groundFixes >= GROUND_FIXES && again.last.at - again.first.at >= GROUND_SPAN_MS;
  if (!patient) return;
  if (again.first.at - leg.last.at >= OBSERVED_MS) seenOnGround(hand, leg, again);
}
