/**
 * A person's notes tried against what stands: fixes, landings, take-offs, departures, and each other. In: one aircraft's clues. Out: the
 * clues without the notes that cannot be, and why each of those cannot. A note that is refused moves nothing; it becomes a conflict.
 */
import { airportByIcao } from '../aero/airports.ts';
import { distanceNm } from '../aero/geo.ts';
import {
  type EpochMs,
  HOUR_MS,
  type Knots,
  MINUTE_MS,
  type Milliseconds,
  type NauticalMiles,
  type Position,
} from '../aero/units.ts';
import { DOMINATES, SAID_FROM } from '../events/journey/ends.ts';
import type { Candidate } from '../events/types.ts';
import type { Clue } from './clue.ts';
import { isHomeField } from './home.ts';
import { fieldName } from './say.ts';

/** Detection.md §5.3: no faster over the ground than this. */
const FASTEST_KT: Knots = 540;
/** Detection.md §5.3: on the ground at least so long between two flights. */
const TURNAROUND_MS: Milliseconds = 20 * MINUTE_MS;
/** Nearer than this is the field itself: its circuit, its far end, a reference point that is not the stand. */
const AT_FIELD_NM: NauticalMiles = 8;
/** A note's minute is a person's: a clock read wrongly by so much is no contradiction. */
const CLOCK_MS: Milliseconds = 2 * MINUTE_MS;
/** A field of the DPRK that an inference is this sure of is not moved by one note. */
const FIELD_SURE = 0.85;

export interface Refused {
  readonly note: Clue;
  /** Which evidence it contradicts, a sentence. */
  readonly text: string;
}

export interface Sifted {
  readonly clues: readonly Clue[];
  readonly refused: readonly Refused[];
}

/** The field that candidates name: likely enough, and clearly ahead of the others. */
export function namedField(candidates: readonly Candidate[]): Candidate | undefined {
  const sum = candidates.reduce((total, { probability }) => total + probability, 0);
  const top = candidates.toSorted((a, b) => b.probability - a.probability)[0];
  return top !== undefined && top.probability >= SAID_FROM && top.probability / sum >= DOMINATES ? top : undefined;
}

/** Somewhere between two times, as a fact that a note is held against. */
interface Known {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly position: Position;
  readonly words: string;
}

const minute = (at: EpochMs): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
const WORDS: Readonly<Partial<Record<Clue['says'], string>>> = {
  arrived: 'landing',
  'landed-elsewhere': 'landing',
  left: 'departure',
  'took-off-elsewhere': 'take-off',
};

export const isNote = (clue: Clue): boolean => clue.kind === 'anchor';
const placeOf = (clue: Clue): string | undefined =>
  isNote(clue) || !isHomeField(clue.icao ?? '') ? clue.icao : namedField(clue.candidates)?.icao;

function knownOf(clue: Clue): readonly Known[] {
  const fixes = (clue.leg?.path ?? []).map((point) => ({
    fromAt: point.at,
    toAt: point.at,
    position: point,
    words: `the fix of ${minute(point.at)} at ${point.latitudeDeg.toFixed(2)}, ${point.longitudeDeg.toFixed(2)}`,
  }));
  const what = WORDS[clue.says];
  const icao = placeOf(clue);
  const airport = icao === undefined ? undefined : airportByIcao(icao);
  if (isNote(clue) || what === undefined || icao === undefined || airport === undefined) return fixes;
  const words = `the ${clue.basis} ${what} at ${fieldName(icao)} at ${minute(clue.at)}`;
  return [...fixes, { fromAt: clue.fromAt, toAt: clue.toAt, position: airport, words }];
}

const leastMs = (a: Position, b: Position): Milliseconds =>
  (Math.max(0, distanceNm(a, b) - AT_FIELD_NM) / FASTEST_KT) * HOUR_MS;

/** The fact that a place at a time cannot be joined to by any flight; of several the nearest in time. */
function unreachable(place: Position, at: EpochMs, known: readonly Known[]): Known | undefined {
  let worst: Known | undefined;
  let [before, after]: (Known | undefined)[] = [];
  const gapTo = ({ fromAt, toAt }: Known): Milliseconds => Math.max(toAt - at, at - fromAt, 0) + CLOCK_MS;
  for (const one of known) {
    if (leastMs(one.position, place) > gapTo(one) && (worst === undefined || gapTo(one) < gapTo(worst))) worst = one;
    if (one.toAt <= at && (before === undefined || one.toAt > before.toAt)) before = one;
    if (one.fromAt >= at && (after === undefined || one.fromAt < after.fromAt)) after = one;
  }
  if (worst !== undefined || before === undefined || after === undefined) return worst;
  // There, down, up again and on to the next: each way alone may be possible, and both together not.
  const [there, on] = [distanceNm(before.position, place), distanceNm(place, after.position)];
  if (there < AT_FIELD_NM || on < AT_FIELD_NM) return undefined;
  const needed = leastMs(before.position, place) + TURNAROUND_MS + leastMs(place, after.position);
  return needed > after.toAt - before.fromAt + 2 * CLOCK_MS ? after : undefined;
}

