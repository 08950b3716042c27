/**
 * States made by hand, for tests of what is seen: aircraft in every condition the table has a sign for, feeds in every condition the header
 * has a word for, logs, prompts, a reconstruction that plays. The aircraft exist, their flights here are invented.
 */

import type { Link, State } from '../../src/app/state.ts';
import { initialUi } from '../../src/app/ui-initial.ts';
import type { UiState } from '../../src/app/ui-state.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyWorld } from '../../src/events/world.ts';
import { emptyFleet, withTracks } from '../../src/tracks/fleet.ts';
import type { Datum, Fix, Track } from '../../src/tracks/types.ts';
import { emptyVisits } from '../../src/visits/memory.ts';

/** 2026-10-11T14:22:07Z. */
export const NOW = Date.UTC(2026, 9, 11, 14, 22, 7);
const SECOND = 1000;
const MINUTE = 60_000;
const ago = (seconds: number): number => NOW - seconds * SECOND;

export const fixAt = (at: number, more: Partial<Fix> = {}): Fix => ({
  at,
  position: { latitudeDeg: 47.812, longitudeDeg: 108.446 },
  altitudeFt: 34_000,
  groundSpeedKt: 472,
  trackDeg: 104,
  source: 'adsb',
  verdict: 'accepted',
  reasons: [],
  ...more,
});

/** A climb, a cruise with 40 minutes of silence in it, an altitude change. */
export const longTrail: readonly Fix[] = Array.from({ length: 230 }, (_, minute) => minute)
  .filter((minute) => minute < 100 || minute >= 140)
  .map((minute) =>
    fixAt(NOW - (230 - minute) * MINUTE, {
      altitudeFt: minute < 25 ? 1500 + minute * 1300 : minute < 160 ? 34_000 : 36_000,
      groundSpeedKt: minute < 20 ? 180 + minute * 15 : 470 + (minute % 3),
      position: { latitudeDeg: 55.5 - minute * 0.033, longitudeDeg: 38 + minute * 0.306 },
    }),
  );

type Simple<T> = { readonly [Key in keyof T]?: T[Key] extends Datum<infer Value> | undefined ? Value : T[Key] };
const DATUM_KEYS: ReadonlySet<string> = new Set([
  'callsign',
  'squawk',
  'emergency',
  'position',
  'altitudeFt',
  'geoAltitudeFt',
  'onGround',
  'groundSpeedKt',
  'trackDeg',
  'verticalRateFpm',
  'selectedAltitudeFt',
  'nic',
  'nacP',
]);

/** A track heard `heardAgo` seconds ago; plain values become data of that age. */
export function trackWith(icao24: string, heardAgo: number, more: Simple<Track> = {}): Track {
  const at = ago(heardAgo);
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(more)) fields[key] = DATUM_KEYS.has(key) ? { value, at } : value;
  return {
    icao24,
    registrationDerived: false,
    watched: true,
    source: 'adsb',
    feed: 'readsb',
    phase: 'cruise',
    suspect: [],
    firstHeardAt: ago(heardAgo + 4 * 3600),
    heardAt: at,
    counts: { accepted: 18_204, suspect: 0, refused: 0 },
    gated: {},
    recent: [],
    trail: [],
    ...fields,
  } as Track;
}

const positionAt = (latitudeDeg: number, longitudeDeg: number) => ({ latitudeDeg, longitudeDeg });

