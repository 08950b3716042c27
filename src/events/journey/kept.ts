/**
 * A provisional landing in the DPRK that the first fixes after the silence neither bear out nor refute: heard again on no way that
 * leads from there, but with all the time to have been there and left. It stands, and somewhere in the silence it left. In: the hand,
 * the leg before, the first fixes. Out: a departure and a new leg; nothing where the landing was not possible.
 */
import { airportByIcao } from '../../aero/airports.ts';
import { distanceNm } from '../../aero/geo.ts';
import { HOUR_MS } from '../../aero/units.ts';
import { isFeasible } from './between.ts';
import { DPRK } from './goals.ts';
import type { Hand } from './hand.ts';
import { leastMs, SHORTEST_STAY_MS, spanOf } from './intervals.ts';
import { endLeg } from './landed.ts';
import { leave } from './leave.ts';
import { capKt, cruiseKt } from './leg.ts';
import type { Again, Leg } from './types.ts';

/** Nothing but the silence speaks for it, on either side. */
const KEPT_MOST = 0.7;

/**
 * Keeps the landing and says that it left; `false` when there is none to keep or no time for it.
 * @param gapMs how long it was silent
 */
export function keptLanding(hand: Hand, leg: Leg, again: Again, gapMs: number): boolean {
  const before = hand.journey.stay?.landing;
  if (before?.status !== 'provisional' || before.country !== DPRK) return false;
  const { first } = again;
  const fields = before.candidates.flatMap(({ icao, probability }) => {
    const airport = airportByIcao(icao);
    if (airport === undefined || !isFeasible(leg, first, airport)) return [];
    return [{ airport, share: probability, distanceNm: distanceNm(airport, first.position) }];
  });
  const top = fields[0];
  if (top === undefined || (before.place !== undefined && top.airport.icao !== before.place.icao)) return false;
  endLeg(hand, leg, { ...before, status: 'confirmed' });
  const { stay } = hand.journey;
  const nearest = Math.min(...fields.map((one) => one.distanceNm));
  const latest = first.at - leastMs(nearest, capKt(leg));
  const usual = first.at - (top.distanceNm / cruiseKt(leg)) * HOUR_MS;
  const probability = Math.min(before.probability, KEPT_MOST);
  leave(
    hand,
    again,
    {
      verdict: {
        ...(before.place === undefined ? {} : { place: before.place, airport: top.airport }),
        candidates: fields.map((one) => ({
          icao: one.airport.icao,
          probability: Math.min(one.share, KEPT_MOST),
          distanceNm: Math.round(one.distanceNm * 10) / 10,
        })),
        probability,
        meant: fields,
      },
      span: spanOf(Math.min(before.fromAt + SHORTEST_STAY_MS, latest), latest, usual),
      basedOn: 'heard-again',
      ...(stay === undefined ? {} : { stay }),
      numbers: { silentHours: Math.round((gapMs / HOUR_MS) * 10) / 10, distanceNm: Math.round(top.distanceNm) },
      country: DPRK,
    },
    leg,
  );
  return true;
}
