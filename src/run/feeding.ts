/** The feeds of a run: what was named on the command line, else in the settings, else the public services. Out: sources, or what is wrong. */
import { readFileSync } from 'node:fs';
import { airportByIcao } from '../aero/airports.ts';
import type { Position } from '../aero/units.ts';
import { addressesOf } from '../aero/watchlist.ts';
import type { FeedOptions } from '../shell/cli-command.ts';
import type { Feed } from '../shell/feed-names.ts';
import { feedNamed } from '../shell/feed-names.ts';
import type { Desk } from './desk.ts';
import type { Ground } from './ground.ts';

export type Feeds = { readonly feeds: readonly Feed[] } | { readonly error: string; readonly hint: string };

/** The live default: adsb.lol, and adsb.fi where it does not answer. */
export const PUBLIC = 'adsb.lol';

/** A feed's key, from the file that was named or the environment; never from the command line. */
function tokenOf(
  ground: Ground,
  desk: Desk,
  file: string | undefined,
): { readonly token?: string } | { readonly error: string } {
  const path = file ?? (desk.settings.settings.tokenFile || undefined);
  if (path === undefined) return ground.env['DPRK_WATCH_TOKEN'] ? { token: ground.env['DPRK_WATCH_TOKEN'] } : {};
  try {
    return { token: readFileSync(path, 'utf8').trim() };
  } catch (error) {
    return {
      error: `the token file cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}`,
    };
  }
}

/** A block or a type cannot be asked for by address: who flies around Pyongyang is asked for beside. */
function aroundOf({ rules }: Desk): { readonly around?: Position } {
  const place = rules.some(({ kind }) => kind === 'block' || kind === 'typecode') ? airportByIcao('ZKPY') : undefined;
  return place === undefined ? {} : { around: { latitudeDeg: place.latitudeDeg, longitudeDeg: place.longitudeDeg } };
}

export function feedsOf(
  ground: Ground,
  desk: Desk,
  options: Pick<FeedOptions, 'feeds' | 'format' | 'tokenFile'>,
): Feeds {
  const named = options.feeds.length > 0 ? options.feeds : desk.settings.settings.feeds;
  const token = tokenOf(ground, desk, options.tokenFile);
  if ('error' in token) return { error: token.error, hint: 'give --token-file a file that can be read' };
  const feeds: Feed[] = [];
  for (const name of named.length > 0 ? named : [PUBLIC]) {
    const feed = feedNamed(
      name,
      {
        clock: ground.clock,
        env: ground.env,
        userAgent: ground.userAgent,
        addresses: addressesOf(desk.rules),
        ...aroundOf(desk),
        input: ground.stdin,
        ...(options.format === undefined ? {} : { format: options.format }),
        ...token,
      },
      feeds.map(({ id }) => id),
    );
    if ('error' in feed) return feed;
    feeds.push(feed);
  }
  return { feeds };
}
