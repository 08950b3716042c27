/**
 * Who may come in to the relay, decided from a request alone. In: headers and URL. Out: the status that turns it away, or nothing.
 * A page in somebody's browser (an Origin) is turned away unless it is named; a token is compared in constant time.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface DoorOptions {
  readonly token?: string;
  /** Origins of web pages that may connect. */
  readonly origins: readonly string[];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The request's URL, or `undefined` where it is none. */
export const urlOf = (request: IncomingMessage): URL | undefined => {
  const path = request.url ?? '/';
  return URL.canParse(path, 'http://relay') ? new URL(path, 'http://relay') : undefined;
};

/** True where no token is asked for, or the right one came as `Authorization: Bearer …` or `?token=…`. */
export const hasToken = (request: IncomingMessage, options: DoorOptions): boolean => {
  if (options.token === undefined) return true;
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const given = bearer ?? urlOf(request)?.searchParams.get('token') ?? '';
  return timingSafeEqual(digest(given), digest(options.token));
};

/** The HTTP status that turns a WebSocket handshake away; `undefined`: come in. */
export const turnAway = (request: IncomingMessage, options: DoorOptions): 400 | 401 | 403 | undefined => {
  if (urlOf(request) === undefined) return 400;
  const { origin } = request.headers;
  if (origin !== undefined && !options.origins.includes(origin)) return 403;
  return hasToken(request, options) ? undefined : 401;
};
