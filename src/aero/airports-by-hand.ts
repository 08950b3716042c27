/**
 * The fields that matter here, by hand (detection.md §4.3): names as people say them, runways where something is known of
 * them. They go before the rows cut from OurAirports. Runway thresholds and lengths: OurAirports runways.csv (public domain,
 * as of August 2026) and detection.md §4.3; true headings follow from the thresholds. Wonsan, Sondok, Orang, Uiju and
 * Zhukovsky have no thresholds there, so no heading: their direction on the ground is not known well enough to test against.
 */
import type { Airport, Runway } from './airport-table.ts';
import { bearingDeg } from './geo.ts';
import type { Position } from './units.ts';

const TENTH_DEG = 10;
type Threshold = readonly [latitudeDeg: number, longitudeDeg: number];
const at = ([latitudeDeg, longitudeDeg]: Threshold): Position => ({ latitudeDeg, longitudeDeg });

/** A runway between two thresholds, the first end first. */
function runway(ident: string, lengthFt: number, first: Threshold, second: Threshold, closed = false): Runway {
  const thresholds = [at(first), at(second)] as const;
  const headingTrueDeg = Math.round(bearingDeg(thresholds[0], thresholds[1]) * TENTH_DEG) / TENTH_DEG;
  return { ident, lengthFt, headingTrueDeg, thresholds, ...(closed ? { closed } : {}) };
}

type Place = readonly [latitudeDeg: number, longitudeDeg: number, elevationFt?: number];

function field(
  codes: string,
  name: string,
  city: string,
  country: string,
  [latitudeDeg, longitudeDeg, elevationFt]: Place,
  runways: readonly Runway[] = [],
): Airport {
  const [icao = '', iata] = codes.split(' ');
  return {
    icao,
    ...(iata === undefined ? {} : { iata }),
    name,
    city,
    country,
    latitudeDeg,
    longitudeDeg,
    ...(elevationFt === undefined ? {} : { elevationFt }),
    ...(runways.length === 0 ? {} : { runways }),
  };
}

