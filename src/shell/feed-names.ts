/**
 * FEED arguments (CONTRACT §3): what each names, and the source that it stands for. In: a URL, a name, a path, `-`. Out: a source, or
 * what is wrong with it and what to do instead. Nothing is opened here but the look whether a file is there.
 */

import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { clean } from '../aero/clean.ts';
import type { Position } from '../aero/units.ts';
import { formatById } from '../feeds/index.ts';
import { redactUrl } from './redact.ts';
import { inputSource } from './sources/input.ts';
import { splitOwnQuery } from './sources/own-query.ts';
import { pollSource } from './sources/poll.ts';
import type { Environment } from './sources/proxy.ts';
import { publicSource } from './sources/public.ts';
import { publicServices } from './sources/public-services.ts';
import { recordingSource } from './sources/recording.ts';
import type { Clock, Source } from './sources/source.ts';
import { tcpSource } from './sources/tcp.ts';
import { webSocketSource } from './sources/websocket.ts';

/** Feeds that have a name of their own. */
export const FEED_NAMES: readonly string[] = ['adsb.lol', 'adsb.fi'];

const WORKING =
  'what works: ws://, wss://, http(s)://, tcp://HOST:PORT, adsb.lol, adsb.fi, a recording, - (standard input)';

export interface FeedContext {
  readonly clock: Clock;
  readonly env: Environment;
  /** `dprk-watch/VERSION (+https://…)`. */
  readonly userAgent: string;
  /** Addresses for the services that have to be asked. */
  readonly addresses: readonly string[];
  /** And for everyone around this place, where the watchlist holds more than addresses. */
  readonly around?: Position;
  readonly input: Readable;
  /** `--format`. */
  readonly format?: string;
  /** From the environment or a file. */
  readonly token?: string;
}

export interface FeedError {
  /** What is wrong, without secrets. */
  readonly error: string;
  /** What to do. */
  readonly hint: string;
}

/** `live`: runs on the wall clock. `recording`: a file to be played, by `recordingSource` or by a player for the screen. */
export type Feed =
  | { readonly kind: 'live'; readonly id: string; readonly source: Source }
  | { readonly kind: 'recording'; readonly id: string; readonly path: string; readonly source: Source };

type Rest = { readonly format?: string; readonly token?: string };

const shown = (text: string): string => clean(redactUrl(text), { cells: 120 });

const isFormat = (id: string): boolean => formatById(id) !== undefined;

const urlFeed = (name: string, id: string, context: FeedContext, rest: Rest): Feed | FeedError => {
  if (!URL.canParse(name)) return { error: `${shown(name)} is not a URL`, hint: 'write it as wss://HOST[:PORT]/PATH' };
  const { clock, env, userAgent } = context;
  const own = splitOwnQuery(name, isFormat);
  const { url } = own;
  const format = own.format ?? rest.format;
  const common = { id, clock, env, userAgent, ...rest, ...(format === undefined ? {} : { format }) };
  if (url.protocol === 'ws:' || url.protocol === 'wss:') {
    const asked = url.searchParams.get('format');
    if (asked !== null)
      return {
        error: `there is no format "${shown(asked)}"`,
        hint: 'leave ?format= out: it is told from the first messages',
      };
    const hello = format === undefined ? undefined : formatById(format)?.hello;
    const greeting = hello === undefined ? {} : { hello };
    // A fragment is never sent, and ws refuses a URL that has one.
    url.hash = '';
    return { kind: 'live', id, source: webSocketSource({ ...common, ...greeting, url, compress: own.compress }) };
  }
  if (url.username !== '' || url.password !== '') {
    return { error: `${shown(name)} holds a password`, hint: 'put the token into DPRK_WATCH_TOKEN instead' };
  }
  return { kind: 'live', id, source: pollSource({ ...common, url }) };
};

const tcpFeed = (name: string, id: string, context: FeedContext, rest: Rest): Feed | FeedError => {
  const match = /^tcp:\/\/(\[[0-9a-f:.]+\]|[^/:?#[\]]+):(\d{1,5})\/?(?:\?format=([\w-]+))?$/i.exec(name);
  const port = Number(match?.[2]);
  const host = match?.[1]?.replace(/^\[|\]$/g, '');
  if (host === undefined || !(port > 0 && port < 65_536)) {
    return { error: `${shown(name)} names no host and port`, hint: 'write it as tcp://HOST:PORT' };
  }
  const format = match?.[3] ?? rest.format;
  if (format !== undefined && !isFormat(format))
    return { error: `there is no format "${shown(format)}"`, hint: 'leave ?format= out' };
  return {
    kind: 'live',
    id,
    source: tcpSource({ id, host, port, clock: context.clock, ...(format === undefined ? {} : { format }) }),
  };
};

const fileFeed = (path: string, id: string): Feed | FeedError => {
  if (!existsSync(path))
    return { error: `${shown(path)} is no feed that is known, and there is no such file`, hint: WORKING };
  if (statSync(path).isDirectory()) return { error: `${shown(path)} is a folder`, hint: 'name the recordings in it' };
  const label = clean(basename(path), { cells: 120 });
  return { kind: 'recording', id, path, source: recordingSource({ id, label, reconstruction: false, paths: [path] }) };
};

/**
 * The source that a FEED argument stands for, not yet started.
 * @param taken ids already given: two feeds of the same name get different ones
 */
export const feedNamed = (name: string, context: FeedContext, taken: readonly string[] = []): Feed | FeedError => {
  const base = shown(name);
  let id = base;
  for (let n = 2; taken.includes(id); n += 1) id = `${base} (${n})`;
  if (context.format !== undefined && !isFormat(context.format)) {
    return {
      error: `there is no format "${shown(context.format)}"`,
      hint: 'leave --format out: it is told from the first messages',
    };
  }
  const rest: Rest = {
    ...(context.format === undefined ? {} : { format: context.format }),
    ...(context.token === undefined ? {} : { token: context.token }),
  };
  if (name === '-') {
    const { input, clock } = context;
    return {
      kind: 'live',
      id,
      source: inputSource({ id, input, clock, ...(rest.format === undefined ? {} : { format: rest.format }) }),
    };
  }
  if (FEED_NAMES.includes(name)) {
    const { clock, env, userAgent, addresses } = context;
    const around = context.around === undefined ? {} : { around: context.around };
    const services = publicServices(env);
    // Asked for by name, adsb.fi stays alone; adsb.lol is the head of the default chain.
    const chain = name === 'adsb.lol' ? services : services.filter((service) => service.name === name);
    return {
      kind: 'live',
      id,
      source: publicSource({ id, clock, env, userAgent, addresses, ...around, services: chain }),
    };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(name)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (name === 'opensky') return { error: 'opensky is not built yet', hint: WORKING };
    return fileFeed(name, id);
  }
  if (['ws', 'wss', 'http', 'https'].includes(scheme)) return urlFeed(name, id, context, rest);
  if (scheme === 'tcp') return tcpFeed(name, id, context, rest);
  if (scheme === 'nats' || scheme === 'nats+ws') return { error: `${scheme}:// is not built yet`, hint: WORKING };
  return { error: `${shown(scheme)}:// is no feed`, hint: WORKING };
};
