/**
 * Leaving a field, unheard: `departure` from the DPRK, `take-off` from anywhere else, and the leg that begins with it. In: the hand,
 * the first fixes, what was concluded. Out: a draft and an open leg.
 */
import { evidenceOf } from '../evidence.ts';
import { feedBackAt } from './dark.ts';
import type { Verdict } from './ends.ts';
import { DPRK } from './goals.ts';
import { change, type Hand } from './hand.ts';
import { type Span, spanOf } from './intervals.ts';
import { stayDetail } from './landed.ts';
import { legWith, startLeg } from './leg.ts';
import { originOf } from './observed.ts';
import { draftOf, leavingText } from './sayings.ts';
import type { Again, BasedOn, Leg, Standing, Stay, Waypoint } from './types.ts';

export interface Leaving {
  readonly verdict: Verdict;
  readonly span: Span;
  readonly basedOn: BasedOn;
  readonly stay?: Stay;
  readonly numbers: Readonly<Record<string, number | string | null>>;
  readonly country: string | undefined;
}

/** Says that it left; the leg that begins with it has the field as its origin where one is named. */
export function leave(hand: Hand, again: Again, leaving: Leaving, before: Leg | undefined): void {
  const { track } = hand;
  const { verdict, span, stay, country } = leaving;
  const dprk = country === DPRK;
  const standing: Standing = {
    kind: dprk ? 'departure' : 'take-off',
    root: again.first.at,
    version: 0,
    status: 'confirmed',
    ...(verdict.place === undefined ? {} : { place: verdict.place }),
    candidates: verdict.candidates,
    ...span,
    probability: verdict.probability,
    basis: 'inferred',
    ...(country === undefined ? {} : { country }),
    detail: {
      basedOn: leaving.basedOn,
      firstHeard: { at: again.first.at, ...again.first.position, altitudeFt: again.first.altitudeFt ?? null },
      ...(dprk ? { stay: stay === undefined ? null : stayDetail(stay) } : {}),
      evidence: evidenceOf(
        leaving.basedOn === 'first-fixes'
          ? 'Its first fixes climb away from a field that they are neither too high nor too far for (320 ft a mile and 5,000 ft, within 60°)'
          : 'It was there before, and is next heard in the air where the time and its speed allow it to have come from there',
        [again.first, again.last],
        leaving.numbers,
        'First fixes nearer to another field, lower or on another course would have named that one.',
      ),
    },
  };
  const stayMs = stay === undefined ? undefined : standing.at - stay.landing.at;
  hand.drafts.push(draftOf(track, standing, leavingText(track, standing, again.first, stayMs)));
  const origin = verdict.airport === undefined ? undefined : originOf(verdict.airport, verdict.probability);
  const leg = legWith(startLeg(again.first, origin, standing.at), again.last);
  // What was learned of its speed holds for the aircraft, not for the leg.
  const fastestKt = Math.max(leg.fastestKt ?? 0, before?.fastestKt ?? 0);
  change(hand, {
    leg: fastestKt > 0 ? { ...leg, fastestKt } : leg,
    stay: undefined,
    again: undefined,
    parked: undefined,
    reviewAt: undefined,
    ...(dprk ? { left: stay === undefined ? undefined : { ...stay, departure: standing } } : {}),
  });
}

/** Its feed was out just before: it may have been there to hear for longer. */
export function openedByFeed(hand: Hand, span: Span, first: Waypoint): Span {
  const { health } = hand.moment;
  const back = feedBackAt(health, hand.track.feed, span.fromAt, first.at);
  if (back === undefined) return span;
  const began = Math.min(
    ...(health.get(hand.track.feed)?.outages ?? []).flatMap(({ fromAt, toAt }) =>
      (toAt ?? first.at) > span.fromAt && fromAt < first.at ? [fromAt] : [],
    ),
  );
  return spanOf(Math.min(span.fromAt, began), span.toAt, span.at);
}
