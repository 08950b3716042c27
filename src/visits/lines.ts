/**
 * The lines `visit-opened` and `visit-closed`: what was said of a visit and what is believed now go in, the lines that bring the log
 * from one to the other come out. Each line that is no longer true is replaced or taken back, once.
 */
import type { EpochMs } from '../aero/units.ts';
import { eventId } from '../events/compose.ts';
import { asBelieved } from '../events/say.ts';
import type { EventLevel, EventStatus, FlightEvent } from '../events/types.ts';
import type { Said, SaidLine } from './memory.ts';
import { closedText, fieldName, openedText } from './say.ts';
import type { TimeSpan, Visit } from './types.ts';
import { visitToJson } from './wire.ts';

/** Detection.md §5.0: below this what was said may well be taken back. */
const CONFIRMED = 0.85;

type Kind = 'visit-opened' | 'visit-closed';

/** A visit as it was when it opened: nothing of its end. */
function opening(visit: Visit): Visit {
  const { departed: _departed, groundHours: _hours, next: _next, ...rest } = visit;
  return {
    ...rest,
    open: true,
    evidence: visit.evidence.filter(({ kind }) => kind !== 'departure' && kind !== 'take-off'),
  };
}

/** The same text for the same value, whatever the order of its keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** What a line is compared by: rarity, context and the growing list of evidence are no news by themselves. */
function factsOf(kind: Kind, visit: Visit): string {
  const { airport, probability, basis, arrived, departed, candidates, origin, next, route, conflicts } = visit;
  const { registration, typecode, seenAt } = visit;
  const shared = { airport, arrived, registration, typecode, seenAt };
  if (kind === 'visit-opened') return canonical({ ...shared, belief: asBelieved('', probability) });
  const { avoided } = route;
  return canonical({ ...shared, probability, basis, departed, candidates, origin, next, conflicts, avoided });
}

const levelOf = (status: EventStatus): EventLevel =>
  status === 'revised' ? 'note' : status === 'retracted' ? 'warn' : 'alert';

const firstWords = (visit: Visit): string => {
  const rare = visit.rarity.find(({ scope }) => scope === 'type') ?? visit.rarity[0];
  const near = visit.context[0];
  const upper = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  return [rare?.text, near?.text].flatMap((text) => (text === undefined ? [] : [` ${upper(text)}`])).join('');
};

const spanFor = (kind: Kind, visit: Visit): Pick<TimeSpan, 'fromAt' | 'toAt' | 'at'> | undefined => {
  if (kind === 'visit-closed') return visit.departed;
  // Not heard arriving: what can be said is that it was there by then.
  const known = visit.seenAt[0] ?? visit.departed?.at;
  return visit.arrived ?? (known === undefined ? undefined : { fromAt: known, toAt: known, at: known });
};

function lineOf(
  kind: Kind,
  visit: Visit,
  before: SaidLine | undefined,
  status: EventStatus,
  detectedAt: EpochMs,
): FlightEvent | undefined {
  const span = spanFor(kind, visit);
  if (span === undefined || visit.icao24 === undefined) return undefined;
  const revision = before === undefined ? 0 : before.revision + 1;
  const taken = status === 'retracted' ? 'Taken back: ' : '';
  const text = kind === 'visit-opened' ? `${openedText(visit)}${firstWords(visit)}` : closedText(visit);
  return {
    id: eventId(kind, visit.icao24, `${visit.id}#${revision}`, status === 'provisional' ? 'confirmed' : status),
    kind,
    status,
    ...(before === undefined || before.isTaken === true ? {} : { supersedes: before.id }),
    fromAt: span.fromAt,
    toAt: span.toAt,
    at: span.at,
    detectedAt,
    icao24: visit.icao24,
    ...(visit.registration === undefined ? {} : { registration: visit.registration }),
    ...(visit.typecode === undefined ? {} : { typecode: visit.typecode }),
    basis: (kind === 'visit-closed' ? visit.departed?.basis : visit.arrived?.basis) ?? visit.basis,
    probability: visit.probability,
    ...(visit.airport === undefined
      ? {}
      : { place: { icao: visit.airport, name: fieldName(visit.airport).replace(/ \([^)]*\)$/, '') } }),
    candidates: visit.candidates,
    level: levelOf(status),
    text: `${taken}${text}`,
    detail: {
      visit: visitToJson(visit),
      revision,
      evidence: {
        rule: kind === 'visit-opened' ? OPENED_RULE : CLOSED_RULE,
        fixes: [],
        numbers: {
          probability: visit.probability,
          evidence: visit.evidence.length,
          groundHoursFrom: visit.groundHours?.from ?? null,
          groundHoursTo: visit.groundHours?.to ?? null,
        },
        otherwise: OTHERWISE,
      },
    },
  };
}

const OPENED_RULE =
  'a landing in the DPRK with a probability of .5 or more over all its fields, or a person saw it on the ground';
const CLOSED_RULE = 'a departure from the DPRK, or a landing or take-off elsewhere after the arrival';
const OTHERWISE =
  'taken back when the landing is; revised when its time, field or probability is; notes tighten its times';

export interface Turn {
  readonly events: readonly FlightEvent[];
  readonly said: Said | undefined;
}

/** The lines that bring the log from what was said of a visit to what is believed now; `now` absent: it never was. */
export function turnOf(before: Said | undefined, now: Visit | undefined, at: EpochMs): Turn {
  const events: FlightEvent[] = [];
  const say = (kind: Kind, old: SaidLine | undefined, visit: Visit | undefined): SaidLine | undefined => {
    if (visit === undefined) {
      if (old === undefined || old.isTaken === true) return old;
      const retraction = lineOf(kind, old.visit, old, 'retracted', at);
      if (retraction === undefined) return undefined;
      events.push(retraction);
      return { id: retraction.id, revision: old.revision + 1, visit: old.visit, isTaken: true };
    }
    const isNew = old === undefined || old.isTaken === true;
    if (!isNew && factsOf(kind, old.visit) === factsOf(kind, visit)) return old;
    const first: EventStatus = visit.probability < CONFIRMED ? 'provisional' : 'confirmed';
    const event = lineOf(kind, visit, old, isNew ? first : 'revised', at);
    if (event === undefined) return old;
    events.push(event);
    return { id: event.id, revision: old === undefined ? 0 : old.revision + 1, visit };
  };
  const wasOpened = now !== undefined && (now.arrived !== undefined || now.seenAt.length > 0);
  const opened = say('visit-opened', before?.opened, wasOpened ? opening(now) : undefined);
  const closed = say('visit-closed', before?.closed, now === undefined || now.open ? undefined : now);
  if (now === undefined) return { events, said: undefined };
  return {
    events,
    said: { visit: now, ...(opened === undefined ? {} : { opened }), ...(closed === undefined ? {} : { closed }) },
  };
}
