import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../../src/query/match.ts';
import { parse } from '../../src/query/parse.ts';
import type { MatchContext, Subject } from '../../src/query/types.ts';
import { anySubject, NOW } from './samples.ts';

const context: MatchContext = { now: NOW, selected: { latitudeDeg: 39.2, longitudeDeg: 125.7 } };

const ilyushin: Subject = {
  icao24: '15521f',
  registration: 'RA-86559',
  callsign: 'RFF7081',
  typecode: 'IL62',
  operator: 'Russian Air Force',
  country: 'RU',
  altitudeFt: 34_000,
  groundSpeedKt: 472,
  verticalRateFpm: -64,
  trackDeg: 350,
  mach: 0.784,
  position: { latitudeDeg: 39.5, longitudeDeg: 126 },
  squawk: '7600',
  source: 'mode-s',
  onGround: false,
  heardAt: NOW - 60_000,
  firstHeardAt: NOW - 3_600_000,
  gapMs: 60_000,
  from: 'UUMU',
  to: 'ZKPY',
  via: ['UHWW'],
  note: 'State visit, case 14',
  tags: ['vip', 'dprk'],
  rule: 'IL62',
  military: true,
  watched: true,
};
const unknown: Subject = { icao24: '4b1814' };

function holds(text: string, subject: Subject = ilyushin, within: MatchContext = context): boolean {
  const parsed = parse(text, { areas: Object.keys(within.areas ?? {}) });
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.text}`);
  return matches(parsed.query, subject, within);
}

describe('terms that hold', () => {
  it.each([
    'reg:RA-86559',
    'reg:ra86559',
    'reg:"ra 86559"',
    'reg:RA-86*,P-*',
    'reg:/^ra-8655\\d$/',
    'r=RA86559',
    'hex:155*',
    'call:rff*',
    'c:RFF7081',
    'type:IL62,T204',
    't:il62',
    'type!=T204',
    'op:"air force"',
    'op:russian',
    'op="russian air force"',
    'country:ru',
    'desc:ilyushin',
    'alt>30000',
    'alt>FL300',
    'alt>=34000',
    'alt:34000',
    'alt:FL340',
    'alt:30000..',
    'alt:..FL350',
    'alt:10000m..11000m',
    'alt:10000..11000m',
    'alt > 30000',
    'alt gt 30000',
    'alt le 34000',
    'alt:>30000',
    'gs:472',
    'gs>800km/h',
    'vs<0',
    'vs:-100..100',
    'trk:330..030',
    'trk:350',
    'mach:.78',
    'mach>.7',
    'near:FNJ<300km',
    'near:"Pyongyang"<30nm',
    'near:39.2,125.7<50nm',
    'near:@sel<50km',
    'near:UUMU>1000km',
    'near FNJ or air',
    'near:FNJ lt 300km',
    'in:zkkp',
    'from:UUMU',
    'from:Moscow',
    'from:RU',
    'to:FNJ',
    'dest:pyongyang',
    'to:ZK*',
    'to:KP,CN',
    'route:UUMU-ZKPY',
    'route:CKL-FNJ',
    'route:*-ZKPY',
    'route:ZKPY',
    'via:VVO',
    'squawk:7500,7600,7700',
    'squawk:7500..7700',
    'sq:76*',
    'src:mode',
    'src:mode-s',
    'ground:no',
    'seen<5m',
    'seen>30s',
    'seen:30s..2m',
    'first<2h',
    'first>59m',
    'gap:1m..2m',
    'note:visit',
    'tag:vip',
    'tag:v*',
    'heading:dprk',
    'rule:il62',
    'has:pos',
    'has:reg,mach',
    'air',
    'mil',
    'watched',
    '!ground',
    '!mlat',
    '!stale',
    '!marked',
    'not emergency',
    'ra86559',
    '86559',
    'RA-865',
    'rff',
    'ilyushin',
    'moscow or sunan or pyong or uumu',
    '"case 14"',
    '/^rff\\d+$/',
    'ra-86*59',
    '(type:T204 or type:IL62) alt>1',
    'type:T204 alt>1 or reg:RA*',
    '!(type:T204)',
    'not not air',
    '!!air',
    'limit:3 air',
    '',
  ])('%s', (text) => expect(holds(text)).toBe(true));
});

describe('terms that do not', () => {
  it.each([
    'reg:RA',
    'reg:P-*',
    'reg!=ra-86559',
    'type:IL6',
    'type!=IL62',
    'op=russian',
    'alt<30000',
    'alt:?',
    'alt:33000',
    'alt!=34000',
    'trk:10..340',
    'near:FNJ<10km',
    'near:VVO<100km',
    'in:koreabay',
    'from:ZKPY',
    'to:?',
    'to:CN',
    'route:ZKPY-UUMU',
    'squawk:7700',
    'squawk:7601..7700',
    'src:mlat',
    'ground',
    'ground:yes',
    'ground:?',
    'seen>5m',
    'seen:2m..5m',
    'first<1m',
    '!has:pos',
    'marked',
    'stale',
    'mlat',
    'emergency',
    'koryo',
    '---',
    '!air',
    'type:T204 or alt<1',
    '!(type:IL62 air)',
  ])('%s', (text) => expect(holds(text)).toBe(false));
});

describe('unknown is not false', () => {
  const terms = [
    'alt>1',
    'alt<=1',
    'alt:0',
    'alt!=0',
    'gs<100',
    'vs>0',
    'trk:0..359',
    'near:FNJ<20000km',
    'near:FNJ>1km',
    'in:zkkp',
    'from:UUMU',
    'from!=UUMU',
    'to:*',
    'route:UUMU-ZKPY',
    'reg:*',
    'reg!=X1',
    'type:IL62',
    'squawk:7700',
    'squawk!=7700',
    'src:adsb',
    'ground:yes',
    'ground:no',
    'ground!=yes',
    'seen<1h',
    'seen>1s',
    'level>=info',
    'air',
    'ground',
    'mil',
  ];
  it.each(terms)('%s fails and its negation holds where nothing is known', (text) => {
    expect(holds(text, unknown)).toBe(false);
    expect(holds(`!${text}`, unknown)).toBe(true);
  });

  it.each([
    'alt:?',
    'gs:?',
    'reg:?',
    'to:?',
    'ground:?',
    'squawk:?',
    'seen:?',
    'near:?',
    'in:?',
    '!has:alt',
    'type:IL62,?',
  ])('%s finds it', (text) => expect(holds(text, unknown)).toBe(true));

  it('an aircraft on the ground has no altitude, whatever its receiver says', () => {
    const parked: Subject = { onGround: true, altitudeFt: 0 };
    expect(holds('alt<=1', parked)).toBe(false);
    expect(holds('alt:?', parked)).toBe(true);
    expect(holds('!alt>1', parked)).toBe(true);
    expect(holds('air', parked)).toBe(false);
    expect(holds('ground', parked)).toBe(true);
  });

  it('near the selected aircraft is near nothing where none is selected', () => {
    expect(holds('near:@sel<9999km', ilyushin, { now: NOW })).toBe(false);
  });
});

describe('events', () => {
  const landing: Subject = { kind: 'landing', level: 'warn', text: 'RA-86559 probably landed at Pyongyang Sunan' };
  it.each([
    ['kind:landing,take-off', true],
    ['kind:l*', true],
    ['level>=warn', true],
    ['level>warn', false],
    ['level:warn,alert', true],
    ['level<note', false],
    ['text:sunan', true],
    ['sunan', true],
    ['kind:take-off', false],
  ])('%s: %s', (text, expected) => expect(holds(text, landing)).toBe(expected));
});

describe('areas of the settings', () => {
  it('count once they are named, and go before the built-in ones', () => {
    const box = [39, 40].flatMap((y) =>
      [125, 127].map((x) => ({ latitudeDeg: y, longitudeDeg: y === 39 ? x : 252 - x })),
    );
    expect(holds('in:box', ilyushin, { now: NOW, areas: { box } })).toBe(true);
    expect(holds('in:zkkp', ilyushin, { now: NOW, areas: { zkkp: [] } })).toBe(false);
    expect(parse('in:box').ok).toBe(false);
  });
});

/** The same rules said a second time, plainly, for a few terms. */
const naive: Readonly<Record<string, (subject: Subject) => boolean>> = {
  'alt>10000': ({ altitudeFt, onGround }) => onGround !== true && altitudeFt !== undefined && altitudeFt > 10_000,
  'gs<300': ({ groundSpeedKt }) => groundSpeedKt !== undefined && groundSpeedKt < 300,
  'trk:330..30': ({ trackDeg }) => trackDeg !== undefined && (trackDeg >= 330 || trackDeg <= 30),
  'type:IL62,T204': ({ typecode }) => typecode === 'IL62' || typecode === 'T204',
  'reg:ra*': ({ registration }) => registration?.startsWith('RA-') === true,
  'squawk:7500..7700': ({ squawk }) => squawk !== undefined && Number(squawk) >= 7500,
  'to:?': ({ to }) => to === undefined,
  'seen<1h': ({ heardAt }) => heardAt !== undefined && NOW - heardAt < 3_600_000,
  'has:pos': ({ position }) => position !== undefined,
  ground: ({ onGround }) => onGround === true,
  mlat: ({ source }) => source === 'mlat',
  'level>note': ({ level }) => level === 'warn' || level === 'alert',
};

interface Tree {
  readonly text: string;
  readonly test: (subject: Subject) => boolean;
}

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...Object.entries(naive)).map(([text, test]): Tree => ({ text, test })),
    tie('tree').map(({ text, test }): Tree => ({ text: `!(${text})`, test: (subject) => !test(subject) })),
    fc.tuple(tie('tree'), tie('tree')).map(
      ([a, b]): Tree => ({
        text: `(${a.text}) ${b.text.includes(' or ') ? `(${b.text})` : b.text}`,
        test: (s) => a.test(s) && b.test(s),
      }),
    ),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(([a, b]): Tree => ({ text: `${a.text} or ${b.text}`, test: (s) => a.test(s) || b.test(s) })),
  ),
})).tree;

describe('against a plain reading', () => {
  it('agrees on random queries and random subjects', () => {
    fc.assert(
      fc.property(tree, fc.array(anySubject, { minLength: 1, maxLength: 10 }), ({ text, test }, subjects) => {
        for (const subject of subjects) expect(holds(text, subject), text).toBe(test(subject));
      }),
      { numRuns: 1500 },
    );
  });
});
