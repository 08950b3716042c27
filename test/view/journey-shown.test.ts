/** The reconstruction of August 2023 as the screen tells it: where the aircraft comes from and goes to, at each stage of its way. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { update } from '../../src/app/update.ts';
import { updateUi } from '../../src/app/update-ui.ts';
import { emptyWorld } from '../../src/events/world.ts';
import { decodeUnknown, formatById, sniff } from '../../src/feeds/index.ts';
import { screenText } from '../../src/view/screen.ts';
import { atSize, stateWith } from '../support/states.ts';

const recording = new URL('../../src/recordings/august-2023.ndjson.gz', import.meta.url);
const tables = { formatById, sniff: (text: string) => sniff(text)?.format, decodeUnknown, updateUi };

interface Recorded {
  readonly at: number | string;
  readonly feed: string;
  readonly text: string;
}

/** The row of the table and the route pane's first line, at each of the times and at the end. */
function shownAt(times: readonly string[]): readonly string[] {
  const lines = gunzipSync(readFileSync(recording)).toString('utf8').trim().split('\n');
  const world = emptyWorld({
    watch: [{ kind: 'icao24', icao24: '15521f' }],
    eventsForAll: false,
    sightings: new Map(),
  });
  let state: State = stateWith(
    { clock: 'recording', at: 0, wallAt: 0, world, events: [], links: new Map(), readMarkAt: 0 },
    { selected: '15521f' },
  );
  const asked = times.map((time) => Date.parse(time));
  const shown: string[] = [];
  const look = (): void => {
    const text = screenText(atSize(state, 120, 40), []).split('\n');
    shown.push((text.find((line) => /^▌..RA-86559/.test(line)) ?? '').slice(27, 37).trim());
  };
  for (const line of lines) {
    const { at, feed, text } = JSON.parse(line) as Partial<Recorded>;
    if (at === undefined || feed === undefined || text === undefined) continue;
    const time = typeof at === 'number' ? at : Date.parse(at);
    while (asked[0] !== undefined && time >= asked[0]) {
      asked.shift();
      look();
    }
    state = update({ ...state, at: time }, { kind: 'frame', feed, at: time, text }, tables).state;
  }
  state = update(state, { kind: 'link', feed: 'readsb', at: state.at, status: { state: 'ended' } }, tables).state;
  look();
  return shown;
}

it('tells the way there and back, and at no time an origin that is no more', () => {
  const stages = shownAt([
    '2023-07-31T14:00:00Z',
    '2023-07-31T22:20:00Z',
    '2023-08-01T06:00:00Z',
    '2023-08-02T12:26:00Z',
    '2023-08-02T13:00:00Z',
  ]);
  expect(stages).toEqual(['UUMU›?', 'UUMU›ZKPY?', 'UUMU›ZKPY', '-', 'ZKPY›?', 'ZKPY›UUMU']);
}, 60_000);
