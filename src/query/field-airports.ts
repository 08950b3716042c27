/** The kinds of fields that name airports: where from, where to, by way of, and the route of both. Made like the ones in `field.ts`. */
import { airportByIcao, findPlace, placesNamed } from '../aero/airports.ts';
import { type About, anyOf, type Compiled, checkOperator, EQUALITY, type Field, type Test, unknown } from './field.ts';
import { foldCase, patternOf } from './pattern.ts';
import type { RawValue } from './scan.ts';
import { refuse } from './scan.ts';
import type { Subject } from './types.ts';

const PLACE_EXPECTS = 'an airport code, a city, a country (KP) or ?';
const COUNTRY = /^[a-z]{2}$/i;
/** A code may be of a field that the table does not know. */
const CODE = /^[a-z]{4}$|^[a-z]{2}-[0-9a-z]+$/i;

/** Whether the code of an airport is what the value means. */
function airportTest(value: Pick<RawValue, 'kind' | 'text' | 'from' | 'to'>): (icao: string) => boolean {
  const { text, from, to } = value;
  if (value.kind === 'regex' || (value.kind === 'word' && text.includes('*'))) {
    const pattern = patternOf(value, foldCase, true);
    return (icao) => pattern.test(foldCase(icao));
  }
  if (COUNTRY.test(text)) {
    const country = text.toUpperCase();
    return (icao) => airportByIcao(icao)?.country === country;
  }
  const codes = new Set(placesNamed(text).map(({ icao }) => icao));
  if (codes.size === 0 && CODE.test(text)) codes.add(text.toUpperCase());
  const only =
    codes.size > 0 ? codes : new Set([findPlace(text)?.icao ?? refuse(from, to, `expected ${PLACE_EXPECTS}`)]);
  return (icao) => only.has(icao.toUpperCase());
}

/** A field that names airports by their ICAO code: one or several. */
export function airportField(about: About, read: (subject: Subject) => string | readonly string[] | undefined): Field {
  const codes = (subject: Subject): readonly string[] => {
    const value = read(subject);
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  const known: Test = (subject) => codes(subject).length > 0;
  return {
    aliases: [],
    ...about,
    operators: EQUALITY,
    expects: PLACE_EXPECTS,
    values: 'list',
    regexes: true,
    known,
    present: codes,
    places: true,
    compile: (term) => {
      checkOperator(about.name, EQUALITY, term);
      const parts = term.values.map((value): Compiled => {
        if (value.kind === 'unknown') return unknown(known);
        const test = airportTest(value);
        return { test: (subject) => codes(subject).some(test), words: `is ${value.text}` };
      });
      return anyOf(term, about.label, known, parts);
    },
  };
}

const ROUTE_EXPECTS = 'a route, such as UHWW-ZKPY, UHWW-* or *-ZKPY';

/** `route:A-B`: from A to B; one place alone is either end. `*` is any place, `?` an unknown one. */
export function routeField(about: About): Field {
  const known: Test = ({ from, to }) => from !== undefined && to !== undefined;
  const end = (text: string, value: RawValue): ((icao: string | undefined) => boolean) => {
    if (text === '*') return () => true;
    if (text === '?') return (icao) => icao === undefined;
    const test = airportTest({ ...value, kind: 'word', text });
    return (icao) => icao !== undefined && test(icao);
  };
  const one = (value: RawValue): Compiled => {
    if (value.kind === 'unknown') return unknown(known);
    // The table's own codes may hold a hyphen ("KP-0020"): the whole is tried as one place first.
    const whole = placesNamed(value.text).length > 0;
    const parts = /^(.+?)\s*[-›]\s*([^-›]+|[A-Za-z]{2}-[^-›]+)$/.exec(value.text);
    if (whole || parts === null) {
      if (value.kind === 'regex') return refuse(value.from, value.to, `expected ${ROUTE_EXPECTS}`);
      const test = airportTest(value);
      return {
        test: ({ from, to }) => (from !== undefined && test(from)) || (to !== undefined && test(to)),
        words: `begins or ends at ${value.text}`,
      };
    }
    const fromTest = end(parts[1] ?? '', value);
    const toTest = end(parts[2] ?? '', value);
    return { test: ({ from, to }) => fromTest(from) && toTest(to), words: `is ${parts[1]} to ${parts[2]}` };
  };
  return {
    aliases: [],
    ...about,
    operators: EQUALITY,
    expects: ROUTE_EXPECTS,
    values: 'list',
    regexes: false,
    known,
    present: ({ from, to }) => (from === undefined || to === undefined ? [] : [`${from}-${to}`]),
    compile: (term) => {
      checkOperator(about.name, EQUALITY, term);
      return anyOf(term, about.label, known, term.values.map(one));
    },
  };
}
