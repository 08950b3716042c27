/**
 * The public services that can be asked without a key, and how each is asked. In: the environment, which may move them (tests do). Out: a table of
 * services in order of preference, and lists of addresses that fit a URL.
 */
import type { Position } from '../../aero/units.ts';
import type { Environment } from './proxy.ts';

/** The most that either service answers for (`docs/feeds.md`). */
const AROUND_NM = 250;
/** readsb takes 1000 ids in a list of 8000 characters (`docs/feeds.md` §1.4). */
const MOST_IDS = 1000;
const LONGEST_LIST_CHARS = 7_000;

export interface PublicService {
  readonly name: 'adsb.lol' | 'adsb.fi';
  /** What comes before the comma list of addresses. */
  readonly hexBase: string;
  /** The question for everyone within `AROUND_NM` of a place; numbers always with a point, whatever the locale. */
  readonly around: (place: Position) => string;
  readonly credit: string;
}

/** The services in order, at the addresses that `DPRK_WATCH_ADSB_LOL` and `DPRK_WATCH_ADSB_FI` may replace. */
export const publicServices = (env: Environment): readonly PublicService[] => {
  const base = (name: string, usual: string): string => (env[name] ?? usual).replace(/\/+$/, '');
  const lol = base('DPRK_WATCH_ADSB_LOL', 'https://api.adsb.lol');
  const fi = base('DPRK_WATCH_ADSB_FI', 'https://opendata.adsb.fi/api');
  return [
    {
      name: 'adsb.lol',
      hexBase: `${lol}/v2/hex/`,
      around: ({ latitudeDeg, longitudeDeg }) => `${lol}/v2/point/${latitudeDeg}/${longitudeDeg}/${AROUND_NM}`,
      credit: 'adsb.lol, ODbL 1.0',
    },
    {
      name: 'adsb.fi',
      hexBase: `${fi}/v2/hex/`,
      around: ({ latitudeDeg, longitudeDeg }) => `${fi}/v2/lat/${latitudeDeg}/lon/${longitudeDeg}/dist/${AROUND_NM}`,
      credit: 'adsb.fi, non-commercial, https://adsb.fi',
    },
  ];
};

/** The addresses as comma lists that fit a URL. Invalid and `~` addresses are left out: no service can be asked for them. */
export const hexLists = (addresses: readonly string[]): readonly string[] => {
  const lists: string[] = [];
  const unique = [...new Set(addresses.map((address) => address.toLowerCase()))].filter((hex) =>
    /^[0-9a-f]{6}$/.test(hex),
  );
  const each = Math.min(MOST_IDS, Math.floor((LONGEST_LIST_CHARS + 1) / 7));
  for (let i = 0; i < unique.length; i += each) lists.push(unique.slice(i, i + each).join(','));
  return lists;
};
