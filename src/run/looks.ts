/**
 * How the screen may look on this terminal: colours and glyphs. In: what was ordered, the settings, the environment. Out: a level each. The
 * order is `--color`, the setting, NO_COLOR, FORCE_COLOR, COLORTERM, TERM (https://no-color.org, https://force-color.org).
 */
import type { ColourLevel } from '../ui/theme.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const FORCED: Readonly<Record<string, ColourLevel>> = {
  '0': 'none',
  false: 'none',
  '1': '16',
  '': '16',
  true: '16',
  '2': '256',
  '3': 'truecolor',
};

/** What the terminal can show, by what it says of itself. */
const ability = (env: Environment): ColourLevel => {
  const term = env['TERM'] ?? '';
  if (term === 'dumb' || term === '') return 'none';
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 'truecolor';
  return /256/.test(term) ? '256' : '16';
};

/** @param ordered `--color` or `--no-color`, or the setting's always or never; `undefined`: not said */
export function colourLevel(ordered: boolean | undefined, env: Environment): ColourLevel {
  const able = ability(env);
  if (ordered === false) return 'none';
  if (ordered === true) return able === 'none' ? '16' : able;
  // An empty NO_COLOR is no NO_COLOR.
  if ((env['NO_COLOR'] ?? '') !== '') return 'none';
  const forced = env['FORCE_COLOR'];
  return forced === undefined ? able : (FORCED[forced] ?? able);
}

/** Unicode where the locale is UTF-8 and the terminal is no console or DEC terminal; else plain ASCII. */
export function glyphLevel(ordered: 'unicode' | 'ascii' | undefined, env: Environment): 'unicode' | 'ascii' {
  if (ordered !== undefined) return ordered;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) && !/^(linux|vt\d|dumb)/.test(env['TERM'] ?? '') ? 'unicode' : 'ascii';
}
