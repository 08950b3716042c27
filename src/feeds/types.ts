/**
 * What every wire format is turned into, and what a format is. In: text as it was received. Out: reports (one aircraft at one
 * time), rejects (counted, never dropped silently) and, for our own relay, what it says of its upstream and its recording.
 */
import type { Degrees, EpochMs, Feet, FeetPerMinute, Knots, Metres, Position } from '../aero/units.ts';

/** How a position or a state came to be known (CONTRACT §3). */
export type ReportSource = 'adsb' | 'mlat' | 'tisb' | 'adsc' | 'mode-s' | 'other' | 'estimated';

/** One aircraft at one time. Unknown is absent, never 0 or "". All text has been through `clean()`. */
export interface Report {
  /** Six lower-case hex digits; a leading `~` marks an address that ICAO did not allocate. */
  readonly icao24: string;
  /** When the aircraft was last heard: the feed's own time where it gives one, bounded by the time of receipt. */
  readonly at: EpochMs;
  /** When `position` was true; present exactly when `position` is. */
  readonly positionAt?: EpochMs;
  readonly position?: Position;
  readonly source: ReportSource;
  readonly registration?: string;
  readonly typecode?: string;
  readonly description?: string;
  readonly operator?: string;
  readonly callsign?: string;
  /** Four octal digits as text. */
  readonly squawk?: string;
  /** readsb's emergency word other than "none". */
  readonly emergency?: string;
  /** Barometric, at 1013.25 hPa. Absent on the ground. */
  readonly altitudeFt?: Feet;
  readonly geoAltitudeFt?: Feet;
  readonly onGround?: boolean;
  readonly groundSpeedKt?: Knots;
  readonly trackDeg?: Degrees;
  readonly verticalRateFpm?: FeetPerMinute;
  readonly selectedAltitudeFt?: Feet;
  readonly mach?: number;
  /** Emitter category "A0" … "D7". */
  readonly category?: string;
  readonly military?: boolean;
  /** Navigation integrity category 0…11 and containment radius. */
  readonly nic?: number;
  readonly containmentRadiusM?: Metres;
  /** Navigation accuracy category for position 0…11. */
  readonly nacP?: number;
  /** readsb: the GPS of this aircraft was good until then and is not now. */
  readonly gpsLostAt?: EpochMs;
  /** Signal strength, negative. */
  readonly rssiDbfs?: number;
  readonly messages?: number;
  /** The upstream it came from, where a relay says so; else the format's id. */
  readonly feed: string;
}

/** Why a piece of input was not used. Open set: a format may add its own, in kebab-case. */
export type RejectCode =
  | 'not-json'
  | 'html'
  | 'empty'
  | 'too-large'
  | 'not-an-object'
  | 'unknown-shape'
  | 'no-address'
  | 'bad-address'
  | 'not-an-aircraft'
  | 'bad-row'
  | 'sequence-gap'
  | 'unknown-aircraft'
  | (string & {});

export interface Reject {
  readonly feed: string;
  readonly code: RejectCode;
  readonly at: EpochMs;
  /** What was refused, cleaned, at most 200 characters. */
  readonly text: string;
}

/**
 * Single fields that were present and unusable (squawk "d276", NaN, lat > 90, a blank callsign …): the row is still a report.
 * Key: `field:reason`, value: how often. Shown as counts beside the rejects.
 */
export type FieldFaults = Readonly<Record<string, number>>;

/** What a relay says of an upstream (CONTRACT §7, `link`). */
export interface UpstreamLink {
  readonly feed: string;
  readonly up: boolean;
  readonly reason?: string;
  readonly at: EpochMs;
}

/** What a player of a recording says of itself; over a relay it travels as `{"type":"replay",…}`. Times are the recording's. */
export interface ReplayNotice {
  readonly label: string;
  /** True where the recording is a reconstruction from reports and not something received. */
  readonly reconstruction: boolean;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly at: EpochMs;
  readonly playing: boolean;
  /** Recording seconds per second; Infinity (wire: "max") while seeking or at `--speed max`. */
  readonly speed: number;
  /** The monitor keeps its state under this number … */
  readonly checkpoint?: number;
  /** … and goes back to the state it kept under this number. */
  readonly rewind?: number;
  readonly ended?: boolean;
}

export interface Decoded {
  readonly reports: readonly Report[];
  readonly rejects: readonly Reject[];
  /** Rows offered by the input: always reports + rejects of rows. */
  readonly rows: number;
  readonly faults: FieldFaults;
  /** The feed's own clock, where the message has one. */
  readonly clockAt?: EpochMs;
  /** True when the message is a whole picture (a snapshot), so that what is absent is not heard. */
  readonly snapshot: boolean;
  readonly upstream?: readonly UpstreamLink[];
  readonly replay?: ReplayNotice;
  /** The connection has to be made anew (a hole in a delta feed's sequence), and why. */
  readonly restart?: string;
  /** What the format carries from one message of this connection to the next; opaque to everyone else. */
  readonly memory?: unknown;
}

/** A wire format. Total: `decode` never throws, whatever it is given. */
export interface FeedFormat {
  readonly id: string;
  readonly title: string;
  /** How sure the format is, 0…1, that `text` (the first message of a connection) is its own. */
  readonly sniff: (text: string) => number;
  /** The clock in a message, read without decoding it: a relay that plays a recording lives in that clock. */
  readonly clockOf?: (text: string) => EpochMs | undefined;
  /** A text to send when the socket opens, for feeds that need a subscription. */
  readonly hello?: string;
  /**
   * Pure: the same text, time and memory give the same answer.
   * @param text a message as received, already text
   * @param receivedAt epoch ms; bounds every time that the feed gives
   * @param memory what the previous message of this connection left, `undefined` at the start of a connection
   */
  readonly decode: (text: string, receivedAt: EpochMs, memory: unknown) => Decoded;
}

/** Identity with a type check: one row of the table in `feeds/index.ts`. */
export const defineFeed = (format: FeedFormat): FeedFormat => format;