/** Cruising, climbing, landing, on the ground, stale, expired, suspect, derived, in distress: one each. */
export const severalTracks: readonly Track[] = [
  trackWith('155221', 0.4, {
    registration: 'RA-86561',
    typecode: 'IL62',
    callsign: 'RFF7081',
    squawk: '0412',
    position: positionAt(47.812, 108.446),
    altitudeFt: 34_000,
    geoAltitudeFt: 34_425,
    onGround: false,
    groundSpeedKt: 472,
    trackDeg: 104,
    verticalRateFpm: 0,
    selectedAltitudeFt: 34_000,
    nic: 8,
    nacP: 9,
    operator: 'Russian Air Force',
    country: 'Russia',
    military: true,
    trail: longTrail,
  }),
  trackWith('15521f', 1.2, {
    registration: 'RA-86559',
    registrationDerived: true,
    typecode: 'IL62',
    callsign: 'RSD088',
    squawk: '1000',
    source: 'mlat',
    position: positionAt(57.1, 91.2),
    altitudeFt: 33_000,
    onGround: false,
    groundSpeedKt: 455,
    trackDeg: 97,
    verticalRateFpm: 0,
  }),
  trackWith('727632', 0.9, {
    registration: 'P-632',
    typecode: 'T204',
    callsign: 'KOR151',
    squawk: '5524',
    position: positionAt(40.6, 123.9),
    altitudeFt: 21_725,
    onGround: false,
    groundSpeedKt: 388,
    trackDeg: 71,
    verticalRateFpm: -1400,
    phase: 'descent',
  }),
  trackWith('1554dd', 0.3, {
    registration: 'RA-82045',
    typecode: 'A124',
    callsign: 'RFF7231',
    squawk: '7600',
    position: positionAt(43.118, 131.902),
    altitudeFt: 12_300,
    onGround: false,
    groundSpeedKt: 301,
    trackDeg: 214,
    verticalRateFpm: 1200,
    phase: 'climb',
  }),
  trackWith('727912', 3.8, {
    registration: 'P-912',
    typecode: 'IL76',
    callsign: 'KOR9',
    squawk: '2211',
    position: positionAt(41.2, 129.1),
    altitudeFt: 28_975,
    onGround: false,
    groundSpeedKt: 431,
    trackDeg: 228,
    verticalRateFpm: 64,
    suspect: ['implausible-speed'],
    counts: { accepted: 900, suspect: 3, refused: 1 },
    gated: { 'implausible-speed': 3, 'null-island': 1 },
  }),
  trackWith('727633', 2.1, {
    registration: 'P-633',
    typecode: 'T204',
    position: positionAt(39.22, 125.67),
    onGround: true,
    groundSpeedKt: 14,
    trackDeg: 190,
    phase: 'ground',
  }),
  trackWith('727672', 48, {
    registration: 'P-672',
    typecode: 'T134',
    callsign: 'KOR81',
    squawk: '4401',
    position: positionAt(39.9, 127.4),
    altitudeFt: 8450,
    onGround: false,
    groundSpeedKt: 255,
    trackDeg: 22,
    verticalRateFpm: -900,
    source: 'mlat',
    phase: 'descent',
  }),
  trackWith('727537', 190, {
    registration: 'P-537',
    typecode: 'AN24',
    source: 'mode-s',
    altitudeFt: 12_000,
    phase: 'unknown',
  }),
  trackWith('1537bc', 0.7, {
    registration: 'RA-64044',
    typecode: 'T204',
    callsign: 'RSD410',
    squawk: '3125',
    position: positionAt(45.2, 134.2),
    altitudeFt: 36_000,
    onGround: false,
    groundSpeedKt: 468,
    trackDeg: 241,
    verticalRateFpm: 0,
  }),
];

export const eventWith = (
  id: string,
  kind: string,
  saidAgo: number,
  text: string,
  more: Partial<FlightEvent> = {},
): FlightEvent => ({
  id,
  kind,
  status: 'confirmed',
  fromAt: ago(saidAgo),
  toAt: ago(saidAgo),
  at: ago(saidAgo),
  detectedAt: ago(saidAgo),
  basis: 'observed',
  probability: 0.99,
  candidates: [],
  level: 'info',
  text,
  detail: {},
  ...more,
});

