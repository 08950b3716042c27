/**
 * The first fixes in the air after a silence, or ever: the flight goes on, or it landed in between and left again, or it left where
 * it had been on the ground, or it climbs away from somewhere (detection.md §5.2, §5.3). In: the hand and three fixes or more over
 * half a minute. Out: drafts and a leg.
 */
import { type Airport, airportByIcao } from '../../aero/airports.ts';
import { distanceNm } from '../../aero/geo.ts';
import { HOUR_MS, type NauticalMiles } from '../../aero/units.ts';
import { evidenceOf } from '../evidence.ts';
import { fieldAt } from '../fields.ts';
import { deliveredMs } from '../health.ts';
import { duration } from '../say.ts';
import { climbs } from './again.ts';
import { between, type Landed } from './between.ts';
import { feedBackAt } from './dark.ts';
import { beginningsOf, outboundFactor, SAID_FROM, verdictOf } from './ends.ts';
import { DPRK } from './goals.ts';
import { change, type Hand, priorIn } from './hand.ts';
import { covering, departureSpan, SHORTEST_STAY_MS, spanOf } from './intervals.ts';
import { keptLanding } from './kept.ts';
import { detailOfLeg, endLeg, withdraw } from './landed.ts';
import { leave, openedByFeed } from './leave.ts';
import { capKt, cruiseKt, legWith, startLeg } from './leg.ts';
import { retract } from './observed.ts';
import { crossedUnheard } from './overflight.ts';
import { draftOf, landingText } from './sayings.ts';
import type { Again, BasedOn, Leg, Standing } from './types.ts';

const CLIMB_WITHIN_NM: NauticalMiles = 150;
/** Detection.md §5.2. */
const FIRST_FIXES_MOST = 0.9;
/** It was on the ground there, and is heard in the air so far away. */
const LEFT_NEAR_NM: NauticalMiles = 250;
const LEFT_NEAR = 0.97;
const LEFT_FAR = 0.75;
/** Below this the way it flies does not begin there. */
const OUTBOUND_LEAST = 0.2;
/** A silence of this kind is a new flight, wherever it was meanwhile. */
const NEW_FLIGHT_MS = 3 * HOUR_MS;

function startUnknown(hand: Hand, again: Again): void {
  const leg = legWith(startLeg(again.first, undefined, again.first.at), again.last);
  change(hand, { leg, stay: undefined, again: undefined, parked: undefined, reviewAt: undefined });
}

/** From where it was known to be on the ground. */
function leaveGround(hand: Hand, again: Again, airport: Airport): boolean {
  const { journey, track } = hand;
  const { stay, parked } = journey;
  const distance = distanceNm(airport, again.first.position);
  if (outboundFactor(again.first, climbs(again), airport) < OUTBOUND_LEAST) return false;
  const leg = journey.leg;
  const span = departureSpan(again.first, distance, capKt(leg), cruiseKt(leg));
  const groundAt = Math.max(parked?.at ?? 0, stay === undefined ? 0 : stay.landing.fromAt + SHORTEST_STAY_MS);
  const opened = openedByFeed(hand, span, again.first);
  const near = distance <= LEFT_NEAR_NM ? LEFT_NEAR : LEFT_FAR;
  const probability = Math.min(near, parked === undefined ? (stay?.landing.probability ?? 1) : 1);
  const { icao, name } = airport;
  leave(
    hand,
    again,
    {
      verdict: {
        place: { icao, name },
        airport,
        candidates: [{ icao, probability, distanceNm: Math.round(distance * 10) / 10 }],
        probability,
        meant: [],
      },
      span: spanOf(Math.min(Math.max(opened.fromAt, groundAt), opened.toAt), opened.toAt, opened.at),
      basedOn: 'left-the-ground',
      ...(stay === undefined ? {} : { stay }),
      numbers: { distanceNm: Math.round(distance), altitudeFt: again.first.altitudeFt ?? null, icao24: track.icao24 },
      country: airport.country,
    },
    leg,
  );
  return true;
}

