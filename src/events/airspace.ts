/**
 * `airspace-enter` and `airspace-exit`: a followed aircraft crosses the border of an area that matters here (detection.md §5.2). The
 * FIR and the country are two areas and two sentences. Seen crossing lies between two fixes; a crossing in a hole is inferred, within
 * what the aircraft could fly. First heard inside is no entry, falling silent inside is no exit.
 */
import { namedAreas } from '../aero/areas.ts';
import { adjectiveOf } from '../aero/countries.ts';
import { distanceNm } from '../aero/geo.ts';
import { countryOf } from '../aero/icao24.ts';
import { crossingPoint, type PathPoint } from '../aero/route-areas.ts';
import { type EpochMs, HOUR_MS, type Knots, MINUTE_MS, type Milliseconds, SECOND_MS } from '../aero/units.ts';
import type { Fix, Track } from '../tracks/types.ts';
import {
  type AreaCrossing,
  type AreaStand,
  errorNm,
  fromEdgeNm,
  nowhere,
  PAST_EDGE_NM,
  standWith,
} from './airspace-side.ts';
import { type Draft, defineDetector } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { asBelieved, duration, nameOf } from './say.ts';
import type { EventLevel } from './types.ts';

interface WatchedArea {
  readonly area: string;
  readonly enter: EventLevel;
  readonly exit: EventLevel;
}

/** Not every country: the DPRK, its FIR, the sea that most ways to it cross, and the country that most direct ways would cross. */
const AREAS: readonly WatchedArea[] = [
  { area: 'KP', enter: 'alert', exit: 'note' },
  { area: 'ZKKP', enter: 'note', exit: 'note' },
  { area: 'sea-of-japan', enter: 'info', exit: 'info' },
  { area: 'CN', enter: 'info', exit: 'info' },
];
/** A longer hole than this was not seen through, as with take-offs and landings. */
const OBSERVED_MS: Milliseconds = 5 * MINUTE_MS;
/** Fixes show it, so the words are "entered" and "left"; of a sea whose edge is drawn by hand a little less is sure. */
const PROBABILITY = 0.98;
const ROUGH_PROBABILITY = 0.9;
/** Detection.md §5.2: a crossing in a hole. */
const INFERRED_PROBABILITY = 0.7;
/** Detection.md Q4: nobody is faster over the ground in the long run. */
const REACH_KT: Knots = 600;
/** Where no speed is reported: a jet in cruise. */
const USUAL_KT: Knots = 450;
const SLOWEST_KT: Knots = 200;
/** Detection.md §5.3: as far as this share of what it would have flown means that it flew on, and did not stay. */
const FLEW_ON = 0.75;
const DPRK = 'KP';
const RULE = `Three accepted fixes or more on the other side, over a minute or more, the last of them ${PAST_EDGE_NM} NM past the edge or more.`;
const OTHERWISE_OBSERVED =
  'With fewer fixes, one on the first side among them, suspect positions, or all within 2 NM of the edge, nothing would have been said.';
const OTHERWISE_INFERRED = 'Fixes less than five minutes apart on both sides of the edge would have made it observed.';

interface Stands {
  readonly seenAt?: EpochMs;
  /** One for each of `AREAS`. */
  readonly stands: readonly AreaStand[];
}

const nothing: Stands = { stands: [] };

interface When {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
}

const pointOf = (fix: Fix): PathPoint => ({ ...fix.position, at: fix.at });
const flightMs = (distance: number, speed: Knots): Milliseconds => (distance / speed) * HOUR_MS;

/**
 * When it crossed in a hole: not sooner after the last fix, nor later before the first one, than it can fly. If it flew on, where its
 * straight way crosses; if it had time to stay, then inside, so that it entered soon after the one or left soon before the other.
 */
