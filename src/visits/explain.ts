/**
 * Why an event fired: the rule, the fixes, the numbers, what would have changed the verdict, and what became of it. In: an event as the
 * log has it, and the lines that revise it. Out: lines of text, clean. An event that carries no evidence says so.
 */
import { clean } from '../aero/clean.ts';
import type { FlightEvent } from '../events/types.ts';
import { type Deaf, holesWith } from './listened.ts';
import { flightOf, usualOf } from './rates.ts';

const CELLS = 400;
const words = (value: unknown): string => clean(value, { cells: CELLS });
const iso = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : 'unknown');

type Bag = Readonly<Record<string, unknown>>;
const bagOf = (value: unknown): Bag | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : undefined;
const numberText = (value: unknown): string =>
  value === null || value === undefined
    ? 'unknown'
    : typeof value === 'number'
      ? String(Math.round(value * 1000) / 1000)
      : words(value);

/** "15:04:05Z  41.20000 131.60000  31000 ft  472 kt"; what is not known is left away. */
function fixLine(value: unknown): string | undefined {
  const fix = bagOf(value);
  if (fix === undefined) return undefined;
  const { at, latitudeDeg, longitudeDeg, altitudeFt, groundSpeedKt } = fix;
  const cells = [
    typeof at === 'number' ? iso(at) : words(at),
    typeof latitudeDeg === 'number' && typeof longitudeDeg === 'number'
      ? `${latitudeDeg.toFixed(4)} ${longitudeDeg.toFixed(4)}`
      : '',
    typeof altitudeFt === 'number' ? `${Math.round(altitudeFt)} ft` : '',
    typeof groundSpeedKt === 'number' ? `${Math.round(groundSpeedKt)} kt` : '',
  ];
  return cells.filter((cell) => cell !== '').join('  ');
}

const rule = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];

/** The unit at the end of a number's name. */
const UNITS: Readonly<Record<string, string>> = {
  Nm: 'NM',
  Ft: 'ft',
  Kt: 'kt',
  Deg: 'degrees',
  Hours: 'hours',
  Minutes: 'minutes',
  Seconds: 'seconds',
  Ms: 'milliseconds',
};

/** "distanceNm" as "distance, NM"; "groundHoursFrom" as "ground hours from". A name that is no word of ours stays as it is. */
export function nameInWords(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  const parts = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ');
  const unit = parts.length > 1 ? UNITS[parts.at(-1) ?? ''] : undefined;
  const rest = (unit === undefined ? parts : parts.slice(0, -1)).join(' ').toLowerCase();
  return unit === undefined ? rest : `${rest}, ${unit}`;
}

/** What is known of how an event came about; the same for people and, as a list, for `--json`. */
export interface Explanation {
  readonly head: readonly string[];
  /** How many flights there usually are on its route, for a landing whose origin is known. */
  readonly usual?: string;
  readonly rule?: string;
  readonly fixes: readonly string[];
  readonly numbers: readonly (readonly [name: string, value: string])[];
  readonly otherwise?: string;
  /** What it replaced, and what replaced it. */
  readonly chain: readonly string[];
}

/** The rate of a landing's route, counted over the landings of the log that stand. */
function usualFor(event: FlightEvent, log: readonly FlightEvent[]): string | undefined {
  const flight = flightOf(event);
  const began = log[0]?.detectedAt;
  if (flight === undefined || began === undefined) return undefined;
  const gone = new Set(log.map(({ supersedes }) => supersedes));
  const flights = log.flatMap((one) => (one.status === 'retracted' || gone.has(one.id) ? [] : (flightOf(one) ?? [])));
  const holes = log.reduce<readonly Deaf[]>((before, one) => holesWith(before, one), []);
  return words(usualOf(flight, flights, began, holes));
}

/**
 * Takes an event's evidence apart.
 * @param log the lines of its kind: what it replaced, what replaced it, and what is usual on its route
 */
export function explanationOf(event: FlightEvent, log: readonly FlightEvent[]): Explanation {
  const evidence = bagOf(event.detail['evidence']);
  const fixes = Array.isArray(evidence?.['fixes']) ? (evidence['fixes'] as readonly unknown[]) : [];
  const numbers = Object.entries(bagOf(evidence?.['numbers']) ?? {});
  const said = evidence?.['rule'];
  const otherwise = evidence?.['otherwise'];
  const later = log.find(({ supersedes }) => supersedes === event.id);
  const earlier = log.find(({ id }) => id === event.supersedes);
  const usual = usualFor(event, log);
  return {
    ...(usual === undefined ? {} : { usual }),
    head: [
      words(event.text),
      `${words(event.kind)}, ${event.status}, ${event.basis}, p ${event.probability.toFixed(2)}`,
      `happened between ${iso(event.fromAt)} and ${iso(event.toAt)}, best estimate ${iso(event.at)}`,
      `said at ${iso(event.detectedAt)}`,
    ],
    ...(typeof said === 'string' ? { rule: words(said) } : {}),
    fixes: fixes.flatMap((one) => fixLine(one) ?? []),
    numbers: numbers.map(([name, value]) => [words(name), numberText(value)] as const),
    ...(typeof otherwise === 'string' ? { otherwise: words(otherwise) } : {}),
    chain: [
      ...(earlier === undefined ? [] : [`it replaces ${earlier.id}: ${words(earlier.text)}`]),
      ...(later === undefined
        ? []
        : [`it was ${later.status === 'retracted' ? 'taken back' : 'replaced'} by ${later.id}: ${words(later.text)}`]),
    ],
  };
}

/** For people. */
export function explanationLines(explanation: Explanation): readonly string[] {
  const { head, fixes, numbers, otherwise, chain } = explanation;
  const evidence =
    explanation.rule === undefined && fixes.length === 0 && numbers.length === 0
      ? ['', 'No evidence was kept with this event.']
      : [];
  return [
    ...head,
    ...evidence,
    ...(explanation.rule === undefined ? [] : ['', ...rule('Rule', [explanation.rule])]),
    ...(fixes.length === 0 ? [] : ['', ...rule('Fixes it rests on', fixes)]),
    ...(numbers.length === 0
      ? []
      : [
          '',
          ...rule(
            'Numbers',
            numbers.map(([name, value]) => `${nameInWords(name)}: ${value}`),
          ),
        ]),
    ...(otherwise === undefined ? [] : ['', ...rule('What would have changed the verdict', [otherwise])]),
    ...(explanation.usual === undefined ? [] : ['', ...rule('How usual', [explanation.usual])]),
    ...(chain.length === 0 ? [] : ['', ...chain]),
  ];
}