/** A log of two days: levels, a replaced line, a withdrawn one, an inferred landing, unread lines. The oldest first. */
export const severalEvents: readonly FlightEvent[] = [
  eventWith('e01', 'landing', 26 * 3600, 'P-633 landed, most likely at Pyongyang Sunan, between 12:05 and 12:31 UTC', {
    icao24: '727633',
    registration: 'P-633',
    typecode: 'T204',
    callsign: 'KOR152',
    basis: 'inferred',
    probability: 0.93,
    level: 'alert',
    fromAt: ago(26 * 3600 + 900),
    toAt: ago(26 * 3600 - 660),
    place: { icao: 'ZKPY', name: 'Pyongyang Sunan' },
    candidates: [
      { icao: 'ZKPY', probability: 0.93, distanceNm: 21 },
      { icao: 'ZKSD', probability: 0.04, distanceNm: 108 },
    ],
  }),
  eventWith('e02', 'take-off', 230 * 60, 'RA-86561 took off from Moscow Zhukovsky', {
    icao24: '155221',
    registration: 'RA-86561',
    typecode: 'IL62',
    callsign: 'RFF7081',
    level: 'note',
    place: { icao: 'UUBW', name: 'Moscow Zhukovsky' },
  }),
  eventWith('e03', 'take-off', 5000, 'P-632 took off from Beijing Capital', {
    icao24: '727632',
    registration: 'P-632',
    place: { icao: 'ZBAA', name: 'Beijing Capital' },
    level: 'note',
    status: 'provisional',
    probability: 0.7,
  }),
  eventWith('e04', 'take-off', 4900, 'P-632 took off from Beijing Capital', {
    icao24: '727632',
    registration: 'P-632',
    place: { icao: 'ZBAA', name: 'Beijing Capital' },
    level: 'note',
    status: 'revised',
    supersedes: 'e03',
  }),
  eventWith('e05', 'heading-for-dprk', 3000, 'P-632 is likely bound for Pyongyang', {
    icao24: '727632',
    registration: 'P-632',
    place: { icao: 'ZKPY', name: 'Pyongyang Sunan' },
    level: 'warn',
    basis: 'inferred',
    probability: 0.81,
  }),
  eventWith('e06', 'feed-gap', 2600, 'nothing was received from adsb.lol for 12 s: socket closed 1006', {
    level: 'warn',
  }),
  eventWith('e07', 'feed-restored', 2588, 'adsb.lol delivers again', {}),
  eventWith('e08', 'lost', 2000, 'P-912 was lost over the Sea of Japan', {
    icao24: '727912',
    registration: 'P-912',
    level: 'note',
  }),
  eventWith('e09', 'lost', 1900, 'P-912 was not lost: it is heard again', {
    icao24: '727912',
    registration: 'P-912',
    level: 'note',
    status: 'retracted',
    supersedes: 'e08',
  }),
  eventWith('e10', 'first-seen', 1400, 'first contact with P-912 at 43.40N 132.15E', {
    icao24: '727912',
    registration: 'P-912',
  }),
  eventWith('e11', 'airspace-exit', 640, 'RA-86561 left Russian airspace', {
    icao24: '155221',
    registration: 'RA-86561',
    detail: { area: 'RU' },
  }),
  eventWith('e12', 'airspace-enter', 190, 'P-632 entered the Pyongyang FIR', {
    icao24: '727632',
    registration: 'P-632',
    level: 'note',
  }),
  eventWith('e13', 'emergency', 9, 'RA-82045 squawks 7600, radio failure', {
    icao24: '1554dd',
    registration: 'RA-82045',
    level: 'alert',
  }),
];

/** The aircraft that is selected in `main` is taken to be bound for the DPRK; which field is not settled. */
const headingEvent = eventWith(
  'e14',
  'heading-for-dprk',
  5,
  'RA-86561 is probably heading for the DPRK, 990 NM to Pyongyang Sunan if that is its goal, there between 16:12Z and 16:51Z.',
  {
    icao24: '155221',
    registration: 'RA-86561',
    typecode: 'IL62',
    callsign: 'RFF7081',
    basis: 'inferred',
    probability: 0.87,
    level: 'alert',
    candidates: [
      { icao: 'ZKPY', probability: 0.74, distanceNm: 907 },
      { icao: 'ZKWS', probability: 0.061, distanceNm: 880 },
      { icao: 'ZKSD', probability: 0.022, distanceNm: 870 },
      { icao: 'ZKHM', probability: 0.004, distanceNm: 860 },
    ],
    detail: { stage: 'likely', eta: ['2026-10-11T16:12:00.000Z', '2026-10-11T16:51:00.000Z'], remainingNm: 990 },
  },
);

export const linkWith = (more: Partial<Link> = {}): Link => ({
  feed: 'adsb.lol',
  label: 'adsb.lol',
  credit: 'adsb.lol, ODbL 1.0',
  status: { state: 'up' },
  statusAt: ago(3600),
  formatId: 'readsb',
  frames: 3600,
  rows: 32_400,
  reports: 32_397,
  rejectsByCode: { 'bad-address': 2, 'not-json': 1 },
  faults: { 'squawk:not-octal': 7 },
  rejects: [{ feed: 'adsb.lol', code: 'not-json', at: ago(400), text: '<html>504 Gateway Time-out</html>' }],
  lastFrameAt: ago(0.4),
  clockAt: ago(0.6),
  clockMovedAt: ago(0.4),
  reconnects: 1,
  ownClock: false,
  upstream: new Map(),
  ...more,
});

const linksOf = (...links: readonly Link[]): ReadonlyMap<string, Link> =>
  new Map(links.map((link) => [link.feed, link]));
