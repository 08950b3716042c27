/**
 * Skies to order: visits to the DPRK and flights that only look like one, with any stay, floor of coverage and seed. All invented;
 * routes follow the known ways (detection.md §4.4).
 */
import { airportByIcao } from '../../src/aero/airports.ts';
import { destinationPoint } from '../../src/aero/geo.ts';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, type Position } from '../../src/aero/units.ts';
import { type Random, randomFrom } from './random.ts';
import { type Cadence, type Floor, type Hole, MARGIN_MS, receiversAt, type Sky } from './sky.ts';
import { type FlightPlan, type Flown, fly } from './sky-flight.ts';

const p = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
const CENTRE: Position = airportByIcao('ZKPY') ?? p(39.22, 125.67);

/** Down the coast of Primorye, over the Sea of Japan, in by Wonsan. */
const COASTAL = [p(42.2, 131.5), p(41.2, 131.3), p(40.3, 130.3), p(39.6, 127.9)];
const WIDE = [p(44.5, 136.6), p(42.0, 134.6), p(40.3, 132.4), p(39.5, 128.1)];
const SIBERIA = [
  p(62, 62),
  p(60.5, 90),
  p(55.5, 118),
  p(49.5, 134.5),
  p(45.5, 135.2),
  p(42.5, 132.5),
  ...COASTAL.slice(1),
];

export interface VisitRoute {
  readonly name: string;
  readonly from: string;
  readonly via: readonly Position[];
  /** Where it goes afterwards; the same way back where absent. */
  readonly next?: { readonly to: string; readonly via: readonly Position[] };
  readonly aircraft: Pick<FlightPlan, 'icao24' | 'registration' | 'typecode' | 'callsign'>;
  readonly cruiseKt: number;
}

export const VISIT_ROUTES: readonly VisitRoute[] = [
  {
    name: 'an Il-62M from Moscow over Siberia',
    from: 'UUMU',
    via: SIBERIA,
    aircraft: { icao24: '15521f', registration: 'RA-86559', typecode: 'IL62', callsign: 'RFF7081' },
    cruiseKt: 460,
  },
  {
    name: 'a Tu-214 from Vladivostok down the coast',
    from: 'UHWW',
    via: COASTAL,
    aircraft: { icao24: '14fc12', registration: 'RA-64530', typecode: 'T204', callsign: 'RSD41' },
    cruiseKt: 445,
  },
  {
    name: 'an Il-96 from Khabarovsk by the wide way, on to Vladivostok',
    from: 'UHHH',
    via: WIDE,
    next: { to: 'UHWW', via: [...COASTAL].reverse() },
    aircraft: { icao24: '15770e', registration: 'RA-96014', typecode: 'IL96', callsign: 'RSD66' },
    cruiseKt: 470,
  },
  {
    name: 'a Tu-154 from Vladivostok by the wide way',
    from: 'UHWW',
    via: WIDE.slice(1),
    aircraft: { icao24: '154f53', registration: 'RA-85843', typecode: 'T154', callsign: 'RFF9012' },
    cruiseKt: 455,
  },
];

const RECEIVERS = receiversAt(
  ...[
    'UUMU',
    'USPP',
    'USSS',
    'USRR',
    'UNIS',
    'UNKL',
    'UIBB',
    'UIAA',
    'UHBB',
    'UIII',
    'UHHH',
    'UHWW',
    'UHSS',
    'RKSI',
    'RKPK',
    'RJCC',
    'RJTT',
    'RJFF',
  ],
  ...['ZBAA', 'ZSPD', 'ZYTX', 'ZYHB'],
);

export interface Scene {
  readonly name: string;
  readonly sky: Sky;
  readonly cadence: Cadence;
  /** Whose events are asked about, and who else is watched. */
  readonly icao24: string;
  readonly alsoWatched?: readonly string[];
  readonly flights: readonly Flown[];
  /** True when it stood on a field of the DPRK. */
  readonly visit: boolean;
}

const START: EpochMs = Date.UTC(2024, 1, 1);

