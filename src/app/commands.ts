/**
 * TABLE of everything a person can order by name: the word behind `:` and what it means. The key table points here, so a key and a
 * command cannot disagree. In: a name and an argument. Out: a `UiAct`, or what is wrong with the order in one sentence.
 */

import type { Fault } from './command-arguments.ts';
import { levelNamed, parseGoto, parseSort, parseSpeed } from './command-arguments.ts';
import {
  EVENT_LEVELS,
  isLiveAnswering,
  isRecording,
  noConnection,
  noFilter,
  noRecording,
  nothingMarked,
  nothingSelected,
  nothingToFind,
  nothingUnread,
} from './command-reasons.ts';
import { sortableColumns } from './sort.ts';
import type { State } from './state.ts';
import { THEME_NAMES } from './ui-initial.ts';
import type { ReplayCommand, UiAct } from './ui-msg.ts';

export interface Command {
  readonly name: string;
  readonly help: string;
  /** How the argument is written, where there is one. */
  readonly usage?: string;
  /** Why it cannot be done now, in words; `undefined` when it can. */
  readonly blocked?: (state: State) => string | undefined;
  readonly act: (argument: string, state: State) => UiAct | Fault;
  /** What may be written after the name. */
  readonly values?: readonly string[];
}

/** Steps of the replay keys, in time of watching: the habits of mpv and less. */
const SEEK_SHORT_MS = 10_000;
const SEEK_LONG_MS = 60_000;

type Blocked = (state: State) => string | undefined;

const plain = (name: string, help: string, act: UiAct, blocked?: Blocked): Command => ({
  name,
  help,
  ...(blocked === undefined ? {} : { blocked }),
  act: (argument) => (argument === '' ? act : { fault: `:${name} takes no argument` }),
});

const replay = (name: string, help: string, command: ReplayCommand): Command =>
  plain(name, help, { act: 'replay', command }, noRecording);

