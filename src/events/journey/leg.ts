/**
 * A flight as it is heard: where it began, how far it has flown, how high and fast, and a thinned, bounded path with its gaps. In:
 * accepted fixes in order of time. Out: the leg, and the form in which events carry it. Nothing is put into a gap.
 */
import { angleDifference, distanceNm } from '../../aero/geo.ts';
import {
  type Degrees,
  type EpochMs,
  type Feet,
  type Knots,
  MINUTE_MS,
  type Milliseconds,
  type NauticalMiles,
  type Position,
} from '../../aero/units.ts';
import type { Fix } from '../../tracks/types.ts';
import type { Leg, LegDetail, PathGap, PathPoint, ProfilePoint, Waypoint } from './types.ts';

/** Shorter hops measure the noise of positions (multilateration jumps by miles) as well as the way. */
const MEASURED_EVERY_MS: Milliseconds = MINUTE_MS;
/** A point so often, and at turns and changes of height in between. */
const POINT_EVERY_MS: Milliseconds = 5 * MINUTE_MS;
const POINT_TURN_DEG: Degrees = 5;
const POINT_CLIMB_FT: Feet = 1500;
const PATH_MOST = 200;
/** Longer without an accepted fix is drawn as a gap. */
export const GAP_MS: Milliseconds = 10 * MINUTE_MS;
const GAPS_MOST = 60;
const PROFILE_EVERY_MS: Milliseconds = MINUTE_MS;
/** Detection.md §5.3 looks back a quarter of an hour. */
const PROFILE_MS: Milliseconds = 16 * MINUTE_MS;
/** A reported speed above this is noise; none of these aircraft flies so fast, even in a jet stream. */
const FASTEST_KT: Knots = 600;
const PLACES = 10_000;

/** A fix as the journey keeps it. */
export function waypointOf(fix: Fix): Waypoint {
  const { at, position, altitudeFt, groundSpeedKt, trackDeg, verticalRateFpm } = fix;
  return {
    at,
    position,
    ...(altitudeFt === undefined ? {} : { altitudeFt }),
    ...(groundSpeedKt === undefined ? {} : { groundSpeedKt }),
    ...(trackDeg === undefined ? {} : { trackDeg }),
    ...(verticalRateFpm === undefined ? {} : { verticalRateFpm }),
  };
}

const rounded = (degrees: Degrees): Degrees => Math.round(degrees * PLACES) / PLACES;

/** A point of the path. */
export const pointOf = (at: EpochMs, position: Position, altitudeFt?: Feet): PathPoint => [
  at,
  rounded(position.latitudeDeg),
  rounded(position.longitudeDeg),
  altitudeFt ?? null,
];

const pointOfFix = (fix: Waypoint): PathPoint => pointOf(fix.at, fix.position, fix.altitudeFt);

const profileOf = ({ at, altitudeFt, groundSpeedKt }: Waypoint): ProfilePoint => ({
  at,
  ...(altitudeFt === undefined ? {} : { altitudeFt }),
  ...(groundSpeedKt === undefined ? {} : { groundSpeedKt }),
});

/** A leg that begins with this fix. `startedAt` is its own time, or that of the take-off where one is known. */
export function startLeg(fix: Waypoint, origin: Leg['origin'], startedAt: EpochMs): Leg {
  const path = origin === undefined ? [] : [pointOf(startedAt, origin)];
  return {
    ...(origin === undefined ? {} : { origin }),
    startedAt,
    first: fix,
    last: fix,
    fixes: 1,
    flownNm: origin === undefined ? 0 : distanceNm(origin, fix.position),
    measured: fix,
    path: [...path, pointOfFix(fix)],
    gaps: [],
    ...(fix.groundSpeedKt === undefined || fix.groundSpeedKt > FASTEST_KT ? {} : { fastestKt: fix.groundSpeedKt }),
    ...(fix.altitudeFt === undefined ? {} : { highestFt: fix.altitudeFt }),
    profile: [profileOf(fix)],
  };
}

/** The older half loses every second point: a long flight stays as long and gets coarser. */
function thinned(path: readonly PathPoint[]): readonly PathPoint[] {
  if (path.length <= PATH_MOST) return path;
  const half = path.length >> 1;
  return path.filter((_, index) => index === 0 || index >= half || index % 2 === 0);
}

function pathWith(leg: Leg, fix: Waypoint, isGap: boolean): readonly PathPoint[] {
  const before = leg.path.at(-1);
  if (before === undefined) return [pointOfFix(fix)];
  const [at, , , altitudeFt] = before;
  const added: PathPoint[] = [];
  if (isGap && leg.last.at > at) added.push(pointOfFix(leg.last));
  const elapsed = fix.at - at;
  const turned = Math.abs(angleDifference(leg.last.trackDeg ?? 0, fix.trackDeg ?? leg.last.trackDeg ?? 0));
  const climbed = Math.abs((fix.altitudeFt ?? altitudeFt ?? 0) - (altitudeFt ?? fix.altitudeFt ?? 0));
  const due =
    elapsed >= POINT_EVERY_MS || (elapsed >= MINUTE_MS && (turned >= POINT_TURN_DEG || climbed >= POINT_CLIMB_FT));
  if (isGap || due) added.push(pointOfFix(fix));
  return added.length === 0 ? leg.path : thinned([...leg.path, ...added]);
}

