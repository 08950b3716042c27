/** The kinds of fields that are about positions: near a place, in an area. Made like the ones in `field.ts`. */
import { findPlace } from '../aero/airports.ts';
import { areaRings } from '../aero/areas.ts';
import { centreLongitude, distanceNm, isInside } from '../aero/geo.ts';
import type { Position } from '../aero/units.ts';
import {
  type About,
  anyOf,
  type Compiled,
  checkOperator,
  EQUALITY,
  type Field,
  orderOf,
  type Test,
  unknown,
} from './field.ts';
import { nearest } from './nearest.ts';
import type { RawValue } from './scan.ts';
import { refuse } from './scan.ts';
import type { MatchContext, Subject } from './types.ts';
import { parseDistance } from './units-parse.ts';

const hasPosition: Test = (subject) => subject.position !== undefined;
const DISTANCE_EXPECTS = 'a distance: 300km 160nm 190mi';
const NEAR_EXPECTS = 'a place and a distance: FNJ<300km, 39.2,125.7<50nm, @sel<20km';
const NEAR = /^(.*?)\s*(<=|>=|<|>|\slt\s)\s*(.*)$/is;
const COORDINATES = /^([+-]?\d+(?:\.\d+)?),([+-]?\d+(?:\.\d+)?)$/;

/** `near:PLACE<distance`. */
export function nearField(about: About): Field {
  return {
    aliases: [],
    ...about,
    operators: [':'],
    expects: NEAR_EXPECTS,
    values: 'near',
    regexes: false,
    known: hasPosition,
    places: true,
    compile: (term) => {
      checkOperator(about.name, [':'], term);
      const value = term.values[0];
      if (value === undefined) return refuse(term.from, term.to, `expected ${NEAR_EXPECTS}`);
      return near(value);
    },
  };
}

function near(value: RawValue): Compiled {
  if (value.kind === 'unknown') return { ...unknown(hasPosition), words: 'position is unknown' };
  const found = NEAR.exec(value.text);
  const written = found?.[1] ?? value.text;
  const place = placeOf(written, value.from, value.from + Math.max(1, written.length));
  if (found === null) return refuse(value.from, value.to, `expected < and ${DISTANCE_EXPECTS} after the place`);
  const limit = parseDistance(found[3] ?? '');
  if (limit === undefined) {
    const length = (found[3] ?? '').length;
    return refuse(length === 0 ? value.from : value.to - length, value.to, `expected ${DISTANCE_EXPECTS}`);
  }
  const sign = found[2]?.trim().toLowerCase() === 'lt' ? '<' : (found[2] as '<' | '<=' | '>' | '>=');
  const within = orderOf(sign);
  if (within === undefined) return refuse(value.from, value.to, `expected ${NEAR_EXPECTS}`);
  const test: Test = ({ position }, context) => {
    const centre = place.at ?? context.selected;
    return position !== undefined && centre !== undefined && within(distanceNm(position, centre), limit);
  };
  return {
    test,
    words: `${sign.startsWith('<') ? 'within' : 'farther than'} ${found[3]} ${sign.startsWith('<') ? 'of' : 'from'} ${place.name}`,
  };
}

/** `at` absent: the selected aircraft. */
function placeOf(written: string, from: number, to: number): { readonly name: string; readonly at?: Position } {
  const word = written.replace(/^"(.*)"$/s, '$1').trim();
  if (word.toLowerCase() === '@sel') return { name: 'the selected aircraft' };
  const numbers = COORDINATES.exec(word);
  if (numbers !== null) {
    const at = { latitudeDeg: Number(numbers[1]), longitudeDeg: Number(numbers[2]) };
    if (Math.abs(at.latitudeDeg) > 90 || Math.abs(at.longitudeDeg) > 180) {
      return refuse(from, to, 'expected latitude and longitude: 39.2,125.7');
    }
    return { name: word, at };
  }
  const airport = word === '' ? undefined : findPlace(word);
  if (airport === undefined) return refuse(from, to, 'expected a place: an airport code, a city, lat,lon or @sel');
  return { name: `${airport.icao} ${airport.name}`, at: airport };
}

const centres = new WeakMap<readonly Position[], number>();
function holds(ring: readonly Position[], position: Position): boolean {
  let centre = centres.get(ring);
  if (centre === undefined) {
    centre = centreLongitude(ring);
    centres.set(ring, centre);
  }
  return isInside(position, ring, centre);
}

/** `in:area`: an area of the context, else one of the built-in ones. A name that is in neither when parsed is refused. */
export function areaField(about: About): Field {
  return {
    aliases: [],
    ...about,
    operators: EQUALITY,
    expects: `an area: ${Object.keys(areaRings).join(' ')}`,
    values: 'list',
    regexes: false,
    known: hasPosition,
    offers: Object.keys(areaRings),
    compile: (term) => {
      checkOperator(about.name, EQUALITY, term);
      const names = [...Object.keys(areaRings), ...(term.areas ?? [])];
      const parts = term.values.map((value): Compiled => {
        if (value.kind === 'unknown') return unknown(hasPosition);
        const id = value.text.toLowerCase();
        if (!names.includes(id)) {
          const meant = nearest(id, names);
          const hint = meant === undefined ? `: ${names.join(' ')}` : `, did you mean ${meant}?`;
          return refuse(value.from, value.to, `expected an area${hint}`);
        }
        const test = ({ position }: Subject, context: MatchContext): boolean => {
          const ring = context.areas?.[id] ?? areaRings[id];
          return position !== undefined && ring !== undefined && holds(ring, position);
        };
        return { test, words: id };
      });
      return anyOf(term, about.label, hasPosition, parts);
    },
  };
}
