/** Messages of real feeds: every row is accounted for, and known rows are read as they were sent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { epochMsOf } from '../../src/feeds/clock.ts';
import { FORMATS, formatById, sniff } from '../../src/feeds/index.ts';
import { opensky } from '../../src/feeds/opensky.ts';
import { sbs } from '../../src/feeds/sbs.ts';
import { trace } from '../../src/feeds/trace.ts';
import type { Decoded } from '../../src/feeds/types.ts';

const SAMPLES = new URL('../../../shared/samples/', import.meta.url);
const present = existsSync(SAMPLES);

/** After every time in the samples. */
const AFTER_ALL = Date.parse('2026-12-01T00:00:00Z');

/** Decodes the sample as if it had come 300 ms after its own clock. */
const decoded = (
  name: string,
): { readonly id: string | undefined; readonly decoded: Decoded; readonly nowAt: number } => {
  const text = readFileSync(new URL(name, SAMPLES), 'utf8');
  const clocks = [...text.matchAll(/"now"\s*:\s*([\d.]+)/g)].map(([, now]) => epochMsOf(Number(now)) ?? 0);
  const nowAt = Math.max(...clocks, 1_700_000_000_000);
  const format = sniff(text)?.format;
  if (format === undefined) throw new Error(`nobody knows ${name}`);
  return { id: format.id, decoded: format.decode(text, nowAt + 300, undefined), nowAt };
};

