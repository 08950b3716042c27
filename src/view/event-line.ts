/**
 * A flight event as one line, the same in every pane: unread, time, level, who, what. In: the event and how it stands in the log. Out:
 * spans. A time that is only inferred says so with `~`; a replaced or withdrawn line is dim and says that.
 */
import { MINUTE_MS } from '../aero/units.ts';
import type { EventLevel, FlightEvent } from '../events/types.ts';
import { clockMinute, clockTime, day, shortDay, UNKNOWN } from './format.ts';
import type { Glyphs } from './glyphs.ts';
import { pad, said, span } from './line.ts';
import type { Line, Tone } from './types.ts';

export const LEVEL_TONE: Readonly<Record<EventLevel, Tone>> = {
  info: 'plain',
  note: 'note',
  warn: 'warn',
  alert: 'alert',
};

/** Happenings whose interval is wider than this have no seconds (ms). */
const EXACT_MS = 2 * MINUTE_MS;
/** `~14:22Z`, `14:22:07`, `11 Oct`: eight cells hold each. */
const TIME_CELLS = 8;
const NAME_CELLS = 9;
const TEXT_CELLS = 240;

/** When it happened, in eight cells; with `~` where the interval is wide; the day alone where that is another than `shownDay`. */
export function eventTime(event: FlightEvent, shownDay: string): string {
  const wide = event.toAt - event.fromAt > EXACT_MS;
  if (day(event.at) !== shownDay) return pad(`${wide ? '~' : ''}${shortDay(event.at)}`, TIME_CELLS);
  return pad(wide ? `~${clockMinute(event.at)}` : clockTime(event.at).slice(0, -1), TIME_CELLS);
}

const levelSign = (event: FlightEvent, glyphs: Glyphs): string => {
  if (event.kind === 'first-seen') return glyphs.isNew;
  if (event.level === 'alert' || event.level === 'warn') return '!';
  return event.level === 'note' ? glyphs.warn : glyphs.dot;
};

const levelWord = (event: FlightEvent): string => (event.kind === 'first-seen' ? 'NEW' : event.level.toUpperCase());

/** Who it is about: registration, with `'` where it was computed from the address, else address, else the feed. */
export function subjectName(event: FlightEvent, cells: number, derived: boolean): string {
  if (derived && event.registration !== undefined) return `${said(event.registration, cells - 1)}'`;
  return said(event.registration ?? event.icao24 ?? (event.kind.startsWith('feed') ? 'feed' : UNKNOWN), cells);
}

/** The sentence, its registration marked where that was computed from the address. */
export function sentence({ text, registration }: FlightEvent, derived: boolean, cells: number): string {
  const marked =
    derived && registration !== undefined && text.startsWith(`${registration} `)
      ? `${registration}'${text.slice(registration.length)}`
      : text;
  return said(marked, cells);
}

export interface EventLineOptions {
  readonly unread: boolean;
  readonly superseded: boolean;
  readonly selected: boolean;
  readonly hit: boolean;
  readonly unstored: boolean;
  /** Its registration was computed from the address. */
  readonly derived: boolean;
  /** The day under whose rule it stands. */
  readonly day: string;
}

/** The line; the pane cuts it to its width. */
export function eventLine(event: FlightEvent, glyphs: Glyphs, options: EventLineOptions): Line {
  const gone = options.superseded || event.status === 'retracted';
  const tone: Tone = options.selected ? 'selected' : gone ? 'dim' : 'plain';
  const loud: Tone = options.selected ? 'selected' : gone ? 'dim' : LEVEL_TONE[event.level];
  const words = statusWords(event, options.superseded);
  return [
    span(options.selected ? glyphs.selected : ' ', 'accent'),
    span(options.unread && !gone ? glyphs.unread : ' ', 'note'),
    span(`${eventTime(event, options.day)} `, tone),
    span(`${levelSign(event, glyphs)} ${pad(levelWord(event), 5)} `, loud),
    span(
      `${pad(subjectName(event, NAME_CELLS, options.derived), NAME_CELLS)} `,
      options.selected ? 'selected' : gone ? 'dim' : 'strong',
    ),
    ...(words === undefined ? [] : [span(`${words} `, 'note')]),
    ...(options.unstored ? [span('(not saved yet) ', 'dim')] : []),
    span(withoutSubject(event), options.hit && !options.selected ? 'accent' : tone),
  ];
}

/** The sentence without the name that has a column of its own. */
function withoutSubject(event: FlightEvent): string {
  const text = said(event.text, TEXT_CELLS);
  const name = `${event.registration ?? event.icao24 ?? UNKNOWN} `;
  return text.startsWith(name) ? text.slice(name.length) : text;
}

function statusWords(event: FlightEvent, superseded: boolean): string | undefined {
  if (superseded) return '(replaced)';
  if (event.status === 'retracted') return '(withdrawn)';
  return event.status === 'provisional' ? '(provisional)' : undefined;
}

/** The day that a log line stands under: when it was said. */
export const logDay = (event: FlightEvent): string => day(event.detectedAt);
