/** Zero bytes: a live feed whose rows stay the same while its clock goes on repaints nothing, for as long as anyone watches. */
import { expect, it } from 'vitest';
import { newLink } from '../../src/app/links.ts';
import type { State } from '../../src/app/state.ts';
import { update } from '../../src/app/update.ts';
import { updateUi } from '../../src/app/update-ui.ts';
import { loadProfile } from '../../src/charts/profile.ts';
import { emptyWorld } from '../../src/events/world.ts';
import { decodeUnknown, formatById, sniff } from '../../src/feeds/index.ts';
import { emptyFleet } from '../../src/tracks/fleet.ts';
import { keyRows } from '../../src/ui/keys.ts';
import { sameScreen, screenModel } from '../../src/view/screen.ts';
import { pictureOf, rowsAt } from '../support/live-feed.ts';
import { atSize, NOW, stateWith } from '../support/states.ts';

const SECOND = 1000;
const chart = await loadProfile();
const tables = { formatById, sniff: (text: string) => sniff(text)?.format, decodeUnknown, updateUi };

/** Eight minutes of flight, then a quarter of an hour in which every row says what it said before: the state at each second. */
function* watched(): Generator<{ readonly second: number; readonly state: State }> {
  const start = NOW - 480 * SECOND;
  let state = stateWith({
    at: start,
    wallAt: start,
    world: {
      ...emptyWorld({
        watch: [{ kind: 'block', from: '150000', to: '727fff' }],
        eventsForAll: false,
        sightings: new Map(),
      }),
      fleet: emptyFleet,
    },
    events: [],
    links: new Map([['readsb', newLink('readsb', 'a receiver', start)]]),
    readMarkAt: 0,
  });
  for (let second = 0; second <= 480 + 900; second += 1) {
    const at = start + second * SECOND;
    state = update(state, { kind: 'tick', at }, tables).state;
    const text = pictureOf(at, rowsAt(Math.min(second, 480)));
    state = update(state, { kind: 'frame', feed: 'readsb', format: 'readsb', at, text }, tables).state;
    yield { second: second - 480, state };
  }
}

/** How often each size was drawn anew in the ten minutes after the first five of them. */
const SIZES = [
  [40, 10],
  [60, 15],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

it('repaints nothing over ten minutes, at any size and with the chart', () => {
  const before = SIZES.map((): ReturnType<typeof screenModel> | undefined => undefined);
  const repaints = SIZES.map((): number[] => []);
  let frames = 0;
  for (const { second, state } of watched()) {
    if (second < 300) continue;
    frames += 1;
    for (const [index, [columns, rows]] of SIZES.entries()) {
      const sized = atSize(state, columns, rows);
      const model = screenModel(sized, { keyRows: keyRows(sized), chart });
      const last = before[index];
      if (last !== undefined && !sameScreen(last, model)) repaints[index]?.push(second);
      before[index] = model;
    }
  }
  expect(frames).toBe(601);
  expect(before.every((model) => JSON.stringify(model).includes('RA-86559'))).toBe(true);
  expect(repaints).toEqual(SIZES.map(() => []));
}, 60_000);
