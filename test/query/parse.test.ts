import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, formatQuery } from '../../src/query/explain.ts';
import { fields, fieldsHelp } from '../../src/query/fields.ts';
import { flags } from '../../src/query/flags.ts';
import { matches } from '../../src/query/match.ts';
import type { Query } from '../../src/query/parse.ts';
import { parse } from '../../src/query/parse.ts';
import type { MatchContext } from '../../src/query/types.ts';
import { anyLine, anySubject, NOW } from './samples.ts';

const context: MatchContext = { now: NOW, selected: { latitudeDeg: 39, longitudeDeg: 126 } };

function good(text: string): Query {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.text}`);
  return parsed.query;
}

/** The line, carets under what is wrong, the sentence: as the prompt shows it. */
function shown(text: string): string {
  const parsed = parse(text);
  if (parsed.ok) return 'no error';
  const { from, to, text: why } = parsed.error;
  return `${' '.repeat(from)}${'^'.repeat(to - from)} ${why}`;
}

describe('what is wrong, and where', () => {
  it.each([
    [
      'type:IL62,T204 alt>30000 near:FNJ<3oo',
      '                                  ^^^ expected a distance: 300km 160nm 190mi',
    ],
    ['typ:IL62', '^^^ expected a field: there is no typ, did you mean type?'],
    ['sqauwk:7700', '^^^^^^ expected a field: there is no sqauwk, did you mean squawk?'],
    ['in:korebay', '   ^^^^^^^ expected an area, did you mean koreabay?'],
    ['(a or b', '^ expected a closing bracket for this one'],
    ['a)', ' ^ expected no closing bracket here: none is open'],
    ['type:IL62,', '         ^ expected another value after the comma'],
    ['alt>', '^^^^ expected an altitude: 30000 9000m FL300 or a range 500..3000'],
    ['alt>30,000', '       ^^^ expected one value after >, not a list'],
    ['alt:high', '    ^^^^ expected an altitude: 30000 9000m FL300 or a range 500..3000'],
    ['alt:3000..500', '    ^^^^^^^^^ expected the lower number first: 500..3000'],
    ['seen:5m', '     ^^ expected < or > before an age: seen<5m'],
    ['type>IL62', '^^^^^^^^^ expected : = != after type, not >'],
    ['"open', '^^^^^ expected a closing quote'],
    ['a and', '  ^^^ expected a condition after and'],
    ['a or ', '   ^ expected a condition, such as alt>30000'],
    ['not', '^^^ expected a condition after not'],
    ['(limit:20)', ' ^^^^^^^^ expected limit outside brackets and without not: it is about the view, not a condition'],
    ['!sort:alt', ' ^^^^^^^^ expected sort outside brackets and without not: it is about the view, not a condition'],
    ['sort:-atl', '     ^^^^ expected a column: did you mean sort:-alt?'],
    ['limit:0', '      ^ expected a number of rows: limit:20'],
    ['squawk:7899', '       ^^^^ expected a squawk, four digits 0 to 7: 7500,7600,7700 or 7500..7700'],
    ['>5', '^ expected a field before >, such as alt>30000'],
    ['reg:/(?=a)/', '    ^^^^^^^ expected a plain group: look-around and names are not understood in the pattern'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  it('an empty line is every subject', () => {
    expect(good('').node).toEqual({ kind: 'all' });
    expect(good('   ').node).toEqual({ kind: 'all' });
  });

  it('any text at all parses or has its carets inside it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), anyLine), (text) => {
        const parsed = parse(text);
        if (parsed.ok) return;
        expect(parsed.error.from).toBeGreaterThanOrEqual(0);
        expect(parsed.error.to).toBeGreaterThan(parsed.error.from);
        expect(parsed.error.to).toBeLessThanOrEqual(text.length);
        expect(parsed.error.text).toMatch(/^expected /);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    '('.repeat(1900),
    '!'.repeat(1900),
    'not '.repeat(480),
    `${'('.repeat(900)}a${')'.repeat(900)}`,
    'a '.repeat(5000),
    'a,'.repeat(900),
  ])('a hostile line ends, and without a throw', (text) => {
    expect(typeof parse(text).ok).toBe('boolean');
  });
});

describe('view words', () => {
  it('are taken off the top level, wherever they stand there', () => {
    expect(good('limit:20 alt>1 sort:-alt').view).toEqual({ limit: 20, sort: { column: 'alt', descending: true } });
    expect(good('a or b limit:5').view).toEqual({ limit: 5 });
    expect(good('sort:dest').view.sort).toEqual({ column: 'to', descending: false });
    expect(good('limit:20').node).toEqual({ kind: 'all' });
  });
});

describe('a query written out again', () => {
  it.each([
    ['a  and b', 'a b'],
    ['a or (b c)', 'a or b c'],
    ['(a or b) c', '(a or b) c'],
    ['not (a or b)', '!(a or b)'],
    ['NOT a AND b OR c', '!a b or c'],
    ['limit:20 alt>1', 'alt>1 limit:20'],
  ])('%s is %s', (text, expected) => expect(formatQuery(good(text))).toBe(expected));

  it('means the same', () => {
    fc.assert(
      fc.property(anyLine, fc.array(anySubject, { maxLength: 5 }), (text, subjects) => {
        const parsed = parse(text);
        if (!parsed.ok) return;
        const again = parse(formatQuery(parsed.query));
        if (!again.ok) throw new Error(`${text} -> ${formatQuery(parsed.query)}: ${again.error.text}`);
        expect(formatQuery(again.query)).toBe(formatQuery(parsed.query));
        expect(again.query.view).toEqual(parsed.query.view);
        for (const subject of subjects) {
          expect(matches(again.query, subject, context)).toBe(matches(parsed.query, subject, context));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a query in words', () => {
  it.each([
    ['', 'everything'],
    ['type:IL62,T204 alt>FL300', 'type is IL62 or is T204, and altitude above 30,000 ft'],
    ['!(mlat or stale) limit:5', 'not (located by multilateration, or stale); the first 5 only'],
    ['near:FNJ<300km', 'within 300km of ZKPY Pyongyang Sunan'],
    ['alt:?', 'altitude is unknown'],
    ['sort:-alt', 'everything; sorted by alt, highest first'],
    ['has:pos', 'position known'],
  ])('%s', (text, expected) => expect(explain(good(text))).toBe(expected));
});

describe('the table of fields', () => {
  it('has every name once, and no flag or keyword among them but ground', () => {
    const names = fields.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(flags.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(['ground']);
    expect(names.filter((name) => /^(and|or|not|lt|gt|le|ge|eq|ne|limit|sort)$/.test(name))).toEqual([]);
  });

  it('has all the fields of the paper', () => {
    const wanted =
      'reg r hex h call c type t op country desc alt a gs vs trk mach near in from to route via squawk sq src ground seen first gap note tag rule has dest heading kind level text';
    const names = fields.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(wanted.split(' ').filter((name) => !names.includes(name))).toEqual([]);
  });

  it('shows examples that parse', () => {
    for (const { examples, help, operators } of fieldsHelp()) {
      expect(help).not.toBe('');
      expect(operators.length).toBeGreaterThan(0);
      for (const example of examples) expect(shown(example), example).toBe('no error');
    }
  });
});
