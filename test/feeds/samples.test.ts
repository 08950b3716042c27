/** Messages of real feeds: every row is accounted for, and known rows are read as they were sent. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { epochMsOf } from '../../src/feeds/clock.ts';
import { sniff } from '../../src/feeds/index.ts';
import type { Decoded } from '../../src/feeds/types.ts';

const SAMPLES = new URL('../../../shared/samples/', import.meta.url);
const present = existsSync(SAMPLES);

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

    it.each([
      'opensky_states_1row.json',
      'opensky_states_null.json',
      'opensky_track_synthetic.json',
      'trace_full_ac671b.json',
    ])('nobody claims %s', (name) => {
      expect(sniff(readFileSync(new URL(name, SAMPLES), 'utf8'))).toBeUndefined();
    });

    it.each([
      'sbs_node-sbs1_msgs.txt',
      'sbs_vrs_sample_messages.txt',
      'stratux_es_sbs_problem.log',
      'jet1090_verbose_lines.jsonl',
    ])('nobody claims %s either', (name) => {
      expect(sniff(readFileSync(new URL(name, SAMPLES), 'utf8'))).toBeUndefined();
    });
  },
);
