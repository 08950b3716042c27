/**
 * A report as files for maps: GeoJSON (RFC 7946: longitude first, cut at the antimeridian), KML 2.2 and GPX 1.1. In: a report. Out:
 * text. What was heard is a line, a hole is another, marked and dashed; GPX, which has no such mark, leaves holes out.
 */
import { airportByIcao } from '../aero/airports.ts';
import { METRES_PER_FOOT, type Position } from '../aero/units.ts';
import { plain, xml } from './escape.ts';
import type { PathPoint } from './leg.ts';
import { alongHole, splitAtAntimeridian, type VisitPath } from './paths.ts';
import type { VisitReport } from './report.ts';
import { fieldName } from './say.ts';
import { visitToJson } from './wire.ts';

/** Six decimals are 0.1 m. */
const DECIMALS = 6;
const degrees = (value: number): number => Number(value.toFixed(DECIMALS));
const metres = (point: Position | PathPoint): number | undefined =>
  'altitudeFt' in point && point.altitudeFt !== undefined ? Math.round(point.altitudeFt * METRES_PER_FOOT) : undefined;
const iso = (at: number): string => new Date(at).toISOString();

const coordinate = (point: Position | PathPoint): readonly number[] => [
  degrees(point.longitudeDeg),
  degrees(point.latitudeDeg),
];

interface Shape {
  readonly kind: 'track' | 'gap';
  readonly name: string;
  readonly lines: readonly (readonly (Position | PathPoint)[])[];
  readonly from: number;
  readonly to: number;
  readonly distanceNm?: number;
}

function shapesOf(path: VisitPath): readonly Shape[] {
  const way = path.direction === 'in' ? 'way in' : 'way out';
  const tracks = path.pieces.flatMap((piece): Shape[] => {
    const [first, last] = [piece[0], piece.at(-1)];
    const lines = splitAtAntimeridian(piece);
    if (first === undefined || last === undefined || lines.length === 0) return [];
    return [{ kind: 'track', name: `${way}, heard`, lines, from: first.at, to: last.at }];
  });
  const holes = path.holes.map(
    (hole): Shape => ({
      kind: 'gap',
      name: `${way}, nothing heard: the line is the great circle, not the track`,
      lines: splitAtAntimeridian(alongHole(hole)),
      from: hole.fromAt,
      to: hole.toAt,
      distanceNm: hole.distanceNm,
    }),
  );
  return [...tracks, ...holes].filter(({ lines }) => lines.length > 0);
}

interface Marker {
  readonly icao: string;
  readonly name: string;
  readonly role: string;
  readonly probability: number;
  readonly position: Position;
}

function markersOf({ visit }: VisitReport): readonly Marker[] {
  const role = visit.airport === undefined ? 'possible field' : 'field';
  const all = [
    ...visit.candidates.map((one) => ({ ...one, role: one.icao === visit.airport ? role : 'possible field' })),
    ...(visit.origin === undefined ? [] : [{ ...visit.origin, role: 'origin' }]),
    ...(visit.next === undefined ? [] : [{ ...visit.next, role: 'next' }]),
  ];
  return all.flatMap(({ icao, probability, role: what }) => {
    const airport = airportByIcao(icao);
    if (airport === undefined) return [];
    const position = { latitudeDeg: airport.latitudeDeg, longitudeDeg: airport.longitudeDeg };
    return [{ icao, name: fieldName(icao), role: what, probability, position }];
  });
}

/** One FeatureCollection: fields as points, what was heard and the holes as lines. */
export function reportGeojson(report: VisitReport): string {
  const { visit } = report;
  const lines = report.paths.flatMap((path) =>
    shapesOf(path).map(({ kind, name, lines: parts, from, to, distanceNm }) => ({
      type: 'Feature',
      geometry:
        parts.length === 1
          ? { type: 'LineString', coordinates: parts[0]?.map(coordinate) ?? [] }
          : { type: 'MultiLineString', coordinates: parts.map((part) => part.map(coordinate)) },
      properties: {
        kind,
        name,
        direction: path.direction,
        from: iso(from),
        to: iso(to),
        basis: kind === 'track' ? 'observed' : 'inferred',
        ...(distanceNm === undefined ? {} : { distanceNm }),
        ...(kind === 'gap' ? { 'stroke-dasharray': '4 6', 'stroke-opacity': 0.5 } : {}),
        stroke: path.direction === 'in' ? '#1f6feb' : '#bf3989',
      },
    })),
  );
  const points = markersOf(report).map(({ icao, name, role, probability, position }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: coordinate(position) },
    properties: { kind: 'airport', icao, name: plain(name), role, probability },
  }));
  // Not under "properties": a collection may have no member of that name (RFC 7946 §7.1).
  const about = { title: plain(report.title), sentence: plain(report.sentence), visit: plain(visit.id) };
  return `${JSON.stringify({ type: 'FeatureCollection', ...about, features: [...points, ...lines] }, null, 2)}\n`;
}