function whenInferred({ before, first, to }: AreaCrossing, area: string): When {
  const other = to === 'inside' ? 'outside' : 'inside';
  const wayBefore = fromEdgeNm(before, area, other);
  const wayAfter = fromEdgeNm(first, area, to);
  const earliest = before.at + Math.floor(flightMs(Math.max(wayBefore - errorNm(before), 0), REACH_KT));
  const latest = first.at - Math.floor(flightMs(Math.max(wayAfter - errorNm(first), 0), REACH_KT));
  const [fromAt, toAt] = earliest <= latest ? [earliest, latest] : [before.at, first.at];
  const speed = Math.max(before.groundSpeedKt ?? first.groundSpeedKt ?? USUAL_KT, SLOWEST_KT);
  const flewOn = flightMs(distanceNm(before.position, first.position), speed) >= FLEW_ON * (first.at - before.at);
  const stayed = to === 'inside' ? before.at + flightMs(wayBefore, speed) : first.at - flightMs(wayAfter, speed);
  const at = flewOn ? crossingPoint(pointOf(before), pointOf(first), area).at : Math.round(stayed);
  return { fromAt, toAt, at: Math.min(Math.max(at, fromAt), toAt) };
}

const nameOfArea = (area: string): string => {
  const named = namedAreas.find((one) => one.area === area);
  if (named === undefined) return `${adjectiveOf[area] ?? area} airspace (land and 12 NM of sea)`;
  return area === area.toUpperCase() ? `the ${named.name}` : `the air over the ${named.name}`;
};

function draftOf(track: Track, crossing: AreaCrossing, { area, enter, exit }: WatchedArea): Draft {
  const { before, first, last, to, holeMs } = crossing;
  const observed = holeMs <= OBSERVED_MS;
  const border = crossingPoint(pointOf(before), pointOf(first), area);
  const when = observed ? { fromAt: before.at, toAt: first.at, at: border.at } : whenInferred(crossing, area);
  const approximate = namedAreas.find((one) => one.area === area)?.approximate;
  const isRough = area !== area.toUpperCase();
  const probability = observed ? (isRough ? ROUGH_PROBABILITY : PROBABILITY) : INFERRED_PROBABILITY;
  const verb = to === 'inside' ? 'entered' : 'left';
  // Of a sea the edge is unsure, not the seeing: "(inferred)" would be the wrong doubt.
  const said = observed ? verb : asBelieved(verb, probability);
  const hole = observed ? '' : `, unheard for ${duration(holeMs)}`;
  const isHome = countryOf(track.icao24)?.code === DPRK;
  return {
    kind: to === 'inside' ? 'airspace-enter' : 'airspace-exit',
    key: `${area} ${first.at}`,
    ...when,
    basis: observed ? 'observed' : 'inferred',
    probability,
    level: isHome ? 'info' : to === 'inside' ? enter : exit,
    text: `${nameOf(track)} ${said} ${nameOfArea(area)}${isRough ? ', whose edge is approximate' : ''}${hole}.`,
    detail: {
      area,
      ...(observed ? { latitudeDeg: border.latitudeDeg, longitudeDeg: border.longitudeDeg } : {}),
      altitudeFt: (to === 'inside' ? first.altitudeFt : before.altitudeFt) ?? null,
      ...(approximate === undefined ? {} : { approximate }),
      evidence: evidenceOf(
        RULE,
        [before, first, last],
        {
          area,
          fixes: crossing.fixes,
          seconds: Math.round((last.at - first.at) / SECOND_MS),
          pastEdgeNm: Number(fromEdgeNm(last, area, to).toFixed(1)),
          unheardSeconds: Math.round(holeMs / SECOND_MS),
        },
        observed ? OTHERWISE_OBSERVED : OTHERWISE_INFERRED,
      ),
    },
  };
}

export const airspace = defineDetector<Stands>({
  kinds: ['airspace-enter', 'airspace-exit'],
  level: 'note',
  why: 'In whose air it is: the country, its flight information region and the seas around it are different things.',
  onSighting(memory, { track, fix, takeover }) {
    if (fix?.verdict !== 'accepted') return undefined;
    const before = takeover ? nothing : (memory ?? nothing);
    const drafts: Draft[] = [];
    const stands = AREAS.map((watched, index) => {
      const { stand, crossing } = standWith(before.stands[index] ?? nowhere, fix, watched.area, before.seenAt);
      if (crossing !== undefined) drafts.push(draftOf(track, crossing, watched));
      return stand;
    });
    // The FIR's edge comes before the country's, on the way in as in the log.
    return { memory: { seenAt: fix.at, stands }, drafts: drafts.sort((a, b) => a.at - b.at) };
  },
});
