/** Which keys the bottom line names, by what is on the screen: ids of rows of the key table, the most useful first. */

/** Keys that the bottom line names, the most useful first, by what is on the screen. Row ids; a row that is not active is left out. */
export const MAIN_HINTS = [
  'help',
  'filter',
  'quit',
  'details',
  'events',
  'sort',
  'profile',
  'zoom',
  'mark',
  'pause',
  'replay-bar',
  'watch',
  'follow',
  'command',
];
export const TROUBLE_HINTS = ['help', 'demo', 'reconnect', 'feeds', 'quit', 'filter', 'details', 'events'];
/** The prompt has the keys; its own are not in the table, for they edit. */
export const PROMPT_HINTS: readonly (readonly [chord: string, help: string])[] = [
  ['enter', 'apply'],
  ['esc', 'cancel'],
  ['tab', 'complete'],
  ['^u', 'clear'],
  ['^t', 'explain'],
];
export const VIEW_HINTS: Readonly<Record<string, readonly string[]>> = {
  events: ['back', 'details', 'next-unread', 'read-all', 'level', 'search', 'find-next', 'help', 'quit'],
  details: ['back', 'follow', 'watch', 'mark', 'events', 'help', 'quit'],
  feeds: ['back', 'reconnect', 'demo', 'help', 'quit'],
  help: ['back', 'search', 'find-next', 'command', 'quit'],
};
export const REPLAY_HINTS = [
  'play',
  'seek-back',
  'seek-on',
  'previous-event',
  'next-event',
  'slower',
  'faster',
  'back',
  'help',
  'quit!',
  'quit',
];
export const QUESTION_HINTS = ['quit-yes', 'quit-no'];
