/**
 * Whether an aircraft is on the ground or in the air, told from fixes in order of time, with patience: a side is changed after
 * two fixes or more that agree and that look like a landing roll or a climb, never by one flag (detection.md Q8). In: fixes. Out:
 * the side, and the last fix before and the first fix after each change.
 */
import { distanceNm } from '../aero/geo.ts';
import { type EpochMs, type Feet, HOUR_MS, type Knots, MINUTE_MS, SECOND_MS } from '../aero/units.ts';
import type { Fix } from '../tracks/types.ts';
import { fieldAt } from './fields.ts';

export type Side = 'ground' | 'air';

interface Rising {
  readonly first: Fix;
  readonly last: Fix;
  readonly fixes: number;
  readonly lowestFt?: Feet;
  /** Over the ground, from one fix to the next where no speed is reported. */
  readonly speedKt?: Knots;
}

export interface GroundContact {
  readonly side?: Side;
  /** The newest fix on that side. */
  readonly last?: Fix;
  /** The newest fix on the ground, an accepted one if there was any: where it is, if it is on the ground. */
  readonly placed?: Fix;
  /** Fixes that say otherwise. */
  readonly rising?: Rising;
}

export interface SideChange {
  readonly to: Side;
  /** The last fix on the other side; absent when none was known. */
  readonly before?: Fix;
  readonly first: Fix;
  /** The ground fix that says where. */
  readonly placed?: Fix;
}

const AGREE_FIXES = 2;
const AGREE_SPAN_MS = 5 * SECOND_MS;
/** A landing is over when the roll is slower than this; a touch-and-go never is. */
const ROLLED_OUT_KT: Knots = 80;
/** Without slower fixes: so long on the ground and not in the air again. */
const ROLLED_OUT_MS = MINUTE_MS;
/** No transport flies slower; an "airborne" slower than this on the ground is a flickering flag (readsb #43). */
const FLYING_KT: Knots = 60;
/** Detection.md §5.2: faster than 100 kt, and 200 ft of climb since it left the ground … */
const TAKEN_OFF_KT: Knots = 100;
const CLIMBED_FT: Feet = 200;
/** … or higher above the field than barometric heights err (Q7: 1,000 ft). */
const CLEARLY_ABOVE_FT: Feet = 1200;
/** Where no height is given: so many fixes at such a speed. */
const NO_HEIGHT_FIXES = 3;
const NO_HEIGHT_KT: Knots = 140;
/** Feeds without a ground flag: slow and at field height is on the ground. */
const PARKED_KT: Knots = 50;
const FIELD_HEIGHT_FT: Feet = 500;

/** The side that one fix speaks for, `undefined` where it says nothing. */
export function sideOf(fix: Fix): Side | undefined {
  if (fix.onGround === true) return 'ground';
  const speed = fix.groundSpeedKt;
  if (speed !== undefined && speed >= FLYING_KT)
    return fix.onGround === false || fix.altitudeFt !== undefined ? 'air' : undefined;
  if (fix.onGround === false) return speed === undefined ? 'air' : undefined;
  if (speed === undefined || speed >= PARKED_KT || fix.altitudeFt === undefined) return undefined;
  const elevation = fieldAt(fix.position)?.airport.elevationFt;
  return elevation !== undefined && fix.altitudeFt <= elevation + FIELD_HEIGHT_FT ? 'ground' : undefined;
}

const lower = (a: Feet | undefined, b: Feet | undefined): Feet | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

function risingWith(before: Rising | undefined, fix: Fix): Rising {
  if (before === undefined) {
    return {
      first: fix,
      last: fix,
      fixes: 1,
      ...(fix.altitudeFt === undefined ? {} : { lowestFt: fix.altitudeFt }),
      ...(fix.groundSpeedKt === undefined ? {} : { speedKt: fix.groundSpeedKt }),
    };
  }
  const lowestFt = lower(before.lowestFt, fix.altitudeFt);
  const hours = Math.max(fix.at - before.last.at, SECOND_MS) / HOUR_MS;
  return {
    first: before.first,
    last: fix,
    fixes: before.fixes + 1,
    ...(lowestFt === undefined ? {} : { lowestFt }),
    speedKt: fix.groundSpeedKt ?? distanceNm(before.last.position, fix.position) / hours,
  };
}

