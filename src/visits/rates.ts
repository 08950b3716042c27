/**
 * How many flights of a kind there usually are, and how many there are now. In: the flights to and from the DPRK that the log holds,
 * and one of them. Out: statements with the period counted; a count is compared with what chance would give at the usual rate
 * (Poisson). Says nothing where the log is too young to know what is usual.
 */
import { airportByIcao } from '../aero/airports.ts';
import { aircraftOf, typeName } from '../aero/fleet.ts';
import { DAY_MS, type EpochMs } from '../aero/units.ts';
import type { FlightEvent } from '../events/types.ts';
import { poissonAtLeast } from './chance.ts';
import { dayNumber, isoDay, longDay, ordinal } from './days.ts';
import { isHomeField } from './home.ts';
import { legOf } from './leg.ts';
import { type Deaf, deafText, listenedDays } from './listened.ts';
import type { Rarity } from './types.ts';

export interface Flight {
  readonly id: string;
  readonly icao24: string;
  readonly registration?: string;
  readonly typecode?: string;
  readonly operator?: string;
  readonly from: string;
  readonly to: string;
  /** The landing. */
  readonly at: EpochMs;
  /** That it flew between these two fields; absent: certain. */
  readonly probability?: number;
}

/** Before so many days of watching nobody knows what is usual. */
const USUAL_AFTER_DAYS = 14;
/** The longest period that "usual" is counted over: seasons and timetables change. */
const PERIOD_DAYS = 365;
/** A count that chance gives more often than this is not remarkable. */
const REMARKABLE = 0.05;
const WEEK_DAYS = 7;
/** A type that was not on a route for so long is worth saying. */
const LONG_AGO_DAYS = 90;

/** The flight that a landing ended, where both ends are known and one of them is in the DPRK. */
export function flightOf(event: FlightEvent): Flight | undefined {
  const origin = event.kind === 'landing' ? legOf(event.detail)?.origin : undefined;
  const from = origin?.icao;
  const to = event.place?.icao;
  if (from === undefined || to === undefined || event.icao24 === undefined || from === to) return undefined;
  if (!isHomeField(from) && !isHomeField(to)) return undefined;
  const { id, icao24, registration, typecode, at } = event;
  const operator = aircraftOf(icao24)?.operator;
  const optional = {
    ...(operator === undefined ? {} : { operator }),
    ...(registration === undefined ? {} : { registration }),
    ...(typecode === undefined ? {} : { typecode }),
  };
  const probability = Math.min(event.probability, origin?.probability ?? 1);
  return { id, icao24, from, to, at, probability, ...optional };
}

const cityOf = (icao: string): string => airportByIcao(icao)?.city ?? icao;
const number = (value: number): string =>
  value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);

/** "Pyongyang–Vladivostok", the same both ways. */
export const routeName = (flight: Flight): string =>
  isHomeField(flight.from)
    ? `${cityOf(flight.from)}–${cityOf(flight.to)}`
    : `${cityOf(flight.to)}–${cityOf(flight.from)}`;

const onRoute = (one: Flight, other: Flight): boolean =>
  (one.from === other.from && one.to === other.to) || (one.from === other.to && one.to === other.from);

interface Kind {
  readonly name: string;
  readonly same: (other: Flight) => boolean;
}

/** By route, aircraft, type and operator. */
function kindsOf(flight: Flight): readonly Kind[] {
  const route = routeName(flight);
  const { registration = flight.icao24, typecode, operator } = flight;
  return [
    { name: `${route} flight`, same: (other) => onRoute(flight, other) },
    {
      name: `${route} flight by ${registration}`,
      same: (other) => onRoute(flight, other) && other.icao24 === flight.icao24,
    },
    ...(typecode === undefined
      ? []
      : [
          {
            name: `${route} flight of type ${typeName(typecode) ?? typecode}`,
            same: (other: Flight) => onRoute(flight, other) && other.typecode === typecode,
          },
        ]),
    ...(operator === undefined
      ? []
      : [
          {
            name: `${route} flight of ${operator}`,
            same: (other: Flight) => onRoute(flight, other) && other.operator === operator,
          },
        ]),
  ];
}

