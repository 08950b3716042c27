/**
 * The rows that a delta feed keeps between its frames. In: rows and patches as they are sent. Out: the row as of now, each age counted from
 * when it was true, so that what is not named grows old.
 */
import { asIcao24 } from '../aero/icao24.ts';
import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import { addRow, type Gathering } from './gather.ts';
import { isObject } from './json-values.ts';
import type { RowContext } from './row.ts';
import type { Row } from './row-fields.ts';

/** A row as it was last sent, and since when its parts are true: its ages count from there, not from the next message. */
export interface Kept {
  readonly row: Row;
  readonly heardAt: EpochMs;
  readonly positionAt?: EpochMs;
}

/** Reads the row and keeps it under its address, replacing what was kept. `raw` is what later patches are laid over. */
export const addKept = (
  gathering: Gathering,
  rows: Map<string, Kept>,
  row: unknown,
  raw: unknown,
  context: RowContext,
): void => {
  const before = gathering.reports.length;
  addRow(gathering, row, context);
  const icao24 = isObject(row) ? asIcao24(row.hex) : undefined;
  if (icao24 === undefined || !isObject(raw)) return;
  const report = gathering.reports[before];
  if (report === undefined) rows.set(icao24, { row: raw, heardAt: context.nowAt });
  else
    rows.set(icao24, {
      row: raw,
      heardAt: report.at,
      ...(report.positionAt === undefined ? {} : { positionAt: report.positionAt }),
    });
};

/** The row with the patch laid over it: an absent key is unchanged, null takes it away. */
export const patched = (row: Row, patch: Row): Row => {
  const next: Record<string, unknown> = { ...row };
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') continue;
    if (value === null) delete next[key];
    else next[key] = value;
  }
  return next;
};

/**
 * The row as of now. An age that was not sent anew counts on from when it was true, unless what it belongs to was sent anew: then the
 * age is one of the keys that did not change.
 */
export const aged = (kept: Kept, raw: Row, patch: Row, nowAt: EpochMs): Row => {
  const heardAnew = Object.entries(patch).some(([key, value]) => key !== 'hex' && value !== null);
  const placedAnew = ['lat', 'lon', 'seen_pos', 'lastPosition'].some(
    (key) => patch[key] !== undefined && patch[key] !== null,
  );
  const since = (at: EpochMs): number => Math.max(0, nowAt - at) / SECOND_MS;
  const row: Record<string, unknown> = { ...raw };
  if (!heardAnew) row.seen = since(kept.heardAt);
  if (placedAnew || kept.positionAt === undefined) return row;
  const last = raw.lastPosition;
  if (raw.lat !== undefined) row.seen_pos = since(kept.positionAt);
  else if (isObject(last)) row.lastPosition = { ...last, seen_pos: since(kept.positionAt) };
  return row;
};
