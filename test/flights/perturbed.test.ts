/**
 * The corpus with other ends of coverage, thinner reports and other airframes: the same truth must be inside. A rule that holds on a
 * recording as it is and not on these was fitted to it.
 */
import { describe, expect, it } from 'vitest';
import { distanceNm } from '../../src/aero/geo.ts';
import type { WireEvent } from '../../src/events/wire.ts';
import type { Observation } from '../../src/events/world.ts';
import type { Report } from '../../src/feeds/types.ts';
import { corpusNames, eventsOf, observationsOf } from '../support/corpus.ts';
import { field } from '../support/journeys.ts';

const SUNAN = field('ZKPY');
const OURS = '15521f';
/** Wheels on and off at Sunan, from the truth files. */
const TRUTH: Readonly<Record<string, readonly [landed: string, left: string]>> = {
  '01': ['2023-07-31T23:12:00Z', '2023-08-02T12:00:00Z'],
  '02': ['2023-11-22T01:05:00Z', '2023-11-22T10:29:00Z'],
  '03': ['2024-07-13T02:40:00Z', '2024-07-13T08:52:00Z'],
  '06': ['2024-09-20T01:36:00Z', '2024-09-20T02:37:58Z'],
  '13': ['2025-07-14T03:11:00Z', '2025-07-14T07:47:00Z'],
  '26': ['2024-03-18T04:12:00Z', '2024-03-18T06:24:00Z'],
};

const read = new Map<string, readonly Observation[]>();
function recorded(start: string): readonly Observation[] {
  const name = corpusNames.find((one) => one.startsWith(start)) ?? '';
  const known = read.get(start) ?? observationsOf(name);
  read.set(start, known);
  return known;
}

/** The recording in which our aircraft is heard where `isHeard` says so, under another address if one is given. */
function perturbed(start: string, isHeard: (report: Report) => boolean, icao24 = OURS): readonly WireEvent[] {
  const observations = recorded(start).map((one): Observation => {
    if (one.kind !== 'reports') return one;
    const reports = one.reports.flatMap((report): Report[] => {
      if (report.icao24 !== OURS) return [report];
      if (!isHeard(report)) return [];
      if (icao24 === OURS) return [report];
      const {
        registration: _registration,
        typecode: _typecode,
        operator: _operator,
        military: _military,
        ...rest
      } = report;
      return [{ ...rest, icao24 }];
    });
    return { ...one, reports };
  });
  const { events } = eventsOf(observations, [{ kind: 'icao24', icao24 }]);
  const gone = new Set(events.map(({ supersedes }) => supersedes));
  return events.filter((event) => event.status !== 'retracted' && !gone.has(event.id));
}

const beyond = (nm: number) => (report: Report) =>
  report.position === undefined || distanceNm(report.position, SUNAN) > nm;
const above = (feet: number) => (report: Report) => report.onGround !== true && (report.altitudeFt ?? 0) > feet;
/** One report in n, scattered by a hash of its time, so that it is the same on every machine. */
const oneIn = (n: number) => (report: Report) => (Math.imul(Math.floor(report.at / 1000), 0x9e3779b1) >>> 8) % n === 0;

const holds = (event: WireEvent | undefined, truth: string | undefined): boolean =>
  event !== undefined &&
  truth !== undefined &&
  Date.parse(event.from) <= Date.parse(truth) &&
  Date.parse(event.to) >= Date.parse(truth);
const widthMin = (event: WireEvent | undefined): number =>
  event === undefined ? Number.NaN : (Date.parse(event.to) - Date.parse(event.from)) / 60_000;

interface Case {
  readonly start: string;
  readonly what: string;
  readonly isHeard: (report: Report) => boolean;
  readonly icao24?: string;
  readonly most: number;
}
const cases: readonly Case[] = [
  ...[5, 25].map((nm) => ({ start: '02', what: `unheard within ${nm} NM`, isHeard: beyond(nm), most: 45 })),
  ...[60, 100, 156, 250, 350].map((nm) => ({
    start: '02',
    what: `unheard within ${nm} NM`,
    isHeard: beyond(nm),
    most: 80,
  })),
  ...[2000, 8000].map((ft) => ({ start: '02', what: `unheard below ${ft} ft`, isHeard: above(ft), most: 45 })),
  ...[20_000, 28_000].map((ft) => ({ start: '02', what: `unheard below ${ft} ft`, isHeard: above(ft), most: 60 })),
  ...[3, 10].map((n) => ({
    start: '02',
    what: `one report in ${n}, unheard within 100 NM`,
    isHeard: (report: Report) => oneIn(n)(report) && beyond(100)(report),
    most: 60,
  })),
  ...['15770e', '154f53', '15064b', '152c16', '7277a8'].map((icao24) => ({
    start: '02',
    what: `as ${icao24}, unheard within 120 NM`,
    isHeard: beyond(120),
    icao24,
    most: 60,
  })),
  { start: '01', what: 'unheard within 250 NM', isHeard: beyond(250), most: 80 },
  { start: '03', what: 'unheard within 80 NM', isHeard: beyond(80), most: 60 },
  ...['06', '13', '26'].flatMap((start) =>
    [150, 220].map((nm) => ({ start, what: `unheard within ${nm} NM`, isHeard: beyond(nm), most: 80 })),
  ),
];

describe.skipIf(corpusNames.length === 0)('perturbed (skipped: no ../shared/corpus beside the checkout)', () => {
  it.each(cases)('$start, $what: the truth is inside', ({ start, isHeard, icao24, most }) => {
    const events = perturbed(start, isHeard, icao24);
    const [landed, left] = TRUTH[start] ?? [];
    const inDprk = (kinds: readonly string[]) =>
      events.filter(({ kind, place }) => kinds.includes(kind) && place?.icao.startsWith('ZK') === true);
    const landings = inDprk(['landing']);
    const leavings = inDprk(['departure']);
    expect(landings.map(({ place }) => place?.icao)).toEqual(['ZKPY']);
    expect(leavings.map(({ place }) => place?.icao)).toEqual(['ZKPY']);
    expect(holds(landings[0], landed)).toBe(true);
    expect(holds(leavings[0], left)).toBe(true);
    expect(widthMin(landings[0])).toBeLessThanOrEqual(most);
    expect(widthMin(leavings[0])).toBeLessThanOrEqual(most);
    const elsewhere = events.filter(
      ({ kind, basis, place }) => kind === 'landing' && basis === 'inferred' && place?.icao !== 'ZKPY',
    );
    expect(elsewhere).toEqual([]);
  });
});
