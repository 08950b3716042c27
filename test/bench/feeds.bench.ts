/** What decoding costs above `JSON.parse` of the same text. Run: `vitest bench --config test/vitest.config.ts test/bench/feeds.bench.ts`. */
import { it } from 'vitest';
import { objects } from '../../src/feeds/objects.ts';
import { readsb } from '../../src/feeds/readsb.ts';
import { readRow } from '../../src/feeds/row.ts';

const AT = Date.parse('2023-07-31T22:51:00.000Z');
const ROWS = 1000;
const rows = Array.from({ length: ROWS }, (_, index) => ({
  ...{
    hex: (0x155000 + index).toString(16),
    type: 'adsb_icao',
    flight: 'RFF7081 ',
    r: 'RA-86559',
    t: 'IL62',
    dbFlags: 1,
  },
  ...{ alt_baro: 34000, alt_geom: 34650, gs: 472.1, track: 104.2, baro_rate: -64, squawk: '0412', emergency: 'none' },
  ...{
    category: 'A5',
    nav_qnh: 1013.6,
    nav_altitude_mcp: 34016,
    nav_modes: ['autopilot', 'tcas'],
    lat: 55.87,
    lon: 38.06,
  },
  ...{
    nic: 8,
    rc: 186,
    seen_pos: 1.25,
    version: 2,
    nic_baro: 1,
    nac_p: 9,
    nac_v: 1,
    sil: 3,
    sil_type: 'perhour',
    gva: 2,
  },
  ...{ sda: 2, alert: 0, spi: 0, mlat: [], tisb: [], messages: 261, seen: 0.1, rssi: -22.3 },
}));
const picture = JSON.stringify({ now: AT / 1000, messages: 1, aircraft: rows });
const stream = rows.map((row) => `${JSON.stringify({ now: AT / 1000, ...row })}\n`).join('');
const context = { nowAt: AT, receivedAt: AT, feed: 'readsb' };

it(`a picture of ${ROWS} rows`, async ({ bench }) => {
  await bench.compare(
    bench('JSON.parse alone', () => void JSON.parse(picture)),
    bench('decode', () => void readsb.decode(picture, AT, undefined)),
    bench('the rows alone', () => {
      for (const row of rows) readRow(row, context);
    }),
  );
});

it(`a stream of ${ROWS} rows`, async ({ bench }) => {
  await bench.compare(
    bench('JSON.parse a line', () => {
      for (const line of stream.split('\n')) if (line !== '') JSON.parse(line);
    }),
    bench('decode', () => void objects.decode(stream, AT, undefined)),
  );
});
