/**
 * What is known of one visit, in the order in which an editor checks it: the sentence, the times in three zones, the way, the
 * evidence, what contradicts what, what is not known. In: a visit, the events it rests on, the ledger. Out: a report, which
 * `report-*.ts` write in their formats. Each statement carries its basis and its probability.
 */
import type { EpochMs, NauticalMiles } from '../aero/units.ts';
import { asBelieved, miles } from '../events/say.ts';
import type { FlightEvent } from '../events/types.ts';
import { isAnnounced, NO_ANNOUNCEMENT } from './context.ts';
import { daysText, MOSCOW_MS, PYONGYANG_MS } from './days.ts';
import { annotated } from './fold.ts';
import type { Ledger } from './ledger.ts';
import { pathsOf, type VisitPath } from './paths.ts';
import { flightIn } from './rarity.ts';
import { countProbability, usualOf } from './rates.ts';
import {
  aircraftName,
  areaName,
  atField,
  beliefText,
  fieldName,
  fieldProbability,
  placeText,
  seenApart,
  spanText,
  stayText,
} from './say.ts';
import type { TimeSpan, Visit } from './types.ts';

export interface Moment {
  readonly what: string;
  readonly span: TimeSpan;
}

export interface Statement {
  readonly text: string;
  readonly basis: string;
  readonly probability: number;
}

export interface VisitReport {
  readonly visit: Visit;
  readonly title: string;
  readonly sentence: string;
  readonly timeline: readonly Moment[];
  readonly statements: readonly Statement[];
  readonly paths: readonly VisitPath[];
  readonly unknown: readonly string[];
  /** Says where the record comes from, when it is not this program's own. */
  readonly provenance?: string;
}

/** One time in the three zones of the story, to the minute; fixed offsets: Moscow UTC+3, Pyongyang UTC+9. */
export const inZones = (at: EpochMs): { readonly utc: string; readonly moscow: string; readonly pyongyang: string } => {
  const local = (offsetMs: number): string => new Date(at + offsetMs).toISOString().slice(0, 16).replace('T', ' ');
  return { utc: local(0), moscow: local(MOSCOW_MS), pyongyang: local(PYONGYANG_MS) };
};
export const ZONES_NOTE = 'Moscow is UTC+3, Pyongyang UTC+9, all year.';

const pointSpan = (at: EpochMs, basis: TimeSpan['basis'], probability: number): TimeSpan => ({
  fromAt: at,
  toAt: at,
  at,
  basis,
  probability,
});

/** A line that names the field is no surer than the field. */
const atTheField = (visit: Visit, span: TimeSpan): TimeSpan => ({
  ...span,
  probability: Math.min(span.probability, fieldProbability(visit)),
});

function timelineOf(visit: Visit): readonly Moment[] {
  const moments: Moment[] = [];
  if (visit.arrived !== undefined)
    moments.push({ what: `Arrived at ${placeText(visit)}`, span: atTheField(visit, visit.arrived) });
  for (const at of visit.seenAt)
    moments.push({ what: 'Seen on the ground', span: pointSpan(at, 'reported', visit.probability) });
  if (visit.departed !== undefined)
    moments.push({ what: `Left ${placeText(visit)}`, span: atTheField(visit, visit.departed) });
  for (const { kind, text, at, fromAt, toAt, basis, probability } of visit.evidence) {
    if (at === undefined || kind !== 'landing' || at <= (visit.departed?.at ?? at)) continue;
    moments.push({ what: text, span: { fromAt: fromAt ?? at, toAt: toAt ?? at, at, basis, probability } });
  }
  return moments.sort((a, b) => a.span.at - b.span.at);
}

/** ", 21 % more than the great circle of 3,435 NM". */
const beside = (flown: NauticalMiles, direct: NauticalMiles): string => {
  const more = Math.round((flown / direct - 1) * 100);
  return more > 0
    ? `, ${more} % more than the great circle of ${miles(direct)}`
    : `; the great circle is ${miles(direct)}`;
};

