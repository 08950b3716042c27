/**
 * From one aircraft's clues to its visits: which field, when, how sure, from where, round which State. In: clues. Out: visits without
 * rarity and context, oldest first, with the ids that evidence gives them. Pure: the same clues in any order give the same visits.
 */
import { aircraftOf } from '../aero/fleet.ts';
import { HOUR_MS, type Milliseconds } from '../aero/units.ts';
import { eventId } from '../events/compose.ts';
import type { Candidate, EventBasis } from '../events/types.ts';
import { type Clue, REPORTED_PROBABILITY } from './clue.ts';
import { isHomeField } from './home.ts';
import { withRefused } from './refused.ts';
import { routeOf } from './route.ts';
import { namedField, siftNotes } from './sift.ts';
import { arrivalOf, bestOf, departureOf, groundHoursOf } from './spans.ts';
import { type Stay, staysOf } from './stay.ts';
import type { Conflict, End, TimeSpan, Visit, VisitEvidence } from './types.ts';

/** From the last contact at a field to the landing: no leg to the DPRK is longer (detection.md §4.4: 9.0–10.1 h from Moscow). */
const LEG_WITHIN_MS: Milliseconds = 16 * HOUR_MS;
/** A longer stop on the way is a stay of its own. */
const STOP_WITHIN_MS: Milliseconds = 6 * HOUR_MS;
const PLACES = 1000;
const rounded = (value: number): number => Math.round(value * PLACES) / PLACES;

const topOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.toSorted((a, b) => b.probability - a.probability)[0];

/** What several clues say of the field: the surest speaks, the others fill up what it leaves. */
function candidatesOf(stay: Stay): readonly Candidate[] {
  const clues = [...stay.arrivals, ...stay.departures];
  const surest = clues.toSorted(
    (a, b) => (topOf(b.candidates)?.probability ?? 0) - (topOf(a.candidates)?.probability ?? 0),
  );
  const merged = new Map<string, Candidate>();
  const add = (candidate: Candidate, share: number): void => {
    const probability = rounded(candidate.probability * share);
    if (!merged.has(candidate.icao) && probability > 0) merged.set(candidate.icao, { ...candidate, probability });
  };
  const rest = (): number =>
    1 -
    Math.min(
      1,
      [...merged.values()].reduce((sum, { probability }) => sum + probability, 0),
    );
  const noted = [...new Set(stay.seen.flatMap(({ icao }) => icao ?? []))];
  for (const icao of noted) add({ icao, probability: REPORTED_PROBABILITY, distanceNm: 0 }, 1 / noted.length);
  for (const clue of surest) {
    const share = merged.size === 0 ? 1 : rest();
    for (const candidate of clue.candidates) add(candidate, share);
  }
  return [...merged.values()].sort((a, b) => b.probability - a.probability);
}

function originOf(stay: Stay): End | undefined {
  const arrival = bestOf(stay.arrivals);
  if (arrival === undefined) return stay.departures.find((clue) => clue.stay !== undefined)?.stay?.origin;
  const last = stay.before.at(-1);
  const known = arrival.leg?.origin;
  const fromClue =
    last?.icao !== undefined && arrival.fromAt - last.at <= LEG_WITHIN_MS
      ? { icao: last.icao, probability: last.probability }
      : undefined;
  const origin = known ?? fromClue;
  if (origin === undefined || isHomeField(origin.icao)) return undefined;
  const stop = stay.before.findLast(({ says, icao }) => says === 'landed-elsewhere' && icao === origin.icao);
  const before = stop?.leg?.origin?.icao;
  if (stop === undefined || before === undefined || before === origin.icao) return origin;
  const leftAt = stay.before.findLast(({ says, icao }) => says === 'took-off-elsewhere' && icao === origin.icao)?.at;
  return leftAt !== undefined && leftAt - stop.at > STOP_WITHIN_MS ? origin : { ...origin, before };
}

const nextOf = ({ after }: Stay): End | undefined =>
  after?.icao === undefined ? undefined : { icao: after.icao, probability: rounded(after.probability) };

function basisOf(arrived: TimeSpan | undefined, departed: TimeSpan | undefined): EventBasis {
  const bases = [arrived, departed].flatMap((span) => (span === undefined ? [] : [span.basis]));
  if (bases.length === 0 || bases.every((basis) => basis === 'reported')) return 'reported';
  return bases.every((basis) => basis === 'observed') ? 'observed' : 'inferred';
}

