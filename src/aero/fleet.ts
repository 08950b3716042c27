/**
 * The aircraft that this program is about: Russian state transports and Air Koryo, by hand, each row with where it comes from
 * (detection.md §4.2). In: an address. Out: what is believed of that airframe. A table of claims, not a register: a conflict
 * between sources is a note in the row, and a received type or operator beats it.
 */

export interface FleetAircraft {
  /** Six lower-case hex digits. */
  readonly icao24: string;
  readonly registration: string;
  readonly typecode: string;
  readonly operator: string;
  readonly role?: string;
  readonly source: string;
  /** Where sources disagree, in words. */
  readonly conflict?: string;
}

type Row = readonly [
  icao24: string,
  registration: string,
  source: string,
  extra?: { role?: string; conflict?: string },
];

/** The address follows from the registration (aero/registration) and stands so in tar1090-db or plane-alert-db. */
const LISTED = 'address by arithmetic, confirmed in tar1090-db or plane-alert-db (detection.md §4.2)';
const LISTED_TWICE = 'address by arithmetic, confirmed in tar1090-db and plane-alert-db (detection.md §4.2)';
/** The address follows from the registration; no list was seen that says so. */
const COMPUTED = 'address by arithmetic alone (detection.md §4.1, §4.2)';

const rowsOf = (typecode: string, operator: string, rows: readonly Row[]): readonly FleetAircraft[] =>
  rows.map(([icao24, registration, source, extra]) => ({ icao24, registration, typecode, operator, source, ...extra }));

const AIR_FORCE = 'Russian Air Force';
const SPECIAL_FLIGHT = 'Special Flight Squadron Russia';
const KORYO = 'Air Koryo';

