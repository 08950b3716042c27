/**
 * The world as plain values, to be kept over a restart: whom the detectors know, what they remember, what waits in the lane, how
 * the feeds stood. In: a world. Out: a snapshot without closures that structured cloning can carry, bounded; and a world again. A
 * snapshot of another shape is refused: a wrong memory is worse than none.
 */
import type { EpochMs } from '../aero/units.ts';
import { emptyFleet, trackOf, tracksOf, withTracks } from '../tracks/fleet.ts';
import { watchedBy } from '../tracks/fold.ts';
import type { Fix, Track } from '../tracks/types.ts';
import { showFrame } from './fold-frame.ts';
import type { FeedHealth } from './health.ts';
import { detectors } from './index.ts';
import { type Cells, cellsOf, emptyRecall, withCells } from './recall.ts';
import { type LaneItem, withoutFolds } from './reorder.ts';
import { attentionOf, startWorking, type WorldMemory } from './working.ts';
import { emptyWorld, observe, type World, type WorldSettings } from './world.ts';

/** Raised whenever a track, the lane or a detector's memory changes its shape. */
export const SNAPSHOT_VERSION = 1;

/** Unwatched aircraft matter as neighbours (a crowd of 7700, a leaked callsign): those in trouble first, then the last heard. */
const BYSTANDERS_MOST = 1000;
/** With events for all everyone's story goes on after a restart, up to this many. */
const FOLLOWED_MOST = 5000;
/** All trails together; some 150 bytes each. Above it they are thinned, the oldest points first. */
const TRAIL_POINTS_MOST = 20_000;

/** What the world remembers beside what is spelled out below: carried as it is. */
type Carried = Omit<WorldMemory, 'rules' | 'attention' | 'recall' | 'fleet' | 'lane' | 'heard'>;

export interface WorldSnapshot {
  readonly version: number;
  readonly at: EpochMs;
  /** The rows of the table of detectors: cells are kept by row, and rows come and go. */
  readonly rows: readonly string[];
  readonly tracks: readonly Track[];
  readonly cells: readonly (readonly [icao24: string, cells: Cells])[];
  /** Whom a tick asks about: also who is known from a person's evidence alone. */
  readonly heard: readonly string[];
  readonly health: readonly FeedHealth[];
  readonly laneAt: EpochMs;
  readonly items: readonly LaneItem[];
  readonly carried: Carried;
}

const rowNames = (): readonly string[] => detectors.map(({ kinds }) => kinds.join(' '));

/** Who is kept: all watched aircraft, and of the others the ones in trouble and the ones heard last. */
function keptOf(world: World): ReadonlySet<string> {
  const kept = new Set<string>();
  const others: Track[] = [];
  for (const track of tracksOf(world.fleet)) {
    if (track.watched) kept.add(track.icao24);
    else others.push(track);
  }
  const most = world.settings.eventsForAll ? FOLLOWED_MOST : BYSTANDERS_MOST;
  const inTrouble = (track: Track): number => (track.squawk?.value.startsWith('7') === true ? 1 : 0);
  if (others.length > most) others.sort((a, b) => inTrouble(b) - inTrouble(a) || b.heardAt - a.heardAt);
  for (const track of others.slice(0, most)) kept.add(track.icao24);
  return kept;
}

/** Every `step`-th point, and all of the last quarter: where it is now matters more than where it was. */
const thinned = (trail: readonly Fix[], step: number): readonly Fix[] =>
  step <= 1 ? trail : trail.filter((_, index) => index % step === 0 || index >= trail.length * 0.75);

/** The lane's items with the reports of these aircraft only, and nothing computed ahead. */
const itemsOf = (memory: WorldMemory, kept: ReadonlySet<string>): readonly LaneItem[] =>
  withoutFolds(memory.lane).items.map((item) =>
    item.kind === 'reports' ? { ...item, held: item.held.filter(({ report }) => kept.has(report.icao24)) } : item,
  );

