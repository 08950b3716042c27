/**
 * One simulated flight, from stand to stand: taxi, roll, climb, cruise, descent, roll-out. In: two fields, the way between them,
 * a time and a cruise level. Out: where it is, how high and how fast at any time, and when the wheels left and met the runway.
 */
import { type Airport, airportByIcao } from '../../src/aero/airports.ts';
import { bearingDeg, destinationPoint, distanceNm, interpolate } from '../../src/aero/geo.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, type Position, SECOND_MS } from '../../src/aero/units.ts';

export interface FlightPlan {
  readonly icao24: string;
  readonly registration?: string;
  readonly typecode?: string;
  readonly callsign?: string;
  readonly squawk?: string;
  /** ICAO location indicators. */
  readonly from: string;
  readonly to: string;
  readonly via?: readonly Position[];
  readonly takeOffAt: EpochMs;
  readonly cruiseFt: number;
  readonly cruiseKt: number;
  /** How long the transponder is on before the roll and after the roll-out. */
  readonly taxiOutMs?: number;
  readonly taxiInMs?: number;
  readonly descentFtPerNm?: number;
  /** Barometric height less true height, everywhere. */
  readonly pressureErrorFt?: number;
  /** Heard by multilateration only. */
  readonly mlat?: boolean;
}

export interface FlightState {
  readonly position: Position;
  readonly onGround: boolean;
  readonly altitudeFt: number;
  readonly groundSpeedKt: number;
  readonly trackDeg: number;
  readonly verticalRateFpm: number;
}

export interface Flown {
  readonly plan: FlightPlan;
  readonly onAt: EpochMs;
  readonly takeOffAt: EpochMs;
  readonly landedAt: EpochMs;
  readonly offAt: EpochMs;
  readonly stateAt: (at: EpochMs) => FlightState | undefined;
}

const STEP_MS = 5 * SECOND_MS;
const ROLL_MS = 35 * SECOND_MS;
const ROLL_OUT_MS = 45 * SECOND_MS;
const LIFT_OFF_KT = 150;
const TOUCH_DOWN_KT = 140;
const TAXI_KT = 14;
/** From the stand to the runway. */
const TAXI_MS = 5 * MINUTE_MS;
const STAND_NM = 0.9;
const FINAL_NM = 4;
const LONGEST_STEPS = (20 * HOUR_MS) / STEP_MS;
/** Ground speed by height above the field; the last row is the cruise. */
const SPEEDS: readonly (readonly [ft: number, kt: number])[] = [
  [0, LIFT_OFF_KT],
  [1500, 175],
  [3000, 215],
  [10_000, 290],
];
const SPEED_AT_CRUISE_FROM_FT = 27_000;

function speedAt(heightFt: number, cruiseKt: number): number {
  const rows = [...SPEEDS, [SPEED_AT_CRUISE_FROM_FT, cruiseKt] as const];
  for (let index = 1; index < rows.length; index += 1) {
    const [lowFt, lowKt] = rows[index - 1] ?? [0, LIFT_OFF_KT];
    const [highFt, highKt] = rows[index] ?? [0, LIFT_OFF_KT];
    if (heightFt < highFt) {
      return Math.min(cruiseKt, lowKt + ((highKt - lowKt) * Math.max(heightFt - lowFt, 0)) / (highFt - lowFt));
    }
  }
  return cruiseKt;
}

const climbFpm = (altitudeFt: number): number => (altitudeFt < 10_000 ? 2200 : altitudeFt < 25_000 ? 1600 : 800);

function fieldOf(icao: string): Airport {
  const airport = airportByIcao(icao);
  if (airport === undefined) throw new Error(`no airport ${icao}`);
  return airport;
}

interface Path {
  readonly lengthNm: number;
  readonly at: (alongNm: number) => { readonly position: Position; readonly trackDeg: number };
}

function pathOf(points: readonly Position[]): Path {
  const legs = points.slice(1).map((end, index) => {
    const start = points[index] ?? end;
    return { start, end, lengthNm: distanceNm(start, end) };
  });
  return {
    lengthNm: legs.reduce((sum, { lengthNm }) => sum + lengthNm, 0),
    at: (alongNm) => {
      let rest = Math.max(alongNm, 0);
      const last = legs.at(-1);
      const leg = legs.find((one) => {
        if (rest <= one.lengthNm || one === last) return true;
        rest -= one.lengthNm;
        return false;
      });
      if (leg === undefined) throw new Error('a path needs two points');
      const position = interpolate(leg.start, leg.end, rest / Math.max(leg.lengthNm, 0.001));
      const trackDeg = rest < leg.lengthNm - 0.01 ? bearingDeg(position, leg.end) : bearingDeg(leg.start, leg.end);
      return { position, trackDeg };
    },
  };
}

interface Sample {
  readonly alongNm: number;
  readonly altitudeFt: number;
  readonly speedKt: number;
  readonly rateFpm: number;
}