/** Every aircraft of the table, in no meaningful order. */
export const fleetAircraft: readonly FleetAircraft[] = [
  ...rowsOf('IL62', AIR_FORCE, [
    ['15521f', 'RA-86559', LISTED_TWICE, { role: 'visits of 2023-08, 2023-09, 2024-09, 2024-10' }],
    ['155221', 'RA-86561', LISTED_TWICE, { role: 'visits of 2024-07, 2024-08, 2024-10' }],
    ['1551df', 'RA-86495', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
    ['1551e0', 'RA-86496', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
    ['15520a', 'RA-86538', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
    ['15520b', 'RA-86539', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
    ['15520c', 'RA-86540', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
    ['15521b', 'RA-86555', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
    ['15522c', 'RA-86572', LISTED, { role: 'candidate', conflict: 'operator not certain: Air Force and others' }],
  ]),
  ...rowsOf('IL96', SPECIAL_FLIGHT, [
    ['15770c', 'RA-96012', COMPUTED, { role: 'candidate' }],
    ['15770e', 'RA-96014', LISTED_TWICE, { role: 'visits of 2024-10, 2025-06' }],
    ['157710', 'RA-96016', COMPUTED, { role: 'candidate' }],
    ['157711', 'RA-96017', COMPUTED, { role: 'candidate' }],
    ['157712', 'RA-96018', COMPUTED, { role: 'candidate' }],
    ['157713', 'RA-96019', COMPUTED, { role: 'candidate' }],
    ['157714', 'RA-96020', COMPUTED, { role: 'candidate' }],
    ['157715', 'RA-96021', COMPUTED, { role: 'candidate' }],
    ['157716', 'RA-96022', COMPUTED, { role: 'candidate' }],
    ['157717', 'RA-96023', COMPUTED, { role: 'candidate' }],
    ['157718', 'RA-96024', COMPUTED, { role: 'candidate' }],
    [
      '157766',
      'RA-96102',
      COMPUTED,
      { role: 'candidate', conflict: 'operator not certain: Special Flight Squadron or Air Force' },
    ],
  ]),
  ...rowsOf('T204', SPECIAL_FLIGHT, [
    [
      '14fa39',
      'RA-64057',
      COMPUTED,
      { role: 'one of the two of 2024 (RFA)', conflict: 'the report does not give the tail' },
    ],
    [
      '14fa3a',
      'RA-64058',
      LISTED,
      {
        role: 'one of the two of 2024 (RFA)',
        conflict: 'plane-alert-db calls this address RA-64508; arithmetic and tar1090-db say RA-64058',
      },
    ],
  ]),
  ...rowsOf('T204', AIR_FORCE, [['14fc12', 'RA-64530', LISTED_TWICE, { role: 'Tu-214PU-SBUS; visit of 2024-09' }]]),
  ...rowsOf('T154', AIR_FORCE, [
    [
      '154f53',
      'RA-85843',
      LISTED_TWICE,
      {
        role: 'Wonsan by night, 2025',
        conflict: 'operator: Air Force in the databases, Special Flight Squadron in NK News (p=947609)',
      },
    ],
  ]),
  ...rowsOf('CL60', 'business jet, operator unknown', [
    ['15064b', 'RA-67147', LISTED, { role: 'visit of 2025-10 (360.ru)' }],
  ]),
  ...rowsOf('T204', KORYO, [
    ['7277a8', 'P-632', LISTED_TWICE],
    ['7277a9', 'P-633', LISTED_TWICE],
  ]),
  ...rowsOf('A148', KORYO, [
    ['7277cf', 'P-671', COMPUTED],
    ['7277d0', 'P-672', COMPUTED],
  ]),
  ...rowsOf('IL62', KORYO, [
    ['7278a1', 'P-881', COMPUTED, { role: 'Moscow 2024-08, signal mostly off (RFA)' }],
    ['7278a2', 'P-882', COMPUTED],
    [
      '7278a5',
      'P-885',
      LISTED,
      {
        role: 'government flights',
        conflict:
          'tar1090-db calls this address P-883; arithmetic and plane-alert-db say P-885. Chammae-1 in some reports',
      },
    ],
    [
      '72779a',
      'P-618',
      COMPUTED,
      { role: 'government flights', conflict: 'plane-alert-db calls this address P-883; arithmetic says P-618' },
    ],
  ]),
  ...rowsOf('T134', KORYO, [
    ['72785d', 'P-813', COMPUTED],
    ['72785e', 'P-814', COMPUTED],
  ]),
  ...rowsOf('T154', KORYO, [
    ['727758', 'P-552', COMPUTED],
    ['727761', 'P-561', COMPUTED],
  ]),
  ...rowsOf('IL76', KORYO, [
    ['7278c0', 'P-912', COMPUTED],
    ['7278c1', 'P-913', COMPUTED],
    ['7278c2', 'P-914', COMPUTED],
  ]),
  ...rowsOf('IL18', KORYO, [
    ['727873', 'P-835', COMPUTED, { conflict: 'type from general knowledge, not from a source above' }],
  ]),
  ...rowsOf('AN24', KORYO, [
    ['727744', 'P-532', COMPUTED, { conflict: 'type from general knowledge, not from a source above' }],
  ]),
];

const byAddress = new Map(fleetAircraft.map((aircraft) => [aircraft.icao24, aircraft]));

/** What the table says of an address (any case), `undefined` if it is not in it. */
export const aircraftOf = (icao24: string): FleetAircraft | undefined => byAddress.get(icao24.toLowerCase());

/** ICAO Doc 8643 designators of the types that turn up here; makers' own names. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  A124: 'Antonov An-124 Ruslan',
  A148: 'Antonov An-148',
  A158: 'Antonov An-158',
  A319: 'Airbus A319',
  A320: 'Airbus A320',
  A321: 'Airbus A321',
  A332: 'Airbus A330-200',
  A333: 'Airbus A330-300',
  AN12: 'Antonov An-12',
  AN24: 'Antonov An-24',
  AN26: 'Antonov An-26',
  AN72: 'Antonov An-72',
  B738: 'Boeing 737-800',
  B744: 'Boeing 747-400',
  B77L: 'Boeing 777-200LR',
  B77W: 'Boeing 777-300ER',
  CL60: 'Bombardier Challenger 600',
  E190: 'Embraer 190',
  F900: 'Dassault Falcon 900',
  GLEX: 'Bombardier Global Express',
  GLF5: 'Gulfstream V',
  GLF6: 'Gulfstream G650',
  IL18: 'Ilyushin Il-18',
  IL62: 'Ilyushin Il-62M',
  IL76: 'Ilyushin Il-76',
  IL86: 'Ilyushin Il-86',
  IL96: 'Ilyushin Il-96',
  SU95: 'Sukhoi Superjet 100',
  T134: 'Tupolev Tu-134',
  T154: 'Tupolev Tu-154',
  T204: 'Tupolev Tu-204/214',
};

/** A type's full name, `undefined` for a designator outside the small table. */
export const typeName = (typecode: string): string | undefined => TYPE_NAMES[typecode.toUpperCase()];