/** Other aircraft, so that the feed lives while the watched one is unheard: a shuttle Incheon–Narita and one out of Vladivostok. */
function others(fromAt: EpochMs, toAt: EpochMs): readonly Flown[] {
  const flights: Flown[] = [];
  for (let at = fromAt; at < toAt; at += 5 * HOUR_MS) {
    const there = {
      icao24: '71be17',
      registration: 'HL7501',
      callsign: 'KAL701',
      takeOffAt: at,
      cruiseFt: 35_000,
      cruiseKt: 460,
    };
    flights.push(
      fly({ ...there, from: 'RKSI', to: 'RJTT' }),
      fly({ ...there, from: 'RJTT', to: 'RKSI', takeOffAt: at + 2.6 * HOUR_MS }),
    );
    const home = { icao24: '155a31', registration: 'RA-88625', callsign: 'SHU4321', cruiseFt: 31_000, cruiseKt: 440 };
    flights.push(fly({ ...home, from: 'UHWW', to: 'UHHH', takeOffAt: at + 20 * MINUTE_MS }));
    flights.push(fly({ ...home, from: 'UHHH', to: 'UHWW', takeOffAt: at + 2.4 * HOUR_MS }));
  }
  return flights;
}

/** Over Siberia nobody listens for a quarter of an hour or two thirds of one, now and then. */
function holesIn(random: Random, flown: Flown): readonly Hole[] {
  const long = flown.landedAt - flown.takeOffAt > 5 * HOUR_MS;
  return Array.from({ length: long ? 3 : 0 }, () => {
    const fromAt = random.between(flown.takeOffAt + HOUR_MS, flown.landedAt - 2.5 * HOUR_MS);
    return { fromAt, toAt: fromAt + random.between(10, 40) * MINUTE_MS, icao24: flown.plan.icao24 };
  });
}

const CRUISES_FT = [29_000, 31_000, 33_000, 34_000] as const;

function sceneOf(
  name: string,
  seed: number,
  flights: readonly Flown[],
  floors: readonly Floor[],
  visit: boolean,
): Scene {
  const random = randomFrom(seed ^ 0x5eed);
  const first = flights[0];
  const last = flights.at(-1);
  if (first === undefined || last === undefined) throw new Error('a scene needs a flight');
  const fromAt = first.onAt - MARGIN_MS;
  const toAt = last.offAt + 2 * MARGIN_MS;
  const { icao24 } = first.plan;
  const sky: Sky = {
    seed,
    flights: [...flights, ...others(fromAt - 2 * HOUR_MS, toAt)],
    receivers: RECEIVERS,
    floors,
    holes: flights.flatMap((flown) => holesIn(random, flown)),
  };
  const cadence = { fromAt, toAt, busyMs: 10_000, cruiseMs: 30_000, idleMs: 100_000, focus: icao24 };
  return { name, sky, cadence, icao24, flights, visit };
}

/** Round the field before the landing, or after the take-off: nobody flies straight in every time. */
function pattern(random: Random, field: string): readonly Position[] {
  const centre = airportByIcao(field);
  if (centre === undefined || random.next() < 0.4) return [];
  return [destinationPoint(centre, random.between(0, 360), random.between(6, 18))];
}

/** A visit: there, a stay, and away again. Nothing below `floorFt` is heard within some 150 NM of the destination. */
export function visitScene(route: VisitRoute, floorFt: number, stayHours: number, seed: number, to = 'ZKPY'): Scene {
  const random = randomFrom(seed);
  const plan = (rest: Pick<FlightPlan, 'from' | 'to' | 'via' | 'takeOffAt'>): Flown =>
    fly({
      ...route.aircraft,
      ...rest,
      cruiseFt: random.pick(CRUISES_FT),
      cruiseKt: route.cruiseKt + random.between(-25, 25),
      descentFtPerNm: random.between(285, 345),
      pressureErrorFt: random.between(-250, 250),
    });
  const arrival = pattern(random, to);
  const leaving = pattern(random, to);
  const outbound = plan({
    from: route.from,
    to,
    via: [...route.via, ...arrival],
    takeOffAt: START + random.between(0, DAY_MS),
  });
  const next = route.next ?? { to: route.from, via: [...route.via].reverse() };
  const homebound = plan({
    from: to,
    to: next.to,
    via: [...leaving, ...next.via],
    takeOffAt: outbound.landedAt + stayHours * HOUR_MS,
  });
  const floor = { centre: CENTRE, withinNm: random.between(125, 170), floorFt };
  const name = `${route.name}, ${stayHours} h at ${to}, heard from ${floorFt} ft`;
  return sceneOf(name, seed, [outbound, homebound], [floor], true);
}