export const airportsByHand: readonly Airport[] = [
  field(
    'ZKPY FNJ',
    'Pyongyang Sunan',
    'Pyongyang',
    'KP',
    [39.2241, 125.67, 117],
    [
      runway('17/35', 11_490, [39.2204, 125.664], [39.1902, 125.676]),
      runway('01/19', 12_475, [39.2277, 125.676], [39.2619, 125.676], true),
    ],
  ),
  field(
    'ZKWS WOS',
    'Wonsan Kalma',
    'Wonsan',
    'KP',
    [39.1668, 127.486, 7],
    [
      { ident: '15L/33R', lengthFt: 11_482 },
      { ident: '15R/33L', lengthFt: 10_252 },
    ],
  ),
  field('ZKSD DSO', 'Sondok', 'Hamhung', 'KP', [39.7452, 127.474, 12], [{ ident: '02/20', lengthFt: 8210 }]),
  field('ZKHM RGO', 'Orang', 'Chongjin', 'KP', [41.4285, 129.6476, 12], [{ ident: '04/22', lengthFt: 8202 }]),
  field('ZKSC', 'Sunchon Air Base', 'Sunchon', 'KP', [39.4157, 125.895, 141]),
  field('ZKUJ UJU', 'Uiju', 'Sinuiju', 'KP', [40.15, 124.5011], [{ ident: '04/22', lengthFt: 8180 }]),
  // Code, elevation and runway: Wikipedia "Samjiyon Airport"; position: detection.md.
  field('ZKSE YJS', 'Samjiyon', 'Samjiyon', 'KP', [41.9071, 128.4098, 4547], [{ ident: '07/25', lengthFt: 10_827 }]),
  // No ICAO code: OurAirports' own number stands for it. Its position there is a mile off detection.md's, which calls its own
  // "low precision"; the direction of its 8,180 ft runway is in neither.
  field('KP-0020', 'Hwangju Air Base', 'Hwangju', 'KP', [38.6528, 125.7905, 26]),

  field(
    'UUMU CKL',
    'Chkalovsky',
    'Moscow',
    'RU',
    [55.8783, 38.0617, 499],
    [
      // OurAirports gives the two lengths to the other sides than detection.md; these thresholds are 9,865 ft apart.
      runway('12L/30R', 9842, [55.8898, 38.0435], [55.8722, 38.0801]),
      { ident: '12R/30L', lengthFt: 11_811 },
    ],
  ),
  field(
    'UUWW VKO',
    'Vnukovo',
    'Moscow',
    'RU',
    [55.5915, 37.2615, 685],
    [
      runway('01/19', 10_039, [55.5866, 37.2576], [55.6118, 37.2769]),
      runway('06/24', 11_483, [55.5865, 37.2387], [55.598, 37.2903]),
    ],
  ),
  field(
    'UUEE SVO',
    'Sheremetyevo',
    'Moscow',
    'RU',
    [55.9726, 37.4146, 622],
    [
      // OurAirports says 12,139 ft; its thresholds say this.
      runway('06L/24R', 10_476, [55.981, 37.3289], [55.9884, 37.3785]),
      runway('06C/24C', 11_654, [55.9698, 37.3867], [55.978, 37.4417]),
      runway('06R/24L', 12_139, [55.9671, 37.3863], [55.9757, 37.4437]),
    ],
  ),
  field(
    'UUDD DME',
    'Domodedovo',
    'Moscow',
    'RU',
    [55.4088, 37.9063, 588],
    [
      runway('14L/32R', 12_448, [55.4245, 37.9118], [55.3963, 37.9456]),
      runway('14R/32L', 11_483, [55.4211, 37.8721], [55.3951, 37.9034]),
    ],
  ),
  field('UUBW ZIA', 'Zhukovsky', 'Moscow', 'RU', [55.5533, 38.15, 377], [{ ident: '12/30', lengthFt: 15_092 }]),
  field(
    'ULLI LED',
    'Pulkovo',
    'St. Petersburg',
    'RU',
    [59.8003, 30.2625, 78],
    [
      runway('10L/28R', 11_146, [59.8097, 30.2454], [59.8011, 30.3035]),
      runway('10R/28L', 12_402, [59.7999, 30.2183], [59.7904, 30.2829]),
    ],
  ),
  field(
    'UNKL KJA',
    'Krasnoyarsk Yemelyanovo',
    'Krasnoyarsk',
    'RU',
    [56.1731, 92.4924, 942],
    [runway('11/29', 12_139, [56.1795, 92.4659], [56.1664, 92.5207])],
  ),
  // detection.md gives 46 ft, OurAirports 59 ft; the thresholds lie at 32 and 44 ft.
  field(
    'UHWW VVO',
    'Vladivostok Knevichi',
    'Vladivostok',
    'RU',
    [43.3963, 132.1482, 46],
    [
      // OurAirports marks 07L/25R closed; detection.md lists it. Kept as open: a closed runway here would deny a real landing.
      runway('07L/25R', 11_483, [43.3913, 132.129], [43.4066, 132.167]),
      runway('07R/25L', 11_483, [43.3937, 132.142], [43.4045, 132.169]),
    ],
  ),
  field(
    'UHHH KHV',
    'Khabarovsk Novy',
    'Khabarovsk',
    'RU',
    [48.5283, 135.1886, 244],
    [
      runway('05L/23R', 11_483, [48.5164, 135.17], [48.5397, 135.202]),
      runway('05R/23L', 13_124, [48.5147, 135.173], [48.5413, 135.209]),
    ],
  ),
  field('ZBAA PEK', 'Beijing Capital', 'Beijing', 'CN', [40.0801, 116.585, 116]),
  field(
    'ZYTX SHE',
    'Shenyang Taoxian',
    'Shenyang',
    'CN',
    [41.6398, 123.483, 198],
    [runway('06/24', 10_499, [41.6304, 123.469], [41.6493, 123.498])],
  ),
  field('ZYDD DDG', 'Dandong Langtou', 'Dandong', 'CN', [40.0255, 124.2867, 30]),
  field(
    'ZYYJ YNJ',
    'Yanji Chaoyangchuan',
    'Yanji',
    'CN',
    [42.8828, 129.451, 624],
    [runway('09/27', 8530, [42.8811, 129.436], [42.8845, 129.467])],
  ),
  field('RKSI ICN', 'Incheon', 'Seoul', 'KR', [37.4691, 126.451, 23]),
  field(
    'ZSPD PVG',
    'Shanghai Pudong',
    'Shanghai',
    'CN',
    [31.1434, 121.805, 13],
    [
      runway('16R/34L', 12_467, [31.159, 121.812], [31.1264, 121.824]),
      runway('17L/35R', 13_123, [31.1613, 121.786], [31.127, 121.799]),
    ],
  ),
];