function conflictsOf(stay: Stay, arrived: TimeSpan | undefined, departed: TimeSpan | undefined): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  const noted = [...new Set(stay.seen.flatMap(({ icao }) => icao ?? []))];
  if (noted.length > 1)
    conflicts.push({ text: `Notes have it at ${noted.join(' and at ')}; no flight between them was heard.` });
  const [came, went] = [bestOf(stay.arrivals), bestOf(stay.departures)].map((clue) =>
    clue === undefined ? undefined : namedField(clue.candidates)?.icao,
  );
  if (came !== undefined && went !== undefined && came !== went && stay.hops.length === 0)
    conflicts.push({ text: `The landing is placed at ${came}, the departure at ${went}.` });
  for (const note of stay.seen) {
    const source = note.source === undefined ? {} : { source: note.source };
    if (came !== undefined && note.icao !== undefined && note.icao !== came)
      conflicts.push({ text: `A note has it at ${note.icao}, the landing is placed at ${came}.`, ...source });
    if ((arrived !== undefined && note.at < arrived.fromAt) || (departed !== undefined && note.at > departed.toAt))
      conflicts.push({ text: 'A note has it on the ground when the fixes do not allow that.', ...source });
  }
  for (const note of stay.notSeen) {
    if (arrived === undefined || note.at <= arrived.toAt || (departed !== undefined && note.at >= departed.fromAt))
      continue;
    conflicts.push({
      text: 'A note has it not on the ground while it is taken to have been there.',
      ...(note.source === undefined ? {} : { source: note.source }),
    });
  }
  return conflicts;
}

const evidenceOf = (clue: Clue): VisitEvidence => ({
  event: clue.id,
  root: clue.root,
  kind: clue.kind,
  basis: clue.basis,
  probability: rounded(clue.said),
  at: clue.at,
  fromAt: clue.fromAt,
  toAt: clue.toAt,
  text: clue.text,
  ...(clue.source === undefined ? {} : { source: clue.source }),
  ...(clue.url === undefined ? {} : { url: clue.url }),
});

function visitOf(stay: Stay, avoided: readonly Clue[]): Visit | undefined {
  const own = [...stay.arrivals, ...stay.hops, ...stay.seen, ...stay.notSeen, ...stay.departures];
  const first = own[0];
  if (first === undefined) return undefined;
  const candidates = candidatesOf(stay);
  const airport = namedField(candidates)?.icao;
  const field = airport ?? topOf(candidates)?.icao;
  const arrived = arrivalOf(stay, field);
  const departed = departureOf(stay, arrived, field);
  const { icao24 } = first;
  const known = aircraftOf(icao24);
  const registration = own.findLast((clue) => clue.registration !== undefined)?.registration ?? known?.registration;
  const typecode = own.findLast((clue) => clue.typecode !== undefined)?.typecode ?? known?.typecode;
  const groundHours = groundHoursOf(arrived, departed);
  const origin = originOf(stay);
  const next = nextOf(stay);
  const { route, clues } = routeOf(stay, avoided, arrived, departed);
  return {
    id: eventId('visit', icao24, first.root),
    icao24,
    ...(registration === undefined ? {} : { registration }),
    ...(typecode === undefined ? {} : { typecode }),
    ...(known === undefined ? {} : { operator: known.operator }),
    ...(airport === undefined ? {} : { airport }),
    candidates,
    probability: rounded(
      Math.max(...[...stay.arrivals, ...stay.seen, ...stay.departures].map((clue) => clue.probability)),
    ),
    basis: basisOf(arrived, departed),
    ...(arrived === undefined ? {} : { arrived }),
    ...(departed === undefined ? {} : { departed }),
    open: stay.departures.length === 0 && stay.gone === undefined,
    seenAt: stay.seen.map(({ at }) => at),
    ...(groundHours === undefined ? {} : { groundHours }),
    ...(origin === undefined ? {} : { origin }),
    ...(next === undefined ? {} : { next }),
    route,
    rarity: [],
    context: [],
    evidence: [
      ...own,
      ...clues,
      ...(stay.gone === undefined ? [] : [stay.gone]),
      ...(stay.after === undefined ? [] : [stay.after]),
    ]
      .filter((clue, index, all) => all.indexOf(clue) === index)
      .map(evidenceOf),
    conflicts: conflictsOf(stay, arrived, departed),
    provenance: 'log',
  };
}

/** The visits in one aircraft's clues, oldest first. A note that cannot be moves nothing, and is a conflict. */
export function visitsFrom(clues: readonly Clue[]): readonly Visit[] {
  const { clues: standing, refused } = siftNotes(clues);
  const avoided = standing.filter(({ says }) => says === 'avoided');
  return withRefused(
    staysOf(standing).flatMap((stay) => visitOf(stay, avoided) ?? []),
    refused,
  );
}