/** The first fixes of a flight, nothing open before. */
export function begun(hand: Hand, again: Again): void {
  const { stay, parked } = hand.journey;
  const known = parked === undefined ? undefined : fieldAt(parked.position)?.airport;
  const airport = known ?? (stay?.landing.place === undefined ? undefined : airportByIcao(stay.landing.place.icao));
  if (airport !== undefined && leaveGround(hand, again, airport)) return;
  if (!climbs(again)) return startUnknown(hand, again);
  const shares = beginningsOf(again.first, true, priorIn(hand), CLIMB_WITHIN_NM);
  const verdict = verdictOf(shares, FIRST_FIXES_MOST);
  const dprk = verdict?.airport?.country === DPRK;
  if (verdict === undefined || verdict.place === undefined || verdict.probability < SAID_FROM)
    return startUnknown(hand, again);
  const spans = verdict.meant.map(({ distanceNm: distance }) =>
    departureSpan(again.first, distance, capKt({ fastestKt: again.last.groundSpeedKt ?? 0 }), cruiseKt(undefined)),
  );
  const span = covering(spans, verdict.meant[0]?.distanceNm ?? 0);
  if (span === undefined) return startUnknown(hand, again);
  leave(
    hand,
    again,
    {
      verdict,
      span: openedByFeed(hand, span, again.first),
      basedOn: 'first-fixes',
      ...(dprk && stay !== undefined ? { stay } : {}),
      numbers: {
        altitudeFt: again.first.altitudeFt ?? null,
        verticalRateFpm: again.first.verticalRateFpm ?? null,
        trackDeg: again.first.trackDeg ?? null,
        distanceNm: Math.round(shares[0]?.distanceNm ?? 0),
      },
      country: verdict.airport?.country,
    },
    undefined,
  );
}

function landedBetween(hand: Hand, leg: Leg, again: Again, landed: Landed): void {
  const { track, journey } = hand;
  const before = journey.stay?.landing.status === 'provisional' ? journey.stay.landing : undefined;
  const { verdict, landing: span } = landed;
  const country = landed.dprk ? DPRK : verdict.airport?.country;
  const base: Standing = {
    kind: 'landing',
    root: leg.last.at,
    version: 0,
    status: 'confirmed',
    ...(verdict.place === undefined ? {} : { place: verdict.place }),
    candidates: verdict.candidates,
    ...span,
    probability: verdict.probability,
    basis: 'inferred',
    ...(country === undefined ? {} : { country }),
    detail: {},
  };
  const detail = {
    basedOn: 'heard-again' satisfies BasedOn,
    lostAt: leg.last.at,
    heardAgainAt: again.first.at,
    rho: Math.round(landed.rho * 1000) / 1000,
    leg: detailOfLeg(leg, base),
    evidence: evidenceOf(
      'Heard again so late and so near that it can only have been on the ground meanwhile (ρ ≤ 0.4 and time for the way there, twenty minutes, and the way back)',
      [leg.last, again.first],
      landed.numbers,
      'Heard again farther on, or sooner, it would have flown on.',
    ),
  };
  const standing: Standing =
    before === undefined ? { ...base, detail } : { ...base, detail, version: before.version + 1, status: 'revised' };
  const why = `, and heard again ${duration(landed.gapMs)} later`;
  hand.drafts.push(draftOf(track, standing, landingText(track, standing, leg.last, why), before));
  endLeg(hand, leg, standing);
  const { stay } = hand.journey;
  const { meant: _meant, ...rest } = verdict;
  leave(
    hand,
    again,
    {
      verdict: { ...rest, meant: [] },
      span: openedByFeed(hand, landed.leaving, again.first),
      basedOn: 'heard-again',
      ...(stay === undefined ? {} : { stay }),
      numbers: landed.numbers,
      country,
    },
    leg,
  );
}

/** The first fixes after a silence in a flight that had not ended. */
export function resumed(hand: Hand, leg: Leg, again: Again): void {
  const { track, moment } = hand;
  const [from, to] = [leg.last.at, again.first.at];
  const backAt = feedBackAt(moment.health, track.feed, from, to);
  const deliveredShare = deliveredMs(moment.health, track.feed, from, to) / Math.max(to - from, 1);
  const feed = { deliveredShare, ...(backAt === undefined ? {} : { backAt }) };
  const what = between(leg, again, climbs(again), priorIn(hand), feed);
  if (what.kind === 'landed') return landedBetween(hand, leg, again, what);
  if (what.kind === 'unknown' && keptLanding(hand, leg, again, what.gapMs)) return;
  if (hand.journey.stay?.landing.status === 'provisional') retract(hand, what.gapMs);
  if (what.kind === 'unknown' && what.gapMs >= NEW_FLIGHT_MS) {
    withdraw(hand, leg, 'it is heard on another flight');
    return begunAnew(hand, again);
  }
  const over = crossedUnheard(leg, again.first, what.rho);
  const next = legWith(legWith(leg, again.first), again.last);
  change(hand, {
    leg: over === undefined ? next : { ...next, over },
    again: undefined,
    reviewAt: undefined,
  });
}

function begunAnew(hand: Hand, again: Again): void {
  change(hand, { leg: undefined, stay: undefined, parked: undefined });
  begun(hand, again);
}