const worldOf = (tracks: readonly Track[]) => ({
  ...emptyWorld({
    watch: [
      { kind: 'icao24', icao24: '15521f' },
      { kind: 'registration', registration: 'RA-86561' },
      { kind: 'typecode', typecode: 'IL62' },
      { kind: 'block', from: '720000', to: '727fff' },
    ],
    eventsForAll: false,
    sightings: new Map(),
  }),
  at: NOW,
  fleet: withTracks(emptyFleet, tracks),
});

export const stateWith = (more: Partial<State> = {}, ui: Partial<UiState> = {}): State => ({
  clock: 'live',
  at: NOW,
  wallAt: NOW,
  world: worldOf(severalTracks),
  links: linksOf(linkWith()),
  events: severalEvents,
  visits: emptyVisits(),
  unstored: new Set(),
  readMarkAt: ago(700),
  checkpoints: new Map(),
  showAll: false,
  ...more,
  ui: { ...initialUi(), selected: '155221', marked: new Set(['155221']), ...ui },
});

/** Lost 55 s ago: the same picture, called frozen. */
const LATER = NOW + 55 * SECOND;
const down = (status: Link['status']): Partial<State> => ({
  at: LATER,
  wallAt: LATER,
  links: linksOf(linkWith({ status })),
});
/** A link that never received anything. */
const unheard = (more: Partial<Link>): Link => {
  const {
    lastFrameAt: _frame,
    clockAt: _clock,
    clockMovedAt: _moved,
    formatId: _format,
    ...rest
  } = linkWith({
    frames: 0,
    rows: 0,
    reports: 0,
    rejectsByCode: {},
    faults: {},
    rejects: [],
    reconnects: 0,
  });
  return { ...rest, ...more };
};
const prompt = (text: string, more: Partial<NonNullable<UiState['prompt']>> = {}): Partial<UiState> => ({
  prompt: { kind: 'filter', text, cursor: text.length, explained: false, completion: -1, ...more },
});

/** Every state that has a golden screen, by its name. */
export const fixtureStates: Readonly<Record<string, State>> = {
  main: stateWith(),
  'main-ascii': stateWith({}, { glyphs: 'ascii' }),
  'main-metric-profile': stateWith({}, { units: 'metric', routeMode: 'profile' }),
  empty: stateWith({
    world: worldOf([]),
    events: [],
    links: linksOf(linkWith({ rejectsByCode: {}, faults: {}, rejects: [] })),
  }),
  'no-feed-answers': stateWith(
    {
      world: worldOf([]),
      events: [],
      links: linksOf(
        unheard({
          status: { state: 'down', reason: 'getaddrinfo ENOTFOUND api.adsb.lol', retryAt: NOW + 4000, attempt: 3 },
        }),
        unheard({
          feed: 'opensky',
          label: 'opensky',
          credit: 'The OpenSky Network',
          status: { state: 'refused', reason: 'rate limit', code: 403, final: false, retryAt: NOW + 600_000 },
        }),
      ),
    },
    {},
  ),
  reconnecting: stateWith(down({ state: 'down', reason: 'socket closed 1006', retryAt: LATER + 4000, attempt: 3 })),
  refused: stateWith(down({ state: 'refused', reason: 'key rejected', code: 401, final: true })),
  waiting: stateWith(down({ state: 'waiting', reason: '429 Too Many Requests', until: NOW + 18 * MINUTE })),
  'web-page': stateWith(
    down({
      state: 'refused',
      reason: 'refused: a web page instead of data',
      code: 200,
      final: false,
      retryAt: LATER + 600_000,
    }),
  ),
  'second-service': stateWith({
    links: linksOf(
      linkWith({
        label: 'adsb.lol, else adsb.fi',
        credit: 'adsb.lol, ODbL 1.0; adsb.fi, non-commercial, https://adsb.fi',
        status: { state: 'up', via: 'adsb.fi', credit: 'adsb.fi, non-commercial, https://adsb.fi' },
      }),
    ),
  }),
  heading: stateWith({ events: [...severalEvents, headingEvent] }),
  silent: stateWith({ at: NOW + 20 * MINUTE, wallAt: NOW + 20 * MINUTE }),
  idle: stateWith({ links: linksOf(linkWith({ lastFrameAt: ago(27), clockAt: ago(27), clockMovedAt: ago(27) })) }),
  'stalled-feeder': stateWith({ links: linksOf(linkWith({ clockAt: ago(300), clockMovedAt: ago(299) })) }),
  'one-of-two': stateWith({
    links: linksOf(
      linkWith(),
      linkWith({
        feed: 'relay',
        label: 'ws://127.0.0.1:8080',
        status: { state: 'up' },
        upstream: new Map([['dump1090', { up: false, reason: 'connection refused', at: ago(90) }]]),
      }),
    ),
  }),
  paused: stateWith(
    {},
    { paused: { at: ago(96), world: { ...worldOf(severalTracks), at: ago(0) }, events: severalEvents, held: 212 } },
  ),
  'not-saved': stateWith({ storeTrouble: 'database or disk is full', unstored: new Set(['e12', 'e13']) }),
  reconstruction: stateWith(
    {
      clock: 'recording',
      replay: {
        label: 'IL-62M to Pyongyang, 31 July 2023',
        reconstruction: true,
        fromAt: ago(6 * 3600),
        toAt: NOW + 3 * 3_600_000,
        at: NOW,
        playing: true,
        speed: 20,
      },
    },
    { replayKeys: true },
  ),
  'filter-prompt': stateWith({}, prompt('type:IL')),
  'filter-error': stateWith(
    {},
    prompt('type:IL62 near:FNJ<3oo', { error: { from: 19, to: 22, text: 'expected a distance: 300km 160nm 190mi' } }),
  ),
  'command-prompt': stateWith(
    {},
    { prompt: { kind: 'command', text: 're', cursor: 2, explained: false, completion: 1 } },
  ),
  details: stateWith({}, { view: 'details' }),
  'details-suspect': stateWith({}, { view: 'details', selected: '727912' }),
  events: stateWith({}, { view: 'events', selectedEvent: 'e01' }),
  help: stateWith({}, { view: 'help' }),
  'help-search': stateWith({}, { view: 'help', search: 'event' }),
  feeds: stateWith({}, { view: 'feeds' }),
};

