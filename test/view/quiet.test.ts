/** What costs bytes: the screen says the same until something that counts has changed. */
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { emptyFleet, withTracks } from '../../src/tracks/fleet.ts';
import type { Track } from '../../src/tracks/types.ts';
import { keyRows } from '../../src/ui/keys.ts';
import { textOf } from '../../src/view/line.ts';
import { headerModel } from '../../src/view/panes/header.ts';
import { sameScreen, screenModel } from '../../src/view/screen.ts';
import { atSize, linkWith, NOW, severalTracks, stateWith, trackWith } from '../support/states.ts';

const model = (state: State) => screenModel(state, { keyRows: keyRows(state) });
const fresh = severalTracks.filter((track) => NOW - track.heardAt < 10_000);

/** The same aircraft heard again `seconds` later with the same values: a live feed whose data does not change. */
const heardAgain = (seconds: number): State => {
  const ms = seconds * 1000;
  const tracks = fresh.map((track): Track => {
    const moved: Record<string, unknown> = {
      ...track,
      heardAt: track.heardAt + ms,
      counts: { ...track.counts, accepted: track.counts.accepted + seconds },
    };
    for (const [key, value] of Object.entries(track)) {
      if (value !== null && typeof value === 'object' && 'at' in value && 'value' in value)
        moved[key] = { ...value, at: Number(value.at) + ms };
    }
    return moved as unknown as Track;
  });
  const base = stateWith();
  const link = linkWith();
  return {
    ...base,
    at: NOW + ms,
    wallAt: NOW + ms,
    world: { ...base.world, at: NOW + ms, fleet: withTracks(emptyFleet, tracks) },
    links: new Map([
      [
        link.feed,
        {
          ...link,
          frames: link.frames + seconds,
          reports: link.reports + seconds,
          lastFrameAt: NOW + ms,
          clockAt: NOW + ms,
          clockMovedAt: NOW + ms,
        },
      ],
    ]),
  };
};

describe('a live feed whose data does not change', () => {
  it.each([
    [40, 10],
    [60, 15],
    [80, 24],
    [120, 40],
    [200, 60],
  ] as const)('repaints nothing for 50 s at %ix%i, but for the clock', (columns, rows) => {
    const first = model(atSize(heardAgain(0), columns, rows));
    for (let seconds = 1; seconds <= 50; seconds += 1) {
      expect(sameScreen(first, model(atSize(heardAgain(seconds), columns, rows)))).toBe(true);
    }
  });

  it('repaints when one altitude changes', () => {
    const state = atSize(heardAgain(1), 80, 24);
    const climbed = trackWith('1537bc', 0, {
      registration: 'RA-64044',
      typecode: 'T204',
      altitudeFt: 36_100,
      onGround: false,
    });
    const changed = { ...state, world: { ...state.world, fleet: withTracks(state.world.fleet, [climbed]) } };
    expect(sameScreen(model(state), model(changed))).toBe(false);
  });
});

describe('a feed that fell silent', () => {
  const silent = (seconds: number): State => ({
    ...stateWith(),
    at: NOW + seconds * 1000,
    wallAt: NOW + seconds * 1000,
  });
  it('moves nothing but ages and signs: under 60 bytes a second with nine aircraft', () => {
    // One run of changed cells costs its cells and a move of the cursor, `CSI row ; column H`.
    const moveBytes = 8;
    let bytes = 0;
    for (let seconds = 1; seconds <= 60; seconds += 1) {
      const before = textOf(model(atSize(silent(seconds - 1), 80, 24)).lines).split('\n');
      const after = textOf(model(atSize(silent(seconds), 80, 24)).lines).split('\n');
      for (const [row, line] of after.entries()) {
        const old = before[row] ?? '';
        if (line === old) continue;
        let first = 0;
        while (line[first] === old[first]) first += 1;
        bytes += moveBytes + (Math.max(line.length, old.length) - first);
      }
    }
    expect(bytes / 60).toBeLessThan(60);
  });

  it('says since when, and shows as of when the data is', () => {
    const words = headerModel(atSize(silent(130), 120, 40), 120);
    expect(words.line.map((part) => part.text).join('')).toContain('STALE silent 2m');
    expect(words.clock.text).toBe('as of 2026-10-11 14:22:06Z');
  });
});

it('makes a screen of 2,000 aircraft at 200x60 in less than 10 ms', () => {
  const tracks = Array.from({ length: 2000 }, (_, index) => {
    const template = severalTracks[index % severalTracks.length];
    return {
      ...(template ?? trackWith('000000', 0)),
      icao24: (0x140000 + index).toString(16),
      registration: `RA-${10_000 + index}`,
    };
  });
  const base = stateWith();
  const world = { ...base.world, fleet: withTracks(emptyFleet, tracks) };
  const at = (tick: number): State => atSize({ ...base, world, at: NOW + tick }, 200, 60);
  for (let warm = 0; warm < 30; warm += 1) model(at(warm));
  const times: number[] = [];
  for (let frame = 0; frame < 40; frame += 1) {
    const state = at(100 + frame);
    const started = performance.now();
    model(state);
    times.push(performance.now() - started);
  }
  // The median: what else runs on the machine is not what is measured here.
  const median = times.sort((a, b) => a - b)[20] ?? Number.POSITIVE_INFINITY;
  expect(median).toBeLessThan(10);
  if (process.env.SHOW_FIGURES === '1')
    process.stdout.write(`screenModel of 2,000 aircraft at 200x60: ${median.toFixed(2)} ms\n`);
});
