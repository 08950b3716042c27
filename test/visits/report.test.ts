import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airportByIcao } from '../../src/aero/airports.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { markdown, webAddress, xml } from '../../src/visits/escape.ts';
import { explanationLines, explanationOf } from '../../src/visits/explain.ts';
import { foldVisits, ledgerOf } from '../../src/visits/fold.ts';
import { shippedContext, shippedHistory } from '../../src/visits/history.ts';
import { emptyVisits } from '../../src/visits/memory.ts';
import { splitAtAntimeridian } from '../../src/visits/paths.ts';
import { reportOf } from '../../src/visits/report.ts';
import { reportGeojson, reportGpx, reportJson, reportKml } from '../../src/visits/report-files.ts';
import { reportMarkdown } from '../../src/visits/report-markdown.ts';
import { openedText, stayText } from '../../src/visits/say.ts';
import type { Visit } from '../../src/visits/types.ts';
import { HOSTILE, OBEYED } from '../shell/support/shell-fixtures.ts';
import { elementsOf, parseXml } from '../support/xml.ts';
import { anchor, at, august, happened, leg, september } from './happened.ts';

function reported(events: readonly FlightEvent[], month = '2023-07') {
  let memory = emptyVisits({ history: shippedHistory(), context: shippedContext, beganAt: at('2023-07-31T12:54') });
  for (const event of events) memory = foldVisits(memory, [event], event.detectedAt).memory;
  const ledger = ledgerOf(memory);
  const visit = ledger.visits.find(
    ({ provenance, arrived }) => provenance === 'log' && new Date(arrived?.at ?? 0).toISOString().startsWith(month),
  );
  if (visit === undefined) throw new Error('no visit');
  return reportOf(visit, events, ledger);
}
const whole = [...august(), ...september()];

describe('the page about August 2023', () => {
  const page = reportMarkdown(reported(whole));

  it('says who, where, when, how long and how sure', () => {
    expect(page).toContain('# RA-86559 at Pyongyang Sunan (ZKPY), 2023-07-31 (UTC)');
    expect(page).toMatch(/about 36\.8 h on the ground \(35\.8–37\.8 h\)/);
    expect(page).toMatch(/inferred, p 0\.97/);
  });

  it('gives the times in three zones, with their intervals, and says which zones', () => {
    expect(page).toContain('2023-07-31 23:12 (2023-07-31 22:47 – 2023-07-31 23:37)');
    expect(page).toContain('2023-08-01 02:12 (2023-08-01 01:47 – 2023-08-01 02:37)');
    expect(page).toContain('2023-08-01 08:12 (2023-08-01 07:47 – 2023-08-01 08:37)');
    expect(page).toContain('Moscow is UTC+3, Pyongyang UTC+9');
  });

  it('has the way, its miles, the State flown round and each hole as a hole', () => {
    expect(page).toContain('flown 4,172 NM, great circle 3,435 NM');
    expect(page).toContain('Flown round: China');
    expect(page).toMatch(
      /a hole of 4 h 00 min and [\d,]+ NM, from 2023-07-31 18:00 to 2023-07-31 22:00 UTC: nothing heard/,
    );
    expect(page).toContain('the Sea of Japan');
    expect(page).toMatch(/and, not heard, (the Pyongyang FIR, )?North Korea\\?\./);
    expect(page).not.toContain('sea-of-japan');
  });

  it('has rarity with scope and horizon, context with base rate and no cause', () => {
    expect(page).toContain('first Il-62M visit in this log since July 2019');
    expect(page).toContain('| type | 2019-07 | 2019-07-01 |');
    expect(page).toContain('4–5 days after the end of the Russian defence minister');
    expect(page).toMatch(/for comparison: \d+ % of the days/);
    expect(page).toContain('Nearness in time is no cause.');
  });

  it('has every source, the conflicts between reports, and what is not known', () => {
    expect(page).toContain('NK News');
    expect(page).toContain('received by this program');
    expect(page).toContain('after 8 am China time');
    expect(page).toContain('No announcement of this visit in your notes.');
    expect(page).toContain('Who was on board, and why it flew');
  });

  it('says how usual the route is, and over which period', () => {
    expect(reportMarkdown(reported(whole, '2023-09'))).toContain(
      'Pyongyang–Moscow: 2 flights in the 56 days before, 0.3 a week; 2 by RA-86559',
    );
  });

  it('September names the earlier visit', () => {
    const september2 = reportMarkdown(reported(whole, '2023-09'));
    expect(september2).toContain('2nd visit in 57 days by RA-86559, same aircraft as on 1 August 2023');
    expect(september2).toMatch(/\| It spent about 40\.8 h on the ground/);
  });

  it('has no broken table: every row has as many cells as its head', () => {
    let cells = 0;
    for (const line of page.split('\n')) {
      if (!line.startsWith('|')) cells = 0;
      else {
        const count = line.replaceAll('\\|', '').split('|').length;
        if (cells > 0) expect(count).toBe(cells);
        cells = count;
      }
    }
  });
});