const gapsWith = (gaps: readonly PathGap[], gap: PathGap): readonly PathGap[] =>
  gaps.length < GAPS_MOST
    ? [...gaps, gap]
    : [...gaps, gap]
        .toSorted((a, b) => b.toAt - b.fromAt - (a.toAt - a.fromAt))
        .slice(0, GAPS_MOST)
        .toSorted((a, b) => a.fromAt - b.fromAt);

/** The leg with one more fix, newer than all before. */
export function legWith(leg: Leg, fix: Waypoint): Leg {
  const isGap = fix.at - leg.last.at > GAP_MS;
  const measures = isGap || fix.at - leg.measured.at >= MEASURED_EVERY_MS;
  const lastProfile = leg.profile.at(-1);
  const profiles = lastProfile === undefined || fix.at - lastProfile.at >= PROFILE_EVERY_MS;
  const speed = fix.groundSpeedKt;
  const fastestKt = speed === undefined || speed > FASTEST_KT ? leg.fastestKt : Math.max(leg.fastestKt ?? 0, speed);
  const highestFt = fix.altitudeFt === undefined ? leg.highestFt : Math.max(leg.highestFt ?? -2000, fix.altitudeFt);
  return {
    ...leg,
    last: fix,
    fixes: leg.fixes + 1,
    ...(measures ? { measured: fix, flownNm: leg.flownNm + distanceNm(leg.measured.position, fix.position) } : {}),
    path: pathWith(leg, fix, isGap),
    gaps: isGap ? gapsWith(leg.gaps, { fromAt: leg.last.at, toAt: fix.at }) : leg.gaps,
    ...(fastestKt === undefined ? {} : { fastestKt }),
    ...(highestFt === undefined ? {} : { highestFt }),
    profile: profiles ? [...leg.profile.filter(({ at }) => at >= fix.at - PROFILE_MS), profileOf(fix)] : leg.profile,
  };
}

/** Down from the highest of the last quarter of an hour, and slower than its fastest of the last ten minutes. */
export function lately(leg: Leg): { readonly descendedFt: Feet; readonly slowedKt: Knots } {
  const { at, altitudeFt, groundSpeedKt } = leg.last;
  let highest = altitudeFt ?? 0;
  let fastest = groundSpeedKt ?? 0;
  for (const point of leg.profile) {
    if (point.at >= at - 15 * MINUTE_MS) highest = Math.max(highest, point.altitudeFt ?? highest);
    if (point.at >= at - 10 * MINUTE_MS) fastest = Math.max(fastest, point.groundSpeedKt ?? fastest);
  }
  return { descendedFt: highest - (altitudeFt ?? highest), slowedKt: fastest - (groundSpeedKt ?? fastest) };
}

/** What an aircraft of an unknown speed is taken to fly (detection.md §4.4: Il-62M 430–490 kt). */
const USUAL_KT: Knots = 440;
/** Detection.md §5.3: its fastest and a tenth, never more than this. */
const CAP_OF_FASTEST = 1.1;
const CAP_KT: Knots = 540;
/** So much it will have flown at least on the way in cruise, however slow it was when it was heard last. */
const CAP_LEAST_KT: Knots = 300;

/** The speed that it cannot have exceeded on a way of some length. */
export const capKt = (leg: Pick<Leg, 'fastestKt'> | undefined): Knots =>
  Math.min(Math.max(CAP_OF_FASTEST * (leg?.fastestKt ?? USUAL_KT), CAP_LEAST_KT), CAP_KT);

/** The speed that it flies in cruise. */
export const cruiseKt = (leg: Pick<Leg, 'fastestKt'> | undefined): Knots =>
  Math.max(leg?.fastestKt ?? USUAL_KT, CAP_LEAST_KT);

const whole = (distance: NauticalMiles): NauticalMiles => Math.round(distance);

/**
 * The leg as events carry it.
 * @param end where it landed, if that is known: the way there is counted, and the great circle between the two fields
 */
export function legDetail(leg: Leg, endedAt: EpochMs, end?: Position): LegDetail {
  const measured = leg.flownNm + distanceNm(leg.measured.position, leg.last.position);
  const flown = measured + (end === undefined ? 0 : distanceNm(leg.last.position, end));
  const { origin } = leg;
  const lastPoint = leg.path.at(-1);
  const tail = lastPoint !== undefined && leg.last.at > lastPoint[0] ? [pointOfFix(leg.last)] : [];
  const silence = endedAt - leg.last.at > GAP_MS ? [{ fromAt: leg.last.at, toAt: endedAt }] : [];
  const gaps = [...leg.gaps, ...silence];
  return {
    origin: origin === undefined ? null : { icao: origin.icao, probability: origin.probability },
    startedAt: leg.startedAt,
    endedAt,
    flownNm: whole(flown),
    directNm: origin === undefined || end === undefined ? null : whole(distanceNm(origin, end)),
    path: [...leg.path, ...tail],
    gaps,
    maxGapMs: gaps.reduce((longest, gap) => Math.max(longest, gap.toAt - gap.fromAt), 0),
    fastestKt: leg.fastestKt === undefined ? null : Math.round(leg.fastestKt),
    highestFt: leg.highestFt ?? null,
  };
}