/** The state at a terminal's size. */
export const atSize = (state: State, columns: number, rows: number): State => ({
  ...state,
  ui: { ...state.ui, columns, rows },
});

/** Text that a hostile sender puts wherever it can. */
export const HOSTILE =
  '\u001b]52;c;aGk=\u0007\u001b[2J\u009b31mX\u202e\u200b\r\n\u0000\u{e0041}漢字漢字漢字漢字漢字漢字漢字漢字漢字e\u0301\u0301\u0301\u0301';

/** `main` with hostile text in every field that holds text. */
export const hostileState: State = stateWith(
  {
    world: worldOf(
      severalTracks.map((track) => ({
        ...track,
        registration: HOSTILE,
        typecode: HOSTILE,
        description: HOSTILE,
        operator: HOSTILE,
        country: HOSTILE,
        feed: HOSTILE,
        callsign: { value: HOSTILE, at: NOW },
        squawk: { value: HOSTILE, at: NOW },
        emergency: { value: HOSTILE, at: NOW },
        suspect: [HOSTILE],
        gated: { [HOSTILE]: 2 },
      })),
    ),
    events: severalEvents.map((event) => ({
      ...event,
      kind: HOSTILE,
      text: HOSTILE,
      registration: HOSTILE,
      callsign: HOSTILE,
      typecode: HOSTILE,
      place: { icao: HOSTILE, name: HOSTILE },
      candidates: [{ icao: HOSTILE, probability: Number.NaN, distanceNm: Number.NaN }],
    })),
    links: linksOf(
      linkWith({
        label: HOSTILE,
        credit: HOSTILE,
        formatId: HOSTILE,
        status: { state: 'down', reason: HOSTILE },
        rejectsByCode: { [HOSTILE]: 1 },
        faults: { [HOSTILE]: 1 },
        rejects: [{ feed: HOSTILE, code: HOSTILE, at: NOW, text: HOSTILE }],
        upstream: new Map([[HOSTILE, { up: false, reason: HOSTILE, at: NOW }]]),
      }),
    ),
    replay: {
      label: HOSTILE,
      reconstruction: true,
      fromAt: NOW,
      toAt: NOW,
      at: NOW,
      playing: true,
      speed: Number.POSITIVE_INFINITY,
    },
    storeTrouble: HOSTILE,
    recordingTo: HOSTILE,
  },
  { notice: { text: HOSTILE, tone: 'alert', at: NOW }, search: HOSTILE, filter: { text: HOSTILE, off: false } },
);
