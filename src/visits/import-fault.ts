/** What makes a reported visit impossible, whatever form it was written in. In: a visit, now. Out: a sentence, or nothing. */
import { clean } from '../aero/clean.ts';
import { icao24FromRegistration } from '../aero/registration.ts';
import { DAY_MS, type EpochMs } from '../aero/units.ts';
import { isHomeField } from './home.ts';
import type { Visit } from './types.ts';

/** What is written in the local day of somebody may be a day ahead of UTC. */
const AHEAD_MS = DAY_MS;

/** What makes a visit impossible, whatever form it was written in. */
export function faultOf(visit: Visit, now: EpochMs): string | undefined {
  const { icao24, registration, airport } = visit;
  if (airport !== undefined && !isHomeField(airport))
    return `airport ${clean(airport, { cells: 10 })} is no field in the DPRK`;
  const ahead = (
    [
      ['arrived', visit.arrived],
      ['departed', visit.departed],
    ] as const
  ).find(([, span]) => span !== undefined && span.fromAt > now + AHEAD_MS);
  if (ahead !== undefined) return `${ahead[0]}From lies in the future`;
  if (icao24 === undefined || registration === undefined) return undefined;
  const others = [icao24FromRegistration(registration)];
  const other = others.find((one) => one !== undefined && one !== icao24);
  return other === undefined
    ? undefined
    : `icao24 ${icao24} and registration ${clean(registration, { cells: 12 })} are of two aircraft: that registration has ${other}`;
}
