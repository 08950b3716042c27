/**
 * The TABLE of fields: name, other names, operators, help and how it reads a subject. Parsing, matching, completion, explanation
 * and help all come from here; a new field is one row.
 */

import { checkOperator, type Field, textField, yesNoField } from './field.ts';
import { airportField, routeField } from './field-airports.ts';
import { levelField, squawkField } from './field-codes.ts';
import { ageField, numberField } from './field-numbers.ts';
import { areaField, nearField } from './field-places.ts';
import { altitudeOf, descriptionOf } from './flags.ts';
import { foldRegistration } from './pattern.ts';
import { refuse } from './scan.ts';
import type { Subject } from './types.ts';
import { ALTITUDE_UNITS, ANGLE_UNITS, PLAIN_UNITS, RATE_UNITS, SPEED_UNITS } from './units-parse.ts';

const FULL_TURN_DEG = 360;
/** Mach is shown with two digits. */
const MACH_TOLERANCE = 0.005;

/** Words for sources beside the program's own: jet1090 and tar1090 users type these. */
const SOURCE_WORDS: Readonly<Record<string, readonly string[]>> = { 'mode-s': ['mode'], adsc: ['sat'] };
const sourceOf = ({ source }: Subject): readonly string[] | undefined =>
  source === undefined ? undefined : [source, ...(SOURCE_WORDS[source] ?? [])];

const rows: readonly Field[] = [
  textField(
    {
      name: 'reg',
      aliases: ['r', 'registration'],
      label: 'registration',
      help: 'registration; hyphens and blanks do not count',
      examples: ['reg:RA-86*,P-*'],
    },
    (subject) => subject.registration,
    { fold: foldRegistration },
  ),
  textField(
    { name: 'hex', aliases: ['h', 'icao24'], label: 'address', help: 'ICAO 24-bit address', examples: ['hex:72*'] },
    (subject) => subject.icao24,
  ),
  textField(
    { name: 'call', aliases: ['c', 'callsign'], label: 'callsign', help: 'callsign', examples: ['call:RFF*'] },
    (subject) => subject.callsign?.trim(),
  ),
  textField(
    {
      name: 'type',
      aliases: ['t', 'typecode'],
      label: 'type',
      help: 'ICAO type designator',
      examples: ['type:IL62,T204'],
    },
    (subject) => subject.typecode,
  ),
  textField(
    {
      name: 'op',
      aliases: ['operator'],
      label: 'operator',
      help: 'operator, any part of its name',
      examples: ['op:"Air Koryo"'],
    },
    (subject) => subject.operator,
    { whole: false },
  ),
  textField(
    { name: 'country', label: 'country', help: 'State of the address block', examples: ['country:KP'] },
    (subject) => subject.country,
  ),
  textField(
    {
      name: 'desc',
      aliases: ['description'],
      label: 'description',
      help: 'the type in words, any part',
      examples: ['desc:ilyushin'],
    },
    descriptionOf,
    { whole: false },
  ),
  numberField(
    {
      name: 'alt',
      aliases: ['a', 'altitude'],
      label: 'altitude',
      help: 'barometric; none on the ground; ft, m or FL',
      examples: ['alt>30000', 'alt>FL300', 'alt:500..3000'],
    },
    altitudeOf,
    {
      units: ALTITUDE_UNITS,
      unitWord: ' ft',
      levels: true,
      expects: 'an altitude: 30000 9000m FL300 or a range 500..3000',
    },
  ),
  numberField(
    {
      name: 'gs',
      aliases: ['speed'],
      label: 'ground speed',
      help: 'ground speed; kt or km/h',
      examples: ['gs<100', 'gs>800km/h'],
    },
    (subject) => subject.groundSpeedKt,
    { units: SPEED_UNITS, unitWord: ' kt', expects: 'a speed: 450 850km/h or a range 100..200' },
  ),
  numberField(
    {
      name: 'vs',
      aliases: ['rate'],
      label: 'vertical rate',
      help: 'vertical rate, ft/min; down is negative',
      examples: ['vs<-1000'],
    },
    (subject) => subject.verticalRateFpm,
    { units: RATE_UNITS, unitWord: ' ft/min', expects: 'a vertical rate: -1000 5m/s or a range -500..500' },
  ),
  numberField(
    {
      name: 'trk',
      aliases: ['track'],
      label: 'track',
      help: 'true track; a range goes clockwise and may pass north',
      examples: ['trk:330..030'],
    },
    (subject) => subject.trackDeg,
    { units: ANGLE_UNITS, unitWord: '°', turn: FULL_TURN_DEG, expects: 'a direction: 104 or a range 330..030' },
  ),
  numberField(
    { name: 'mach', aliases: ['m'], label: 'Mach number', help: 'Mach number', examples: ['mach>.8'] },
    (subject) => subject.mach,
    { units: PLAIN_UNITS, unitWord: '', tolerance: MACH_TOLERANCE, expects: 'a Mach number: .78' },
  ),
  nearField({
    name: 'near',
    label: 'position',
    help: 'place and distance; @sel is the selected aircraft',
    examples: ['near:FNJ<300km', 'near:39.2,125.7<50nm', 'near:@sel<20km'],
  }),
  areaField({ name: 'in', label: 'inside', help: 'named area', examples: ['in:koreabay', 'in:zkkp'] }),
  airportField(
    {
      name: 'from',
      aliases: ['orig'],
      label: 'origin',
      help: 'where it comes from: ICAO, IATA, city, country',
      examples: ['from:UUMU', 'from:Moscow'],
    },
    (subject) => subject.from,
  ),
  airportField(
    {
      name: 'to',
      aliases: ['dest'],
      label: 'destination',
      help: 'where it goes: ICAO, IATA, city, country',
      examples: ['to:ZKPY', 'to:?'],
    },
    (subject) => subject.to,
  ),
  routeField({ name: 'route', label: 'route', help: 'from and to, either may be *', examples: ['route:UHWW-ZKPY'] }),
  airportField(
    { name: 'via', label: 'stop', help: 'where it stopped on the way', examples: ['via:VVO'] },
    (subject) => subject.via,
  ),
  squawkField,
  textField(
    {
      name: 'src',
      aliases: ['source'],
      label: 'source',
      help: 'adsb, mlat, mode, tisb, adsc or sat, other',
      examples: ['!src:mlat'],
      offers: ['adsb', 'mlat', 'mode', 'tisb', 'adsc', 'other'],
    },
    sourceOf,
  ),
  yesNoField(
    { name: 'ground', aliases: ['gnd'], label: 'on the ground', help: 'on the ground', examples: ['ground:yes'] },
    (subject) => subject.onGround,
  ),
  ageField(
    { name: 'seen', label: 'last heard', help: 'age of the last message: s m h d', examples: ['seen<5m'] },
    ({ heardAt }, { now }) => (heardAt === undefined ? undefined : Math.max(0, now - heardAt)),
  ),
  ageField(
    { name: 'first', label: 'first heard', help: 'age of the first message: s m h d', examples: ['first<1h'] },
    ({ firstHeardAt }, { now }) => (firstHeardAt === undefined ? undefined : Math.max(0, now - firstHeardAt)),
  ),
  ageField(
    { name: 'gap', label: 'silence', help: 'how long it was not heard: s m h d', examples: ['gap>10m'] },
    (subject) => subject.gapMs,
  ),
  textField(
    { name: 'note', label: 'note', help: 'your note, any part', examples: ['note:visit'] },
    (subject) => subject.note,
    { whole: false },
  ),
  textField(
    { name: 'tag', aliases: ['tags'], label: 'tag', help: 'your tag', examples: ['tag:vip'] },
    (subject) => subject.tags,
  ),
  textField(
    { name: 'heading', label: 'heading', help: 'where it seems to go, as a tag', examples: ['heading:dprk'] },
    (subject) => subject.tags,
  ),
  textField(
    { name: 'rule', label: 'rule', help: 'the rule that it met, any part', examples: ['rule:IL62'] },
    (subject) => subject.rule,
    { whole: false },
  ),
  textField(
    {
      name: 'kind',
      aliases: ['k'],
      label: 'kind',
      help: 'of an event: landing, went-dark …',
      examples: ['kind:landing,take-off'],
    },
    (subject) => subject.kind,
  ),
  levelField,
  textField(
    { name: 'text', label: 'text', help: 'of an event, any part', examples: ['text:Sunan'] },
    (subject) => subject.text,
    { whole: false },
  ),
];