const kmlCoordinate = (point: Position | PathPoint): string => {
  const height = metres(point);
  return [...coordinate(point), ...(height === undefined ? [] : [height])].join(',');
};

/** One document: a placemark for each field and each piece. Coordinates are longitude, latitude, metres. */
export function reportKml(report: VisitReport): string {
  const shapes = report.paths.flatMap(shapesOf);
  const places = markersOf(report).map(
    ({ name, role, probability, position }) =>
      `    <Placemark>\n      <name>${xml(name)}</name>\n      <description>${xml(`${role}, p ${probability.toFixed(2)}`)}</description>\n      <Point><coordinates>${kmlCoordinate(position)}</coordinates></Point>\n    </Placemark>`,
  );
  const lines = shapes.map(({ kind, name, lines: parts, from, to }) => {
    const strings = parts.map((part) => {
      const whole = part.every((point) => metres(point) !== undefined);
      const mode = kind === 'track' && whole ? 'absolute' : 'clampToGround';
      const text = part.map(whole ? kmlCoordinate : (point) => coordinate(point).join(',')).join(' ');
      return `<LineString><tessellate>1</tessellate><altitudeMode>${mode}</altitudeMode><coordinates>${text}</coordinates></LineString>`;
    });
    const geometry = strings.length === 1 ? strings.join('') : `<MultiGeometry>${strings.join('')}</MultiGeometry>`;
    return `    <Placemark>\n      <name>${xml(name)}</name>\n      <TimeSpan><begin>${iso(from)}</begin><end>${iso(to)}</end></TimeSpan>\n      <styleUrl>#${kind}</styleUrl>\n      ${geometry}\n    </Placemark>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    '  <Document>',
    `    <name>${xml(report.title)}</name>`,
    `    <description>${xml(report.sentence)}</description>`,
    '    <Style id="track"><LineStyle><color>ffeb6f1f</color><width>3</width></LineStyle></Style>',
    '    <Style id="gap"><LineStyle><color>66888888</color><width>1</width></LineStyle></Style>',
    ...places,
    ...lines,
    '  </Document>',
    '</kml>',
    '',
  ].join('\n');
}

/** One track a way, one segment a piece: a hole is the space between two segments. */
export function reportGpx(report: VisitReport): string {
  const points = (piece: readonly PathPoint[]): string =>
    piece
      .map((point) => {
        const height = metres(point);
        const ele = height === undefined ? '' : `<ele>${height}</ele>`;
        return `      <trkpt lat="${degrees(point.latitudeDeg)}" lon="${degrees(point.longitudeDeg)}">${ele}<time>${iso(point.at)}</time></trkpt>`;
      })
      .join('\n');
  const tracks = report.paths.map(
    ({ direction, pieces }) =>
      `  <trk>\n    <name>${xml(`${report.title}, way ${direction}`)}</name>\n${pieces.map((piece) => `    <trkseg>\n${points(piece)}\n    </trkseg>`).join('\n')}\n  </trk>`,
  );
  const waypoints = markersOf(report).map(
    ({ name, role, position }) =>
      `  <wpt lat="${degrees(position.latitudeDeg)}" lon="${degrees(position.longitudeDeg)}"><name>${xml(name)}</name><desc>${xml(role)}</desc></wpt>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="dprk-watch" xmlns="http://www.topografix.com/GPX/1/1">',
    `  <metadata><name>${xml(report.title)}</name><desc>${xml(report.sentence)}</desc></metadata>`,
    ...waypoints,
    ...tracks,
    '</gpx>',
    '',
  ].join('\n');
}

/** The whole report as one JSON object: the visit's record (CONTRACT §5) and what the page says around it. */
export const reportJson = (report: VisitReport): string =>
  `${JSON.stringify(
    {
      title: report.title,
      sentence: report.sentence,
      provenance: report.provenance ?? null,
      visit: visitToJson(report.visit),
      timeline: report.timeline.map(({ what, span: { fromAt, toAt, at, basis, probability } }) => ({
        what,
        from: iso(fromAt),
        to: iso(toAt),
        at: iso(at),
        basis,
        probability,
      })),
      statements: report.statements,
      paths: report.paths.map((path) => ({
        ...path,
        pieces: path.pieces.map((piece) => piece.map((point) => ({ ...point, at: iso(point.at) }))),
        holes: path.holes.map(({ fromAt, toAt, ...rest }) => ({
          ...rest,
          from: iso(fromAt),
          to: iso(toAt),
          start: rest.from,
          end: rest.to,
        })),
      })),
      unknown: report.unknown,
    },
    (_key, value: unknown) => (typeof value === 'string' ? plain(value) : value),
    2,
  )}\n`;
