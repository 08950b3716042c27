/**
 * The TABLE of wire formats: one line here adds one to sniffing, `--format`, counts, recordings and tests. In: a first message, or an
 * id. Out: the format, or a refusal that says what the message was instead.
 */
import type { EpochMs } from '../aero/units.ts';
import { adsbx } from './adsbx.ts';
import { gather, gathered, refuse, whyNotJson } from './gather.ts';
import { jet1090 } from './jet1090.ts';
import { firstValue } from './json-values.ts';
import { objects } from './objects.ts';
import { opensky } from './opensky.ts';
import { planewatch } from './planewatch.ts';
import { readsb } from './readsb.ts';
import { relay } from './relay.ts';
import { sbs } from './sbs.ts';
import { stratux } from './stratux.ts';
import { trace } from './trace.ts';
import type { Decoded, FeedFormat } from './types.ts';
import { vrs } from './vrs.ts';

export const FORMATS: readonly FeedFormat[] = [
  ...[readsb, adsbx, objects, relay],
  ...[opensky, sbs, vrs, stratux, jet1090, trace, planewatch],
];

const byId: ReadonlyMap<string, FeedFormat> = new Map(FORMATS.map((format) => [format.id, format]));

/** The format of that id; `undefined`: there is none. */
export const formatById = (id: string): FeedFormat | undefined => byId.get(id);

export interface Sniffed {
  readonly format: FeedFormat;
  /** 0…1. */
  readonly confidence: number;
}

/** The format that is surest that the text, the first message of a connection, is its own. `undefined`: none claims it. */
export const sniff = (text: string): Sniffed | undefined => {
  let best: Sniffed | undefined;
  for (const format of FORMATS) {
    const confidence = format.sniff(text);
    if (confidence > (best?.confidence ?? 0)) best = { format, confidence };
  }
  return best;
};

/**
 * What is to be counted for a message that no format knows.
 * Codes: `empty`, `html`, `not-json`, `unknown-shape` (JSON, but of nothing that we know).
 */
export const decodeUnknown = (text: string, at: EpochMs, feed: string): Decoded => {
  const gathering = gather(feed, at);
  refuse(gathering, firstValue(text) === undefined ? whyNotJson(text) : 'unknown-shape', text);
  return gathered(gathering, { snapshot: false });
};