/** The airborne part, a sample every five seconds from lift-off to touch-down. */
function profileOf(plan: FlightPlan, path: Path, fromFt: number, toFt: number): readonly Sample[] {
  const slope = plan.descentFtPerNm ?? 318;
  const samples: Sample[] = [];
  let along = 0;
  let altitude = fromFt;
  for (let step = 0; step < LONGEST_STEPS && along < path.lengthNm; step += 1) {
    const toGo = path.lengthNm - along;
    const onSlope = toFt + slope * toGo;
    const minutes = STEP_MS / MINUTE_MS;
    const wished = Math.min(plan.cruiseFt, altitude + climbFpm(altitude) * minutes);
    const next = Math.min(wished, Math.max(onSlope, toFt));
    const speed = toGo < FINAL_NM ? TOUCH_DOWN_KT + 5 : speedAt(next - (toGo < along ? toFt : fromFt), plan.cruiseKt);
    samples.push({ alongNm: along, altitudeFt: altitude, speedKt: speed, rateFpm: (next - altitude) / minutes });
    altitude = next;
    along += (speed * STEP_MS) / HOUR_MS;
  }
  samples.push({ alongNm: path.lengthNm, altitudeFt: toFt, speedKt: TOUCH_DOWN_KT, rateFpm: 0 });
  return samples;
}

/** The flight as it was flown. The plan's fields must be in the table of airports. */
export function fly(plan: FlightPlan): Flown {
  const from = fieldOf(plan.from);
  const to = fieldOf(plan.to);
  const path = pathOf([from, ...(plan.via ?? []), to]);
  const samples = profileOf(plan, path, from.elevationFt ?? 0, to.elevationFt ?? 0);
  const { takeOffAt } = plan;
  const landedAt = takeOffAt + (samples.length - 1) * STEP_MS;
  const onAt = takeOffAt - ROLL_MS - (plan.taxiOutMs ?? 12 * MINUTE_MS);
  const offAt = landedAt + ROLL_OUT_MS + (plan.taxiInMs ?? 12 * MINUTE_MS);
  const outbound = path.at(0).trackDeg;
  const inbound = path.at(path.lengthNm - 1).trackDeg;
  const rolled = (kt: number, ms: number): number => (kt * ms) / HOUR_MS;
  const lineUp = destinationPoint(from, outbound + 180, rolled(LIFT_OFF_KT / 2, ROLL_MS));
  const standOut = destinationPoint(lineUp, outbound + 70, STAND_NM);
  const vacated = destinationPoint(to, inbound, rolled((TOUCH_DOWN_KT + TAXI_KT) / 2, ROLL_OUT_MS));
  const standIn = destinationPoint(vacated, inbound + 110, STAND_NM);
  const taxiKt = STAND_NM / (TAXI_MS / HOUR_MS);
  const ground = (position: Position, groundSpeedKt: number, trackDeg: number): FlightState => ({
    position,
    groundSpeedKt,
    trackDeg: ((trackDeg % 360) + 360) % 360,
    onGround: true,
    altitudeFt: 0,
    verticalRateFpm: 0,
  });
  const before = (at: EpochMs): FlightState => {
    const toRoll = takeOffAt - ROLL_MS - at;
    if (toRoll > TAXI_MS) return ground(standOut, 0, outbound);
    if (toRoll > 0) return ground(interpolate(lineUp, standOut, toRoll / TAXI_MS), taxiKt, outbound - 110);
    const share = 1 + toRoll / ROLL_MS;
    return ground(interpolate(lineUp, from, share ** 2), LIFT_OFF_KT * share, outbound);
  };
  const after = (at: EpochMs): FlightState => {
    const since = at - landedAt;
    const share = since / ROLL_OUT_MS;
    if (share < 1) {
      const way = share * 2 - share ** 2;
      return ground(interpolate(to, vacated, way), TOUCH_DOWN_KT + (TAXI_KT - TOUCH_DOWN_KT) * share, inbound);
    }
    const taxi = (since - ROLL_OUT_MS) / TAXI_MS;
    return taxi < 1 ? ground(interpolate(vacated, standIn, taxi), taxiKt, inbound + 110) : ground(standIn, 0, inbound);
  };
  const airborne = (at: EpochMs): FlightState => {
    const index = Math.min(Math.floor((at - takeOffAt) / STEP_MS), samples.length - 2);
    const here = samples[index];
    const next = samples[index + 1] ?? here;
    if (here === undefined || next === undefined) throw new Error('a flight needs a way');
    const share = (at - takeOffAt) / STEP_MS - index;
    const mix = (a: number, b: number): number => a + (b - a) * share;
    return {
      ...path.at(mix(here.alongNm, next.alongNm)),
      onGround: false,
      altitudeFt: mix(here.altitudeFt, next.altitudeFt) + (plan.pressureErrorFt ?? 0),
      groundSpeedKt: mix(here.speedKt, next.speedKt),
      verticalRateFpm: here.rateFpm,
    };
  };
  const stateAt = (at: EpochMs): FlightState | undefined => {
    if (at < onAt || at > offAt) return undefined;
    if (at < takeOffAt) return before(at);
    return at < landedAt ? airborne(at) : after(at);
  };
  return { plan, onAt, takeOffAt, landedAt, offAt, stateAt };
}