function rateOf(
  kind: Kind,
  flight: Flight,
  flights: readonly Flight[],
  sinceAt: EpochMs,
  holes: readonly Deaf[],
): Rarity | undefined {
  const today = dayNumber(flight.at);
  const firstDay = Math.max(dayNumber(sinceAt), today - PERIOD_DAYS);
  const days = listenedDays(holes, firstDay * DAY_MS, today * DAY_MS);
  if (days < USUAL_AFTER_DAYS) return undefined;
  const past = flights.filter((other) => kind.same(other) && other.id !== flight.id && other.at <= flight.at);
  const count = past.filter(({ at }) => dayNumber(at) === today).length + 1;
  const earlier = past.filter(({ at }) => dayNumber(at) >= firstDay && dayNumber(at) < today).length;
  const chance = poissonAtLeast(count, earlier / days);
  if (count < 2 || chance > REMARKABLE) return undefined;
  const perWeek = (earlier / days) * WEEK_DAYS;
  const usual =
    earlier === 0
      ? `none in the ${days} days before${days < today - firstDay ? ' that were listened to' : ''}`
      : `usually ${number(perWeek)} a week`;
  return {
    text: `${ordinal(count)} ${kind.name} today, ${usual} (counted from ${longDay(firstDay * DAY_MS)})`,
    scope: 'route',
    since: isoDay(firstDay * DAY_MS),
    horizon: isoDay(sinceAt),
    basis: `${earlier} in ${days} days; so many or more in a day by chance: ${(chance * 100).toPrecision(2)} %`,
  };
}

function longAgoOf(
  flight: Flight,
  flights: readonly Flight[],
  sinceAt: EpochMs,
  holes: readonly Deaf[],
): Rarity | undefined {
  const { typecode } = flight;
  if (typecode === undefined) return undefined;
  const today = dayNumber(flight.at);
  const last = flights.findLast(
    (other) => other.id !== flight.id && other.at < flight.at && other.typecode === typecode && onRoute(flight, other),
  );
  const lastDay = dayNumber(last?.at ?? sinceAt);
  if (listenedDays(holes, lastDay * DAY_MS, today * DAY_MS) < LONG_AGO_DAYS) return undefined;
  const deaf = deafText(holes, lastDay * DAY_MS, flight.at);
  const name = typeName(typecode) ?? typecode;
  const when = last === undefined ? 'never before' : `not since ${longDay(last.at)}`;
  return {
    text: `${name} on the route ${routeName(flight)}: ${when} in this log, which starts ${longDay(sinceAt)}${deaf === undefined ? '' : `; ${deaf}`}`,
    scope: 'route',
    ...(last === undefined ? {} : { since: isoDay(last.at) }),
    horizon: isoDay(sinceAt),
    basis: `${flights.length} flights with both ends known`,
  };
}

/**
 * What is remarkable about a flight against the flights before it.
 * @param sinceAt when this log began to hold flights: nothing is said of the time before
 * @param holes when nothing was received: those days are not counted
 */
export function ratesOf(
  flight: Flight,
  flights: readonly Flight[],
  sinceAt: EpochMs,
  holes: readonly Deaf[] = [],
): readonly Rarity[] {
  const rates = kindsOf(flight).flatMap((kind) => rateOf(kind, flight, flights, sinceAt, holes) ?? []);
  const longAgo = longAgoOf(flight, flights, sinceAt, holes);
  return longAgo === undefined ? rates : [...rates, longAgo];
}

/** "Pyongyang–Vladivostok: 12 flights in the 90 days before, 0.9 a week; 9 by P-632, 9 of type …, 12 of Air Koryo". */
export function usualOf(
  flight: Flight,
  flights: readonly Flight[],
  sinceAt: EpochMs,
  holes: readonly Deaf[] = [],
): string {
  const today = dayNumber(flight.at);
  const firstDay = Math.max(dayNumber(sinceAt), today - PERIOD_DAYS);
  const whole = today - firstDay;
  const days = listenedDays(holes, firstDay * DAY_MS, today * DAY_MS);
  const route = routeName(flight);
  if (whole < 1) return `${route}: this log began on the same day, so nothing is known of what is usual`;
  const before = flights.filter(({ at }) => dayNumber(at) >= firstDay && dayNumber(at) < today);
  const [onIt = { same: () => false }, ...others] = kindsOf(flight);
  const count = before.filter(onIt.same).length;
  const rest = others.map(({ name, same }) => `${before.filter(same).length} ${name.slice(`${route} flight `.length)}`);
  const isYoung = days < USUAL_AFTER_DAYS;
  const rate = isYoung ? 'too short a time to say what is usual' : `${number((count / days) * WEEK_DAYS)} a week`;
  const counted = days === 1 ? '1 day' : `${days} days`;
  const period = days === whole ? `the ${counted} before` : `the ${counted} before that were listened to`;
  const deaf = deafText(holes, firstDay * DAY_MS, today * DAY_MS);
  const what = `${count} ${count === 1 ? 'flight' : 'flights'} in ${period}${deaf === undefined ? '' : ` (${deaf})`}`;
  return `${route}: ${what}, ${rate}${rest.length === 0 ? '' : `; ${rest.join(', ')}`}`;
}

/** How sure a count over a flight's route is: no surer than the least sure leg that it counts. */
export const countProbability = (flight: Flight, flights: readonly Flight[]): number =>
  Math.min(
    flight.probability ?? 1,
    ...flights.flatMap((other) => (onRoute(flight, other) && other.at <= flight.at ? (other.probability ?? 1) : [])),
  );
