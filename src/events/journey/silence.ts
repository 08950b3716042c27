/**
 * The clock while nothing is heard: stages that become due, `went-dark`, `overdue`, and the landing that a silence means once it has
 * lasted beyond the latest time of arrival. In: the hand at a point of the clock's grid. Out: drafts.
 */
import { MINUTE_MS, type Milliseconds } from '../../aero/units.ts';
import { evidenceOf } from '../evidence.ts';
import { deliveredMs } from '../health.ts';
import { landingBySilence } from './arrival.ts';
import { HOLE_MS } from './between.ts';
import { DARK_AFTER_MS, feedBackAt, overdue, wentDark } from './dark.ts';
import { DPRK } from './goals.ts';
import { change, type Hand, heardAt, priorIn } from './hand.ts';
import { afterWithdrawal, dueStage, headingDraft, isWithdrawalDue, saidStage, withdrawnDraft } from './heading.ts';
import { detailOfLeg, endLeg } from './landed.ts';
import { draftOf, landingText } from './sayings.ts';
import type { BasedOn, Leg, Standing } from './types.ts';

/** What `lost` asks too: a silence of the aircraft, not of its feed. */
const SILENT_MS: Milliseconds = 15 * MINUTE_MS;

/** Says the stage that is due, or takes it back. */
export function sayHeading(hand: Hand): void {
  const { leg } = hand.journey;
  if (leg?.belief === undefined || leg.heading === undefined) return;
  const { at } = hand.moment;
  const stage = dueStage(leg.heading, at);
  if (stage !== undefined) {
    const draft = headingDraft(hand.track, leg, leg.belief, leg.heading, stage);
    if (draft !== undefined) hand.drafts.push(draft);
    change(hand, { leg: { ...leg, heading: saidStage(leg.heading, stage, at) } });
  } else if (isWithdrawalDue(leg.heading, at)) {
    hand.drafts.push(withdrawnDraft(hand.track, leg, leg.heading, at, 'the way it flies leads elsewhere'));
    change(hand, { leg: { ...leg, heading: afterWithdrawal(leg.heading, at) } });
  }
}

/** The silence after a leg, asked once it is one, and again when the landing that it means must be over. */
function review(hand: Hand, leg: Leg): void {
  const { track, moment, journey } = hand;
  const { at, health, coverage } = moment;
  const sinceAt = heardAt(hand);
  // Heard, but not where: jammed positions are no silence.
  if (sinceAt - leg.last.at > SILENT_MS || journey.reviewAt === null) return;
  if (at - sinceAt < SILENT_MS || at < (journey.reviewAt ?? 0)) return;
  if (deliveredMs(health, track.feed, sinceAt, at) < SILENT_MS) return;
  const back = feedBackAt(health, track.feed, leg.last.at, at);
  const inference = landingBySilence(leg, priorIn(hand), coverage, back);
  if (inference === undefined) return change(hand, { reviewAt: null });
  if (at <= inference.span.toAt) return change(hand, { reviewAt: inference.span.toAt });
  const { verdict, span, dprk, numbers } = inference;
  const country = dprk ? DPRK : verdict.airport?.country;
  const standing: Standing = {
    kind: 'landing',
    root: leg.last.at,
    version: 0,
    status: 'provisional',
    ...(verdict.place === undefined ? {} : { place: verdict.place }),
    candidates: verdict.candidates,
    ...span,
    probability: verdict.probability,
    basis: 'inferred',
    ...(country === undefined ? {} : { country }),
    detail: {},
  };
  const said: Standing = {
    ...standing,
    detail: {
      basedOn: 'silence' satisfies BasedOn,
      lostAt: leg.last.at,
      leg: detailOfLeg(leg, standing),
      evidence: evidenceOf(
        dprk
          ? 'Bound for the DPRK, where nobody listens, and silent beyond the latest time of arrival'
          : 'Silent from low on an approach until beyond the latest time of arrival',
        [leg.last],
        numbers,
        'Heard again in flight further on, it will be retracted.',
      ),
    },
  };
  hand.drafts.push(draftOf(track, said, landingText(track, said, leg.last, ' and silent since')));
  endLeg(hand, leg, said);
}

/** What a point of the clock finds out about a flight that is not heard. */
export function silence(hand: Hand): void {
  const { journey, moment, track } = hand;
  const { leg } = journey;
  const silentMs = moment.at - heardAt(hand);
  if (leg === undefined || journey.stay !== undefined || silentMs < MINUTE_MS) return;
  if (silentMs < HOLE_MS) sayHeading(hand);
  if (silentMs >= DARK_AFTER_MS && silentMs < DARK_AFTER_MS * 2 && journey.darkSaidFor !== leg.last.at) {
    const draft = wentDark(leg, track, moment);
    if (draft !== undefined) {
      hand.drafts.push(draft);
      change(hand, { darkSaidFor: leg.last.at });
    }
  }
  if (silentMs >= 4 * SILENT_MS && journey.overdueSaidFor !== leg.last.at && moment.at % SILENT_MS === 0) {
    const draft = overdue(leg, track, moment);
    if (draft !== undefined) {
      hand.drafts.push(draft);
      change(hand, { overdueSaidFor: leg.last.at });
    }
  }
  review(hand, leg);
}