const HAS_ALIASES: Readonly<Record<string, string>> = { pos: 'near', position: 'near', lat: 'near', lon: 'near' };

const has: Field = (() => {
  const expects = 'the name of a field: pos call reg alt';
  const about = { name: 'has', label: 'known', help: 'a field that is known', examples: ['has:pos', '!has:call'] };
  return {
    ...about,
    aliases: [],
    operators: [':', '='],
    expects,
    values: 'list',
    regexes: false,
    known: () => true,
    offers: ['pos', ...rows.map(({ name }) => name)],
    compile: (term) => {
      checkOperator('has', [':', '='], term);
      const fields = term.values.map((value) => {
        const name = value.text.toLowerCase();
        return fieldOf(HAS_ALIASES[name] ?? name) ?? refuse(value.from, value.to, `expected ${expects}`);
      });
      return {
        test: (subject, context) => fields.some((field) => field.known(subject, context)),
        words: `${fields.map(({ label }) => label).join(' or ')} known`,
      };
    },
  };
})();

/** Every field, in the order of the help. */
export const fields: readonly Field[] = [...rows, has];

const byName = new Map(fields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field] as const)));

/** The field of a name or other name, any case; `undefined` if there is none. */
export function fieldOf(name: string): Field | undefined {
  return byName.get(name.toLowerCase());
}

/** Every name and other name of a field. */
export const fieldNames: readonly string[] = [...byName.keys()];

/** A row of the help. */
export interface FieldHelp {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly operators: readonly string[];
  readonly help: string;
  readonly examples: readonly string[];
}

/** The fields as help and README show them. */
export const fieldsHelp = (): readonly FieldHelp[] =>
  fields.map(({ name, aliases, operators, help, examples }) => ({ name, aliases, operators, help, examples }));
