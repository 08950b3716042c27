/**
 * plane.watch's live socket (sub-protocol `planes`): places of aircraft, one or a list a message, after a subscription. In: a message.
 * Out: one report a place. Beside each value stands a flag that it is there, and times of their own; zero is nothing. Feet, knots.
 */
import { type EpochMs, SECOND_MS } from '../aero/units.ts';
import { ageS, epochMsOfText, feetOfMetres, groundClaim, squawkOf, textOf } from './foreign.ts';
import { addFault, addRow, type Gathering, gather, gathered, refuse, refuseRow, whyNotJson } from './gather.ts';
import { firstValue, isObject, messageValues } from './json-values.ts';
import type { Row } from './row-fields.ts';
import { type Decoded, defineFeed } from './types.ts';

const ID = 'planewatch';
/** A server's clock may be ahead of ours by so much and still be right about the order of things. */
const AHEAD_MS = 5 * SECOND_MS;

const ONE = 'plane-location';
const LIST = 'plane-location-list';
/** What the server says beside places. */
const OTHERS: ReadonlySet<unknown> = new Set([
  ...['ack-sub', 'ack-unsub', 'sub-list', 'info', 'initial-sync-complete', 'plane-location-history', 'search-results'],
]);

const FEET: ReadonlySet<unknown> = new Set([undefined, null, '', 'feet', 'ft']);
const METRES: ReadonlySet<unknown> = new Set(['metres', 'meters', 'm']);

const altitudeOf = (row: Row, faults: string[]): unknown => {
  if (row.HasAltitude !== true) return undefined;
  if (FEET.has(row.AltitudeUnits)) return row.Altitude;
  if (METRES.has(row.AltitudeUnits)) return feetOfMetres(row.Altitude);
  faults.push('AltitudeUnits:unusable');
  return undefined;
};

const addPlace = (gathering: Gathering, row: unknown): void => {
  if (!isObject(row)) return refuseRow(gathering, 'not-an-object', row);
  if (row.Removed === true) return refuseRow(gathering, 'removed', row);
  const { receivedAt } = gathering;
  const faults: string[] = [];
  const updates = isObject(row.Updates) ? row.Updates : {};
  const saidAt = epochMsOfText(row.LastMsg);
  if (saidAt === undefined) faults.push('LastMsg:unusable');
  else if (saidAt > receivedAt + AHEAD_MS) faults.push('LastMsg:ahead');
  const at = Math.min(saidAt ?? receivedAt, receivedAt);
  const altitude = altitudeOf(row, faults);
  const gs = row.HasVelocity === true ? row.Velocity : undefined;
  const rate = row.HasVerticalRate === true ? row.VerticalRate : undefined;
  const claim = groundClaim(row.HasOnGround === true ? row.OnGround : undefined, altitude, gs, rate);
  if (claim.fault !== undefined) faults.push(claim.fault);
  const positionAt = epochMsOfText(updates.Location);
  const placed = row.HasLocation === true;
  if (placed && positionAt === undefined) faults.push('Updates.Location:unusable');
  for (const fault of faults) addFault(gathering, fault);
  addRow(
    gathering,
    {
      hex: row.Icao,
      type: placed ? 'adsb_icao' : 'mode_s',
      flight: textOf(row.CallSign),
      r: textOf(row.Registration),
      t: textOf(row.TypeCode),
      desc: textOf(row.TypeCodeLong),
      ownOp: textOf(row.RegisteredOwner ?? row.Operator),
      ...(placed && positionAt !== undefined
        ? { lat: row.Lat, lon: row.Lon, seen_pos: ageS(receivedAt, Math.min(positionAt, receivedAt)) }
        : {}),
      seen: ageS(receivedAt, at),
      alt_baro: claim.alt_baro,
      on_ground: claim.on_ground,
      gs,
      track: row.HasHeading === true ? row.Heading : undefined,
      baro_rate: rate,
      squawk: squawkOf(row.Squawk),
      rssi: typeof row.SignalRssi === 'number' && row.SignalRssi <= 0 ? row.SignalRssi : undefined,
    },
    { nowAt: receivedAt, receivedAt, feed: ID },
  );
};

const isPlaces = (value: unknown): value is Row =>
  isObject(value) &&
  ((value.type === ONE && isObject(value.location)) || (value.type === LIST && Array.isArray(value.locations)));

const decode = (text: string, receivedAt: EpochMs): Decoded => {
  const gathering = gather(ID, receivedAt);
  const { values, junk } = messageValues(text);
  for (const value of values) {
    if (isPlaces(value)) {
      if (value.type === ONE) addPlace(gathering, value.location);
      else if (Array.isArray(value.locations)) for (const row of value.locations) addPlace(gathering, row);
    } else if (isObject(value) && OTHERS.has(value.type)) addFault(gathering, 'message:not-places');
    else if (isObject(value) && value.type === 'error') refuse(gathering, 'feed-error', value.message ?? value);
    else refuse(gathering, 'unknown-shape', value);
  }
  for (const piece of junk) refuse(gathering, whyNotJson(piece), piece);
  if (values.length === 0 && junk.length === 0) refuse(gathering, 'empty', '');
  return gathered(gathering, { snapshot: false });
};

const sniff = (text: string): number => {
  if (/^\s*\{\s*"type"\s*:\s*"ack-(?:un)?sub"/.test(text)) return 0.7;
  return text.includes('"plane-location') && isPlaces(firstValue(text)) ? 0.9 : 0;
};

export const planewatch = defineFeed({
  id: ID,
  title: 'plane.watch live places',
  sniff,
  hello: '{"type":"sub","gridTile":"all_low"}',
  decode,
});