describe('words that claim no more than is known', () => {
  const span = (from: string, to: string) => ({
    fromAt: at(from),
    toAt: at(to),
    at: (at(from) + at(to)) / 2,
    basis: 'inferred' as const,
    probability: 0.9,
  });
  const visitOf = (more: Partial<Visit>): Visit => ({ ...(reported(whole).visit as Visit), ...more });

  it.each([
    [{ from: 0, to: 6.9, at: 3 }, 'between 0 and 6.9 h on the ground'],
    [{ from: 35.8, to: 37.8, at: 36.8 }, 'about 36.8 h on the ground (35.8–37.8 h)'],
    [{ from: 2, to: 4, at: 3 }, 'between 2.0 and 4.0 h on the ground'],
  ])('a stay of %o h is said as %s', (groundHours, text) => {
    expect(stayText(visitOf({ groundHours }))).toBe(text);
  });

  it('a stay between two days is said in days', () => {
    const [arrived, departed] = [
      span('2025-10-23T15:00', '2025-10-24T15:00'),
      span('2025-10-26T15:00', '2025-10-27T15:00'),
    ];
    expect(stayText(visitOf({ arrived, departed, groundHours: { from: 48, to: 96, at: 72 } }))).toBe(
      'between 2 and 4 days on the ground',
    );
  });

  it.each([
    [0.97, 0.91, 'arrived (inferred) at Pyongyang Sunan (ZKPY)'],
    [0.97, 0.7, 'arrived (inferred) in the DPRK, probably at Pyongyang Sunan (ZKPY)'],
    [0.99, 0.9, 'arrived in the DPRK, inferred at Pyongyang Sunan (ZKPY)'],
  ])('a visit of %f and a field of %f: %s', (probability, field, text) => {
    const candidates = [{ icao: 'ZKPY', probability: field, distanceNm: 1 }];
    expect(openedText(visitOf({ probability, candidates, airport: 'ZKPY' }))).toContain(text);
  });
});

describe('the page about a visit that others report', () => {
  it('rests on the report and its probability, never on a flight or on certainty', () => {
    const ledger = { visits: shippedHistory(), flights: [], context: [] };
    for (const visit of shippedHistory()) {
      const { statements, title } = reportOf(visit, [], ledger);
      for (const { basis, probability } of statements) {
        expect(basis).not.toMatch(/its flight|fixes|landing/);
        expect(probability).toBeLessThan(1);
      }
      expect(title).toMatch(/UTC|An aircraft|at /);
    }
  });
});

