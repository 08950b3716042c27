/**
 * The screen's last lines: what is filtered or what has just been said, whose data this is, and the keys that help most now. In: the state, the
 * space, the key rows. Out: one or two lines. The licence's credit is never dropped for a hint.
 */
import { listedTracks, visibleTracks } from '../../app/select.ts';
import type { State } from '../../app/state.ts';
import { creditOf, shortCredit } from '../connection.ts';
import { feedSummary } from '../feed-summary.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, said, span, spread, widthOf } from '../line.ts';
import type { Line, Space, Tone } from '../types.ts';
import { MAIN_HINTS, PROMPT_HINTS, QUESTION_HINTS, REPLAY_HINTS, TROUBLE_HINTS, VIEW_HINTS } from './footer-hints.ts';
import type { KeyRow } from './help.ts';
import { chordText } from './help.ts';

const CREDIT_CELLS = 60;
/** From here on the credit is given with licence and address. */
const FULL_CREDIT_COLUMNS = 80;
/** Credits of several feeds take no more of a small terminal than this. */
const SHORT_CREDIT_SHARE = 0.5;
const NOTICE_TONES: Readonly<Record<'plain' | 'warn' | 'alert', Tone>> = {
  plain: 'strong',
  warn: 'warn',
  alert: 'alert',
};

/** The footer: at most `space.rows` lines of at most `space.columns` cells. */
export function footerModel(state: State, space: Space, keyRows: readonly KeyRow[]): readonly Line[] {
  const frame = frameOf(state);
  if (space.rows < 2) {
    const told = toldLine(state);
    const credit = creditLine(state, space.columns, true);
    const keys = keysLine(state, space.columns - widthOf(credit) - 1, frame, keyRows);
    return finish([spread(told.length > 0 ? told : keys, credit, space.columns)], space, frame.mode);
  }
  const keys = keysLine(state, space.columns, frame, keyRows);
  return finish([statusLine(state, space.columns), keys], space, frame.mode);
}

/** What has just happened or is asked: it goes before everything else. */
function toldLine(state: State): Line {
  const { notice, quitAsked } = state.ui;
  if (quitAsked && notice === undefined) {
    return [span(' Quit? ', 'warn'), span('y', 'key'), span(' yes  '), span('n', 'key'), span(' no')];
  }
  if (state.storeTrouble !== undefined && !quitAsked)
    return [span(` The event log cannot be written: ${said(state.storeTrouble, 120)}`, 'alert')];
  return notice === undefined ? [] : [span(` ${said(notice.text, 200)}`, NOTICE_TONES[notice.tone])];
}

function statusLine(state: State, columns: number): Line {
  const told = toldLine(state);
  const credit = creditLine(state, columns, columns < FULL_CREDIT_COLUMNS);
  return spread(told.length > 0 ? told : filterLine(state), credit, columns);
}

function filterLine(state: State): Line {
  const { filter, search, view } = state.ui;
  if (view !== 'main' && search !== '') return [span(' / ', 'key'), span(said(search, 60), 'strong')];
  if (filter.text === '') return [];
  const matched = `   ${visibleTracks(state).length}/${listedTracks(state).length} match`;
  return [
    span(' / ', 'key'),
    span(said(filter.text, 200), filter.off ? 'dim' : 'strong'),
    span(filter.off ? '   off' : matched, 'note'),
  ];
}

/** Whose data is shown: each credit once; in short their names, and how many more there are. */
function creditLine(state: State, columns: number, short: boolean): Line {
  const credits = new Set<string>();
  for (const link of state.links.values()) {
    const credit = short ? shortCredit(link) : creditOf(link);
    if (credit !== undefined && credit !== '') credits.add(said(credit, CREDIT_CELLS));
  }
  const [first, ...others] = credits;
  if (first === undefined) return [];
  const all = `data: ${[...credits].join(short ? ', ' : '; ')}`;
  if (!short) return [span(`${said(all, CREDIT_CELLS + 20)} `, 'dim')];
  const isRoomy = all.length <= Math.floor(columns * SHORT_CREDIT_SHARE);
  return [span(isRoomy ? all : `data: ${first}${others.length > 0 ? ` +${others.length}` : ''}`, 'dim')];
}

