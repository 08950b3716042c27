/**
 * Address and registration where the State gives them out by arithmetic. In: an address or a registration as typed. Out: the
 * other one, which is "derived", never received: about one Russian row in twenty disagrees with the register (detection.md §4.1:
 * 78 of 1,858), so a received registration beats it and a difference is worth saying. Refuses everything outside the two series.
 */

interface Series {
  /** The address of number 0. */
  readonly base: number;
  readonly digits: number;
  readonly prefix: string;
  /** The lowest number that stands for an aircraft in this series. */
  readonly least: number;
}

/**
 * RA-NNNNN = 0x140000 + N: the mapping that tar1090's html/registrations.js uses, 96 % of 1,858 rows obey.
 * P-NNN = 0x720000 + 30000 + N = 0x727530 + N: derived in detection.md §4.1, all ten consistent rows known obey.
 * `least`: RA numbers below 00001 and P numbers below 100 are not used, so such an address says nothing.
 */
const SERIES: readonly Series[] = [
  { base: 0x140000, digits: 5, prefix: 'RA-', least: 1 },
  { base: 0x727530, digits: 3, prefix: 'P-', least: 100 },
];

const ADDRESS = /^[0-9a-f]{6}$/;
const ADDRESS_DIGITS = 6;
/** The filter compares thousands of these a key press: plain ones take the short way. */
const ASCII = /^[\x00-\x7f]*$/;

/**
 * The registration that an address stands for by arithmetic, `undefined` where there is no such rule (most of the world, and
 * every `~` address). Say that it is derived.
 */
export function registrationFromIcao24(icao24: string): string | undefined {
  const address = icao24.trim().toLowerCase();
  if (!ADDRESS.test(address)) return undefined;
  const value = Number.parseInt(address, 16);
  for (const { base, digits, prefix, least } of SERIES) {
    const number = value - base;
    if (number >= least && number < 10 ** digits) return prefix + String(number).padStart(digits, '0');
  }
  return undefined;
}

/** The address (six lower-case hex digits) that a registration has by arithmetic, `undefined` where there is no such rule. */
export function icao24FromRegistration(registration: string): string | undefined {
  const plain = normaliseRegistration(registration);
  for (const { base, digits, prefix, least } of SERIES) {
    const letters = prefix.slice(0, -1);
    const number = plain.slice(letters.length);
    if (!plain.startsWith(letters) || number.length !== digits || !/^[0-9]+$/.test(number)) continue;
    const value = Number(number);
    if (value >= least) return (base + value).toString(16).padStart(ADDRESS_DIGITS, '0');
  }
  return undefined;
}

/**
 * A registration as it is compared: upper case, without spaces and hyphens of any kind, so that `ra 86559`, `RA86559` and
 * `RA-86559` are one. Not for display.
 */
export const normaliseRegistration = (registration: string): string =>
  (ASCII.test(registration)
    ? registration.replace(/[\s-]+/g, '')
    : registration.replace(/[\s\p{Pd}\u2212]+/gu, '')
  ).toUpperCase();
