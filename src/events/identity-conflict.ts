/**
 * `identity-conflict`: the address and the registration received with it do not belong together, by the fleet table or by a State's
 * arithmetic (detection.md §0.5, Q10). Once for each registration. A registration outside the two series proves nothing.
 */
import { aircraftOf } from '../aero/fleet.ts';
import { icao24FromRegistration, normaliseRegistration, registrationFromIcao24 } from '../aero/registration.ts';
import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import { defineDetector } from './detector.ts';

/** Like a callsign (Q9): three times over half a minute is what it says, once is noise. */
const TIMES = 3;
const SPAN_MS = 30 * SECOND_MS;
/** So many different wrong registrations are remembered; a feed that sends more says nothing with any. */
const TOLD_MOST = 8;
/** Two independent statements against the received one, or one: 4 % of Russian rows break the arithmetic (detection.md §4.1). */
const PROBABILITY_TABLE = 0.95;
const PROBABILITY_ARITHMETIC = 0.8;

interface Memory {
  readonly told: readonly string[];
  readonly value?: string;
  readonly firstAt?: EpochMs;
  readonly times?: number;
}

interface Expected {
  /** Who should be behind this address, or at which address this registration should be. */
  readonly text: string;
  readonly table: string | null;
  readonly byArithmetic: string | null;
  readonly addressOfReceived: string | null;
  readonly probability: number;
}

/** What contradicts the received registration, `undefined` if nothing does. */
function contradicted(icao24: string, received: string): Expected | undefined {
  const plain = normaliseRegistration(received);
  const table = aircraftOf(icao24)?.registration;
  const byArithmetic = registrationFromIcao24(icao24);
  const address = icao24FromRegistration(received);
  if (table !== undefined && normaliseRegistration(table) === plain) return undefined;
  const disagrees = table !== undefined || (address !== undefined && address !== icao24);
  if (!disagrees) return undefined;
  const expected = table ?? byArithmetic;
  return {
    text:
      expected === undefined ? `that registration's own address is ${address}` : `this address belongs to ${expected}`,
    table: table ?? null,
    byArithmetic: byArithmetic ?? null,
    addressOfReceived: address ?? null,
    probability: table === undefined ? PROBABILITY_ARITHMETIC : PROBABILITY_TABLE,
  };
}

export const identityConflict = defineDetector<Memory>({
  kinds: ['identity-conflict'],
  level: 'note',
  why: 'One of the databases is wrong, or the aircraft is not who it says.',
  onSighting(memory = { told: [] }, { report }) {
    const { registration, icao24, at } = report;
    if (registration === undefined || memory.told.includes(registration)) return undefined;
    const expected = contradicted(icao24, registration);
    if (expected === undefined) return undefined;
    if (memory.value !== registration || memory.firstAt === undefined || at < memory.firstAt) {
      return { memory: { told: memory.told, value: registration, firstAt: at, times: 1 } };
    }
    const times = (memory.times ?? 0) + 1;
    if (times < TIMES || at - memory.firstAt < SPAN_MS) return { memory: { ...memory, times } };
    const { text, probability, ...numbers } = expected;
    return {
      memory: { told: [...memory.told, registration].slice(-TOLD_MOST) },
      drafts: [
        {
          kind: 'identity-conflict',
          key: registration,
          fromAt: memory.firstAt,
          toAt: at,
          at: memory.firstAt,
          probability,
          level: 'note',
          text: `The feed calls ${icao24} ${registration}, but ${text}.`,
          detail: {
            received: registration,
            ...numbers,
            evidence: {
              rule: "Three sightings over 30 s of a registration that the fleet table or the State's arithmetic gives to another address.",
              fixes: [],
              numbers: { received: registration, ...numbers, times },
              otherwise: 'A registration that agrees with the fleet table, or one outside the two arithmetic series.',
            },
          },
        },
      ],
    };
  },
});