/** "It flew over Russia, the Sea of Japan and, not heard, North Korea": what no fix shows is not said as if one did. */
function areasText(areas: readonly string[], paths: readonly VisitPath[]): string {
  const way = paths.find(({ direction }) => direction === 'in');
  const heard = way === undefined ? areas : areas.filter((area) => way.heardAreas.includes(area));
  const unheard = areas.filter((area) => !heard.includes(area)).map(areaName);
  const known = heard.map(areaName).join(', ');
  if (unheard.length === 0) return `It flew over ${known}.`;
  return known === ''
    ? `It flew, not heard, over ${unheard.join(', ')}.`
    : `It flew over ${known} and, not heard, ${unheard.join(', ')}.`;
}

function statementsOf(visit: Visit, paths: readonly VisitPath[], ledger: Ledger): readonly Statement[] {
  const { basis, probability, route, origin, next } = visit;
  const isOwn = visit.provenance === 'log';
  const nextBasis = visit.evidence.find(
    ({ kind, at }) => kind === 'landing' && at !== undefined && at > (visit.departed?.at ?? at),
  );
  const field = visit.candidates.find(({ icao }) => icao === visit.airport);
  const made: Statement[] = [
    {
      text: `The aircraft is ${aircraftName(visit)}${visit.operator === undefined ? '' : `, ${visit.operator}`}.`,
      basis: isOwn ? 'address and registration' : 'the report',
      probability: isOwn ? 1 : probability,
    },
    { text: 'It was on the ground in the DPRK.', basis, probability },
    ...(field === undefined
      ? []
      : [{ text: `The field was ${fieldName(field.icao)}.`, basis, probability: field.probability }]),
  ];
  const stay = stayText(visit);
  if (stay !== undefined) {
    const both = Math.min(
      visit.arrived?.probability ?? probability,
      visit.departed?.probability ?? probability,
      fieldProbability(visit),
    );
    made.push({ text: `It spent ${stay}.`, basis, probability: both });
  }
  if (origin !== undefined) {
    const via = origin.before === undefined ? '' : `, where it had come from ${fieldName(origin.before)}`;
    made.push({
      text: `It came from ${fieldName(origin.icao)}${via}.`,
      basis: isOwn ? `its flight, ${visit.arrived?.basis ?? basis}` : 'the report',
      probability: origin.probability,
    });
  }
  if (next !== undefined)
    made.push({
      text: `It went on to ${fieldName(next.icao)}.`,
      basis: isOwn ? `its next landing, ${nextBasis?.basis ?? 'inferred'}` : 'the report',
      probability: next.probability,
    });
  if (route.flownNm !== undefined) {
    const direct = route.directNm === undefined ? '' : beside(route.flownNm, route.directNm);
    made.push({
      text: `It flew ${miles(route.flownNm)}${direct}.`,
      basis: 'fixes, holes bridged by great circles',
      probability,
    });
  }
  if (route.areas.length > 0)
    made.push({
      text: areasText(route.areas, paths),
      basis: isOwn ? 'fixes, holes not counted' : 'the report',
      probability,
    });
  for (const state of route.avoided) {
    const event = visit.evidence.find(({ kind }) => kind === 'avoided-airspace');
    made.push({
      text: `It flew round ${areaName(state)}, which the great circle crosses.`,
      basis: event?.basis ?? 'inferred',
      probability: event?.probability ?? probability,
    });
  }
  const flight = visit.arrived === undefined ? undefined : flightIn(visit, visit.arrived.at);
  if (flight !== undefined && ledger.watchingSinceAt !== undefined && visit.provenance === 'log') {
    const text = usualOf(flight, ledger.flights, ledger.watchingSinceAt, ledger.holes);
    made.push({
      text: `${text}.`,
      basis: 'landings in this log whose origin is known',
      probability: countProbability(flight, ledger.flights),
    });
  }
  return made;
}