interface Hint {
  readonly id: string;
  readonly chord: string;
  readonly help: string;
  readonly blocked: boolean;
}

type Wording = 'all' | 'first' | 'none';

/** A chord and what it does; `none`: the chord alone. */
function hintLine({ id, chord, help, blocked }: Hint, wording: Wording, mode: 'unicode' | 'ascii'): Line {
  const all = help.split(';')[0] ?? help;
  const first = SHORT_WORDS[id] ?? /^\p{L}+/u.exec(all)?.[0] ?? all;
  const words = wording === 'all' ? ` ${said(all, 24)}` : wording === 'first' ? ` ${said(first, 12)}` : '';
  return [span(chordText(chord, mode), blocked ? 'dim' : 'key'), span(words, blocked ? 'dim' : 'plain')];
}

/** As many hints as fit; those that must not be missing first, if need be by their chords alone; leaving is named last. */
function keysLine(state: State, columns: number, { mode }: Frame, keyRows: readonly KeyRow[]): Line {
  const hints = hintsOf(state, keyRows);
  const must = hints.filter(({ id }) => MUST_HINTS.has(id));
  const cellsOf = (hint: Hint, wording: Wording): number => widthOf(hintLine(hint, wording, mode)) + GAP.length;
  const sum = (wording: Wording): number => must.reduce((cells, hint) => cells + cellsOf(hint, wording), 0);
  // One blank before the first, and none after the last.
  const room = columns - 1 + GAP.length;
  const wording = (['all', 'first', 'none'] as const).find((one) => sum(one) <= room) ?? 'none';
  let left = room - sum(wording);
  const chosen: Line[] = [];
  const last: Line[] = [];
  for (const hint of hints) {
    const isMust = MUST_HINTS.has(hint.id);
    const fitting = isMust ? wording : (['all', 'first'] as const).find((one) => cellsOf(hint, one) <= left);
    if (fitting === undefined) continue;
    if (!isMust) left -= cellsOf(hint, fitting);
    (hint.id.startsWith('quit') ? last : chosen).push(hintLine(hint, fitting, mode));
  }
  return [...chosen, ...last].flatMap((line, index) => [span(index === 0 ? ' ' : GAP), ...line]);
}

const GAP = '  ';
/** What a person must be able to find on the smallest terminal. */
const MUST_HINTS: ReadonlySet<string> = new Set([
  'quit',
  'reconnect',
  'demo',
  'quit-yes',
  'quit-no',
  'apply',
  'cancel',
]);
/** One word where there is little room and the first of the help is not the best. */
const SHORT_WORDS: Readonly<Record<string, string>> = { reconnect: 'retry' };

function hintsOf(state: State, keyRows: readonly KeyRow[]): readonly Hint[] {
  if (state.ui.prompt !== undefined) {
    const hints = PROMPT_HINTS.filter(([chord]) => chord !== '^t' || state.ui.prompt?.kind === 'filter');
    return hints.map(([chord, help]) => ({ id: help, chord, help, blocked: false }));
  }
  return hintsFor(state).flatMap((id) => {
    const row = keyRows.find((key) => key.id === id);
    const chord = row?.chords[0];
    return row === undefined || chord === undefined
      ? []
      : [{ id, chord, help: row.help, blocked: row.blocked !== undefined }];
  });
}

function hintsFor(state: State): readonly string[] {
  const { ui } = state;
  if (ui.quitAsked) return QUESTION_HINTS;
  if (ui.view !== 'main') return VIEW_HINTS[ui.view] ?? MAIN_HINTS;
  if (ui.replayKeys && state.replay !== undefined) return REPLAY_HINTS;
  const { delivers, feeds } = feedSummary(state);
  return delivers || feeds === 0 || state.clock === 'recording' ? MAIN_HINTS : TROUBLE_HINTS;
}
