/** Words that stand alone in a filter, and the texts that a bare word is looked for in. In: a subject. Out: what it says. */
import { typeName } from '../aero/fleet.ts';
import type { Test } from './field.ts';
import type { Subject } from './types.ts';

/** On the ground there is no altitude, whatever the receiver says. */
export const altitudeOf = ({ onGround, altitudeFt }: Subject): number | undefined =>
  onGround === true ? undefined : altitudeFt;
/** What the feed says of the type, else the type's name. */
export const descriptionOf = ({ description, typecode }: Subject): string | undefined =>
  description ?? (typecode === undefined ? undefined : typeName(typecode));

export interface Flag {
  readonly name: string;
  readonly words: string;
  readonly test: Test;
}

/** Words that stand alone. Unknown is not set, and `!` finds it. */
export const flags: readonly Flag[] = [
  {
    name: 'air',
    words: 'in the air',
    test: (subject) => subject.onGround === false || altitudeOf(subject) !== undefined,
  },
  { name: 'ground', words: 'on the ground', test: (subject) => subject.onGround === true },
  { name: 'mlat', words: 'located by multilateration', test: (subject) => subject.source === 'mlat' },
  { name: 'mil', words: 'military', test: (subject) => subject.military === true },
  { name: 'stale', words: 'stale', test: (subject) => subject.stale === true },
  { name: 'marked', words: 'marked', test: (subject) => subject.marked === true },
  { name: 'watched', words: 'watched', test: (subject) => subject.watched === true },
  { name: 'emergency', words: 'in an emergency', test: (subject) => subject.emergency === true },
];

const flagsByName = new Map(flags.map((flag) => [flag.name, flag]));
/** The flag of a word, any case; `undefined` if it is none. */
export const flagOf = (word: string): Flag | undefined => flagsByName.get(word.toLowerCase());

/** The texts that a bare word is looked for in; the registration is apart, since its hyphens do not count. */
export const textColumns = (subject: Subject): readonly (string | undefined)[] => [
  subject.callsign,
  subject.icao24,
  subject.typecode,
  subject.operator,
  subject.country,
  descriptionOf(subject),
  subject.squawk,
  subject.from,
  subject.to,
  subject.note,
  subject.rule,
  subject.kind,
  subject.level,
  subject.text,
  ...(subject.via ?? []),
  ...(subject.tags ?? []),
];

/** Between columns in the joined text: no value of one line holds it. */
export const COLUMN_BREAK = '\n';
const joined = new WeakMap<Subject, string>();

/** All text columns in lower case, the registration too, one after the other: looked through once instead of column by column. */
export function joinedText(subject: Subject): string {
  let text = joined.get(subject);
  if (text === undefined) {
    text = [subject.registration, ...textColumns(subject)].join(COLUMN_BREAK).toLowerCase();
    joined.set(subject, text);
  }
  return text;
}
