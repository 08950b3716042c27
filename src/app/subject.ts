/**
 * What the filter language asks about, made of what we believe: a track or a log line, flattened. In: the track or event, the clock
 * and what the log says of its journey. Out: a Subject, where unknown and expired data are absent, never 0 or "".
 */
import type { EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import type { Subject } from '../query/types.ts';
import type { Datum, Track } from '../tracks/types.ts';
import { ADSC_POSITION_LIFE_MS, DATUM_FRESH_MS, DATUM_LIFE_MS } from '../tracks/types.ts';
import type { Journey } from './journeys.ts';

/** The squawks that mean distress: unlawful interference, radio failure, emergency (ICAO Doc 4444, 8.3). */
const DISTRESS_SQUAWKS: ReadonlySet<string> = new Set(['7500', '7600', '7700']);

/** The datum's value while it lives (60 s), `undefined` when unknown or older. */
export const alive = <T>(datum: Datum<T> | undefined, now: EpochMs, lifeMs: number = DATUM_LIFE_MS): T | undefined =>
  datum === undefined || now - datum.at > lifeMs ? undefined : datum.value;

/** The position while it lives: 60 s, by ADS-C 35 minutes (CONTRACT §3). */
export const alivePosition = (track: Track, now: EpochMs): Subject['position'] =>
  alive(track.position, now, track.source === 'adsc' ? ADSC_POSITION_LIFE_MS : DATUM_LIFE_MS);

/** Whether nothing was heard of it for 15 s (readsb's TRACK_STALE). */
export const isStale = (track: Track, now: EpochMs): boolean => now - track.heardAt >= DATUM_FRESH_MS;

/** Whether it says that it is in distress, by its emergency field or its squawk, now. */
export const isEmergency = (track: Track, now: EpochMs): boolean => {
  const emergency = alive(track.emergency, now);
  return (emergency !== undefined && emergency !== 'none') || DISTRESS_SQUAWKS.has(alive(track.squawk, now) ?? '');
};

type Loose<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** The object without its undefined fields. */
function present<T extends object>(loose: Loose<T>): T {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(loose)) if (value !== undefined) out[key] = value;
  return out as T;
}

/** A track as the filter sees it at `now`. An aircraft on the ground has no altitude. */
export function subjectOfTrack(track: Track, now: EpochMs, journey: Journey = {}, marked = false): Subject {
  const onGround = alive(track.onGround, now);
  return present<Subject>({
    icao24: track.icao24,
    registration: track.registration,
    callsign: track.callsign?.value,
    typecode: track.typecode,
    operator: track.operator,
    country: track.country,
    description: track.description,
    altitudeFt: onGround === true ? undefined : alive(track.altitudeFt, now),
    groundSpeedKt: alive(track.groundSpeedKt, now),
    verticalRateFpm: alive(track.verticalRateFpm, now),
    trackDeg: alive(track.trackDeg, now),
    position: alivePosition(track, now),
    squawk: alive(track.squawk, now),
    source: track.source,
    onGround,
    heardAt: track.heardAt,
    firstHeardAt: track.firstHeardAt,
    gapMs: Math.max(0, now - track.heardAt),
    from: journey.from?.icao,
    to: journey.to?.icao,
    military: track.military,
    stale: isStale(track, now),
    marked,
    watched: track.watched,
    emergency: isEmergency(track, now),
  });
}

/** A log line as the filter sees it. */
export function subjectOfEvent(event: FlightEvent): Subject {
  const place = event.place?.icao;
  const { squawk } = event.detail;
  return present<Subject>({
    icao24: event.icao24,
    registration: event.registration,
    callsign: event.callsign,
    typecode: event.typecode,
    heardAt: event.at,
    from: event.kind === 'take-off' || event.kind === 'departure' ? place : undefined,
    to: event.kind === 'landing' || event.kind === 'heading-for-dprk' ? place : undefined,
    kind: event.kind,
    level: event.level,
    text: event.text,
    squawk: typeof squawk === 'string' ? squawk : undefined,
    emergency: event.kind === 'emergency',
  });
}