interface HeardStay {
  readonly arrival: Clue;
  readonly departure?: Clue;
}

/** Landings in the DPRK with the departure that follows, nothing else heard in between. */
function heardStays(facts: readonly Clue[]): readonly HeardStay[] {
  const stays: HeardStay[] = [];
  for (const clue of facts) {
    const last = stays.at(-1);
    if (clue.says === 'arrived') stays.push({ arrival: clue });
    else if (clue.says === 'left' && last !== undefined && last.departure === undefined)
      stays[stays.length - 1] = { ...last, departure: clue };
    else if (clue.says === 'landed-elsewhere' || clue.says === 'took-off-elsewhere')
      if (last !== undefined && last.departure === undefined) stays[stays.length - 1] = { ...last, departure: clue };
  }
  return stays;
}

/** Why a note cannot be beside a stay that was heard; `undefined` where it can. */
function againstStay(note: Clue, { arrival, departure }: HeardStay): string | undefined {
  if (note.icao === undefined || note.at <= arrival.toAt) return undefined;
  if (departure !== undefined && note.at >= departure.fromAt) return undefined;
  const from = namedField(arrival.candidates);
  const landed = `the ${arrival.basis} landing at ${from === undefined ? 'a field in the DPRK' : fieldName(from.icao)} at ${minute(arrival.at)}`;
  if (!isHomeField(note.icao))
    return departure?.says === 'left'
      ? `${landed} and the ${departure.basis} departure from the DPRK at ${minute(departure.at)}, with no flight heard in between`
      : undefined;
  if (note.says !== 'seen' || from === undefined || from.icao === note.icao) return undefined;
  const isSure = arrival.basis === 'observed' || from.probability >= FIELD_SURE;
  return isSure ? `${landed}, with no flight heard in between` : undefined;
}

const noteText = (note: Clue): string =>
  `a note has it ${note.says === 'not-seen' ? 'not ' : ''}on the ground at ${fieldName(note.icao ?? 'an unknown place')} at ${minute(note.at)}`;
const upper = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Two notes that cannot both be. */
function contradict(a: Clue, b: Clue): boolean {
  if (a.icao === undefined || b.icao === undefined) return false;
  const apart = Math.abs(a.at - b.at);
  if (a.says === 'not-seen' || b.says === 'not-seen')
    return a.says !== b.says && a.icao === b.icao && apart <= CLOCK_MS;
  const [one, other] = [airportByIcao(a.icao), airportByIcao(b.icao)];
  return one !== undefined && other !== undefined && leastMs(one, other) > apart + CLOCK_MS;
}

/** The clues that stand, and the notes that do not. Clues in any order; their order stays. */
export function siftNotes(clues: readonly Clue[]): Sifted {
  const notes = clues.filter(isNote);
  if (notes.length === 0) return { clues, refused: [] };
  const facts = clues.filter((clue) => !isNote(clue)).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const known = facts.flatMap(knownOf);
  const stays = heardStays(facts);
  const refused: Refused[] = [];
  const standing = notes.filter((note) => {
    const airport = note.icao === undefined ? undefined : airportByIcao(note.icao);
    const fact = airport === undefined || note.says === 'not-seen' ? undefined : unreachable(airport, note.at, known);
    const why =
      fact === undefined
        ? stays.flatMap((stay) => againstStay(note, stay) ?? [])[0]
        : `${fact.words}: no aircraft gets from one to the other in that time`;
    if (why !== undefined)
      refused.push({ note, text: `${upper(noteText(note))}; that contradicts ${why}. The note is not counted.` });
    return why === undefined;
  });
  for (const note of standing) {
    const other = standing.find((one) => one !== note && contradict(one, note));
    if (other !== undefined)
      refused.push({
        note,
        text: `${upper(noteText(note))}, and ${noteText(other)}: both cannot be. Neither is counted.`,
      });
  }
  const out = new Set(refused.map(({ note }) => note.id));
  return { clues: clues.filter(({ id }) => !out.has(id)), refused };
}