describe('the files for maps', () => {
  const report = reported(whole);

  interface Feature {
    readonly type: string;
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
    readonly properties: Readonly<Record<string, unknown>>;
  }

  it('GeoJSON: longitude first, lines of two points or more, holes marked', () => {
    const file = JSON.parse(reportGeojson(report)) as { type: string; features: readonly Feature[] };
    expect(file.type).toBe('FeatureCollection');
    for (const name of ['properties', 'geometry', 'coordinates', 'geometries']) expect(file).not.toHaveProperty(name);
    const field = file.features.find(({ properties }) => properties['icao'] === 'ZKPY');
    expect(field?.geometry).toEqual({ type: 'Point', coordinates: [125.67, 39.2241] });
    const kinds = file.features.map(({ properties }) => properties['kind']);
    expect(kinds).toContain('gap');
    expect(kinds).toContain('track');
    for (const { type, geometry } of file.features) {
      expect(type).toBe('Feature');
      const flat = (geometry.coordinates as readonly unknown[]).flat(Number.POSITIVE_INFINITY) as number[];
      const lines = geometry.type === 'LineString' ? [geometry.coordinates as readonly unknown[]] : [];
      for (const line of lines) expect(line.length).toBeGreaterThan(1);
      for (let index = 0; index < flat.length; index += 2) {
        expect(Math.abs(flat[index] ?? 999)).toBeLessThanOrEqual(180);
        expect(Math.abs(flat[index + 1] ?? 999)).toBeLessThanOrEqual(90);
      }
    }
  });

  it('no line that was heard begins at a point that was put there', () => {
    const base = leg('UUMU').leg;
    const put = { leg: { ...base, path: [[at('2023-07-31T13:15'), 55.8783, 38.0617, null], ...base.path] } };
    const field = airportByIcao('UUMU');
    if (field === undefined) throw new Error('no such field');
    put.leg.path[0] = [at('2023-07-31T13:15'), field.latitudeDeg, field.longitudeDeg, null];
    const [takeOff, landing, ...rest] = august();
    if (takeOff === undefined || landing === undefined) throw new Error('no such event');
    const paths = reported([takeOff, { ...landing, detail: put }, ...rest]).paths;
    expect(paths[0]?.pieces[0]?.[0]?.at).toBe(at('2023-07-31T13:20'));
  });

  it('KML: well formed, in its namespace, longitude first, one placemark a piece', () => {
    const kml = parseXml(reportKml(report));
    expect(kml).toMatchObject({ name: 'kml', attributes: { xmlns: 'http://www.opengis.net/kml/2.2' } });
    const marks = elementsOf(kml, 'Placemark');
    expect(marks.some((mark) => elementsOf(mark, 'coordinates')[0]?.text === '125.67,39.2241')).toBe(true);
    const styles = new Set(elementsOf(kml, 'Style').map(({ attributes }) => `#${attributes['id']}`));
    for (const { text } of elementsOf(kml, 'styleUrl')) expect(styles.has(text)).toBe(true);
    for (const line of elementsOf(kml, 'LineString'))
      expect(elementsOf(line, 'coordinates')[0]?.text.split(' ').length).toBeGreaterThan(1);
    // The schema wants the time before the style, and the style before the geometry.
    const names = marks.map((mark) => mark.children.map(({ name }) => name).join(' '));
    for (const one of names)
      expect(one).toMatch(/^name (description Point|TimeSpan styleUrl (LineString|MultiGeometry))$/);
  });

  it('GPX: well formed, a segment a piece, heights in metres, waypoints before tracks', () => {
    const gpx = parseXml(reportGpx(report));
    expect(gpx.attributes).toMatchObject({ version: '1.1', xmlns: 'http://www.topografix.com/GPX/1/1' });
    expect(gpx.children.map(({ name }) => name).join(' ')).toMatch(/^metadata (wpt )*(trk ?)+$/);
    expect(elementsOf(gpx, 'trk')).toHaveLength(2);
    expect(elementsOf(elementsOf(gpx, 'trk')[0] ?? gpx, 'trkseg')).toHaveLength(2);
    expect(elementsOf(gpx, 'ele')[0]?.text).toBe(String(Math.round(12_000 * 0.3048)));
    for (const { text } of elementsOf(gpx, 'time')) expect(Number.isNaN(Date.parse(text))).toBe(false);
  });

  it('JSON: the record, and what is around it', () => {
    const file = JSON.parse(reportJson(report)) as Record<string, unknown>;
    expect(file).toMatchObject({ visit: { airport: 'ZKPY', basis: 'inferred' }, provenance: null });
    expect(Object.keys(file)).toEqual([
      ...['title', 'sentence', 'provenance', 'visit', 'timeline', 'statements', 'paths', 'unknown'],
    ]);
  });

  it('a visit without any path is still a valid file in each form', () => {
    const bare = reported([anchor('ZKPY', '2023-07-31T03:00')].concat([]), '1970');
    for (const file of [reportKml(bare), reportGpx(bare)]) expect(() => parseXml(file)).not.toThrow();
    expect((JSON.parse(reportGeojson(bare)) as { features: unknown[] }).features).toHaveLength(1);
    expect(reportMarkdown(bare)).toContain('When it arrived: nobody heard it come.');
  });
});

