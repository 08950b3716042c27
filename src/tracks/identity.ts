/**
 * Who an address is: what was received, else what the fleet table says, else arithmetic, and said which. In: a report and what
 * was known. Out: the identity fields of a track; the very same object while nothing changed.
 */
import { aircraftOf } from '../aero/fleet.ts';
import { countryOf } from '../aero/icao24.ts';
import { registrationFromIcao24 } from '../aero/registration.ts';
import type { Report } from '../feeds/types.ts';
import type { Track } from './types.ts';

type Identity = Pick<
  Track,
  'registration' | 'registrationDerived' | 'typecode' | 'description' | 'operator' | 'country' | 'military'
>;

const unlessAbsent = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });

function firstIdentity(report: Report): Identity {
  const listed = aircraftOf(report.icao24);
  const computed = listed?.registration ?? registrationFromIcao24(report.icao24);
  return {
    registrationDerived: report.registration === undefined && computed !== undefined,
    ...unlessAbsent('registration', report.registration ?? computed),
    ...unlessAbsent('typecode', report.typecode ?? listed?.typecode),
    ...unlessAbsent('description', report.description),
    ...unlessAbsent('operator', report.operator ?? listed?.operator),
    ...unlessAbsent('country', countryOf(report.icao24)?.code),
    ...unlessAbsent('military', report.military),
  };
}

/** What the report changes in the identity of a known track: mostly nothing, and then `undefined`. */
function changedIdentity(before: Track, report: Report): Partial<Identity> | undefined {
  const registration = report.registration !== undefined && report.registration !== before.registration;
  const confirmed = report.registration !== undefined && before.registrationDerived;
  const typecode = report.typecode !== undefined && report.typecode !== before.typecode;
  const description = report.description !== undefined && report.description !== before.description;
  const operator = report.operator !== undefined && report.operator !== before.operator;
  const military = report.military !== undefined && report.military !== before.military;
  if (!(registration || confirmed || typecode || description || operator || military)) return undefined;
  return {
    ...(report.registration === undefined ? {} : { registration: report.registration, registrationDerived: false }),
    ...unlessAbsent('typecode', report.typecode),
    ...unlessAbsent('description', report.description),
    ...unlessAbsent('operator', report.operator),
    ...unlessAbsent('military', report.military),
  };
}

/**
 * The identity fields to set on a track: all of them for an aircraft never heard, the changed ones otherwise, `undefined` for
 * none. A received registration beats the table, the table beats arithmetic (detection.md Q10).
 */
export const identityChange = (before: Track | undefined, report: Report): Partial<Identity> | undefined =>
  before === undefined ? firstIdentity(report) : changedIdentity(before, report);
