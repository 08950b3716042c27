/** What watching costs on a thin line: the bytes that the whole program sends when nothing changes, and when nothing comes. */
import { describe, expect, it } from 'vitest';
import { pictureOf, rowAt, rowsAt } from '../support/live-feed.ts';
import { SIZES, type WholeApp, wholeApp } from '../support/whole-app.ts';

/** First-seen, the settling of what is believed, and the notices of the start are over by then. */
const SETTLED_S = 75;
const MEASURED_S = 60;
/** The promise for a silent feed: only ages move. */
const SILENT_BYTES_A_SECOND = 60;

/** A second of a live feed whose rows are always the same; the frame comes at its third tenth. */
const secondOf = async (app: WholeApp, rows: readonly object[] | undefined): Promise<void> => {
  await app.pass(300);
  if (rows !== undefined) app.frame(pictureOf(app.clock.now() - 200, rows as Parameters<typeof pictureOf>[1]));
  await app.pass(450);
  await app.pass(250);
};
const parked = { alt_baro: 'ground', gs: 0, baro_rate: 0, lat: 55.8783, lon: 38.0617 };
/** Three aircraft in the air that hold their values, one on the ground. */
const unchanged = [...rowsAt(0, 3, { baro_rate: 0 }), rowAt(3, 0, parked)];

describe.each(SIZES)('on a terminal of $columns×$rows', (size) => {
  it('a live feed whose data does not change costs no byte in a minute', async () => {
    const app = await wholeApp(size);
    try {
      for (let second = 0; second < SETTLED_S; second += 1) await secondOf(app, unchanged);
      const rows = (await app.rows()).join('\n');
      for (const shown of ['LIVE', 'RA-86559', 'P-633']) expect(rows).toContain(shown);
      const before = { bytes: app.bytes(), frames: app.frames() };
      for (let second = 0; second < MEASURED_S; second += 1) await secondOf(app, unchanged);
      expect({ bytes: app.bytes(), frames: app.frames() }).toEqual(before);
      expect((await app.rows()).join('\n')).toBe(rows);
      // And it was listening all the time.
      await secondOf(app, [rowAt(0, 0, { alt_baro: 21_050, baro_rate: 0 }), ...unchanged.slice(1)]);
      expect(app.bytes()).toBeGreaterThan(before.bytes);
    } finally {
      await app.stop();
    }
  });

  it('a feed that fell silent costs at most 60 bytes a second, and says that it is silent', async () => {
    const app = await wholeApp(size);
    try {
      for (let second = 0; second < SETTLED_S; second += 1) await secondOf(app, rowsAt(second));
      const before = app.bytes();
      for (let second = 0; second < MEASURED_S; second += 1) await secondOf(app, undefined);
      expect((app.bytes() - before) / MEASURED_S).toBeLessThanOrEqual(SILENT_BYTES_A_SECOND);
      expect((await app.rows()).join('\n')).toMatch(/idle|STALE|silent/);
    } finally {
      await app.stop();
    }
  });
});