describe.skipIf(!present)(
  `samples of real feeds${present ? '' : ' (skipped: no ../shared/samples beside this checkout)'}`,
  () => {
    it.each([
      ['readsb_aircraft_1.json', 'readsb', 64, {}],
      ['readsb_aircraft_2.json', 'readsb', 69, {}],
      ['readsb_aircraft_3.json', 'readsb', 80, {}],
      ['dump1090fa_aircraft_uk.json', 'readsb', 44, {}],
      ['adsbx_v2_reg_reply.json', 'adsbx', 6, {}],
      ['readsb_aircraft_objects_lines_1.txt', 'readsb-objects', 48, { 'now:missing': 48 }],
      ['readsb_netjson_port_lines.txt', 'readsb-objects', 11, { 'squawk:unusable': 11, 'now:missing': 6 }],
    ])('%s is %s with %i rows', (name, id, rows, faults) => {
      const sample = decoded(name);
      expect([sample.id, sample.decoded.rows, sample.decoded.faults]).toEqual([id, rows, faults]);
      expect(sample.decoded.reports.length + sample.decoded.rejects.length).toBe(rows);
      expect(sample.decoded.rejects).toEqual([]);
    });

    it('reads an airborne row', () => {
      const { decoded: sample, nowAt } = decoded('readsb_aircraft_1.json');
      expect(sample.reports[0]).toEqual({
        ...{ icao24: 'a3e31a', feed: 'readsb', source: 'adsb', at: nowAt - 100, positionAt: nowAt - 1939 },
        ...{
          callsign: 'N35GR',
          registration: 'N35GR',
          typecode: 'GLF5',
          military: false,
          altitudeFt: 45000,
          onGround: false,
        },
        ...{
          geoAltitudeFt: 45700,
          groundSpeedKt: 489,
          trackDeg: 67.26,
          verticalRateFpm: -64,
          squawk: '3471',
          category: 'A3',
        },
        ...{ selectedAltitudeFt: 45024, position: { latitudeDeg: 35.208109, longitudeDeg: -110.373001 }, nic: 8 },
        ...{ containmentRadiusM: 186, nacP: 10, messages: 261, rssiDbfs: -22.3 },
      });
    });

    it('reads a row on the ground, and one that only has a last position', () => {
      const { decoded: sample, nowAt } = decoded('adsbx_v2_reg_reply.json');
      const ground = sample.reports.find(({ icao24 }) => icao24 === '3c64c5');
      expect(ground).toMatchObject({ onGround: true, groundSpeedKt: 6.2, positionAt: nowAt - 12_015 });
      expect(ground).not.toHaveProperty('altitudeFt');
      const last = sample.reports.find(({ icao24 }) => icao24 === '70c07e');
      expect(last).toMatchObject({
        at: nowAt - 1400,
        positionAt: nowAt - 623_123,
        position: { latitudeDeg: 23.588974 },
      });
    });

    it('takes the untyped rows of dump1090-fa for ADS-B where only that can have filled them', () => {
      const { reports } = decoded('dump1090fa_aircraft_uk.json').decoded;
      expect(reports.filter(({ position }) => position === undefined).length).toBe(19);
      expect(reports.filter(({ position, source }) => position !== undefined && source !== 'adsb')).toEqual([]);
    });

    it('gives each row of a stream its own clock', () => {
      const { reports } = decoded('readsb_netjson_port_lines.txt').decoded;
      expect(reports[0]).toMatchObject({ icao24: 'c01049', callsign: 'ACA932', at: 1704737598122, altitudeFt: 39000 });
      expect(reports[0]).not.toHaveProperty('squawk');
      expect(reports.at(-1)).toMatchObject({ icao24: 'a2da60', source: 'adsc' });
    });

    it('no sample is claimed by two formats', () => {
      const claimed = readdirSync(SAMPLES)
        .filter((name) => /\.(?:json|jsonl|txt|log)$/.test(name))
        .map((name) => {
          const text = readFileSync(new URL(name, SAMPLES), 'utf8');
          return { name, by: FORMATS.filter((format) => format.sniff(text) > 0).map(({ id }) => id) };
        });
      expect(claimed.length).toBeGreaterThan(10);
      expect(claimed.filter(({ by }) => by.length > 1)).toEqual([]);
      expect(claimed.filter(({ by }) => by.length === 0).map(({ name }) => name)).toEqual([
        'opensky_track_synthetic.json',
      ]);
    });

    it.each(['opensky_track_synthetic.json'])('nobody claims %s', (name) => {
      expect(sniff(readFileSync(new URL(name, SAMPLES), 'utf8'))).toBeUndefined();
    });

    it.each([
      ['opensky_states_1row.json', 'opensky', 4, {}, { 'on_ground:impossible': 1, 'category:unusable': 1 }],
      ['opensky_states_null.json', 'opensky', 0, {}, {}],
      ['sbs_node-sbs1_msgs.txt', 'sbs', 4184, {}, { 'altitude:zero': 451 }],
      [
        ...(['sbs_vrs_sample_messages.txt', 'sbs', 71, { 'status-line': 11 }] as const),
        {
          ...{ 'lat:null-island': 27, 'alt_baro:unusable': 33, 'lat:unusable': 2, 'squawk:unusable': 10 },
          'on_ground:impossible': 1,
        },
      ],
      ['stratux_es_sbs_problem.log', 'sbs', 1061, { 'stratux-log': 1061 }, {}],
      ['jet1090_verbose_lines.jsonl', 'jet1090', 2, {}, {}],
      ['trace_full_ac671b.json', 'trace', 2500, {}, {}],
    ])('%s is %s with %i rows, each a report or a reject with its reason', (name, id, rows, codes, faults) => {
      const text = readFileSync(new URL(name, SAMPLES), 'utf8');
      expect(FORMATS.filter((format) => format.sniff(text) > 0).map((format) => format.id)).toEqual([id]);
      const sample = formatById(id)?.decode(text, AFTER_ALL, undefined);
      const rejects: Record<string, number> = {};
      for (const { code } of sample?.rejects ?? []) rejects[code] = (rejects[code] ?? 0) + 1;
      const { 'now:far-off': _recordedLongAgo, ...found } = sample?.faults ?? {};
      expect([sample?.rows, rejects, found]).toEqual([rows, codes, faults]);
      const refused = Object.values(codes).reduce((sum, count) => sum + count, 0);
      expect(sample?.reports.length).toBe(rows - refused);
    });

    it('reads a state of OpenSky in feet and knots', () => {
      const text = readFileSync(new URL('opensky_states_1row.json', SAMPLES), 'utf8');
      const reports = opensky.decode(text, 1_683_488_744_300, undefined).reports;
      // 2,217.42 m, 2,194.56 m, 137.8 m/s, 13 m/s; a transponder tells heights in steps of 25 ft.
      expect(reports[0]).toEqual({
        ...{ icao24: 'ab1644', feed: 'opensky', source: 'adsb', at: 1683488743000, positionAt: 1683488743000 },
        ...{ position: { latitudeDeg: 42.5372, longitudeDeg: -71.1656 }, callsign: 'UAL421', category: 'A3' },
        ...{ altitudeFt: 7275, geoAltitudeFt: 7200, groundSpeedKt: 267.9, trackDeg: 342.17, verticalRateFpm: 2559 },
        onGround: false,
      });
      // On the ground, it says, at 83 m/s and climbing at 9 m/s, with a position of four minutes ago.
      expect(reports[1]).toMatchObject({ at: 1683488722000, positionAt: 1683488479000, groundSpeedKt: 161.9 });
      expect(reports[1]).not.toHaveProperty('onGround');
    });

    it('reads a line of SBS in feet, and keeps a landing of a trace on the ground', () => {
      const lines = readFileSync(new URL('sbs_node-sbs1_msgs.txt', SAMPLES), 'utf8');
      expect(sbs.decode(lines, AFTER_ALL, undefined).reports[0]).toEqual({
        ...{ icao24: '4b1908', feed: 'sbs', source: 'adsb', at: AFTER_ALL, positionAt: AFTER_ALL, altitudeFt: 2525 },
        ...{ onGround: false, position: { latitudeDeg: 33.96693, longitudeDeg: -118.25598 } },
      });
      const points = trace.decode(
        readFileSync(new URL('trace_full_ac671b.json', SAMPLES), 'utf8'),
        AFTER_ALL,
        undefined,
      );
      expect(points.reports.filter(({ onGround }) => onGround === true).length).toBe(394);
      expect(points.reports.at(-1)).toMatchObject({ callsign: 'DAL2927', at: 1738785278089, groundSpeedKt: 58.5 });
      expect(points.reports.filter(({ callsign }) => callsign === undefined).length).toBe(3);
    });
  },
);

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const corpusPresent = existsSync(CORPUS);

describe.skipIf(!corpusPresent)(
  `recordings of the corpus${corpusPresent ? '' : ' (skipped: no ../shared/corpus beside this checkout)'}`,
  () => {
    it('every frame is claimed by readsb alone', () => {
      const wrong: string[] = [];
      let frames = 0;
      for (const name of readdirSync(CORPUS).filter((file) => file.endsWith('.ndjson.gz'))) {
        const lines = gunzipSync(readFileSync(new URL(name, CORPUS)))
          .toString('utf8')
          .split('\n');
        for (let index = 0; index < lines.length; index += 37) {
          const text: unknown = lines[index] === '' ? undefined : JSON.parse(lines[index] ?? 'null')?.text;
          if (typeof text !== 'string') continue;
          frames += 1;
          const by = FORMATS.filter((format) => format.sniff(text) > 0).map(({ id }) => id);
          if (by.join() !== 'readsb') wrong.push(`${name}:${index + 1} ${by.join()}`);
        }
      }
      expect(frames).toBeGreaterThan(100);
      expect(wrong).toEqual([]);
    });
  },
);
