/**
 * What is watched: addresses, registrations, types and address blocks. In: what a person types (`RA-86559`, `15521f`,
 * `type:IL62`, `block:720000-727fff`). Out: rules, and a fast answer to "is this one watched". Refuses, with a sentence,
 * whatever could be neither. An address that ICAO did not allocate (`~`) is never watched by its digits: they are anyone's.
 */
import { fleetAircraft } from './fleet.ts';
import { icao24FromRegistration, normaliseRegistration } from './registration.ts';

export type WatchRule =
  | { readonly kind: 'icao24'; readonly icao24: string; readonly note?: string }
  | { readonly kind: 'registration'; readonly registration: string; readonly note?: string }
  | { readonly kind: 'typecode'; readonly typecode: string; readonly note?: string }
  /** Addresses `from` … `to`, both included, six lower-case hex digits each. */
  | { readonly kind: 'block'; readonly from: string; readonly to: string; readonly note?: string };

/** What of an aircraft decides whether it is watched. */
export interface Watchable {
  readonly icao24: string;
  readonly registration?: string;
  readonly typecode?: string;
}

const ADDRESS = /^[0-9a-f]{6}$/;
const BLOCK = /^([0-9a-f]{6})\s*(?:-|\.\.|–)\s*([0-9a-f]{6})$/;
const TYPECODE = /^[A-Z0-9]{2,4}$/;
/** A State's mark and the rest, with or without the hyphen: RA-86559, P-632, N1KE, B2447, JA801A. */
const REGISTRATION = /^(?=.*\d)[A-Z0-9]{1,3}-?[A-Z0-9]{1,6}$|^[A-Z]{1,2}-[A-Z]{3,4}$/;
/** So much of a refused text is repeated in the message. */
const QUOTED_LENGTH = 40;
const EXAMPLES = 'a registration (RA-86559), an address (15521f), type:IL62 or block:720000-727fff';

const quoted = (text: string): string => `"${text.slice(0, QUOTED_LENGTH)}"`;

/**
 * One rule from its text, case ignored.
 * @returns `{rule}`, or `{error}`: one sentence that says what was expected
 */
export function parseWatchRule(text: string): { readonly rule: WatchRule } | { readonly error: string } {
  const plain = text.trim();
  if (plain === '') return { error: `Nothing given to watch: expected ${EXAMPLES}.` };
  const colon = plain.indexOf(':');
  if (colon >= 0)
    return parsePrefixed(plain, plain.slice(0, colon).trim().toLowerCase(), plain.slice(colon + 1).trim());
  if (plain.startsWith('~'))
    return { error: `${quoted(plain)} is not an address that ICAO allocates: it cannot be watched.` };
  if (ADDRESS.test(plain.toLowerCase())) return { rule: { kind: 'icao24', icao24: plain.toLowerCase() } };
  return parseRegistration(plain);
}

function parsePrefixed(
  text: string,
  prefix: string,
  value: string,
): { readonly rule: WatchRule } | { readonly error: string } {
  switch (prefix) {
    case 'type':
    case 't':
      if (!TYPECODE.test(value.toUpperCase())) {
        return {
          error: `${quoted(value)} is not an aircraft type designator: two to four letters and digits, like IL62.`,
        };
      }
      return { rule: { kind: 'typecode', typecode: value.toUpperCase() } };
    case 'block': {
      const [, from, to] = BLOCK.exec(value.toLowerCase()) ?? [];
      if (from === undefined || to === undefined) {
        return {
          error: `${quoted(value)} is not a block of addresses: expected two of six hex digits, like 720000-727fff.`,
        };
      }
      if (from > to) return { error: `The block ${from}-${to} ends before it begins: give the lower address first.` };
      return { rule: { kind: 'block', from, to } };
    }
    case 'hex':
    case 'icao24':
      if (!ADDRESS.test(value.toLowerCase())) {
        return { error: `${quoted(value)} is not an address: expected six hex digits, like 15521f.` };
      }
      return { rule: { kind: 'icao24', icao24: value.toLowerCase() } };
    case 'reg':
    case 'registration':
      return parseRegistration(value);
    default:
      return { error: `${quoted(text)} is not something to watch: expected ${EXAMPLES}.` };
  }
}

