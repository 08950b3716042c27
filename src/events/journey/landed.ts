/**
 * The end of a leg, however it is known: the standing landing, the withdrawal of a heading, a diversion, a return, airspace avoided
 * on the way. In: the hand with an open leg. Out: drafts, and a stay in place of the leg.
 */
import { airportByIcao } from '../../aero/airports.ts';
import { distanceNm } from '../../aero/geo.ts';
import type { NauticalMiles } from '../../aero/units.ts';
import type { Draft } from '../detector.ts';
import { evidenceOf } from '../evidence.ts';
import { asBelieved, miles, nameOf, placeName } from '../say.ts';
import { avoidedAirspace } from './avoided.ts';
import { DPRK } from './goals.ts';
import { change, type Hand } from './hand.ts';
import { afterWithdrawal, isDiversion, withdrawnDraft } from './heading.ts';
import { legDetail } from './leg.ts';
import { isAtHome } from './sayings.ts';
import type { Leg, LegDetail, Standing, Stay, StayDetail } from './types.ts';

/** Detection.md §5.2: home is within this of where the visit began. */
const RETURN_WITHIN_NM: NauticalMiles = 300;
const RETURN_MOST = 0.95;
/** Less is not said. */
const RETURN_LEAST = 0.5;

/** A stay as events carry it. */
export const stayDetail = ({ landing, origin }: Stay): StayDetail => ({
  place: landing.place ?? null,
  candidates: landing.candidates,
  arrivedFromAt: landing.fromAt,
  arrivedToAt: landing.toAt,
  arrivedAt: landing.at,
  probability: landing.probability,
  basis: landing.basis,
  origin: origin === undefined ? null : { icao: origin.icao, probability: origin.probability },
});

/** The leg as the landing's event carries it. */
export function detailOfLeg(leg: Leg, landing: Pick<Standing, 'at' | 'place'>): LegDetail {
  return legDetail(leg, landing.at, landing.place === undefined ? undefined : airportByIcao(landing.place.icao));
}

/**
 * Takes back what was said of its heading.
 * @param elsewhere how surely it landed elsewhere, where it did
 */
export function withdraw(hand: Hand, leg: Leg, why: string, elsewhere = 0): Leg {
  if (leg.heading?.said === undefined) return leg;
  hand.drafts.push(withdrawnDraft(hand.track, leg, leg.heading, hand.moment.at, why, elsewhere));
  return { ...leg, heading: afterWithdrawal(leg.heading, hand.moment.at) };
}

/** The leg with its origin as it is believed now: a person's evidence may have settled where it had left since it began. */
function asLeft(leg: Leg, left: Stay | undefined): Leg {
  const departure = left?.departure;
  const field = departure?.place === undefined ? undefined : airportByIcao(departure.place.icao);
  if (departure === undefined || field === undefined || departure.root !== leg.first.at) return leg;
  const { origin, ...rest } = leg;
  // Miles and path were begun at another field: of those nothing is claimed.
  if (origin?.icao !== field.icao) return rest;
  const landing = left?.landing;
  const stayed = landing?.place?.icao === field.icao ? landing.probability : 0;
  return { ...leg, origin: { ...origin, probability: Math.max(departure.probability, stayed) } };
}

function diversion(hand: Hand, leg: Leg, landing: Standing): Draft | undefined {
  const { place } = landing;
  if (place === undefined || !isDiversion(leg.heading, hand.moment.at)) return undefined;
  const { track } = hand;
  return {
    kind: 'diversion',
    key: leg.startedAt,
    fromAt: landing.fromAt,
    toAt: landing.toAt,
    at: landing.at,
    basis: 'inferred',
    probability: 0.8 * landing.probability,
    place,
    candidates: landing.candidates,
    level: 'warn',
    text: `${nameOf(track)}, which was probably heading for the DPRK, landed at ${placeName(place)} instead.`,
    detail: {
      evidence: evidenceOf(
        'P(DPRK) had been said to be 0.8 or more for ten minutes, and it landed elsewhere',
        [leg.first, leg.last],
        { dprkAtLast: Math.round((leg.belief?.dprk ?? 0) * 1000) / 1000 },
        'An earlier turn away would have withdrawn the heading before.',
      ),
    },
  };
}

function homecoming(hand: Hand, left: Stay, landing: Standing): Draft | undefined {
  const { origin } = left;
  const field = landing.place === undefined ? undefined : airportByIcao(landing.place.icao);
  if (origin === undefined || field === undefined || landing.place === undefined) return undefined;
  const distance = distanceNm(origin, field);
  if (distance > RETURN_WITHIN_NM || isAtHome(hand.track)) return undefined;
  const probability = RETURN_MOST * Math.min(origin.probability, landing.probability) * left.landing.probability;
  if (probability < RETURN_LEAST) return undefined;
  const isSeen = landing.basis === 'observed' && left.landing.basis === 'observed';
  const back = isSeen ? 'back' : asBelieved('back', probability);
  const where =
    field.icao === origin.icao ? '' : `, ${miles(distance)} from ${airportByIcao(origin.icao)?.name ?? origin.icao}`;
  return {
    kind: 'return',
    key: left.landing.root,
    fromAt: landing.fromAt,
    toAt: landing.toAt,
    at: landing.at,
    basis: isSeen ? 'observed' : 'inferred',
    probability,
    place: landing.place,
    candidates: landing.candidates,
    level: 'note',
    text: `${nameOf(hand.track)} is ${back} from the DPRK: it landed at ${placeName(landing.place)}${where}, where it had come from.`,
    detail: {
      stay: stayDetail(left),
      distanceNm: Math.round(distance),
      evidence: evidenceOf(
        'The next landing after a stay in the DPRK, within 300 NM of where the flight there began',
        [],
        {
          origin: origin.icao,
          landedAt: field.icao,
          distanceNm: Math.round(distance),
          stay: Math.round(left.landing.probability * 1000) / 1000,
        },
        'A landing farther away would have been one more leg, not a return.',
      ),
    },
  };
}

/** What follows from the end of a leg; the landing itself is said by the caller. Closes the leg unless it is provisional. */
export function endLeg(hand: Hand, leg: Leg | undefined, landing: Standing): void {
  const { journey, track } = hand;
  const provisional = landing.status === 'provisional';
  if (leg !== undefined && landing.country !== DPRK) {
    const draft = diversion(hand, leg, landing);
    if (draft !== undefined) hand.drafts.push(draft);
    withdraw(
      hand,
      leg,
      landing.place === undefined ? 'it landed elsewhere' : `it landed at ${placeName(landing.place)}`,
      landing.probability,
    );
  }
  if (leg !== undefined && landing.place !== undefined && !provisional) {
    const flight = asLeft(leg, journey.left);
    const draft = avoidedAirspace(track, flight, detailOfLeg(flight, landing), landing.place.icao, landing.probability);
    if (draft !== undefined) hand.drafts.push(draft);
  }
  if (journey.left !== undefined && !provisional && landing.country !== DPRK) {
    const draft = homecoming(hand, journey.left, landing);
    if (draft !== undefined) hand.drafts.push(draft);
  }
  const stay: Stay = { landing, ...(leg?.origin === undefined ? {} : { origin: leg.origin }) };
  change(hand, {
    stay,
    again: undefined,
    reviewAt: null,
    ...(provisional
      ? {}
      : {
          leg: undefined,
          left: undefined,
          legs: journey.legs + 1,
          dprkLegs: journey.dprkLegs + (landing.country === DPRK ? 1 : 0),
        }),
  });
}
