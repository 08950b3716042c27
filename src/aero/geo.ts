/**
 * Distances, bearings and paths on the sphere, on unit vectors, so that the antimeridian and the poles are places like any
 * other (detection.md Q13). In: positions in degrees, any longitude. Out: nautical miles and degrees, never NaN: a number that
 * is not finite counts as 0, a bearing between equal or opposite points is 0. Within 0.6 % of the WGS84 ellipsoid.
 */
import type { Degrees, NauticalMiles, Position } from './units.ts';

/** Mean radius of the earth, 6,371.0088 km (IUGG, R1), in nautical miles. */
export const EARTH_RADIUS_NM: NauticalMiles = 6371.0088 / 1.852;

const RADIANS_PER_DEGREE = Math.PI / 180;
const FULL_TURN_DEG = 360;
const HALF_TURN_DEG = 180;
const RIGHT_ANGLE_DEG = 90;
/** Below this the cross product of two unit vectors is rounding noise: the points are equal or opposite. */
const NO_PLANE = 1e-12;

type Vector = readonly [x: number, y: number, z: number];

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
const radians = (degrees: number): number => finite(degrees) * RADIANS_PER_DEGREE;
const degrees = (angle: number): number => angle / RADIANS_PER_DEGREE;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a: Vector): number => Math.sqrt(dot(a, a));
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const angleBetween = (a: Vector, b: Vector): number => Math.atan2(length(cross(a, b)), dot(a, b));

/** A longitude in [-180, 180); anything not finite is 0. */
export function normaliseLongitude(longitudeDeg: Degrees): Degrees {
  const longitude = finite(longitudeDeg);
  if (longitude >= -HALF_TURN_DEG && longitude < HALF_TURN_DEG) return longitude;
  return ((((longitude + HALF_TURN_DEG) % FULL_TURN_DEG) + FULL_TURN_DEG) % FULL_TURN_DEG) - HALF_TURN_DEG;
}

/** A direction in [0, 360); anything not finite is 0. */
export function normaliseBearing(bearingDeg: Degrees): Degrees {
  const bearing = finite(bearingDeg) % FULL_TURN_DEG;
  const positive = bearing < 0 ? bearing + FULL_TURN_DEG : bearing;
  return positive >= FULL_TURN_DEG ? 0 : positive;
}

/** The smaller turn from direction `a` to direction `b`, in [-180, 180): positive is clockwise. */
export const angleDifference = (a: Degrees, b: Degrees): Degrees => normaliseLongitude(finite(b) - finite(a));

/** The unit vector of a position; latitudes beyond the poles are taken as the pole. */
export function vectorOf(position: Position): Vector {
  const latitude = radians(clamp(finite(position.latitudeDeg), -RIGHT_ANGLE_DEG, RIGHT_ANGLE_DEG));
  const longitude = radians(position.longitudeDeg);
  const equatorial = Math.cos(latitude);
  return [equatorial * Math.cos(longitude), equatorial * Math.sin(longitude), Math.sin(latitude)];
}

/** The position of a vector of any length but 0. */
export const positionOf = (vector: Vector): Position => ({
  latitudeDeg: degrees(Math.atan2(vector[2], Math.hypot(vector[0], vector[1]))),
  longitudeDeg: normaliseLongitude(degrees(Math.atan2(vector[1], vector[0]))),
});

/**
 * The great-circle distance, by the haversine formula.
 * @returns nautical miles, 0 … half the earth's girth; at most 0.6 % off the ellipsoid
 */
export function distanceNm(a: Position, b: Position): NauticalMiles {
  const latitudeA = radians(a.latitudeDeg);
  const latitudeB = radians(b.latitudeDeg);
  const halfLatitude = Math.sin((latitudeB - latitudeA) / 2);
  const halfLongitude = Math.sin((radians(b.longitudeDeg) - radians(a.longitudeDeg)) / 2);
  const square =
    halfLatitude * halfLatitude + Math.cos(latitudeA) * Math.cos(latitudeB) * halfLongitude * halfLongitude;
  return 2 * EARTH_RADIUS_NM * Math.asin(Math.sqrt(clamp(square, 0, 1)));
}

/** The direction in which the great circle from `a` to `b` starts, [0, 360) from true north; 0 where there is none. */
export function bearingDeg(a: Position, b: Position): Degrees {
  const latitudeA = radians(a.latitudeDeg);
  const latitudeB = radians(b.latitudeDeg);
  const turn = radians(b.longitudeDeg) - radians(a.longitudeDeg);
  const east = Math.sin(turn) * Math.cos(latitudeB);
  const north = Math.cos(latitudeA) * Math.sin(latitudeB) - Math.sin(latitudeA) * Math.cos(latitudeB) * Math.cos(turn);
  if (Math.abs(east) < NO_PLANE && Math.abs(north) < NO_PLANE) return 0;
  return normaliseBearing(degrees(Math.atan2(east, north)));
}