describe('the antimeridian', () => {
  const point = (latitudeDeg: number, longitudeDeg: number) => ({ latitudeDeg, longitudeDeg });

  it('cuts a line, and each half ends on it', () => {
    expect(splitAtAntimeridian([point(60, 170), point(62, -170)])).toEqual([
      [point(60, 170), point(61, 180)],
      [point(61, -180), point(62, -170)],
    ]);
    expect(splitAtAntimeridian([point(62, -170), point(60, 170)])[0]?.at(-1)).toEqual(point(61, -180));
  });

  it('leaves other lines alone, and a lone point is no line', () => {
    expect(splitAtAntimeridian([point(1, 1), point(2, 2), point(3, 3)])).toHaveLength(1);
    expect(splitAtAntimeridian([point(1, 1)])).toEqual([]);
  });

  it('never leaves a step of more than half the earth', () => {
    const anywhere = fc.record({
      latitudeDeg: fc.double({ min: -89, max: 89, noNaN: true }),
      longitudeDeg: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 2, maxLength: 12 }), (line) =>
        splitAtAntimeridian(line).every((piece) =>
          piece.every(
            (one, index) => index === 0 || Math.abs(one.longitudeDeg - (piece[index - 1]?.longitudeDeg ?? 0)) <= 180,
          ),
        ),
      ),
    );
  });
});

describe('hostile words', () => {
  const evil = `${HOSTILE} | [x](javascript:alert(1)) <script>&amp;]]> <!-- "' \`code\` ![i](http://evil.example) www.evil.example # *b*`;
  const events = [
    happened('landing', 'ZKPY', '2023-07-31T23:12', {
      registration: 'RA-86559',
      text: evil,
      detail: { ...leg('UUMU') },
      candidates: [{ icao: 'ZKPY', probability: 0.9, distanceNm: 1 }],
    }),
    {
      ...anchor('ZKPY', '2023-08-01T03:00', evil),
      detail: { onGround: true, source: evil, url: `https://e.example/"><x>` },
    },
    { ...happened('departure', 'ZKPY', '2023-08-02T12:00'), text: evil },
  ];
  const report = reported(events);
  const files = {
    md: reportMarkdown(report),
    json: reportJson(report),
    geojson: reportGeojson(report),
    kml: reportKml(report),
    gpx: reportGpx(report),
  };

  it.each(Object.entries(files))('obey nobody in %s', (_, file) => {
    for (const line of file.split('\n')) expect(line).not.toMatch(OBEYED);
  });

  it('stay text in the page', () => {
    expect(files.md).not.toMatch(/<script|(?<!\\)[[\]`]|http:\/\/evil/);
    expect(files.md).not.toMatch(/(?<![\\w])www\./);
    expect(files.md).not.toContain('e.example/"');
  });

  it('stay text in XML', () => {
    expect(() => parseXml(files.kml)).not.toThrow();
    expect(() => parseXml(files.gpx)).not.toThrow();
  });

  it.each([
    ['360.ru', '360\\.ru'],
    ['- a', '\\- a'],
    ['a_b | c', 'a\\_b \\| c'],
    ['see https://example.org', 'see https&#58;//example.org'],
    ['23:12Z (22:47–23:37Z)', '23:12Z (22:47–23:37Z)'],
  ])('%s is written %s in Markdown', (text, written) => {
    expect(markdown(text)).toBe(written);
  });

  it('whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseXml(`<a b="${xml(text)}">${xml(text)}</a>`);
        return !/[\n\r]|(?<!\\)[|`<[\]]/.test(markdown(text).replaceAll('\\\\', ''));
      }),
    );
  });

  it('are an address only when they are nothing else', () => {
    expect(webAddress('https://example.org/a?b=c')).toBe('https://example.org/a?b=c');
    for (const bad of ['javascript:alert(1)', 'https://e.example/"><x>', 'https://e.example/a b', 7])
      expect(webAddress(bad)).toBeUndefined();
  });
});

