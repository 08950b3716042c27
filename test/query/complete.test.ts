import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/query/complete.ts';
import { parse } from '../../src/query/parse.ts';
import type { Subject } from '../../src/query/types.ts';
import { anyLine, anySubject, NOW } from './samples.ts';

const near = { latitudeDeg: 39.3, longitudeDeg: 125.8 };
const far = { latitudeDeg: 43, longitudeDeg: 132 };
const subjects: readonly Subject[] = [
  {
    icao24: '15521f',
    registration: 'RA-86559',
    typecode: 'IL62',
    operator: 'Russian Air Force',
    to: 'ZKPY',
    position: near,
    source: 'mlat',
  },
  { icao24: '7277a8', registration: 'P-632', typecode: 'T204', operator: 'Air Koryo', position: far, source: 'adsb' },
  { icao24: '7277a9', registration: 'P-633', typecode: 'T204', operator: 'Air Koryo', source: 'adsb' },
];
const data = { subjects, context: { now: NOW, selected: near } };
const offered = (line: string): readonly string[] =>
  complete(line, line.length, data).map(({ insert, count }) => (count === undefined ? insert : `${insert} ${count}`));

describe('completion', () => {
  it.each([
    ['ty', ['type:']],
    ['type:', ['type:T204 2', 'type:IL62 1']],
    ['type:i', ['type:IL62 1']],
    ['type:IL62,', ['type:IL62,T204 2']],
    ['op:', ['op:"Air Koryo" 2', 'op:"Russian Air Force" 1']],
    ['near:FNJ<', ['near:FNJ<300km 1', 'near:FNJ<1000km 2', 'near:FNJ<50km 1']],
    ['near:FNJ<200', ['near:FNJ<200km 1', 'near:FNJ<200nm 1', 'near:FNJ<200mi 1']],
    ['alt>', ['alt>30000 0', 'alt>FL300 0']],
    ['has:po', ['has:pos 2']],
    ['level:w', ['level:warn 0']],
    ['8655', ['reg:RA-86559 1']],
  ])('%j offers %j', (line, expected) => expect(offered(line)).toEqual(expected));

  it('begins with the fields, then the flags with their counts', () => {
    const all = complete('', 0, { ...data, limit: 100 });
    expect(all[0]?.insert).toBe('reg:');
    expect(all.find(({ insert }) => insert === 'mlat')?.count).toBe(1);
  });

  it('offers places after near: and the values present before other places after to:', () => {
    expect(offered('near:suna')[0]).toBe('near:FNJ<');
    expect(offered('near:@')).toEqual(['near:@sel<']);
    expect(offered('to:z')[0]).toBe('to:ZKPY 1');
    expect(offered('to:vladiv')[0]).toBe('to:UHWW 0');
  });

  it('keeps what stands before and behind the cursor, negation and brackets too', () => {
    const line = 'alt>1 (!type:T2 or stale';
    const cursor = 'alt>1 (!type:T2'.length;
    expect(complete(line, cursor, data)[0]).toMatchObject({
      text: 'alt>1 (!type:T204 or stale',
      cursor: 'alt>1 (!type:T204'.length,
      insert: 'type:T204',
    });
  });

  it('never throws, never repeats a line, and stays inside it', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyLine, fc.string({ unit: 'binary', maxLength: 40 })),
        fc.integer({ min: -5, max: 100 }),
        fc.array(anySubject, { maxLength: 4 }),
        (line, cursor, some) => {
          const suggestions = complete(line, cursor, { subjects: some, context: { now: NOW } });
          expect(suggestions.length).toBeLessThanOrEqual(20);
          expect(new Set(suggestions.map(({ text }) => text)).size).toBe(suggestions.length);
          for (const { text, cursor: at, insert } of suggestions)
            expect(text.slice(at - insert.length, at)).toBe(insert);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('values that it offers parse', () => {
    for (const start of [
      'type:',
      'op:',
      'reg:',
      'to:',
      'src:',
      'in:',
      'level:',
      'ground:',
      'has:',
      'near:FNJ<',
      'near:@sel<',
    ]) {
      for (const insert of complete(start, start.length, data).map((suggestion) => suggestion.insert)) {
        expect(parse(insert).ok, insert).toBe(true);
      }
    }
  });
});