function unknownOf(visit: Visit, paths: readonly VisitPath[], ledger: Ledger): readonly string[] {
  const unknown: string[] = [];
  if (visit.arrived === undefined) unknown.push('When it arrived: nobody heard it come.');
  if (visit.departed === undefined)
    unknown.push(visit.open ? 'When it leaves: as far as anyone heard it is still there.' : 'When it left.');
  for (const [first, second] of seenApart(visit))
    unknown.push(
      `Whether it left between ${inZones(first).utc} and ${inZones(second).utc} UTC: it was seen on the ground at both times.`,
    );
  if (visit.airport === undefined) unknown.push(`At which field it was: ${placeText(visit)}.`);
  if (visit.origin === undefined) unknown.push('Where it came from.');
  if (visit.next === undefined && !visit.open) unknown.push('Where it went.');
  for (const { direction, holes } of paths)
    for (const hole of holes)
      unknown.push(
        `Where it was on the way ${direction} from ${inZones(hole.fromAt).utc} to ${inZones(hole.toAt).utc} UTC: not heard over ${miles(hole.distanceNm)}.`,
      );
  if (paths.length === 0 && visit.provenance === 'log') unknown.push('Which way it flew: no path is kept.');
  unknown.push('Who was on board, and why it flew: no receiver hears that.');
  if (!isAnnounced(visit, ledger.context)) unknown.push(NO_ANNOUNCEMENT);
  return unknown;
}

function sentenceOf(visit: Visit): string {
  const name = aircraftName(visit);
  const stay = stayText(visit);
  const verb = visit.arrived === undefined ? 'was on the ground' : 'arrived';
  const when = visit.arrived === undefined ? '' : `, ${spanText(visit.arrived)}`;
  const came = `${visit.basis === 'reported' && visit.provenance !== 'log' ? `is reported: ${verb} at ${placeText(visit)}` : atField(verb, 'at', visit, visit.probability)}${when}`;
  const left =
    visit.departed === undefined
      ? visit.open
        ? ' and has not been heard leaving'
        : ''
      : `, and ${asBelieved('left', visit.departed.probability)} ${spanText(visit.departed)}${stay === undefined ? '' : `, ${stay}`}`;
  return `${name} ${came}${left} (${visit.basis}, ${beliefText(visit)}).`;
}

const PROVENANCE: Readonly<Record<Visit['provenance'], string | undefined>> = {
  log: undefined,
  imported: 'This record was imported; this program did not see the visit.',
  shipped: 'This record is from the published history that comes with the program; the program did not see the visit.',
};

/**
 * The report of a visit.
 * @param events what the log holds of the aircraft: only the visit's own evidence is looked up in it
 */
export function reportOf(visit: Visit, events: readonly FlightEvent[], ledger: Ledger): VisitReport {
  const full = annotated(visit, ledger);
  const paths = pathsOf(full, events);
  const provenance = PROVENANCE[full.provenance];
  const day = full.arrived ?? full.departed;
  return {
    visit: full,
    title: `${full.registration ?? full.icao24 ?? 'An aircraft'} at ${placeText(full)}${day === undefined ? '' : `, ${inZones(day.at).utc.slice(0, 10)} (UTC)`}`,
    sentence: sentenceOf(full),
    timeline: timelineOf(full),
    statements: statementsOf(full, paths, ledger),
    paths,
    unknown: unknownOf(full, paths, ledger),
    ...(provenance === undefined ? {} : { provenance }),
  };
}

/** "2 days 3 h" is for people; here hours of a hole, "4 h 00 min". */
export const holeTime = (fromAt: EpochMs, toAt: EpochMs): string => {
  const minutes = Math.round((toAt - fromAt) / 60_000);
  const days = Math.floor(minutes / 1440);
  const rest = `${Math.floor((minutes % 1440) / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  return days > 0 ? `${daysText(days, days)} ${rest}` : rest;
};