export const COMMANDS: readonly Command[] = [
  plain('down', 'row down', { act: 'move', by: 1 }),
  plain('up', 'row up', { act: 'move', by: -1 }),
  plain('half-down', 'half a page down', { act: 'move', by: 'half-down' }),
  plain('half-up', 'half a page up', { act: 'move', by: 'half-up' }),
  plain('page-down', 'page down', { act: 'move', by: 'page-down' }),
  plain('page-up', 'page up', { act: 'move', by: 'page-up' }),
  plain('top', 'first row', { act: 'move', by: 'top' }),
  plain('bottom', 'last row', { act: 'move', by: 'bottom' }),
  plain('column-left', 'column to the left', { act: 'column', by: -1 }),
  plain('column-right', 'column to the right', { act: 'column', by: 1 }),
  plain('mark', 'mark the aircraft', { act: 'mark' }, nothingSelected),
  plain('only-marked', 'only marked', { act: 'only-marked' }, nothingMarked),
  plain('follow', 'follow the aircraft', { act: 'follow' }, nothingSelected),
  plain('next-pane', 'next pane', { act: 'focus', pane: 'next' }),
  plain('previous-pane', 'previous pane', { act: 'focus', pane: 'previous' }),
  plain('pane-aircraft', 'aircraft pane', { act: 'focus', pane: 'aircraft' }),
  plain('pane-route', 'route pane', { act: 'focus', pane: 'route' }),
  plain('pane-events', 'events pane', { act: 'focus', pane: 'events' }),
  plain('zoom', 'zoom the pane', { act: 'zoom' }),
  plain('details', 'details', { act: 'enter' }, nothingSelected),
  plain('back', 'one level back', { act: 'back' }),
  {
    name: 'filter',
    help: 'edit the filter',
    usage: ':filter type:IL62 alt>30000',
    act: (argument) => (argument === '' ? { act: 'prompt', prompt: 'filter' } : { act: 'filter', text: argument }),
  },
  plain('no-filter', 'remove the filter', { act: 'filter', text: '' }, noFilter),
  plain('filter-toggle', 'filter off / on', { act: 'filter-toggle' }, noFilter),
  plain('filter-cell', 'only this cell', { act: 'filter-cell', exclude: false }, nothingSelected),
  plain('exclude-cell', 'not this cell', { act: 'filter-cell', exclude: true }, nothingSelected),
  {
    name: 'search',
    help: 'search',
    usage: ':search WORDS',
    act: (argument) => ({ act: 'prompt', prompt: 'search', ...(argument === '' ? {} : { text: argument }) }),
  },
  plain('find-next', 'next hit', { act: 'find', by: 1 }, nothingToFind),
  plain('find-previous', 'previous hit', { act: 'find', by: -1 }, nothingToFind),
  { name: 'command', help: 'command line', act: (text) => ({ act: 'prompt', prompt: 'command', text }) },
  {
    name: 'sort',
    help: 'sort by this column',
    usage: ':sort alt or :sort -alt',
    values: sortableColumns,
    act: (argument) => (argument === '' ? { act: 'sort', reverse: false } : parseSort(argument)),
  },
  plain('sort-reverse', 'reverse the order', { act: 'sort', reverse: true }),
  plain('watch', 'watch this aircraft', { act: 'watch' }, nothingSelected),
  plain('profile', 'spark / profile', { act: 'profile' }),
  plain('events', 'event log', { act: 'open', view: 'events' }),
  plain('next-unread', 'next unread event', { act: 'next-unread' }, nothingUnread),
  plain('read-all', 'mark all read', { act: 'read-all' }, nothingUnread),
  {
    name: 'level',
    help: 'least level shown',
    usage: ':level warn',
    values: EVENT_LEVELS,
    act: (argument) => {
      if (argument === '') return { act: 'level' };
      const to = levelNamed(argument);
      return to === undefined ? { fault: `no level "${argument}": ${EVENT_LEVELS.join(', ')}` } : { act: 'level', to };
    },
  },
  plain('pause', 'pause the screen', { act: 'pause' }),
  plain('replay-bar', 'replay bar', { act: 'replay-bar' }, noRecording),
  replay('play', 'play / stop', { to: 'toggle' }),
  replay('seek-back', '10 s of watching back', { to: 'watch-by', ms: -SEEK_SHORT_MS }),
  replay('seek-on', '10 s of watching on', { to: 'watch-by', ms: SEEK_SHORT_MS }),
  replay('seek-far-back', '1 min of watching back', { to: 'watch-by', ms: -SEEK_LONG_MS }),
  replay('seek-far-on', '1 min of watching on', { to: 'watch-by', ms: SEEK_LONG_MS }),
  replay('slower', 'slower', { to: 'slower' }),
  replay('faster', 'faster', { to: 'faster' }),
  replay('step-back', 'one step back', { to: 'step-back' }),
  replay('step', 'one step on', { to: 'step' }),
  plain('previous-event', 'event before', { act: 'replay-event', by: -1 }, noRecording),
  plain('next-event', 'event after', { act: 'replay-event', by: 1 }, noRecording),
  {
    name: 'goto',
    help: 'to a time of the recording',
    usage: ':goto 11:20 or 40%',
    blocked: noRecording,
    act: parseGoto,
  },
  { name: 'speed', help: 'speed of the replay', usage: ':speed 600 or max', blocked: noRecording, act: parseSpeed },
  {
    name: 'theme',
    help: 'next theme',
    usage: ':theme mono',
    values: THEME_NAMES,
    act: (name) => {
      if (name === '') return { act: 'theme' };
      return THEME_NAMES.some((known) => known === name)
        ? { act: 'theme', name }
        : { fault: `no theme "${name}": ${THEME_NAMES.join(', ')}` };
    },
  },
  plain('units', 'units: ft kt / m km/h', { act: 'units' }),
  plain('dense', 'dense rows', { act: 'dense' }),
  {
    name: 'glyphs',
    help: 'unicode or ascii',
    usage: ':glyphs ascii',
    values: ['unicode', 'ascii'],
    act: (to) => {
      if (to === '') return { act: 'glyphs' };
      return to === 'unicode' || to === 'ascii' ? { act: 'glyphs', to } : { fault: 'glyphs are unicode or ascii' };
    },
  },
  plain('help', 'help', { act: 'open', view: 'help' }),
  plain('feeds', 'feeds, terminal, versions', { act: 'open', view: 'feeds' }),
  plain('redraw', 'draw the screen anew', { act: 'redraw' }),
  plain('reconnect', 'reconnect now', { act: 'reconnect' }, noConnection),
  plain('suspend', 'to the shell; fg comes back', { act: 'suspend' }),
  plain('demo', 'play the shipped recording', { act: 'demo' }, (state) => isRecording(state) ?? isLiveAnswering(state)),
  plain('quit', 'quit', { act: 'quit', force: false }),
  plain('quit!', 'quit, no question', { act: 'quit', force: true }),
];
