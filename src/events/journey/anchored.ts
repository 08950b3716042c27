/**
 * A person's evidence: on the ground at a place at a time. It bounds the landing from above and the departure from below, and where
 * the fixes left several fields it settles which (detection.md §5.3, §5.6). In: an anchor. Out: `anchor`, and revisions.
 */
import { type Airport, airportByCode } from '../../aero/airports.ts';
import { distanceNm } from '../../aero/geo.ts';
import type { EpochMs } from '../../aero/units.ts';
import type { Draft } from '../detector.ts';
import { evidenceOf } from '../evidence.ts';
import { nameOf, placeName } from '../say.ts';
import { change, type Hand } from './hand.ts';
import { arrivalSpan, leastMs, spanOf } from './intervals.ts';
import { detailOfLeg, endLeg } from './landed.ts';
import { capKt, cruiseKt } from './leg.ts';
import { draftOf, landingText, leavingText, levelOf, revised } from './sayings.ts';
import type { Anchor, Leg, Standing, Stay } from './types.ts';

/** Detection.md §5.3: what a person saw is believed, and may still be an error. */
export const SEEN = 0.98;
/** More evidence of one aircraft than this is not compared. */
const TAKEN_MOST = 100;

function anchorDraft(hand: Hand, anchor: Anchor, airport: Airport): Draft {
  const place = { icao: airport.icao, name: airport.name };
  const seen = anchor.onGround ? 'was on the ground' : 'was not on the ground';
  return {
    kind: 'anchor',
    key: `${anchor.at}/${airport.icao}/${anchor.onGround}`,
    fromAt: anchor.at,
    toAt: anchor.at,
    at: anchor.at,
    basis: 'reported',
    probability: SEEN,
    place,
    candidates: [{ icao: airport.icao, probability: SEEN, distanceNm: 0 }],
    level: levelOf(hand.track, airport.country) === 'alert' ? 'warn' : 'note',
    text: `${nameOf(hand.track)} ${seen} at ${placeName(place)}, by a person’s evidence: ${anchor.source}.`,
    detail: {
      onGround: anchor.onGround,
      source: anchor.source,
      ...(anchor.url === undefined ? {} : { url: anchor.url }),
      basedOn: 'anchor',
      evidence: evidenceOf('A person entered it', [], { source: anchor.source }, 'Taking the note back.'),
    },
  };
}

const placed = (
  airport: Airport,
  distance: number,
): Pick<Standing, 'place' | 'candidates' | 'probability' | 'country'> => ({
  place: { icao: airport.icao, name: airport.name },
  candidates: [{ icao: airport.icao, probability: SEEN, distanceNm: Math.round(distance * 10) / 10 }],
  probability: SEEN,
  country: airport.country,
});

const within = (standing: Standing, fromAt: EpochMs, toAt: EpochMs): Pick<Standing, 'fromAt' | 'toAt' | 'at'> =>
  spanOf(fromAt, toAt, standing.at);

/** A stay that the anchor falls into: the landing was before it, the departure after it. */
function tighten(hand: Hand, stay: Stay, anchor: Anchor, airport: Airport): Stay | undefined {
  const { landing, departure } = stay;
  if (anchor.at < landing.fromAt || (departure !== undefined && anchor.at > departure.toAt)) return undefined;
  const { track } = hand;
  let next: Stay = stay;
  const detail = { ...landing.detail, anchored: { at: anchor.at, source: anchor.source, url: anchor.url ?? null } };
  if (landing.basis === 'inferred') {
    const change: Partial<Standing> = {
      ...placed(airport, landing.candidates.find(({ icao }) => icao === airport.icao)?.distanceNm ?? 0),
      ...within(landing, landing.fromAt, Math.min(landing.toAt, anchor.at)),
      detail,
    };
    const seen = revised(landing, change);
    hand.drafts.push(draftOf(track, seen, landingText(track, seen, undefined, ', and was seen there'), landing));
    next = { ...next, landing: seen };
  }
  if (departure !== undefined && departure.basis === 'inferred' && anchor.at > departure.fromAt) {
    const change: Partial<Standing> = {
      ...placed(airport, departure.candidates.find(({ icao }) => icao === airport.icao)?.distanceNm ?? 0),
      ...within(departure, anchor.at, departure.toAt),
      detail: { ...departure.detail, anchored: detail.anchored },
    };
    const seen = revised(departure, change);
    hand.drafts.push(draftOf(track, seen, leavingText(track, seen, undefined, seen.at - next.landing.at), departure));
    next = { ...next, departure: seen };
  }
  return next;
}

/** A flight that fell silent, and where it was seen: that is where it landed, if it could have got there. */
function land(hand: Hand, leg: Leg, anchor: Anchor, airport: Airport): boolean {
  const distance = distanceNm(leg.last.position, airport);
  if (anchor.at < leg.last.at + leastMs(distance, capKt(leg))) return false;
  const usual = arrivalSpan(leg.last, distance, capKt(leg), cruiseKt(leg));
  const landing: Standing = {
    kind: 'landing',
    root: leg.last.at,
    version: 0,
    status: 'confirmed',
    ...placed(airport, distance),
    ...spanOf(usual.fromAt, Math.min(usual.toAt, anchor.at), usual.at),
    basis: 'inferred',
    detail: {},
  };
  const standing: Standing = {
    ...landing,
    detail: {
      basedOn: 'anchor',
      lostAt: leg.last.at,
      leg: detailOfLeg(leg, landing),
      anchored: { at: anchor.at, source: anchor.source, url: anchor.url ?? null },
      evidence: evidenceOf(
        'It fell silent on the way, and a person saw it on the ground there',
        [leg.last],
        { lastDistanceNm: Math.round(distance), source: anchor.source },
        'A report from elsewhere in between would have contradicted it.',
      ),
    },
  };
  hand.drafts.push(draftOf(hand.track, standing, landingText(hand.track, standing, leg.last, ', and was seen there')));
  endLeg(hand, leg, standing);
  return true;
}

/** Takes a person's evidence. Evidence about a place that is not known is left alone. */
export function anchored(hand: Hand, anchor: Anchor): void {
  const airport = airportByCode(anchor.place);
  if (airport === undefined) return;
  const draft = anchorDraft(hand, anchor, airport);
  const taken = hand.journey.taken ?? [];
  if (taken.includes(String(draft.key))) return;
  change(hand, { taken: [...taken, String(draft.key)].slice(-TAKEN_MOST) });
  hand.drafts.push(draft);
  if (!anchor.onGround) return;
  const { stay, left, leg } = hand.journey;
  if (left !== undefined) {
    const next = tighten(hand, left, anchor, airport);
    if (next !== undefined) return change(hand, { left: next });
  }
  if (stay !== undefined && anchor.at >= stay.landing.fromAt) {
    const next = tighten(hand, stay, anchor, airport);
    if (next === undefined) return;
    // Seen there, the flight that may have gone on has ended.
    if (stay.landing.status === 'provisional') endLeg(hand, leg, next.landing);
    change(hand, {
      stay: { ...next, ...(hand.journey.stay?.origin === undefined ? {} : { origin: hand.journey.stay.origin }) },
    });
    return;
  }
  if (leg !== undefined && anchor.at > leg.last.at && land(hand, leg, anchor, airport)) return;
  if (leg === undefined && anchor.at > (hand.journey.parked?.at ?? 0)) {
    change(hand, {
      parked: { at: anchor.at, position: { latitudeDeg: airport.latitudeDeg, longitudeDeg: airport.longitudeDeg } },
    });
  }
}
