/**
 * The journey of one aircraft: inference over silence, as one row of the table whose memory is the flight, the stay and what was
 * said of them (detection.md §5). In: accepted fixes, the clock, what was seen to land and take off, a person's evidence. Out:
 * landings and departures that nobody heard, where it is heading, what its silence means. Provisional at once, then confirmed,
 * revised or retracted; suspect fixes open and close nothing.
 */

import { isInArea } from '../../aero/area-lookup.ts';
import { MINUTE_MS, type Milliseconds, SECOND_MS } from '../../aero/units.ts';
import { defineDetector } from '../detector.ts';
import { sideOf } from '../ground-contact.ts';
import { againWith, OBSERVED_MS } from './again.ts';
import { anchored } from './anchored.ts';
import { HOLE_MS } from './between.ts';
import { DPRK } from './goals.ts';
import { change, type Hand, handOf, priorIn, stepOf } from './hand.ts';
import { headingWith } from './heading.ts';
import { begun, resumed } from './heard-again.ts';
import { legWith, waypointOf } from './leg.ts';
import { retract, seenLanding, seenTakeOff } from './observed.ts';
import { onGround } from './on-ground.ts';
import { followCrossing } from './overflight.ts';
import { beliefOf } from './posterior.ts';
import { isAtHome } from './sayings.ts';
import { sayHeading, silence } from './silence.ts';
import type { Journey, Waypoint } from './types.ts';

/** Detection.md §3, last line: nothing on fewer than three fixes over half a minute. */
const FIXES = 3;
const SPAN_MS: Milliseconds = 30 * SECOND_MS;
const OBSERVED_PATIENCE_MS: Milliseconds = 5 * MINUTE_MS;
/** How often the destination is asked anew. */
const BELIEF_EVERY_MS: Milliseconds = MINUTE_MS;

/** The leg's belief, once a minute. Who lives in the DPRK is not announced on the way home, nor who has just left it. */
function believe(hand: Hand): void {
  const { leg } = hand.journey;
  if (leg === undefined || leg.last.at - (leg.belief?.at ?? 0) < BELIEF_EVERY_MS) return;
  followCrossing(hand);
  const { leg: now = leg } = hand.journey;
  const belief = beliefOf(now, now.last, priorIn(hand));
  const told = !isAtHome(hand.track) && leg.origin?.country !== DPRK && !isInArea(leg.first.position, DPRK);
  change(hand, { leg: { ...now, belief, ...(told ? { heading: headingWith(now.heading, belief, now.last) } : {}) } });
  if (told) sayHeading(hand);
}

function inAir(hand: Hand, fix: Waypoint): void {
  const { leg, parked } = hand.journey;
  if (leg !== undefined && hand.journey.again === undefined && fix.at - leg.last.at < HOLE_MS) {
    change(hand, { leg: legWith(leg, fix) });
    return believe(hand);
  }
  const again = againWith(hand.journey.again, fix, false);
  change(hand, { again });
  if (again.fixes < FIXES || again.last.at - again.first.at < SPAN_MS) return;
  const awaitsObserved =
    leg === undefined &&
    parked !== undefined &&
    again.first.at - parked.at <= OBSERVED_MS &&
    again.last.at - again.first.at < OBSERVED_PATIENCE_MS;
  if (awaitsObserved) return;
  if (leg === undefined) begun(hand, again);
  else resumed(hand, leg, again);
  believe(hand);
}

function takeSaid(hand: Hand, fix: Waypoint | undefined): void {
  for (const draft of hand.moment.said) {
    if (draft.kind === 'landing') seenLanding(hand, draft);
    else if (draft.kind === 'take-off' && fix !== undefined) seenTakeOff(hand, draft, fix);
  }
}

export const journey = defineDetector<Journey>({
  kinds: [],
  level: 'alert',
  why: 'What happened where nobody listens: it landed, it left, it is on its way.',
  onSighting(memory, { track, fix, takeover }, moment) {
    const hand = handOf(memory, track, moment);
    if (takeover) {
      if (hand.journey.stay?.landing.status === 'provisional') retract(hand, 0);
      change(hand, { leg: undefined, again: undefined, reviewAt: undefined });
    }
    const accepted = fix?.verdict === 'accepted' ? waypointOf(fix) : undefined;
    takeSaid(hand, accepted);
    if (accepted !== undefined && fix !== undefined && accepted.at > (hand.journey.leg?.last.at ?? 0)) {
      const side = sideOf(fix);
      if (side === 'air') inAir(hand, accepted);
      else if (side === 'ground') onGround(hand, accepted);
    }
    return stepOf(hand, memory);
  },
  onTick(memory, track, moment) {
    if (memory === undefined) return undefined;
    const hand = handOf(memory, track, moment);
    takeSaid(hand, undefined);
    silence(hand);
    return stepOf(hand, memory);
  },
  onAnchor(memory, track, anchor, moment) {
    const hand = handOf(memory, track, moment);
    anchored(hand, anchor);
    return stepOf(hand, memory);
  },
});

/** What the table of kinds says of these: one row has them all, and each has a reason of its own. */
export const journeyKinds = [
  {
    kinds: ['heading-for-dprk'],
    level: 'alert',
    why: 'It is on its way to the DPRK, an hour before anyone sees it there.',
  },
  { kinds: ['heading-withdrawn'], level: 'note', why: 'It went elsewhere after all.' },
  { kinds: ['departure'], level: 'alert', why: 'A visit has ended: it has left the DPRK.' },
  { kinds: ['return'], level: 'note', why: 'It is back where the visit began.' },
  { kinds: ['overflight'], level: 'note', why: 'It crossed the DPRK and did not land.' },
  { kinds: ['avoided-airspace'], level: 'note', why: 'It flew round a State that the direct way crosses.' },
  { kinds: ['went-dark'], level: 'warn', why: 'It is silent where aircraft are normally heard.' },
  { kinds: ['overdue'], level: 'warn', why: 'It should have been heard at its destination by now.' },
  { kinds: ['diversion'], level: 'warn', why: 'It was bound for the DPRK and landed elsewhere.' },
  { kinds: ['anchor'], level: 'warn', why: 'A person has seen it, and that bounds what was inferred.' },
] as const;
