/**
 * `node test/soak/week.ts [DAYS] [AIRCRAFT]`: days of unrelated aircraft through decoding and detection, with the memory of the
 * process and the weight of the world printed at intervals. Exits 1 if anything was said that must not be, or if the world grew.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/aero/units.ts';
import { defaultWatch } from '../../src/aero/watchlist.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { emptyWorld, observe } from '../../src/events/world.ts';
import { tracksOf } from '../../src/tracks/fleet.ts';
import { framesOf, observationsFrom, steady } from '../support/sky.ts';
import { strangersSky } from '../support/sky-week.ts';
import { weigh } from '../support/weigh.ts';

const [days = 7, aircraft = 60] = process.argv.slice(2).map(Number);
const SAID_EVERY_MS = 12 * HOUR_MS;
/** The second half of the time may weigh so much more than the first; what is bounded has filled up by then. */
const GROWTH_MOST = 1.25;
/** The path drawn of one aircraft (src/tracks/trail.ts); it fills up over weeks. */
const TRAIL_MOST = 1500;

const { sky, fromAt, toAt } = strangersSky(60, aircraft, days);
const watch = [...defaultWatch, ...new Set(sky.flights.map(({ plan }) => plan.icao24))].map((rule) =>
  typeof rule === 'string' ? ({ kind: 'icao24', icao24: rule } as const) : rule,
);
let world = emptyWorld({ watch, eventsForAll: false, sightings: new Map() });
const said = new Map<string, number>();
const wrong: FlightEvent[] = [];
const weights: number[] = [];
let reports = 0;
let longest = 0;
let nextAt = fromAt + SAID_EVERY_MS;
const started = performance.now();
process.stdout.write('hours   reports  events    RSS MB   heap MB   objects   longest trail\n');
for (const observation of observationsFrom(framesOf(sky, steady(fromAt, toAt, MINUTE_MS)))) {
  const step = observe(world, observation);
  world = step.world;
  if (observation.kind === 'reports') reports += observation.reports.length;
  for (const event of step.events) {
    said.set(event.kind, (said.get(event.kind) ?? 0) + 1);
    const home = event.place?.icao.startsWith('ZK') === true;
    if (event.level === 'alert' || event.kind.startsWith('visit') || (event.kind === 'landing' && home))
      wrong.push(event);
  }
  if (world.at < nextAt) continue;
  nextAt += SAID_EVERY_MS;
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const { objects } = weigh(world, ['trail']);
  const trail = Math.max(...[...tracksOf(world.fleet)].map((track) => track.trail.length));
  longest = Math.max(longest, trail);
  weights.push(objects);
  const events = [...said.values()].reduce((sum, count) => sum + count, 0);
  const cells = [(world.at - fromAt) / HOUR_MS, reports, events, rss / 2 ** 20, heapUsed / 2 ** 20, objects, trail];
  process.stdout.write(`${cells.map((cell, index) => cell.toFixed(0).padStart(index === 0 ? 5 : 9)).join(' ')}\n`);
}
const seconds = (performance.now() - started) / 1000;
process.stdout.write(
  `${((toAt - fromAt) / DAY_MS).toFixed(0)} days in ${seconds.toFixed(1)} s; said: ${JSON.stringify(Object.fromEntries(said))}\n`,
);
for (const { kind, text } of wrong.slice(0, 20)) process.stdout.write(`must not be said: ${kind}: ${text}\n`);
const middle = weights[Math.floor(weights.length / 2)] ?? 0;
const last = weights.at(-1) ?? 0;
if (middle > 0 && last > middle * GROWTH_MOST)
  process.stdout.write(`the world grew from ${middle} to ${last} objects\n`);
if (longest > TRAIL_MOST) process.stdout.write(`a trail of ${longest} fixes\n`);
process.exitCode = wrong.length > 0 || longest > TRAIL_MOST || last > middle * GROWTH_MOST ? 1 : 0;
