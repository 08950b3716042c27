/** What is done to one aircraft: marking, following, watching. Without an aircraft, a line says so. */
import type { EpochMs } from '../aero/units.ts';
import { trackOf } from '../tracks/fleet.ts';
import { nothingMarked } from './command-reasons.ts';
import { shownWorld } from './select.ts';
import type { State } from './state.ts';
import { subjectAircraft } from './ui-move.ts';
import type { UiStep } from './ui-step.ts';
import { look, say, step } from './ui-step.ts';

const NONE = 'no aircraft is selected';

/** Marks the aircraft or takes its mark away; the last mark taken away ends "only marked". */
export function marked(state: State, at: EpochMs): State {
  const icao24 = subjectAircraft(state);
  if (icao24 === undefined) return say(state, NONE, at);
  const marks = new Set(state.ui.marked);
  if (!marks.delete(icao24)) marks.add(icao24);
  return look(state, { marked: marks, onlyMarked: state.ui.onlyMarked && marks.size > 0 });
}

export function onlyMarked(state: State, at: EpochMs): State {
  const reason = nothingMarked(state);
  if (reason !== undefined) return say(state, reason, at);
  return look(state, { onlyMarked: !state.ui.onlyMarked, heldOrder: undefined });
}

/** Follows the aircraft, or follows none when it was followed. */
export function followed(state: State, at: EpochMs): State {
  const icao24 = subjectAircraft(state);
  if (icao24 === undefined) return say(state, NONE, at);
  if (state.ui.followed === icao24) return say(look(state, { followed: undefined }), 'following no aircraft', at);
  return say(look(state, { followed: icao24, selected: icao24 }), `following ${nameOf(state, icao24)}`, at);
}

/** Puts the aircraft's address on the watchlist, for this run and in the settings. */
export function watched(state: State, at: EpochMs): UiStep {
  const icao24 = subjectAircraft(state);
  if (icao24 === undefined) return step(say(state, NONE, at));
  const name = nameOf(state, icao24);
  const { settings } = state.world;
  const known = settings.watch.some((rule) => rule.kind === 'icao24' && rule.icao24 === icao24);
  if (known || trackOf(state.world.fleet, icao24)?.watched === true) {
    return step(say(state, `${name} is watched already`, at));
  }
  const watch = [...settings.watch, { kind: 'icao24' as const, icao24 }];
  const next: State = { ...state, world: { ...state.world, settings: { ...settings, watch } } };
  return step(say(next, `watching ${name}`, at), { kind: 'watch-add', rule: icao24 });
}

const nameOf = (state: State, icao24: string): string =>
  trackOf(shownWorld(state).fleet, icao24)?.registration ?? icao24;