const agrees = (rising: Rising): boolean =>
  rising.fixes >= AGREE_FIXES && rising.last.at - rising.first.at >= AGREE_SPAN_MS;

function hasTakenOff(rising: Rising, elevationFt: Feet | undefined): boolean {
  const speed = rising.speedKt ?? 0;
  const altitude = rising.last.altitudeFt;
  if (altitude === undefined || rising.lowestFt === undefined) {
    return rising.lowestFt === undefined && rising.fixes >= NO_HEIGHT_FIXES && speed >= NO_HEIGHT_KT;
  }
  if (speed < TAKEN_OFF_KT) return false;
  return (
    altitude - rising.lowestFt >= CLIMBED_FT ||
    (elevationFt !== undefined && altitude - elevationFt >= CLEARLY_ABOVE_FT)
  );
}

const hasLanded = (rising: Rising): boolean => (rising.speedKt ?? Number.POSITIVE_INFINITY) < ROLLED_OUT_KT;

interface Turn {
  readonly contact: GroundContact;
  readonly change?: SideChange;
}

function turned(contact: GroundContact, to: Side, rising: Rising, placed: Fix | undefined): Turn {
  const side: GroundContact = { side: to, last: rising.last, ...(placed === undefined ? {} : { placed }) };
  if (contact.side === undefined) return { contact: side };
  const change: SideChange = {
    to,
    first: rising.first,
    ...(contact.last === undefined ? {} : { before: contact.last }),
    ...(placed === undefined ? {} : { placed }),
  };
  return { contact: side, change };
}

/** Jammed positions place an aircraft only while nothing better does; on a new landing the old place is no better. */
const isBetterPlace = (fix: Fix, contact: GroundContact): boolean =>
  fix.verdict === 'accepted' ||
  contact.placed?.verdict !== 'accepted' ||
  (contact.last !== undefined && contact.side === 'air' && contact.placed.at < contact.last.at);

/** One more fix, newer than all before. */
export function contactWith(contact: GroundContact, fix: Fix): Turn {
  const side = sideOf(fix);
  if (side === undefined) return { contact };
  const placed = side === 'ground' && isBetterPlace(fix, contact) ? fix : contact.placed;
  const kept = placed === undefined ? {} : { placed };
  if (side === contact.side) {
    // Flickering between two ground fixes of one roll-out must not start the roll-out anew.
    const flicker =
      side === 'air' && contact.rising !== undefined && (fix.groundSpeedKt ?? TAKEN_OFF_KT) < ROLLED_OUT_KT;
    return { contact: flicker ? contact : { side, last: fix, ...kept } };
  }
  const rising = risingWith(contact.rising, fix);
  const next: GroundContact = { ...contact, ...kept, rising };
  if (!agrees(rising)) return { contact: next };
  if (contact.side === undefined) return turned(contact, side, rising, placed);
  const elevation = side === 'air' && placed !== undefined ? fieldAt(placed.position)?.airport.elevationFt : undefined;
  const settled = side === 'air' ? hasTakenOff(rising, elevation) : hasLanded(rising);
  return settled ? turned(contact, side, rising, placed) : { contact: next };
}

/** Time has passed: a roll-out that was not heard to its end is a landing when it was not in the air again for a minute. */
export function contactAt(contact: GroundContact, at: EpochMs): Turn {
  const { rising } = contact;
  if (contact.side !== 'air' || rising === undefined || !agrees(rising)) return { contact };
  if (at - (rising.last.heardAt ?? rising.last.at) < ROLLED_OUT_MS) return { contact };
  return turned(contact, 'ground', rising, contact.placed);
}
