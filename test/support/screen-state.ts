/** States for tests of what is looked at: a few aircraft, a few log lines, a live feed; everything can be said otherwise. */

import { newLink } from '../../src/app/links.ts';
import type { Link, State } from '../../src/app/state.ts';
import type { UiOptions } from '../../src/app/ui-initial.ts';
import { initialUi } from '../../src/app/ui-initial.ts';
import type { UiState } from '../../src/app/ui-state.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyWorld } from '../../src/events/world.ts';
import { emptyFleet, withTracks } from '../../src/tracks/fleet.ts';
import type { Track } from '../../src/tracks/types.ts';
import { emptyVisits } from '../../src/visits/memory.ts';

/** 2023-08-01T12:00Z */
export const T0 = Date.UTC(2023, 7, 1, 12);

export const trackNamed = (icao24: string, registration: string, more: Partial<Track> = {}): Track => ({
  icao24,
  registration,
  registrationDerived: false,
  typecode: 'IL62',
  watched: true,
  callsign: { value: `CS${registration.slice(-3)}`, at: T0 },
  position: { value: { latitudeDeg: 47.8, longitudeDeg: 108.4 }, at: T0 },
  altitudeFt: { value: 34_000, at: T0 },
  onGround: { value: false, at: T0 },
  groundSpeedKt: { value: 472, at: T0 },
  trackDeg: { value: 104, at: T0 },
  source: 'adsb',
  feed: 'readsb',
  phase: 'cruise',
  suspect: [],
  firstHeardAt: T0 - 3_600_000,
  heardAt: T0,
  counts: { accepted: 10, suspect: 0, refused: 0 },
  gated: {},
  recent: [],
  trail: [],
  ...more,
});

/** Sorted by altitude, highest first, they stand in this order. */
export const TRACKS: readonly Track[] = [
  trackNamed('15521f', 'RA-86559', { altitudeFt: { value: 36_000, at: T0 } }),
  trackNamed('720023', 'P-632', { typecode: 'T204', altitudeFt: { value: 34_000, at: T0 } }),
  trackNamed('155221', 'RA-86561', { altitudeFt: { value: 32_000, at: T0 } }),
  trackNamed('154a2d', 'RA-82045', { typecode: 'A124', altitudeFt: { value: 12_300, at: T0 } }),
];

export const eventNamed = (id: string, at: number, more: Partial<FlightEvent> = {}): FlightEvent => ({
  id,
  kind: 'first-seen',
  status: 'confirmed',
  fromAt: at,
  toAt: at,
  at,
  detectedAt: at,
  icao24: '15521f',
  registration: 'RA-86559',
  basis: 'observed',
  probability: 1,
  candidates: [],
  level: 'info',
  text: `line ${id}`,
  detail: {},
  ...more,
});

const upLink = (feed: string): Link => ({
  ...newLink(feed, feed, T0),
  status: { state: 'up' },
  lastFrameAt: T0,
  frames: 1,
});

export interface StateOptions {
  readonly tracks?: readonly Track[];
  readonly events?: readonly FlightEvent[];
  readonly options?: UiOptions;
  readonly ui?: Partial<UiState>;
  readonly state?: Partial<State>;
}

/** A state with `TRACKS` heard live and no events, unless said otherwise. */
export function stateOf({ tracks = TRACKS, events = [], options = {}, ui = {}, state = {} }: StateOptions = {}): State {
  const world = {
    ...emptyWorld({ watch: [], eventsForAll: false, sightings: new Map() }),
    at: T0,
    fleet: withTracks(emptyFleet, tracks),
  };
  return {
    clock: 'live',
    at: T0,
    wallAt: T0,
    world,
    links: new Map([['readsb', upLink('readsb')]]),
    events,
    visits: emptyVisits(),
    unstored: new Set(),
    readMarkAt: 0,
    checkpoints: new Map(),
    showAll: false,
    ...state,
    ui: { ...initialUi(options), ...ui },
  };
}

/** The same in a recording that plays. */
export const replayState = (more: StateOptions = {}): State =>
  stateOf({
    ...more,
    state: {
      clock: 'recording',
      replay: {
        label: 'august-2023',
        reconstruction: false,
        fromAt: T0 - 3_600_000,
        toAt: T0 + 3_600_000,
        at: T0,
        playing: true,
        speed: 60,
      },
      ...more.state,
    },
    ui: { replayKeys: true, ...more.ui },
  });
