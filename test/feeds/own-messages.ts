/** One small message of each kind for each format that is not readsb's, made by hand. Every one is of its format and of no other. */

/** The time in the messages. */
export const SAID_AT = Date.parse('2023-07-31T22:51:00.000Z');

const S = SAID_AT / 1000;
const iso = (ms: number): string => new Date(ms).toISOString();

export const SBS_LINES: readonly string[] = [
  'MSG,8,1,1,15521F,1,2023/08/01,07:51:00.000,2023/08/01,07:51:00.100,,,,,,,,,,,,0',
  'MSG,1,1,1,15521F,1,2023/08/01,07:51:00.200,2023/08/01,07:51:00.300,RFF7081 ,,,,,,,,,,,',
  'MSG,3,1,1,15521F,1,2023/08/01,07:51:01.000,2023/08/01,07:51:01.100,,27300,,,43.1,131.9,,,0,0,0,0',
  'MSG,4,1,1,15521F,1,,,,,,,431.5,229.1,,,-1280,,,,,0',
  'MSG,6,1,1,15521F,1,,,,,,,,,,,,412,0,0,0,0',
];

/** A Stratux target. */
export const stratuxTarget = (more: object = {}): object => ({
  ...{ Icao_addr: 0x15521f, Reg: 'RA-86559', Tail: 'RFF7081', Emitter_category: 5, OnGround: false, Addr_type: 0 },
  ...{ TargetType: 1, SignalLevel: -12.5, Squawk: 412, Position_valid: true, Lat: 43.1, Lng: 131.9, Alt: 27300 },
  ...{ AltIsGNSS: false, NIC: 8, NACp: 9, Track: 229, Speed: 431, Speed_valid: true, Vvel: -1280 },
  ...{ Timestamp: iso(SAID_AT), PriorityStatus: 0, Age: 1.5, Last_source: 1, ExtrapolatedPosition: false },
  ...more,
});

/** A place as plane.watch sends it. */
export const planewatchPlace = (more: object = {}): object => ({
  ...{ Icao: '15521F', Lat: 43.1, Lon: 131.9, Heading: 229.1, Velocity: 431.5, Altitude: 27300, VerticalRate: -1280 },
  ...{ New: false, Removed: false, OnGround: false, HasAltitude: true, HasLocation: true, HasHeading: true },
  ...{ HasOnGround: true, HasVerticalRate: true, HasVelocity: true, AltitudeUnits: 'feet', Squawk: '0412' },
  ...{ LastMsg: '2023-07-31T22:51:00.123456789Z', CallSign: 'RFF7081', Registration: 'RA-86559', TypeCode: 'IL62' },
  Updates: { Location: '2023-07-31T22:50:58.5Z', Altitude: '0001-01-01T00:00:00Z' },
  ...more,
});

/** A state of OpenSky's, by column. */
export const openskyState = (more: Readonly<Record<number, unknown>> = {}, columns = 18): unknown[] =>
  [
    ...['15521f', 'RFF7081 ', 'Russian Federation', S - 2, S - 1, 131.9, 43.1, 8321.04, false, 222],
    ...[229.1, -6.5, null, 8500, '0412', false, 0, 6],
  ]
    .slice(0, columns)
    .map((value, index) => (index in more ? more[index] : value));

export const vrsRow = (more: object = {}): object => ({
  ...{ Id: 0x15521f, Icao: '15521F', Lat: 43.1, Long: 131.9, PosTime: SAID_AT - 1500, Alt: 27300, AltT: 0, Vsi: -1280 },
  ...{ Trak: 229.1, Spd: 431.5, Gnd: false, Sqk: '0412', Call: 'RFF7081', CallSus: false, Mlat: false },
  ...more,
});

export const jetMessage = (more: object = {}): object => ({
  ...{ timestamp: S, frame: '8d15521f', df: '17', icao24: '15521f', bds: '05', tc: 11, altitude: 27300 },
  ...{ source: 'barometric', latitude: 43.1, longitude: 131.9, metadata: [{ rssi: -28.5 }] },
  ...more,
});

export const jetRow = (more: object = {}): object => ({
  ...{ icao24: '15521f', firstseen: S - 600, lastseen: S - 1, callsign: 'RFF7081', registration: 'RA-86559' },
  ...{ typecode: 'IL62', squawk: '0412', latitude: 43.1, longitude: 131.9, altitude: 27300, groundspeed: 431.5 },
  ...{ vertical_rate: -1280, track: 229.1, mach: null, count: 20, metadata: [], airport: null },
  ...more,
});

export const traceOf = (points: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ icao: '15521f', r: 'RA-86559', t: 'IL62', dbFlags: 1, timestamp: S, trace: points, ...more });

export const TRACE_POINTS: readonly unknown[] = [
  [
    0,
    43.1,
    131.9,
    27300,
    431.5,
    229.1,
    0,
    -1280,
    { flight: 'RFF7081 ', squawk: '0412' },
    'adsb_icao',
    27900,
    null,
    280,
    0,
  ],
  [10.5, 43.09, 131.88, 27100, 430, 229, 0, -1280, null, 'adsb_icao', 27700, null, 280, 0],
  [3000, 43.39, 132.15, 'ground', 12.5, 70, 1, null, null, 'adsb_icao', null, null, null, null],
];

export const OWN_MESSAGES: readonly (readonly [id: string, name: string, text: string])[] = [
  ['opensky', 'states', JSON.stringify({ time: S, states: [openskyState(), openskyState({}, 17)] })],
  ['opensky', 'states with the time last', JSON.stringify({ states: [openskyState()], time: S })],
  ['opensky', 'no states', '{"time":1690843860,"states":null}'],
  ['sbs', 'lines', `${SBS_LINES.join('\r\n')}\r\n`],
  ['sbs', 'a line', SBS_LINES[2] ?? ''],
  ['sbs', 'lines of BaseStation itself', 'AIR,,1,35,15521F,7,2023/07/31,22:51:00.000,2023/07/31,22:51:00.000\r\n'],
  ['sbs', "Stratux's log of it", '1970154010,MSG,8,,,15521F,,,,,,,,,,,,,,,,,\n'],
  ['vrs', 'a reply', JSON.stringify({ acList: [vrsRow()], totalAc: 1, lastDv: '6', stm: SAID_AT })],
  ['vrs', 'a part', `${JSON.stringify({ acList: [vrsRow()] })}\n`],
  ['vrs', 'the beginning of one', '{"acList":[{"Icao":"15521F","La'],
  ['stratux', 'a target', JSON.stringify(stratuxTarget())],
  [
    'stratux',
    'an old one',
    '{"Icao_addr":1397279,"OnGround":false,"Lat":43.1,"Lng":131.9,"Position_valid":true,"Alt":27300}',
  ],
  ['stratux', 'its own situation', '{"GPSLastFixSinceMidnightUTC":82260,"GPSLatitude":43.1,"GPSLongitude":131.9}'],
  ['jet1090', 'messages', `${JSON.stringify(jetMessage())}\n${JSON.stringify(jetMessage({ timestamp: S + 1 }))}\n`],
  ['jet1090', 'the table', JSON.stringify([jetRow()])],
  ['trace', 'a trace', traceOf(TRACE_POINTS)],
  ['trace', 'an empty one', traceOf([])],
  ['planewatch', 'a place', JSON.stringify({ type: 'plane-location', location: planewatchPlace() })],
  ['planewatch', 'places', JSON.stringify({ type: 'plane-location-list', locations: [planewatchPlace()] })],
  ['planewatch', 'an answer to the subscription', '{"type":"ack-sub","tiles":["all_low"]}'],
];
