/**
 * `emergency`: 7500, 7600, 7700 or an emergency word, airborne, for a minute of fresh reports, once per episode (detection.md
 * §5.2). Many 7700 at once in one place are interference and nobody's emergency (Q14); a slip of the knob is shorter.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, MINUTE_MS, type NauticalMiles, type Position, SECOND_MS } from '../aero/units.ts';
import type { Report } from '../feeds/types.ts';
import { type Fleet, tracksOf } from '../tracks/fleet.ts';
import type { Track } from '../tracks/types.ts';
import { type Draft, defineDetector, type Step } from './detector.ts';
import { evidenceOf } from './evidence.ts';
import { nameOf } from './say.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  '7500': 'unlawful interference',
  '7600': 'radio failure',
  '7700': 'emergency',
};
/** Only 7700 is forged in masses (Moscow, October 2023). */
const MASS_SQUAWK = '7700';
/** plane-notify's rule (detection.md §1.1). */
const PERSISTS_MS = MINUTE_MS;
/** A pause longer than this in the reports starts the minute anew. */
const FRESH_MS = MINUTE_MS;
/** So long without the code ends the episode; a shorter pause is a garbled row or a second look at the knob. */
const CLEAR_MS = MINUTE_MS;
/** Detection.md Q14: more than five within 100 NM. */
const MASS_ABOVE = 5;
const MASS_WITHIN_NM: NauticalMiles = 100;
/** A crowd that gathers later than this round an emergency does not make it less of one. */
const MASS_JOINS_MS = 5 * MINUTE_MS;
/** Two reports of aircraft that squawk at once are at most this far apart in time. */
const MASS_SAME_TIME_MS = 90 * SECOND_MS;

interface Episode {
  readonly sinceAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly told: boolean;
  readonly withdrawn: boolean;
  readonly clearSince?: EpochMs;
}

const codeOf = (report: Report): string | undefined =>
  report.squawk !== undefined && MEANINGS[report.squawk] !== undefined ? report.squawk : report.emergency;

/**
 * Whether this one is one of a crowd: within 100 NM of one that has more than five, itself among them, within 100 NM. So the ones
 * on the edge of the crowd belong to it too.
 */
function isMass(fleet: Fleet, track: Track, at: EpochMs): boolean {
  const here = track.position?.value;
  if (here === undefined) return false;
  const crowd: Position[] = [];
  for (const other of tracksOf(fleet)) {
    if (other.squawk?.value !== MASS_SQUAWK || Math.abs(other.squawk.at - at) > MASS_SAME_TIME_MS) continue;
    if (other.position !== undefined) crowd.push(other.position.value);
  }
  if (crowd.length <= MASS_ABOVE) return false;
  const near = (place: Position): readonly Position[] =>
    crowd.filter((other) => distanceNm(place, other) <= MASS_WITHIN_NM);
  return near(here).some((middle) => near(middle).length > MASS_ABOVE);
}

const inWords = (code: string): string =>
  MEANINGS[code] === undefined ? `reports "${code}"` : `squawks ${code} (${MEANINGS[code]})`;

function draftOf(track: Track, code: string, episode: Episode): Draft {
  return {
    kind: 'emergency',
    key: episode.sinceAt,
    fromAt: episode.sinceAt,
    toAt: episode.lastAt,
    at: episode.sinceAt,
    probability: 0.95,
    level: 'alert',
    text: `${nameOf(track)} ${inWords(code)} for a minute or more.`,
    detail: {
      squawk: MEANINGS[code] === undefined ? null : code,
      ...(track.emergency === undefined ? {} : { emergency: track.emergency.value }),
      evidence: evidenceOf(
        'an emergency code or word in the air, for a minute of fresh reports, and not on more than five aircraft within 100 NM',
        track.lastFix === undefined ? [] : [track.lastFix],
        { 'seconds seen': Math.round((episode.lastAt - episode.sinceAt) / SECOND_MS), code },
        'less than a minute of it, on the ground, or many neighbours with 7700 at once',
      ),
    },
  };
}

/** The code was absent beside another squawk: the episode may be over. */
function cleared(episode: Episode, at: EpochMs): Step<Episode | undefined> | undefined {
  if (at <= episode.lastAt) return undefined;
  const clearSince = Math.min(episode.clearSince ?? at, at);
  if (at - clearSince >= CLEAR_MS) return { memory: undefined };
  return { memory: { ...episode, clearSince } };
}

export const emergency = defineDetector<Episode | undefined>({
  kinds: ['emergency'],
  level: 'alert',
  why: 'The crew says that something is wrong.',
  onSighting(episode, { track, report }, { fleet }) {
    const code = codeOf(report);
    if (code === undefined) {
      return episode === undefined || report.squawk === undefined ? undefined : cleared(episode, report.at);
    }
    const { at } = report;
    if (episode !== undefined && at <= episode.lastAt) return undefined;
    if (report.onGround !== false && track.onGround?.value !== false) return undefined;
    const broken =
      episode === undefined || (!episode.told && (episode.clearSince !== undefined || at - episode.lastAt > FRESH_MS));
    if (broken) return { memory: { sinceAt: at, lastAt: at, told: false, withdrawn: false } };
    const { clearSince: _clear, ...rest } = episode;
    const longer: Episode = { ...rest, lastAt: at };
    if (longer.withdrawn) return { memory: longer };
    // Asked at every look, not at the end of the minute only: a crowd drifts apart.
    const mayBeMass = code === MASS_SQUAWK || MEANINGS[code] === undefined;
    if (mayBeMass && at - longer.sinceAt <= MASS_JOINS_MS && isMass(fleet, track, at)) {
      const withdrawn: Episode = { ...longer, told: true, withdrawn: true };
      if (!longer.told) return { memory: withdrawn };
      const draft = draftOf(track, code, longer);
      const text = `${nameOf(track)} squawks ${code} like many others near it: interference, not an emergency.`;
      return {
        memory: withdrawn,
        drafts: [
          {
            ...draft,
            status: 'retracted',
            supersedesKey: draft.key,
            toAt: longer.lastAt,
            text,
            level: 'note',
            probability: 0.1,
          },
        ],
      };
    }
    if (longer.told || at - longer.sinceAt < PERSISTS_MS) return { memory: longer };
    return { memory: { ...longer, told: true }, drafts: [draftOf(track, code, longer)] };
  },
});
