/**
 * `node test/soak/scenes.ts [SEED] [FIELD]`: 96 simulated visits to a field of the DPRK (4 routes, 4 floors of coverage, 6 stays) and 24
 * flights that only look like one. Prints what was missed, what lies outside its interval, what was placed elsewhere, and widths.
 */
import { HOUR_MS, MINUTE_MS } from '../../src/aero/units.ts';
import type { FlightEvent } from '../../src/events/types.ts';
import { holds, type Ran, run, saidOf } from '../support/scene-run.ts';
import type { Happened } from '../support/sky.ts';
import { decoyScenes, VISIT_ROUTES, visitScene } from '../support/sky-routes.ts';

const [seedText = '1', field = 'ZKPY'] = process.argv.slice(2);
const seed = Number(seedText);
const FLOORS_FT = [0, 8000, 20_000, 31_000] as const;
const STAYS_H = [1, 2.5, 6, 20, 36, 48] as const;
const DECOYS = 4;
const CLAIM = 0.5;
const KINDS: readonly string[] = ['landing', 'take-off', 'departure'];

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const time = (at: number): string => new Date(at).toISOString().slice(0, 16);
const counts = { asked: 0, found: 0, inside: 0, placed: 0, listed: 0, invented: 0, decoys: 0, falseAlarms: 0 };
const widths = new Map<string, number[]>();

function look(ran: Ran, happened: Happened, floorFt: number): void {
  const event = saidOf(ran, happened);
  const about = `${ran.scene.name}: ${happened.kind} ${time(happened.at)}`;
  counts.asked += 1;
  if (event === undefined || event.probability < CLAIM) {
    print(`missed   ${about}${event === undefined ? '' : ` (${event.probability.toFixed(2)})`}`);
    return;
  }
  counts.found += 1;
  if (holds(event, happened.at)) counts.inside += 1;
  else print(`outside  ${about} not in ${time(event.fromAt)} … ${time(event.toAt)}`);
  if (event.candidates.some(({ icao }) => icao === field)) counts.listed += 1;
  if (event.place?.icao === field) counts.placed += 1;
  else
    print(
      `placed   ${about} at ${event.place?.icao ?? 'no single field'} ${event.probability.toFixed(2)}: ${event.text}`,
    );
  const key = `${event.basis} from ${floorFt} ft, ${happened.kind}`;
  widths.set(key, [...(widths.get(key) ?? []), (event.toAt - event.fromAt) / MINUTE_MS]);
}

const isInvented = (ran: Ran, event: FlightEvent): boolean =>
  KINDS.includes(event.kind) &&
  event.probability >= CLAIM &&
  !ran.truth.some(
    ({ at, kind }) => (kind === 'landing') === (event.kind === 'landing') && Math.abs(at - event.at) < 3 * HOUR_MS,
  );

for (const [routeIndex, route] of VISIT_ROUTES.entries()) {
  for (const floorFt of FLOORS_FT) {
    for (const stayH of STAYS_H) {
      const ran = run(
        visitScene(route, floorFt, stayH, seed * 10_000 + routeIndex * 1000 + floorFt / 100 + stayH, field),
      );
      for (const happened of ran.truth) if (happened.place === field) look(ran, happened, floorFt);
      for (const event of ran.stand.filter((one) => isInvented(ran, one))) {
        counts.invented += 1;
        print(`invented ${ran.scene.name}: ${event.text}`);
      }
    }
  }
}
for (let index = 0; index < DECOYS; index += 1) {
  for (const scene of decoyScenes(seed * 100 + index)) {
    const ran = run(scene);
    counts.decoys += 1;
    const wrong = ran.stand.filter(
      ({ kind, place, probability }) =>
        probability >= CLAIM &&
        (kind.startsWith('visit') || (KINDS.includes(kind) && place?.icao.startsWith('ZK') === true)),
    );
    for (const event of wrong) {
      counts.falseAlarms += 1;
      print(`false    ${scene.name}: ${event.text}`);
    }
  }
}
print(JSON.stringify(counts));
for (const [key, all] of [...widths].sort()) {
  const sorted = all.sort((a, b) => a - b);
  const [middle = 0, widest = 0] = [sorted[sorted.length >> 1], sorted.at(-1)];
  print(`${key}: ${all.length}, median ${middle.toFixed(0)} min, widest ${widest.toFixed(0)} min`);
}