function parseRegistration(text: string): { readonly rule: WatchRule } | { readonly error: string } {
  const registration = text.toUpperCase().replace(/\s+/g, '');
  if (!REGISTRATION.test(registration))
    return { error: `${quoted(text)} is not something to watch: expected ${EXAMPLES}.` };
  return { rule: { kind: 'registration', registration } };
}

/**
 * A comma-separated list of rules (`--watch`). Empty pieces between commas are skipped.
 * @returns all rules, or the first error; an empty list is an error
 */
export function parseWatchList(text: string): { readonly rules: readonly WatchRule[] } | { readonly error: string } {
  const rules: WatchRule[] = [];
  for (const piece of text.split(',')) {
    if (piece.trim() === '') continue;
    const parsed = parseWatchRule(piece);
    if ('error' in parsed) return parsed;
    rules.push(parsed.rule);
  }
  return rules.length === 0 ? { error: `Nothing given to watch: expected ${EXAMPLES}.` } : { rules };
}

/** What is watched until a person says otherwise: the fleet table and every address that ICAO gave to the DPRK. */
export const defaultWatch: readonly WatchRule[] = [
  ...fleetAircraft.map(
    ({ icao24, registration, operator }): WatchRule => ({
      kind: 'icao24',
      icao24,
      note: `${registration}, ${operator}`,
    }),
  ),
  { kind: 'block', from: '720000', to: '727fff', note: 'DPRK (ICAO Annex 10 Vol. III, ch. 9)' },
];

/** A rule as `parseWatchRule` reads it. */
export function formatRule(rule: WatchRule): string {
  switch (rule.kind) {
    case 'icao24':
      return rule.icao24;
    case 'registration':
      return rule.registration;
    case 'typecode':
      return `type:${rule.typecode}`;
    case 'block':
      return `block:${rule.from}-${rule.to}`;
  }
}

/**
 * The addresses that the rules name, each once, in order, for feeds that are asked by address. Registrations count where the
 * address can be computed; types and blocks are not addresses.
 */
export function addressesOf(rules: readonly WatchRule[]): readonly string[] {
  const addresses = new Set<string>();
  for (const rule of rules) {
    const address =
      rule.kind === 'icao24'
        ? rule.icao24
        : rule.kind === 'registration'
          ? icao24FromRegistration(rule.registration)
          : undefined;
    if (address !== undefined) addresses.add(address);
  }
  return [...addresses];
}

/**
 * The rules made ready to be asked often: about 0.1 µs for an aircraft. A registration rule holds for the computed address too,
 * unless the aircraft was received with another registration: then the address belongs to that one.
 */
export function watchMatcher(rules: readonly WatchRule[]): (aircraft: Watchable) => boolean {
  const addresses = new Set<string>();
  const computed = new Set<string>();
  const registrations = new Set<string>();
  const typecodes = new Set<string>();
  const blocks: { readonly from: string; readonly to: string }[] = [];
  for (const rule of rules) {
    if (rule.kind === 'icao24') addresses.add(rule.icao24);
    else if (rule.kind === 'typecode') typecodes.add(rule.typecode);
    else if (rule.kind === 'block') blocks.push(rule);
    else {
      registrations.add(normaliseRegistration(rule.registration));
      const address = icao24FromRegistration(rule.registration);
      if (address !== undefined) computed.add(address);
    }
  }
  return ({ icao24, registration, typecode }) => {
    if (icao24.startsWith('~')) return false;
    if (addresses.has(icao24)) return true;
    if (typecode !== undefined && typecodes.has(typecode)) return true;
    if (registration === undefined) {
      if (computed.has(icao24)) return true;
    } else if (registrations.size > 0 && registrations.has(normaliseRegistration(registration))) return true;
    return blocks.some(({ from, to }) => icao24 >= from && icao24 <= to);
  };
}

/** Whether one aircraft is watched. For many, make a `watchMatcher` once. */
export const watches = (rules: readonly WatchRule[], aircraft: Watchable): boolean => watchMatcher(rules)(aircraft);