describe('explain', () => {
  const event = happened('landing', 'ZKPY', '2023-07-31T23:12', {
    text: 'RA-86559 probably landed.',
    detail: {
      evidence: {
        rule: 'lost on the way, and heard again',
        fixes: [
          {
            at: at('2023-07-31T22:20'),
            latitudeDeg: 41.2,
            longitudeDeg: 131.6,
            altitudeFt: 31_000,
            groundSpeedKt: 472,
          },
        ],
        numbers: { distanceNm: 156, gapHours: 37.75, coverage: null },
        otherwise: 'a fix elsewhere within 37 h',
      },
    },
  });

  it('prints rule, fixes, numbers and what would have changed the verdict', () => {
    expect(explanationLines(explanationOf(event, [])).join('\n')).toContain(
      [
        'Rule:\n  lost on the way, and heard again',
        'Fixes it rests on:\n  2023-07-31T22:20:00.000Z  41.2000 131.6000  31000 ft  472 kt',
        'Numbers:\n  distance, NM: 156\n  gap, hours: 37.75\n  coverage: unknown',
        'What would have changed the verdict:\n  a fix elsewhere within 37 h',
      ].join('\n\n'),
    );
  });

  it('says of a landing how usual its route is', () => {
    const landings = whole.filter(({ kind }) => kind === 'landing');
    const last = landings.at(-1);
    if (last === undefined) throw new Error('no landing');
    expect(explanationLines(explanationOf(last, landings)).join('\n')).toContain(
      'How usual:\n  Pyongyang–Moscow: 3 flights in the 59 days before',
    );
  });

  it('says what became of the line', () => {
    const later = { ...event, id: 'b', supersedes: event.id, status: 'retracted' as const, text: 'No.' };
    expect(explanationLines(explanationOf(event, [event, later])).at(-1)).toBe('it was taken back by b: No.');
    expect(explanationLines(explanationOf(later, [event, later])).at(-1)).toContain('it replaces ');
  });

  it('says when there is nothing to explain, and survives evidence that is none', () => {
    const bare = explanationLines(explanationOf(happened('lost', undefined, '2023-07-31T23:12'), []));
    expect(bare.join('\n')).toContain('No evidence was kept with this event.');
    for (const evidence of [7, [], { fixes: 3, numbers: [] }, { fixes: [null, { at: {} }], rule: 5 }])
      expect(() => explanationLines(explanationOf({ ...event, detail: { evidence } }, []))).not.toThrow();
  });

  it('prints nothing that a terminal obeys', () => {
    const evil = {
      ...event,
      text: HOSTILE,
      detail: {
        evidence: { rule: HOSTILE, fixes: [{ at: HOSTILE }], numbers: { [HOSTILE]: HOSTILE }, otherwise: HOSTILE },
      },
    };
    for (const line of explanationLines(explanationOf(evil, []))) expect(line).not.toMatch(OBEYED);
  });
});