/** Flights that look like a visit and are none. */
export function decoyScenes(seed: number): readonly Scene[] {
  const random = randomFrom(seed);
  const takeOffAt = START + random.between(0, DAY_MS);
  const ours = { icao24: '15521f', registration: 'RA-86559', typecode: 'IL62', callsign: 'RFF7081' };
  const base = { ...ours, takeOffAt, cruiseFt: random.pick(CRUISES_FT), cruiseKt: 455 + random.between(-20, 20) };
  const floor = (floorFt: number): readonly Floor[] => [{ centre: CENTRE, withinNm: 150, floorFt }];
  const cargo = { icao24: '152c16', registration: 'RA-76822', typecode: 'IL76', callsign: 'VDA2155' };
  const scene = (name: string, floorFt: number, ...plans: readonly FlightPlan[]): Scene =>
    sceneOf(name, seed, plans.map(fly), floor(floorFt), false);
  return [
    scene('the same way, but it lands at Vladivostok', 31_000, {
      ...base,
      from: 'UUMU',
      to: 'UHWW',
      via: SIBERIA.slice(0, 5),
    }),
    scene('over the DPRK and on, unheard for a while', 45_000, {
      ...base,
      ...cargo,
      from: 'ZSPD',
      to: 'UHWW',
      via: [p(39, 126)],
    }),
    scene('turns back over the Sea of Japan', 20_000, {
      ...base,
      from: 'UHWW',
      to: 'UHWW',
      via: [p(42.2, 131.6), p(41.4, 131.7), p(42.2, 132.4)],
    }),
    scene('Incheon to Vladivostok round the FIR', 20_000, {
      ...base,
      icao24: '71be15',
      registration: 'HL7700',
      typecode: 'B738',
      callsign: 'KAL981',
      from: 'RKSI',
      to: 'UHWW',
      via: [p(37.4, 131), p(41.5, 134.2)],
    }),
    scene('Beijing to Khabarovsk', 20_000, { ...base, from: 'ZBAA', to: 'UHHH', via: [p(44.5, 125.5)] }),
    scene('Khabarovsk to Narita', 8000, { ...base, from: 'UHHH', to: 'RJAA', via: [p(44, 138.5)] }),
  ];
}

/** The same scene with more flights in the sky, of aircraft that are watched too. */
export function withFlights(scene: Scene, name: string, flights: readonly Flown[]): Scene {
  const others = new Set(flights.map(({ plan }) => plan.icao24).filter((icao24) => icao24 !== scene.icao24));
  const toAt = Math.max(scene.cadence.toAt, ...flights.map(({ offAt }) => offAt + MARGIN_MS));
  const receivers = [
    ...scene.sky.receivers,
    ...receiversAt(...flights.flatMap(({ plan }) => [plan.from, plan.to]).filter((field) => !field.startsWith('ZK'))),
  ];
  return {
    ...scene,
    name,
    alsoWatched: [...others],
    sky: { ...scene.sky, receivers, flights: [...scene.sky.flights, ...flights] },
    cadence: { ...scene.cadence, toAt },
  };
}

/** Two jets of one delegation, the second so many minutes behind. */
export function towScene(behindMin: number, seed: number): Scene {
  const [route] = VISIT_ROUTES;
  if (route === undefined) throw new Error('no route');
  const scene = visitScene(route, 20_000, 6, seed);
  const second = scene.flights.map(({ plan }) =>
    fly({
      ...plan,
      icao24: '155221',
      registration: 'RA-86561',
      callsign: 'RFF7082',
      cruiseFt: plan.cruiseFt + 2000,
      takeOffAt: plan.takeOffAt + behindMin * MINUTE_MS,
    }),
  );
  return withFlights(scene, `two jets, the second ${behindMin} min behind`, second);
}

/** A visit, and over Europe another aircraft under the same address, on the air while the first one comes back. */
export function doubleScene(seed: number): Scene {
  const route = VISIT_ROUTES[1];
  if (route === undefined) throw new Error('no route');
  const scene = visitScene(route, 20_000, 4, seed);
  const back = scene.flights[1]?.takeOffAt ?? START;
  const other = { icao24: scene.icao24, callsign: 'LOT3X', cruiseFt: 36_000, cruiseKt: 440 };
  const double = fly({ ...other, from: 'EPWA', to: 'LEMD', takeOffAt: back - HOUR_MS });
  return withFlights(scene, 'another aircraft under the same address over Europe', [double]);
}
