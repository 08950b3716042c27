/** Values of options, read hard: each reader answers the value, or says in words what would have been one. */
import { z } from 'zod';
import type { EpochMs, Milliseconds } from '../aero/units.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../aero/units.ts';

/** `expected` completes the sentence "`--wait` wants …". `from` and `to`: characters of the value that are wrong. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly expected: string; readonly from?: number; readonly to?: number };

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (expected: string): { readonly ok: false; readonly expected: string } => ({ ok: false, expected });

const UNIT_MS: Readonly<Record<string, number>> = { '': SECOND_MS, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS };
/** A day: nobody waits longer for a feed, and timers overflow at 24.8 days. */
const LONGEST_MS = 24 * HOUR_MS;

/** Seconds, or a number with s, m or h. More than nothing and at most a day. */
export function readDuration(text: string): Read<Milliseconds> {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text) ?? [];
  const ms = Number(digits) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  return ms > 0 && ms <= LONGEST_MS ? good(Math.round(ms)) : bad('seconds, or a time such as 30s, 5m or 1h');
}

/** Beyond this a recording plays as fast as it can be read. */
const FASTEST = 100_000;
const SLOWEST = 0.01;

/** Recording seconds per second: 10, ×10, x10 or 10×; `max` is Infinity. */
export function readSpeed(text: string): Read<number> {
  if (text.toLowerCase() === 'max') return good(Number.POSITIVE_INFINITY);
  const [, digits] = /^[×x]?(\d+(?:\.\d+)?|\.\d+)[×x]?$/i.exec(text) ?? [];
  const speed = Number(digits);
  return speed >= SLOWEST && speed <= FASTEST ? good(speed) : bad('a speed such as 1, 10, ×60 or max');
}

/** The most lines of a log that are asked for by number. */
const MOST_LINES = 1_000_000;

export function readCount(text: string): Read<number> {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MOST_LINES ? good(count) : bad(`a whole number from 1 to ${MOST_LINES}`);
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A day or a time of ISO 8601; without a zone it is UTC, not the zone of this machine. */
export function readTime(text: string): Read<EpochMs> {
  const match = ISO.exec(text);
  const expected = 'a time such as 2024-01-20, 2024-01-20T03:14 or 2024-01-20T03:14:00Z';
  if (match === null) return bad(expected);
  const iso = text.toUpperCase().replace(' ', 'T');
  const at = Date.parse(match[1] === undefined && iso.includes('T') ? `${iso}Z` : iso);
  // Date.parse takes the 31st of February for the 3rd of March.
  const day = text.slice(0, 10);
  const midnight = Date.parse(day);
  const realDay = Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(day);
  return Number.isFinite(at) && realDay ? good(at) : bad(expected);
}

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** HOST:PORT, [IPv6]:PORT, or :PORT and PORT alone, which stay on this machine. Port 0 takes any that is free. */
export function readListen(text: string): Read<ListenAddress> {
  const [, host, digits] = /^(?:(\[[0-9a-f:.]+\]|[^:[\]\s/]*):)?(\d{1,5})$/i.exec(text) ?? [];
  const port = digits === undefined ? -1 : Number(digits);
  if (port < 0 || port > 65_535) return bad('an address such as 127.0.0.1:7700, [::1]:7700 or :7700');
  return good({ host: host === undefined || host === '' ? '127.0.0.1' : host.replace(/^\[|\]$/g, ''), port });
}

/** One of a few words. */
export const readOneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): Read<T> => {
    const word = words.find((one) => one === text.toLowerCase());
    return word === undefined ? bad(`one of ${words.join(', ')}`) : good(word);
  };

/** A person's evidence (CONTRACT §3), for the clock of a recording. */
export interface Anchor {
  readonly icao24: string;
  /** ICAO location indicator. */
  readonly place: string;
  readonly at: EpochMs;
  readonly onGround: boolean;
  readonly source: string;
}

const anchorShape = z.object({
  icao24: z.string().regex(/^~?[0-9a-f]{6}$/i),
  place: z.string().regex(/^[A-Z]{4}$/i),
  at: z.string().refine((text) => readTime(text).ok),
  onGround: z.boolean(),
  source: z.string().trim().min(1).max(500),
});

const ANCHOR_EXAMPLE =
  '{"icao24":"155221","place":"ZKPY","at":"2024-01-20T03:14:00.000Z","onGround":true,"source":"satellite image"}';

export function readAnchor(text: string): Read<Anchor> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad(`JSON such as ${ANCHOR_EXAMPLE}`);
  }
  const parsed = anchorShape.safeParse(json);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].filter(
      (field) => field !== '',
    );
    return bad(`JSON such as ${ANCHOR_EXAMPLE}${fields.length === 0 ? '' : `; look at ${fields.join(', ')}`}`);
  }
  const at = readTime(parsed.data.at);
  if (!at.ok) return at;
  const { icao24, place, onGround, source } = parsed.data;
  return good({ icao24: icao24.toLowerCase(), place: place.toUpperCase(), at: at.value, onGround, source });
}
