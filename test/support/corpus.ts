/**
 * Recordings of the corpus beside the checkout, run through decoding and `observe` as a replay does. In: a name. Out: events in
 * the contract's form. Absent corpus: `corpusNames` is empty, and the tests say so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { EpochMs } from '../../src/aero/units.ts';
import type { WatchRule } from '../../src/aero/watchlist.ts';
import { eventToJson, type WireEvent } from '../../src/events/wire.ts';
import { emptyWorld, type Observation, observe, type World } from '../../src/events/world.ts';
import { formatById } from '../../src/feeds/index.ts';

export const corpusFolder = new URL('../../../shared/corpus/', import.meta.url);

/** The names of the recordings that have a truth file, sorted; empty without the corpus. */
export const corpusNames: readonly string[] = existsSync(corpusFolder)
  ? readdirSync(corpusFolder)
      .filter((file) => file.endsWith('.truth.json'))
      .map((file) => file.slice(0, -'.truth.json'.length))
      .sort()
  : [];

export interface Pattern {
  readonly kind: string | readonly string[];
  readonly maxWidthMin?: number;
  readonly [key: string]: unknown;
}

export interface Truth {
  readonly watch: readonly string[];
  readonly expect: readonly Pattern[];
  readonly forbid: readonly Pattern[];
  readonly visits?: readonly unknown[];
}

export const truthOf = (name: string): Truth =>
  JSON.parse(readFileSync(new URL(`${name}.truth.json`, corpusFolder), 'utf8')) as Truth;

interface Line {
  readonly at: EpochMs;
  readonly feed: string;
  readonly text?: string;
  readonly link?: 'up' | 'down';
  readonly reason?: string;
}

/** The observations of a recording, decoded: a new link is a new connection for the decoder. */
export function observationsOf(name: string): readonly Observation[] {
  const memory = new Map<string, unknown>();
  const lines = gunzipSync(readFileSync(new URL(`${name}.ndjson.gz`, corpusFolder)))
    .toString('utf8')
    .split('\n');
  return lines.flatMap((line): Observation[] => {
    if (line === '') return [];
    const { at, feed, text, link, reason } = JSON.parse(line) as Line;
    if (link !== undefined) {
      memory.delete(feed);
      return [{ kind: 'link', feed, up: link === 'up', at, ...(reason === undefined ? {} : { reason }) }];
    }
    const decoded = formatById(feed)?.decode(text ?? '', at, memory.get(feed));
    if (decoded === undefined) throw new Error(`no format ${feed}`);
    memory.set(feed, decoded.memory);
    const clock = decoded.clockAt === undefined ? {} : { clockAt: decoded.clockAt };
    return [{ kind: 'reports', feed, reports: decoded.reports, receivedAt: at, ...clock }];
  });
}

export const watchOf = (truth: Truth): readonly WatchRule[] =>
  truth.watch.map((icao24) => ({ kind: 'icao24', icao24 }));

/** Everything that follows from the observations, in the contract's form. */
export function eventsOf(
  observations: Iterable<Observation>,
  watch: readonly WatchRule[],
): { readonly world: World; readonly events: readonly WireEvent[] } {
  let world = emptyWorld({ watch, eventsForAll: false, sightings: new Map() });
  const events: WireEvent[] = [];
  const take = (observation: Observation): void => {
    const step = observe(world, observation);
    world = step.world;
    events.push(...step.events.map(eventToJson));
  };
  for (const observation of observations) take(observation);
  take({ kind: 'end', at: world.at });
  return { world, events };
}
