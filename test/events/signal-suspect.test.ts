/** The rules about what the signal itself says: jamming, two aircraft under one address, contradicting positions, wrong names. */
import { describe, expect, it } from 'vitest';
import { destinationPoint } from '../../src/aero/geo.ts';
import type { Report } from '../../src/feeds/types.ts';
import { framesOf, inOrder, leg, live, OURS, report, SUNAN, settingsFor, T0, TAIGA } from '../support/flown.ts';

const cruise = (fromS: number, forS: number, rest: Partial<Report> = {}, start = TAIGA): Report[] =>
  leg({
    start: destinationPoint(start, 90, (450 * fromS) / 3600),
    trackDeg: 90,
    fromS,
    forS,
    speedKt: 450,
    altitudeFt: 33_000,
    rest,
  });
const kindsIn = (kind: string, ...parts: readonly (readonly Report[])[]) =>
  live(inOrder(...parts.map(framesOf))).events.filter((event) => event.kind === kind);

describe('signal-suspect', () => {
  const jammed = (forS: number) =>
    kindsIn('signal-suspect', cruise(0, 60), cruise(70, forS, { nacP: 0 }), cruise(80 + forS, 120));

  it('needs two minutes of poor integrity, and is said once', () => {
    expect(jammed(110)).toEqual([]);
    const [event, ...more] = jammed(600);
    expect(more).toEqual([]);
    expect(event?.at).toBe(T0 + 70_000);
    expect(event?.detail).toMatchObject({ nacP: 0, reasons: ['low-integrity'] });
  });

  it('one clean row in between does not end it; ten clean minutes begin a new episode', () => {
    const torn = kindsIn('signal-suspect', cruise(0, 60, { nic: 0 }), cruise(70, 0), cruise(80, 60, { nic: 0 }));
    expect(torn.length).toBe(1);
    const again = (cleanS: number) =>
      kindsIn('signal-suspect', cruise(0, 180, { nic: 0 }), cruise(190, cleanS), cruise(200 + cleanS, 180, { nic: 0 }))
        .length;
    expect(again(300)).toBe(1);
    expect(again(700)).toBe(2);
  });

  it('is not said on the ground, nor of multilateration', () => {
    expect(kindsIn('signal-suspect', leg({ start: SUNAN, fromS: 0, forS: 600, rest: { nacP: 0 } }))).toEqual([]);
    expect(kindsIn('signal-suspect', cruise(0, 600, { source: 'mlat', nacP: 0 }))).toEqual([]);
  });
});

describe('duplicate-address', () => {
  const EUROPE = { latitudeDeg: 50, longitudeDeg: 8 };

  it('two that are heard by turns, far apart, are said once', () => {
    const [event, ...more] = kindsIn(
      'duplicate-address',
      cruise(0, 3600),
      cruise(605, 2000, { callsign: 'DLH4AB' }, EUROPE),
    );
    expect(more).toEqual([]);
    expect(event?.text).toMatch(/Two aircraft send the address of RA-86559 at the same time, 1,8\d\d NM apart/);
    expect(event?.level).toBe('warn');
  });

  it('one that comes after the aircraft fell silent is not, and neither is one 40 NM away', () => {
    expect(kindsIn('duplicate-address', cruise(0, 600), cruise(1205, 600, {}, EUROPE))).toEqual([]);
    expect(kindsIn('duplicate-address', cruise(0, 1200), cruise(605, 600, {}, destinationPoint(TAIGA, 0, 40)))).toEqual(
      [],
    );
  });

  it('a single odd position is nobody', () => {
    expect(kindsIn('duplicate-address', cruise(0, 1200), cruise(605, 0, {}, EUROPE))).toEqual([]);
  });
});

describe('position-conflict', () => {
  /** Silent for `silentS`, then somewhere that takes `kt` to reach. */
  const jump = (silentS: number, kt: number, rest: Partial<Report> = {}) => {
    const before = cruise(0, 300, rest);
    const last = before.at(-1)?.position ?? TAIGA;
    const there = destinationPoint(last, 0, (kt * silentS) / 3600);
    return kindsIn(
      'position-conflict',
      before,
      leg({ start: there, trackDeg: 90, fromS: 300 + silentS, forS: 40, speedKt: 450, altitudeFt: 33_000, rest }),
    );
  };

  it('too fast for one hop and yet in reach is a conflict; slower is the way it went', () => {
    expect(jump(120, 1000).map(({ text }) => text)).toEqual([
      'Two sets of positions of RA-86559 contradict each other, 33 NM apart.',
    ]);
    expect(jump(120, 600)).toEqual([]);
  });

  it('out of reach is a teleport instead', () => expect(jump(120, 4000)).toEqual([]));

  it('of multilateration a jump of 16 NM is its noise', () => {
    expect(jump(45, 1300)).not.toEqual([]);
    expect(jump(45, 1300, { source: 'mlat' })).toEqual([]);
  });
});

describe('identity-conflict', () => {
  const named = (icao24: string, ...names: readonly (string | undefined)[]) => {
    const reports = names.map((registration, index) =>
      report(index * 15, { icao24, ...(registration === undefined ? {} : { registration }) }),
    );
    return live(framesOf(reports), settingsFor({ watch: [{ kind: 'icao24', icao24 }] })).events.filter(
      ({ kind }) => kind === 'identity-conflict',
    );
  };
  const thrice = (icao24: string, registration: string) => named(icao24, registration, registration, registration);

  it.each([
    ['14fa3a', 'RA-64508', 'The feed calls 14fa3a RA-64508, but this address belongs to RA-64058.'],
    ['7278a5', 'P-883', 'The feed calls 7278a5 P-883, but this address belongs to P-885.'],
    ['155300', 'RA-86559', 'The feed calls 155300 RA-86559, but this address belongs to RA-86784.'],
    ['71be17', 'RA-86559', "The feed calls 71be17 RA-86559, but that registration's own address is 15521f."],
  ])('%s as %s', (icao24, registration, text) => {
    expect(thrice(icao24, registration).map((event) => event.text)).toEqual([text]);
  });

  it.each([
    ['15521f', 'RA-86559'],
    ['15521f', 'ra86559'],
    ['7277a8', 'P-632'],
    ['155300', 'RF-95677'],
    ['71be17', 'HL7501'],
  ])('nothing is wrong with %s as %s', (icao24, registration) => expect(thrice(icao24, registration)).toEqual([]));

  it('is said once for each registration, after three sightings over half a minute', () => {
    expect(named(OURS, 'RA-86561', 'RA-86561')).toEqual([]);
    expect(named(OURS, ...Array<string>(50).fill('RA-86561')).length).toBe(1);
    expect(named(OURS, ...Array<string>(9).fill('RA-86561'), ...Array<string>(9).fill('RA-86496')).length).toBe(2);
    expect(named(OURS, 'RA-86561', undefined, undefined, undefined)).toEqual([]);
  });
});
