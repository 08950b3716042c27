/** A sky to order: days of aircraft that have nothing to do with the DPRK, all around it. All invented. */
import { DAY_MS, type EpochMs, HOUR_MS, type Position } from '../../src/aero/units.ts';
import { randomFrom } from './random.ts';
import { receiversAt, type Sky } from './sky.ts';
import { type Flown, fly } from './sky-flight.ts';

const p = (latitudeDeg: number, longitudeDeg: number): Position => ({ latitudeDeg, longitudeDeg });
const START: EpochMs = Date.UTC(2024, 1, 1);

/** Pairs of fields with a way that keeps out of the DPRK, and never mind who is listening at the ends. */
const PAIRS: readonly (readonly [from: string, to: string, ...via: readonly Position[]])[] = [
  ['RKSI', 'RJTT'],
  ['RKSI', 'RJCC', p(37.4, 130.5)],
  ['RKSS', 'RKPC'],
  ['RKPK', 'RJFF'],
  ['RKSI', 'ZBAA', p(37.2, 124), p(38, 120.5)],
  ['RKSI', 'ZSPD', p(36, 124.5)],
  ['RKSI', 'ZYTX', p(37.2, 124), p(38.7, 121.6)],
  ['RKSI', 'UHWW', p(37.4, 131), p(41.5, 134.2)],
  ['ZBAA', 'ZYHB'],
  ['ZBAA', 'UHWW', p(44, 128.5)],
  ['ZYTX', 'ZYYJ', p(43, 127)],
  ['ZSPD', 'ZYHB', p(39, 121), p(42, 123)],
  ['ZYTL', 'ZYTX'],
  ['RJAA', 'UHWW', p(41.5, 136)],
  ['RJTT', 'RJCC'],
  ['RJFF', 'RJTT'],
  ['UHWW', 'UHHH'],
  ['UHWW', 'UHSS'],
  ['UHHH', 'UIII'],
  ['UHWW', 'ZYHB', p(44.5, 130.5)],
];

const BLOCKS = ['71b', '780', '84a', '151'] as const;

/** `count` unrelated aircraft that go to and fro for `days`, each on a route of its own; half of the fields are heard to the ground. */
export function strangersSky(
  seed: number,
  count: number,
  days: number,
): { readonly sky: Sky; readonly fromAt: EpochMs; readonly toAt: EpochMs } {
  const random = randomFrom(seed);
  const flights: Flown[] = [];
  const toAt = START + days * DAY_MS;
  for (let index = 0; index < count; index += 1) {
    const [from, to, ...via] = PAIRS[index % PAIRS.length] ?? ['RKSI', 'RJTT'];
    const block = BLOCKS[index % BLOCKS.length] ?? '71b';
    const icao24 = `${block}${(0x100 + index * 7).toString(16)}`;
    const cruiseFt = 29_000 + 1000 * random.whole(0, 9);
    const cruiseKt = random.between(430, 480);
    const mlat = index % 15 === 14;
    let home = true;
    for (let at = START + random.between(0.3, 8) * HOUR_MS; at < toAt; home = !home) {
      const ends = home ? { from, to, via } : { from: to, to: from, via: [...via].reverse() };
      const flown = fly({
        icao24,
        callsign: `TST${index + 100}`,
        typecode: 'B738',
        takeOffAt: at,
        cruiseFt,
        cruiseKt,
        mlat,
        ...ends,
      });
      flights.push(flown);
      at = flown.landedAt + random.between(1, 14) * HOUR_MS;
    }
  }
  const sky = { seed, flights, receivers: receiversAt('RKSI', 'RKPK', 'RJTT', 'RJCC', 'ZBAA', 'ZYTX', 'UHWW', 'UHHH') };
  return { sky, fromAt: START, toAt };
}
