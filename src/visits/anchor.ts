/**
 * A person's evidence as a line of the log: seen at a place, at a time, by some source. In: a note. Out: the event `anchor`, with the id
 * that the journey gives to the same note in a replay, so that noting twice changes nothing.
 */
import { airportByIcao } from '../aero/airports.ts';
import { aircraftOf } from '../aero/fleet.ts';
import { registrationFromIcao24 } from '../aero/registration.ts';
import type { EpochMs } from '../aero/units.ts';
import { eventId } from '../events/compose.ts';
import type { FlightEvent } from '../events/types.ts';
import { REPORTED_PROBABILITY } from './clue.ts';
import { fieldName } from './say.ts';

export interface Note {
  readonly icao24: string;
  readonly registration?: string;
  /** ICAO location indicator. */
  readonly place: string;
  readonly at: EpochMs;
  readonly onGround: boolean;
  readonly source: string;
  readonly url?: string;
}

/** The event of a note, said at `detectedAt`. */
export function anchorEvent(note: Note, detectedAt: EpochMs): FlightEvent {
  const { icao24, place, at, onGround, source, url } = note;
  const known = aircraftOf(icao24);
  const registration = note.registration ?? known?.registration ?? registrationFromIcao24(icao24);
  const where = onGround ? 'was on the ground at' : 'was not on the ground at';
  return {
    id: eventId('anchor', icao24, `${at}/${place}/${onGround}`),
    kind: 'anchor',
    status: 'confirmed',
    fromAt: at,
    toAt: at,
    at,
    detectedAt: Math.max(at, detectedAt),
    icao24,
    ...(registration === undefined ? {} : { registration }),
    ...(known === undefined ? {} : { typecode: known.typecode }),
    basis: 'reported',
    probability: REPORTED_PROBABILITY,
    place: { icao: place, name: airportByIcao(place)?.name ?? place },
    candidates: [{ icao: place, probability: REPORTED_PROBABILITY, distanceNm: 0 }],
    level: 'note',
    text: `${registration ?? icao24} ${where} ${fieldName(place)}, noted from: ${source}.`,
    detail: {
      onGround,
      source,
      ...(url === undefined ? {} : { url }),
      evidence: {
        rule: "a person's note",
        fixes: [],
        numbers: { probability: REPORTED_PROBABILITY },
        otherwise: 'nothing that was received: a note stands as it was written',
      },
    },
  };
}
