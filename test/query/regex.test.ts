import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex, MAX_TEXT_LENGTH } from '../../src/query/regex.ts';

function finds(pattern: string, text: string): boolean {
  const compiled = compileRegex(pattern);
  if ('error' in compiled) throw new Error(`${pattern}: ${compiled.error}`);
  return compiled.test(text.toLowerCase());
}

const piece = fc.constantFrom(
  'a',
  'b',
  'ab',
  '.',
  '[ab]',
  '[^a]',
  '[a-c]',
  '\\d',
  '\\w',
  '(a|b)',
  '(?:ab|c)',
  '(a*|b)',
  '\\.',
  '1',
  '^',
  '$',
  '(|a)',
);
const sign = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,}');
const pattern = fc
  .array(fc.tuple(piece, sign), { maxLength: 6 })
  .map((parts) => parts.map(([part, quantifier]) => part + (part === '^' || part === '$' ? '' : quantifier)).join(''));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', ' '), maxLength: 12 });

describe('the regular expressions', () => {
  it('find what the usual engine finds', () => {
    fc.assert(
      fc.property(pattern, text, (source, sample) => {
        expect(finds(source, sample), `/${source}/ in "${sample}"`).toBe(new RegExp(source, 'i').test(sample));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['^RA-8[56]', 'ra-86559', true],
    ['^ra-8[56]$', 'RA-86559', false],
    ['[A-F]{2}\\d', 'ab1', true],
    ['[^-]$', 'a-', false],
    ['a|^$', '', true],
    ['\\s', 'a b', true],
    ['[\\d-]+x', '1-2x', true],
    ['ё', 'Ё', true],
  ])('/%s/ in %j: %s', (source, sample, expected) => expect(finds(source, sample)).toBe(expected));

  it.each([
    '(',
    ')',
    '[a',
    '*',
    'a**',
    'a{3,1}',
    'a{999}',
    '\\1',
    '\\b',
    '(?=a)',
    '(?<n>a)',
    '(?<=a)b',
    '^*',
    '[b-a]',
    '\\',
    'a'.repeat(101),
    '((a{50}){50}){50}',
    '('.repeat(40),
  ])('/%s/ is refused in words', (source) => expect(compileRegex(source)).toHaveProperty('error'));

  it('take any text as a pattern without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (source) => void compileRegex(source)),
      { numRuns: 3000 },
    );
  });

  it.each(['(a+)+$', '(a|a)*$', '(.*)*x', '.*.*.*.*.*x', '(a|aa)+$', '(a?){25}a{25}'])(
    '/%s/ cannot be made to hang',
    (source) => {
      const hostile = `${'a'.repeat(5000)}!`;
      // A back-tracking engine is not through with these before the test's own limit.
      expect(typeof finds(source, hostile)).toBe('boolean');
    },
  );

  it('look at the beginning of long texts only', () => {
    expect(finds('x', `${' '.repeat(MAX_TEXT_LENGTH)}x`)).toBe(false);
  });
});
