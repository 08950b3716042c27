/** Random subjects and random lines of the filter language, for properties. */
import fc from 'fast-check';
import type { Subject } from '../../src/query/types.ts';

export const NOW = 1_700_000_000_000;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export const anySubject: fc.Arbitrary<Subject> = fc
  .record({
    icao24: maybe(pick('15521f', '155221', '7277a8', '~abc123')),
    registration: maybe(pick('RA-86559', 'RA-86561', 'P-632', 'D-ABCD')),
    callsign: maybe(pick('RFF7081', 'KOR271 ', 'JS151')),
    typecode: maybe(pick('IL62', 'T204', 'B77W')),
    operator: maybe(pick('Air Koryo', 'Russian Air Force')),
    altitudeFt: maybe(fc.integer({ min: -1000, max: 45_000 })),
    groundSpeedKt: maybe(fc.integer({ min: 0, max: 600 })),
    verticalRateFpm: maybe(fc.integer({ min: -6000, max: 6000 })),
    trackDeg: maybe(fc.integer({ min: 0, max: 359 })),
    position: maybe(
      fc.record({
        latitudeDeg: fc.double({ min: 35, max: 45, noNaN: true }),
        longitudeDeg: fc.double({ min: 120, max: 135, noNaN: true }),
      }),
    ),
    squawk: maybe(pick('7700', '7500', '0412')),
    source: maybe(pick('adsb', 'mlat', 'mode-s', 'adsc')),
    onGround: maybe(fc.boolean()),
    heardAt: maybe(fc.integer({ min: NOW - 7_200_000, max: NOW })),
    from: maybe(pick('UUMU', 'ZKPY')),
    to: maybe(pick('ZKPY', 'UHWW')),
    level: maybe(pick('info', 'note', 'warn', 'alert')),
    military: maybe(fc.boolean()),
    stale: maybe(fc.boolean()),
  })
  .map((loose) => Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== undefined)) as Subject);

const term = pick(
  'alt>30000',
  'alt<=FL100',
  'alt:500..30000',
  'alt:?',
  'alt!=0',
  'gs<100',
  'gs>800km/h',
  'vs<-1000',
  'trk:330..030',
  'reg:RA-86*',
  'reg:ra86559,P-*',
  'reg:/^RA-?86/',
  'reg!=P-632',
  'type:IL62,T204',
  'type:?',
  'op:"air koryo"',
  'op:koryo',
  'near:FNJ<300km',
  'near:@sel<20km',
  'near:39.2,125.7<50nm',
  'in:zkkp',
  'from:Moscow',
  'to:ZKPY',
  'to:?',
  'dest:KP',
  'route:UUMU-ZKPY',
  'squawk:7500..7700',
  'squawk:75*,?',
  'src:mlat',
  'src:mode',
  'ground:yes',
  'ground:?',
  'seen<5m',
  'seen>1h',
  'has:pos',
  'has:call,alt',
  'level>=warn',
  'air',
  'ground',
  'mlat',
  'mil',
  'stale',
  'marked',
  'watched',
  'emergency',
  'ra86559',
  'RFF',
  '"air force"',
  'koryo',
  'alt gt 1000',
  'limit:20',
  'sort:-alt',
  'foo:bar',
  'alt>x',
  'near:FNJ<',
  '"',
);

/** Lines that are mostly right. */
export const anyLine: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: term },
      { weight: 3, arbitrary: pick('(', ')', '!', 'not', 'or', 'and', '( ', ' )') },
    ),
    { maxLength: 9 },
  )
  .chain((parts) =>
    fc
      .array(pick(' ', '  ', ' ', ''), { minLength: parts.length, maxLength: parts.length })
      .map((gaps) => parts.map((part, i) => part + (gaps[i] ?? '')).join('')),
  );