/**
 * What has to be known to go on after a restart as if there had been none.
 * @returns `undefined` for a world in which nothing was observed yet
 */
export function snapshotOf(world: World): WorldSnapshot | undefined {
  const memory = world.memory as WorldMemory | undefined;
  if (memory === undefined) return undefined;
  const { rules: _rules, attention: _attention, recall, fleet, lane, heard, ...carried } = memory;
  const kept = keptOf(world);
  const tracks = [...tracksOf(fleet)].filter(({ icao24 }) => kept.has(icao24));
  const points = tracks.reduce((sum, { trail }) => sum + trail.length, 0);
  const step = Math.ceil(points / TRAIL_POINTS_MOST);
  return {
    version: SNAPSHOT_VERSION,
    at: world.at,
    rows: rowNames(),
    tracks: step <= 1 ? tracks : tracks.map((track) => ({ ...track, trail: thinned(track.trail, step) })),
    cells: [...new Set([...kept, ...heard])].flatMap((icao24) => {
      const cells = cellsOf(recall, icao24);
      return cells.length === 0 ? [] : [[icao24, cells] as const];
    }),
    heard: [...heard],
    health: [...world.health.values()],
    laneAt: lane.at,
    items: itemsOf(memory, kept),
    carried,
  };
}

function isSnapshot(value: unknown): value is WorldSnapshot {
  if (typeof value !== 'object' || value === null) return false;
  const { version, at, laneAt, rows, tracks, cells, heard, health, items, carried } = value as Record<string, unknown>;
  return (
    version === SNAPSHOT_VERSION &&
    typeof at === 'number' &&
    typeof laneAt === 'number' &&
    [rows, tracks, cells, heard, health, items].every(Array.isArray) &&
    typeof carried === 'object' &&
    carried !== null
  );
}

/**
 * The world of a snapshot, under the settings of this run: the watchlist may have changed in between.
 * @returns `undefined` when the snapshot is of another version, or none
 */
export function restoreWorld(snapshot: unknown, settings: WorldSettings): World | undefined {
  if (!isSnapshot(snapshot)) return undefined;
  const attention = attentionOf(settings);
  const tracks = snapshot.tracks.map((track): Track => {
    const watched = watchedBy(attention, track);
    return watched === track.watched ? track : { ...track, watched, recent: [], trail: [] };
  });
  const places = rowNames().map((name) => snapshot.rows.indexOf(name));
  const cells = snapshot.cells.map(([icao24, before]): [string, Cells] => [
    icao24,
    places.map((place) => before[place]),
  ]);
  const fleet = withTracks(emptyFleet, tracks);
  const unheard = snapshot.heard.filter((icao24) => trackOf(fleet, icao24) === undefined);
  const health = new Map(snapshot.health.map((feed) => [feed.feed, feed]));
  const memory: WorldMemory = {
    ...snapshot.carried,
    rules: settings.watch,
    attention,
    recall: withCells(emptyRecall, new Map(cells)),
    fleet,
    lane: { at: snapshot.laneAt, items: [] },
    heard: new Set([...unheard, ...tracks.flatMap(({ watched, icao24 }) => (watched ? [icao24] : []))]),
  };
  const working = startWorking(settings, fleet, health, memory);
  const items = snapshot.items.map((item): LaneItem => {
    if (item.kind !== 'reports') return item;
    const held = item.held.flatMap(({ report, receivedAt }) => showFrame(working, [report], receivedAt));
    return { ...item, held };
  });
  working.lane = { at: snapshot.laneAt, items };
  return { ...emptyWorld(settings), at: snapshot.at, fleet: working.shown, health, memory: working.kept() };
}

/**
 * The program was off from the world's time on: no feed delivered in between, so that the silence until the next data says nothing
 * of any aircraft.
 */
export function afterSleep(world: World): World {
  let next = world;
  for (const feed of world.health.keys()) {
    const reason = 'the program was not running';
    next = observe(next, { kind: 'link', feed, up: false, at: world.at, reason }).world;
  }
  return next;
}
