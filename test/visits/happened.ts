/** Flight events made by hand, for the tests of visits. Times are ISO; what is not said is as usual for RA-86559. */
import type { FlightEvent } from '../../src/events/types.ts';

export const TAIL = '15521f';
const NAMES: Readonly<Record<string, string>> = {
  ZKPY: 'Pyongyang Sunan',
  ZKWS: 'Wonsan Kalma',
  ZKSD: 'Sondok',
  UUMU: 'Chkalovsky',
  UHWW: 'Vladivostok Knevichi',
  UHHH: 'Khabarovsk Novy',
};

export const placeOf = (icao: string) => ({ icao, name: NAMES[icao] ?? icao });
export const at = (iso: string): number => Date.parse(iso.length === 16 ? `${iso}:00Z` : iso);

let count = 0;
export interface Happening extends Partial<Omit<FlightEvent, 'place'>> {
  readonly place?: string;
  /** Minutes before and after `at`. */
  readonly give?: number;
}

/** An event: of what kind, where, when (ISO, minutes). */
export function happened(kind: string, place: string | undefined, iso: string, more: Happening = {}): FlightEvent {
  count += 1;
  const { place: _place, give = 1, ...rest } = more;
  const time = at(iso);
  const probability = more.probability ?? 0.99;
  return {
    id: `${kind}-${place ?? 'none'}-${iso}-${count}`,
    kind,
    status: 'confirmed',
    fromAt: time - give * 60_000,
    toAt: time + give * 60_000,
    at: time,
    detectedAt: time + 10 * 60_000,
    icao24: TAIL,
    registration: 'RA-86559',
    typecode: 'IL62',
    basis: 'observed',
    probability,
    ...(place === undefined ? {} : { place: placeOf(place) }),
    candidates: place === undefined ? [] : [{ icao: place, probability, distanceNm: 1 }],
    level: 'alert',
    text: `${kind} ${place ?? ''}`,
    detail: {},
    ...rest,
  };
}

export const anchor = (place: string, iso: string, source = 'satellite image'): FlightEvent =>
  happened('anchor', place, iso, {
    give: 0,
    basis: 'reported',
    probability: 0.98,
    detail: { onGround: true, source, url: 'https://example.org/image' },
  });

type Place3 = readonly [latitudeDeg: number, longitudeDeg: number, altitudeFt: number];
/** A fix every five minutes from one place to the other. */
function heard(from: string, to: string, first: Place3, last: Place3): readonly (readonly number[])[] {
  const [start, end, step] = [at(from), at(to), 300_000];
  const between = (index: 0 | 1 | 2, share: number): number => first[index] + (last[index] - first[index]) * share;
  return Array.from({ length: (end - start) / step + 1 }, (_, count) => {
    const share = (count * step) / (end - start);
    return [start + count * step, between(0, share), between(1, share), between(2, share)];
  });
}

/** A leg as the journey writes it into `detail.leg`. */
export const leg = (origin: string, flownNm = 4172, directNm = 3435) => ({
  leg: {
    origin: { icao: origin, probability: 0.93 },
    startedAt: at('2023-07-31T13:00'),
    endedAt: at('2023-07-31T23:00'),
    flownNm,
    directNm,
    path: [
      ...heard('2023-07-31T13:20', '2023-07-31T18:00', [56.2, 39.5, 12_000], [60.1, 90.2, 33_000]),
      ...heard('2023-07-31T22:00', '2023-07-31T22:20', [43.1, 133.5, 31_000], [41.2, 131.6, 31_000]),
    ],
    gaps: [{ fromAt: at('2023-07-31T18:00'), toAt: at('2023-07-31T22:00') }],
    maxGapMs: 4 * 3_600_000,
    fastestKt: 490,
    highestFt: 33_000,
  },
});

/** August 2023 as the reports have it, heard to 156 NM. */
export const august = (): readonly FlightEvent[] => [
  happened('take-off', 'UUMU', '2023-07-31T13:10'),
  happened('landing', 'ZKPY', '2023-07-31T23:12', {
    give: 25,
    basis: 'inferred',
    probability: 0.91,
    candidates: [
      { icao: 'ZKPY', probability: 0.91, distanceNm: 156 },
      { icao: 'ZKWS', probability: 0.06, distanceNm: 98 },
    ],
    detail: leg('UUMU'),
  }),
  happened('avoided-airspace', undefined, '2023-07-31T22:20', { detail: { state: 'CN' }, probability: 0.95 }),
  happened('departure', 'ZKPY', '2023-08-02T12:00', { give: 30, basis: 'inferred', probability: 0.95 }),
  happened('landing', 'UUMU', '2023-08-02T21:36', { detail: leg('ZKPY') }),
];

export const september = (): readonly FlightEvent[] => [
  happened('take-off', 'UUMU', '2023-09-25T13:47'),
  happened('landing', 'ZKPY', '2023-09-25T23:30', {
    give: 25,
    basis: 'inferred',
    probability: 0.93,
    candidates: [{ icao: 'ZKPY', probability: 0.93, distanceNm: 156 }],
    detail: leg('UUMU'),
  }),
  happened('departure', 'ZKPY', '2023-09-27T16:20', { give: 25, basis: 'inferred', probability: 0.95 }),
  happened('landing', 'UUMU', '2023-09-28T02:02', { detail: leg('ZKPY') }),
];