/** Where one is after `distance` (nautical miles, may be negative) along the great circle that starts at `bearing`. */
export function destinationPoint(start: Position, bearing: Degrees, distance: NauticalMiles): Position {
  const latitude = radians(clamp(finite(start.latitudeDeg), -RIGHT_ANGLE_DEG, RIGHT_ANGLE_DEG));
  const longitude = radians(start.longitudeDeg);
  const course = radians(bearing);
  const angle = finite(distance) / EARTH_RADIUS_NM;
  const here = vectorOf(start);
  const northward: Vector = [
    -Math.sin(latitude) * Math.cos(longitude),
    -Math.sin(latitude) * Math.sin(longitude),
    Math.cos(latitude),
  ];
  const eastward: Vector = [-Math.sin(longitude), Math.cos(longitude), 0];
  const along = (axis: 0 | 1 | 2): number =>
    here[axis] * Math.cos(angle) +
    (northward[axis] * Math.cos(course) + eastward[axis] * Math.sin(course)) * Math.sin(angle);
  return positionOf([along(0), along(1), along(2)]);
}

/**
 * The point at `fraction` (0 = a, 1 = b, clamped) of the great circle from `a` to `b`. Between opposite points, where every
 * great circle is as good, the one over the north pole is taken.
 */
export function interpolate(a: Position, b: Position, fraction: number): Position {
  const share = clamp(finite(fraction), 0, 1);
  const from = vectorOf(a);
  const to = vectorOf(b);
  const angle = angleBetween(from, to);
  const sine = Math.sin(angle);
  if (Math.abs(sine) < NO_PLANE) {
    return angle < 1 ? positionOf(from) : destinationPoint(a, 0, share * angle * EARTH_RADIUS_NM);
  }
  const fromShare = Math.sin((1 - share) * angle) / sine;
  const toShare = Math.sin(share * angle) / sine;
  return positionOf([
    from[0] * fromShare + to[0] * toShare,
    from[1] * fromShare + to[1] * toShare,
    from[2] * fromShare + to[2] * toShare,
  ]);
}

/**
 * How far `point` is off the great circle through `start` and `end` (positive: to the right of it), and how far along it from
 * `start` the nearest point of the circle is (negative: behind the start). Where start and end are equal there is no circle:
 * the distance from the start counts as off it.
 */
export function trackDistances(
  start: Position,
  end: Position,
  point: Position,
): { readonly crossNm: NauticalMiles; readonly alongNm: NauticalMiles } {
  const from = vectorOf(start);
  const there = vectorOf(point);
  const normal = cross(from, vectorOf(end));
  const size = length(normal);
  if (size < NO_PLANE) return { crossNm: distanceNm(start, point), alongNm: 0 };
  const pole: Vector = [normal[0] / size, normal[1] / size, normal[2] / size];
  const crossAngle = -Math.asin(clamp(dot(pole, there), -1, 1));
  const alongAngle = Math.atan2(dot(cross(pole, from), there), dot(from, there));
  return { crossNm: crossAngle * EARTH_RADIUS_NM, alongNm: alongAngle * EARTH_RADIUS_NM };
}

/**
 * The longitude around which a ring of points is unwrapped: the middle of the widest stretch it covers, so that a ring
 * across the antimeridian stays in one piece. A ring round a pole has none and is cut at the antimeridian.
 */
export function centreLongitude(ring: readonly Position[]): Degrees {
  const longitudes = ring.map((point) => normaliseLongitude(point.longitudeDeg)).sort((a, b) => a - b);
  const first = longitudes[0];
  const last = longitudes.at(-1);
  if (first === undefined || last === undefined) return 0;
  let widest = first + FULL_TURN_DEG - last;
  let centre = (first + last) / 2;
  for (let index = 1; index < longitudes.length; index += 1) {
    const before = longitudes[index - 1] ?? 0;
    const after = longitudes[index] ?? 0;
    if (after - before <= widest) continue;
    widest = after - before;
    centre = normaliseLongitude((before + after) / 2 + HALF_TURN_DEG);
  }
  return centre;
}

/**
 * Whether `point` lies in the ring (closed by itself, edges straight in latitude and longitude). Points on the edge may be
 * either. Fewer than three points hold nothing. Not for rings round a pole or wider than half the earth.
 */
export function isInside(
  point: Position,
  ring: readonly Position[],
  centreDeg: Degrees = centreLongitude(ring),
): boolean {
  const count = ring.length;
  const previous = ring[count - 1];
  if (count < 3 || previous === undefined) return false;
  const y = finite(point.latitudeDeg);
  const x = normaliseLongitude(point.longitudeDeg - centreDeg);
  let inside = false;
  let lastY = finite(previous.latitudeDeg);
  let lastX = normaliseLongitude(previous.longitudeDeg - centreDeg);
  for (const corner of ring) {
    const cornerY = finite(corner.latitudeDeg);
    const cornerX = normaliseLongitude(corner.longitudeDeg - centreDeg);
    if (cornerY > y !== lastY > y && x < ((lastX - cornerX) * (y - cornerY)) / (lastY - cornerY) + cornerX)
      inside = !inside;
    lastY = cornerY;
    lastX = cornerX;
  }
  return inside;
}
