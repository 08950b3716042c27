/** A report as a Markdown page that an editor can check line by line. In: a report. Out: text; every foreign word is escaped. */
import { miles } from '../events/say.ts';
import { baseRateText } from './context.ts';
import { markdown, webAddress } from './escape.ts';
import { holeTime, inZones, type Moment, type VisitReport, ZONES_NOTE } from './report.ts';
import { areaName, fieldName } from './say.ts';
import type { Visit } from './types.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
const share = (probability: number): string => probability.toFixed(2);
const link = (source: string | undefined, url: string | undefined): string => {
  const address = webAddress(url);
  const words = source === undefined ? '' : markdown(source);
  if (address === undefined) return words;
  return `${words === '' ? '' : `${words} `}<${address}>`;
};
const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ...(lines.at(-1) === '' ? [] : [''])];

function momentRow({ what, span }: Moment): readonly string[] {
  const zones = [span.fromAt, span.at, span.toAt].map(inZones);
  const cells = (zone: 'utc' | 'moscow' | 'pyongyang'): string => {
    const [from = '', best = '', to = ''] = zones.map((one) => one[zone]);
    return from === to ? best : `${best} (${from} – ${to})`;
  };
  return [markdown(what), cells('utc'), cells('moscow'), cells('pyongyang'), span.basis, share(span.probability)];
}

/** In order of time; what has none comes last. */
const evidenceByTime = (visit: Visit): Visit['evidence'] =>
  visit.evidence.toSorted((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY));

/** An area in words; where no fix lies in it, that is said. */
function areaWords(area: string, { paths }: VisitReport): string {
  const way = paths.find(({ direction }) => direction === 'in');
  return way === undefined || way.heardAreas.includes(area) ? areaName(area) : `${areaName(area)} (not heard)`;
}

function routeLines(report: VisitReport): readonly string[] {
  const { route } = report.visit;
  const areas =
    route.areas.length === 0
      ? []
      : [`Areas, in order: ${route.areas.map((area) => markdown(areaWords(area, report))).join(' → ')}`, ''];
  const avoided =
    route.avoided.length === 0
      ? []
      : [`Flown round: ${route.avoided.map((area) => markdown(areaName(area))).join(', ')}`, ''];
  const ways = report.paths.flatMap(({ direction, origin, to, pieces, holes, flownNm, directNm }) => {
    const [from, end] = [origin?.icao, to].map((icao) => (icao === undefined ? 'unknown' : markdown(fieldName(icao))));
    const points = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const lengths = [
      ...(flownNm === undefined ? [] : [`flown ${miles(flownNm)}`]),
      ...(directNm === undefined ? [] : [`great circle ${miles(directNm)}`]),
      `${points} points kept in ${pieces.length} ${pieces.length === 1 ? 'piece' : 'pieces'}`,
    ];
    return [
      `The way ${direction}, ${from} → ${end}: ${lengths.join(', ')}.`,
      '',
      ...holes.map(
        (hole) =>
          `- a hole of ${holeTime(hole.fromAt, hole.toAt)} and ${miles(hole.distanceNm)}, from ${inZones(hole.fromAt).utc} to ${inZones(hole.toAt).utc} UTC: nothing heard`,
      ),
      ...(holes.length === 0 ? [] : ['']),
    ];
  });
  return [...areas, ...avoided, ...ways];
}

/** The page. Ends with a line's end. */
export function reportMarkdown(report: VisitReport): string {
  const { visit } = report;
  const lines = [
    `# ${markdown(report.title)}`,
    '',
    markdown(report.sentence),
    '',
    ...(report.provenance === undefined ? [] : [`*${report.provenance}*`, '']),
    ...section('Times', [
      ...table(['what', 'UTC', 'Moscow', 'Pyongyang', 'basis', 'p'], report.timeline.map(momentRow)),
      `Best estimate, and in brackets the interval that holds it. ${ZONES_NOTE}`,
    ]),
    ...section(
      'Statements',
      table(
        ['statement', 'basis', 'p'],
        report.statements.map(({ text, basis, probability }) => [markdown(text), markdown(basis), share(probability)]),
      ),
    ),
    ...section(
      'Which field',
      table(
        ['field', 'p', 'last heard from it'],
        visit.candidates.map(({ icao, probability, distanceNm }) => [
          markdown(fieldName(icao)),
          share(probability),
          distanceNm > 0 ? miles(distanceNm) : '',
        ]),
      ),
    ),
    ...section('Route', routeLines(report)),
    ...section(
      'How rare',
      table(
        ['statement', 'scope', 'since', 'log starts', 'counted'],
        visit.rarity.map((one) => [markdown(one.text), one.scope, one.since ?? '', one.horizon, markdown(one.basis)]),
      ),
    ),
    ...section(
      'Near in time',
      visit.context.length === 0
        ? []
        : [
            ...visit.context.map((note) => {
              const source = link(note.source, note.url);
              return `- ${markdown(note.text)} (${markdown(baseRateText(note))})${source === '' ? '' : `; ${source}`}`;
            }),
            '',
            'Nearness in time is no cause.',
          ],
    ),
    ...section(
      'Evidence',
      table(
        ['what', 'UTC', 'basis', 'p', 'source', 'event'],
        evidenceByTime(visit).map((one) => [
          `${markdown(one.kind)}: ${markdown(one.text)}`,
          one.at === undefined ? '' : inZones(one.at).utc,
          one.basis,
          share(one.probability),
          link(one.source ?? (one.event === undefined ? undefined : 'received by this program'), one.url),
          one.event === undefined ? '' : markdown(one.event),
        ]),
      ),
    ),
    ...section(
      'Conflicts between reports',
      visit.conflicts.map(
        ({ text, source }) => `- ${markdown(text)}${source === undefined ? '' : ` (${markdown(source)})`}`,
      ),
    ),
    ...section(
      'What is not known',
      report.unknown.map((text) => `- ${markdown(text)}`),
    ),
    `Visit ${markdown(visit.id)}`,
  ];
  return `${lines.join('\n')}\n`;
}
