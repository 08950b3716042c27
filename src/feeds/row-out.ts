/**
 * A report as a row of readsb's JSON: what the relay sends. In: a report and the moment that its ages are to count back from. Out: a
 * row that `readRow` turns into the same report again. Unknown stays absent.
 */
import type { EpochMs } from '../aero/units.ts';
import { SECOND_MS } from '../aero/units.ts';
import type { Report, ReportSource } from './types.ts';

const TYPES: Readonly<Record<ReportSource, string>> = {
  adsb: 'adsb_icao',
  mlat: 'mlat',
  tisb: 'tisb_icao',
  adsc: 'adsc',
  'mode-s': 'mode_s',
  other: 'other',
  estimated: 'estimated',
};

/** How old something of `at` is at `nowAt`, in seconds; never negative. */
const ageS = (at: EpochMs, nowAt: EpochMs): number => Math.max(0, Math.round(nowAt - at)) / SECOND_MS;

/**
 * The keys that say where and when. `seen` and `seen_pos` are seconds before `nowAt`.
 */
export const agesOf = (report: Pick<Report, 'at' | 'positionAt'>, nowAt: EpochMs): Record<string, number> => ({
  seen: ageS(report.at, nowAt),
  ...(report.positionAt === undefined ? {} : { seen_pos: ageS(report.positionAt, nowAt) }),
});

/** Everything of the row but its ages: equal for two reports that say the same at different times. */
export const timelessRowOf = (report: Report): Record<string, unknown> => {
  const row: Record<string, unknown> = { hex: report.icao24, type: TYPES[report.source], feed: report.feed };
  const put = (key: string, value: unknown): void => {
    if (value !== undefined) row[key] = value;
  };
  put('flight', report.callsign);
  put('r', report.registration);
  put('t', report.typecode);
  put('desc', report.description);
  put('ownOp', report.operator);
  if (report.military !== undefined) row.dbFlags = report.military ? 1 : 0;
  put('squawk', report.squawk);
  put('emergency', report.emergency);
  put('category', report.category);
  put('alt_baro', report.onGround === true ? 'ground' : report.altitudeFt);
  // readsb has no word for "airborne, altitude unknown"; other feeds do say so.
  if (report.onGround === false && report.altitudeFt === undefined) row.on_ground = false;
  put('alt_geom', report.geoAltitudeFt);
  put('nav_altitude_mcp', report.selectedAltitudeFt);
  put('gs', report.groundSpeedKt);
  put('track', report.trackDeg);
  put('baro_rate', report.verticalRateFpm);
  put('mach', report.mach);
  put('lat', report.position?.latitudeDeg);
  put('lon', report.position?.longitudeDeg);
  put('nic', report.nic);
  put('rc', report.containmentRadiusM);
  put('nac_p', report.nacP);
  if (report.gpsLostAt !== undefined) row.gpsOkBefore = report.gpsLostAt / SECOND_MS;
  put('rssi', report.rssiDbfs);
  put('messages', report.messages);
  return row;
};

/** The whole row of a report as of `nowAt`. */
export const rowOf = (report: Report, nowAt: EpochMs): Record<string, unknown> => ({
  ...timelessRowOf(report),
  ...agesOf(report, nowAt),
});
